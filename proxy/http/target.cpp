#include "proxy/http/target.hpp"

#include "proxy/http/syntax.hpp"

namespace veilgate::proxy {
namespace {

bool is_port(std::string_view text) noexcept {
  if (text.empty() || text.size() > 5) return false;
  unsigned value = 0;
  for (const char c : text) {
    if (!is_digit(c)) return false;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value <= 65535;
}

bool is_bracketed_address(std::string_view text) noexcept {
  if (text.size() < 4 || text.front() != '[' || text.back() != ']') return false;
  for (const char c : text.substr(1, text.size() - 2)) {
    if (hex_digit(c) < 0 && c != ':' && c != '.') return false;
  }
  return text.find(':') != std::string_view::npos;
}

bool is_name(std::string_view text) noexcept {
  for (const char c : text) {
    if (!is_alpha(c) && !is_digit(c) && c != '-' && c != '.' && c != '_') return false;
  }
  return !text.empty();
}

// One character of a path, its percent-encoding removed where it stands for a dot or a separator.
char read_path_char(std::string_view path, std::size_t& i) noexcept {
  char c = path[i];
  if (c == '%' && i + 2 < path.size()) {
    const int high = hex_digit(path[i + 1]);
    const int low = hex_digit(path[i + 2]);
    if (high >= 0 && low >= 0) {
      c = static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  ++i;
  return c == '\\' ? '/' : c;
}

}  // namespace

bool is_authority(std::string_view text) noexcept {
  std::string_view host = text;
  const std::size_t colon = text.rfind(':');
  if (colon != std::string_view::npos && (text.front() != '[' || text[colon - 1] == ']')) {
    host = text.substr(0, colon);
    if (!is_port(text.substr(colon + 1))) return false;
  }
  return is_name(host) || is_bracketed_address(host);
}

bool has_dot_segment(std::string_view path) noexcept {
  if (path.find('.') == std::string_view::npos && path.find('%') == std::string_view::npos) return false;
  std::size_t i = 0;
  while (i < path.size()) {
    unsigned dots = 0;
    bool other = false;
    bool parameter = false;
    while (i < path.size()) {
      const char c = read_path_char(path, i);
      if (c == '/') break;
      if (c == ';') parameter = true;
      if (parameter) continue;
      if (c == '.') {
        ++dots;
      } else {
        other = true;
      }
    }
    if (!other && (dots == 1 || dots == 2)) return true;
  }
  return false;
}

const char* split_target(std::string_view text, RequestHead& head) noexcept {
  if (text.find('#') != std::string_view::npos) return "the target has a fragment";
  if (text == "*") {
    if (head.method != Method::options) return "an asterisk target outside OPTIONS";
    head.target = head.path = text;
    return nullptr;
  }
  if (text[0] != '/') {
    std::size_t scheme = 0;
    if (equal_ignoring_case(text.substr(0, 7), "http://")) scheme = 7;
    if (equal_ignoring_case(text.substr(0, 8), "https://")) scheme = 8;
    if (scheme == 0) return "the target is neither a path nor an http URL";
    text.remove_prefix(scheme);
    head.host = text.substr(0, text.find_first_of("/?"));
    if (head.host.empty() || !is_authority(head.host)) return "the authority of the target is not a host";
    text.remove_prefix(head.host.size());
    if (text.empty()) text = head.method == Method::options ? "*" : "/";
    if (text[0] == '?') return "the target has a query but no path";
  }
  head.target = text;
  const std::size_t mark = text.find('?');
  head.path = text.substr(0, mark);
  if (mark != std::string_view::npos) head.query = text.substr(mark + 1);
  if (has_dot_segment(head.path)) return "the path has a dot segment";
  return nullptr;
}

}  // namespace veilgate::proxy
