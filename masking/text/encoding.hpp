// Texts that are wholly an encoding of other bytes: Base64 (RFC 4648 sections 4 and 5) and hexadecimal digits (section
// 8). Pure; any number of threads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace veilgate::masking {

enum class TextEncoding : std::uint8_t {
  none,
  base64,             // + and /
  base64_url,         // - and _
  base64_padded,      // with = at the end
  base64_url_padded,  // the same
  hex_lower,
  hex_upper,
};

// What the whole text is an encoding of goes to `out`, whose contents are replaced. none: it is no encoding.
// Hexadecimal digits are tried first; lines, blanks and wrong padding are none of either.
TextEncoding decode_whole(std::string_view text, std::string& out);

// Appends `bytes` to `out` in the encoding, which is not none.
void encode_whole(TextEncoding encoding, std::string_view bytes, std::string& out);

}  // namespace veilgate::masking
