// Given names of Europe and of those who write theirs in Latin letters. Pure; any number of threads.
#pragma once

#include <string_view>

namespace veilgate::masking {

// Whether the word is a given name many people bear, or a Chinese family name in pinyin, which stands first, too; in
// any case (of ASCII letters). Of a name with a hyphen the first part counts. Names that are everyday words or places
// (May, Grant, Victoria) are none.
bool is_given_name(std::string_view word) noexcept;

}  // namespace veilgate::masking
