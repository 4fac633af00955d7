#include "masking/path/glob.hpp"

#include <cstddef>
#include <optional>

#include "masking/validate/digits.hpp"
#include "masking/validate/utf8.hpp"

namespace veilgate::masking {
namespace {

constexpr std::string_view kAnyNumber = "**";

// The byte that `%XX` at `at` stands for.
std::optional<char> percent_byte(std::string_view text, std::size_t at) noexcept {
  if (text.size() - at < 3 || text[at] != '%') return std::nullopt;
  const unsigned byte = hex_byte(text[at + 1], text[at + 2]);
  return byte == kNoByte ? std::nullopt : std::optional(static_cast<char>(byte));
}

bool is_control(char c) noexcept {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

// The segments of a path one after another. "/a/b" and "/a/b/" have two, "/" none.
class Segments {
 public:
  explicit Segments(std::string_view path) noexcept : rest_(path) {
    if (!rest_.empty() && rest_.front() == '/') rest_.remove_prefix(1);
    if (!rest_.empty() && rest_.back() == '/') rest_.remove_suffix(1);
  }
  bool done() const noexcept { return rest_.empty(); }
  std::string_view next() noexcept {
    const std::string_view segment = rest_.substr(0, rest_.find('/'));
    rest_.remove_prefix(segment.size() < rest_.size() ? segment.size() + 1 : segment.size());
    return segment;
  }

 private:
  std::string_view rest_;
};

// Only the latest `*` is ever widened: what an earlier one matched is the shortest that fits, and that leaves most to
// come.
bool segment_matches(std::string_view pattern, std::string_view segment) noexcept {
  if (pattern == "*") return !segment.empty();
  std::size_t p = 0;
  std::size_t s = 0;
  std::size_t star = std::string_view::npos;
  std::size_t star_end = 0;
  while (s < segment.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      star_end = s;
    } else if (p < pattern.size() && pattern[p] == segment[s]) {
      ++p;
      ++s;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      s = ++star_end;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

Error glob_error(std::size_t at, const char* reason) {
  return make_error(Code::bad_config, Origin::policy,
                    "glob, position " + std::to_string(at + 1) + ": " + std::string(reason));
}

// Whether a path that begins with / is its own normal form, as most are: letters, digits and a few signs, no empty
// segment, none that begins with a dot.
bool is_normal(std::string_view path) noexcept {
  char before = 0;
  for (const char c : path) {
    const char lower = static_cast<char>(c | 0x20);
    const bool plain = (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
                       (before != '/' && (c == '.' || c == '/'));
    if (!plain) return false;
    before = c;
  }
  return true;
}

Error path_error(const char* reason) {
  return make_error(Code::bad_request, Origin::client, std::string("request path: ") + reason);
}

// Decodes percent-encoding once and refuses what has more than one reading.
Result<std::string> decode_path(std::string_view raw) {
  std::string path;
  path.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    char c = raw[i];
    if (c == '?' || c == '#') return path_error("a query or fragment in the path");
    if (c == '%') {
      const auto byte = percent_byte(raw, i);
      if (!byte) return path_error("broken percent-encoding");
      c = *byte;
      if (c == '/') return path_error("an encoded slash");
      i += 2;
    }
    if (is_control(c)) return path_error("a control character");
    if (c == '\\') return path_error("a backslash");
    if (c == ';') return path_error("path parameters");
    path += c;
  }
  for (std::size_t i = 0; i < path.size();) {
    const std::size_t length = decode_utf8(path, i).length;
    if (length == 0) return path_error("not UTF-8");
    i += length;
  }
  return path;
}

}  // namespace

Result<Glob> parse_glob(std::string_view text) {
  if (text.empty() || text.front() != '/') return glob_error(0, "a glob begins with /");
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '?' || c == '#') return glob_error(i, "a path has no query or fragment");
    if (c == ';' || c == '\\' || is_control(c)) return glob_error(i, "no path has this character");
    if (percent_byte(text, i)) return glob_error(i, "percent-encoding; write the character itself");
  }
  const std::size_t empty = text.find("//");
  if (empty != std::string_view::npos) return glob_error(empty + 1, "an empty segment");

  Glob glob;
  std::size_t at = 1;
  for (Segments segments(text); !segments.done();) {
    const std::string_view segment = segments.next();
    if (segment == "." || segment == "..") return glob_error(at, "a dot segment");
    if (segment != kAnyNumber && segment.find(kAnyNumber) != std::string_view::npos) {
      return glob_error(at, "** stands alone in its segment");
    }
    // Two in a row mean what one does.
    if (segment != kAnyNumber || glob.segments_.empty() || glob.segments_.back() != kAnyNumber) {
      glob.segments_.emplace_back(segment);
    }
    at += segment.size() + 1;
  }
  return glob;
}

bool Glob::matches(std::string_view path) const noexcept {
  if (path.empty() || path.front() != '/') return false;
  Segments rest(path);
  Segments retry(path);  // where the latest `**` would end if it took one segment more
  std::size_t at = 0;
  std::size_t after_any = std::string_view::npos;
  while (!rest.done()) {
    if (at < segments_.size() && segments_[at] == kAnyNumber) {
      after_any = ++at;
      retry = rest;
      continue;
    }
    Segments next = rest;
    if (at < segments_.size() && segment_matches(segments_[at], next.next())) {
      rest = next;
      ++at;
    } else if (after_any != std::string_view::npos) {
      retry.next();
      rest = retry;
      at = after_any;
    } else {
      return false;
    }
  }
  while (at < segments_.size() && segments_[at] == kAnyNumber) ++at;
  return at == segments_.size();
}

Result<std::string> normalise_path(std::string_view raw_target_path) {
  if (raw_target_path.empty() || raw_target_path.front() != '/') return path_error("it does not begin with /");
  if (is_normal(raw_target_path)) return std::string(raw_target_path);
  auto decoded = decode_path(raw_target_path);
  if (decoded.has_error()) return decoded.error();
  const std::string_view path = *decoded;
  if (path.find("//") != std::string_view::npos) return path_error("an empty segment");

  std::string result;
  bool ends_open = path.back() == '/';  // the result ends in a slash
  for (Segments segments(path); !segments.done();) {
    const std::string_view segment = segments.next();
    if (segment == "..") {
      if (result.empty()) return path_error("it climbs above the root");
      result.erase(result.rfind('/'));
    } else if (segment != ".") {
      result += '/';
      result += segment;
    }
    if (segments.done() && (segment == "." || segment == "..")) ends_open = true;
  }
  if (ends_open || result.empty()) result += '/';
  return result;
}

}  // namespace veilgate::masking
