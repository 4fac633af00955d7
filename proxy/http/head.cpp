#include "proxy/http/head.hpp"

#include "proxy/http/second_opinion.hpp"
#include "proxy/http/syntax.hpp"
#include "proxy/http/target.hpp"

namespace veilgate::proxy {

// Reads the fields of either kind of head; the first line is read by the two functions below it.
class HeadParser {
 public:
  // What is wrong, or nothing (note is null).
  struct Fault {
    const char* note = nullptr;
    Code code = Code::bad_request;  // for requests; responses have one code
    explicit operator bool() const noexcept { return note != nullptr; }
  };

  HeadParser(std::string_view raw, HeadKind kind, Headers& headers) noexcept
      : raw_(raw), kind_(kind), headers_(headers) {
    headers_.count_ = 0;
    headers_.seen_ = 0;
    headers_.connection_names_fields_ = false;
  }

  // The first line without its CRLF; empty when there is no well-formed line.
  std::string_view first_line() noexcept {
    const std::size_t end = find_non_field_byte(raw_, 0);
    if (!ends_line(end)) return {};
    position_ = end + 2;
    return raw_.substr(0, end);
  }

  Fault fields() noexcept {
    while (position_ < raw_.size()) {
      if (ends_line(position_)) {
        return position_ + 2 == raw_.size() ? Fault{} : Fault{"bytes after the end of the head"};
      }
      if (const Fault fault = field()) return fault;
    }
    return {"the head has no end"};
  }

  // Framing fields agree with one another and the version.
  Fault framing(Version version, Framing& framing) const noexcept {
    if (headers_.has(Field::transfer_encoding)) {
      if (headers_.has(Field::content_length)) return {"Content-Length together with Transfer-Encoding"};
      if (version == Version::http_1_0) return {"Transfer-Encoding in HTTP/1.0"};
      framing = {BodyFraming::chunked, 0};
    } else if (headers_.has(Field::content_length)) {
      framing = {BodyFraming::length, content_length_};
    }
    return {};
  }

  bool keep_alive(Version version) const noexcept { return !close_ && (version == Version::http_1_1 || keep_alive_); }
  std::uint64_t content_length() const noexcept { return content_length_; }

 private:
  bool ends_line(std::size_t at) const noexcept {
    return at + 1 < raw_.size() && raw_[at] == '\r' && raw_[at + 1] == '\n';
  }

  Fault field() noexcept {
    const std::size_t start = position_;
    std::size_t colon = start;
    while (colon < raw_.size() && is_token_char(raw_[colon])) ++colon;
    if (colon == start) {
      return {is_blank(raw_[start]) ? "a folded field line" : "a field line without a name"};
    }
    if (colon == raw_.size() || raw_[colon] != ':') return {"a byte in a field name that is no token character"};
    const std::size_t end = find_non_field_byte(raw_, colon + 1);
    if (!ends_line(end)) return {"a control byte in a field value, or a line end other than CRLF"};
    if (headers_.count_ == kMaxFields) return {"too many fields", Code::header_too_large};

    HeaderField& field = headers_.fields_[headers_.count_++];
    field.name = raw_.substr(start, colon - start);
    field.value = trim_blanks(raw_.substr(colon + 1, end - colon - 1));
    field.id = find_field(field.name);
    position_ = end + 2;
    const bool repeated = headers_.has(field.id);
    const Fault fault = look_at(field, repeated);
    headers_.seen_ |= std::uint64_t{1} << static_cast<unsigned>(field.id);
    return fault;
  }

  Fault look_at(HeaderField& field, bool repeated) noexcept {
    switch (field.id) {
      case Field::other: return look_for_alias(field);
      case Field::host:
        if (kind_ == HeadKind::response) return {};
        if (repeated) return {"two Host fields"};
        if (!is_authority(field.value)) return {"a Host field that is no host"};
        return {};
      case Field::content_length:
        if (repeated) return {"two Content-Length fields"};
        return read_content_length(field.value);
      case Field::transfer_encoding:
        if (repeated) return {"two Transfer-Encoding fields"};
        if (!equal_ignoring_case(field.value, "chunked")) return {"a Transfer-Encoding other than chunked"};
        return {};
      case Field::connection: return read_connection(field.value);
      default: return {};
    }
  }

  Fault look_for_alias(HeaderField& field) const noexcept {
    const Field known = find_underscored_field(field.name);
    if (known == Field::content_length || known == Field::transfer_encoding || known == Field::host) {
      return {"a framing field written with an underscore"};
    }
    if (known != Field::other && kind_ == HeadKind::request) field.id = Field::underscore_alias;
    return {};
  }

  Fault read_content_length(std::string_view text) noexcept {
    if (text.empty()) return {"an empty Content-Length"};
    constexpr std::uint64_t kMax = 0x7fffffffffffffffu;
    std::uint64_t value = 0;
    for (const char c : text) {
      if (!is_digit(c)) return {"a Content-Length that is not one number"};
      const auto digit = static_cast<std::uint64_t>(c - '0');
      if (value > (kMax - digit) / 10) return {"a Content-Length out of range"};
      value = value * 10 + digit;
    }
    content_length_ = value;
    return {};
  }

  Fault read_connection(std::string_view list) noexcept {
    const bool tokens = for_each_item(list, [this](std::string_view item) {
      if (equal_ignoring_case(item, "close")) {
        close_ = true;
      } else if (equal_ignoring_case(item, "keep-alive")) {
        keep_alive_ = true;
      } else if (!equal_ignoring_case(item, "upgrade") && !equal_ignoring_case(item, "te")) {
        headers_.connection_names_fields_ = true;
        return is_token(item);
      }
      return true;
    });
    return tokens ? Fault{} : Fault{"a Connection field that is no list of names"};
  }

  std::string_view raw_;
  HeadKind kind_;
  Headers& headers_;
  std::size_t position_ = 0;
  std::uint64_t content_length_ = 0;
  bool close_ = false;
  bool keep_alive_ = false;
};

namespace {

using Fault = HeadParser::Fault;

struct MethodRow {
  std::string_view name;
  Method method;
};
constexpr MethodRow kMethods[] = {
    {"GET", Method::get},     {"HEAD", Method::head},  {"POST", Method::post},       {"PUT", Method::put},
    {"PATCH", Method::patch}, {"DELETE", Method::del}, {"OPTIONS", Method::options}, {"TRACE", Method::trace},
};

bool find_version(std::string_view text, Version& version) noexcept {
  if (text == "HTTP/1.1") {
    version = Version::http_1_1;
  } else if (text == "HTTP/1.0") {
    version = Version::http_1_0;
  } else {
    return false;
  }
  return true;
}

Fault read_request_line(std::string_view line, RequestHead& head, std::string_view& target) noexcept {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return {"a request line that is not three words"};
  head.method_name = line.substr(0, first);
  if (!is_token(head.method_name)) return {"a method that is no token"};
  if (head.method_name.size() > kMaxMethodBytes) return {"a method too long", Code::method_refused};
  if (!find_version(line.substr(last + 1), head.version)) return {"a version other than HTTP/1.0 and HTTP/1.1"};
  if (head.method_name == "CONNECT") return {"CONNECT is not served", Code::method_refused};
  head.method = find_method(head.method_name);

  target = line.substr(first + 1, last - first - 1);
  if (target.size() > kMaxTargetBytes) return {"a target too long", Code::header_too_large};
  if (target.empty()) return {"an empty target"};
  bool visible = true;
  for (const char c : target) visible &= c > ' ' && c < 0x7f;
  if (!visible) return {"a byte in the target that is not visible ASCII"};
  if (const char* note = split_target(target, head)) return {note};
  return {};
}

Fault read_request(std::string_view raw, RequestHead& head) noexcept {
  HeadParser parser(raw, HeadKind::request, head.headers);
  const std::string_view line = parser.first_line();
  if (line.empty()) return {"no well-formed request line"};
  std::string_view target;
  if (const Fault fault = read_request_line(line, head, target)) return fault;
  if (const Fault fault = parser.fields()) return fault;
  if (const Fault fault = parser.framing(head.version, head.framing)) return fault;

  const HeaderField* host = head.headers.first(Field::host);
  if (host == nullptr && head.version == Version::http_1_1) return {"no Host field in HTTP/1.1"};
  if (host != nullptr && head.host.empty()) head.host = host->value;
  head.keep_alive = parser.keep_alive(head.version);
  if (head.version == Version::http_1_1 && head.headers.has(Field::expect)) {
    if (!equal_ignoring_case(head.headers.only(Field::expect), "100-continue")) {
      return {"an expectation other than 100-continue", Code::expectation_failed};
    }
    head.expect_continue = true;
  }
  if (!beast_agrees(raw, target, head)) return {"a second parser reads the request differently"};
  return {};
}

Fault read_status_line(std::string_view line, ResponseHead& head) noexcept {
  // HTTP/1.1 SP 3DIGIT SP [reason]
  constexpr std::size_t kReasonAt = 13;
  if (line.size() < kReasonAt || line[8] != ' ' || line[12] != ' ') return {"a status line of another form"};
  if (!find_version(line.substr(0, 8), head.version)) return {"a version other than HTTP/1.0 and HTTP/1.1"};
  for (std::size_t i = 9; i < 12; ++i) {
    if (!is_digit(line[i])) return {"a status that is not three digits"};
    head.status = head.status * 10 + static_cast<unsigned>(line[i] - '0');
  }
  if (head.status < 100 || head.status > 599) return {"a status outside 100-599"};
  if (head.status == 101) return {"a switch of protocols nobody asked for"};
  head.reason = line.substr(kReasonAt);
  return {};
}

Fault read_response(std::string_view raw, Method request_method, ResponseHead& head) noexcept {
  HeadParser parser(raw, HeadKind::response, head.headers);
  const std::string_view line = parser.first_line();
  if (line.empty()) return {"no well-formed status line"};
  if (const Fault fault = read_status_line(line, head)) return fault;
  if (const Fault fault = parser.fields()) return fault;
  head.framing = {BodyFraming::until_close, 0};
  if (const Fault fault = parser.framing(head.version, head.framing)) return fault;

  head.has_content_length = head.headers.has(Field::content_length);
  head.content_length = parser.content_length();
  const bool chunked = head.framing.kind == BodyFraming::chunked;
  if (head.interim() && (chunked || head.has_content_length)) return {"a length in an interim response"};
  if (head.status == 204 && (chunked || head.content_length != 0)) return {"a body announced by a 204"};
  if (head.interim() || head.status == 204 || head.status == 304 || request_method == Method::head) head.framing = {};
  head.keep_alive = head.framing.kind != BodyFraming::until_close && parser.keep_alive(head.version);
  if (!beast_agrees(raw, request_method, head)) return {"a second parser reads the response differently"};
  return {};
}

}  // namespace

const HeaderField* Headers::first(Field id) const noexcept {
  if (!has(id)) return nullptr;
  for (const HeaderField& field : all()) {
    if (field.id == id) return &field;
  }
  return nullptr;
}

std::size_t Headers::count(Field id) const noexcept {
  if (!has(id)) return 0;
  std::size_t n = 0;
  for (const HeaderField& field : all()) n += field.id == id ? 1 : 0;
  return n;
}

std::string_view Headers::only(Field id) const noexcept {
  return count(id) == 1 ? first(id)->value : std::string_view{};
}

bool Headers::named_by_connection(const HeaderField& field) const noexcept {
  if (!connection_names_fields_ || field.id != Field::other) return false;
  for (const HeaderField& connection : all()) {
    if (connection.id != Field::connection) continue;
    const bool absent =
        for_each_item(connection.value, [&](std::string_view item) { return !equal_ignoring_case(item, field.name); });
    if (!absent) return true;
  }
  return false;
}

Method find_method(std::string_view name) noexcept {
  for (const MethodRow& row : kMethods) {
    if (row.name == name) return row.method;
  }
  return Method::other;
}

Result<void> parse_request_head(std::string_view raw, RequestHead& head) {
  head.method_name = head.target = head.path = head.query = head.host = {};
  head.method = Method::other;
  head.framing = {};
  head.keep_alive = head.expect_continue = false;
  if (const Fault fault = read_request(raw, head)) return make_error(fault.code, Origin::client, fault.note);
  return {};
}

Result<void> parse_response_head(std::string_view raw, Method request_method, ResponseHead& head) {
  head.status = 0;
  head.reason = {};
  head.framing = {};
  head.has_content_length = head.keep_alive = false;
  head.content_length = 0;
  if (const Fault fault = read_response(raw, request_method, head)) {
    return make_error(Code::upstream_bad_response, Origin::upstream, fault.note);
  }
  return {};
}

}  // namespace veilgate::proxy
