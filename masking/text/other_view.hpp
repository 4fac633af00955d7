// A first look at whether folding may change a text.
#pragma once

#include <string_view>

namespace veilgate::masking {

// Whether the normal view (text/decode.hpp) of a text without escapes may differ from it: it holds a character that
// may_fold() (text/fold.hpp), by its first byte, or what begins an encoding. Never false for a text that folding
// changes. Fifteen bytes behind the text are readable. Pure.
bool may_have_other_view(std::string_view text) noexcept;

}  // namespace veilgate::masking
