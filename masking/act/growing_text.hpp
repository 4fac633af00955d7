// GrowingText: bytes that are appended through a pointer, one check of the room for many of them.
//
// Its memory is kept when it is cleared, so that a text that is filled again and again allocates nothing. Behind what
// is in it kSpare bytes may always be read and written, so that a short piece can be copied by a move of fixed size.
// Not thread safe.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace veilgate::masking {

class GrowingText {
 public:
  static constexpr std::size_t kSpare = 16;

  void clear() noexcept { used_ = 0; }
  std::size_t size() const noexcept { return used_; }
  std::string_view view() const noexcept { return {memory_.data(), used_}; }

  // Where `size` bytes and kSpare more may be written; take() makes them, or fewer, part of the text.
  char* room_for(std::size_t size) {
    if (memory_.size() - used_ < size + kSpare) memory_.resize(std::max(2 * memory_.size(), used_ + size + kSpare));
    return memory_.data() + used_;
  }
  void take(std::size_t size) noexcept { used_ += size; }

  // `text` is no part of this one.
  void append(std::string_view text) {
    std::copy(text.begin(), text.end(), room_for(text.size()));  // of no bytes, too
    take(text.size());
  }
  // append(string) appends to what is in the text already, and changes nothing of it.
  template <class Append>
  void append_with(const Append& append) {
    memory_.resize(used_);
    append(memory_);
    used_ = memory_.size();
    memory_.resize(used_ + kSpare);
  }

 private:
  std::string memory_ = std::string(kSpare, '\0');
  std::size_t used_ = 0;
};

}  // namespace veilgate::masking
