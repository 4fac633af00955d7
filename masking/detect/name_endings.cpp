#include "masking/detect/name_endings.hpp"

#include <algorithm>

namespace veilgate::masking {

void NameEndings::add(std::string_view word, bool inside) noexcept {
  const std::size_t size = std::min(word.size(), kTail);
  std::uint32_t tail = 0;
  for (std::size_t i = 1; i <= size; ++i) tail = tail << 8 | static_cast<unsigned char>(word[word.size() - i]);
  // Where a longer word begins is not looked at.
  auto& places = inside || word.size() > kTail ? inside_ : begun_;
  places[place_of(tail, size)] = true;
}

}  // namespace veilgate::masking
