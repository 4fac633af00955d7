// Number plates of vehicles in mainland China (GA 36-2018).
//
//   ordinary     province character, office letter, five of 0-9 A-H J-N P-Z, at most two letters; the last may be
//                挂 学 警 港 澳
//   new energy   the same with six: a letter of A-H J K first and four digits behind one digit or letter (small
//                vehicles), or five digits and such a letter (large ones)
//   embassies    使 and six digits; 领 behind a province's
//
// Office letters run from A; I is not used. The letters I and O appear nowhere behind the office letter. Linear,
// allocation-free, pure; any number of threads.
#pragma once

#include <cstddef>
#include <string_view>

namespace veilgate::masking {

// The bytes of the plate `text` begins with; 0 when it begins with none. Between the office letter and the rest one
// separator may stand (· • ・ - . or a blank), between the province and the letter a blank. Capitals or small letters.
// The caller checks what follows.
std::size_t cn_plate_length(std::string_view text) noexcept;

}  // namespace veilgate::masking
