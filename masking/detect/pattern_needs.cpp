#include "masking/detect/pattern_needs.hpp"

#include <algorithm>
#include <bitset>
#include <optional>

namespace veilgate::masking {
namespace {

using Counts = std::array<unsigned, KindCounts::kSets.size()>;

Counts sum(const Counts& a, const Counts& b) noexcept {
  Counts out;
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = std::min(a[i] + b[i], KindCounts::kMost);
  return out;
}
Counts lesser(const Counts& a, const Counts& b) noexcept {
  Counts out;
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = std::min(a[i], b[i]);
  return out;
}
Counts repeated(const Counts& a, unsigned times) noexcept {
  Counts out;
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = std::min(a[i] * times, KindCounts::kMost);
  return out;
}

// One character that is of one of `kinds`.
Counts one_of(Kinds kinds) noexcept {
  const unsigned bytes = kinds == kHigh ? 2 : 1;
  Counts out{};
  for (std::size_t i = 0; i < out.size(); ++i) {
    if ((kinds & ~KindCounts::kSets[i]) == 0) out[i] = bytes;
  }
  return out;
}

// The characters of a class in brackets.
struct Members {
  std::bitset<kFirstBeyondAscii> ascii;
  bool high = false;
  bool more = false;  // and some that the reader does not know

  void add(std::uint32_t from, std::uint32_t to) noexcept {
    for (std::uint32_t c = from; c <= to && c < kFirstBeyondAscii; ++c) ascii.set(c);
    high = high || to >= kFirstBeyondAscii;
  }
};

// Reads a pattern from left to right. RE2 has accepted it, so that what is no operator is a character.
class Reader {
 public:
  explicit Reader(std::string_view pattern) : pattern_(pattern) {
    for (std::size_t at = pattern.find("(?"); at != std::string_view::npos; at = pattern.find("(?", at + 2)) {
      const std::string_view flags = pattern.substr(at + 2, pattern.find_first_of(":)<", at) - at - 2);
      folds_ = folds_ || flags.find('i') != std::string_view::npos;
    }
  }

  Counts read() {
    const Counts counts = alternatives();
    return at_ == pattern_.size() ? counts : Counts{};
  }

 private:
  bool done() const noexcept { return at_ >= pattern_.size(); }
  char peek(std::size_t ahead = 0) const noexcept {
    return at_ + ahead < pattern_.size() ? pattern_[at_ + ahead] : '\0';
  }

  Counts alternatives() {
    Counts counts = sequence();
    while (!done() && peek() == '|') {
      ++at_;
      counts = lesser(counts, sequence());
    }
    return counts;
  }

  Counts sequence() {
    Counts counts{};
    while (!done() && peek() != '|' && peek() != ')') {
      Counts part = atom();
      while (const auto times = least_times()) part = repeated(part, *times);
      counts = sum(counts, part);
    }
    return counts;
  }

  // How often what stands before must be there at least; nothing when no operator follows.
  std::optional<unsigned> least_times() noexcept {
    std::optional<unsigned> times;
    switch (peek()) {
      case '*':
      case '?':
        times = 0;
        ++at_;
        break;
      case '+':
        times = 1;
        ++at_;
        break;
      case '{': times = counted(); break;
      default: break;
    }
    if (times && peek() == '?') ++at_;  // lazy
    return times;
  }

  // {n}, {n,}, {n,m}; a brace that begins none of these stands for itself.
  std::optional<unsigned> counted() noexcept {
    std::size_t at = at_ + 1;
    const auto number = [&]() -> std::optional<unsigned> {
      const std::size_t begin = at;
      unsigned value = 0;
      for (; at < pattern_.size() && kind_of(static_cast<unsigned char>(pattern_[at])) == kDigits; ++at) {
        value = std::min(10 * value + static_cast<unsigned>(pattern_[at] - '0'), 10'000u);
      }
      return at == begin ? std::nullopt : std::optional<unsigned>(value);
    };
    const auto least = number();
    if (!least) return std::nullopt;
    if (at < pattern_.size() && pattern_[at] == ',') {
      ++at;
      number();
    }
    if (at >= pattern_.size() || pattern_[at] != '}') return std::nullopt;
    at_ = at + 1;
    return least;
  }

  Counts atom() {
    switch (peek()) {
      case '(': return group();
      case '[': return one_of(brackets());
      case '\\': return escape();
      case '.': ++at_; return one_of(kAllKinds);
      case '^':
      case '$': ++at_; return {};
      default: return one_of(kinds_of(character()));
    }
  }

  Counts group() {
    ++at_;
    if (peek() == '?') {
      at_ = std::min(pattern_.find_first_of(">:)", at_), pattern_.size());
      const bool flags_only = peek() == ')';
      if (!done()) ++at_;
      if (flags_only) return {};
    }
    const Counts counts = alternatives();
    if (!done()) ++at_;
    return counts;
  }

  Counts escape() {
    switch (peek(1)) {
      case 'b':
      case 'B':
      case 'A':
      case 'z': at_ += 2; return {};
      case 'Q': return quoted();
      default: break;
    }
    Members members;
    if (!named_set(members)) return one_of(kinds_of(character()));
    return one_of(kinds_in(members));
  }

  // \Q…\E
  Counts quoted() {
    at_ += 2;
    const std::size_t end = std::min(pattern_.find("\\E", at_), pattern_.size());
    Counts counts{};
    while (at_ < end) counts = sum(counts, one_of(kinds_of(plain_character())));
    at_ = std::min(end + 2, pattern_.size());
    return counts;
  }

  // Whether one of \d \D \s \S \w \W \p \P or [:…:] stands here; its characters are added.
  bool named_set(Members& members) {
    if (peek() == '[') {
      const std::size_t end = pattern_.find(":]", at_);
      if (peek(1) != ':' || end == std::string_view::npos) return false;
      if (pattern_.substr(at_, end - at_) == "[:digit") {
        members.add('0', '9');
      } else {
        members.more = true;
      }
      at_ = end + 2;
      return true;
    }
    if (peek() != '\\') return false;
    switch (peek(1)) {
      case 'd': members.add('0', '9'); break;
      case 'w':
        members.add('0', '9');
        members.add('A', 'Z');
        members.add('a', 'z');
        members.add('_', '_');
        break;
      case 's':
        members.add('\t', '\n');
        members.add('\f', '\r');
        members.add(' ', ' ');
        break;
      case 'D':
        members.add(0, '0' - 1);
        members.add('9' + 1, kFirstBeyondAscii);
        break;
      case 'S':
      case 'W': members.more = true; break;
      case 'p':
      case 'P':
        members.more = true;
        at_ = peek(2) == '{' ? std::min(pattern_.find('}', at_), pattern_.size()) + 1 : at_ + 3;
        at_ = std::min(at_, pattern_.size());
        return true;
      default: return false;
    }
    at_ += 2;
    return true;
  }

  Kinds brackets() {
    ++at_;
    const bool negated = peek() == '^';
    if (negated) ++at_;
    Members members;
    for (bool first = true; !done() && (first || peek() != ']'); first = false) {
      if (named_set(members)) continue;
      const std::uint32_t from = character();
      std::uint32_t to = from;
      if (peek() == '-' && peek(1) != ']' && at_ + 1 < pattern_.size()) {
        ++at_;
        to = character();
      }
      members.add(from, to);
    }
    if (!done()) ++at_;
    return negated ? kinds_beside(members) : kinds_in(members);
  }

  // Kinds of which at least one character may be in the class.
  Kinds kinds_in(const Members& members) const noexcept {
    if (members.more) return kAllKinds;
    Kinds kinds = members.high ? folded(kHigh, 0) : Kinds{0};
    for (std::uint32_t c = 0; c < kFirstBeyondAscii; ++c) {
      if (members.ascii[c]) kinds |= kinds_of(c);
    }
    return kinds;
  }
  // Of a negated class. Whatever is not surely out is in.
  static Kinds kinds_beside(const Members& members) noexcept {
    Kinds kinds = kHigh;
    for (std::uint32_t c = 0; c < kFirstBeyondAscii; ++c) {
      if (!members.ascii[c]) kinds |= kind_of(c);
    }
    return kinds;
  }

  Kinds kinds_of(std::uint32_t character) const noexcept { return folded(kind_of(character), character); }
  // Without regard to case, U+017F is an s and U+212A a k.
  Kinds folded(Kinds kinds, std::uint32_t character) const noexcept {
    const std::uint32_t small = character | 0x20;
    const bool pair = kinds == kHigh || (kinds == kLetters && (small == 's' || small == 'k'));
    return folds_ && pair ? kLetters | kHigh : kinds;
  }

  // One character as it stands, by its first byte: those beyond ASCII are not told apart.
  std::uint32_t plain_character() noexcept {
    const auto first = static_cast<unsigned char>(pattern_[at_++]);
    if (first < kFirstBeyondAscii) return first;
    while (!done() && (static_cast<unsigned char>(pattern_[at_]) & 0xC0) == 0x80) ++at_;
    return kFirstBeyondAscii;
  }

  // One character, written as it is or as an escape.
  std::uint32_t character() noexcept {
    if (peek() != '\\' || at_ + 1 >= pattern_.size()) return plain_character();
    ++at_;
    const char c = pattern_[at_];
    if (c >= '0' && c <= '7') return digits(8, 3);
    if (c != 'x') {
      const auto control = std::string_view("afnrtv").find(c);
      if (control == std::string_view::npos) return plain_character();
      ++at_;
      return static_cast<unsigned char>("\a\f\n\r\t\v"[control]);
    }
    ++at_;
    if (peek() != '{') return digits(16, 2);
    ++at_;
    const std::uint32_t code = digits(16, 8);
    if (!done()) ++at_;
    return code;
  }

  std::uint32_t digits(std::uint32_t base, std::size_t most) noexcept {
    std::uint32_t code = 0;
    for (; most > 0 && !done(); --most, ++at_) {
      const auto c = static_cast<unsigned char>(peek());
      const Kinds kind = kind_of(c);
      const std::uint32_t digit = kind == kDigits ? c - '0' : kind == kLetters ? (c | 0x20u) - 'a' + 10 : base;
      if (digit >= base) break;
      code = code * base + digit;
    }
    return code;
  }

  std::string_view pattern_;
  bool folds_ = false;
  std::size_t at_ = 0;
};

KindCounts lesser(KindCounts a, KindCounts b) noexcept {
  KindCounts out;
  for (std::size_t i = 0; i < KindCounts::kSets.size(); ++i) out.set(i, std::min(a.of_set(i), b.of_set(i)));
  return out;
}

// By how much two needs differ.
unsigned distance(KindCounts a, KindCounts b) noexcept {
  unsigned all = 0;
  for (std::size_t i = 0; i < KindCounts::kSets.size(); ++i) {
    all += std::max(a.of_set(i), b.of_set(i)) - std::min(a.of_set(i), b.of_set(i));
  }
  return all;
}

// Which kinds a text must have to meet the needs, as the sets of kinds that do.
std::uint16_t possible_kinds(KindCounts needs) noexcept {
  std::uint16_t sets = 0;
  for (unsigned present = 0; present <= kAllKinds; ++present) {
    bool meets = true;
    for (std::size_t i = 0; i < KindCounts::kSets.size(); ++i) {
      meets = meets && (needs.of_set(i) == 0 || (KindCounts::kSets[i] & present) != 0);
    }
    if (meets) sets = static_cast<std::uint16_t>(sets | 1u << present);
  }
  return sets;
}

}  // namespace

KindCounts read_needs(std::string_view pattern) {
  const Counts counts = Reader(pattern).read();
  KindCounts needs;
  for (std::size_t i = 0; i < counts.size(); ++i) needs.set(i, counts[i]);
  return needs;
}

void LeastNeeds::add(KindCounts needs) noexcept {
  const auto end = [&] { return needs_.begin() + static_cast<std::ptrdiff_t>(size_); };
  if (std::any_of(needs_.begin(), end(), [&](KindCounts each) { return needs.cover(each); })) return;
  const auto covers = [&](KindCounts each) { return each.cover(needs); };
  size_ = static_cast<std::size_t>(std::remove_if(needs_.begin(), end(), covers) - needs_.begin());
  if (size_ == kMostNeeds) {
    // Room is made by asking less: of both what the other does not need is dropped.
    const auto nearest = std::min_element(
        needs_.begin(), end(), [&](KindCounts a, KindCounts b) { return distance(a, needs) < distance(b, needs); });
    const KindCounts both = lesser(*nearest, needs);
    *nearest = needs_[--size_];
    add(both);
    return;
  }
  needs_[size_++] = needs;
  possible_ = static_cast<std::uint16_t>(possible_ | possible_kinds(needs));
}

}  // namespace veilgate::masking
