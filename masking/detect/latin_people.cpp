#include "masking/detect/latin_people.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

#include "masking/detect/given_names.hpp"
#include "masking/detect/latin_words.hpp"
#include "masking/detect/western_name_words.hpp"

namespace veilgate::masking {
namespace {

constexpr std::size_t kMostWords = 5;
constexpr std::size_t kMostPeople = 8;

struct Part {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t words = 0;
  bool capital = false;  // of its first word
  bool given = false;    // a given name is its first or its last word
  char sign = '\0';      // behind it
  std::size_t next = 0;  // behind the sign
};

std::size_t skip_blanks(std::string_view text, std::size_t at) noexcept {
  while (at < text.size() && text[at] == ' ') ++at;
  return at;
}

// Words with single blanks or points between them, and what is said of them in brackets; without words when anything
// else stands there.
Part read_part(std::string_view text, std::size_t at) noexcept {
  Part part;
  part.begin = part.end = at;
  bool first_given = false;
  bool last_given = false;
  while (part.words < kMostWords) {
    const LatinWord word = read_latin_word(text, part.words == 0 ? at : skip_blanks(text, part.end));
    if (word.empty()) break;
    const std::string_view letters = text.substr(word.begin, word.end - word.begin);
    const bool particle = part.words != 0 && is_word_of(letters, kNameParticles);
    if (is_word_of(letters, kNobodyInLatin) && !particle) return {};
    if (part.words == 0) part.capital = word.capital;
    if (word.capital != part.capital && !particle) return {};
    last_given = is_given_name(letters);
    if (part.words++ == 0) first_given = last_given;
    part.end = word.end + (word.end < text.size() && text[word.end] == '.' ? 1 : 0);
  }
  part.given = first_given || last_given;
  std::size_t behind = skip_blanks(text, part.end);
  if (behind < text.size() && text[behind] == '(') {
    const std::size_t close = text.find(')', behind);
    if (close == std::string_view::npos) return {};
    behind = skip_blanks(text, close + 1);
  }
  if (behind == text.size()) return part;
  if (std::string_view(",;/|&").find(text[behind]) == std::string_view::npos) return {};
  part.sign = text[behind];
  part.next = behind + 1;
  return part;
}

// A given name alone is somebody's when it has a capital: `Alice`; `frank` may be a word.
bool is_person(const Part& part) noexcept {
  return part.given && (part.words > 1 || part.capital);
}

Span span_of(std::size_t begin, std::size_t end) noexcept {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), ClassId::person_name};
}

}  // namespace

bool append_latin_people(std::string_view text, std::vector<Span>& out) {
  std::array<Part, kMostPeople> parts{};
  std::size_t count = 0;
  bool all = true;
  for (std::size_t at = skip_blanks(text, 0);;) {
    if (count == kMostPeople) return false;
    const Part part = read_part(text, at);
    if (part.words == 0) return false;
    all = all && is_person(part);
    parts[count++] = part;
    if (part.sign == '\0') break;
    at = skip_blanks(text, part.next);
    if (at == text.size()) break;
  }
  // Smith, John
  const bool turned =
      count == 2 && parts[0].sign == ',' && parts[0].words <= 2 && parts[1].words <= 2 && parts[1].given;
  if (!all && turned) {
    out.push_back(span_of(parts[0].begin, parts[1].end));
    return true;
  }
  if (!all) return false;
  for (std::size_t i = 0; i < count; ++i) out.push_back(span_of(parts[i].begin, parts[i].end));
  return true;
}

}  // namespace veilgate::masking
