// Byte offsets of the characters (text/grapheme.hpp) of a part of a text. One object a text, which must outlive it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "masking/text/grapheme.hpp"

namespace veilgate::masking {

class Characters {
 public:
  Characters(std::string_view text, std::uint32_t begin, std::uint32_t end) noexcept
      : text_(text.substr(0, end)), begin_(begin), end_(end) {
    const std::string_view part = text_.substr(begin);
    count_ = count_plain_characters(part);
    plain_ = count_ != kNotPlain;
    if (!plain_) count_ = count_graphemes(part);
  }

  std::size_t count() const noexcept { return count_; }
  // Whether every character stands alone.
  bool plain() const noexcept { return plain_; }

  // Where the character after the one at `at` begins.
  std::uint32_t next(std::uint32_t at) const noexcept {
    if (!plain_) return static_cast<std::uint32_t>(grapheme_at(text_, at).end);
    ++at;
    while (at < end_ && (static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80) ++at;
    return at;
  }

  // Where character `index` begins; the end when there are fewer.
  std::uint32_t offset_of(std::size_t index) const noexcept {
    std::uint32_t at = begin_;
    for (; at < end_ && index > 0; --index) at = next(at);
    return at;
  }

  // Where the first character that `set` holds begins; the end when there is none.
  std::uint32_t find(std::string_view set) const noexcept {
    for (std::uint32_t at = begin_; at < end_;) {
      const std::uint32_t after = next(at);
      if (set.find(text_.substr(at, after - at)) != std::string_view::npos) return at;
      at = after;
    }
    return end_;
  }

 private:
  std::string_view text_;
  std::uint32_t begin_;
  std::uint32_t end_;
  std::size_t count_ = 0;
  bool plain_ = true;
};

}  // namespace veilgate::masking
