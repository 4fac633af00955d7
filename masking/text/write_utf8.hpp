// Writes one character as UTF-8 (RFC 3629). Pure; any number of threads.
#pragma once

#include <string>

namespace veilgate::masking {

// Writes `code` at `out`, which has room for four bytes, and returns where the next character goes.
inline char* write_utf8(char32_t code, char* out) noexcept {
  const auto put = [&out](char32_t byte) { *out++ = static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | (code >> 6));
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | (code >> 12));
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | (code >> 18));
    put(0x80 | ((code >> 12) & 0x3F));
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
  }
  return out;
}

inline void append_utf8(char32_t code, std::string& out) {
  char bytes[4];
  out.append(bytes, write_utf8(code, bytes));
}

}  // namespace veilgate::masking
