// The locators of the numbers most often met, in one walk over a text's groups of digits for all that are called.
// Promises and units are those of locate.hpp.
#pragma once

#include <vector>

#include "masking/detect/detectors.hpp"
#include "masking/detect/locate.hpp"

namespace veilgate::masking {

// Resident IDs, bank cards, mobile and landline numbers: the first detectors.
DetectorSet number_detectors() noexcept;

// What those of `called` find that are of number_detectors(), in the order of locate(). Nobody is told of rejections.
void locate_numbers(const LocateInput& input, DetectorSet called, std::vector<Span>& out);

}  // namespace veilgate::masking
