// Ciphertext that shopping platforms send in a field's stead, recognised by its whole structure.
//
//   JD               base64 of 00 04, key id of 16 bytes, an IV of 16 (or, old, 4) and AES-CBC blocks: `AA[QRST]…`
//   JD desen_…       hexadecimal, 24 bytes and one for each character
//   Taobao           ~b64~ver~   ~b64~index~ver~~   $138$b64$ver$   $index$b64$ver$$
//   Pinduoduo        the same signs; blocks that begin `AgAAAA`
//   Douyin           #index#b64#ver##   ##b64=#ver#   $$b64$ver$$
//   Keeta            ENC_#b64#ver#
//
// A value that only looks like one is none: the base64 has to decode to at least 16 bytes that are no text, so that an
// encoded phone number or JSON is no ciphertext. JD's strong form (AQAQ…) has lengths inside that its sources leave
// open; it is not recognised, and masked. Linear, allocation-free, pure; any number of threads.
#pragma once

#include <string_view>

namespace veilgate::masking {

bool is_platform_ciphertext(std::string_view text) noexcept;

// Hexadecimal of 48 to 512 bytes that are no text.
bool is_platform_hex(std::string_view text) noexcept;

}  // namespace veilgate::masking
