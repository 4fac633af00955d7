#include "tests/support/raw_http.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace veilgate::test {

namespace {

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

}  // namespace

unsigned RawMessage::status() const {
  unsigned code = 0;
  if (start_line.size() >= 12) std::from_chars(start_line.data() + 9, start_line.data() + 12, code);
  return code;
}

std::optional<std::string> RawMessage::field(std::string_view name) const {
  for (const auto& [key, value] : fields) {
    if (same_name(key, name)) return value;
  }
  return std::nullopt;
}

std::size_t RawMessage::count(std::string_view name) const {
  return static_cast<std::size_t>(
      std::count_if(fields.begin(), fields.end(), [&](const auto& field) { return same_name(field.first, name); }));
}

bool RawReader::fill(std::size_t bytes) {
  while (buffer_.size() < bytes) {
    if (!socket_->read_some(buffer_)) return false;
  }
  return true;
}

std::optional<std::string> RawReader::line() {
  std::size_t from = 0;
  for (;;) {
    const auto end = buffer_.find("\r\n", from);
    if (end != std::string::npos) {
      std::string text = buffer_.substr(0, end);
      buffer_.erase(0, end + 2);
      return text;
    }
    from = buffer_.empty() ? 0 : buffer_.size() - 1;
    if (!socket_->read_some(buffer_)) return std::nullopt;
  }
}

RawMessage RawReader::read(bool request, bool head_only) {
  RawMessage message;
  auto start = line();
  if (!start) return message;
  message.start_line = std::move(*start);
  for (;;) {
    auto text = line();
    if (!text) return message;
    if (text->empty()) break;
    const auto colon = text->find(':');
    if (colon == std::string::npos) return message;
    auto value = text->substr(colon + 1);
    value.erase(0, value.find_first_not_of(" \t"));
    message.fields.emplace_back(text->substr(0, colon), value);
  }
  const unsigned status = request ? 0 : message.status();
  if (head_only || (!request && (status < 200 || status == 204 || status == 304))) {
    message.complete = true;
    return message;
  }
  const auto coding = message.field("Transfer-Encoding");
  const auto length = message.field("Content-Length");
  if (coding) {
    message.chunked = true;
    for (;;) {
      const auto size_line = line();
      if (!size_line) return message;
      std::size_t size = 0;
      const auto [end, ec] = std::from_chars(size_line->data(), size_line->data() + size_line->size(), size, 16);
      if (ec != std::errc{} || end != size_line->data() + size_line->size()) return message;
      const bool whole = fill(size + 2);
      message.body += buffer_.substr(0, std::min(size, buffer_.size()));
      if (!whole || buffer_.compare(size, 2, "\r\n") != 0) return message;
      buffer_.erase(0, size + 2);
      if (size == 0) break;
    }
    message.complete = true;
  } else if (length) {
    std::size_t size = 0;
    std::from_chars(length->data(), length->data() + length->size(), size);
    message.complete = fill(size);
    message.body = buffer_.substr(0, size);
    buffer_.erase(0, size);
  } else if (request) {
    message.complete = true;
  } else {
    message.body = read_to_end();
    message.complete = socket_->end() == End::clean;
  }
  return message;
}

std::string RawReader::read_to_end() {
  while (socket_->read_some(buffer_)) {
  }
  return std::exchange(buffer_, {});
}

}  // namespace veilgate::test
