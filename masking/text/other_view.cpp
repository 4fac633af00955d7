#include "masking/text/other_view.hpp"

#include "masking/text/byte_ranges.hpp"

namespace veilgate::masking {

bool may_have_other_view(std::string_view text) noexcept {
  constexpr std::string_view kWideBlank = "\u3000";
  constexpr std::size_t kStep = 16;
  std::uint32_t wide = 0;
  for (std::size_t at = 0; at < text.size(); at += kStep) {
    const SixteenBytes bytes(text.data() + at);
    const std::uint32_t inside = text.size() - at >= kStep ? 0xFFFFu : (1u << (text.size() - at)) - 1;
    // First bytes of other characters than U+00C0..U+013F, U+0380..U+05FF, U+3000..U+9FFF and U+B000..U+CFFF.
    const std::uint32_t other = bytes.in_range(0xC0, 0xC2) | bytes.in_range(0xC5, 0xCD) | bytes.in_range(0xD8, 0xE2) |
                                bytes.in_range(0xEA, 0xEA) | bytes.in_range(0xED, 0xFF) | bytes.in_range('%', '&');
    if ((other & inside) != 0) return true;
    wide |= bytes.in_range(0xE3, 0xE3) & inside;
  }
  return wide != 0 && text.find(kWideBlank) != std::string_view::npos;
}

}  // namespace veilgate::masking
