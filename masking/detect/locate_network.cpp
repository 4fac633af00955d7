#include <algorithm>
#include <array>
#include <cstddef>

#include "masking/detect/label.hpp"
#include "masking/detect/locate.hpp"
#include "masking/detect/text_tokens.hpp"
#include "masking/validate/digits.hpp"
#include "masking/validate/network.hpp"

namespace veilgate::masking {
namespace {

constexpr std::array<bool, 256> kAddressCharacters = [] {
  std::array<bool, 256> characters{};
  for (unsigned i = 0; i < 128; ++i) {
    const char c = static_cast<char>(i);
    characters[i] = is_hex_digit(c) || c == ':' || c == '.' || c == '-';
  }
  return characters;
}();
constexpr bool is_address_character(char c) noexcept {
  return kAddressCharacters[static_cast<unsigned char>(c)];
}
constexpr std::size_t kShortestAddress = 4;  // of IPv6 and MAC

Span span_of(std::size_t begin, std::size_t end, ClassId id) noexcept {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), id};
}

// Versions have four numbers too (1.2.3.4, 10.0.1.12). Without a word, a key or a port, the numbers have to be larger
// than versions' are: one of three digits among two more of two, or a first one of 30 and more with two others of two
// digits.
bool is_large(std::string_view quad) noexcept {
  std::size_t run = 0;
  std::size_t twos = 0;
  bool three = false;
  for (const char c : quad) {
    run = is_digit(c) ? run + 1 : 0;
    three = three || run == 3;
    twos += run == 2 ? 1 : 0;
  }
  if (twos < (three ? 2u : 3u)) return false;
  return three || digits_value(quad.substr(0, quad.find('.'))) >= 30;
}

bool is_version_word(std::string_view text, std::size_t begin) noexcept {
  constexpr std::string_view kWords[] = {"version", "ver", "ver.", "v",     "版本",    "版本号",
                                         "版",      "/",   "rv:",  "build", "firmware"};
  std::string_view before = text.substr(0, begin);
  if (before.ends_with("//")) return false;  // a URL's host
  while (!before.empty() && (before.back() == ' ' || before.back() == ':' || before.back() == '='))
    before.remove_suffix(1);
  return std::any_of(std::begin(kWords), std::end(kWords), [&](std::string_view word) {
    if (before.size() < word.size()) return false;
    return std::equal(word.rbegin(), word.rend(), before.rbegin(),
                      [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
  });
}

// Where the run of digits and dots that begins at `begin` ends.
std::size_t quad_end(std::string_view text, std::size_t begin) noexcept {
  std::size_t end = begin;
  std::size_t dots = 0;
  while (end < text.size() && (is_digit(text[end]) || (text[end] == '.' && dots < 4))) {
    dots += text[end] == '.' ? 1 : 0;
    ++end;
  }
  while (end > begin && text[end - 1] == '.') --end;  // the end of a sentence
  return end;
}

// A group of three digits or letters, and a digit somewhere.
bool has_long_group(std::string_view address) noexcept {
  std::size_t run = 0;
  bool longer = false;
  for (const char c : address) {
    run = is_hex_digit(c) ? run + 1 : 0;
    longer = longer || run >= 3;
  }
  return longer && address.size() >= 7 && std::any_of(address.begin(), address.end(), is_digit);
}

ClassId read_ipv4(const LocateInput& input, std::size_t begin, std::size_t end) noexcept {
  const std::string_view text = input.text;
  const std::string_view quad = text.substr(begin, end - begin);
  if (quad.size() < 7 || quad.size() > 15 || !is_ipv4(quad) || is_nobodys_ip(quad)) return ClassId::none;
  const char before = begin == 0 ? ' ' : text[begin - 1];
  const char after = end == text.size() ? ' ' : text[end];
  const std::string_view mapped = text.substr(0, begin);
  if (mapped.ends_with("ffff:") || mapped.ends_with("FFFF:")) return ClassId::none;  // the whole is an IPv6 address
  if (is_word_character(before) || before == '.' || before == '-' || before == '_') return ClassId::none;
  if (is_ascii_letter(after) || after == '_' || after == '-') return ClassId::none;
  if (is_version_word(text, begin)) return ClassId::none;
  const bool port_or_net = (after == ':' || after == '/') && end + 1 < text.size() && is_digit(text[end + 1]);
  const bool url = before == '/' || before == '@';
  const bool told = port_or_net || url || input.has(Context::network) || label_before(text, begin) == Label::ip;
  return told || is_large(quad) ? ClassId::ip_address : ClassId::none;
}

// The first reason against four numbers with dots.
void explain_ipv4(const LocateInput& input, std::size_t begin, std::size_t end) {
  const std::string_view quad = input.text.substr(begin, end - begin);
  if (std::count(quad.begin(), quad.end(), '.') != 3) return;
  const auto near = [&](Rejection why) { input.reject(ClassId::ip_address, why, begin, end); };
  if (!is_ipv4(quad)) return near(Rejection::other_form);
  if (is_nobodys_ip(quad)) return near(Rejection::not_allocated);
  if (is_version_word(input.text, begin)) return near(Rejection::other_form);
  near(is_large(quad) ? Rejection::inside_longer_run : Rejection::no_context);
}

}  // namespace

void locate_ip_address(const LocateInput& input, std::vector<Span>& out) {
  const std::string_view text = input.text;
  if (input.evidence != Evidence::neutral_key) return reject_as_denied(input, locate_ip_address);
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at]) || (at > 0 && (is_word_character(text[at - 1]) || text[at - 1] == '.'))) {
      ++at;
      continue;
    }
    const std::size_t end = quad_end(text, at);
    if (read_ipv4(input, at, end) != ClassId::none) {
      out.push_back(span_of(at, end, ClassId::ip_address));
    } else if (input.rejections != nullptr) {
      explain_ipv4(input, at, end);
    }
    at = std::max(end, at + 1);
  }
}

void locate_mac_address(const LocateInput& input, std::vector<Span>& out) {
  const std::string_view text = input.text;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_address_character(text[at])) {
      ++at;
      continue;
    }
    std::size_t begin = at;
    while (at < text.size() && is_address_character(text[at])) ++at;
    if (at - begin < kShortestAddress) continue;
    // A word may end in letters that are hexadecimal, a sentence in a sign.
    std::size_t end = at;
    while (end > begin && !is_hex_digit(text[end - 1]) &&
           !(end - begin > 1 && text[end - 1] == ':' && text[end - 2] == ':'))
      --end;
    while (begin < end && (text[begin] == '-' || text[begin] == '.' || (text[begin] == ':' && text[begin + 1] != ':')))
      ++begin;
    // The end of a word may be hexadecimal: MAC:00:1A:…
    if (begin > 0 && is_word_character(text[begin - 1])) {
      while (begin < end && is_hex_digit(text[begin])) ++begin;
      while (begin < end && !is_hex_digit(text[begin])) ++begin;
    }
    const std::string_view run = text.substr(begin, end - begin);
    if (run.size() < kShortestAddress || (end < text.size() && is_word_character(text[end]))) continue;
    if (is_mac_address(run)) {
      const bool letters = std::any_of(run.begin(), run.end(), is_ascii_letter);
      // Six pairs of decimal digits with dashes may be a date and time.
      if (letters || run[2] == ':' || label_before(text, begin) == Label::mac || input.has(Context::device)) {
        out.push_back(span_of(begin, end, ClassId::mac_address));
      } else {
        input.reject(ClassId::mac_address, Rejection::no_context, begin, end);
      }
      continue;
    }
    if (run.size() <= 45 && std::count(run.begin(), run.end(), ':') >= 2 && is_ipv6(run) && !is_nobodys_ip(run)) {
      // `12::34`, `abc::def` and ranges of times have the form too.
      const bool telling = has_long_group(run) || label_before(text, begin) == Label::ip || input.has(Context::network);
      if (telling) {
        out.push_back(span_of(begin, end, ClassId::ip_address));
      } else {
        input.reject(ClassId::ip_address, Rejection::no_context, begin, end);
      }
    }
  }
}

}  // namespace veilgate::masking
