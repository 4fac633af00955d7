#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "masking/detect/calling_words.hpp"
#include "masking/detect/given_names.hpp"
#include "masking/detect/han_name.hpp"
#include "masking/detect/latin_people.hpp"
#include "masking/detect/latin_words.hpp"
#include "masking/detect/locate.hpp"
#include "masking/detect/segment_fields.hpp"
#include "masking/detect/western_name_words.hpp"

namespace veilgate::masking {
namespace {

constexpr int kMostWords = 4;

class Names {
 public:
  Names(const LocateInput& input, std::vector<Span>& out)
      : input_(input), text_(input.text), out_(out), first_(out.size()) {}

  void run() {
    if (input_.has(Context::role) && append_latin_people(text_, out_)) return;
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
    const std::size_t in_order = out_.size();
    before_mailboxes();
    behind_labels();
    append_segment_fields(text_, out_);
    if (out_.size() != in_order) sort_from(first_);
  }

 private:
  std::string_view view(const LatinWord& word) const noexcept {
    return text_.substr(word.begin, word.end - word.begin);
  }

  void look_behind(const LatinWord& word, const LatinWord& before) {
    const std::string_view name = view(word);
    if (is_word_of(name, kNameTitles)) return behind_title(word);
    if (equals_lower(name, "name") || equals_lower(name, "named")) {
      behind_name(word, before);
      if (floor_ <= word.begin) behind_front(word);
      return;
    }
    if (equals_lower(name, "dear")) return behind_salutation(word);
    if (equals_lower(name, "i'm") || (equals_lower(name, "am") && equals_lower(view(before), "i"))) {
      return add(read_name(skip_blanks(word.end), 2));
    }
    if (is_word_of(name, kNameClosings)) return behind_closing(word);
    if (is_word_of(name, kColonRoles) && behind_role(word)) return;
    if (is_word_of(name, kLooseColonRoles) && behind_loose_role(word)) return;
    if (is_word_of(name, kDoneByNames)) before_deed(word, before);
    behind_front(word);
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
      const bool particle = is_word_of(view(word), kNameParticles) && name.words != 0;
      if (!word.capital && !particle) break;
      if (word.capital && is_word_of(view(word), kNobodyInLatin)) break;
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

  bool is_thing(const LatinWord& word) const noexcept {
    return is_word_of(view(word), kOfThings) || is_word_of(view(word), kNobodyInLatin);
  }

  // Two words and more that begin with a given name known; none with a word of things among them.
  Name read_person(std::size_t at) const noexcept {
    const Name name = read_name(at, 2);
    if (name.words == 0) return name;
    // SMITH/JOHN: either may be the given one.
    const LatinWord first = read_latin_word(text_, name.begin);
    const bool listed =
        first.end < name.end && text_[first.end] == '/' && is_given_name(view(read_latin_word(text_, first.end + 1)));
    if (!listed && !is_given_name(view(first))) return {at, at, 0};
    return holds_thing(name.begin, name.end) ? Name{at, at, 0} : name;
  }
  // Also the word right behind it: Morgan Freeman Center.
  bool holds_thing(std::size_t begin, std::size_t end) const noexcept {
    for (std::size_t at = begin; at <= end && at < text_.size();) {
      const LatinWord word = read_latin_word(text_, at);
      if (!word.empty() && is_thing(word)) return true;
      at = word.end + 1;
    }
    return false;
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
    if (behind_listed(word) || (!word.capital && !dot)) return;
    const bool capitals = title[1] >= 'A' && title[1] <= 'Z';
    if (capitals && !dot && (title.size() == 2 || equals_lower(title, "sig"))) return;
    if (dot) ++at;
    const std::size_t begin = skip_blanks(at);
    if (begin == at && (!dot || !word.capital)) return;
    if (is_word_of(view(read_latin_word(text_, begin)), kTitledBrands)) return;
    add(read_name(begin, 1));
  }

  // SMITH/JOHN MR
  bool behind_listed(const LatinWord& title) {
    if (title.begin < 2 || text_[title.begin - 1] != ' ' || !is_ascii_letter(text_[title.begin - 2])) return false;
    const std::size_t end = title.begin - 1;
    std::size_t begin = end;
    bool slash = false;
    for (; begin > floor_; --begin) {
      const char c = text_[begin - 1];
      if (c == '/' && !slash && begin != end) {
        slash = true;
      } else if ((c < 'A' || c > 'Z') && c != '-' && c != '\'' && !(c == ' ' && !slash)) {
        break;
      }
    }
    if (!slash || text_[begin] == '/' || text_[begin] == ' ') return false;
    // GET/POST MS Office
    const std::size_t next = skip_blanks(title.end);
    if (next != title.end && next < text_.size() && is_ascii_letter(text_[next])) return false;
    add({begin, end, 2});
    return true;
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

  bool behind_role(const LatinWord& word) {
    const std::size_t at = skip_blanks(word.end);
    if (at < text_.size() && text_[at] == ':') {
      const Name name = read_name(skip_blanks(at + 1), 1);
      if (name.words == 0 || (equals_lower(view(word), "contact") && begins_sentence(name)))
        return behind_loose_role(word);
      add(name);
      return true;
    }
    if (word.capital || !is_word_of(view(word), kRolesInSentences)) return behind_loose_role(word);
    const Name name = read_name(at, 2);
    if (name.words != 0 && !holds_thing(name.begin, name.end)) add(name);
    return true;
  }

  // Contact: Gold plated. A plug has contacts too: one word and a small one behind it are no name, but for a given name
  // known.
  bool begins_sentence(const Name& name) const noexcept {
    if (name.words > 1 || name.end >= text_.size() || text_[name.end] != ' ') return false;
    const LatinWord next = read_latin_word(text_, name.end + 1);
    return !next.empty() && !next.capital && !is_given_name(text_.substr(name.begin, name.end - name.begin));
  }

  // from: John Smith, user=张伟
  bool behind_loose_role(const LatinWord& word) {
    std::size_t at = skip_blanks(word.end);
    if (at >= text_.size() || (text_[at] != ':' && text_[at] != '=')) return false;
    at = skip_blanks(at + 1);
    if (at < text_.size() && (text_[at] == '"' || text_[at] == '\'')) ++at;
    if (at >= text_.size()) return true;
    if (static_cast<unsigned char>(text_[at]) >= 0x80) {
      if (const std::size_t end = plain_han_name_end(text_, at, false);
          end != at && end == whole_han_name_end(text_, at)) {
        add({at, end, 1});
        return true;
      }
    }
    add(read_person(at));
    return true;
  }

  // spoke with John Smith
  void behind_front(const LatinWord& word) {
    for (const FrontWord& front : kFrontWordsOfNames) {
      if (!equals_lower(view(word), front.word)) continue;
      std::size_t at = skip_blanks(word.end);
      if (!front.small.empty()) {
        const LatinWord small = read_latin_word(text_, at);
        if (!equals_lower(view(small), front.small)) continue;
        at = skip_blanks(small.end);
      }
      const Name name = read_person(at);
      if (name.words != 0) return add(name);
    }
  }

  // The words with capitals before a place, one blank between them, that begin with a given name known, or, `any`, with
  // any.
  Name read_name_before(std::size_t end, bool any) const noexcept {
    Name name{end, end, 0};
    std::size_t at = end;
    for (int words = 1; words <= kMostWords; ++words) {
      const Character last = decode_utf8_before(text_, at);  // nothing is looked for further back
      if (last.length == 0 || !is_cased_letter(last.value)) break;
      const LatinWord word = latin_word_before(text_, floor_, at, '\n');
      if (word.empty() || word.end != at || is_thing(word)) break;
      if (!word.capital && !is_word_of(view(word), kNameParticles)) break;
      if (word.capital && words > 1 && (any || is_given_name(view(word)))) name = {word.begin, end, words};
      if (word.begin <= floor_ || text_[word.begin - 1] != ' ') break;
      at = word.begin - 1;
    }
    return name;
  }

  // John Smith lives, Jane Doe, aged 30, Jane Doe was born
  void before_deed(const LatinWord& word, const LatinWord& before) {
    if (word.capital || before.empty()) return;
    const bool linked =
        equals_lower(view(before), "was") || equals_lower(view(before), "is") || equals_lower(view(before), "who");
    std::size_t end = linked ? before.begin : word.begin;
    if (end <= floor_ || text_[end - 1] != ' ') return;
    --end;
    if (end > floor_ && text_[end - 1] == ',') --end;
    // Nothing but people live at a place.
    const std::string_view rest = text_.substr(word.end);
    const bool dwells = equals_lower(view(word), "resides") ||
                        (equals_lower(view(word), "lives") && (rest.starts_with(" at ") || rest.starts_with(" in ")));
    const Name name = read_name_before(end, dwells);
    if (name.words > 1) add(name);
  }

  // John Smith <js@example.com>, "张三" <zs@example.com>
  void before_mailboxes() {
    constexpr std::size_t kLongest = 64;
    floor_ = 0;
    for (std::size_t at = text_.find('<'); at != std::string_view::npos; at = text_.find('<', at + 1)) {
      const std::string_view box = text_.substr(at + 1, kLongest);
      const std::size_t end = std::min(box.find_first_of(" <>\n"), box.size());
      const std::size_t sign = box.substr(0, end).find('@');
      const std::string_view user = box.substr(0, sign);
      if (sign == std::string_view::npos ||
          std::any_of(user.begin(), user.end(), [](char c) { return static_cast<signed char>(c) <= ' '; })) {
        continue;
      }
      std::size_t name_end = at;
      while (name_end > floor_ && (text_[name_end - 1] == ' ' || text_[name_end - 1] == '"')) --name_end;
      const Name name = read_name_before(name_end, true);
      if (name.words > 1) {
        add(name);
      } else if (const HanBack han = read_han_back(text_, floor_, name_end); han.count != 0) {
        const std::size_t begin = han.offsets[han.count - 1];
        if (whole_han_name_end(text_, begin) == name_end) add({begin, name_end, 1});
      }
    }
  }

  // To: John Smith, Kunde : Jürgen Maier, absent: Kevin Lau, Mia Torres: behind any label but one of things.
  void behind_labels() {
    floor_ = 0;
    for (std::size_t at = text_.find(':'); at != std::string_view::npos; at = text_.find(':', at + 1)) {
      if (at == 0 || at < floor_) continue;
      const std::size_t label = text_[at - 1] == ' ' ? at - 1 : at;
      const Character last = decode_utf8_before(text_, label);
      if (last.length == 0 || !is_cased_letter(last.value)) continue;
      std::size_t begin = skip_blanks(at + 1);
      if (begin < text_.size() && (text_[begin] == '"' || text_[begin] == '\'')) ++begin;
      Name name = read_person(begin);
      if (name.words == 0 || is_word_of(view(latin_word_before(text_, floor_, label, '\n')), kLabelsOfGoods)) continue;
      while (name.words != 0) {
        add(name);
        if (!text_.substr(name.end).starts_with(", ")) break;
        name = read_person(name.end + 2);
      }
    }
  }

  // In order and apart, as the first one says it.
  void sort_from(std::size_t first) {
    const auto begin = out_.begin() + static_cast<std::ptrdiff_t>(first);
    std::sort(begin, out_.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
    std::size_t kept = first;
    for (std::size_t i = first; i < out_.size(); ++i) {
      if (kept != first && out_[i].begin < out_[kept - 1].end) continue;
      out_[kept++] = out_[i];
    }
    out_.resize(kept);
  }

  // Dear John, / Dear Mr Smith is the title's.
  void behind_salutation(const LatinWord& word) {
    const Name name = read_name(skip_blanks(word.end), 1);
    if (name.words == 0 || is_word_of(text_.substr(name.begin, name.end - name.begin), kNameTitles)) return;
    const LatinWord first = read_latin_word(text_, name.begin);
    if (is_word_of(view(first), kNameTitles)) return;
    if (name.end < text_.size() &&
        (text_[name.end] == ',' || text_[name.end] == ':' || text_[name.end] == '!' || text_[name.end] == '\n'))
      add(name);
  }

  // Regards,\nJohn Smith; without a comma on a line of its own.
  void behind_closing(const LatinWord& word) {
    std::size_t at = word.end;
    const bool comma = at < text_.size() && text_[at] == ',';
    const std::size_t signs = at;
    while (at < text_.size() && std::string_view(" \n\r,!.").find(text_[at]) != std::string_view::npos) ++at;
    const bool line = text_.substr(signs, at - signs).find('\n') != std::string_view::npos;
    if (comma && !is_word_of(view(word), kLooseClosings)) return add(read_name(at, 1));
    if (!line) return;
    Name name = read_person(at);
    if (name.words == 0) {
      name = read_name(at, 1);
      if (name.words == 1 && !is_given_name(text_.substr(name.begin, name.end - name.begin))) return;
      if (name.words > 1) return;
    }
    if (name.words != 0 && (name.end == text_.size() || text_[name.end] == '\n' || text_[name.end] == '\r')) add(name);
  }

  const LocateInput& input_;
  std::string_view text_;
  std::vector<Span>& out_;
  std::size_t first_;  // span of these
  std::size_t floor_ = 0;
};

}  // namespace

void locate_western_name(const LocateInput& input, std::vector<Span>& out) {
  if (input.evidence != Evidence::neutral_key) return;
  Names(input, out).run();
}

}  // namespace veilgate::masking
