#include "masking/detect/postcode_address.hpp"

#include <algorithm>

#include "masking/detect/latin_words.hpp"
#include "masking/detect/western_name_words.hpp"
#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

constexpr std::size_t kReach = 100;  // bytes before a postcode
constexpr int kMostTokens = 12;
constexpr int kMostStreetWords = 5;
constexpr int kMostTownWords = 3;
// Small words inside the names of streets.
constexpr std::string_view kSmall[] = {"de",  "des",   "la",    "le",  "les",  "du",  "da",  "do",  "das", "dos", "di",
                                       "del", "della", "delle", "dei", "dell", "al",  "bis", "ter", "van", "der", "den",
                                       "von", "zum",   "zur",   "am",  "im",   "dem", "y",   "het", "aux", "sur"};
// Words for a street, and what names of streets end in.
constexpr std::string_view kStreetWords[] = {
    "rue",     "avenue",   "av",    "boulevard", "bd",    "boul",   "place", "chemin",  "allée",
    "impasse", "quai",     "cours", "route",     "calle", "carrer", "paseo", "avenida", "plaza",
    "rua",     "travessa", "largo", "via",       "viale", "piazza", "corso", "vicolo",  "strada",
    "ul",      "ulica",    "al",    "os",        "aleja", "am",     "im",    "zum",     "zur",
    "straße",  "strasse",  "str",   "platz",     "körút", "u",      "út",    "utca",    "tér"};
constexpr std::string_view kStreetEndings[] = {"straße", "strasse", "str",   "weg",   "platz", "gasse",  "allee",
                                               "ring",   "damm",    "ufer",  "markt", "hof",   "gracht", "straat",
                                               "laan",   "plein",   "kade",  "dijk",  "gatan", "vägen",  "gade",
                                               "vej",    "vejen",   "veien", "gata",  "katu",  "tie",    "utca"};

// What a number of a dwelling stands behind.
constexpr std::string_view kDwellings[] = {"flat",  "apt",  "apartment", "unit", "suite",
                                           "floor", "room", "house",     "block"};

class Reader {
 public:
  Reader(std::string_view text, std::size_t floor) noexcept : text_(text), floor_(floor) {}

  char at(std::size_t place) const noexcept { return place < text_.size() ? text_[place] : '\0'; }
  char before(std::size_t place) const noexcept { return place > floor_ ? text_[place - 1] : '\0'; }
  std::size_t digits_end(std::size_t from) const noexcept {
    while (is_digit(at(from))) ++from;
    return from;
  }
  bool ends_word(std::size_t place) const noexcept {
    const Character c = decode_utf8(text_, std::min(place, text_.size()));
    return c.length == 0 || (!is_cased_letter(c.value) && !is_digit(at(place)));
  }
  std::string_view view(const LatinWord& word) const noexcept {
    return text_.substr(word.begin, word.end - word.begin);
  }

  // Words with capitals behind a postcode: where the town ends; `from` when there is none.
  std::size_t town_end(std::size_t from) const noexcept {
    if (at(from) != ' ') return from;
    std::size_t end = from;
    for (int words = 0; words < kMostTownWords && at(end) == ' '; ++words) {
      const LatinWord word = read_latin_word(text_, end + 1);
      const bool small = words != 0 && is_word_of(view(word), kSmall);
      if (word.empty() || (!word.capital && !small) || word.end - word.begin < 2 || is_digit(at(word.end))) break;
      end = word.end;
    }
    return end;
  }

  // The street before the place a postcode begins at, `town_first` when the town stands between them: where the
  // address begins; `postcode` when there is none.
  // `plain`: a number as any other, so that a word for a street is needed.
  std::size_t street_begin(std::size_t postcode, bool town_first, bool plain) const noexcept {
    std::size_t place = postcode;
    bool street = false;
    bool comma = false;
    int words = 0;
    for (int tokens = 0; tokens < kMostTokens && postcode - place < kReach; ++tokens) {
      comma = skip_gap_before(place) || comma;
      const std::size_t begin = token_begin(place);
      if (begin == place) return postcode;
      const std::string_view token = text_.substr(begin, place - begin);
      if (is_house(token)) {
        if (words == 0) return town_first || !comma ? postcode : words_before(begin, postcode, plain);
        return words < 2 || (!town_first && !street) ? postcode : dwelling_before(begin);
      }
      if (!is_word(begin)) return postcode;
      street = street || is_street(begin);
      ++words;
      place = begin;
    }
    return postcode;
  }

 private:
  // Blanks, commas and line breaks before a place: whether there was more than blanks.
  bool skip_gap_before(std::size_t& place) const noexcept {
    bool sign = false;
    for (int i = 0; i < 4; ++i) {
      const char c = before(place);
      if (c != ' ' && c != ',' && c != '\n' && c != '\r') break;
      sign = sign || c != ' ';
      --place;
    }
    return sign;
  }
  std::size_t token_begin(std::size_t end) const noexcept {
    std::size_t begin = end;
    while (begin > floor_) {
      const auto c = static_cast<unsigned char>(text_[begin - 1]);
      if (!is_digit(static_cast<char>(c)) && !is_ascii_letter(static_cast<char>(c)) && c < 0x80 && c != '.' &&
          c != '\'' && c != '-' && c != '/')
        break;
      --begin;
    }
    return begin;
  }
  // 27, 3a, 7/3, 12-14
  static bool is_house(std::string_view token) noexcept {
    constexpr std::size_t kMostDigits = 5;
    std::size_t digits = 0;
    std::size_t letters = 0;
    for (const char c : token) {
      if (is_digit(c)) {
        ++digits;
      } else if (is_ascii_letter(c)) {
        ++letters;
      } else if (c != '/' && c != '-') {
        return false;
      }
    }
    return !token.empty() && is_digit(token[0]) && digits <= kMostDigits && letters <= 1;
  }
  // A word of a street or a town.
  bool is_word(std::size_t begin) const noexcept {
    const LatinWord word = read_latin_word(text_, begin);
    return !word.empty() && (word.capital || is_word_of(view(word), kSmall) || is_word_of(view(word), kStreetWords));
  }
  bool is_street(std::size_t begin) const noexcept {
    const std::string_view word = view(read_latin_word(text_, begin));
    return is_word_of(word, kStreetWords) ||
           std::any_of(std::begin(kStreetEndings), std::end(kStreetEndings), [word](std::string_view ending) {
             return word.size() > ending.size() && equals_lower(word.substr(word.size() - ending.size()), ending);
           });
  }
  // Lindenstraße | 27: the words before a house number, one blank between them.
  std::size_t words_before(std::size_t house, std::size_t none, bool plain) const noexcept {
    bool street = !plain;
    std::size_t begin = none;
    std::size_t end = house;
    for (int words = 0; words < kMostStreetWords; ++words) {
      if (before(end) != ' ') break;
      const std::size_t token = token_begin(end - 1);
      if (token == end - 1 || !is_word(token)) break;
      begin = end = token;
      street = street || is_street(token);
    }
    return begin != none && street && read_latin_word(text_, begin).end - begin >= 2 ? begin : none;
  }
  // Flat 4, | 22 Elmhurst Gardens
  std::size_t dwelling_before(std::size_t house) const noexcept {
    std::size_t place = house;
    skip_gap_before(place);
    const std::size_t number = token_begin(place);
    if (number == place || before(number) != ' ') return house;
    const std::size_t word = token_begin(number - 1);
    return is_word_of(text_.substr(word, number - 1 - word), kDwellings) ? word : house;
  }

  std::string_view text_;
  std::size_t floor_;
};

}  // namespace

PostcodeAddress address_at_postcode(std::string_view text, std::size_t floor, std::size_t begin,
                                    std::size_t end) noexcept {
  const Reader reader(text, begin > floor + 2 * kReach ? begin - 2 * kReach : floor);
  const auto from = [&](std::size_t postcode, std::size_t behind, bool town_first) {
    // A year, a round number.
    const std::string_view digits = text.substr(begin, end - begin);
    const bool plain =
        digits.size() == 4 ? digits.starts_with("19") || digits.starts_with("20") : digits.ends_with("000");
    const std::size_t street = reader.street_begin(postcode, town_first, plain);
    return street == postcode ? PostcodeAddress{} : PostcodeAddress{street, behind};
  };
  const std::size_t size = end - begin;
  char first = reader.before(begin);
  std::size_t code_begin = begin;
  if (is_capital(first)) {  // BS1 4DJ, EC1A 1BB, H2X 2V4
    std::size_t letters = begin;
    while (is_capital(reader.before(letters)) && begin - letters < 2) --letters;
    std::size_t inward = end + (is_capital(reader.at(end)) ? 1 : 0);
    if (size > 2 || (reader.before(letters) != ' ' && reader.before(letters) != '\n') || reader.at(inward) != ' ' ||
        !is_digit(reader.at(inward + 1)))
      return {};
    inward += 2;
    const bool british = is_capital(reader.at(inward)) && is_capital(reader.at(inward + 1));
    const bool canadian = is_capital(reader.at(inward)) && is_digit(reader.at(inward + 1));
    if ((!british && !canadian) || !reader.ends_word(inward + 2)) return {};
    return from(letters, inward + 2, true);
  }
  // A-1010 Wien, SE-111 43 Stockholm
  if (first == '-' && is_capital(reader.before(begin - 1))) {
    --code_begin;
    while (is_capital(reader.before(code_begin)) && begin - code_begin < 4) --code_begin;
    first = reader.before(code_begin);
  }
  if (is_digit(first) || (first != ' ' && first != '\n' && first != '\0' && first != ',')) return {};
  std::size_t code = end;
  if (size == 3 && reader.at(end) == ' ' && reader.digits_end(end + 1) == end + 3) {
    code = end + 3;
  } else if (reader.at(end) == '-' && size <= 5 && reader.digits_end(end + 1) == end + 4) {
    code = end + 4;
  } else if (size != 4 && size != 5) {
    return {};
  } else if (size == 4 && reader.at(end) == ' ' && is_capital(reader.at(end + 1)) && is_capital(reader.at(end + 2)) &&
             reader.at(end + 3) == ' ') {
    code = end + 3;
  }
  const std::size_t town = reader.town_end(code);
  if (town != code) return from(code_begin, town, false);
  return {};
}

PostcodeAddress name_above(std::string_view text, std::size_t floor, std::size_t address) noexcept {
  constexpr std::size_t kLongest = 48;
  constexpr int kMostWords = 4;
  if (address < 2 || text[address - 1] != '\n') return {};
  constexpr std::size_t kMostSigns = 5;  // line breaks, and a comma
  std::size_t end = address - 1;
  while (end > floor && address - end < kMostSigns && std::string_view("\r\n, ").find(text[end - 1]) != text.npos)
    --end;
  std::size_t begin = end;
  while (begin > floor && text[begin - 1] != '\n' && end - begin <= kLongest) --begin;
  if (begin > floor && text[begin - 1] != '\n') return {};
  int words = 0;
  for (std::size_t at = begin; at < end;) {
    const LatinWord word = read_latin_word(text, at);
    const std::string_view letters = text.substr(word.begin, word.end - word.begin);
    const bool small = is_word_of(letters, kNameParticles);
    if (word.empty() || (!word.capital && !small) || is_word_of(letters, kOfThings) ||
        is_word_of(letters, kNobodyInLatin) || ++words > kMostWords) {
      return {};
    }
    at = word.end;
    if (at < end && text[at] == '.') ++at;
    if (at < end && text[at++] != ' ') return {};
  }
  return words < 2 ? PostcodeAddress{} : PostcodeAddress{begin, end};
}

}  // namespace veilgate::masking
