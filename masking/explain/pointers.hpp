// The JSON pointers (RFC 6901) of a text's values, by where they begin. Offsets are bytes. Immutable once made; views
// nothing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace veilgate::masking {

struct PlacedValue {
  std::uint32_t begin = 0;  // of the value's first byte, a string's quote included
  std::uint32_t end = 0;
  std::uint32_t name_begin = 0;  // the inside of its name; 0: it has none
  std::string pointer;
  bool container = false;
};

class Pointers {
 public:
  // Reads a text that is valid JSON; of any other, as far as it is.
  explicit Pointers(std::string_view json);

  // In document order; a container stands before what is in it.
  const std::vector<PlacedValue>& values() const noexcept { return values_; }
  // The value that begins at a byte, or whose name's inside does. Null: none.
  const PlacedValue* find(std::uint32_t begin) const noexcept;
  const PlacedValue* find_name(std::uint32_t name_begin) const noexcept;

 private:
  std::vector<PlacedValue> values_;
  std::vector<std::uint32_t> by_name_;  // places in values_ that have names
};

// A name as a segment of a pointer.
std::string pointer_segment(std::string_view name);

}  // namespace veilgate::masking
