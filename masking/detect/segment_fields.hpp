// The fields of HL7 v2 messages that name somebody or say where he lives, by their places in a segment (HL7 v2.5.1,
// chapters 3, 4 and 6).
//
//   PID|1||1234||SMITH^JOHN^A||19700101|F|||9 MILL ROW^^LEEDS
//                ^ field 5                 ^ field 11
#pragma once

#include <string_view>
#include <vector>

#include "masking/detect/locate.hpp"

namespace veilgate::masking {

// Appends a span for each such field of parts (`^`) in the lines of a text, in order. Linear; pure.
void append_segment_fields(std::string_view text, std::vector<Span>& out);

}  // namespace veilgate::masking
