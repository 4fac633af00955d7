// What becomes of a sensitive number. Offsets are bytes of the window.
#pragma once

#include <cstdint>
#include <string_view>

#include "crypto/base/result.hpp"
#include "masking/act/edits.hpp"
#include "masking/policy.hpp"

namespace veilgate::masking {

// Appends the edit of the number [begin, end) under a treatment other than remove_member to `out`. `scratch` is used on
// the way. Errors: number_refused.
Result<void> append_number_edit(const Treatment& treatment, ClassId class_id, std::string_view number,
                                std::uint32_t begin, std::uint32_t end, EditList& scratch, EditList& out);

}  // namespace veilgate::masking
