#include "proxy/http/append.hpp"

#include <algorithm>
#include <charconv>

#include "proxy/http/syntax.hpp"

namespace veilgate::proxy {

void append_number(std::string& out, std::uint64_t number) {
  char text[20];
  const char* end = std::to_chars(text, text + sizeof text, number).ptr;
  out.append(text, static_cast<std::size_t>(end - text));
}

void append_line(std::string& out, std::string_view name, std::string_view value) {
  const std::size_t before = out.size();
  out.resize(before + name.size() + value.size() + 4);
  char* at = std::copy(name.begin(), name.end(), out.data() + before);
  *at++ = ':';
  *at++ = ' ';
  at = std::copy(value.begin(), value.end(), at);
  *at++ = '\r';
  *at = '\n';
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
  if (is_field_value(value)) append_line(out, name, value);
}

void append_framing(std::string& out, const Framing& framing) {
  if (framing.kind == BodyFraming::chunked) out += "Transfer-Encoding: chunked\r\n";
  if (framing.kind == BodyFraming::length) {
    out += "Content-Length: ";
    append_number(out, framing.length);
    out += "\r\n";
  }
}

void append_status_line(std::string& out, unsigned status) {
  out += "HTTP/1.1 ";
  append_number(out, status);
  out.append(" ").append(reason_phrase(status)).append("\r\n");
}

void append_connection(std::string& out, bool keep_alive, Version client_version) {
  if (!keep_alive) {
    out += "Connection: close\r\n";
  } else if (client_version == Version::http_1_0) {
    out += "Connection: keep-alive\r\n";
  }
}

}  // namespace veilgate::proxy
