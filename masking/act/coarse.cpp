// BUCKET and TRUNCATE: the same value, coarser. Their own outputs are such values again and stay what they are.
#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "masking/act/date_text.hpp"
#include "masking/act/mask.hpp"
#include "masking/text/grapheme.hpp"

namespace veilgate::masking {
namespace {

using config::BucketBounds;
using config::BucketUnit;
using config::DateUnit;

// ---- numbers --------------------------------------------------------------------------------------------------------

constexpr std::size_t kMostDigits = 15;  // of a number that is counted; more are an identifier

bool is_currency(std::string_view text) noexcept {
  return text == "$" || text == "\u00A5" || text == "\u20AC" || text == "\u00A3" || text == "\uFFE5";
}

// The whole part, rounded down, of `-1,234.56`. False: no such number.
bool read_floor(std::string_view text, std::int64_t& floor) noexcept {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  std::int64_t number = 0;
  std::size_t digits = 0;
  std::size_t since_comma = 0;
  bool comma = false;
  for (const char c : whole) {
    if (c == ',') {
      if (digits == 0 || (comma ? since_comma != 3 : since_comma > 3)) return false;
      comma = true;
      since_comma = 0;
      continue;
    }
    if (!is_digit(c) || ++digits > kMostDigits) return false;
    number = number * 10 + (c - '0');
    ++since_comma;
  }
  if (digits == 0 || (comma && since_comma != 3)) return false;
  bool fraction = false;
  if (point != std::string_view::npos) {
    if (point + 1 == text.size()) return false;
    for (const char c : text.substr(point + 1)) {
      if (!is_digit(c)) return false;
      fraction = fraction || c != '0';
    }
  }
  floor = negative ? -number - (fraction ? 1 : 0) : number;
  return true;
}

std::int64_t lower_bound_of(std::int64_t number, std::int64_t width) noexcept {
  const std::int64_t rest = number % width;
  return number - (rest < 0 ? rest + width : rest);
}

class Written {
 public:
  Written& add(std::string_view text) noexcept {
    size_ += text.copy(buffer_.data() + size_, buffer_.size() - size_);
    return *this;
  }
  Written& add(std::int64_t number) noexcept {
    const auto done = std::to_chars(buffer_.data() + size_, buffer_.data() + buffer_.size(), number);
    size_ = static_cast<std::size_t>(done.ptr - buffer_.data());
    return *this;
  }
  std::string_view text() const noexcept { return {buffer_.data(), size_}; }

 private:
  std::array<char, 64> buffer_;
  std::size_t size_ = 0;
};

// `30-39` of a range this mask makes: the dash is the second sign of the kind, or the first behind a digit.
bool is_own_range(const MaskSpec& mask, std::string_view text) noexcept {
  const std::size_t dash = text.find('-', 1);
  if (dash == std::string_view::npos) return false;
  std::int64_t lower = 0;
  std::int64_t upper = 0;
  if (!read_floor(text.substr(0, dash), lower) || !read_floor(text.substr(dash + 1), upper)) return false;
  Written expected;
  expected.add(lower).add("-").add(lower + mask.width - 1);
  return lower == lower_bound_of(lower, mask.width) && expected.text() == text;
}

bool bucket_of_number(const MaskSpec& mask, std::string_view text, Written& out) noexcept {
  if (mask.bounds == BucketBounds::range && is_own_range(mask, text)) {
    out.add(text.substr(0, 64));
    return text.size() <= 64;
  }
  std::int64_t number = 0;
  if (!read_floor(text, number)) return false;
  const std::int64_t lower = lower_bound_of(number, mask.width);
  out.add(lower);
  if (mask.bounds == BucketBounds::range) out.add("-").add(lower + mask.width - 1);
  return true;
}

// ---- dates ----------------------------------------------------------------------------------------------------------

std::string_view part_of(std::string_view text, PlaceRange range) noexcept {
  return text.substr(range.begin, range.end - range.begin);
}

// 1990-05, 1990, 1990s: the text up to what the unit needs.
bool bucket_of_date(BucketUnit unit, std::string_view text, std::uint32_t begin, std::uint32_t end,
                    Written& out) noexcept {
  const std::string_view value = text.substr(begin, end - begin);
  if (unit == BucketUnit::decade && value.size() > 4 && is_year(value.substr(0, 4)) && value[3] == '0' &&
      (value.substr(4) == "s" || value.substr(4) == "年代")) {
    out.add(value);
    return true;
  }
  DateText date;
  if (!read_date(text, begin, end, date)) return false;
  const bool has_month = date.month.begin != date.month.end;
  if (unit == BucketUnit::month) {
    if (!has_month || !date.year_first) return false;
    const std::string_view rest = text.substr(date.month.end, end - date.month.end);
    out.add(text.substr(date.year.begin, date.month.end - date.year.begin));
    if (rest.starts_with("月")) out.add("月");
    return true;
  }
  const std::string_view behind = text.substr(date.year.end, end - date.year.end);
  const bool han = behind.starts_with("年");
  if (unit == BucketUnit::year) {
    out.add(part_of(text, date.year)).add(han ? "年" : "");
    return true;
  }
  out.add(part_of(text, date.year).substr(0, 3)).add(han ? "0年代" : "0s");
  return true;
}

// Sets the digits of [begin, end) to zero, the last of them to `last`.
void clear_digits(std::string_view text, std::uint32_t begin, std::uint32_t end, char last, EditList& out) {
  for (std::uint32_t at = begin; at < end; ++at) {
    if (!is_digit(text[at])) continue;
    out.add(at, at + 1, std::string_view(at + 1 == end ? &last : "0", 1));
  }
}

// 1990-05-01, 1990-01-01: of the same form as before.
bool truncate_date(DateUnit unit, std::string_view text, std::uint32_t begin, std::uint32_t end, EditList& out) {
  DateText date;
  if (!read_date(text, begin, end, date)) return false;
  if (unit == DateUnit::month && !date.year_first) return false;
  const auto first_of = [&](PlaceRange range) {
    if (range.begin != range.end) clear_digits(text, range.begin, range.end, '1', out);
  };
  if (!date.year_first) {
    first_of(date.day);
    first_of(date.month);
  }
  if (unit == DateUnit::decade) out.add(date.year.begin + 3, date.year.end, "0");
  if (!date.year_first) return true;
  if (unit != DateUnit::month) first_of(date.month);
  first_of(date.day);
  const std::uint32_t known = std::max({date.year.end, date.month.end, date.day.end});
  if (known < end) clear_digits(text, known, end, '0', out);
  return true;
}

// ---- addresses of machines ------------------------------------------------------------------------------------------

void clear_bits(unsigned char* bytes, std::size_t size, std::size_t kept) noexcept {
  for (std::size_t i = 0; i < size; ++i) {
    const std::size_t before = i * 8;
    if (before >= kept) {
      bytes[i] = 0;
    } else if (kept - before < 8) {
      bytes[i] = static_cast<unsigned char>(bytes[i] & (0xFF00u >> (kept - before)));
    }
  }
}

bool truncate_ip(const MaskSpec& mask, std::string_view text, Written& out) noexcept {
  std::array<char, INET6_ADDRSTRLEN> buffer{};
  if (text.size() >= buffer.size()) return false;
  text.copy(buffer.data(), text.size());
  unsigned char bytes[sizeof(in6_addr)];
  const bool six = text.find(':') != std::string_view::npos;
  const int family = six ? AF_INET6 : AF_INET;
  if (inet_pton(family, buffer.data(), bytes) != 1) return false;
  clear_bits(bytes, six ? 16 : 4, six ? mask.ipv6_bits : mask.ipv4_bits);
  if (inet_ntop(family, bytes, buffer.data(), buffer.size()) == nullptr) return false;
  out.add(std::string_view(buffer.data()));
  return true;
}

// ---- coordinates ----------------------------------------------------------------------------------------------------

// Reads `-116.397128` at `at` and returns where the decimals to be cut begin; 0: there is no such number.
std::uint32_t read_coordinate(std::uint32_t decimals, std::string_view text, std::uint32_t& at,
                              std::uint32_t end) noexcept {
  if (at < end && (text[at] == '-' || text[at] == '+')) ++at;
  const std::uint32_t whole = at;
  while (at < end && is_digit(text[at])) ++at;
  if (at == whole || at - whole > 3) return 0;
  std::uint32_t cut = at;
  if (at < end && text[at] == '.') {
    ++at;
    const std::uint32_t fraction = at;
    while (at < end && is_digit(text[at])) ++at;
    if (at == fraction) return 0;
    if (decimals != 0) cut = std::min(fraction + decimals, at);
  }
  return cut;
}

bool truncate_coordinates(const MaskSpec& mask, std::string_view text, std::uint32_t begin, std::uint32_t end,
                          EditList& out) {
  struct Cut {
    std::uint32_t begin;
    std::uint32_t end;
  };
  std::array<Cut, 2> cuts{};
  std::size_t count = 0;
  for (std::uint32_t at = begin; at < end;) {
    if (std::string_view(" ,;").find(text[at]) != std::string_view::npos) {
      ++at;
      continue;
    }
    if (count == cuts.size()) return false;
    const std::uint32_t cut = read_coordinate(mask.decimals, text, at, end);
    if (cut == 0) return false;
    cuts[count++] = {cut, at};
    if (at < end && std::string_view(" ,;").find(text[at]) == std::string_view::npos) return false;
  }
  for (std::size_t i = 0; i < count; ++i) {
    if (cuts[i].begin < cuts[i].end) out.add(cuts[i].begin, cuts[i].end, "");
  }
  return count != 0;
}

bool is_dotted_quad(std::string_view text) noexcept {
  std::size_t dots = 0;
  for (const char c : text) {
    if (c != '.' && !is_digit(c)) return false;
    dots += c == '.' ? 1 : 0;
  }
  return dots == 3;
}

PlaceRange without_blanks(std::string_view text, std::uint32_t begin, std::uint32_t end) noexcept {
  while (begin < end && text[begin] == ' ') ++begin;
  while (begin < end && text[end - 1] == ' ') --end;
  return {begin, end};
}

bool is_all_hidden(const MaskSpec& mask, std::string_view text) noexcept {
  while (text.starts_with(mask.seen)) text.remove_prefix(mask.seen.size());
  return text.empty();
}

}  // namespace

void append_bucket(const MaskSpec& mask, std::string_view text, std::uint32_t begin, std::uint32_t end, EditList& out) {
  const PlaceRange inner = without_blanks(text, begin, end);
  std::string_view value = part_of(text, inner);
  if (is_all_hidden(mask, value)) return append_hidden(mask, text, begin, end, out);
  Written written;
  bool done = false;
  std::uint32_t from = inner.begin;
  if (mask.unit == BucketUnit::number) {
    const std::size_t sign = value.empty() ? 0 : grapheme_at(value, 0).end;
    if (is_currency(value.substr(0, sign))) from += static_cast<std::uint32_t>(sign);
    done = bucket_of_number(mask, text.substr(from, inner.end - from), written);
  } else {
    done = bucket_of_date(mask.unit, text, inner.begin, inner.end, written);
  }
  if (!done) return append_hidden(mask, text, begin, end, out);
  out.add(from, inner.end, written.text());
}

void append_truncated(const MaskSpec& mask, std::string_view text, std::uint32_t begin, std::uint32_t end,
                      EditList& out) {
  const PlaceRange inner = without_blanks(text, begin, end);
  const std::string_view value = part_of(text, inner);
  Written written;
  if (is_dotted_quad(value) || value.find(':') < 5) {
    if (truncate_ip(mask, value, written)) return out.add(inner.begin, inner.end, written.text());
  }
  if (truncate_date(mask.date, text, inner.begin, inner.end, out)) return;
  if (truncate_coordinates(mask, text, inner.begin, inner.end, out)) return;
  append_hidden(mask, text, begin, end, out);
}

bool append_number(const MaskSpec& mask, std::string_view number, EditList& scratch, std::string& out) {
  const auto size = static_cast<std::uint32_t>(number.size());
  const bool plain = number.find_first_not_of("-0123456789") == std::string_view::npos;
  Written written;
  if (mask.type == config::MaskType::bucket) {
    if (mask.unit == BucketUnit::number) {
      std::int64_t floor = 0;
      if (!read_floor(number, floor)) return false;
      written.add(lower_bound_of(floor, mask.width));
    } else if (!plain || !bucket_of_date(mask.unit, number, 0, size, written)) {
      return false;
    }
    out.append(written.text().substr(0, written.text().find('s')));
    return true;
  }
  if (mask.type != config::MaskType::truncate) return false;
  scratch.clear();
  const bool done =
      plain ? truncate_date(mask.date, number, 0, size, scratch) : truncate_coordinates(mask, number, 0, size, scratch);
  if (!done) return false;
  std::uint32_t kept = 0;
  for (const Edit& edit : scratch) {
    out.append(number.substr(kept, edit.begin - kept)).append(scratch.replacement(edit));
    kept = edit.end;
  }
  out.append(number.substr(kept));
  return true;
}

}  // namespace veilgate::masking
