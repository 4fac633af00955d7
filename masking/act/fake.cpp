// FAKE: an invented value of the same form, the same for the same value and key, that nobody can take for a real one:
//
//   mobile            154 and eight digits: a prefix without subscribers (154 and 194 are the ones of 13x..19x that
//                     libphonenumber refuses), separators and country code as they were
//   landline          026 or 0300, area codes nobody has
//   other phones      the country code and 555 01.., the range kept for fiction in North America
//   resident ID       region 00...., and a check character that is wrong (GB 11643)
//   bank card         000000 in front, an issuer that cannot be (ISO/IEC 7812), and a wrong Luhn digit
//   credit code       00...... in front, and a wrong check character
//   name              虚 and heavenly stems, as many characters as before; Fake and a tree's name for other scripts
//   e-mail            fake.<letters>@example.invalid (RFC 2606)
//   IPv4, IPv6, MAC   192.0.2.0/24 (RFC 5737), 2001:db8::/32 (RFC 3849), 00-00-5E-00-53-xx (RFC 7042)
//   address           虚构省测试市样例区…路…号
//   date of birth     a day of the 19th century, of the same form
//   plate             虚 in the province's place
//   any other         digits for digits, letters for letters, 虚 for other characters, the first three digits and
//   letters
//                     0 or X; so is a value that has not the form of its class
#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "masking/act/country_code.hpp"
#include "masking/act/date_text.hpp"
#include "masking/act/keyed_text.hpp"
#include "masking/act/mask.hpp"
#include "masking/act/places.hpp"
#include "masking/text/grapheme.hpp"

namespace veilgate::masking {
namespace {

// Writes digits and letters over those of a value, so that signs and lengths stay.
class Overwriter {
 public:
  Overwriter(std::string_view text, std::uint32_t begin, std::uint32_t end, EditList& out) noexcept
      : text_(text), at_(begin), end_(end), out_(out) {}

  // The next digit or letter of the value; '\0' at the end.
  char peek() noexcept {
    while (at_ < end_ && !is_digit(text_[at_]) && !is_ascii_letter(text_[at_])) ++at_;
    return at_ < end_ ? text_[at_] : '\0';
  }
  void put(char c) {
    if (peek() == '\0') return;
    out_.add(at_, at_ + 1, std::string_view(&c, 1));
    ++at_;
  }
  void put(std::string_view text) {
    for (const char c : text) put(c);
  }
  void skip(std::size_t count) noexcept {
    for (; count > 0 && peek() != '\0'; --count) ++at_;
  }
  void put_digits(KeyedStream& stream) {
    while (peek() != '\0') put(stream.digit());
  }

 private:
  std::string_view text_;
  std::uint32_t at_;
  std::uint32_t end_;
  EditList& out_;
};

struct FakeInput {
  std::string_view text;
  std::uint32_t begin;
  std::uint32_t end;
  KeyedStream& stream;
  EditList& out;

  std::string_view value() const noexcept { return text.substr(begin, end - begin); }
  Overwriter overwriter() const noexcept { return {text, begin, end, out}; }
};

std::size_t count_signs(std::string_view text) noexcept {
  std::size_t count = 0;
  for (const char c : text) count += is_digit(c) || is_ascii_letter(c) ? 1 : 0;
  return count;
}

// Every character of text[begin, end) but separators, each by one of its kind; the first `marked` digits and letters by
// 0 or X.
void fake_characters(const FakeInput& input, std::uint32_t begin, std::size_t marked) {
  for (std::uint32_t at = begin; at < input.end;) {
    const char c = input.text[at];
    const auto after = static_cast<std::uint32_t>(grapheme_at(input.text.substr(0, input.end), at).end);
    const std::string_view rest = input.text.substr(at, input.end - at);
    const std::uint32_t separator = c == ':' || c == '@' ? 1 : place_separator_size(rest);
    if (after - at == 1 && (is_digit(c) || is_ascii_letter(c))) {
      const char drawn = is_digit(c) ? input.stream.digit() : input.stream.letter();
      const char capital = static_cast<char>(drawn - 'a' + 'A');
      const char marking = is_digit(c) ? '0' : 'X';
      const char written = marked > 0 ? marking : is_digit(c) || c >= 'a' ? drawn : capital;
      if (marked > 0) --marked;
      input.out.add(at, after, std::string_view(&written, 1));
    } else if (separator != after - at) {
      input.out.add(at, after, "虚");
    }
    at = after;
  }
}

void fake_other(const FakeInput& input) {
  constexpr std::size_t kMarked = 3;
  fake_characters(input, input.begin, kMarked);
}

void fake_phone(const FakeInput& input) {
  const std::string_view value = input.value();
  auto to = input.overwriter();
  constexpr std::size_t kMobile = 11;
  const std::size_t count = count_signs(value);
  if (value.starts_with('0') && !value.starts_with("00") && count >= 10) {
    to.skip(1);
    const char second = to.peek();
    to.put(second == '1' || second == '2' ? "26" : "300");
    return to.put_digits(input.stream);
  }
  for (const std::string_view prefix : {"+86", "0086", "86"}) {
    if (value.starts_with(prefix) && count >= kMobile + 2) {
      to.skip(count_signs(prefix));
      to.put("154");
      return to.put_digits(input.stream);
    }
  }
  if (value.starts_with('1') && count >= kMobile) {
    to.put("154");
    return to.put_digits(input.stream);
  }
  if (value.starts_with('+') && count >= 8) {
    const char first = to.peek();
    to.skip(1);
    const std::size_t code = country_code_size(first, to.peek());
    to.skip(code > 0 ? code - 1 : 0);
    to.put("55501");
    return to.put_digits(input.stream);
  }
  fake_other(input);
}

// Weights and characters of the check digit of GB 11643 (ISO 7064 MOD 11-2).
char wrong_resident_check(std::string_view body) noexcept {
  constexpr std::array<unsigned, 17> kWeights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  unsigned sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += kWeights[i] * static_cast<unsigned>(body[i] - '0');
  constexpr std::string_view kChecks = "10X98765432";
  const char right = kChecks[sum % 11];
  return right == '9' ? '8' : right == 'X' || right == '8' ? '9' : static_cast<char>(right + 1);
}

void fake_resident_id(const FakeInput& input) {
  constexpr std::size_t kPlaces = 18;
  if (count_signs(input.value()) != kPlaces) return fake_other(input);
  std::array<char, kPlaces> id;
  const auto two = [&](std::size_t at, std::uint32_t number) {
    id[at] = static_cast<char>('0' + number / 10);
    id[at + 1] = static_cast<char>('0' + number % 10);
  };
  two(0, 0);
  for (std::size_t i = 2; i < 6; ++i) id[i] = input.stream.digit();
  two(6, 19);
  two(8, 40 + input.stream.below(60));
  two(10, 1 + input.stream.below(12));
  two(12, 1 + input.stream.below(28));
  for (std::size_t i = 14; i < 17; ++i) id[i] = input.stream.digit();
  id[17] = wrong_resident_check({id.data(), 17});
  input.overwriter().put(std::string_view(id.data(), id.size()));
}

void fake_bank_card(const FakeInput& input) {
  const std::size_t count = count_signs(input.value());
  constexpr std::size_t kMost = 19;
  if (count < 12 || count > kMost) return fake_other(input);
  std::array<char, kMost> card;
  unsigned sum = 0;
  for (std::size_t i = 0; i + 1 < count; ++i) {
    card[i] = i < 6 ? '0' : input.stream.digit();
    const auto digit = static_cast<unsigned>(card[i] - '0');
    const bool doubled = (count - i) % 2 == 0;  // from the right, the check digit being the first
    sum += doubled ? digit * 2 - (digit > 4 ? 9 : 0) : digit;
  }
  const unsigned right = (10 - sum % 10) % 10;
  card[count - 1] = static_cast<char>('0' + (right + 1 + input.stream.below(8)) % 10);
  input.overwriter().put(std::string_view(card.data(), count));
}

// 31 symbols and their weights (GB 32100).
void fake_credit_code(const FakeInput& input) {
  constexpr std::string_view kSymbols = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  constexpr std::array<unsigned, 17> kWeights = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
  constexpr std::size_t kPlaces = 18;
  if (count_signs(input.value()) != kPlaces) return fake_other(input);
  std::array<char, kPlaces> code;
  unsigned sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) {
    const std::uint32_t symbol = i < 2 ? 0 : i < 8 ? input.stream.below(10) : input.stream.below(31);
    code[i] = kSymbols[symbol];
    sum += kWeights[i] * symbol;
  }
  const unsigned right = (31 - sum % 31) % 31;
  code[17] = kSymbols[(right + 1 + input.stream.below(29)) % 31];
  input.overwriter().put(std::string_view(code.data(), code.size()));
}

void fake_name(const FakeInput& input) {
  constexpr std::array<std::string_view, 10> kStems = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
  constexpr std::array<std::string_view, 8> kTrees = {" Alder", " Birch", " Cedar",  " Elm",
                                                      " Maple", " Rowan", " Spruce", " Willow"};
  constexpr std::size_t kMost = 40;
  const std::string_view value = input.value();
  const bool han = static_cast<unsigned char>(value.front()) >= 0xE3;
  if (!han) {
    std::array<char, 16> name;
    std::string_view("Fake").copy(name.data(), 4);
    const std::string_view tree = kTrees[input.stream.below(kTrees.size())];
    tree.copy(name.data() + 4, tree.size());
    return input.out.add(input.begin, input.end, std::string_view(name.data(), 4 + tree.size()));
  }
  std::array<char, 3 * kMost> name;
  std::size_t size = std::string_view("虚").copy(name.data(), 3);
  const std::size_t count = std::clamp<std::size_t>(count_graphemes(value), 2, kMost);
  for (std::size_t i = 1; i < count; ++i) {
    size += kStems[input.stream.below(kStems.size())].copy(name.data() + size, 3);
  }
  input.out.add(input.begin, input.end, std::string_view(name.data(), size));
}

// Text and digits one after the other.
class Composed {
 public:
  Composed& add(std::string_view text) noexcept {
    size_ += text.copy(buffer_.data() + size_, buffer_.size() - size_);
    return *this;
  }
  Composed& digits(KeyedStream& stream, std::size_t count) noexcept {
    for (; count > 0; --count) {
      const char digit = stream.digit();
      add(std::string_view(&digit, 1));
    }
    return *this;
  }
  Composed& letters(KeyedStream& stream, std::size_t count) noexcept {
    for (; count > 0; --count) {
      const char letter = stream.letter();
      add(std::string_view(&letter, 1));
    }
    return *this;
  }
  Composed& hexadecimal(KeyedStream& stream, std::size_t count) noexcept {
    for (; count > 0; --count) add(std::string_view("0123456789abcdef").substr(stream.below(16), 1));
    return *this;
  }
  Composed& number(std::uint32_t number) noexcept {
    std::array<char, 10> digits;
    std::size_t count = 0;
    do {
      digits[count++] = static_cast<char>('0' + number % 10);
      number /= 10;
    } while (number > 0);
    while (count > 0) add(std::string_view(&digits[--count], 1));
    return *this;
  }
  std::string_view text() const noexcept { return {buffer_.data(), size_}; }

 private:
  std::array<char, 96> buffer_;
  std::size_t size_ = 0;
};

void fake_email(const FakeInput& input) {
  Composed mail;
  mail.add("fake.").letters(input.stream, 10).add("@example.invalid");
  input.out.add(input.begin, input.end, mail.text());
}

void fake_ip(const FakeInput& input) {
  Composed address;
  if (input.value().find(':') == std::string_view::npos) {
    address.add("192.0.2.").number(1 + input.stream.below(254));
  } else {
    address.add("2001:db8::").hexadecimal(input.stream, 4).add(":").hexadecimal(input.stream, 4);
  }
  input.out.add(input.begin, input.end, address.text());
}

void fake_mac(const FakeInput& input) {
  if (count_signs(input.value()) != 12) return fake_other(input);
  Composed digits;
  digits.add("00005e0053").hexadecimal(input.stream, 2);
  input.overwriter().put(digits.text());
}

void fake_address(const FakeInput& input) {
  Composed address;
  address.add("虚构省测试市样例区")
      .number(1 + input.stream.below(98))
      .add("路")
      .number(1 + input.stream.below(998))
      .add("号");
  input.out.add(input.begin, input.end, address.text());
}

void fake_plate(const FakeInput& input) {
  const std::string_view value = input.value();
  const std::size_t province = grapheme_at(value, 0).end;
  input.out.add(input.begin, input.begin + static_cast<std::uint32_t>(province), "虚");
  fake_characters(input, input.begin + static_cast<std::uint32_t>(province), 0);
}

void fake_date(const FakeInput& input) {
  DateText date;
  if (!read_date(input.text, input.begin, input.end, date)) return fake_other(input);
  const std::uint32_t year = 1800 + input.stream.below(100);
  const std::uint32_t month = 1 + input.stream.below(12);
  const std::uint32_t day = 1 + input.stream.below(12);  // fits where a month stands, too
  const auto write = [&](PlaceRange range, std::uint32_t number) {
    for (std::uint32_t at = range.begin; at < range.end; ++at) {
      std::uint32_t digit = number;
      for (std::uint32_t i = at + 1; i < range.end; ++i) digit /= 10;
      const char c = static_cast<char>('0' + digit % 10);
      input.out.add(at, at + 1, std::string_view(&c, 1));
    }
  };
  const auto fitting = [](PlaceRange range, std::uint32_t number) {
    return range.end - range.begin == 1 ? 1 + number % 9 : number;
  };
  if (date.year_first) {
    write(date.year, year);
    write(date.month, fitting(date.month, month));
    write(date.day, fitting(date.day, day));
  } else {
    write(date.day, fitting(date.day, day));
    write(date.month, fitting(date.month, month));
    write(date.year, year);
  }
  const std::uint32_t known = std::max({date.year.end, date.month.end, date.day.end});
  for (std::uint32_t at = known; at < input.end; ++at) {
    if (is_digit(input.text[at])) input.out.add(at, at + 1, "0");
  }
}

void fake_number(const FakeInput& input, ClassId class_id) {
  switch (class_id) {
    case ClassId::cn_mobile:
    case ClassId::cn_landline:
    case ClassId::intl_phone: return fake_phone(input);
    case ClassId::cn_resident_id:
    case ClassId::foreigner_id: return fake_resident_id(input);
    case ClassId::bank_card: return fake_bank_card(input);
    case ClassId::cn_credit_code: return fake_credit_code(input);
    case ClassId::mac_address: return fake_mac(input);
    default: return fake_other(input);
  }
}

void fake(const FakeInput& input, ClassId class_id) {
  switch (class_id) {
    case ClassId::person_name:
    case ClassId::invoice_title: return fake_name(input);
    case ClassId::email: return fake_email(input);
    case ClassId::ip_address: return fake_ip(input);
    case ClassId::address: return fake_address(input);
    case ClassId::cn_plate: return fake_plate(input);
    case ClassId::birth_date: return fake_date(input);
    default: return fake_other(input);
  }
}

}  // namespace

void append_fake(const MaskSpec& mask, ClassId class_id, std::string_view text, std::uint32_t begin, std::uint32_t end,
                 EditList& out) {
  const std::string_view value = text.substr(begin, end - begin);
  if (mask.hasher == nullptr) return append_hidden(mask, text, begin, end, out);
  const CanonicalText canonical(class_id, value);
  KeyedStream stream(*mask.hasher, canonical.text());
  if (!stream.start()) return append_hidden(mask, text, begin, end, out);
  const FakeInput input{text, begin, end, stream, out};
  return canonical.is_number() ? fake_number(input, class_id) : fake(input, class_id);
}

}  // namespace veilgate::masking
