#include "masking/act/date_text.hpp"

#include <charconv>

namespace veilgate::masking {
namespace {

// The bytes of the sign of dates and times that `text` begins with; 0 when it is none.
std::uint32_t sign_size(std::string_view text) noexcept {
  if (std::string_view("-/.: ,+TZtz").find(text.front()) != std::string_view::npos) return 1;
  for (const std::string_view sign : {"年", "月", "日", "号", "时", "分", "秒"}) {
    if (text.starts_with(sign)) return static_cast<std::uint32_t>(sign.size());
  }
  return 0;
}

unsigned number_of(std::string_view text, PlaceRange range) noexcept {
  unsigned number = 0;
  std::from_chars(text.data() + range.begin, text.data() + range.end, number);
  return number;
}

}  // namespace

bool DateGroups::read(std::string_view text, std::uint32_t begin, std::uint32_t end, std::string_view hidden) noexcept {
  count_ = 0;
  bool open = false;
  while (begin < end) {
    const std::string_view rest = text.substr(begin, end - begin);
    const bool digit = is_digit(rest.front());
    const bool masked = !digit && rest.starts_with(hidden);
    if (!digit && !masked) {
      const std::uint32_t sign = sign_size(rest);
      if (sign == 0 || count_ == 0) return false;
      begin += sign;
      open = false;
      continue;
    }
    if (!open) {
      if (count_ == kMost) return false;
      groups_[count_++] = {begin, begin, 0, 0};
      open = true;
    }
    Group& group = groups_[count_ - 1];
    if (digit && group.all_digits()) ++group.leading;
    ++group.places;
    begin += masked ? static_cast<std::uint32_t>(hidden.size()) : 1;
    group.end = begin;
  }
  return count_ != 0;
}

bool is_year(std::string_view digits) noexcept {
  return digits.size() == 4 &&
         (digits.starts_with("18") || digits.starts_with("19") || digits.starts_with("20") || digits.starts_with("21"));
}

bool read_date(std::string_view text, std::uint32_t begin, std::uint32_t end, DateText& date) noexcept {
  DateGroups groups;
  if (!groups.read(text, begin, end, "0")) return false;  // a digit is never hidden
  const auto& first = groups[0];
  date = {};
  const auto size = [&](std::size_t i) { return groups[i].end - groups[i].begin; };
  if (size(0) == 6 || size(0) == 8 || size(0) == 12 || size(0) == 14) {
    date.year = {first.begin, first.begin + 4};
    date.month = {first.begin + 4, first.begin + 6};
    if (size(0) > 6) date.day = {first.begin + 6, first.begin + 8};
  } else if (size(0) == 4) {
    date.year = {first.begin, first.end};
    if (groups.count() > 1) date.month = {groups[1].begin, groups[1].end};
    if (groups.count() > 2) date.day = {groups[2].begin, groups[2].end};
  } else if (groups.count() == 3 && size(2) == 4 && size(0) <= 2 && size(1) <= 2) {
    date.year_first = false;  // whether the day or the month comes first, nobody can tell
    date.year = {groups[2].begin, groups[2].end};
    date.month = {groups[1].begin, groups[1].end};
    date.day = {groups[0].begin, groups[0].end};
  } else {
    return false;
  }
  if (!is_year(text.substr(date.year.begin, 4))) return false;
  const auto fits = [&](PlaceRange range, unsigned most) {
    if (range.begin == range.end) return true;
    const unsigned number = number_of(text, range);
    return range.end - range.begin <= 2 && number >= 1 && number <= most;
  };
  const unsigned months = date.year_first ? 12 : 31;
  return fits(date.month, months) && fits(date.day, 31);
}

}  // namespace veilgate::masking
