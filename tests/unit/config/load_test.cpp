// What a file may say, and what is said about one that is wrong.
#include "config/load.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/unit/config/problems.hpp"

namespace veilgate::config {
namespace {

using test::find;
using test::lines;
using test::load;

TEST_CASE("the smallest file gives the defaults of the model") {
  const auto outcome = load("version: 1\n");
  REQUIRE_MESSAGE(outcome.settings, lines(outcome));
  CHECK(*outcome.settings == Settings{});
  CHECK(outcome.diagnostics.empty());
}

struct Problem {
  const char* name;
  const char* yaml;  // after `version: 1`, which is line 1
  const char* key;
  unsigned line;
  unsigned column;
  const char* reason;      // a part of it
  const char* suggestion;  // a part of it
};

// Each row is one mistake and yields exactly one diagnostic.
const Problem kProblems[] = {
    {"unknown key", "limts: {}", "limts", 2, 1, "is not a known key", "did you mean \"limits\"?"},
    {"swapped letters", "limits: {haeder_bytes: 1KiB}", "limits.haeder_bytes", 2, 10, "not a known key",
     "\"header_bytes\""},
    {"key of another section", "hold_bytes: 1MiB", "hold_bytes", 2, 1, "not a known key", "there is limits.hold_bytes"},
    {"key near nothing", "log: {zzz: 1}", "log.zzz", 2, 7, "not a known key", "one of: level, access"},
    {"section is a word", "limits: 5", "limits", 2, 9, "must be a map of keys", ""},
    {"section without a value", "limits:", "limits", 2, 1, "must be a map of keys", "leave the key out"},
    {"list is a word", "listen: {trusted_peers: 10.0.0.0/8}", "listen.trusted_peers", 2, 25, "must be a list", "[...]"},
    {"list of sections is a map", "routes: {a: {}}", "routes", 2, 9, "must be a list", ""},
    {"map of names is a list", "upstreams: []", "upstreams", 2, 12, "must be a map of names", ""},
    {"text is a list", "log: {access: [stdout]}", "log.access", 2, 15, "must be a text", ""},
    {"value missing", "threads:", "threads", 2, 1, "has no value", "leave the key out"},
    {"value is null", "log: {access: null}", "log.access", 2, 15, "not null", "quotes"},
    {"value is a tilde", "on_number: ~", "on_number", 2, 12, "not null", "one of: null, zero, string, block"},
    {"octal", "threads: 010", "threads", 2, 10, "whole number", ""},
    {"hexadecimal", "threads: 0x10", "threads", 2, 10, "whole number", ""},
    {"grouped digits", "threads: 1_000", "threads", 2, 10, "whole number", ""},
    {"quoted number", "threads: \"4\"", "threads", 2, 10, "whole number", "remove the quotes"},
    {"negative number", "threads: -1", "threads", 2, 10, "out of range", "0 to 1024"},
    {"fraction", "threads: 1.5", "threads", 2, 10, "out of range", "0 to 1024"},
    {"number too large", "threads: 1025", "threads", 2, 10, "out of range", "0 to 1024"},
    {"number beyond 64 bits", "threads: 99999999999999999999999", "threads", 2, 10, "out of range", "0 to 1024"},
    {"word for true", "admin: {allow_remote: yes}", "admin.allow_remote", 2, 23, "true or false", ""},
    {"quoted truth", "admin: {allow_remote: \"true\"}", "admin.allow_remote", 2, 23, "true or false", "quotes"},
    {"size with a bad unit", "limits: {hold_bytes: 1mib}", "limits.hold_bytes", 2, 22, "must be a size", ""},
    {"size too small", "limits: {header_bytes: 1B}", "limits.header_bytes", 2, 24, "out of range", "1KiB to 1MiB"},
    {"size that overflows", "limits: {hold_bytes: 99999999TiB}", "limits.hold_bytes", 2, 22, "must be a size", ""},
    {"duration without a unit", "limits: {drain_timeout: 5}", "limits.drain_timeout", 2, 25, "with its unit", ""},
    {"duration too long", "limits: {drain_timeout: 2h}", "limits.drain_timeout", 2, 25, "out of range", "0ms to 1h"},
    {"not a choice", "log: {level: trace}", "log.level", 2, 14, "not one of the allowed", "debug, info, warn, error"},
    {"nearly a choice", "log: {level: Warm}", "log.level", 2, 14, "not one of", "\"warn\""},
    {"address without a port", "listen: {address: 127.0.0.1}", "listen.address", 2, 19, "HOST:PORT", ""},
    {"port too large", "listen: {address: \"127.0.0.1:65536\"}", "listen.address", 2, 19, "HOST:PORT", ""},
    {"network with host bits", "listen: {trusted_peers: [10.0.0.1/8]}", "listen.trusted_peers[0]", 2, 26, "network",
     ""},
    {"version from the future", "admin: {}\n---", "", 0, 0, "more than one YAML document", ""},
    {"certificate without key", "listen: {tls: {certificate_file: a.pem}}", "listen.tls.private_key", 2, 15,
     "is required", ""},
    {"key without certificate", "listen: {tls: {private_key: env:K}}", "listen.tls.certificate_file", 2, 15,
     "is required", ""},
    {"client certificates without authorities",
     "listen: {tls: {certificate_file: a, private_key: env:K, require_client_certificate: true}}",
     "listen.tls.require_client_certificate", 2, 85, "needs client_ca_file", "add client_ca_file"},
    {"admin where the clients are", "admin: {address: \"127.0.0.1:8080\"}", "admin.address", 2, 18,
     "address of the listener for clients", ""},
    {"admin for other machines", "admin: {address: \"0.0.0.0:9090\"}", "admin.address", 2, 18, "other machines",
     "allow_remote"},
    {"admin by name", "admin: {address: \"ops.example:9090\"}", "admin.address", 2, 18, "address and port", ""},
    {"upstream without addresses", "upstreams: {a: {}}", "upstreams.a.addresses", 2, 16, "is required", ""},
    {"upstream with no address", "upstreams: {a: {addresses: []}}", "upstreams.a.addresses", 2, 28, "not be empty", ""},
    {"upstream with a bad name", "upstreams: {1a: {addresses: [http://a]}}", "upstreams.1a", 2, 13,
     "begin with a letter", ""},
    {"address with a path", "upstreams: {a: {addresses: [http://a/b]}}", "upstreams.a.addresses[0]", 2, 29,
     "without a path", ""},
    {"address with a user", "upstreams: {a: {addresses: [\"http://u:p@a\"]}}", "upstreams.a.addresses[0]", 2, 29,
     "without a path", ""},
    {"mixed schemes", "upstreams: {a: {addresses: [http://a, https://b]}}", "upstreams.a.addresses", 2, 28,
     "mixes http and https", ""},
    {"same address twice", "upstreams: {a: {addresses: [http://a, http://a/]}}", "upstreams.a.addresses", 2, 28,
     "twice", ""},
    {"TLS without https", "upstreams: {a: {addresses: [http://a], tls: {ca_file: ca.pem}}}", "upstreams.a.tls", 2, 45,
     "has no effect", "https"},
    {"client certificate without key", "upstreams: {a: {addresses: [https://a], tls: {certificate_file: c}}}",
     "upstreams.a.tls.certificate_file", 2, 65, "needs private_key", ""},
    {"client key without certificate", "upstreams: {a: {addresses: [https://a], tls: {private_key: env:K}}}",
     "upstreams.a.tls.private_key", 2, 60, "needs certificate_file", ""},
    {"inline secret", "upstreams: {a: {addresses: [https://a], tls: {certificate_file: c, private_key: abc}}}",
     "upstreams.a.tls.private_key", 2, 81, "may not stand in the file", ""},
    {"secret from a bad variable",
     "upstreams: {a: {addresses: [https://a], tls: {certificate_file: c, private_key: \"env:A B\"}}}",
     "upstreams.a.tls.private_key", 2, 81, "reference to the secret", ""},
    {"keys without a source", "keys: {keyring: k}", "keys.source", 2, 7, "is required", ""},
    {"keys without a keyring", "keys: {source: \"env:K\"}", "keys.keyring", 2, 7, "is required", ""},
    {"a key in the place of its source", "keys: {keyring: k, source: abc}", "keys.source", 2, 28,
     "reference to key-encryption keys", ""},
    {"tenant in capitals", "keys: {keyring: k, source: \"env:K\", tenant: Shop}", "keys.tenant", 2, 45,
     "must begin with a letter or digit", ""},
    {"a private key in a token",
     "upstreams: {a: {addresses: [https://a], tls: {certificate_file: c, private_key: \"pkcs11:token=a\"}}}",
     "upstreams.a.tls.private_key", 2, 81, "reference to the secret", ""},
    {"rule without id", "rules: [{where: {class: [email]}, do: full}]", "rules[0].id", 2, 9, "is required", ""},
    {"rule without where", "rules: [{id: a, do: full}]", "rules[0].where", 2, 9, "is required", ""},
    {"rule with an empty where", "rules: [{id: a, where: {}, do: full}]", "rules[0].where", 2, 24, "is empty",
     "class, level, path"},
    {"rule without mask", "rules: [{id: a, where: {class: [email]}}]", "rules[0].do", 2, 9, "is required", ""},
    {"unknown mask", "rules: [{id: a, where: {class: [email]}, do: ful}]", "rules[0].do", 2, 46,
     "there is no mask \"ful\"", "\"full\""},
    {"unknown class", "rules: [{id: a, where: {class: [mobile_cn]}, do: full}]", "rules[0].where.class[0]", 2, 33,
     "there is no class \"mobile_cn\"", "cn_mobile"},
    {"nearly a class", "rules: [{id: a, where: {class: [cn_mobil]}, do: full}]", "rules[0].where.class[0]", 2, 33,
     "there is no class \"cn_mobil\"", "did you mean \"cn_mobile\"?"},
    {"class without level", "classes: {a: {keys: [b]}}", "classes.a", 2, 11, "has no level", "level: L3"},
    {"built-in class with a level", "classes: {email: {level: L1, keys: [b]}}", "classes.email.level", 2, 26,
     "cannot be changed", "rule"},
    {"class that finds nothing", "classes: {a: {level: L3, mask: full}}", "classes.a", 2, 11, "finds nothing",
     "keys, pattern"},
    {"key that is every name", "classes: {a: {level: L3, keys: [b, \"*-*\"]}}", "classes.a.keys[1]", 2, 36,
     "every name", ""},
    {"context without a pattern", "classes: {a: {level: L3, keys: [b], context: [c]}}", "classes.a.context", 2, 46,
     "without a pattern", ""},
    {"whole value and inside words", "classes: {a: {level: L3, pattern: b, whole_value: true, inside_words: true}}",
     "classes.a.inside_words", 2, 71, "no effect", "remove one"},
    {"unknown validator", "classes: {a: {level: L3, pattern: b, validator: [lun]}}", "classes.a.validator[0]", 2, 50,
     "not one of the allowed", "did you mean \"luhn\"?"},
    {"class with a mask that is none", "classes: {a: {level: L3, keys: [b], mask: ful}}", "classes.a.mask", 2, 43,
     "there is no mask \"ful\"", "\"full\""},
    {"allowed values of no class", "allow: [{id: a, values: [\"1\"]}]", "allow[0].class", 2, 9, "is required", ""},
    {"allowed values of an unknown class", "allow: [{id: a, class: [emial], values: [\"1\"]}]", "allow[0].class[0]", 2,
     25, "there is no class \"emial\"", "did you mean \"email\"?"},
    {"exclusion without reason", "exclusions: [{id: a, where: {class: [email]}}]", "exclusions[0].reason", 2, 14,
     "is required", ""},
    {"exclusion of an unknown class", "exclusions: [{id: a, where: {class: [b]}, reason: c}]",
     "exclusions[0].where.class[0]", 2, 38, "there is no class \"b\"", ""},
    {"unknown level", "rules: [{id: a, where: {level: L4}, do: full}]", "rules[0].where.level", 2, 32,
     "not one of the allowed", ">= L4"},
    {"bad path", "rules: [{id: a, where: {path: \"data.name\"}, do: full}]", "rules[0].where.path", 2, 31, "$.data[*]",
     ""},
    {"bad glob", "rules: [{id: a, match: {route: \"/a**\"}, where: {class: [email]}, do: full}]",
     "rules[0].match.route", 2, 32, "/orders/**", ""},
    {"rule id twice", "rules: [{id: a, where: {class: [email]}, do: full}, {id: a, where: {class: [email]}, do: full}]",
     "rules[1].id", 2, 58, "is taken by rules[0]", ""},
    {"mask without type", "masks: {a: {first: 1}}", "masks.a.type", 2, 12, "is required", ""},
    {"mask of unknown type", "masks: {a: {type: KEEP_FIRST_N, first: 1}}", "masks.a.type", 2, 19, "not one of",
     "KEEP_FIRST_N_LAST_M"},
    {"mask without a parameter", "masks: {a: {type: KEEP_FIRST_N_LAST_M, first: 1}}", "masks.a.last", 2, 12,
     "is required", ""},
    {"mask with another's parameter", "masks: {a: {type: FULL, text: x}}", "masks.a.text", 2, 25, "does not belong",
     "it takes: type, character"},
    {"mask that masks nothing", "masks: {a: {type: MASK_FIRST_N_LAST_M, first: 0, last: 0}}", "masks.a", 2, 9,
     "masks nothing", ""},
    {"mask with a reversed range", "masks: {a: {type: KEEP_FROM_X_TO_Y, from: 3, to: 2}}", "masks.a.from", 2, 43,
     "larger than to", ""},
    {"mask with two characters", "masks: {a: {type: FULL, character: xx}}", "masks.a.character", 2, 36,
     "exactly one character", ""},
    {"mask with an empty search", "masks: {a: {type: MASK_BEFORE_SPECIAL_CHARS, special: \"\"}}", "masks.a.special", 2,
     55, "must be a text", ""},
    {"built-in mask declared", "masks: {smart: {type: FULL}}", "masks.smart", 2, 9, "built-in", "another name"},
    {"built-in null declared", "masks: {null: {type: FULL}}", "masks.null", 2, 9, "built-in", "another name"},
    {"test with a bad pointer", "tests: [{name: a, input: \"{}\", expect: {a: 1}}]", "tests[0].expect.a", 2, 41,
     "JSON pointer", ""},
    {"test that expects nothing", "tests: [{name: a, input: \"{}\", expect: {}}]", "tests[0].expect", 2, 40,
     "must not be empty", ""},
    {"test with a disputed word", "tests: [{name: a, input: \"{}\", expect: {/a: yes}}]", "tests[0].expect./a", 2, 45,
     "different things", "quotes"},
    {"test with a disputed number", "tests: [{name: a, input: \"{}\", expect: {/a: 0755}}]", "tests[0].expect./a", 2,
     45, "different things", "quotes"},
    {"test without input", "tests: [{name: a, expect: {/a: 1}}]", "tests[0].input", 2, 9, "is required", ""},
};

TEST_CASE("each mistake is one diagnostic with its place, key, reason and suggestion") {
  for (const Problem& problem : kProblems) {
    CAPTURE(problem.name);
    const auto outcome = load(std::string("version: 1\n") + problem.yaml + '\n');
    CAPTURE(lines(outcome));
    CHECK_FALSE(outcome.settings);
    REQUIRE(outcome.diagnostics.size() == 1);
    const Diagnostic& diagnostic = outcome.diagnostics.front();
    CHECK(diagnostic.severity == Severity::error);
    CHECK(diagnostic.file == "test.yaml");
    CHECK(diagnostic.key == problem.key);
    CHECK(diagnostic.place.line == problem.line);
    CHECK(diagnostic.place.column == problem.column);
    CHECK(diagnostic.reason.find(problem.reason) != std::string::npos);
    CHECK(diagnostic.suggestion.find(problem.suggestion) != std::string::npos);
  }
}

// Routes need an upstream, so their mistakes have a frame of their own: `routes:` is line 3.
const Problem kRouteProblems[] = {
    {"unknown upstream", "{id: a, upstream: ordes}", "routes[0].upstream", 4, 23, "there is no upstream \"ordes\"",
     "\"orders\""},
    {"route without upstream", "{id: a}", "routes[0].upstream", 4, 5, "is required", ""},
    {"route without id", "{upstream: orders}", "routes[0].id", 4, 5, "is required", ""},
    {"shadow without a ticket", "{id: a, upstream: orders, mode: shadow, until: 2027-06-30T00:00:00Z}",
     "routes[0].mode", 4, 37, "needs ticket", "add ticket"},
    {"shadow without an end", "{id: a, upstream: orders, mode: shadow, ticket: S-1}", "routes[0].mode", 4, 37,
     "needs until", "add until"},
    {"shadow with a bad end", "{id: a, upstream: orders, mode: shadow, ticket: S-1, until: 2027-06-30}",
     "routes[0].until", 4, 65, "RFC 3339", ""},
    {"shadow with a day that is none",
     "{id: a, upstream: orders, mode: shadow, ticket: S-1, until: 2027-02-29T00:00:00Z}", "routes[0].until", 4, 65,
     "RFC 3339", ""},
    {"a mode that opens", "{id: a, upstream: orders, mode: off}", "routes[0].mode", 4, 37, "not one of",
     "enforce, shadow"},
    {"JSON passed unread", "{id: a, upstream: orders, pass: [application/json]}", "routes[0].pass[0]", 4, 38,
     "none that the engine reads", ""},
    {"+json passed unread", "{id: a, upstream: orders, pass: [application/hal+json]}", "routes[0].pass[0]", 4, 38,
     "none that the engine reads", ""},
    {"everything passed unread", "{id: a, upstream: orders, pass: [\"*/*\"]}", "routes[0].pass[0]", 4, 38,
     "none that the engine reads", ""},
    {"applications passed unread", "{id: a, upstream: orders, pass: [\"application/*\"]}", "routes[0].pass[0]", 4, 38,
     "none that the engine reads", ""},
    {"treated as what nobody reads", "{id: a, upstream: orders, treat_as: {text/plain: text/html}}",
     "routes[0].treat_as.text/plain", 4, 54, "not one of", "application/json"},
    {"passed and treated", "{id: a, upstream: orders, pass: [text/plain], treat_as: {text/plain: application/json}}",
     "routes[0].treat_as", 4, 61, "both passed", "remove it from pass"},
    {"method in small letters", "{id: a, upstream: orders, match: {methods: [get]}}", "routes[0].match.methods[0]", 4,
     49, "in capitals", ""},
    {"host with a port", "{id: a, upstream: orders, match: {host: \"a:80\"}}", "routes[0].match.host", 4, 45,
     "without a port", ""},
};

TEST_CASE("mistakes of routes") {
  for (const Problem& problem : kRouteProblems) {
    CAPTURE(problem.name);
    const auto outcome = load(std::string("version: 1\nupstreams: {orders: {addresses: [http://a]}}\nroutes:\n  - ") +
                              problem.yaml + '\n');
    CAPTURE(lines(outcome));
    CHECK_FALSE(outcome.settings);
    REQUIRE(outcome.diagnostics.size() == 1);
    const Diagnostic& diagnostic = outcome.diagnostics.front();
    CHECK(diagnostic.key == problem.key);
    CHECK(diagnostic.place.line == problem.line);
    CHECK(diagnostic.place.column == problem.column);
    CHECK(diagnostic.reason.find(problem.reason) != std::string::npos);
    CHECK(diagnostic.suggestion.find(problem.suggestion) != std::string::npos);
  }
}

TEST_CASE("the version is required and known") {
  CHECK(find(load("threads: 1\n"), "version") != nullptr);
  CHECK(find(load("version: 2\n"), "version") != nullptr);
  CHECK(find(load("version: \"1\"\n"), "version") != nullptr);
}

TEST_CASE("all problems of a file are found in one run, in its order") {
  const auto outcome = load(
      "limts: {}\n"
      "threads: many\n"
      "upstreams:\n"
      "  a: {addresses: [ftp://x]}\n"
      "  a: {addresses: [http://x]}\n"
      "routes:\n"
      "  - {id: r, upstream: b, mode: shadow}\n"
      "  - {id: r, upstream: a}\n"
      "rules:\n"
      "  - {id: q, where: {class: [nobody]}, do: nothing}\n");
  CAPTURE(lines(outcome));
  CHECK_FALSE(outcome.settings);
  std::vector<std::string> keys;
  for (const Diagnostic& diagnostic : outcome.diagnostics) {
    if (diagnostic.severity == Severity::error) keys.push_back(diagnostic.key);
  }
  CHECK(keys == std::vector<std::string>{"limts", "version", "threads", "upstreams.a.addresses[0]", "upstreams.a",
                                         "routes[0].upstream", "routes[0].mode", "routes[0].mode", "routes[1].id",
                                         "rules[0].where.class[0]", "rules[0].do"});
}

TEST_CASE("warnings stand beside settings") {
  const auto unreachable = load(
      "version: 1\nupstreams: {a: {addresses: [http://a]}}\n"
      "routes: [{id: all, upstream: a}, {id: never, upstream: a}]\n");
  REQUIRE(unreachable.settings);
  REQUIRE(unreachable.diagnostics.size() == 1);
  CHECK(unreachable.diagnostics.front().severity == Severity::warning);
  CHECK(unreachable.diagnostics.front().key == "routes[1]");

  const auto unverified = load("version: 1\nupstreams: {a: {addresses: [https://a], tls: {verify: false}}}\n");
  CHECK(unverified.settings);
  CHECK(find(unverified, "upstreams.a.tls.verify") != nullptr);

  const auto idle =
      load("version: 1\nupstreams: {a: {addresses: [http://a]}}\nroutes: [{id: all, upstream: a, ticket: S-1}]\n");
  CHECK(idle.settings);
  CHECK(find(idle, "routes[0].ticket") != nullptr);
}

TEST_CASE("null may be written as a word where it is a name") {
  const auto outcome = load(
      "version: 1\non_number: null\n"
      "rules:\n"
      "  - {id: a, where: {class: [email]}, do: null, on_number: NULL}\n"
      "  - {id: b, where: {class: [email]}, do: \"null\", on_number: \"zero\"}\n");
  REQUIRE_MESSAGE(outcome.settings, lines(outcome));
  CHECK(outcome.settings->policy.on_number == OnNumber::null);
  const auto& rules = outcome.settings->policy.rules;
  REQUIRE(rules.size() == 2);
  CHECK(rules[0].mask == "null");
  CHECK(rules[0].on_number == OnNumber::null);
  CHECK(rules[1].mask == "null");
  CHECK(rules[1].on_number == OnNumber::zero);
}

TEST_CASE("sizes and durations have units") {
  const auto outcome = load(
      "version: 1\n"
      "limits: {header_bytes: 64KB, hold_bytes: \"2MiB\", min_rate_bytes: 512, drain_timeout: 250ms,\n"
      "  client_idle_timeout: 1m}\n");
  REQUIRE_MESSAGE(outcome.settings, lines(outcome));
  const Limits& limits = outcome.settings->limits;
  CHECK(limits.header_bytes == 64'000);
  CHECK(limits.hold_bytes == 2 * 1024 * 1024);
  CHECK(limits.min_rate_bytes == 512);
  CHECK(limits.drain_timeout == milliseconds(250));
  CHECK(limits.client_idle_timeout == milliseconds(60'000));
}

TEST_CASE("what a rule test expects is JSON") {
  const auto outcome = load(
      "version: 1\n"
      "tests:\n"
      "  - name: all kinds\n"
      "    input: '{}'\n"
      "    expect:\n"
      "      /text: abc\n"
      "      /masked: 138****8000\n"
      "      /digits: \"13800138000\"\n"
      "      /number: -1.5e3\n"
      "      /null: null\n"
      "      /true: true\n"
      "      /word: \"true\"\n"
      "      /list: [1, a]\n"
      "      /map: {b: \"c\\n\", \"a\": []}\n"
      "      \"\": {}\n");
  REQUIRE_MESSAGE(outcome.settings, lines(outcome));
  const auto& expect = outcome.settings->tests.at(0).expect;
  const std::vector<ExpectedValue> wanted = {{"/text", "\"abc\""},
                                             {"/masked", "\"138****8000\""},
                                             {"/digits", "\"13800138000\""},
                                             {"/number", "-1.5e3"},
                                             {"/null", "null"},
                                             {"/true", "true"},
                                             {"/word", "\"true\""},
                                             {"/list", "[1,\"a\"]"},
                                             {"/map", "{\"b\":\"c\\n\",\"a\":[]}"},
                                             {"", "{}"}};
  CHECK(expect == wanted);
}

TEST_CASE("a slash at the end of an upstream's address is taken away") {
  const auto outcome = load("version: 1\nupstreams: {a: {addresses: [http://a:80/]}}\n");
  REQUIRE(outcome.settings);
  CHECK(outcome.settings->upstreams.at(0).addresses.at(0) == "http://a:80");
}

TEST_CASE("a body without a type may be read as one") {
  const auto outcome = load(
      "version: 1\nupstreams: {a: {addresses: [http://a]}}\n"
      "routes: [{id: r, upstream: a, treat_as: {\"\": application/json}}]\n");
  REQUIRE_MESSAGE(outcome.settings, lines(outcome));
  CHECK(outcome.settings->routes.at(0).treat_as == std::vector<TreatAs>{{"", "application/json"}});
}

TEST_CASE("a file that is not there is one diagnostic") {
  const auto outcome = load_file("/nonexistent/veilgate.yaml");
  CHECK_FALSE(outcome.settings);
  REQUIRE(outcome.diagnostics.size() == 1);
  CHECK(outcome.diagnostics.front().reason.find("No such file") != std::string::npos);
  const auto folder = load_file("/");
  CHECK_FALSE(folder.settings);
  REQUIRE(folder.diagnostics.size() == 1);
  CHECK(folder.diagnostics.front().reason == "cannot be read");
}

TEST_CASE("the example loads without a word") {
  const auto outcome = load_file(std::string(VEILGATE_SOURCE_DIR) + "/config/example.yaml");
  CHECK_MESSAGE(outcome.settings, lines(outcome));
  CHECK(lines(outcome) == "");
}

}  // namespace
}  // namespace veilgate::config
