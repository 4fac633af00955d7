// The rows behind fold.hpp. Data only.
#pragma once

#include <cstddef>
#include <cstdint>

namespace veilgate::masking {

enum class Fold : std::uint8_t {
  vanish,         // nothing is left
  shift,          // to + the place in the range
  digit,          // '0' + the place modulo ten
  number,         // the decimal number to + the place
  letter,         // A-Z, a-z, again and again
  string,         // kFoldStrings[to + the place]
  kana,           // kFoldKana[the place]
  radical,        // kFoldRadicals[the place]
  compatibility,  // kFoldCompatibility[the place]; itself where that lies beyond the basic plane
};

struct FoldRange {
  std::uint32_t first;
  std::uint16_t count;
  Fold kind;
  std::uint32_t to;
};

// Ascending, without overlap.
extern const FoldRange kFoldRanges[];
extern const std::size_t kFoldRangeCount;
extern const char* const kFoldStrings[];
extern const char16_t kFoldKana[];
extern const char16_t kFoldRadicals[];
extern const char16_t kFoldCompatibility[];

}  // namespace veilgate::masking
