// The configuration as plain values: what a file says, with every default filled in.
//
// Nothing here parses, matches or opens anything. `load` (config/load.hpp) makes these from YAML; the engine and the
// proxy compile them into types of their own. Sizes are bytes, durations std::chrono, counts plain integers; the unit
// is in the name where the type does not carry it. A member's default here is the default of the product: the schema
// table (config/schema.cpp) reads it from a default-made object, so the reference, `config show` and the loader say the
// same.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace veilgate::config {

using std::chrono::milliseconds;

// Where a secret is to be had; never the secret. `file:PATH` or `env:NAME`; of keys.source also `pkcs11:…`, kept here
// whole behind its prefix (crypto/keys/pkcs11_uri.hpp).
struct SecretRef {
  enum class Kind : std::uint8_t { none, file, env, pkcs11 };
  Kind kind = Kind::none;
  std::string name;

  friend bool operator==(const SecretRef&, const SecretRef&) = default;
};

// ---- what: classes --------------------------------------------------------------------------------------------------

// A class of one's own, or (with the name of a built-in one) names and patterns added to it.
struct Class {
  std::string id;
  std::string level;                    // "L1" … "L4"; empty: a built-in class's own
  std::vector<std::string> keys;        // names of members, `*` for any number of characters
  std::string pattern;                  // RE2 syntax
  std::vector<std::string> patterns;    // more of them
  bool whole_value = false;             // a pattern has to match a whole value
  bool inside_words = false;            // a match may touch further ASCII letters and digits
  std::vector<std::string> validators;  // by name (kValidatorNames); a match has to pass all
  std::vector<std::string> context;     // words, one of which has to stand near a match; empty: none needed
  std::string mask;                     // the id of a mask; empty: smart

  friend bool operator==(const Class&, const Class&) = default;
};

// Values that are nobody's, compared whole, without regard to letter case, blanks and grouping signs.
struct Allowed {
  std::string id;
  std::string route = "/**";
  std::vector<std::string> classes;
  std::vector<std::string> values;

  friend bool operator==(const Allowed&, const Allowed&) = default;
};

// Places where what is found as a class is none.
struct Exclusion {
  std::string id;
  std::string route = "/**";
  std::vector<std::string> classes;
  std::string path;  // a JSONPath; empty: anywhere
  std::string reason;

  friend bool operator==(const Exclusion&, const Exclusion&) = default;
};

// ---- how: masks -----------------------------------------------------------------------------------------------------

enum class MaskType : std::uint8_t {
  full,                       // FULL: every character becomes `character`
  keep_first_n_last_m,        // KEEP_FIRST_N_LAST_M: first, last
  keep_from_x_to_y,           // KEEP_FROM_X_TO_Y: from, to (0-based characters, both inclusive)
  mask_first_n_last_m,        // MASK_FIRST_N_LAST_M: first, last
  mask_from_x_to_y,           // MASK_FROM_X_TO_Y: from, to (0-based characters, both inclusive)
  mask_before_special_chars,  // MASK_BEFORE_SPECIAL_CHARS: special
  mask_after_special_chars,   // MASK_AFTER_SPECIAL_CHARS: special
  fixed_text,                 // FIXED_TEXT: text
  set_null,                   // SET_NULL: the JSON null
  remove_member,              // REMOVE_MEMBER: the member (or array element) disappears
  smart,                      // SMART: the built-in default mask of the value's class
  empty,                      // EMPTY: the empty text
  bucket,                     // BUCKET: unit, width, bounds: the range a number or date lies in
  truncate,                   // TRUNCATE: ipv4_bits, ipv6_bits, decimals, date: the value made coarser
  pseudonym,                  // PSEUDONYM: key, hash, length: the same letters for the same value; not a mask
  fake,                       // FAKE: key, hash: an invented value of the same form that nobody can have
  encrypt,                    // ENCRYPT: suite, index: a token that only the product's own means open
};

// What ENCRYPT seals with; crypto/README.md compares them.
enum class SealSuite : std::uint8_t {
  sm4,         // SM4-CTR and HMAC-SM3, randomised
  aes256_gcm,  // AES-256-GCM, randomised
  aes_siv,     // AES-SIV (RFC 5297), deterministic: equal values of a class make equal tokens
  sm4_siv,     // the same over SM4
  sm4_gcm,     // SM4-GCM, where the provider has it
  ff1_aes,     // FF1 (SP 800-38G) over AES: keeps the format, so that its output looks like a real value
  ff1_sm4,     // the same over SM4
};

// What BUCKET counts in.
enum class BucketUnit : std::uint8_t { number, month, year, decade };
// How BUCKET writes a range of numbers: `30-39`, or its lower bound `30`.
enum class BucketBounds : std::uint8_t { range, lower };
// How much of a date TRUNCATE leaves.
enum class DateUnit : std::uint8_t { month, year, decade };
// The hash of the HMAC that keyed masks use: SHA-256 (RFC 6234) or SM3 (GB/T 32905).
enum class KeyedHash : std::uint8_t { sha256, sm3 };

// Counted in characters as people see them (extended grapheme clusters, UAX #29), never bytes. A value too short for
// its mask, or not of the form the mask reads, shows nothing.
struct Mask {
  std::string id;
  MaskType type = MaskType::full;
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::string special;          // the characters MASK_BEFORE/AFTER_SPECIAL_CHARS looks for (one string, e.g. "@")
  std::string character = "*";  // exactly one character
  std::uint32_t times = 0;      // mask characters for each hidden part; 0: as many as it has characters
  std::string text;
  BucketUnit unit = BucketUnit::number;
  std::uint32_t width = 10;
  BucketBounds bounds = BucketBounds::range;
  std::uint32_t ipv4_bits = 24;
  std::uint32_t ipv6_bits = 48;
  std::uint32_t decimals = 2;  // of a coordinate
  DateUnit date = DateUnit::month;
  SecretRef key;
  KeyedHash hash = KeyedHash::sha256;
  std::uint32_t length = 24;  // letters of a pseudonym, 4 bits each
  SealSuite suite = SealSuite::sm4;
  std::vector<std::string> index;  // blind indexes beside a token: exact, last4, ngram
  bool valid_check_digit = false;  // of a card or ID that a suite which keeps the format wrote

  friend bool operator==(const Mask&, const Mask&) = default;
};

// What becomes of a JSON number that has to be masked.
enum class OnNumber : std::uint8_t {
  null,    // the JSON null; the default: no client library breaks on it
  zero,    // 0
  string,  // the mask applied to the number's text, as a string
  block,   // the whole response is refused
  number,  // the number the mask makes of it (BUCKET's lower bound, TRUNCATE), null where it makes none
};

// ---- when: rules ----------------------------------------------------------------------------------------------------

enum class Level : std::uint8_t { l1 = 1, l2 = 2, l3 = 3, l4 = 4 };

struct Rule {
  std::string id;
  std::string route = "/**";  // glob over the request path: `*` one segment or part of one, `**` any number of segments
  std::string role = "*";     // the caller's role; "*" is everybody
  // where; all that are given must hold. At least one is.
  std::vector<std::string> classes;  // names of classes, built-in ones or the file's
  std::optional<Level> min_level;    // level: ">= L3"
  std::string path;                  // a JSONPath: $ .name ['name'] [*] [n] ..name ..*
  // do
  std::string mask;  // the id of a mask, or a built-in one: full, smart, null, remove
  std::optional<OnNumber> on_number;

  friend bool operator==(const Rule&, const Rule&) = default;
};

// A test of the rules, carried by the file that has them.
struct ExpectedValue {
  std::string pointer;  // RFC 6901
  std::string json;     // the expected value as JSON text

  friend bool operator==(const ExpectedValue&, const ExpectedValue&) = default;
};
struct RuleTest {
  std::string name;
  std::string route = "/";
  std::string input;  // a JSON document
  std::vector<ExpectedValue> expect;

  friend bool operator==(const RuleTest&, const RuleTest&) = default;
};

// What the engine needs of the limits.
struct EngineLimits {
  std::uint32_t json_depth = 128;                 // arrays and objects open at once
  std::uint32_t nested_depth = 4;                 // JSON inside a string inside JSON …; deeper is text
  std::uint64_t string_bytes = 4 * 1024 * 1024;   // raw bytes of one JSON string or number
  std::uint64_t record_bytes = 16 * 1024 * 1024;  // one NDJSON record or one server-sent event

  friend bool operator==(const EngineLimits&, const EngineLimits&) = default;
};

struct Policy {
  std::vector<Class> classes;
  std::vector<Allowed> allow;
  std::vector<Exclusion> exclusions;
  std::vector<Mask> masks;
  std::vector<Rule> rules;
  OnNumber on_number = OnNumber::null;
  EngineLimits limits;

  friend bool operator==(const Policy&, const Policy&) = default;
};

// ---- the proxy ------------------------------------------------------------------------------------------------------

enum class TlsVersion : std::uint8_t { tls_1_2, tls_1_3 };

struct TlsServer {
  std::string certificate_file;  // PEM chain
  SecretRef private_key;         // PEM
  std::string client_ca_file;    // PEM; when set, client certificates are asked for
  bool require_client_certificate = false;
  TlsVersion min_version = TlsVersion::tls_1_2;

  friend bool operator==(const TlsServer&, const TlsServer&) = default;
};

struct TlsClient {
  bool verify = true;       // certificate chain and host name
  std::string ca_file;      // PEM; empty: the system's
  std::string server_name;  // SNI and the name verified; empty: the host of the address
  std::string certificate_file;
  SecretRef private_key;

  friend bool operator==(const TlsClient&, const TlsClient&) = default;
};

struct Listener {
  std::string address = "127.0.0.1:8080";  // HOST:PORT, [V6]:PORT
  std::optional<TlsServer> tls;
  std::vector<std::string> trusted_peers;  // CIDRs whose X-Forwarded-* are believed and extended

  friend bool operator==(const Listener&, const Listener&) = default;
};

struct Admin {
  std::string address = "127.0.0.1:9090";  // HOST:PORT or unix:/PATH; empty: none
  bool allow_remote = false;               // an address that is not loopback needs this said

  friend bool operator==(const Admin&, const Admin&) = default;
};

struct Upstream {
  std::string id;
  std::vector<std::string> addresses;  // http://host[:port] or https://host[:port]; one scheme for all
  TlsClient tls;
  milliseconds connect_timeout{5'000};
  milliseconds header_timeout{30'000};  // from the request sent to the response head
  milliseconds idle_timeout{30'000};    // between two reads of a body
  milliseconds pool_idle_timeout{55'000};
  std::uint32_t pool_size = 64;        // idle connections kept per loop and address
  std::uint32_t eject_failures = 3;    // consecutive failures that eject an address
  milliseconds probe_interval{5'000};  // how long an ejected address rests before one request tries it

  friend bool operator==(const Upstream&, const Upstream&) = default;
};

enum class LocationPolicy : std::uint8_t { refuse, mask, pass };
enum class Mode : std::uint8_t { enforce, shadow };

struct TreatAs {
  std::string from;  // media type, e.g. text/plain; empty: a body without Content-Type
  std::string to;    // one the engine knows, e.g. application/json

  friend bool operator==(const TreatAs&, const TreatAs&) = default;
};

struct Route {
  std::string id;
  std::string host = "*";            // exact, or "*"
  std::string path = "/**";          // glob, as in Rule::route
  std::vector<std::string> methods;  // empty: all
  std::string upstream;              // id
  std::vector<std::string> pass;     // media types that pass unread (counted); "image/*" is allowed
  std::vector<TreatAs> treat_as;
  LocationPolicy location = LocationPolicy::refuse;  // a Location that carries a sensitive value
  Mode mode = Mode::enforce;
  std::string until;            // RFC 3339; required for shadow
  std::string ticket;           // required for shadow
  bool token_endpoint = false;  // it hands out tokens, so that secrets are not guarded in its answers
  bool emit_headers = false;    // X-Veilgate-Policy, X-Veilgate-Masked

  friend bool operator==(const Route&, const Route&) = default;
};

struct Limits {
  std::uint64_t header_bytes = 32 * 1024;  // one request or response head
  std::uint64_t request_body_bytes = 1024ull * 1024 * 1024;
  std::uint64_t response_body_bytes = 64ull * 1024 * 1024 * 1024;  // decoded
  std::uint64_t hold_bytes = 1024 * 1024;  // decoded bodies up to this are checked whole before the first byte leaves
  std::uint32_t connections = 10'000;
  std::uint32_t requests_in_flight = 4'096;
  std::uint64_t min_rate_bytes = 256;  // a client slower than this many bytes a second, over 10 s, is cut
  milliseconds client_header_timeout{10'000};
  milliseconds client_idle_timeout{75'000};
  std::uint32_t decompression_ratio = 200;  // decoded : coded, once more than 1 MiB came out
  milliseconds drain_timeout{20'000};

  friend bool operator==(const Limits&, const Limits&) = default;
};

enum class LogLevel : std::uint8_t { debug, info, warn, error };

struct Log {
  LogLevel level = LogLevel::info;
  std::string access = "stdout";  // stdout, stderr, none or a file path

  friend bool operator==(const Log&, const Log&) = default;
};

// What values are sealed and indexed with.
struct Keys {
  std::string keyring;             // the keyring file, made by `veilgate keys init`
  SecretRef source;                // of the key-encryption keys above it
  std::string tenant = "default";  // whose keys serve requests

  friend bool operator==(const Keys&, const Keys&) = default;
};

struct Settings {
  std::uint32_t version = 1;
  Listener listen;
  Admin admin;
  std::uint32_t threads = 0;  // 0: one loop per core
  std::vector<Upstream> upstreams;
  std::vector<Route> routes;  // first match wins; none matches: 404
  Limits limits;
  std::optional<Keys> keys;
  Policy policy;  // masks, rules, on_number and the engine's limits stand at the top level of the file
  Log log;
  std::vector<RuleTest> tests;

  friend bool operator==(const Settings&, const Settings&) = default;
};

}  // namespace veilgate::config
