#include "masking/detect/table_shape.hpp"

#include <algorithm>
#include <array>

namespace veilgate::masking {
namespace {

constexpr std::string_view kSeparators = "\t|,;";
using Counts = std::array<std::size_t, kSeparators.size()>;

// How often each sign stands in the line that begins at `at`, outside quotes; `at` is moved behind its line break, to
// the end of the text without one. False: the line is too long.
bool count_signs(std::string_view text, bool raw, std::size_t& at, Counts& counts) noexcept {
  const std::size_t limit = std::min(text.size(), at + kLongestHeader);
  bool quoted = false;
  while (at < limit) {
    char c = text[at++];
    if (raw && c == '\\' && at < text.size()) {
      const char escaped = text[at++];
      c = escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped == '"' ? '"' : '\\';
    }
    if (c == '\n') return true;
    if (c == '"') quoted = !quoted;
    const std::size_t sign = quoted ? kSeparators.npos : kSeparators.find(c);
    if (sign != kSeparators.npos) ++counts[sign];
  }
  return at == text.size();
}

// Whether the first cell is as short as names of columns are, and no piece of a sentence: most texts begin otherwise.
bool begins_with_name(std::string_view text) noexcept {
  constexpr std::size_t kLongestCell = 56;
  constexpr int kMostBlanks = 3;
  int blanks = 0;
  for (std::size_t at = 0; at < text.size() && at < kLongestCell; ++at) {
    const char c = text[at];
    if (c == ',' || c == '|' || c == ';' || c == '\t') return true;
    if (c == '\\' && at + 1 < text.size() && text[at + 1] == 't') return true;
    if (c == '\n' || (c == ' ' && ++blanks > kMostBlanks)) return false;
  }
  return false;
}

}  // namespace

char table_separator(std::string_view text, bool raw) noexcept {
  if (!begins_with_name(text)) return 0;
  std::size_t at = 0;
  Counts header{};
  Counts row{};
  if (!count_signs(text, raw, at, header) || at == text.size()) return 0;
  if (std::all_of(header.begin(), header.end(), [](std::size_t count) { return count == 0; })) return 0;
  if (!count_signs(text, raw, at, row)) return 0;
  for (std::size_t sign = 0; sign < kSeparators.size(); ++sign) {
    if (header[sign] != 0 && header[sign] == row[sign]) return kSeparators[sign];
  }
  return 0;
}

std::size_t line_end(std::string_view text, std::size_t at) noexcept {
  const std::size_t end = std::min(text.find('\n', at), text.size());
  return end > at && text[end - 1] == '\r' ? end - 1 : end;
}

}  // namespace veilgate::masking
