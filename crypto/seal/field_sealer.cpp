#include "crypto/seal/field_sealer.hpp"

#include <cstring>

#include "crypto/base/base64url.hpp"

namespace veilgate::crypto {
namespace {

Error no_key(const TenantId& tenant, Algorithm algorithm) {
  return make_error(Code::key_unavailable, Origin::policy,
                    "tenant " + tenant.text() + " has no active key for " + to_text(algorithm));
}

Error sealing_failed() {
  return make_error(Code::internal, Origin::internal, "a value could not be sealed");
}

}  // namespace

Result<FieldSealer> FieldSealer::make(std::shared_ptr<const Keyring> keyring, const TenantId& tenant,
                                      std::string_view class_name, const SealSettings& settings) {
  if (auto offered = check_offered(settings.suite); !offered) return offered.error();
  const SuiteFacts& facts = facts_of(settings.suite);
  const DataKey* key = keyring->active_data_key(tenant.text(), settings.suite);
  if (key == nullptr) return no_key(tenant, settings.suite);

  auto sealing = make_sealing(*keyring, *key, class_name, settings.format);
  if (!sealing) return sealing.error();

  const auto of_suite = facts.digest == Digest::sm3 ? Algorithm::hmac_sm3 : Algorithm::hmac_sha256;
  const auto index_algorithm = settings.index_algorithm == Algorithm::none ? of_suite : settings.index_algorithm;
  std::vector<Index> indexes;
  for (const auto kind : settings.index) {
    const IndexKey* index_key = keyring->active_index_key(tenant.text(), index_algorithm);
    if (index_key == nullptr) return no_key(tenant, index_algorithm);
    auto index = BlindIndex::make(*index_key, class_name, kind);
    if (!index) return index.error();
    indexes.push_back({kind, *std::move(index)});
  }

  return FieldSealer(*std::move(sealing), class_name, settings.format, std::move(indexes),
                     TokenReader(std::move(keyring), tenant));
}

Result<FieldSealer::Sealing> FieldSealer::make_sealing(const Keyring& keyring, const DataKey& key,
                                                       std::string_view class_name, const Format& format) {
  const SuiteFacts& facts = facts_of(key.parameters().algorithm);
  MessageAllowance allowance(keyring.counter_of(key), limit_of(key.parameters()));
  std::string header;
  append_header(header_of(key, class_name), header);
  const auto with = [&](auto cipher) -> Result<Sealing> {
    if (!cipher) return cipher.error();
    return Sealing{&key, *std::move(cipher), std::move(header), std::move(allowance)};
  };
  if (facts.keeps_format) return with(FormatCipher::make(key, class_name, format));
  return with(BodyCipher::make(key, class_name));
}

// The cipher stays where it is and of the same kind, as versions of a key differ in their secret alone.
Result<void> FieldSealer::go_on() {
  do {
    const KeyParameters& facts = sealing_.key->parameters();
    const DataKey* const next = reader_.keyring().successor_of(*sealing_.key);
    if (next == nullptr) {
      return make_error(
          Code::key_unavailable, Origin::policy,
          describe(facts) + " has sealed all it may in this process, and no version is pending: rotate it");
    }
    auto sealing = make_sealing(reader_.keyring(), *next, class_name_, format_);
    if (!sealing) return sealing.error();
    sealing_ = *std::move(sealing);
  } while (!sealing_.allowance.spend());
  return {};
}

std::size_t FieldSealer::token_length(std::size_t plaintext_bytes) const noexcept {
  const auto* cipher = std::get_if<BodyCipher>(&sealing_.cipher);
  return sealing_.header.size() + base64url_length(plaintext_bytes + (cipher == nullptr ? 0 : cipher->overhead()));
}

Result<void> FieldSealer::append_token(std::string_view plaintext, std::string& out) noexcept {
  auto* cipher = std::get_if<BodyCipher>(&sealing_.cipher);
  if (cipher == nullptr || plaintext.size() > kMostPlaintextBytes)
    return make_error(Code::seal_refused, Origin::policy,
                      cipher == nullptr ? "this suite keeps the format and makes no token"
                                        : "a value is longer than what can be sealed");
  if (!sealing_.allowance.spend())
    if (auto moved = go_on(); !moved) return moved;
  const std::size_t size = plaintext.size() + cipher->overhead();
  if (body_.size() < size) body_.resize(size);
  const MutableOctets body(body_.data(), size);
  if (!cipher->seal(octets(plaintext), body)) return sealing_failed();
  const std::string& header = sealing_.header;
  const std::size_t before = out.size();
  out.resize(before + header.size() + base64url_length(size));
  std::memcpy(out.data() + before, header.data(), header.size());
  encode_base64url(body, out.data() + before + header.size());
  return {};
}

Result<void> FieldSealer::append_tokens(std::span<const std::string_view> plaintexts, std::string& out,
                                        std::span<std::size_t> ends) noexcept {
  if (plaintexts.size() != ends.size())
    return make_error(Code::internal, Origin::internal, "a batch has another number of ends than of values");
  const std::size_t before = out.size();
  for (std::size_t i = 0; i < plaintexts.size(); ++i) {
    if (auto appended = append_token(plaintexts[i], out); !appended) {
      out.resize(before);
      return appended;
    }
    ends[i] = out.size();
  }
  return {};
}

Result<void> FieldSealer::append_formatted(std::string_view plaintext, std::string& out,
                                           std::string& companion) noexcept {
  auto* cipher = std::get_if<FormatCipher>(&sealing_.cipher);
  if (cipher == nullptr)
    return make_error(Code::seal_refused, Origin::policy, "this suite makes tokens and keeps no format");
  if (!sealing_.allowance.spend())
    if (auto moved = go_on(); !moved) return moved;
  const std::size_t before = out.size();
  FormatCipher::Companion body;
  out.resize(before + plaintext.size());
  if (!cipher->seal(plaintext, std::span<char>(out).subspan(before), body)) {
    out.resize(before);
    sealing_.allowance.refund();
    return make_error(Code::seal_refused, Origin::policy, "a value is not of the format its suite keeps");
  }
  const std::size_t at = companion.size() + sealing_.header.size();
  companion.append(sealing_.header);
  companion.resize(at + base64url_length(body.size()));
  encode_base64url(body, companion.data() + at);
  return {};
}

Result<bool> FieldSealer::append_index(std::string_view plaintext, IndexKind kind, std::string& out) noexcept {
  for (auto& [of_kind, index] : indexes_)
    if (of_kind == kind) return index.append(plaintext, out);
  return make_error(Code::bad_config, Origin::internal, "an index was asked for that was not set up");
}

bool FieldSealer::is_own_token(std::string_view text) noexcept {
  if (!has_token_prefix(text)) return false;
  const auto token = split_token(text);
  const bool is_own = token && reader_.read(*token);
  reader_.forget();
  return is_own;
}

bool FieldSealer::is_own_formatted(std::string_view text, std::string_view companion) noexcept {
  const auto token = split_token(companion);
  const bool is_own = token && reader_.read_formatted(text, *token);
  reader_.forget();
  return is_own;
}

}  // namespace veilgate::crypto
