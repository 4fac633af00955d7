// The runs of digits in a text and what joins them, as far as they tell which locators of numbers are worth calling:
// how many digits may belong to one number, points, dates, a plus, digits in a code of letters. Wider than the locators
// it calls: whatever they find, it announces; a property test holds them together. Words are the matter of
// text_signs.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "masking/detect/detectors.hpp"

namespace veilgate::masking {

// Reads the digits of one text, block by block. Linear, allocates nothing. One object a text.
class NumberSigns {
 public:
  explicit NumberSigns(std::string_view text) noexcept : text_(text) {}

  // Where the next 64 bytes, from `block` on, have digits; no block is left out.
  void take(std::size_t block, std::uint64_t digits) noexcept {
    if (digits != 0 || open_ != kNone) look_at_runs(block, digits);
  }
  // A character by its number (\u3000) that begins before the next run and may stand inside a number.
  void take_escape(std::size_t end) noexcept { escape_end_ = end; }
  // After the last block.
  DetectorSet finish() noexcept;

  // Known behind finish().
  std::size_t digits() const noexcept { return digits_; }

 private:
  static constexpr std::size_t kNone = ~std::size_t{0};

  void look_at_runs(std::size_t block, std::uint64_t digits) noexcept;
  void open(std::size_t begin) noexcept;
  void close(std::size_t end) noexcept;
  bool may_end_postcode(std::size_t end) const noexcept;
  void take_gap(std::size_t begin) noexcept;
  char at(std::size_t place) const noexcept { return place < text_.size() ? text_[place] : '\0'; }

  std::string_view text_;
  DetectorSet called_ = 0;
  std::size_t open_ = kNone;    // where the run begins that is being read
  std::size_t end_ = 0;         // of the run before
  std::size_t size_ = 0;        // of the run before
  std::size_t escape_end_ = 0;  // of the last character by its number
  std::size_t digits_ = 0;
  std::size_t joined_ = 0;  // digits that may belong to one number, up to the run before
  std::size_t longest_ = 0;
  std::size_t code_ = 0;  // digits of one code of letters and digits, up to the run before
  std::size_t longest_code_ = 0;
  bool mixed_ = false;   // that code has letters
  unsigned dotted_ = 0;  // points before the run, each between two runs
};

}  // namespace veilgate::masking
