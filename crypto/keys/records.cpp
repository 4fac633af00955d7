#include "crypto/keys/records.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

#include "crypto/base/base64url.hpp"
#include "crypto/keys/wrapping.hpp"

namespace veilgate::crypto {
namespace {

constexpr std::string_view kBegin = "{\"v\":1,\"seq\":";
constexpr std::string_view kSignature = "\"sig\":\"";
constexpr std::string_view kEnd = "\"}";

std::string name_of(const KeyParameters& parameters) {
  return to_text(parameters.id) + ":" + std::to_string(parameters.version);
}

Result<SigningKey> signer_of(const KeyringDocument& document, const StoredKey& audit_key) {
  auto seed = derive_secret(document.wrap, audit_key.secret, {"record signature", document.id});
  if (!seed) return seed.error();
  return SigningKey::from_seed(std::move(*seed));
}

std::string member(std::string_view name, std::string_view value) {
  std::string text = "\"" + std::string(name) + "\":\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') text += '\\';
    text += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
  }
  return text + "\",";
}

Error wrong(std::uint64_t line, const char* what) {
  return make_error(Code::keyring_refused, Origin::policy, "record in line " + std::to_string(line) + " " + what);
}

// The text of `"name":"` … `"` in a line; empty when it is not there.
std::string_view member_of(std::string_view line, std::string_view name) {
  const std::string wanted = "\"" + std::string(name) + "\":\"";
  const auto at = line.find(wanted);
  if (at == std::string_view::npos) return {};
  const std::string_view value = line.substr(at + wanted.size());
  return value.substr(0, value.find('"'));
}

bool is_signed_by(std::string_view line, const VerifyKey& key) {
  const auto at = line.rfind(kSignature);
  if (at == std::string_view::npos || !line.ends_with(kEnd)) return false;
  const auto text = line.substr(at + kSignature.size(), line.size() - at - kSignature.size() - kEnd.size());
  SignatureBytes signature{};
  if (base64url_bytes(text.size()) != signature.size() || !decode_base64url(text, signature)) return false;
  return is_signed(line.substr(0, at), signature, key);
}

}  // namespace

std::string time_text(Time at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(at - day);
  std::array<char, 64> text{};
  const int size = std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ",
                                 static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                                 static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                                 static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
  return {text.data(), static_cast<std::size_t>(size)};
}

std::optional<Time> parse_time_text(std::string_view text) {
  constexpr std::string_view kShape = "0000-00-00T00:00:00Z";
  if (text.size() != kShape.size()) return std::nullopt;
  std::array<int, 6> parts{};
  std::size_t part = 0;
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    if (kShape[i] == '0') {
      if (text[i] < '0' || text[i] > '9') return std::nullopt;
      parts[part] = parts[part] * 10 + (text[i] - '0');
    } else {
      if (text[i] != kShape[i]) return std::nullopt;
      part = std::min(part + 1, parts.size() - 1);
    }
  }
  const std::chrono::year_month_day date{std::chrono::year(parts[0]),
                                         std::chrono::month(static_cast<unsigned>(parts[1])),
                                         std::chrono::day(static_cast<unsigned>(parts[2]))};
  if (!date.ok() || parts[3] > 23 || parts[4] > 59 || parts[5] > 59) return std::nullopt;
  return Time(std::chrono::sys_days(date)) + std::chrono::hours(parts[3]) + std::chrono::minutes(parts[4]) +
         std::chrono::seconds(parts[5]);
}

Result<std::string> hash_key_name(const KeyringDocument& document, KeyId id, KeyVersion version) {
  return fingerprint("key " + document.id + " " + to_text(id) + ":" + std::to_string(version));
}

Result<std::string> hash_tenant_name(const KeyringDocument& document, const TenantId& tenant) {
  return fingerprint("tenant " + document.id + " " + tenant.text());
}

Result<void> add_record(KeyringDocument& document, const Record& record, Time now) {
  const auto active = std::find_if(document.keys.begin(), document.keys.end(), [](const StoredKey& key) {
    return key.parameters.purpose == Purpose::audit && key.parameters.state == KeyState::active;
  });
  if (active == document.keys.end()) {
    return make_error(Code::key_unavailable, Origin::policy, "there is no active audit key to sign the record with");
  }
  const auto signer = signer_of(document, *active);
  if (!signer) return signer.error();

  std::string line(kBegin);
  line += std::to_string(document.record_count + 1) + "," + member("time", time_text(now)) +
          member("keyring", document.id) + "\"generation\":" + std::to_string(document.generation + 1) + "," +
          member("action", record.action);
  for (const auto& [name, value] : record.facts) line += member(name, value);
  line += member("signer", name_of(active->parameters)) + member("prev", document.last_record_hash);
  const auto signature = signer->sign(line);
  if (!signature) return signature.error();
  line += std::string(kSignature) + to_base64url(*signature) + std::string(kEnd);

  auto hash = fingerprint(line);
  if (!hash) return hash.error();
  document.last_record_hash = std::move(*hash);
  ++document.record_count;
  document.pending_records.push_back(std::move(line));
  return {};
}

Result<std::vector<std::pair<std::string, VerifyKey>>> list_signers(const KeyringDocument& document) {
  std::vector<std::pair<std::string, VerifyKey>> signers;
  for (const StoredKey& key : document.keys) {
    if (key.parameters.purpose != Purpose::audit || key.secret.empty()) continue;
    const auto signer = signer_of(document, key);
    if (!signer) return signer.error();
    signers.emplace_back(name_of(key.parameters), signer->verify_key());
  }
  return signers;
}

std::uint64_t sequence_of(std::string_view line) noexcept {
  if (!line.starts_with(kBegin)) return 0;
  line.remove_prefix(kBegin.size());
  std::uint64_t sequence = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), sequence);
  return error == std::errc{} && end != line.data() + line.size() && *end == ',' ? sequence : 0;
}

Result<std::uint64_t> last_sequence(std::string_view text) {
  text = text.substr(0, text.rfind('\n') == std::string_view::npos ? 0 : text.rfind('\n'));
  if (text.empty()) return std::uint64_t{0};
  const auto before = text.rfind('\n');
  const std::uint64_t sequence = sequence_of(before == std::string_view::npos ? text : text.substr(before + 1));
  if (sequence == 0) return make_error(Code::keyring_refused, Origin::policy, "the last line is no record");
  return sequence;
}

namespace {

struct Tail {
  std::uint64_t count = 0;
  std::string hash;
};

// Sequence, hashes and signatures of the whole text.
Result<Tail> check_chain(std::string_view text, const KeyringDocument& document) {
  const auto signers = list_signers(document);
  if (!signers) return signers.error();
  Tail tail;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    const std::uint64_t number = ++tail.count;
    if (end == std::string_view::npos) return wrong(number, "is torn");
    if (sequence_of(line) != number)
      return wrong(number, "has another number than its place; a line is missing or added");
    if (member_of(line, "prev") != tail.hash)
      return wrong(number, "does not follow the one before; a line was altered");
    const auto signer = std::find_if(signers->begin(), signers->end(),
                                     [&](const auto& known) { return known.first == member_of(line, "signer"); });
    if (signer == signers->end()) return wrong(number, "was signed by a key this keyring does not have");
    if (!is_signed_by(line, signer->second)) return wrong(number, "was altered: its signature is wrong");
    auto hash = fingerprint(line);
    if (!hash) return hash.error();
    tail.hash = std::move(*hash);
    text.remove_prefix(end + 1);
  }
  return tail;
}

}  // namespace

Result<std::uint64_t> check_records(std::string_view text, const KeyringDocument& document) {
  const auto tail = check_chain(text, document);
  if (!tail) return tail.error();
  if (tail->count > document.record_count) {
    return wrong(document.record_count + 1, "is newer than the keyring: an older keyring was put in its place");
  }
  if (tail->count + document.pending_records.size() < document.record_count) {
    return wrong(tail->count + 1, "is missing: the file was cut at its end");
  }
  if (tail->count == document.record_count && tail->hash != document.last_record_hash) {
    return wrong(tail->count, "is not the one the keyring knows");
  }
  return tail->count;
}

Result<void> adopt_records(std::string_view text, KeyringDocument& document) {
  auto tail = check_chain(text, document);
  if (!tail) return tail.error();
  document.record_count = tail->count;
  document.last_record_hash = std::move(tail->hash);
  document.pending_records.clear();
  return {};
}

}  // namespace veilgate::crypto
