// Pieces of a message written here, appended to a caller's buffer. Pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "proxy/http/head.hpp"

namespace veilgate::proxy {

void append_number(std::string& out, std::uint64_t number);

// "name: value" and CRLF, of a parsed head.
void append_line(std::string& out, std::string_view name, std::string_view value);

// The same of what nobody has checked. A value that is not a valid field value (a line end in it, say) leaves the field
// out. `name` is a constant or comes from a parsed head.
void append_field(std::string& out, std::string_view name, std::string_view value);

// Content-Length or Transfer-Encoding, or neither.
void append_framing(std::string& out, const Framing& framing);

// The status line with the standard phrase.
void append_status_line(std::string& out, unsigned status);

// What a client of this version must be told about the connection, which may be nothing.
void append_connection(std::string& out, bool keep_alive, Version client_version);

}  // namespace veilgate::proxy
