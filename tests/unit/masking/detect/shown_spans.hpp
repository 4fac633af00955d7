// Rows of free text with the names or addresses in them marked by <>, and the check of them.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/unit/masking/detect/marked_rows.hpp"

namespace veilgate::test {

// Shows spans as <...>.
inline std::string shown(std::string_view text, const std::vector<masking::Span>& spans) {
  std::string out;
  std::size_t at = 0;
  for (const masking::Span& span : spans) {
    out.append(text.substr(at, span.begin - at)).append("<");
    out.append(text.substr(span.begin, span.end - span.begin)).append(">");
    at = span.end;
  }
  return out.append(text.substr(at));
}

inline std::string unmarked(std::string_view marked) {
  std::string out;
  for (const char c : marked) {
    if (c != '<' && c != '>') out.push_back(c);
  }
  return out;
}

using Locator = void (*)(const masking::LocateInput&, std::vector<masking::Span>&);

inline void check_shown(Locator locate_them, std::string_view marked) {
  CAPTURE(marked);
  const std::string text = unmarked(marked);
  const bool name = locate_them == masking::locate_person_name || locate_them == masking::locate_western_name;
  count_row(name ? masking::ClassId::person_name : masking::ClassId::address, text.size() != marked.size());
  std::vector<masking::Span> spans;
  locate_them({text}, spans);
  CHECK(shown(text, spans) == marked);
}

}  // namespace veilgate::test
