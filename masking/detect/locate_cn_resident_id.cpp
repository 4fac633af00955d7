#include <algorithm>
#include <array>
#include <cstddef>

#include "masking/detect/digit_groups.hpp"
#include "masking/detect/locate.hpp"
#include "masking/detect/number_context.hpp"
#include "masking/validate/cn_resident_id.hpp"
#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

constexpr std::size_t kLength = 18;
constexpr std::size_t kOldLength = 15;

// The end of an X that closes a number of 17 digits ending at `at`: directly behind it or after one joint.
std::size_t closing_x_end(std::string_view text, std::size_t at) noexcept {
  for (const std::size_t x : {at, read_joint(text, at).end}) {
    if (x >= text.size() || (text[x] != 'X' && text[x] != 'x')) continue;
    if (x + 1 < text.size() && (is_ascii_letter(text[x + 1]) || is_digit(text[x + 1]))) continue;
    return x + 1;
  }
  return at;
}

bool read_resident_id(const DigitGroups& groups, Evidence evidence, Span& span) noexcept {
  const std::string_view text = groups.text();
  span.begin = groups[0].begin;
  span.class_id = ClassId::cn_resident_id;

  if (groups[0].size() == kOldLength && evidence == Evidence::neutral_key && is_cn_resident_id_15(groups.digits(0)) &&
      !is_glued_after(text, groups[0].end) && follows_identity_word(text, groups[0].begin)) {
    span.end = groups[0].end;
    return true;
  }

  std::array<char, kLength> number{};
  std::size_t count = 0;
  for (std::size_t k = 0; k < groups.joined(); ++k) {
    const std::string_view digits = groups.digits(k);
    if (count + digits.size() > kLength) return false;
    std::copy(digits.begin(), digits.end(), number.begin() + count);
    count += digits.size();
    std::size_t end = groups[k].end;
    if (count == kLength - 1) {
      const std::size_t closed = closing_x_end(text, end);
      if (closed == end) continue;
      number[count] = 'X';
      end = closed;
    } else if (count < kLength) {
      continue;
    }
    if (!is_cn_resident_id_18({number.data(), kLength})) continue;
    span.end = static_cast<std::uint32_t>(end);
    if (number[0] == '9') span.class_id = ClassId::foreigner_id;
    return true;
  }
  return false;
}

}  // namespace

void locate_cn_resident_id(const LocateInput& input, std::vector<Span>& out) {
  const std::string_view text = input.text;
  DigitGroups groups(text);
  while (!groups.done()) {
    Span span;
    if (read_resident_id(groups, input.evidence, span)) {
      out.push_back(span);
      groups.advance_past(span.end);
    } else {
      groups.advance();
    }
  }
}

}  // namespace veilgate::masking
