// The written numbers of a text: maximal runs of digits, and which of them separators join into one sequence.
//
//   text      电话 +86 138-0013-8000，单号 249786309732
//   groups         86 138 0013 8000       249786309732
//   joint          none space dash dash   none
//
// A joint is one to three characters between two groups: spaces, and at most one kind of sign. A line break, any other
// character, or a longer gap ends a sequence. One object a text; not thread safe. Offsets are bytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace veilgate::masking {

enum class Joint : std::uint8_t { none, space, dash, dot, underscore, bracket };

struct DigitGroup {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  Joint joint = Joint::none;  // to the group before

  std::uint32_t size() const noexcept { return end - begin; }
};

// A joint that begins at byte `at`; `end` is where it ends. kind none: there is none.
struct JointRead {
  Joint kind = Joint::none;
  std::size_t end = 0;
};
JointRead read_joint(std::string_view text, std::size_t at) noexcept;

// Walks the groups of a text once, with a bounded view ahead. `text` must outlive it; shorter than 4 GiB.
class DigitGroups {
 public:
  static constexpr std::size_t kAhead = 24;  // groups in view, the current one included

  explicit DigitGroups(std::string_view text) noexcept;

  std::string_view text() const noexcept { return text_; }
  bool done() const noexcept { return count_ == 0; }

  // The k-th group from the current one; k < joined().
  const DigitGroup& operator[](std::size_t k) const noexcept { return ring_[(first_ + k) % kRing]; }
  std::string_view digits(std::size_t k) const noexcept { return text_.substr((*this)[k].begin, (*this)[k].size()); }

  // How many groups in view belong to one sequence with the current one, itself included.
  std::size_t joined() const noexcept { return joined_; }
  // How many digits those groups have in all.
  std::size_t joined_digits() const noexcept { return joined_digits_; }

  // The group before, when a joint joins the current one to it.
  const DigitGroup* previous() const noexcept { return (*this)[0].joint == Joint::none ? nullptr : &previous_; }

  void advance() noexcept;
  void advance_past(std::size_t end) noexcept;  // to the first group that begins at `end` or later

 private:
  static constexpr std::size_t kRing = 32;

  void fill() noexcept;
  void extend_joined() noexcept;

  std::string_view text_;
  std::size_t at_ = 0;  // what lies before it has been read
  std::array<DigitGroup, kRing> ring_;
  std::size_t first_ = 0;
  std::size_t count_ = 0;
  std::size_t joined_ = 0;
  std::size_t joined_digits_ = 0;
  DigitGroup previous_;
  std::size_t last_end_ = 0;  // of the group read last
};

}  // namespace veilgate::masking
