// Settings in which no member of the model has its default.
//
// Every struct is taken apart with a structured binding, so that a member added to the model stops this from compiling
// until it is given a value here; the round-trip test then fails until the schema table has a row for it.
#pragma once

#include "config/model.hpp"

namespace veilgate::config::test {

inline SecretRef full_secret(SecretRef::Kind kind, std::string name) {
  SecretRef secret;
  auto& [secret_kind, secret_name] = secret;
  secret_kind = kind;
  secret_name = std::move(name);
  return secret;
}

inline Listener full_listener() {
  Listener listener;
  auto& [address, tls, trusted_peers] = listener;
  address = "[::1]:8443";
  trusted_peers = {"10.0.0.0/8", "fd00::/8"};
  auto& [certificate_file, private_key, client_ca_file, require_client_certificate, min_version] = tls.emplace();
  certificate_file = "/etc/server certificate.pem";
  private_key = full_secret(SecretRef::Kind::file, "/run/key: # \"quoted\".pem");
  client_ca_file = "ca.pem";
  require_client_certificate = true;
  min_version = TlsVersion::tls_1_3;
  return listener;
}

inline Upstream full_upstream() {
  Upstream upstream;
  auto& [id, addresses, tls, connect_timeout, header_timeout, idle_timeout, pool_idle_timeout, pool_size,
         eject_failures, probe_interval] = upstream;
  id = "null";
  addresses = {"https://a.example:8443", "https://[::1]"};
  auto& [verify, ca_file, server_name, certificate_file, private_key] = tls;
  verify = false;
  ca_file = "true";
  server_name = "b.example";
  certificate_file = "client.pem";
  private_key = full_secret(SecretRef::Kind::env, "CLIENT_KEY");
  connect_timeout = milliseconds(10);
  header_timeout = milliseconds(61'000);
  idle_timeout = milliseconds(3'600'000);
  pool_idle_timeout = milliseconds(1'001);
  pool_size = 0;
  eject_failures = 1000;
  probe_interval = milliseconds(120'000);
  return upstream;
}

inline Route full_route() {
  Route route;
  auto& [id, host, path, methods, upstream, pass, treat_as, location, mode, until, ticket, token_endpoint,
         emit_headers] = route;
  id = "yes";
  host = "api.example";
  path = "/a b/*/\xe8\xae\xa2\xe5\x8d\x95/**";
  methods = {"GET", "VERSION-CONTROL"};
  upstream = "null";
  pass = {"image/*", "text/html"};
  auto& [from, to] = treat_as.emplace_back();
  from = "text/plain";
  to = "application/x-ndjson";
  location = LocationPolicy::pass;
  mode = Mode::shadow;
  until = "2027-06-30T00:00:00+08:00";
  ticket = "SEC-1: \"x\" # y";
  token_endpoint = true;
  emit_headers = true;
  return route;
}

inline Limits full_limits() {
  Limits limits;
  auto& [header_bytes, request_body_bytes, response_body_bytes, hold_bytes, connections, requests_in_flight,
         min_rate_bytes, client_header_timeout, client_idle_timeout, decompression_ratio, drain_timeout] = limits;
  header_bytes = 1'025;
  request_body_bytes = 0;
  response_body_bytes = 1'000'000;
  hold_bytes = 3;
  connections = 1;
  requests_in_flight = 2;
  min_rate_bytes = 1'024;
  client_header_timeout = milliseconds(11);
  client_idle_timeout = milliseconds(13'000);
  decompression_ratio = 7;
  drain_timeout = milliseconds(0);
  return limits;
}

inline std::vector<Mask> full_masks() {
  std::vector<Mask> masks;
  const auto add = [&](const char* mask_id, MaskType mask_type) -> Mask& {
    auto& mask = masks.emplace_back();
    auto& [id, type, first, last, from, to, special, character, times, text, unit, width, bounds, ipv4_bits, ipv6_bits,
           decimals, date, key, hash, length, suite, index, valid_check_digit] = mask;
    id = mask_id;
    type = mask_type;
    const bool ends = type == MaskType::keep_first_n_last_m || type == MaskType::mask_first_n_last_m;
    const bool range = type == MaskType::keep_from_x_to_y || type == MaskType::mask_from_x_to_y;
    const bool search = type == MaskType::mask_before_special_chars || type == MaskType::mask_after_special_chars;
    if (ends) first = 3, last = 4096;
    if (range) from = 1, to = 2;
    if (search) special = "@\xe7\x9c\x81#";
    const bool keyed = type == MaskType::pseudonym || type == MaskType::fake;
    const bool covers = ends || range || search || type == MaskType::full || type == MaskType::smart;
    if (covers) character = "\xf0\x9f\x94\x92";
    if (search || type == MaskType::full || type == MaskType::keep_first_n_last_m) times = 64;
    if (type == MaskType::bucket) unit = BucketUnit::decade, width = 2, bounds = BucketBounds::lower;
    if (type == MaskType::truncate) ipv4_bits = 0, ipv6_bits = 127, decimals = 4, date = DateUnit::decade;
    if (keyed) key = {SecretRef::Kind::env, "MASK_KEY"}, hash = KeyedHash::sm3;
    if (type == MaskType::pseudonym) length = 64;
    if (type == MaskType::encrypt) suite = SealSuite::ff1_sm4, index = {"exact", "last4"}, valid_check_digit = true;
    if (type == MaskType::fixed_text) text = "line one\nline two\t\"\\ \xc2\x85 \xe2\x80\xa8";
    return mask;
  };
  add("a", MaskType::full);
  add("b", MaskType::keep_first_n_last_m);
  add("c", MaskType::keep_from_x_to_y);
  add("d", MaskType::mask_first_n_last_m);
  add("e", MaskType::mask_from_x_to_y);
  add("f", MaskType::mask_before_special_chars);
  add("g", MaskType::mask_after_special_chars);
  add("h", MaskType::fixed_text);
  add("i", MaskType::set_null);
  add("j", MaskType::remove_member);
  add("k", MaskType::smart);
  add("l", MaskType::empty);
  add("m", MaskType::bucket);
  add("n", MaskType::truncate);
  add("o", MaskType::pseudonym);
  add("p", MaskType::fake);
  add("q", MaskType::encrypt);
  return masks;
}

inline std::vector<Class> full_classes() {
  std::vector<Class> classes;
  for (const bool whole : {true, false}) {
    auto& [id, level, keys, pattern, patterns, whole_value, inside_words, validators, context, mask] =
        classes.emplace_back();
    id = whole ? "member_no" : "cn_mobile";
    if (whole) level = "L1";
    keys = {"memberNo", "*_member"};
    pattern = "[A-Z]{2}[0-9]{8}";
    patterns = {"\\d+: \"#\"", "\xe4\xbc\x9a[0-9]"};
    whole_value = whole;
    inside_words = !whole;
    validators = {"luhn", "email"};
    context = {"\xe4\xbc\x9a\xe5\x91\x98", "member no"};
    mask = "null";
  }
  return classes;
}

inline std::vector<Allowed> full_allow() {
  std::vector<Allowed> allow;
  auto& [id, route, classes, values] = allow.emplace_back();
  id = "hot-lines";
  route = "/shops/**";
  classes = {"cn_landline", "member_no"};
  values = {"010-12345678", "null"};
  return allow;
}

inline std::vector<Exclusion> full_exclusions() {
  std::vector<Exclusion> exclusions;
  auto& [id, route, classes, path, reason] = exclusions.emplace_back();
  id = "shops";
  route = "/shops/**";
  classes = {"cn_landline"};
  path = "$.shop.tel";
  reason = "printed on the door: \"x\" # y";
  return exclusions;
}

inline Rule full_rule() {
  Rule rule;
  auto& [id, route, role, classes, min_level, path, mask, on_number] = rule;
  id = "off";
  route = "/orders/*";
  role = "risk team";
  classes = {"cn_mobile", "email"};
  min_level = Level::l1;
  path = "$..['a b'][0].*";
  mask = "null";
  on_number = OnNumber::block;
  return rule;
}

inline RuleTest full_test() {
  RuleTest test;
  auto& [name, route, input, expect] = test;
  name = "- a: [b]";
  route = "/orders/1";
  input = "{\"a\":\"\\u0031\"}\n";
  const auto expected = [&](const char* expected_pointer, const char* expected_json) {
    auto& [pointer, json] = expect.emplace_back();
    pointer = expected_pointer;
    json = expected_json;
  };
  expected("", "{}");
  expected("/a b/~0~1", "\"138****8000\"");
  expected("/null", "null");
  expected("/word", "\"null\"");
  expected("/number", "-1.50e+3");
  expected("/digits", "\"013\"");
  expected("/list", "[1,\"a\",[],{\"b c\":\"\\\"\\u0000\"}]");
  return test;
}

inline Settings full_settings() {
  Settings settings;
  auto& [version, listen, admin, threads, upstreams, routes, limits, keys, policy, log, tests] = settings;
  version = 1;
  listen = full_listener();
  auto& [admin_address, allow_remote] = admin;
  admin_address = "10.0.0.1:9999";
  allow_remote = true;
  threads = 3;
  upstreams = {full_upstream()};
  routes = {full_route()};
  limits = full_limits();
  auto& [keyring, source, tenant] = keys.emplace();
  keyring = "/var/lib/veilgate/key ring";
  source = full_secret(SecretRef::Kind::pkcs11, "token=a%20b;object=kek?module-path=/m.so&pin-source=file:/pin");
  tenant = "shop-1";
  auto& [classes, allow, exclusions, masks, rules, on_number, engine_limits] = policy;
  classes = full_classes();
  allow = full_allow();
  exclusions = full_exclusions();
  masks = full_masks();
  rules = {full_rule()};
  on_number = OnNumber::block;
  auto& [json_depth, nested_depth, string_bytes, record_bytes] = engine_limits;
  json_depth = 1;
  nested_depth = 0;
  string_bytes = 5'000;
  record_bytes = 1'048'577;
  auto& [level, access] = log;
  level = LogLevel::debug;
  access = "/var/log/veilgate access.log";
  tests = {full_test()};
  return settings;
}

}  // namespace veilgate::config::test
