#include "masking/detect/pattern_syntax.hpp"

namespace veilgate::masking {
namespace {

constexpr std::string_view kBlanks = "\\t\\n\\f\\r ";  // what RE2 means by \s
constexpr std::string_view kBeyondAscii = "\\x{80}-\\x{10ffff}";
constexpr std::string_view kFoldsToAscii = "\\x{17f}\\x{212a}";  // beyond ASCII, and yet s and k under (?i)

Error refused(const char* why) {
  return make_error(Code::bad_config, Origin::policy, why);
}

bool is_ascii(char c) noexcept {
  return static_cast<unsigned char>(c) < 0x80;
}
bool is_word(char c) noexcept {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

// Reads a pattern from left to right and writes Hyperscan's form of it.
class Reader {
 public:
  Reader(std::string_view pattern, bool folds) : pattern_(pattern), folds_(folds) {}

  Result<std::string> read() {
    while (at_ < pattern_.size() && problem_ == nullptr) step();
    if (problem_ != nullptr) return refused(problem_);
    return std::move(out_);
  }

 private:
  char peek(std::size_t ahead = 0) const noexcept {
    return at_ + ahead < pattern_.size() ? pattern_[at_ + ahead] : '\0';
  }

  void step() {
    const char c = peek();
    switch (c) {
      case '^':
      case '$': problem_ = "has an anchor: ^ and $ mean the ends of a value and need whole_value: true"; return;
      case '[': return character_class();
      case '\\': return escape();
      case '(': return group();
      default: literal();
    }
  }

  // One character that stands for itself, or an operator.
  void literal() {
    if (is_ascii(peek())) {
      out_ += pattern_[at_++];
      return;
    }
    const std::string_view character = next_character();
    if (folds_) {
      out_.append("[").append(kBeyondAscii).append("]");
    } else {
      out_.append(character);
    }
  }

  std::string_view next_character() noexcept {
    const std::size_t begin = at_++;
    while (at_ < pattern_.size() && (static_cast<unsigned char>(pattern_[at_]) & 0xC0) == 0x80) ++at_;
    return pattern_.substr(begin, at_ - begin);
  }

  void escape() {
    const char c = peek(1);
    switch (c) {
      case '\0': problem_ = "ends with a backslash"; return;
      case 'A':
      case 'z': problem_ = "has an anchor: \\A and \\z mean the ends of a value and need whole_value: true"; return;
      case 'C': problem_ = "has \\C, which splits characters"; return;
      case 'Q': return quoted();
      case 's': out_.append("[").append(kBlanks).append("]"); break;
      case 'S': out_.append("[^").append(kBlanks).append("]"); break;
      case 'w': out_.append("[\\w").append(folds_ ? kFoldsToAscii : std::string_view()).append("]"); break;
      case 'p':
      case 'P': out_.append("[").append(property()).append(kBeyondAscii).append("]"); return;
      default: out_.append(pattern_.substr(at_, 2)); break;
    }
    at_ += 2;
  }

  // \pL, \p{Han}, \P{^Greek}: as it stands.
  std::string_view property() noexcept {
    const std::size_t begin = at_;
    at_ += 2;
    if (peek() == '{') {
      const std::size_t end = pattern_.find('}', at_);
      at_ = end == std::string_view::npos ? pattern_.size() : end + 1;
    } else if (at_ < pattern_.size()) {
      ++at_;
    }
    return pattern_.substr(begin, at_ - begin);
  }

  // \Q…\E
  void quoted() {
    at_ += 2;
    std::size_t end = pattern_.find("\\E", at_);
    const std::size_t after = end == std::string_view::npos ? pattern_.size() : end + 2;
    if (end == std::string_view::npos) end = pattern_.size();
    while (at_ < end) {
      if (is_ascii(peek())) {
        if (!is_word(peek())) out_ += '\\';
        out_ += pattern_[at_++];
      } else {
        literal();
      }
    }
    at_ = after;
  }

  // A parenthesis with what may follow it: names are of no use to a scan, and of the flags only i and s mean
  // something.
  void group() {
    out_ += '(';
    ++at_;
    if (peek() != '?') return;
    const std::size_t end = pattern_.find_first_of(">:)", at_);
    if (end == std::string_view::npos) {
      problem_ = "has a group that does not end";
      return;
    }
    if (pattern_[end] == '>') {  // (?P<name>
      out_ += "?:";
      at_ = end + 1;
      return;
    }
    out_ += '?';
    std::string kept;
    for (const char c : pattern_.substr(at_ + 1, end - at_ - 1)) {
      if (c == 'i' || c == 's' || c == '-') kept += c;
    }
    if (kept.ends_with('-')) kept.pop_back();
    out_ += kept;
    out_ += pattern_[end] == ')' && kept.empty() ? ":)" : std::string(1, pattern_[end]);
    at_ = end + 1;
  }

  // [...]: what widens it is added to a positive class and left out of a negated one.
  void character_class() {
    ++at_;
    const bool negated = peek() == '^';
    if (negated) ++at_;
    std::string items;
    bool wider = false;
    for (bool first = true; first || peek() != ']'; first = false) {
      if (at_ >= pattern_.size()) {
        problem_ = "has a character class that does not end";
        return;
      }
      class_item(items, wider, negated);
    }
    ++at_;
    if (negated && items.empty()) {
      out_.append("[\\x00-\\x7f").append(kBeyondAscii).append("]");
      return;
    }
    out_.append(negated ? "[^" : "[").append(items);
    if (wider && !negated) out_.append(kBeyondAscii);
    if (folds_ && !wider && !negated) out_.append(kFoldsToAscii);
    out_.append("]");
  }

  void class_item(std::string& items, bool& wider, bool negated) {
    if (pattern_.substr(at_).starts_with("[:")) {
      const std::size_t end = pattern_.find(":]", at_);
      if (end != std::string_view::npos) {
        items.append(pattern_.substr(at_, end + 2 - at_));
        at_ = end + 2;
        return;
      }
    }
    if (peek() == '\\') {
      const char c = peek(1);
      if (c == 'p' || c == 'P') {
        const std::string_view named = property();
        wider = true;
        if (!negated) items.append(named);
        return;
      }
      if (c == 's') {
        items.append(kBlanks);
        at_ += 2;
        return;
      }
      if (c == 'S') {
        items.append(negated ? "\\S" : "\\S\\x0b");
        at_ += 2;
        return;
      }
    }
    const std::size_t begin = at_;
    const bool plain_first = class_character();
    bool plain = plain_first;
    if (peek() == '-' && peek(1) != ']' && at_ + 1 < pattern_.size()) {
      ++at_;
      plain = class_character() && plain_first;
    }
    if (plain || !folds_) {
      const std::string_view item = pattern_.substr(begin, at_ - begin);
      if (item.starts_with('[')) items += '\\';
      items.append(item);
      return;
    }
    // Letters beyond ASCII under (?i).
    wider = true;
    if (!negated) items.append(pattern_.substr(begin, at_ - begin));
  }

  // One character of a class, written as it is or as an escape; whether it is ASCII.
  bool class_character() {
    if (peek() != '\\') {
      const bool ascii = is_ascii(peek());
      next_character();
      return ascii;
    }
    at_ += 2;
    if (pattern_[at_ - 1] != 'x') return true;
    if (peek() != '{') {
      const bool high = peek() > '7';
      at_ += 2;
      return !high;
    }
    const std::size_t end = pattern_.find('}', at_);
    at_ = end == std::string_view::npos ? pattern_.size() : end + 1;
    return false;
  }

  std::string_view pattern_;
  bool folds_;
  std::size_t at_ = 0;
  std::string out_;
  const char* problem_ = nullptr;
};

// Whether some group of the pattern may ignore letter case. A text that only looks like such a group costs a wider
// form.
bool may_fold_case(std::string_view pattern) noexcept {
  for (std::size_t at = pattern.find("(?"); at != std::string_view::npos; at = pattern.find("(?", at + 2)) {
    const std::string_view flags = pattern.substr(at + 2, pattern.find_first_of(":)<", at) - at - 2);
    if (flags.find('i') != std::string_view::npos) return true;
  }
  return false;
}

// Whether the byte at `at` stands behind an odd number of backslashes.
bool is_escaped(std::string_view pattern, std::size_t at) noexcept {
  std::size_t slashes = 0;
  while (slashes < at && pattern[at - 1 - slashes] == '\\') ++slashes;
  return slashes % 2 != 0;
}

}  // namespace

Result<PatternForms> read_pattern(std::string_view pattern, bool whole_value) {
  if (pattern.size() > kMostPatternBytes) return refused("is longer than 1000 bytes");
  if (whole_value) {
    if (pattern.starts_with('^')) pattern.remove_prefix(1);
    if (pattern.ends_with('$') && !is_escaped(pattern, pattern.size() - 1)) pattern.remove_suffix(1);
  }
  auto scan = Reader(pattern, may_fold_case(pattern)).read();
  if (!scan) return scan.error();
  return PatternForms{std::string(pattern), std::move(*scan)};
}

}  // namespace veilgate::masking
