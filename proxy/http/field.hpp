// Names of header fields the proxy acts on, as small numbers.
//
// find_field() compares without regard to case and costs a hash of the length and three characters. Every name it does
// not know is Field::other. Threads: pure functions.
#pragma once

#include <cstdint>
#include <string_view>

namespace veilgate::proxy {

enum class Field : std::uint8_t {
  other,

  // Framing and routing.
  host,
  content_length,
  transfer_encoding,
  expect,
  max_forwards,

  // Of one connection only (RFC 9110 7.6.1): never forwarded.
  connection,
  keep_alive,
  proxy_connection,
  te,
  trailer,
  upgrade,
  http2_settings,
  proxy_authenticate,
  proxy_authorization,
  proxy_other,  // any other Proxy-*

  // Partial and conditional requests.
  range,
  if_range,
  if_match,
  if_none_match,
  if_modified_since,
  if_unmodified_since,

  // What a proxy adds or extends.
  via,
  forwarded,
  x_forwarded_for,
  x_forwarded_proto,
  x_forwarded_host,
  x_forwarded_other,  // any other X-Forwarded-*
  x_real_ip,
  x_request_id,
  traceparent,
  tracestate,
  x_veilgate,  // any X-Veilgate-*

  // The representation.
  accept_encoding,
  content_type,
  content_encoding,
  content_range,
  accept_ranges,
  etag,
  last_modified,
  digest,
  content_digest,
  repr_digest,
  want_digest,
  content_md5,
  vary,

  // Others with a rule of their own somewhere.
  authorization,
  cookie,
  set_cookie,
  location,
  content_location,
  refresh,
  link,
  server,
  date,
  cache_control,
  alt_svc,
  strict_transport_security,

  // Written with an underscore where a field above has a hyphen (`X_Forwarded_For`). CGI-like upstreams read both as
  // one, so such a field of a request is not forwarded.
  underscore_alias,
};
inline constexpr std::size_t kFieldCount = static_cast<std::size_t>(Field::underscore_alias) + 1;
static_assert(kFieldCount <= 64, "Headers::seen_ is one word");

// The number of a name; `name` need not be valid. Never returns underscore_alias.
Field find_field(std::string_view name) noexcept;

// What `name` would be if its underscores were hyphens; other when it has none, or is unknown either way.
Field find_underscored_field(std::string_view name) noexcept;

// Equal without regard to ASCII case.
bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept;

}  // namespace veilgate::proxy
