#include "config/schema.hpp"

#include <algorithm>
#include <optional>
#include <type_traits>

#include "config/schema_binding.hpp"
#include "config/schema_masks.hpp"
#include "config/schema_vocabulary.hpp"
#include "config/text_formats.hpp"

namespace veilgate::config {
namespace {

using binding::made_by_default;
using binding::Names;
using binding::optional_part;
using binding::part;
using binding::parts;
using binding::row;

constexpr std::uint64_t kKiB = 1024;
constexpr std::uint64_t kMiB = 1024 * kKiB;
constexpr std::uint64_t kGiB = 1024 * kMiB;
constexpr std::uint64_t kSecond = 1000;
constexpr std::uint64_t kHour = 3600 * kSecond;

constexpr std::array<std::string_view, 3> kReadMedia = {"application/json", "application/x-ndjson",
                                                        "text/event-stream"};

// ---- the table -----------------------------------------------------------------------------------------------------

#define MEMBER(path)         \
  [](auto& owner) -> auto& { \
    return owner.path;       \
  }
#define ITSELF               \
  [](auto& owner) -> auto& { \
    return owner;            \
  }

constexpr std::array kTlsServerRows = {
    row<TlsServer>("certificate_file", Type::file_path, MEMBER(certificate_file),
                   "PEM file with the certificate chain.", {.required = true}),
    row<TlsServer>("private_key", Type::secret, MEMBER(private_key), "Where the PEM private key is.",
                   {.required = true}),
    row<TlsServer>("client_ca_file", Type::file_path, MEMBER(client_ca_file),
                   "PEM file with the authorities of client certificates; when set, clients are asked for one."),
    row<TlsServer>("require_client_certificate", Type::boolean, MEMBER(require_client_certificate),
                   "Whether a client without a certificate is refused; needs client_ca_file."),
    row<TlsServer>("min_version", Type::choice, MEMBER(min_version), "The oldest TLS version that is accepted.",
                   {.choices = Names<TlsVersion>::kList}),
};
constexpr Section kTlsServer = {"listen.tls", "TLS on the listener; without it the listener speaks plain HTTP.",
                                kTlsServerRows, made_by_default<TlsServer>};

constexpr std::array kListenRows = {
    row<Listener>("address", Type::host_port, MEMBER(address),
                  "Where clients connect; port 0 lets the system choose one."),
    optional_part<Listener>("tls", kTlsServer, MEMBER(tls),
                            "TLS on the listener; without it the listener speaks HTTP."),
    row<Listener>("trusted_peers", Type::network, MEMBER(trusted_peers),
                  "Networks of the proxies in front whose X-Forwarded-* headers are believed.", {.shape = Shape::list}),
};
constexpr Section kListen = {"listen", "The listener for clients.", kListenRows, made_by_default<Listener>};

constexpr std::array kAdminRows = {
    row<Admin>("address", Type::admin_address, MEMBER(address),
               "Where health, readiness and metrics are served; an empty text serves them nowhere."),
    row<Admin>("allow_remote", Type::boolean, MEMBER(allow_remote),
               "Whether the address may be one that other machines reach; who reaches it may use it."),
};
constexpr Section kAdmin = {"admin", "The listener for operators; never the one clients use.", kAdminRows,
                            made_by_default<Admin>};

constexpr std::array kTlsClientRows = {
    row<TlsClient>("verify", Type::boolean, MEMBER(verify),
                   "Whether the upstream's certificate chain and host name are checked."),
    row<TlsClient>("ca_file", Type::file_path, MEMBER(ca_file),
                   "PEM file with the authorities to trust; empty: the system's."),
    row<TlsClient>("server_name", Type::host, MEMBER(server_name),
                   "The name sent (SNI) and verified; empty: the host of the address."),
    row<TlsClient>("certificate_file", Type::file_path, MEMBER(certificate_file),
                   "PEM file with the certificate chain shown to the upstream; empty: none."),
    row<TlsClient>("private_key", Type::secret, MEMBER(private_key),
                   "Where the PEM private key of certificate_file is."),
};
constexpr Section kTlsClient = {"upstreams.tls", "TLS to an upstream whose addresses begin with https.", kTlsClientRows,
                                made_by_default<TlsClient>};

constexpr std::array kUpstreamRows = {
    row<Upstream>("addresses", Type::origin, MEMBER(addresses),
                  "The servers, as http://HOST[:PORT] or https://HOST[:PORT]; all http or all https.",
                  {.required = true, .absent_when_empty = true, .shape = Shape::list}),
    part<Upstream>("tls", kTlsClient, MEMBER(tls), "TLS to the upstream."),
    row<Upstream>("connect_timeout", Type::duration, MEMBER(connect_timeout),
                  "How long connecting, TLS included, may take.", {.min = 10, .max = kHour}),
    row<Upstream>("header_timeout", Type::duration, MEMBER(header_timeout),
                  "How long the upstream may take from the request sent to its response head.",
                  {.min = 10, .max = 24 * kHour}),
    row<Upstream>("idle_timeout", Type::duration, MEMBER(idle_timeout),
                  "How long the upstream may pause within a body.", {.min = 10, .max = 24 * kHour}),
    row<Upstream>("pool_idle_timeout", Type::duration, MEMBER(pool_idle_timeout),
                  "How long an unused connection is kept.", {.min = 10, .max = 24 * kHour}),
    row<Upstream>("pool_size", Type::integer, MEMBER(pool_size),
                  "How many unused connections are kept for each address by each thread.", {.max = 65'536}),
    row<Upstream>("eject_failures", Type::integer, MEMBER(eject_failures),
                  "How many failures in a row take an address out of use.", {.min = 1, .max = 1'000}),
    row<Upstream>("probe_interval", Type::duration, MEMBER(probe_interval),
                  "How long an address stays out of use before one request tries it.", {.min = 10, .max = 24 * kHour}),
};
constexpr Section kUpstream = {"upstreams", "One partner API: its servers and how they are reached.", kUpstreamRows,
                               made_by_default<Upstream>};

constexpr std::array kRouteMatchRows = {
    row<Route>("host", Type::host_pattern, MEMBER(host), "The request's host without its port, or * for any."),
    row<Route>("path", Type::glob, MEMBER(path),
               "A glob over the request's path: * is a segment or part of one, ** any number of segments."),
    row<Route>("methods", Type::method, MEMBER(methods), "The methods; an empty list is all of them.",
               {.shape = Shape::list}),
};
constexpr Section kRouteMatch = {"routes.match", "Which requests a route takes; what is left out matches everything.",
                                 kRouteMatchRows, made_by_default<Route>};

constexpr std::array kRouteRows = {
    row<Route>("id", Type::id, MEMBER(id), "The route's name in logs and metrics.", {.required = true}),
    part<Route>("match", kRouteMatch, ITSELF, "Which requests the route takes."),
    row<Route>("upstream", Type::id, MEMBER(upstream), "The upstream the requests go to.", {.required = true}),
    row<Route>("pass", Type::passable_media, MEMBER(pass),
               "Media types whose bodies pass unread (counted); type/* is allowed, types the engine reads are not.",
               {.shape = Shape::list}),
    row<Route>(
        "treat_as", Type::choice, MEMBER(treat_as),
        "Media types to read as another one, for partners that mislabel their JSON; \"\" is a body without a type.",
        {.choices = kReadMedia, .shape = Shape::pairs, .key_type = Type::media_type}),
    row<Route>("location", Type::choice, MEMBER(location),
               "What becomes of a response whose Location header carries a sensitive value.",
               {.choices = Names<LocationPolicy>::kList}),
    row<Route>("mode", Type::choice, MEMBER(mode),
               "enforce masks; shadow masks nothing and counts what it would mask, and needs until and ticket.",
               {.choices = Names<Mode>::kList}),
    row<Route>("until", Type::timestamp, MEMBER(until), "When shadow mode ends.", {.absent_when_empty = true}),
    row<Route>("ticket", Type::line, MEMBER(ticket), "The ticket that allows shadow mode.",
               {.absent_when_empty = true}),
    row<Route>("token_endpoint", Type::boolean, MEMBER(token_endpoint),
               "Whether its answers hand out tokens, so that secrets in them are not guarded."),
    row<Route>("emit_headers", Type::boolean, MEMBER(emit_headers),
               "Whether responses carry X-Veilgate-Policy and X-Veilgate-Masked."),
};
constexpr Section kRoute = {"routes", "Routes in file order; the first that matches is taken, none answers 404.",
                            kRouteRows, made_by_default<Route>};

constexpr std::array kLimitsRows = {
    row<Settings>("header_bytes", Type::bytes, MEMBER(limits.header_bytes), "The head of one request or response.",
                  {.min = kKiB, .max = kMiB}),
    row<Settings>("request_body_bytes", Type::bytes, MEMBER(limits.request_body_bytes), "The body of one request.",
                  {.max = 1024 * kGiB}),
    row<Settings>("response_body_bytes", Type::bytes, MEMBER(limits.response_body_bytes),
                  "The body of one response, decoded.", {.min = kKiB, .max = 16 * 1024 * kGiB}),
    row<Settings>("hold_bytes", Type::bytes, MEMBER(limits.hold_bytes),
                  "Responses up to this size, decoded, are checked whole before their first byte leaves.",
                  {.max = kGiB}),
    row<Settings>("connections", Type::integer, MEMBER(limits.connections), "Client connections open at once.",
                  {.min = 1, .max = 1'000'000}),
    row<Settings>("requests_in_flight", Type::integer, MEMBER(limits.requests_in_flight), "Requests served at once.",
                  {.min = 1, .max = 1'000'000}),
    row<Settings>("min_rate_bytes", Type::bytes, MEMBER(limits.min_rate_bytes),
                  "A client slower than this many bytes a second, over 10 seconds, is cut.", {.min = 1, .max = kGiB}),
    row<Settings>("client_header_timeout", Type::duration, MEMBER(limits.client_header_timeout),
                  "How long a client may take to send a request's head.", {.min = 10, .max = kHour}),
    row<Settings>("client_idle_timeout", Type::duration, MEMBER(limits.client_idle_timeout),
                  "How long a client may keep a connection without a request.", {.min = 10, .max = 24 * kHour}),
    row<Settings>("decompression_ratio", Type::integer, MEMBER(limits.decompression_ratio),
                  "How many times larger than its coded form a body may become, once 1 MiB came out.",
                  {.min = 1, .max = 100'000}),
    row<Settings>("drain_timeout", Type::duration, MEMBER(limits.drain_timeout),
                  "How long requests being served may take to end when the program stops.", {.max = kHour}),
    row<Settings>("json_depth", Type::integer, MEMBER(policy.limits.json_depth), "Arrays and objects open at once.",
                  {.min = 1, .max = 1'024}),
    row<Settings>("nested_depth", Type::integer, MEMBER(policy.limits.nested_depth),
                  "How deep JSON inside strings of JSON is followed; deeper it is read as text.", {.max = 16}),
    row<Settings>("string_bytes", Type::bytes, MEMBER(policy.limits.string_bytes), "One JSON string or number.",
                  {.min = kKiB, .max = kGiB}),
    row<Settings>("record_bytes", Type::bytes, MEMBER(policy.limits.record_bytes),
                  "One NDJSON record or one server-sent event.", {.min = kKiB, .max = kGiB}),
};
constexpr Section kLimits = {"limits", "What one client, upstream or document may cost; beyond it is refused.",
                             kLimitsRows, made_by_default<Settings>};

constexpr std::array kRuleMatchRows = {
    row<Rule>("route", Type::glob, MEMBER(route), "A glob over the request's path, as in routes.match.path."),
    row<Rule>("role", Type::line, MEMBER(role), "The caller's role, or * for everybody."),
};
constexpr Section kRuleMatch = {"rules.match", "Which requests a rule is for; what is left out matches everything.",
                                kRuleMatchRows, made_by_default<Rule>};

constexpr std::array kRuleWhereRows = {
    row<Rule>("class", Type::id, MEMBER(classes), "Classes of values, by name: built-in ones and those under classes.",
              {.absent_when_empty = true, .shape = Shape::list}),
    row<Rule>("level", Type::choice, MEMBER(min_level), "Classes of this level and above.",
              {.absent_when_empty = true, .choices = Names<Level>::kList}),
    row<Rule>("path", Type::json_path, MEMBER(path),
              "Values at a path: $ and any of .name, ['name'], [*], [n], ..name; no class is needed there.",
              {.absent_when_empty = true}),
};
constexpr Section kRuleWhere = {"rules.where",
                                "Which values a rule is for; all that is given must hold, at least one is given.",
                                kRuleWhereRows, made_by_default<Rule>};

constexpr std::array kRuleRows = {
    row<Rule>("id", Type::id, MEMBER(id), "The rule's name in explanations and metrics.", {.required = true}),
    part<Rule>("match", kRuleMatch, ITSELF, "Which requests the rule is for."),
    part<Rule>("where", kRuleWhere, ITSELF, "Which values the rule is for.", true),
    row<Rule>("do", Type::id, MEMBER(mask), "The mask: one under masks, or full, smart, null, remove.",
              {.required = true, .may_be_null = true}),
    row<Rule>(
        "on_number", Type::choice, MEMBER(on_number),
        "What becomes of a value that is a JSON number; left out: number for BUCKET and TRUNCATE, else the file's.",
        {.may_be_null = true, .absent_when_empty = true, .choices = Names<OnNumber>::kList}),
};
constexpr Section kRule = {"rules", "Rules in file order; the first that matches a value is taken, else the default.",
                           kRuleRows, made_by_default<Rule>};

constexpr std::array kLogRows = {
    row<Log>("level", Type::choice, MEMBER(level), "The least severe messages that are written.",
             {.choices = Names<LogLevel>::kList}),
    row<Log>("access", Type::line, MEMBER(access), "Where access lines go: stdout, stderr, none or a file."),
};
constexpr Section kLog = {"log", "Logging; no value of a body is ever written.", kLogRows, made_by_default<Log>};

constexpr std::array kKeysRows = {
    row<Keys>("keyring", Type::file_path, MEMBER(keyring), "The keyring file; `veilgate keys init` makes it.",
              {.required = true}),
    row<Keys>("source", Type::key_source, MEMBER(source),
              "Where the keys above the keyring are: a private file, the environment, or a PKCS#11 token.",
              {.required = true}),
    row<Keys>("tenant", Type::tenant, MEMBER(tenant), "The tenant whose keys serve requests."),
};
constexpr Section kKeys = {"keys", "What values are sealed and indexed with.", kKeysRows, made_by_default<Keys>};

constexpr std::array kTestRows = {
    row<RuleTest>("name", Type::line, MEMBER(name), "What the test shows.", {.required = true}),
    row<RuleTest>("route", Type::request_path, MEMBER(route), "The request's path."),
    row<RuleTest>("input", Type::text, MEMBER(input), "A JSON document.", {.required = true}),
    row<RuleTest>("expect", Type::json_value, MEMBER(expect),
                  "JSON pointers (RFC 6901) and the values that must stand there; a text is a JSON string.",
                  {.required = true, .absent_when_empty = true, .shape = Shape::pairs, .key_type = Type::json_pointer}),
};
constexpr Section kTest = {"tests", "Tests of the rules, run by `veilgate test`.", kTestRows,
                           made_by_default<RuleTest>};

constexpr std::array kSettingsRows = {
    row<Settings>("version", Type::integer, MEMBER(version), "The version of this file's form.",
                  {.required = true, .min = 1, .max = 1}),
    part<Settings>("listen", kListen, MEMBER(listen), "The listener for clients."),
    part<Settings>("admin", kAdmin, MEMBER(admin), "The listener for operators."),
    row<Settings>("threads", Type::integer, MEMBER(threads), "How many threads serve; 0 is one for each core.",
                  {.max = 1'024}),
    parts<Settings>("upstreams", kUpstream, Shape::map, MEMBER(upstreams), "The partner APIs, by name."),
    parts<Settings>("routes", kRoute, Shape::list, MEMBER(routes), "Which requests go where."),
    part<Settings>("limits", kLimits, ITSELF, "What one client, upstream or document may cost."),
    row<Settings>(
        "on_number", Type::choice, MEMBER(policy.on_number),
        "What becomes of a sensitive value that is a JSON number: null, 0, a string, refusal, or the mask's number.",
        {.may_be_null = true, .choices = Names<OnNumber>::kList}),
    parts<Settings>("classes", binding::kClassSection, Shape::map, MEMBER(policy.classes),
                    "Classes of values, by name; the built-in ones are always there."),
    parts<Settings>("allow", binding::kAllowSection, Shape::list, MEMBER(policy.allow), "Values that are nobody's."),
    parts<Settings>("exclusions", binding::kExclusionSection, Shape::list, MEMBER(policy.exclusions),
                    "Places where a class is looked for in vain."),
    parts<Settings>("masks", binding::kMaskSection, Shape::map, MEMBER(policy.masks),
                    "Ways to treat a value, by name."),
    parts<Settings>("rules", kRule, Shape::list, MEMBER(policy.rules), "Which values are treated how."),
    optional_part<Settings>("keys", kKeys, MEMBER(keys), "Keys; without them nothing can be sealed."),
    part<Settings>("log", kLog, MEMBER(log), "Logging."),
    parts<Settings>("tests", kTest, Shape::list, MEMBER(tests), "Tests of the rules."),
};
constexpr Section kSettings = {"", "The top level of the file.", kSettingsRows, made_by_default<Settings>};

#undef MEMBER
#undef ITSELF

constexpr std::string_view kFilePrefix = "file:";
constexpr std::string_view kEnvPrefix = "env:";
constexpr std::string_view kPkcs11Prefix = "pkcs11:";

}  // namespace

const Section& settings_section() noexcept {
  return kSettings;
}

const Setting* find_setting(const Section& section, std::string_view key) noexcept {
  const auto found = std::find_if(section.settings.begin(), section.settings.end(),
                                  [&](const Setting& setting) { return setting.key == key; });
  return found == section.settings.end() ? nullptr : &*found;
}

bool applies(const Section& section, const Setting& setting, const void* owner) {
  if (setting.only_for.empty()) return true;
  const Setting* const kind = find_setting(section, section.kind_key);
  if (kind == nullptr) return false;
  const Value value = kind->read(owner);
  const std::string* const name = std::get_if<std::string>(&value);
  return name != nullptr &&
         std::find(setting.only_for.begin(), setting.only_for.end(), *name) != setting.only_for.end();
}

Value default_value(const Section& section, const Setting& setting) {
  return setting.read(section.defaults());
}

bool is_empty(const Value& value) noexcept {
  return std::visit(
      [](const auto& held) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(held)>, std::monostate>) return true;
        if constexpr (requires { held.empty(); }) return held.empty();
        return false;
      },
      value);
}

std::string to_text(const SecretRef& secret) {
  switch (secret.kind) {
    case SecretRef::Kind::none: return {};
    case SecretRef::Kind::file: return std::string(kFilePrefix) + secret.name;
    case SecretRef::Kind::env: return std::string(kEnvPrefix) + secret.name;
    case SecretRef::Kind::pkcs11: return std::string(kPkcs11Prefix) + secret.name;
  }
  return {};
}

SecretRef parse_secret_ref(std::string_view text) {
  if (text.starts_with(kFilePrefix)) {
    const std::string_view path = text.substr(kFilePrefix.size());
    if (is_line(path)) return {SecretRef::Kind::file, std::string(path)};
  } else if (text.starts_with(kEnvPrefix)) {
    const std::string_view name = text.substr(kEnvPrefix.size());
    if (is_environment_name(name)) return {SecretRef::Kind::env, std::string(name)};
  } else if (text.starts_with(kPkcs11Prefix)) {
    const std::string_view uri = text.substr(kPkcs11Prefix.size());
    if (is_line(uri)) return {SecretRef::Kind::pkcs11, std::string(uri)};
  }
  return {};
}

}  // namespace veilgate::config
