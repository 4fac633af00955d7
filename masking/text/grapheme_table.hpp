// The data behind masking/text/grapheme.hpp: ranges of characters that do not simply stand beside one another.
#pragma once

#include <cstdint>
#include <span>

namespace veilgate::masking {

// Grapheme_Cluster_Break of UAX #29; CR and LF are controls here, and pictograph is Extended_Pictographic.
enum class GraphemeBreak : std::uint8_t {
  other,
  control,
  extend,
  zwj,
  regional,
  prepend,
  spacing_mark,
  hangul_l,
  hangul_v,
  hangul_t,
  hangul_lv,
  hangul_lvt,
  pictograph,
};

struct GraphemeRange {
  char32_t first;
  char32_t last;  // inclusive
  GraphemeBreak property;
};

// In ascending order, apart.
std::span<const GraphemeRange> grapheme_ranges() noexcept;

}  // namespace veilgate::masking
