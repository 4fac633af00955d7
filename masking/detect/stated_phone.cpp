#include "masking/detect/stated_phone.hpp"

#include <string_view>

#include "masking/detect/han_words.hpp"
#include "masking/detect/label.hpp"
#include "masking/detect/number_context.hpp"

namespace veilgate::masking {
namespace {

bool is_stated(std::string_view text, std::size_t begin) noexcept {
  constexpr std::string_view kStatements[] = {":", "：", "是", "为", " is", " es", " est", " ist", "="};
  while (begin > 0 && text[begin - 1] == ' ') --begin;
  return word_before(text, begin, kStatements) != begin;
}

}  // namespace

std::size_t stated_phone_end(const DigitGroups& groups) noexcept {
  constexpr std::size_t kFewest = 8;
  constexpr std::size_t kMost = 12;
  const std::string_view text = groups.text();
  const std::string_view first = groups.digits(0);
  const std::size_t begin = groups[0].begin;
  if (groups.previous() != nullptr || first[0] == '0') return 0;
  std::size_t total = first.size();
  for (std::size_t k = 1; k < groups.joined(); ++k) {
    const Joint joint = groups[k].joint;
    if ((joint != Joint::space && joint != Joint::dash) || joint != groups[1].joint) return 0;
    if (groups[k].size() < 2 || groups[k].size() > 5) return 0;
    total += groups[k].size();
  }
  const std::size_t end = groups[groups.joined() - 1].end;
  const bool grouped = groups.joined() > 1;
  const bool dated = (first.starts_with("19") || first.starts_with("20")) && (grouped ? first.size() == 4 : total == 8);
  const bool company = total == 10 && (first.starts_with("400") || first.starts_with("800"));
  const bool mobile = total == 11 && first[0] == '1';  // of China, whatever its prefix
  if (total < kFewest || total > kMost || dated || company || mobile ||
      (grouped && (first.size() < 2 || first.size() > 5)))
    return 0;
  if (is_glued_after(text, end) || precedes_unit(text, end) || !is_stated(text, begin)) return 0;
  return label_before(text, begin) == Label::phone ? end : 0;
}

}  // namespace veilgate::masking
