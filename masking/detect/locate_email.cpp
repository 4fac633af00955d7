#include <algorithm>
#include <array>
#include <cstddef>

#include "masking/detect/locate.hpp"
#include "masking/detect/spelled_email.hpp"
#include "masking/validate/digits.hpp"
#include "masking/validate/email.hpp"
#include "masking/validate/utf8.hpp"

namespace veilgate::masking {
namespace {

// Scripts written without spaces: a sentence in them runs straight into an address.
bool is_unspaced_script(char32_t c) noexcept {
  return (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) || c >= 0x20000;
}

// What a local part may hold inside a text. The signs left out stand between an address and its surroundings in URLs,
// templates and tables.
bool is_local(char c) noexcept {
  return c == '.' || (is_email_atext(c) && std::string_view("/?=&{}|`").find(c) == std::string_view::npos);
}

// Where the local part before the @ at `at` begins; `at` when there is none. Nothing before `floor` is looked at.
std::size_t local_begin(std::string_view text, std::size_t floor, std::size_t at) noexcept {
  if (at > floor && text[at - 1] == '"') {
    const std::size_t quote = at - 1 == floor ? std::string_view::npos : text.rfind('"', at - 2);
    return quote == std::string_view::npos || quote < floor ? at : quote;
  }
  std::size_t begin = at;
  bool unspaced = false;  // the part next to the @ is in such a script
  while (begin > floor) {
    if (is_local(text[begin - 1])) {
      --begin;
      continue;
    }
    const Character before = decode_utf8_before(text.substr(floor), begin - floor);
    if (before.length < 2 || email_letter_length(text, begin - before.length) == 0) break;
    if (begin == at) unspaced = is_unspaced_script(before.value);
    if (is_unspaced_script(before.value) && !unspaced) break;
    begin -= before.length;
  }
  while (begin < at && std::string_view(".'#!~$").find(text[begin]) != std::string_view::npos) ++begin;
  return begin;
}

bool is_image_suffix(std::string_view label) noexcept {
  constexpr std::string_view kSuffixes[] = {"png", "jpg", "jpeg", "gif", "webp", "svg", "bmp", "ico", "avif", "heic"};
  std::array<char, 4> lower{};
  if (label.size() > lower.size()) return false;
  std::transform(label.begin(), label.end(), lower.begin(), [](char c) { return static_cast<char>(c | 0x20); });
  return std::find(std::begin(kSuffixes), std::end(kSuffixes), std::string_view(lower.data(), label.size())) !=
         std::end(kSuffixes);
}

// Where the domain that begins at `begin` ends: behind the last label that may be a top one. `begin` when none is.
std::size_t domain_end(std::string_view text, std::size_t begin) noexcept {
  std::size_t end = begin;
  std::size_t top = begin;    // where the label that ends at `end` begins
  std::size_t label = begin;  // where the current label begins
  bool ascii_letters = true;  // the current label so far
  bool first = true;
  const auto offer = [&](std::size_t at) {
    if (first || !is_email_top_label(text.substr(label, at - label))) return;
    end = at;
    top = label;
  };
  std::size_t at = begin;
  while (at < text.size()) {
    const char c = text[at];
    if (is_ascii_letter(c)) {
      ++at;
      continue;
    }
    // `a@b.com请回复`, `a@b.com-`, `a@b.com13…`: the letters so far may be all there is.
    if (ascii_letters || c == '.') offer(at);
    if (c == '.') {
      if (at == label || text[label] == '-' || text[at - 1] == '-') break;
      label = ++at;
      first = false;
      ascii_letters = true;
      continue;
    }
    const std::size_t length = is_digit(c) || c == '-' ? 1 : email_letter_length(text, at);
    if (length == 0) break;
    ascii_letters = false;
    at += length;
  }
  offer(at);
  return is_image_suffix(text.substr(top, end - top)) ? begin : end;
}

// `联系13800138000或z@example.com` is a sentence, 张z@example.com an address: before the part in ASCII stand a number
// or more letters of an unspaced script than a name has.
bool runs_into_address(std::string_view text) noexcept {
  constexpr std::size_t kMostLetters = 4;
  constexpr std::size_t kMostDigits = 6;
  std::size_t begin = text.rfind('@');
  while (begin > 0 && static_cast<unsigned char>(text[begin - 1]) < 0x80) --begin;
  std::size_t letters = 0;
  std::size_t digits = 0;
  for (std::size_t at = 0; at < begin;) {
    const Character c = decode_utf8(text, at);
    if (c.length == 0) return false;
    letters += is_unspaced_script(c.value) ? 1 : 0;
    digits += c.value < 0x80 && is_digit(static_cast<char>(c.value)) ? 1 : 0;
    at += c.length;
  }
  return letters > kMostLetters || (letters != 0 && digits > kMostDigits);
}

std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// The first reason against the @ at `at`, whose local part begins at `begin`: nothing before it, a domain that is none
// (`root@localhost`, `icon@2x.png`), or one whose last label nobody has.
void explain_miss(const LocateInput& input, std::size_t begin, std::size_t at) {
  const std::string_view text = input.text;
  std::size_t end = at + 1;
  bool dot = false;
  while (end < text.size() &&
         (is_digit(text[end]) || is_ascii_letter(text[end]) || text[end] == '.' || text[end] == '-')) {
    dot = dot || text[end] == '.';
    ++end;
  }
  if (begin == at || end == at + 1 || !dot) return input.reject(ClassId::email, Rejection::other_form, begin, end);
  const std::string_view last = text.substr(text.rfind('.', end - 1) + 1, end);
  input.reject(ClassId::email, is_image_suffix(last) ? Rejection::other_form : Rejection::not_allocated, begin, end);
}

// ann(at)example.org and its like, among those with an @.
void locate_spelled(std::string_view text, std::vector<Span>& out) {
  const std::size_t known = out.size();
  std::size_t floor = 0;
  for (SpelledAt at = find_spelled_at(text, 0); at.begin != text.size(); at = find_spelled_at(text, floor)) {
    const std::size_t last = local_begin(text, floor, at.begin);
    const std::size_t end = spelled_domain_end(text, at);
    const std::size_t begin = last == at.begin ? last : spelled_local_begin(text, floor, last);
    floor = std::max(at.begin + 1, floor + 1);
    if (last == at.begin || end == at.end) continue;
    out.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), ClassId::email});
    floor = end;
  }
  if (out.size() == known) return;
  std::sort(out.begin(), out.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
}

}  // namespace

void locate_email(const LocateInput& input, std::vector<Span>& out) {
  const std::string_view text = input.text;
  const std::string_view whole = trimmed(text);
  if (is_email(whole) && !runs_into_address(whole) && domain_end(whole, whole.rfind('@') + 1) == whole.size()) {
    const auto begin = static_cast<std::uint32_t>(whole.data() - text.data());
    out.push_back({begin, begin + static_cast<std::uint32_t>(whole.size()), ClassId::email});
    return;
  }
  std::size_t floor = 0;
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', floor)) {
    const std::size_t begin = local_begin(text, floor, at);
    const std::size_t end = domain_end(text, at + 1);
    floor = at + 1;
    if (begin == at || end == at + 1) {
      if (input.rejections != nullptr) explain_miss(input, begin, at);
      continue;
    }
    out.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), ClassId::email});
    floor = end;
  }
  locate_spelled(text, out);
}

}  // namespace veilgate::masking
