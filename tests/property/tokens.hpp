// A JSON text as its tokens and the blanks between them, read by a plain scanner of its own; the text is known to be
// JSON.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace veilgate::test {

inline std::vector<std::string> tokens_of(std::string_view text) {
  std::vector<std::string> tokens;
  const std::string_view marks = "{}[],:";
  const std::string_view blanks = " \t\r\n";
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    if (text[at] == '"') {
      while (text[end] != '"') end += text[end] == '\\' ? 2 : 1;
      ++end;
    } else if (marks.find(text[at]) == std::string_view::npos) {
      const bool blank = blanks.find(text[at]) != std::string_view::npos;
      while (end < text.size() && text[end] != '"' && marks.find(text[end]) == std::string_view::npos &&
             (blanks.find(text[end]) != std::string_view::npos) == blank) {
        ++end;
      }
    }
    tokens.emplace_back(text.substr(at, end - at));
    at = end;
  }
  return tokens;
}

// Whether `after` is what a masked token may look like: stars, or null, also in a document in a string.
inline bool is_masked_form(const std::string& before, const std::string& after) {
  const bool number = before.front() == '-' || (before.front() >= '0' && before.front() <= '9');
  if (after == "null") return true;
  const bool text = before.front() == '"';
  if (text) return after.find('*') != std::string::npos || after.find("null") != std::string::npos;
  return number && after.front() == '"' && after.find('*') != std::string::npos;
}

inline std::size_t count_changed(const std::vector<std::string>& before, const std::vector<std::string>& after) {
  if (before.size() != after.size()) return 1;
  std::size_t changed = 0;
  for (std::size_t i = 0; i < before.size(); ++i) changed += before[i] != after[i] ? 1 : 0;
  return changed;
}

}  // namespace veilgate::test
