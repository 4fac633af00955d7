#include "crypto/index/blind_index.hpp"

#include <algorithm>

#include "crypto/base/base64url.hpp"
#include "crypto/index/normalise.hpp"
#include "crypto/suites/derive.hpp"
#include "crypto/token/token.hpp"

namespace veilgate::crypto {
namespace {

constexpr std::size_t kExactBytes = 9;
constexpr std::size_t kLast4Bytes = 6;
constexpr std::size_t kGramBytes = 3;
constexpr std::size_t kGramCharacters = base64url_length(kGramBytes);
constexpr std::size_t kLastDigits = 4;
constexpr unsigned kGramWeight = 4;

Error hashing_failed() {
  return make_error(Code::internal, Origin::internal, "an index could not be computed");
}

void append_encoded(Octets bytes, std::string& out) {
  const std::size_t at = out.size();
  out.resize(at + base64url_length(bytes.size()));
  encode_base64url(bytes, out.data() + at);
}

bool is_four_digits(std::string_view text) noexcept {
  return text.size() == kLastDigits && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Result<IndexKind> parse_index_kind(std::string_view name) {
  for (const auto kind : {IndexKind::exact, IndexKind::last4, IndexKind::ngram})
    if (name == to_text(kind)) return kind;
  return make_error(Code::bad_config, Origin::policy, "no such kind of index; there are exact, last4, ngram");
}

const char* to_text(IndexKind kind) noexcept {
  switch (kind) {
    case IndexKind::exact: return "exact";
    case IndexKind::last4: return "last4";
    case IndexKind::ngram: return "ngram";
    case IndexKind::none: break;
  }
  return "none";
}

Result<BlindIndex> BlindIndex::make(const IndexKey& key, std::string_view class_name, IndexKind kind) {
  const bool is_sm3 = key.parameters().algorithm == Algorithm::hmac_sm3;
  if (kind == IndexKind::none || (!is_sm3 && key.parameters().algorithm != Algorithm::hmac_sha256))
    return make_error(Code::bad_config, Origin::policy, "an index needs a kind and a key for an HMAC");
  if (!is_class_name(class_name))
    return make_error(Code::bad_config, Origin::policy,
                      "a class's name is a letter, then up to 63 letters, digits, '-', '_', '.'");
  const auto digest = is_sm3 ? Digest::sm3 : Digest::sha256;
  const auto derived = derive_key(key, digest, class_name, to_text(kind), kDigestBytes);
  if (!derived) return derived.error();
  auto hmac = Hmac::make(digest, derived->bytes(SecretAccess{}));
  if (!hmac) return hmac.error();
  const char letter = to_text(kind)[0];
  std::string header(1, is_sm3 ? static_cast<char>(letter - 'a' + 'A') : letter);
  append_number(key.parameters().version, header);
  return BlindIndex(*std::move(hmac), kind, std::move(header));
}

Result<bool> BlindIndex::append_of(std::string_view indexed, std::string& out) noexcept {
  std::array<std::uint8_t, kExactBytes> tag;
  const auto used = MutableOctets(tag).first(kind_ == IndexKind::exact ? kExactBytes : kLast4Bytes);
  if (!hmac_.compute({octets(indexed)}, used)) return hashing_failed();
  out += header_;
  out += '.';
  append_encoded(used, out);
  return true;
}

Result<bool> BlindIndex::append_ngrams(std::string& out) noexcept {
  starts_.clear();
  grams_.clear();
  const std::string_view text = normalised_;
  for (std::size_t at = 0; at < text.size(); at += next_character(text.substr(at)).bytes) starts_.push_back(at);
  starts_.push_back(text.size());
  const auto weight_at = [&](std::size_t i) { return static_cast<unsigned char>(text[starts_[i]]) < 0x80 ? 1u : 2u; };
  std::size_t end = 0;  // the n-gram is the characters from `first` to before `end`
  unsigned weight = 0;
  for (std::size_t first = 0; first + 1 < starts_.size(); weight -= weight_at(first++)) {
    while (weight < kGramWeight && end + 1 < starts_.size()) weight += weight_at(end++);
    if (weight < kGramWeight) break;
    std::array<std::uint8_t, kGramBytes> tag;
    if (!hmac_.compute({octets(text.substr(starts_[first], starts_[end] - starts_[first]))}, tag))
      return hashing_failed();
    grams_.push_back(std::uint32_t{tag[0]} << 16 | std::uint32_t{tag[1]} << 8 | tag[2]);
  }
  if (grams_.empty()) return false;
  // Their order would tell where in the value each stands.
  std::ranges::sort(grams_);
  grams_.erase(std::unique(grams_.begin(), grams_.end()), grams_.end());
  out += header_;
  for (const auto gram : grams_) {
    out += '.';
    const std::array<std::uint8_t, kGramBytes> tag = {
        static_cast<std::uint8_t>(gram >> 16), static_cast<std::uint8_t>(gram >> 8), static_cast<std::uint8_t>(gram)};
    append_encoded(tag, out);
  }
  return true;
}

Result<bool> BlindIndex::append(std::string_view value, std::string& out) noexcept {
  if (value.size() > kMostBytes) return false;
  normalised_.clear();
  append_normalised(value, normalised_);
  auto done = [&]() -> Result<bool> {
    if (kind_ == IndexKind::ngram) return append_ngrams(out);
    if (kind_ == IndexKind::exact) return normalised_.empty() ? Result<bool>(false) : append_of(normalised_, out);
    const auto number = number_of(normalised_);
    return number.empty() ? Result<bool>(false) : append_of(number.substr(number.size() - kLastDigits), out);
  }();
  // Normalising shortens, and what was cut off is still there.
  normalised_.resize(normalised_.capacity());
  wipe_memory(normalised_.data(), normalised_.size());
  return done;
}

Result<bool> BlindIndex::append_query(std::string_view searched, std::string& out) noexcept {
  if (kind_ == IndexKind::last4 && searched.size() <= kMostBytes) {
    normalised_.clear();
    append_normalised(searched, normalised_);
    if (is_four_digits(normalised_)) return append_of(normalised_, out);
  }
  return append(searched, out);
}

Result<std::vector<std::string>> make_queries(const Keyring& keyring, const TenantId& tenant, Algorithm algorithm,
                                              std::string_view class_name, IndexKind kind, std::string_view searched) {
  const auto keys = keyring.live_index_keys(tenant.text(), algorithm);
  if (keys.empty())
    return make_error(Code::key_unavailable, Origin::policy,
                      "tenant " + tenant.text() + " has no index key for " + to_text(algorithm));
  std::vector<std::string> queries;
  for (const IndexKey* key : keys) {
    auto index = BlindIndex::make(*key, class_name, kind);
    if (!index) return index.error();
    std::string query;
    const auto appended = index->append_query(searched, query);
    if (!appended) return appended.error();
    if (*appended) queries.push_back(std::move(query));
  }
  return queries;
}

bool may_match(std::string_view stored, std::string_view query) noexcept {
  if (stored.empty() || query.empty()) return false;
  if (stored.front() != query.front()) return false;
  if (query.front() != 'n' && query.front() != 'N') return stored == query;
  const auto split = [](std::string_view& text) {
    const auto dot = std::min(text.find('.'), text.size());
    const auto part = text.substr(0, dot);
    text.remove_prefix(std::min(dot + 1, text.size()));
    return part;
  };
  if (split(stored) != split(query) || query.empty()) return false;
  while (!query.empty()) {
    const auto wanted = split(query);
    if (wanted.size() != kGramCharacters) return false;
    std::string_view rest = stored;
    bool is_found = false;
    while (!is_found && !rest.empty()) is_found = split(rest) == wanted;
    if (!is_found) return false;
  }
  return true;
}

}  // namespace veilgate::crypto
