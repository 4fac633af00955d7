// The text of a KeyringDocument, both ways.
#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <set>
#include <utility>

#include "crypto/base/base64url.hpp"
#include "crypto/keys/document.hpp"
#include "crypto/keys/wrapping.hpp"

namespace veilgate::crypto {
namespace {

constexpr std::string_view kFirstLine = "veilgate-keyring 1";
constexpr std::string_view kNone = "-";

// ---- what wraps what --------------------------------------------------------------------------------------------

Result<SecretBytes> derive_mac_key(const KeyringDocument& document) {
  return derive_secret(document.wrap, document.root, {"mac", document.id, std::to_string(document.epoch)});
}

Result<SecretBytes> derive_tenant_wrap_key(const KeyringDocument& document, const TenantId& tenant) {
  return derive_secret(document.wrap, document.root, {"tenant", document.id, tenant.text()});
}

// The key a stored key is wrapped under: derived from the tenant's KEK or, for audit keys, from the root.
Result<SecretBytes> derive_wrap_key(const KeyringDocument& document, const KeyParameters& parameters) {
  const StoredTenant* const tenant = parameters.tenant ? document.find_tenant(*parameters.tenant) : nullptr;
  if (parameters.tenant && (tenant == nullptr || tenant->kek.empty())) {
    return make_error(Code::keyring_refused, Origin::policy, "a key's tenant has no KEK");
  }
  const std::string tenant_name = parameters.tenant ? parameters.tenant->text() : std::string();
  return derive_secret(document.wrap, parameters.tenant ? tenant->kek : document.root,
                       {"key", document.id, tenant_name, to_text(parameters.purpose), to_text(parameters.algorithm),
                        to_text(parameters.id), std::to_string(parameters.version)});
}

// ---- writing ----------------------------------------------------------------------------------------------------

class Writer {
 public:
  explicit Writer(const KeyringDocument& document) : document_(document) {}

  Result<std::string> write() {
    line(kFirstLine);
    line("keyring " + document_.id);
    line("generation " + std::to_string(document_.generation));
    line("written " + seconds_of(document_.written));
    line(std::string("wrap ") + to_text(document_.wrap));
    line("epoch " + std::to_string(document_.epoch));
    line("root " + to_base64url(document_.wrapped_root));
    line("records " + std::to_string(document_.record_count) + " " +
         (document_.last_record_hash.empty() ? std::string(kNone) : document_.last_record_hash));
    for (const Epoch epoch : document_.retired) line("retired " + std::to_string(epoch));
    for (const Approver& approver : document_.approvers) {
      line("approver " + approver.name + " " + to_base64url(approver.key));
    }
    for (const auto& [nonce, expires] : document_.used_approvals) line("used " + nonce + " " + seconds_of(expires));
    for (const auto& [id, tenant] : document_.tenants) {
      if (auto written = write_tenant(id, tenant); !written) return written.error();
    }
    for (const StoredKey& key : document_.keys) {
      if (auto written = write_key(key); !written) return written.error();
    }
    for (const std::string& record : document_.pending_records) {
      line("record " + to_base64url(octets(std::string_view(record))));
    }
    const auto mac_key = derive_mac_key(document_);
    if (!mac_key) return mac_key.error();
    const auto mac = authenticate(document_.wrap, *mac_key, text_);
    if (!mac) return mac.error();
    line("mac " + to_base64url(*mac));
    return std::move(text_);
  }

 private:
  static std::string seconds_of(Time at) { return std::to_string(at.time_since_epoch().count()); }

  void line(std::string_view text) {
    text_ += text;
    text_ += '\n';
  }

  Result<void> write_tenant(const TenantId& id, const StoredTenant& tenant) {
    std::string wrapped_text(kNone);
    if (!tenant.kek.empty()) {
      const auto key = derive_tenant_wrap_key(document_, id);
      if (!key) return key.error();
      const auto wrapped = wrap_secret(document_.wrap, *key, tenant.kek);
      if (!wrapped) return wrapped.error();
      wrapped_text = to_base64url(*wrapped);
    }
    line("tenant " + id.text() + " " + seconds_of(tenant.created) + " " + wrapped_text);
    return {};
  }

  Result<void> write_key(const StoredKey& key) {
    const KeyParameters& facts = key.parameters;
    std::string wrapped_text(kNone);
    if (!key.secret.empty()) {
      const auto wrap_key = derive_wrap_key(document_, facts);
      if (!wrap_key) return wrap_key.error();
      const auto wrapped = wrap_secret(document_.wrap, *wrap_key, key.secret);
      if (!wrapped) return wrapped.error();
      wrapped_text = to_base64url(*wrapped);
    }
    line("key " + to_text(facts.id) + " " + std::to_string(facts.version) + " " +
         (facts.tenant ? facts.tenant->text() : std::string(kNone)) + " " + to_text(facts.purpose) + " " +
         to_text(facts.algorithm) + " " + to_text(facts.state) + " " + seconds_of(facts.created) + " " +
         seconds_of(facts.not_before) + " " + (facts.not_after ? seconds_of(*facts.not_after) : std::string(kNone)) +
         " " + std::to_string(facts.rotation_period.count()) + " " + std::to_string(facts.message_limit) + " " +
         wrapped_text);
    return {};
  }

  const KeyringDocument& document_;
  std::string text_;
};

// ---- reading ----------------------------------------------------------------------------------------------------

Error refused(const std::string& why) {
  return make_error(Code::keyring_refused, Origin::policy, why);
}

template <class N>
std::optional<N> parse_number(std::string_view text, N least = 0) {
  N number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool has_leading_zero = text.size() > 1 && text.front() == '0';
  if (error != std::errc{} || end != text.data() + text.size() || has_leading_zero || number < least) {
    return std::nullopt;
  }
  return number;
}

std::optional<Time> parse_time(std::string_view text) {
  const auto number = parse_number<std::int64_t>(text);
  if (!number) return std::nullopt;
  return Time(std::chrono::seconds(*number));
}

std::optional<std::vector<std::uint8_t>> parse_bytes(std::string_view text) {
  const auto size = base64url_bytes(text.size());
  if (!size || *size == 0) return std::nullopt;
  std::vector<std::uint8_t> bytes(*size);
  if (!decode_base64url(text, bytes)) return std::nullopt;
  return bytes;
}

bool is_lower_hex(std::string_view text, std::size_t size) {
  return text.size() == size &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

using Words = std::vector<std::string_view>;

Words split(std::string_view line) {
  Words words;
  for (;;) {
    const auto space = line.find(' ');
    words.push_back(line.substr(0, space));
    if (space == std::string_view::npos) return words;
    line.remove_prefix(space + 1);
  }
}

class Reader {
 public:
  Reader(std::string_view text, KeySource& source) : text_(text), rest_(text), source_(source) {}

  Result<KeyringDocument> read() {
    if (!rest_.starts_with(kFirstLine)) return refused("is no keyring of a version this program reads");
    if (!text_.ends_with('\n')) return refused("is torn: its last line is not whole");
    const auto last = text_.rfind('\n', text_.size() - 2) + 1;
    if (!text_.substr(last).starts_with("mac ")) return refused("is torn: its end is missing");
    if (auto header = read_header(); !header) return header.error();
    if (auto root = open_root(); !root) return root.error();
    if (auto checked = check_mac(last); !checked) return checked.error();
    while (text_.size() - rest_.size() < last) {
      const Words words = next();
      if (!read_line(words)) {
        return failure_ ? std::move(*failure_)
                        : refused("line " + std::to_string(line_) + " is not of the form it has to have");
      }
    }
    return std::move(document_);
  }

 private:
  Words next() {
    ++line_;
    const auto end = std::min(rest_.find('\n'), rest_.size());
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return split(line);
  }

  // `key VALUE`; an empty view when the line is another one.
  std::string_view value_of(std::string_view key) {
    const Words words = next();
    return words.size() == 2 && words[0] == key ? words[1] : std::string_view{};
  }

  Result<void> read_header() {
    next();
    const std::string_view id = value_of("keyring");
    const auto generation = parse_number<std::uint64_t>(value_of("generation"), 1);
    const auto written = parse_time(value_of("written"));
    const auto wrap = parse_algorithm(value_of("wrap"));
    const auto epoch = parse_number<Epoch>(value_of("epoch"), 1);
    auto root = parse_bytes(value_of("root"));
    if (!is_lower_hex(id, 16) || !generation || !written || !wrap || !epoch || !root || !fits(Purpose::root, *wrap)) {
      return refused("has a damaged beginning");
    }
    document_.id = id;
    document_.generation = *generation;
    document_.written = *written;
    document_.wrap = *wrap;
    document_.epoch = *epoch;
    document_.wrapped_root = std::move(*root);
    return {};
  }

  Result<void> open_root() {
    auto root = source_.unwrap(document_.epoch, document_.wrap, document_.wrapped_root);
    if (!root) return root.error();
    document_.root = std::move(*root);
    return {};
  }

  Result<void> check_mac(std::size_t last) {
    const auto key = derive_mac_key(document_);
    if (!key) return key.error();
    const auto wanted = authenticate(document_.wrap, *key, text_.substr(0, last));
    if (!wanted) return wanted.error();
    const std::string_view line = text_.substr(last, text_.size() - last - 1);
    const auto mac = parse_bytes(line.substr(line.find(' ') + 1));
    if (!mac || !equal_in_constant_time(*mac, *wanted)) return refused("was altered: its authentication code is wrong");
    return {};
  }

  bool fail(Error error) {
    failure_ = std::move(error);
    return false;
  }

  bool read_line(const Words& words) {
    if (words[0] == "records") return read_records(words);
    if (words[0] == "retired") return read_retired(words);
    if (words[0] == "approver") return read_approver(words);
    if (words[0] == "used") return read_used(words);
    if (words[0] == "tenant") return read_tenant(words);
    if (words[0] == "key") return read_key(words);
    return words[0] == "record" && read_record(words);
  }

  bool read_records(const Words& words) {
    if (words.size() != 3) return false;
    const auto count = parse_number<std::uint64_t>(words[1]);
    if (!count || (words[2] != kNone && !is_lower_hex(words[2], 64))) return false;
    document_.record_count = *count;
    if (words[2] != kNone) document_.last_record_hash = words[2];
    return true;
  }

  bool read_retired(const Words& words) {
    const auto epoch = words.size() == 2 ? parse_number<Epoch>(words[1], 1) : std::nullopt;
    if (!epoch || *epoch >= document_.epoch) return false;
    document_.retired.push_back(*epoch);
    return true;
  }

  bool read_approver(const Words& words) {
    if (words.size() != 3 || !TenantId::parse(words[1])) return false;
    const auto key = parse_bytes(words[2]);
    Approver approver{std::string(words[1]), {}};
    if (!key || key->size() != approver.key.size()) return false;
    std::copy(key->begin(), key->end(), approver.key.begin());
    document_.approvers.push_back(std::move(approver));
    return true;
  }

  bool read_used(const Words& words) {
    const auto expires = words.size() == 3 ? parse_time(words[2]) : std::nullopt;
    return expires && is_lower_hex(words[1], 32) &&
           document_.used_approvals.emplace(std::string(words[1]), *expires).second;
  }

  bool read_tenant(const Words& words) {
    if (words.size() != 4) return false;
    auto id = TenantId::parse(words[1]);
    const auto created = parse_time(words[2]);
    if (!id || !created || document_.find_tenant(*id) != nullptr) return false;
    SecretBytes kek;
    if (words[3] != kNone) {
      const auto wrapped = parse_bytes(words[3]);
      if (!wrapped) return false;
      const auto key = derive_tenant_wrap_key(document_, *id);
      if (!key) return fail(key.error());
      auto unwrapped = unwrap_secret(document_.wrap, *key, *wrapped);
      if (!unwrapped) return fail(unwrapped.error());
      kek = std::move(*unwrapped);
    }
    document_.tenants.emplace(std::move(*id), StoredTenant{*created, std::move(kek)});
    return true;
  }

  bool read_key(const Words& words) {
    if (words.size() != 13) return false;
    const auto id = parse_key_id(words[1]);
    const auto version = parse_number<KeyVersion>(words[2], 1);
    const auto purpose = parse_purpose(words[4]);
    const auto algorithm = parse_algorithm(words[5]);
    const auto state = parse_key_state(words[6]);
    const auto created = parse_time(words[7]);
    const auto not_before = parse_time(words[8]);
    const auto not_after = words[9] == kNone ? Time{} : parse_time(words[9]);
    const auto rotation = parse_number<std::int64_t>(words[10]);
    const auto limit = parse_number<std::uint64_t>(words[11]);
    if (!id || !version || !purpose || !algorithm || !state || !created || !not_before || !not_after || !rotation ||
        !limit || !seen_.emplace(*id, *version).second) {
      return false;
    }
    StoredKey key;
    key.parameters.id = *id;
    key.parameters.version = *version;
    key.parameters.purpose = *purpose;
    key.parameters.algorithm = *algorithm;
    key.parameters.state = *state;
    key.parameters.created = *created;
    key.parameters.not_before = *not_before;
    if (words[9] != kNone) key.parameters.not_after = *not_after;
    key.parameters.rotation_period = std::chrono::seconds(*rotation);
    key.parameters.message_limit = *limit;
    if (words[3] != kNone) {
      auto tenant = TenantId::parse(words[3]);
      if (!tenant) return false;
      key.parameters.tenant = std::move(*tenant);
    }
    if ((*state == KeyState::destroyed) != (words[12] == kNone)) return false;
    if (words[12] != kNone && !unwrap(key, words[12])) return false;
    document_.keys.push_back(std::move(key));
    return true;
  }

  bool unwrap(StoredKey& key, std::string_view text) {
    const auto wrapped = parse_bytes(text);
    if (!wrapped) return false;
    const auto wrap_key = derive_wrap_key(document_, key.parameters);
    if (!wrap_key) return fail(wrap_key.error());
    auto secret = unwrap_secret(document_.wrap, *wrap_key, *wrapped);
    if (!secret) return fail(secret.error());
    key.secret = std::move(*secret);
    return true;
  }

  bool read_record(const Words& words) {
    const auto text = words.size() == 2 ? parse_bytes(words[1]) : std::nullopt;
    if (!text) return false;
    document_.pending_records.emplace_back(text->begin(), text->end());
    return true;
  }

  std::string_view text_;
  std::string_view rest_;
  KeySource& source_;
  std::size_t line_ = 0;
  KeyringDocument document_;
  std::set<std::pair<KeyId, KeyVersion>> seen_;
  std::optional<Error> failure_;
};

}  // namespace

Result<std::string> render_document(const KeyringDocument& document) {
  return Writer(document).write();
}

Result<KeyringDocument> parse_document(std::string_view text, KeySource& source) {
  return Reader(text, source).read();
}

}  // namespace veilgate::crypto
