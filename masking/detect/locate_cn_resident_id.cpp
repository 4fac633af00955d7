#include <array>
#include <cstddef>

#include "masking/detect/digit_groups.hpp"
#include "masking/detect/label.hpp"
#include "masking/detect/locate.hpp"
#include "masking/detect/locate_groups.hpp"
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

// A wrong number is still somebody's: behind 身份证号, and with a region and a day anywhere in a sentence about one.
bool is_told(std::string_view number, std::string_view text, std::size_t begin, std::size_t end) noexcept {
  if (follows_identity_word(text, begin) && label_before(text, begin) == Label::identity) return true;
  const bool form = is_cn_province_code(digits_value(number.substr(0, 2))) &&
                    is_calendar_day(digits_value(number.substr(6, 4)), digits_value(number.substr(10, 2)),
                                    digits_value(number.substr(12, 2)));
  return form && label_around(text, begin, end, Label::identity);
}

// The digits of the first `count` groups, which are no more than the number has.
void gather(const DigitGroups& groups, std::size_t count, std::array<char, kLength>& number) noexcept {
  std::size_t size = 0;
  for (std::size_t k = 0; k < count; ++k) {
    for (const char digit : groups.digits(k)) number[size++] = digit;
  }
}

bool read_resident_id(const LocateInput& input, const DigitGroups& groups, Span& span) noexcept {
  const Evidence evidence = input.evidence;
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
    count += groups[k].size();
    if (count > kLength) return false;
    if (count < kLength - 1) continue;
    std::size_t end = groups[k].end;
    if (count == kLength - 1) {
      const std::size_t closed = closing_x_end(text, end);
      if (closed == end) continue;
      number[count] = 'X';
      end = closed;
    }
    gather(groups, k + 1, number);
    if (!is_cn_resident_id_18({number.data(), kLength})) {
      const bool bare = evidence == Evidence::neutral_key && groups.previous() == nullptr && k + 1 == groups.joined() &&
                        !is_glued_after(text, end);
      if (!bare || !is_told({number.data(), kLength}, text, groups[0].begin, end)) continue;
    }
    span.end = static_cast<std::uint32_t>(end);
    if (number[0] == '9') span.class_id = ClassId::foreigner_id;
    return true;
  }
  return false;
}

// What came near and the first reason against it.
void explain_miss(const LocateInput& input, const DigitGroups& groups) {
  const std::string_view text = groups.text();
  const std::string_view digits = groups.digits(0);
  const std::size_t closed = closing_x_end(text, groups[0].end);
  const auto near = [&](Rejection why) { input.reject(ClassId::cn_resident_id, why, groups[0].begin, closed); };
  if (digits.size() == kOldLength && is_cn_resident_id_15(digits)) {
    return near(input.evidence == Evidence::neutral_key ? Rejection::no_context : Rejection::denied_key);
  }
  if (digits.size() < kLength - 2 || digits.size() > kLength + 2) return;
  const bool region = is_cn_province_code(digits_value(digits.substr(0, 2)));
  const bool with_x = digits.size() == kLength - 1 && closed != groups[0].end;
  if (digits.size() != kLength && !with_x) {
    if (region) near(Rejection::wrong_length);
    return;
  }
  if (!region) return near(Rejection::not_allocated);
  const bool day = is_calendar_day(digits_value(digits.substr(6, 4)), digits_value(digits.substr(10, 2)),
                                   digits_value(digits.substr(12, 2)));
  near(day ? Rejection::checksum_failed : Rejection::not_a_date);
}

}  // namespace

const NumberReader kResidentIdReader{kOldLength, read_resident_id};

void locate_cn_resident_id(const LocateInput& input, std::vector<Span>& out) {
  locate_groups(input, out, kResidentIdReader, explain_miss);
}

}  // namespace veilgate::masking
