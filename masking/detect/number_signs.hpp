// Which detectors of numbers and codes a text is worth: the forms in which mobiles, cards, documents, network
// addresses, places, dates and parameters are written, told from its digits and a few signs.
//
// One pass over blocks of 64 bytes and over the runs of digits; nothing is looked at twice. Wider than the locators it
// calls: whatever they find, it announces; a property test holds them together. Words and letters are the scanner's
// and the text signs' matter (scanner.hpp, text_signs.hpp).
#pragma once

#include <string_view>

#include "masking/detect/detectors.hpp"

namespace veilgate::masking {

// Of a text in its normal view. Linear, allocates nothing. Pure; any number of threads.
DetectorSet read_number_signs(std::string_view text) noexcept;

}  // namespace veilgate::masking
