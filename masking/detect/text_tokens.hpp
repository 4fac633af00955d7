// The words of a text: maximal runs of ASCII letters and digits. One object a text, which must outlive it. Offsets are
// bytes.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "masking/validate/digits.hpp"

namespace veilgate::masking {

inline constexpr std::array<bool, 256> kWordCharacters = [] {
  std::array<bool, 256> characters{};
  for (unsigned i = 0; i < 128; ++i) {
    const char c = static_cast<char>(i);
    characters[i] = is_digit(c) || is_ascii_letter(c);
  }
  return characters;
}();

constexpr bool is_word_character(char c) noexcept {
  return kWordCharacters[static_cast<unsigned char>(c)];
}

// Walks the words of a text once.
class TextTokens {
 public:
  explicit TextTokens(std::string_view text) noexcept : text_(text) { advance(); }

  bool done() const noexcept { return begin_ == text_.size(); }
  std::size_t begin() const noexcept { return begin_; }
  std::size_t end() const noexcept { return end_; }
  std::string_view word() const noexcept { return text_.substr(begin_, end_ - begin_); }
  std::size_t digits() const noexcept { return digits_; }

  // To the first word that begins at `at` or behind it; no word goes on there.
  void seek(std::size_t at) noexcept {
    end_ = at;
    advance();
  }

  void advance() noexcept {
    begin_ = end_;
    while (begin_ < text_.size() && !is_word_character(text_[begin_])) ++begin_;
    end_ = begin_;
    digits_ = 0;
    while (end_ < text_.size() && is_word_character(text_[end_])) digits_ += is_digit(text_[end_++]) ? 1 : 0;
  }

  // The only word, but for blanks: nothing else is in the text.
  bool alone() const noexcept {
    return text_.find_first_not_of(' ') == begin_ && text_.find_last_not_of(' ') + 1 == end_;
  }
  // Joined to more of a code by a sign: a UUID, a path, a serial number with dashes, an identifier, a file name.
  bool joined() const noexcept {
    const auto joins = [&](std::size_t sign, std::size_t beyond) {
      return std::string_view("-_./\\+=$%&*@~").find(text_[sign]) != std::string_view::npos && beyond < text_.size() &&
             is_word_character(text_[beyond]);
    };
    return (begin_ > 1 && joins(begin_ - 1, begin_ - 2)) || (end_ + 1 < text_.size() && joins(end_, end_ + 1));
  }

 private:
  std::string_view text_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t digits_ = 0;
};

}  // namespace veilgate::masking
