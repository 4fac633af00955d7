#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "masking/detect/calling_words.hpp"
#include "masking/detect/character_bits.hpp"
#include "masking/detect/latin_words.hpp"
#include "masking/detect/locate.hpp"
#include "masking/detect/postcode_address.hpp"

namespace veilgate::masking {
namespace {

constexpr std::string_view kStreets[] = {
    "street", "st",      "avenue",   "ave",   "road",   "rd",     "boulevard", "blvd",  "lane",    "ln",   "drive",
    "dr",     "court",   "ct",       "place", "pl",     "square", "sq",        "way",   "highway", "hwy",  "parkway",
    "pkwy",   "terrace", "crescent", "close", "circle", "trail",  "trl",       "plaza", "streets", "route"};
constexpr std::string_view kRooms[] = {"apt", "apartment", "suite", "ste", "unit", "floor", "fl", "room", "rm", "box"};
// `… address` of these is of another kind.
constexpr std::string_view kOtherAddresses[] = {"ip",  "email",  "e-mail", "mail",   "mac",      "web",    "wallet",
                                                "url", "server", "remote", "memory", "internet", "website"};
constexpr std::size_t kReach = 120;  // bytes of one address
constexpr int kMostNameWords = 5;    // between the number and the word for a street
constexpr int kMostTailWords = 5;    // of city and country
constexpr std::size_t kHouseDigits = 6;

class Addresses {
 public:
  Addresses(const LocateInput& input, std::vector<Span>& out) : text_(input.text), out_(out) {}

  void run() {
    CallingWords words(text_, detector_bit(DetectorId::western_address));
    bool word_left = words.next();
    std::size_t digit = find_digit(text_, 0);
    for (std::size_t at = 0;;) {
      if (digit < at) digit = find_digit(text_, at);
      while (word_left && words.begin() < at) word_left = words.next();
      if (digit == text_.size() && !word_left) return;
      if (!word_left || digit < words.begin()) {
        const std::size_t digits_end = skip_digits(digit);
        std::size_t end = at_number(digit, digits_end);
        if (end != digit) {
          add(digit, end);
        } else if (const auto found = address_at_postcode(text_, floor_, digit, digits_end); !found.empty()) {
          add(found.begin, found.end);
          end = found.end;
        }
        at = std::max(digits_end, end);
        continue;
      }
      const LatinWord word{words.begin(), words.end(), false};
      if (is_whole_word(text_, word.begin, word.end)) {
        behind_word(word, latin_word_before(text_, floor_, word.begin, '\0'));
      }
      at = std::max(word.end, floor_);
    }
  }

 private:
  std::string_view view(const LatinWord& word) const noexcept {
    return text_.substr(word.begin, word.end - word.begin);
  }

  void add(std::size_t begin, std::size_t end) {
    while (end > begin && std::string_view(" ,.\n\r\t").find(text_[end - 1]) != std::string_view::npos) --end;
    if (begin < floor_ || begin >= end) return;
    if (const auto name = name_above(text_, floor_, begin); !name.empty()) {
      out_.push_back(
          {static_cast<std::uint32_t>(name.begin), static_cast<std::uint32_t>(name.end), ClassId::person_name});
    }
    out_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), ClassId::address});
    floor_ = end;
  }

  std::size_t skip_digits(std::size_t at) const noexcept {
    while (at < text_.size() && is_digit(text_[at])) ++at;
    return at;
  }
  // Blanks, at most one line break and one comma.
  std::size_t skip_gap(std::size_t at) const noexcept {
    int signs = 0;
    for (int i = 0; i < 8 && at < text_.size(); ++i, ++at) {
      const char c = text_[at];
      if (c == ',' || c == '\n') {
        if (++signs > 2) break;
      } else if (c != ' ' && c != '\r' && c != '\t' && c != '.') {
        break;
      }
    }
    return at;
  }

  // 6750 Main Street Apt. 864, Springfield, IL 62704: where it ends; `at` when it is none.
  std::size_t at_number(std::size_t at, std::size_t digits_end) const noexcept {
    if (digits_end - at > kHouseDigits || (at > 0 && (is_ascii_letter(text_[at - 1]) || text_[at - 1] == '.' ||
                                                      text_[at - 1] == '-' || text_[at - 1] == '$'))) {
      return at;
    }
    std::size_t place = digits_end;
    if (place < text_.size() && is_ascii_letter(text_[place])) ++place;  // 12B
    if (place >= text_.size() || text_[place] != ' ') return at;
    for (int words = 0; words < kMostNameWords; ++words) {
      ++place;
      if (place < text_.size() && is_digit(text_[place])) {  // 5th Avenue
        place = skip_digits(place);
        while (place < text_.size() && is_ascii_letter(text_[place])) ++place;
      } else {
        const LatinWord word = read_latin_word(text_, place);
        if (word.empty() || !word.capital) return at;
        place = word.end;
        if (words != 0 && is_word_of(view(word), kStreets)) return tail_end(place);
        if (place < text_.size() && text_[place] == '.') ++place;
      }
      if (place >= text_.size() || text_[place] != ' ') return at;
    }
    return at;
  }

  // Room, city, state and ZIP behind a street.
  std::size_t tail_end(std::size_t street) const noexcept {
    std::size_t end = street;
    int words = 0;
    while (end - street < kReach) {
      const std::size_t at = skip_gap(end);
      if (at >= text_.size() || at == end) break;
      if (text_[at] == '#' || is_digit(text_[at])) {
        const std::size_t digits = skip_digits(text_[at] == '#' ? at + 1 : at);
        if (digits - at > kHouseDigits + 1) break;
        if (digits < text_.size() && is_ascii_letter(text_[digits]) &&
            (digits + 1 == text_.size() || !is_ascii_letter(text_[digits + 1]))) {
          end = digits + 1;  // 4B
          continue;
        }
        end = digits + 5 <= text_.size() && text_[digits] == '-' && skip_digits(digits + 1) == digits + 5 ? digits + 5
                                                                                                          : digits;
        words = kMostTailWords - 2;
        continue;
      }
      const LatinWord word = read_latin_word(text_, at);
      if (word.empty()) break;
      const bool room = is_word_of(view(word), kRooms) || is_word_of(view(word), kStreets);
      if (!room && (!word.capital || ++words > kMostTailWords)) break;
      // A new sentence is no city.
      if (!room && text_.substr(end, at - end).find(". ") != std::string_view::npos) break;
      end = word.end;
    }
    return end;
  }

  void behind_word(const LatinWord& word, const LatinWord& before) {
    const std::string_view name = view(word);
    if (equals_lower(name, "box") && is_post_office(before)) return behind_box(word, before);
    if (equals_lower(name, "psc")) return behind_military(word);
    if (equals_lower(name, "address") && !is_word_of(view(before), kOtherAddresses)) return behind_label(word, true);
    if (equals_lower(name, "zip")) return behind_zip(word);
    if (equals_lower(name, "live") || equals_lower(name, "lives") || equals_lower(name, "living")) {
      const LatinWord next = read_latin_word(text_, std::min(text_.find_first_not_of(' ', word.end), text_.size()));
      if (equals_lower(view(next), "at")) return behind_label(next, false);
    }
  }

  bool is_post_office(const LatinWord& before) const noexcept {
    return equals_lower(view(before), "po") || equals_lower(view(before), "o") || equals_lower(view(before), "office");
  }

  // P.O. Box 123, Springfield
  void behind_box(const LatinWord& word, const LatinWord& before) {
    const std::size_t digits = word.end + 1;
    if (digits >= text_.size() || text_[word.end] != ' ' || !is_digit(text_[digits])) return;
    std::size_t begin = before.begin;
    if (begin >= 2 && text_[begin - 1] == '.' && (text_[begin - 2] | 0x20) == 'p') begin -= 2;
    add(begin, tail_end(skip_digits(digits)));
  }

  // PSC 0413, Box 8144 APO AA 42323
  void behind_military(const LatinWord& word) {
    const std::size_t digits = word.end + 1;
    if (digits >= text_.size() || text_[word.end] != ' ' || !is_digit(text_[digits])) return;
    add(word.begin, tail_end(skip_digits(digits)));
  }

  // Address: …, my address is …, lives at …: up to the end of the sentence, when it holds a number and a word.
  void behind_label(const LatinWord& word, bool sign_needed) {
    std::size_t at = word.end;
    while (at < text_.size() && text_[at] == ' ') ++at;
    const LatinWord verb = read_latin_word(text_, at);
    if (sign_needed && equals_lower(view(verb), "is")) {
      at = verb.end;
    } else if (sign_needed && at < text_.size() && (text_[at] == ':' || text_[at] == '=')) {
      ++at;
    } else if (sign_needed) {
      return;
    }
    while (at < text_.size() && (text_[at] == ' ' || text_[at] == '\n' || text_[at] == ':')) ++at;
    const std::size_t begin = at;
    bool digit = false;
    std::size_t letters = 0;
    for (; at < text_.size() && at - begin < kReach; ++at) {
      const char c = text_[at];
      if (c == '?' || c == '!' || c == ';' || c == '@' || c == '{' || c == '"') break;
      if (c == '.' && (at + 1 == text_.size() || ((text_[at + 1] == ' ' || text_[at + 1] == '\n') && letters > 4)))
        break;
      if (c == '\n' && at + 1 < text_.size() && text_[at + 1] == '\n') break;
      digit = digit || is_digit(c);
      letters = is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0x80 ? letters + 1 : 0;
    }
    if (at - begin >= kReach || !digit || at - begin < 6) return;
    if (text_.substr(begin, at - begin).find(' ') == std::string_view::npos) return;
    add(begin, at);
  }

  // ZIP: 3520, zip code 62704-1234
  void behind_zip(const LatinWord& word) {
    std::size_t at = word.end;
    while (at < text_.size() && text_[at] == ' ') ++at;
    const LatinWord code = read_latin_word(text_, at);
    if (equals_lower(view(code), "code")) at = code.end;
    while (at < text_.size() && (text_[at] == ' ' || text_[at] == ':')) ++at;
    const LatinWord verb = read_latin_word(text_, at);
    if (equals_lower(view(verb), "is")) at = verb.end + 1;
    if (at >= text_.size() || !is_digit(text_[at])) return;
    std::size_t end = skip_digits(at);
    if (end - at == 5 && end + 5 <= text_.size() && text_[end] == '-' && skip_digits(end + 1) == end + 5) end += 5;
    if (end - at >= 4 && end - at <= 10) add(at, end);
  }

  std::string_view text_;
  std::vector<Span>& out_;
  std::size_t floor_ = 0;
};

}  // namespace

void locate_western_address(const LocateInput& input, std::vector<Span>& out) {
  if (input.evidence != Evidence::neutral_key) return;
  Addresses(input, out).run();
}

}  // namespace veilgate::masking
