#include "masking/detect/number_context.hpp"

#include <algorithm>
#include <array>

#include "masking/detect/label.hpp"
#include "masking/validate/digits.hpp"
#include "masking/validate/utf8.hpp"

namespace veilgate::masking {
namespace {

bool equals_folded(std::string_view text, std::string_view lower) noexcept {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(),
                    [](char a, char b) { return to_lower(a) == b; });
}

bool starts_folded(std::string_view text, std::string_view lower) noexcept {
  return equals_folded(text.substr(0, lower.size()), lower);
}

template <std::size_t N>
bool contains_any(std::string_view text, const std::string_view (&words)[N]) noexcept {
  return std::any_of(std::begin(words), std::end(words), [&](std::string_view word) {
    return std::search(text.begin(), text.end(), word.begin(), word.end(),
                       [](char a, char b) { return to_lower(a) == b; }) != text.end();
  });
}

constexpr std::string_view kTellingWords[] = {
    "tel",     "tele", "telephone", "phone",  "mobile", "mob",      "cell", "call", "sms",    "fax",
    "contact", "wx",   "vx",        "wechat", "weixin", "whatsapp", "sj",   "dh",   "shouji", "dianhua"};
constexpr std::size_t kLongestTellingWord = 9;

constexpr std::string_view kIdentityWords[] = {"身份证",  "身份号", "证件", "公民身份", "idcard",
                                               "id card", "id no",  "idno", "identity"};
constexpr std::string_view kCardWords[] = {"卡号", "银行卡", "信用卡", "储蓄卡", "借记卡", "card"};
constexpr std::size_t kWordReach = 32;

constexpr std::string_view kExtensionWords[] = {"转接", "转", "分机号", "分机", "extension", "ext.", "ext", "x"};
constexpr std::size_t kExtensionDigits = 6;
constexpr std::size_t kCommaExtensionDigits = 3;  // fewer are the next column

// What stands before `begin`, back to the nearest digit, at most kWordReach bytes.
std::string_view words_before(std::string_view text, std::size_t begin) noexcept {
  std::size_t from = begin;
  while (from > 0 && begin - from < kWordReach && !is_digit(text[from - 1])) --from;
  return text.substr(from, begin - from);
}

std::size_t skip_spaces(std::string_view text, std::size_t at) noexcept {
  for (int i = 0; i < 2 && at < text.size() && text[at] == ' '; ++i) ++at;
  return at;
}

}  // namespace

bool is_glued_before(std::string_view text, std::size_t begin) noexcept {
  std::size_t word = begin;
  while (word > 0 && begin - word <= kLongestTellingWord && is_ascii_letter(text[word - 1])) --word;
  if (word == begin) return false;
  if (word > 0 && (is_digit(text[word - 1]) || is_ascii_letter(text[word - 1]))) return true;
  return std::none_of(std::begin(kTellingWords), std::end(kTellingWords),
                      [&](std::string_view known) { return equals_folded(text.substr(word, begin - word), known); });
}

bool is_glued_after(std::string_view text, std::size_t end) noexcept {
  return end < text.size() && is_ascii_letter(text[end]) && extension_end(text, end) == end;
}

DotBefore dot_before(const DigitGroups& groups) noexcept {
  const DigitGroup* before = groups.previous();
  if (before == nullptr || groups[0].joint != Joint::dot) return DotBefore::none;
  const std::string_view text = groups.text();
  if (before->size() > 2 || text[before->begin] == '0') return DotBefore::decimal;
  if (before->begin == 0 && groups[0].end == text.size()) return DotBefore::decimal;  // nothing else in the value
  const Character outer = decode_utf8_before(text, before->begin);
  const bool starts_item = before->begin == 0 || outer.value == U' ' || outer.value == U'\n' || outer.value >= 0x2E80;
  return starts_item && before->joint != Joint::dot ? DotBefore::list_number : DotBefore::decimal;
}

bool is_uuid_tail(std::string_view text, std::size_t begin) noexcept {
  if (begin < 6 || text[begin - 1] != '-' || text[begin - 6] != '-') return false;
  const std::string_view group = text.substr(begin - 5, 4);
  return std::all_of(group.begin(), group.end(), is_hex_digit);
}

std::size_t extension_end(std::string_view text, std::size_t at) noexcept {
  std::size_t digits = at;
  std::size_t least = 1;
  const JointRead joint = read_joint(text, at);
  if (joint.kind == Joint::dash) {
    digits = joint.end;
  } else {
    const std::size_t mark = skip_spaces(text, at);
    if (mark >= text.size()) return at;
    if (text[mark] == '#') {
      digits = mark + 1;
    } else if (text[mark] == ',' && mark == at) {
      digits = mark + 1;
      least = kCommaExtensionDigits;
    } else {
      const auto* word = std::find_if(std::begin(kExtensionWords), std::end(kExtensionWords),
                                      [&](std::string_view known) { return starts_folded(text.substr(mark), known); });
      if (word == std::end(kExtensionWords)) return at;
      digits = skip_spaces(text, mark + word->size());
      if (digits < text.size() && text[digits] == ':') digits = skip_spaces(text, digits + 1);
    }
  }
  std::size_t end = digits;
  while (end < text.size() && end - digits <= kExtensionDigits && is_digit(text[end])) ++end;
  if (end - digits < least || end - digits > kExtensionDigits) return at;
  if (end < text.size() && is_ascii_letter(text[end])) return at;
  // More digits behind another sign: a date, an order number, a list of columns.
  const bool sign_follows = end + 1 < text.size() && (text[end] == '-' || text[end] == '.' || text[end] == ',');
  return sign_follows && is_digit(text[end + 1]) ? at : end;
}

bool follows_order_word(std::string_view text, std::size_t begin) noexcept {
  if (begin < 3 || label_before(text, begin) != Label::order) return false;
  return text[begin - 1] != ' ' || static_cast<unsigned char>(text[begin - 2]) < 0x80;
}

bool precedes_unit(std::string_view text, std::size_t end) noexcept {
  constexpr std::string_view kUnits[] = {"元", "块钱", "美元", "欧元", "港元", "日元",
                                         "件", "人次", "円",   "USD",  "RMB"};
  const std::string_view behind = text.substr(end);
  return std::any_of(std::begin(kUnits), std::end(kUnits),
                     [behind](std::string_view unit) { return behind.starts_with(unit); });
}

bool follows_identity_word(std::string_view text, std::size_t begin) noexcept {
  return contains_any(words_before(text, begin), kIdentityWords);
}

bool follows_card_word(std::string_view text, std::size_t begin) noexcept {
  return contains_any(words_before(text, begin), kCardWords);
}

}  // namespace veilgate::masking
