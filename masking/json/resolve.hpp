// Settles the candidates of a window: the locators their signs call for, and those of the configuration's patterns that
// one scan of an arena says may match, say where a sensitive value lies in them; spans that overlap become their union
// under the strictest treatment, and the edits go to Level::found, in document order. Works in the scratch of one
// thread.
#pragma once

#include <string_view>

#include "crypto/base/result.hpp"
#include "masking/json/decide.hpp"

namespace veilgate::masking {

// Settles every candidate. No treatment among them may be remove_member (the walk settles such plans value by value).
// Errors: scan_failed, number_refused.
Result<void> resolve_candidates(const WalkContext& context, Level& level);

// Settles the one candidate in the arena, if there is one, and empties the arena. True when its member or element has
// to be removed; else its edits, if any, are in Level::decided, those of a name in Level::found: the walk has not come
// to its member yet.
Result<bool> resolve_single(const WalkContext& context, Level& level);

// Finds and covers what is sensitive in one normalised text outside a JSON document; `called`: what its signs call for
// (text_signs.hpp). The configuration's patterns are tried whatever they call for. Offsets in `out` are bytes of the
// text. Returns how many spans were covered. Errors: scan_failed.
Result<std::uint32_t> cover_text(const WalkContext& context, std::string_view text, DetectorSet called, EditList& out);

}  // namespace veilgate::masking
