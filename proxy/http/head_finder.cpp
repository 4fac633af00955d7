#include <algorithm>
#include <cstring>

#include "proxy/http/head.hpp"
#include "proxy/http/syntax.hpp"

namespace veilgate::proxy {
namespace {

constexpr std::size_t kMaxEmptyLines = 2;
constexpr std::string_view kResponseStart = "HTTP/1.";

// Whether the bytes so far may be the start of a first line of this kind.
bool may_begin(HeadKind kind, std::string_view bytes) noexcept {
  if (bytes.empty()) return true;
  if (kind == HeadKind::request) return is_token_char(bytes[0]);
  const std::size_t n = std::min(bytes.size(), kResponseStart.size());
  return bytes.substr(0, n) == kResponseStart.substr(0, n);
}

// A request line without a version is HTTP/0.9: no empty line would ever follow it.
bool may_be_first_line(HeadKind kind, std::string_view line) noexcept {
  if (kind == HeadKind::response) return true;
  constexpr std::string_view kVersion = " HTTP/1.";
  return line.size() > kVersion.size() && line.substr(line.size() - kVersion.size() - 1, kVersion.size()) == kVersion;
}

}  // namespace

void HeadFinder::reset() noexcept {
  *this = HeadFinder(kind_);
}

HeadEnd HeadFinder::find(std::string_view buffer, std::size_t limit) noexcept {
  const std::string_view seen = buffer.substr(0, std::min(buffer.size(), limit));
  for (;;) {
    if (!first_line_seen_ && line_start_ == begin_) {
      const std::string_view start = seen.substr(begin_);
      const bool empty_line = kind_ == HeadKind::request && !start.empty() && start[0] == '\r';
      if (empty_line && begin_ < 2 * kMaxEmptyLines) {
        if (start.size() == 1) break;
        if (start[1] != '\n') return {HeadEnd::State::malformed};
        begin_ += 2;
        line_start_ = scanned_ = begin_;
        continue;
      }
      if (!may_begin(kind_, start)) return {HeadEnd::State::malformed};
    }
    const std::size_t from = std::max(scanned_, line_start_);
    const void* found = from < seen.size() ? std::memchr(seen.data() + from, '\n', seen.size() - from) : nullptr;
    scanned_ = seen.size();
    if (found == nullptr) break;
    const auto lf = static_cast<std::size_t>(static_cast<const char*>(found) - seen.data());
    if (lf == line_start_ || seen[lf - 1] != '\r') return {HeadEnd::State::malformed};
    const std::string_view line = seen.substr(line_start_, lf - 1 - line_start_);
    if (!first_line_seen_) {
      if (!may_be_first_line(kind_, line)) return {HeadEnd::State::malformed};
      first_line_seen_ = true;
    } else if (line.empty()) {
      return {HeadEnd::State::complete, begin_, lf + 1};
    }
    line_start_ = scanned_ = lf + 1;
  }
  if (buffer.size() >= limit) return {HeadEnd::State::too_large};
  return {HeadEnd::State::need_more};
}

Error head_error(HeadKind kind, HeadEnd::State state) {
  const bool large = state == HeadEnd::State::too_large;
  const char* note = large ? "the head is larger than the limit" : "the head is not well-formed";
  if (kind == HeadKind::response) return make_error(Code::upstream_bad_response, Origin::upstream, note);
  return make_error(large ? Code::header_too_large : Code::bad_request, Origin::client, note);
}

}  // namespace veilgate::proxy
