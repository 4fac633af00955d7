// ENCRYPT in a document: the token, or the value in its own form, goes where the value was, and what belongs beside it
// (seal/sealing.hpp) right behind it, as members of the same object. Works in the scratch of one thread; offsets are
// bytes of the window.
#pragma once

#include <cstdint>
#include <string_view>

#include "crypto/base/result.hpp"
#include "masking/json/decide.hpp"

namespace veilgate::masking {

// Puts the string whose inside is the raw bytes [begin, end), decoded `plaintext`, into the queue; seal_waiting() seals
// it. `name`: raw, empty when there is none. False: it is a token of ours already and stays. Errors: as
// Sealing::is_own.
Result<bool> queue_string(const WalkContext& context, const MaskSpec& mask, ClassId class_id, std::string_view name,
                          std::string_view plaintext, std::uint32_t begin, std::uint32_t end, SealQueue& queue,
                          EditList& out);

// The same for the number [begin, end): null and `encrypt_<name>`, or what on_number says. A number without a name
// leaves nothing. What a suite that keeps the format makes of a number stands in its place, with its companion beside
// it, only where on_number asks for it: as a string with `string`, as a number with `number`, but for one in ten, which
// would begin with a zero; otherwise it leaves nothing. Errors: number_refused.
Result<void> queue_number(const Treatment& treatment, ClassId class_id, std::string_view name, std::string_view number,
                          std::uint32_t begin, std::uint32_t end, SealQueue& queue, EditList& out);

// Seals what waits, and fills in the edits. Errors: as Sealing::seal.
Result<void> seal_waiting(const WalkContext& context, const SealQueue& queue);

// text[begin, end) of a longer text: its token, nothing beside it. A value its suite cannot seal is covered.
Result<void> seal_span(const WalkContext& context, const MaskSpec& mask, ClassId class_id, std::string_view text,
                       std::uint32_t begin, std::uint32_t end, EditList& out);

// Whether a text is a token of the plan's tenant that verifies.
bool is_own_token(const WalkContext& context, std::string_view text);

}  // namespace veilgate::masking
