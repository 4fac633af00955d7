// Masks: which characters of a sensitive text are hidden, and behind what.
//
// A mask works on the normal view of a value (text/decode.hpp) and says which bytes of it are replaced; what it keeps
// is not touched, so kept characters leave in the partner's own spelling. Counted in characters (code points). A text
// that is too short for its mask, or not of the form a smart mask expects, shows nothing. Applying a mask to its own
// output changes nothing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "config/model.hpp"
#include "masking/act/edits.hpp"
#include "masking/classes.hpp"

namespace veilgate::masking {

// A compiled mask. set_null and remove_member act on the JSON value, not on its text: callers handle these two first.
struct MaskSpec {
  config::MaskType type = config::MaskType::full;
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::string special;
  std::string character = "*";
  std::string text;
  bool json_plain = true;  // `character` and `text` stand in a JSON string as they are
};

MaskSpec compile_mask(const config::Mask& mask);

// Hides what `mask` hides of text[begin, end), a value of class `class_id`; offsets in `out` are bytes of `text`.
void append_mask(const MaskSpec& mask, ClassId class_id, std::string_view text, std::uint32_t begin, std::uint32_t end,
                 EditList& out);

// The default mask of a class, for text[begin, end).
void append_smart_mask(ClassId class_id, std::string_view character, std::string_view text, std::uint32_t begin,
                       std::uint32_t end, EditList& out);

// Replaces every character of text[begin, end) by `character`. Nothing for an empty range.
void append_hidden(std::string_view character, std::string_view text, std::uint32_t begin, std::uint32_t end,
                   EditList& out);

// `text` as the inside of a JSON string: itself, or escaped in `buffer`.
std::string_view json_text(std::string_view text, std::string& buffer);

}  // namespace veilgate::masking
