#include "masking/detect/segment_fields.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>

namespace veilgate::masking {

void append_segment_fields(std::string_view text, std::vector<Span>& out) {
  struct Field {
    std::string_view segment;
    int place;
    ClassId what;
  };
  constexpr Field kFields[] = {
      {"PID|", 5, ClassId::person_name}, {"PID|", 6, ClassId::person_name},  {"PID|", 9, ClassId::person_name},
      {"PID|", 11, ClassId::address},    {"NK1|", 2, ClassId::person_name},  {"NK1|", 4, ClassId::address},
      {"PV1|", 7, ClassId::person_name}, {"PV1|", 8, ClassId::person_name},  {"PV1|", 9, ClassId::person_name},
      {"GT1|", 3, ClassId::person_name}, {"IN1|", 16, ClassId::person_name}, {"ORC|", 12, ClassId::person_name},
      {"OBR|", 16, ClassId::person_name}};
  if (text.find('|') == std::string_view::npos) return;
  for (std::size_t line = 0; line < text.size();) {
    std::size_t end = line;
    while (end < text.size() && text[end] != '\r' && text[end] != '\n') ++end;
    const std::string_view row = text.substr(line, end - line);
    const bool known = std::any_of(std::begin(kFields), std::end(kFields),
                                   [row](const Field& field) { return row.starts_with(field.segment); });
    int place = 0;
    for (std::size_t begin = line; known && begin < end; ++place) {
      const std::size_t bar = std::min(row.find('|', begin - line), row.size()) + line;
      for (const Field& field : kFields) {
        if (place != field.place || !row.starts_with(field.segment)) continue;
        if (text.substr(begin, bar - begin).find('^') == std::string_view::npos) continue;
        out.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(bar), field.what});
      }
      begin = bar + 1;
    }
    line = end + 1;
  }
}

}  // namespace veilgate::masking
