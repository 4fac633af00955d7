// JSON documents in places that are no bodies: the value of a header field, the segment of a path.
//
// One thread at a time a scratch.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "masking/engine.hpp"

namespace veilgate::proxy {

// A text that is a JSON document, masked by the rules. Nothing: it is none.
std::optional<masking::MaskedText> mask_document(const masking::Engine& engine, const masking::Plan& rules,
                                                 masking::Scratch& scratch, std::string_view text);

// Whether a JSON document in Base64 or hexadecimal digits (RFC 4648) stands in the text, as in signed tokens and users'
// cookies, and whether by these rules it holds something to be masked. A text with more places to look at than anybody
// needs is taken for one that does.
enum class HiddenDocument : std::uint8_t { telling, clean, none };
HiddenDocument find_hidden_document(const masking::Engine& engine, const masking::Plan& rules,
                                    masking::Scratch& scratch, std::string_view text);

}  // namespace veilgate::proxy
