#include "crypto/keys/key.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace veilgate::crypto {
namespace {

template <class E>
struct Name {
  E value;
  const char* text;
};

constexpr std::array<Name<Purpose>, 6> kPurposes = {{{Purpose::data, "data"},
                                                     {Purpose::index, "index"},
                                                     {Purpose::pseudonym, "pseudonym"},
                                                     {Purpose::audit, "audit"},
                                                     {Purpose::tenant_kek, "tenant-kek"},
                                                     {Purpose::root, "root"}}};

constexpr std::array<Name<Algorithm>, 10> kAlgorithms = {{{Algorithm::aes256_gcm, "aes256-gcm"},
                                                          {Algorithm::aes_siv, "aes-siv"},
                                                          {Algorithm::sm4_ctr_hmac_sm3, "sm4-ctr-hmac-sm3"},
                                                          {Algorithm::sm4_gcm, "sm4-gcm"},
                                                          {Algorithm::sm4_siv, "sm4-siv"},
                                                          {Algorithm::ff1_aes, "ff1-aes"},
                                                          {Algorithm::ff1_sm4, "ff1-sm4"},
                                                          {Algorithm::hmac_sha256, "hmac-sha256"},
                                                          {Algorithm::hmac_sm3, "hmac-sm3"},
                                                          {Algorithm::aes_kw, "aes-kw"}}};

constexpr std::array<Name<KeyState>, 5> kStates = {{{KeyState::destroyed, "destroyed"},
                                                    {KeyState::revoked, "revoked"},
                                                    {KeyState::pending, "pending"},
                                                    {KeyState::suspended, "suspended"},
                                                    {KeyState::active, "active"}}};

template <class E, std::size_t N>
const char* text_of(const std::array<Name<E>, N>& names, E value) noexcept {
  const auto found = std::find_if(names.begin(), names.end(), [&](const auto& name) { return name.value == value; });
  return found == names.end() ? "none" : found->text;
}

template <class E, std::size_t N>
std::optional<E> value_of(const std::array<Name<E>, N>& names, std::string_view text) noexcept {
  const auto found = std::find_if(names.begin(), names.end(), [&](const auto& name) { return name.text == text; });
  if (found == names.end()) return std::nullopt;
  return found->value;
}

}  // namespace

const char* to_text(Purpose purpose) noexcept {
  return text_of(kPurposes, purpose);
}
const char* to_text(Algorithm algorithm) noexcept {
  return text_of(kAlgorithms, algorithm);
}
const char* to_text(KeyState state) noexcept {
  return text_of(kStates, state);
}

std::optional<Purpose> parse_purpose(std::string_view text) noexcept {
  return value_of(kPurposes, text);
}
std::optional<Algorithm> parse_algorithm(std::string_view text) noexcept {
  return value_of(kAlgorithms, text);
}
std::optional<KeyState> parse_key_state(std::string_view text) noexcept {
  return value_of(kStates, text);
}

bool fits(Purpose purpose, Algorithm algorithm) noexcept {
  switch (purpose) {
    case Purpose::none: return false;
    case Purpose::data: return algorithm >= Algorithm::aes256_gcm && algorithm <= Algorithm::ff1_sm4;
    case Purpose::index:
    case Purpose::pseudonym:
    case Purpose::audit: return algorithm == Algorithm::hmac_sha256 || algorithm == Algorithm::hmac_sm3;
    case Purpose::tenant_kek:
    case Purpose::root: return algorithm == Algorithm::aes_kw || algorithm == Algorithm::sm4_siv;
  }
  return false;
}

std::string to_text(KeyId id) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text(8, '0');
  for (std::size_t i = 0; i < text.size(); ++i) text[i] = kDigits[(id.value >> (28 - 4 * i)) & 0xF];
  return text;
}

std::optional<KeyId> parse_key_id(std::string_view text) noexcept {
  if (text.size() != 8) return std::nullopt;
  const bool is_lower_hex =
      std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
  if (!is_lower_hex) return std::nullopt;
  KeyId id;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id.value, 16);
  if (error != std::errc{} || end != text.data() + text.size() || id.value == 0) return std::nullopt;
  return id;
}

std::string describe(const KeyParameters& parameters) {
  std::string text = to_text(parameters.purpose);
  text += " key " + to_text(parameters.id) + " version " + std::to_string(parameters.version);
  if (parameters.tenant) text += " of tenant " + parameters.tenant->text();
  return text;
}

template <Purpose P>
Result<Key<P>> Key<P>::make(KeyParameters parameters, SecretBytes secret) {
  constexpr bool kHasTenant = P != Purpose::audit && P != Purpose::root;
  const char* wrong = nullptr;
  if (parameters.purpose != P)
    wrong = "a key was given to another purpose than its own";
  else if (!fits(P, parameters.algorithm))
    wrong = "the algorithm is not one for this purpose";
  else if (parameters.tenant.has_value() != kHasTenant)
    wrong = "a tenant's key needs a tenant, any other has none";
  else if (parameters.id.value == 0 || parameters.version == 0)
    wrong = "a key needs an id and a version";
  else if (!may_open(parameters.state))
    wrong = "a revoked or destroyed key has no secret to use";
  else if (secret.size() != kKeyBytes)
    wrong = "the secret of a key has 32 bytes";
  if (wrong != nullptr) return make_error(Code::internal, Origin::internal, describe(parameters) + ": " + wrong);
  return Key(std::move(parameters), std::move(secret));
}

template class Key<Purpose::data>;
template class Key<Purpose::index>;
template class Key<Purpose::pseudonym>;
template class Key<Purpose::audit>;
template class Key<Purpose::tenant_kek>;
template class Key<Purpose::root>;

}  // namespace veilgate::crypto
