#include "proxy/app/keys/command.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <chrono>

#include "config/schema.hpp"
#include "crypto/keys/secret_text.hpp"
#include "proxy/app/exit_code.hpp"
#include "proxy/app/files.hpp"
#include "proxy/app/settings_source.hpp"
#include "proxy/observe/json_text.hpp"

namespace veilgate::proxy {
namespace {

constexpr std::size_t kMostTextBytes = 1'024 * 1'024;

Error usage(std::string why) {
  return make_error(Code::bad_config, Origin::policy, std::move(why));
}

}  // namespace

void add_keyring_options(CLI::App& verb, KeyringOptions& options) {
  verb.add_option("--config", options.config, "Configuration whose `keys:` names the keyring and its source");
  verb.add_option("--keyring", options.keyring, "The keyring file, over the configuration");
  verb.add_option("--source", options.source, "file:PATH, env:NAME or pkcs11:… with the KEKs, over the configuration");
  verb.add_option("--format", options.format, "text or json")
      ->capture_default_str()
      ->check(CLI::IsMember({"text", "json"}));
}

void add_approval_options(CLI::App& verb, ApprovalOptions& options) {
  verb.add_option("--request-out", options.request_out, "Only write a request for approval to this file");
  verb.add_option("--valid-for", options.valid_for, "How long that request is valid, such as 24h or 7d")
      ->capture_default_str();
  verb.add_option("--request", options.request, "The request that was approved");
  verb.add_option("--approval", options.approvals, "An approval of it; two are needed");
}

Result<KeyringPlace> find_keyring(const KeyringOptions& options) {
  KeyringPlace place;
  place.path = options.keyring;
  std::string reference = options.source;
  if (!options.config.empty()) {
    const auto settings = load_settings_or_default(options.config);
    if (!settings) return usage("the configuration is wrong");
    if (settings->keys) {
      if (place.path.empty()) place.path = settings->keys->keyring;
      if (reference.empty()) reference = config::to_text(settings->keys->source);
      place.tenant = settings->keys->tenant;
    }
  }
  if (place.path.empty()) return usage("no keyring: give --keyring FILE, or --config FILE with keys.keyring");
  if (reference.empty()) return usage("no key source: give --source REFERENCE, or --config FILE with keys.source");
  auto source = crypto::make_key_source(place.files(), reference);
  if (!source) return source.error();
  place.source = std::move(*source);
  return place;
}

crypto::Time clock_now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

int refuse(const Error& error) {
  complain(std::string(code_name(error.code)) + ": " + error.note.for_log());
  return error.code == Code::bad_config ? kUsage : kRefused;
}

Result<std::chrono::seconds> parse_span(std::string_view text) {
  constexpr std::int64_t kDay = 86'400;
  std::int64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
  const std::int64_t seconds = unit == "d" ? kDay : unit == "h" ? 3'600 : unit == "m" ? 60 : unit == "s" ? 1 : 0;
  constexpr std::int64_t kMost = 36'525 * kDay;
  if (error != std::errc{} || seconds == 0 || count < 0 || count > kMost / seconds) {
    return usage("a span of time is a number with d, h, m or s behind it, such as 90d");
  }
  return std::chrono::seconds(count * seconds);
}

Result<crypto::Time> parse_time_option(std::string_view text) {
  const auto time = crypto::parse_time_text(text);
  if (!time) return usage("a time is written in UTC as 2027-06-30T00:00:00Z");
  return *time;
}

Result<TenantId> parse_tenant_option(std::string_view text) {
  auto tenant = TenantId::parse(text);
  if (!tenant) return usage(tenant.error().note.for_log());
  return tenant;
}

Result<std::string> read_text(const std::string& path) {
  auto file = InputFile::open(path);
  if (!file) return file.error();
  std::string text;
  std::string piece(64 * 1'024, '\0');
  for (;;) {
    const auto got = file->read(piece.data(), piece.size());
    if (!got) return got.error();
    if (*got == 0) return text;
    text.append(piece, 0, *got);
    if (text.size() > kMostTextBytes) return usage(path + " is too large");
  }
}

Result<std::optional<std::vector<std::string>>> get_approvals(crypto::KeyringStore& store, const crypto::Deed& deed,
                                                              const ApprovalOptions& options) {
  if (!options.request_out.empty()) {
    const auto valid_for = parse_span(options.valid_for);
    if (!valid_for) return valid_for.error();
    const auto request = crypto::make_approval_request(store.document(), deed, store.now(), *valid_for);
    if (!request) return request.error();
    const auto written = crypto::replace_file(crypto::system_files(), options.request_out,
                                              octets(std::string_view(*request)), {.mode = 0644, .keep_old = false});
    if (!written) return written.error();
    complain("request written to " + options.request_out + "; two approvers sign it with `veilgate keys approve`");
    return std::optional<std::vector<std::string>>{};
  }
  std::string request;
  if (!options.request.empty()) {
    auto text = read_text(options.request);
    if (!text) return text.error();
    request = std::move(*text);
  }
  std::vector<std::string> approvals;
  for (const std::string& path : options.approvals) {
    auto text = read_text(path);
    if (!text) return text.error();
    approvals.push_back(std::move(*text));
  }
  auto names = crypto::use_approvals(store.document(), deed, request, approvals, store.now());
  if (!names) return names.error();
  return std::optional(std::move(*names));
}

std::string join_names(const std::vector<std::string>& names) {
  std::string joined;
  for (const std::string& name : names) joined += (joined.empty() ? "" : ",") + name;
  return joined;
}

Report& Report::add(std::string_view name, std::string_view value) {
  rows_.push_back({std::string(name), std::string(value), json_of(value)});
  return *this;
}

Report& Report::add(std::string_view name, std::uint64_t value) {
  rows_.push_back({std::string(name), std::to_string(value), std::to_string(value)});
  return *this;
}

Report& Report::add_json(std::string_view name, std::string json) {
  rows_.push_back({std::string(name), {}, std::move(json)});
  return *this;
}

int Report::print_as(bool json) const {
  std::string out;
  for (const Row& row : rows_) {
    if (json) {
      out += (out.empty() ? "{" : ",") + json_of(row.name) + ":" + row.json;
    } else if (!row.text.empty()) {
      out += row.name + ": " + row.text + "\n";
    }
  }
  if (json) out += out.empty() ? "{}\n" : "}\n";
  return print(out);
}

std::string json_of(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

std::string json_of(const crypto::KeyParameters& key) {
  std::string out = "{\"id\":" + json_of(crypto::to_text(key.id)) + ",\"version\":" + std::to_string(key.version);
  out += ",\"tenant\":" + (key.tenant ? json_of(key.tenant->text()) : std::string("null"));
  out += std::string(",\"purpose\":\"") + crypto::to_text(key.purpose) + "\",\"algorithm\":\"" +
         crypto::to_text(key.algorithm) + "\",\"state\":\"" + crypto::to_text(key.state) + "\"";
  out += ",\"created\":" + json_of(crypto::time_text(key.created));
  out += ",\"not_before\":" +
         (key.not_before == crypto::Time{} ? std::string("null") : json_of(crypto::time_text(key.not_before)));
  out += ",\"not_after\":" + (key.not_after ? json_of(crypto::time_text(*key.not_after)) : std::string("null"));
  out += ",\"rotation_seconds\":" + std::to_string(key.rotation_period.count());
  out += ",\"message_limit\":" + std::to_string(key.message_limit) + "}";
  return out;
}

std::string json_of(const std::vector<crypto::KeyParameters>& keys) {
  std::string out = "[";
  for (const auto& key : keys) out += (out.size() == 1 ? "" : ",") + json_of(key);
  return out + "]";
}

}  // namespace veilgate::proxy
