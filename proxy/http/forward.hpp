// The heads the proxy writes: the request to the upstream and the answer to the client.
//
// Only well-formed, already parsed fields and values checked here are written, so nothing a peer sends can add a line.
// A value handed in by the caller that is not a valid field value leaves its whole field out. Threads: pure functions;
// `out` is appended to and meant to be reused.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "proxy/coding/coding.hpp"
#include "proxy/http/head.hpp"
#include "proxy/http/request_ids.hpp"

namespace veilgate::proxy {

inline constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

struct ForwardFacts {
  std::string_view client_ip = {};      // the peer's address as text, no brackets, no port
  bool trusted_peer = false;            // its X-Forwarded-* are believed and extended; else replaced
  bool tls = false;                     // the client came over TLS
  std::string_view upstream_host = {};  // replaces Host; "": the client's stays (requests may be signed). HTTP/1.0
                                        // without Host needs one here
  bool forward_expect = false;          // pass `Expect: 100-continue` on instead of answering it here
  bool close = false;                   // ask the upstream to close after this exchange
  std::optional<std::uint64_t> max_forwards = {};  // replaces that of TRACE and OPTIONS
  std::string_view via = "veilgate";               // this proxy's name in Via, one token
};

// The request head for the upstream, its empty line included. Method, target and every field that is not named below
// stay byte for byte and in order.
//   dropped   Connection and what it names, Keep-Alive, Proxy-*, TE, Trailer, Upgrade, HTTP2-Settings; Range, If-Range,
//             If-Match, If-None-Match, If-Modified-Since, If-Unmodified-Since; X-Veilgate-*; names that differ from a
//             known one by underscores; Want-Digest fields; from untrusted peers Forwarded, X-Forwarded-*, X-Real-IP
//   replaced  Accept-Encoding, Host (see host), Max-Forwards of TRACE and OPTIONS, X-Forwarded-For/-Proto/-Host,
//   X-Request-Id, traceparent added     Via
// The body's framing is the client's: its Content-Length, or chunked written anew.
void append_upstream_request(std::string& out, const RequestHead& head, const RequestIds& ids,
                             const ForwardFacts& facts);

// Whether a Via line says that the request has been through the proxy of this name, which nobody else has.
bool has_been_here(const RequestHead& head, std::string_view via) noexcept;

// How often a TRACE or OPTIONS may still be forwarded (RFC 9110 7.6.2); nothing when the client does not say or for any
// other method. Errors: bad_request (not one number of up to 9 digits).
[[nodiscard]] Result<std::optional<std::uint64_t>> max_forwards(const RequestHead& head);

// What the client accepts, from all lines of the head.
AcceptEncoding accepted_codings(const RequestHead& head) noexcept;

// What the upstream's body is coded in. Errors: unsupported_coding.
[[nodiscard]] Result<Coding> content_coding(const ResponseHead& head);

// A field of the upstream's head with another value (a masked one). An empty optional drops the field.
struct FieldOverride {
  std::size_t index = 0;  // into ResponseHead::headers
  std::optional<std::string_view> value = {};
};

struct ResponseFacts {
  Framing framing = {};     // ours. length: Content-Length; chunked: Transfer-Encoding; none: neither
  bool keep_alive = false;  // else `Connection: close`
  Version client_version = Version::http_1_1;
  bool tls = false;                               // the client came over TLS; else Strict-Transport-Security is dropped
  Coding coding = Coding::identity;               // of the body as it is sent
  std::string_view content_type = {};             // replaces the upstream's; "": that stays
  std::string_view request_id = {};               // X-Request-Id; "": none
  std::string_view policy = {};                   // X-Veilgate-Policy; "": none
  std::optional<std::uint64_t> masked = {};       // X-Veilgate-Masked
  std::span<const FieldOverride> overrides = {};  // sorted by index
  std::string_view via = "veilgate";              // this proxy's name in Via, one token
};

// The answer's head for the client, its empty line included. Status and every field that is not named below stay.
//   dropped   Connection and what it names, Keep-Alive, Proxy-*, TE, Trailer, Upgrade, Transfer-Encoding; ETag,
//             Last-Modified, Accept-Ranges, Content-Range, Digest, Content-Digest, Repr-Digest, Content-MD5;
//             X-Veilgate-*; Alt-Svc (it names a way round this proxy); Strict-Transport-Security without TLS;
//             X-Request-Id, traceparent and tracestate
//   replaced  the reason phrase (by the standard one: it is free text), Content-Length, Content-Encoding
//   added     Via; Vary: Accept-Encoding when the body is coded and the upstream did not say so
// The status must not be interim.
void append_client_response_head(std::string& out, const ResponseHead& head, const ResponseFacts& facts);

}  // namespace veilgate::proxy
