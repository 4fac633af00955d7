// Arena: the texts of a window that wait to be settled, one behind the other, each with the detectors to call on it.
//
// Entries are kept apart by a byte. Reuses its memory; not thread safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "masking/detect/detectors.hpp"

namespace veilgate::masking {

class Arena {
 public:
  // `separator`: a byte that no text holds; where texts must stay valid UTF-8, NUL, which no pattern should rely on.
  explicit Arena(char separator = '\xFF') : separator_(separator) {}

  struct Entry {
    std::uint32_t begin = 0;  // bytes of text()
    std::uint32_t end = 0;
    DetectorSet called = 0;
  };

  void clear() noexcept {
    size_ = 0;
    entries_.clear();
  }
  void add(std::string_view value, DetectorSet called = 0) {
    const std::size_t end = size_ + value.size();
    if (end >= text_.size()) text_.resize(2 * end + 64);
    if (!value.empty()) std::memcpy(text_.data() + size_, value.data(), value.size());
    text_[end] = separator_;
    entries_.push_back({static_cast<std::uint32_t>(size_), static_cast<std::uint32_t>(end), called});
    size_ = end + 1;
  }
  std::string_view value(const Entry& entry) const noexcept {
    return {text_.data() + entry.begin, entry.end - entry.begin};
  }
  std::string_view text() const noexcept { return {text_.data(), size_}; }
  std::vector<Entry>& entries() noexcept { return entries_; }
  const std::vector<Entry>& entries() const noexcept { return entries_; }

 private:
  std::vector<char> text_;  // the first size_ bytes are in use
  std::size_t size_ = 0;
  std::vector<Entry> entries_;
  char separator_;
};

}  // namespace veilgate::masking
