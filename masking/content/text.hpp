// Free text outside a JSON document: header values, paths, the lines of an event stream that are not its data. Uses the
// buffers of the thread whose tools it is given.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "masking/json/decide.hpp"

namespace veilgate::masking {

// Appends `text` to `out` with every sensitive value in it covered (found by value only, there is no key). Returns how
// many were covered; 0 means that `text` was appended unchanged. Bytes that are not UTF-8 are looked at as they are.
// Errors: scan_failed.
Result<std::uint32_t> append_masked_text(const WalkContext& context, std::string_view text, std::string& out);

// Appends `text`, a value of `class_id` whatever it looks like, as `treatment` leaves it; nothing of it where the
// treatment leaves no text. Returns 1.
std::uint32_t append_covered_text(const Treatment& treatment, ClassId class_id, ScratchTools& tools,
                                  std::string_view text, std::string& out);

}  // namespace veilgate::masking
