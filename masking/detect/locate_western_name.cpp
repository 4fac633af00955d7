#include <cstddef>
#include <cstdint>

#include "masking/detect/calling_words.hpp"
#include "masking/detect/latin_words.hpp"
#include "masking/detect/locate.hpp"

namespace veilgate::masking {
namespace {

constexpr std::string_view kTitles[] = {"mr",       "mrs",       "ms",  "miss",  "mx",     "dr",
                                        "prof",     "professor", "sir", "madam", "herr",   "frau",
                                        "monsieur", "madame",    "mme", "mlle",  "signor", "signora"};
// `Name:`, `my name is`: the word before `name`, when there is one on its line.
constexpr std::string_view kWhoseName[] = {
    "my",     "full",    "first",  "last",   "given", "family",    "customer", "contact",   "recipient",  "receiver",
    "client", "patient", "buyer",  "sender", "his",   "her",       "holder",   "your",      "cardholder", "the",
    "real",   "legal",   "middle", "maiden", "user",  "passenger", "guest",    "consignee", "shipper"};
// These speak for a name when a colon follows.
constexpr std::string_view kRoles[] = {
    "contact",   "customer", "recipient", "receiver", "consignee", "attn",    "attention",    "cardholder", "patient",
    "buyer",     "sender",   "user",      "client",   "payee",     "payer",   "beneficiary",  "applicant",  "insured",
    "passenger", "attendee", "borrower",  "nominee",  "guarantor", "shipper", "policyholder", "signatory",  "spouse"};
// And these of two words without one, inside a sentence: `please contact John Smith`; `Contact Lens Solution` is a
// title.
constexpr std::string_view kRolesInSentences[] = {"contact",   "beneficiary", "payee",
                                                  "passenger", "patient",     "applicant"};
constexpr std::string_view kClosings[] = {"regards", "sincerely", "cheers", "cordially", "faithfully", "truly"};
// What begins with a capital and is nobody.
constexpr std::string_view kNobody[] = {
    "the",   "this",    "not",     "please",   "customer", "sir",     "madam",     "all",     "team", "no",
    "yes",   "is",      "service", "support",  "us",       "center",  "centre",    "friend",  "user", "admin",
    "none",  "null",    "unknown", "valued",   "member",   "client",  "and",       "to",      "for",  "from",
    "error", "invalid", "missing", "required", "here",     "you",     "your",      "i",       "it",   "a",
    "an",    "of",      "in",      "on",       "buyer",    "seller",  "anonymous", "guest",   "n",    "street",
    "st",    "going",   "sorry",   "so",       "very",     "english", "chinese",   "american"};
constexpr std::string_view kParticles[] = {"de",  "la", "van", "von", "der", "den", "di",  "da",  "del",
                                           "bin", "al", "el",  "le",  "du",  "dos", "ten", "ter", "y"};
constexpr int kMostWords = 4;

class Names {
 public:
  Names(const LocateInput& input, std::vector<Span>& out) : input_(input), text_(input.text), out_(out) {}

  void run() {
    LatinWord last;  // read here
    for (CallingWords words(text_, detector_bit(DetectorId::western_name)); words.next();) {
      LatinWord word{words.begin(), words.end(), false};
      constexpr std::size_t kVerb = 2;  // 'm
      if (word.end - word.begin == 1) word.end += kVerb;
      if (word.begin < floor_ || !is_whole_word(text_, word.begin, word.end)) continue;
      word.capital = text_[word.begin] >= 'A' && text_[word.begin] <= 'Z';
      LatinWord before = latin_word_before(text_, floor_, word.begin, '\n');
      // What stands behind a name on its line has the word before the name before it.
      if (before.empty() && floor_ != 0 && text_.substr(floor_, word.begin - floor_).rfind('\n') == text_.npos) {
        before = last;
      }
      look_behind(word, before);
      last = word;
    }
  }

 private:
  std::string_view view(const LatinWord& word) const noexcept {
    return text_.substr(word.begin, word.end - word.begin);
  }

  void look_behind(const LatinWord& word, const LatinWord& before) {
    const std::string_view name = view(word);
    if (is_word_of(name, kTitles)) return behind_title(word);
    if (equals_lower(name, "name") || equals_lower(name, "named")) return behind_name(word, before);
    if (equals_lower(name, "dear")) return behind_salutation(word);
    if (equals_lower(name, "i'm") || (equals_lower(name, "am") && equals_lower(view(before), "i"))) {
      return add(read_name(skip_blanks(word.end), 2));
    }
    if (is_word_of(name, kClosings)) return behind_closing(word);
    if (is_word_of(name, kRoles)) return behind_role(word);
  }

  std::size_t skip_blanks(std::size_t at) const noexcept {
    while (at < text_.size() && (text_[at] == ' ' || text_[at] == '\t')) ++at;
    return at;
  }

  struct Name {
    std::size_t begin = 0;
    std::size_t end = 0;
    int words = 0;
  };

  // The words with capitals, initials and particles between them, from `at` on; none when they are fewer than `least`.
  Name read_name(std::size_t at, int least) const noexcept {
    Name name{at, at, 0};
    std::size_t place = at;
    int taken = 0;
    while (taken < kMostWords) {
      const LatinWord word = read_latin_word(text_, place);
      if (word.empty()) break;
      const bool particle = is_word_of(view(word), kParticles) && name.words != 0;
      if (!word.capital && !particle) break;
      if (word.capital && is_word_of(view(word), kNobody)) break;
      if (word.end < text_.size() && (is_digit(text_[word.end]) || text_[word.end] == '_' || text_[word.end] == '@'))
        break;
      place = word.end;
      const bool initial = word.end - word.begin == 1;
      if (initial && place < text_.size() && text_[place] == '.') ++place;
      if (word.capital) {
        ++name.words;
        ++taken;
        name.end = place;
      }
      // One blank to the next word, or the sign of a passenger list: SMITH/JOHN.
      if (place >= text_.size() || (text_[place] != ' ' && !(text_[place] == '/' && word.capital))) break;
      ++place;
    }
    if (name.words < least || (name.words == 1 && name.end - name.begin < 2)) return {at, at, 0};
    return name;
  }

  void add(const Name& name) {
    if (name.words == 0 || name.begin < floor_) return;
    out_.push_back(
        {static_cast<std::uint32_t>(name.begin), static_cast<std::uint32_t>(name.end), ClassId::person_name});
    floor_ = name.end;
  }

  // Mr Smith, Dr. Berta Szöllössy. MS Office and 20 ms are no titles.
  void behind_title(const LatinWord& word) {
    std::size_t at = word.end;
    const bool dot = at < text_.size() && text_[at] == '.';
    const std::string_view title = view(word);
    if (!word.capital && !dot) return;
    if (title.size() == 2 && title[1] >= 'A' && title[1] <= 'Z' && !dot) return;
    if (dot) ++at;
    const std::size_t begin = skip_blanks(at);
    if (begin == at && !dot) return;
    add(read_name(begin, 1));
  }

  // my name is X, Name: X, first name? X
  void behind_name(const LatinWord& word, const LatinWord& before) {
    const bool named = equals_lower(view(word), "named");
    if (!before.empty() && !named && !is_word_of(view(before), kWhoseName)) {
      return input_.reject(ClassId::person_name, Rejection::no_context, word.begin, word.end);
    }
    std::size_t at = skip_blanks(word.end);
    const LatinWord verb = read_latin_word(text_, at);
    const bool is = equals_lower(view(verb), "is") || equals_lower(view(verb), "was");
    const bool sign = at < text_.size() && (text_[at] == ':' || text_[at] == '?' || text_[at] == '=');
    if (!is && !sign && !named) return;
    if (named && (before.empty() || word.capital)) return;
    at = is ? verb.end : sign ? at + 1 : at;
    add(read_name(skip_blanks(at), named ? 2 : 1));
  }

  void behind_role(const LatinWord& word) {
    const std::size_t at = skip_blanks(word.end);
    if (at < text_.size() && text_[at] == ':') return add(read_name(skip_blanks(at + 1), 1));
    if (!word.capital && is_word_of(view(word), kRolesInSentences)) add(read_name(at, 2));
  }

  // Dear John, / Dear Mr Smith is the title's.
  void behind_salutation(const LatinWord& word) {
    const Name name = read_name(skip_blanks(word.end), 1);
    if (name.words == 0 || is_word_of(text_.substr(name.begin, name.end - name.begin), kTitles)) return;
    const LatinWord first = read_latin_word(text_, name.begin);
    if (is_word_of(view(first), kTitles)) return;
    if (name.end < text_.size() &&
        (text_[name.end] == ',' || text_[name.end] == ':' || text_[name.end] == '!' || text_[name.end] == '\n'))
      add(name);
  }

  // Regards,\nJohn Smith
  void behind_closing(const LatinWord& word) {
    std::size_t at = word.end;
    if (at >= text_.size() || text_[at] != ',') return;
    ++at;
    while (at < text_.size() && (text_[at] == ' ' || text_[at] == '\n' || text_[at] == '\r')) ++at;
    add(read_name(at, 1));
  }

  const LocateInput& input_;
  std::string_view text_;
  std::vector<Span>& out_;
  std::size_t floor_ = 0;
};

}  // namespace

void locate_western_name(const LocateInput& input, std::vector<Span>& out) {
  if (input.evidence != Evidence::neutral_key) return;
  Names(input, out).run();
}

}  // namespace veilgate::masking
