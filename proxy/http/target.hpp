// Request targets and authorities (RFC 9112 3.2). Pure functions over views.
#pragma once

#include <string_view>

#include "proxy/http/head.hpp"

namespace veilgate::proxy {

// `host[:port]` as it may stand in a Host field: letters, digits, `-`, `.`, `_`, or a bracketed IPv6 address; port
// 0-65535. The rest of RFC 3986's reg-name (sub-delims, percent signs, user info) occurs in no host name, only in
// attacks.
bool is_authority(std::string_view text) noexcept;

// True when a segment of the path is "." or ".." once %2e, %2f, %5c and backslashes are read as what they stand for and
// a
// `;parameter` is cut off. Upstreams resolve such segments in different ways, so that the route chosen here would not
// be the resource served there.
bool has_dot_segment(std::string_view path) noexcept;

// Fills target, path, query and (from an absolute-form target only) host. `text` holds visible ASCII only; head.method
// is set. Returns nullptr, or what is wrong with it.
const char* split_target(std::string_view text, RequestHead& head) noexcept;

}  // namespace veilgate::proxy
