#include "masking/detect/spelled_email.hpp"

#include <algorithm>
#include <array>

#include "masking/detect/text_tokens.hpp"
#include "masking/validate/email.hpp"

namespace veilgate::masking {
namespace {

bool is_word(std::string_view text, std::size_t at, std::string_view lower) noexcept {
  if (at > text.size() || text.size() - at < lower.size()) return false;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    if (!is_ascii_letter(text[at + i]) || (text[at + i] | 0x20) != lower[i]) return false;
  }
  return true;
}

// The bytes of a word in brackets at `at`: (dot), [at]; 0 when it does not stand there.
std::size_t bracketed(std::string_view text, std::size_t at, std::string_view lower) noexcept {
  constexpr std::string_view kOpening = "([{";
  constexpr std::string_view kClosing = ")]}";
  if (at >= text.size()) return 0;
  const std::size_t kind = kOpening.find(text[at]);
  const std::size_t close = at + 1 + lower.size();
  const bool found = kind != std::string_view::npos && close < text.size() && text[close] == kClosing[kind] &&
                     is_word(text, at + 1, lower);
  return found ? lower.size() + 2 : 0;
}

std::size_t skip_blanks(std::string_view text, std::size_t at) noexcept {
  while (at < text.size() && text[at] == ' ') ++at;
  return at;
}

// The sign between two labels that begins at `at`: where the next label begins; `at` when there is none.
std::size_t behind_dot(std::string_view text, std::size_t at, bool& plain) noexcept {
  if (at < text.size() && text[at] == '.') return at + 1;
  const std::size_t word = skip_blanks(text, at);
  if (const std::size_t size = bracketed(text, word, "dot"); size != 0) return skip_blanks(text, word + size);
  const bool alone = word != at && is_word(text, word, "dot") && word + 3 < text.size() && text[word + 3] == ' ';
  plain = plain || alone;
  return alone ? skip_blanks(text, word + 3) : at;
}

bool is_usual_top_label(std::string_view label) noexcept {
  constexpr std::string_view kUsual[] = {"com", "net", "org", "cn", "edu", "gov", "io", "co", "info", "biz", "me",
                                         "uk",  "de",  "fr",  "es", "it",  "nl",  "eu", "jp", "kr",   "hk",  "tw",
                                         "sg",  "in",  "au",  "ca", "us",  "ch",  "at", "se", "ru",   "pl",  "br"};
  return std::any_of(std::begin(kUsual), std::end(kUsual), [label](std::string_view usual) {
    return label.size() == usual.size() && is_word(label, 0, usual);
  });
}

std::size_t label_end(std::string_view text, std::size_t at) noexcept {
  while (at < text.size() && (is_word_character(text[at]) || text[at] == '-')) ++at;
  return at;
}

}  // namespace

SpelledAt find_spelled_at(std::string_view text, std::size_t from) noexcept {
  constexpr std::size_t kShortest = 4;  // of (at)
  for (std::size_t at = from; at + kShortest <= text.size(); ++at) {
    if ((text[at + 2] | 0x20) != 't' || (text[at + 1] | 0x20) != 'a') continue;
    const char c = text[at];
    const bool plain = c == ' ' && is_word(text, at + 1, "at") && at + 3 < text.size() && text[at + 3] == ' ';
    const std::size_t size = plain ? 3 : bracketed(text, at, "at");
    if (size == 0) continue;
    SpelledAt found{at, skip_blanks(text, at + size), plain};
    while (found.begin > from && text[found.begin - 1] == ' ') --found.begin;
    return found;
  }
  return {text.size(), text.size(), false};
}

std::size_t spelled_domain_end(std::string_view text, const SpelledAt& at) noexcept {
  std::size_t begin = at.end;
  std::size_t end = label_end(text, begin);
  bool plain = false;
  std::size_t labels = 0;
  while (end != begin) {
    ++labels;
    const std::size_t next = behind_dot(text, end, plain);
    const std::size_t next_end = label_end(text, next);
    if (next == end || next_end == next) break;
    begin = next;
    end = next_end;
  }
  const std::string_view top = text.substr(begin, end - begin);
  const bool usual = at.plain ? plain && is_usual_top_label(top) : is_email_top_label(top);
  return labels > 1 && usual ? end : at.end;
}

std::size_t spelled_local_begin(std::string_view text, std::size_t floor, std::size_t begin) noexcept {
  constexpr std::string_view kDots[] = {" dot ", "(dot)", "[dot]", "{dot}", " (dot) ", " [dot] "};
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view dot : kDots) {
      if (begin - floor <= dot.size() || text.substr(begin - dot.size(), dot.size()) != dot) continue;
      std::size_t at = begin - dot.size();
      while (at > floor && (is_word_character(text[at - 1]) || text[at - 1] == '.' || text[at - 1] == '_')) --at;
      more = at != begin - dot.size();
      if (more) begin = at;
      break;
    }
  }
  return begin;
}

}  // namespace veilgate::masking
