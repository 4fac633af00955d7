#include "masking/text/encoding.hpp"

#include <cstddef>

#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

constexpr std::string_view kStandard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kUrl = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

int base64_value(char c) noexcept {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  return c == '/' || c == '_' ? 63 : -1;
}

bool decode_hex(std::string_view text, std::string& out) {
  if (text.empty() || text.size() % 2 != 0) return false;
  out.clear();
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const unsigned byte = hex_byte(text[i], text[i + 1]);
    if (byte == kNoByte) return false;
    out.push_back(static_cast<char>(byte));
  }
  return true;
}

bool decode_base64(std::string_view text, std::string& out) {
  if (text.empty() || text.size() % 4 == 1) return false;
  out.clear();
  std::uint32_t bits = 0;
  unsigned held = 0;
  for (const char c : text) {
    const int value = base64_value(c);
    if (value < 0) return false;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out.push_back(static_cast<char>(bits >> held & 0xFF));
  }
  return (bits & ((1u << held) - 1)) == 0;
}

}  // namespace

TextEncoding decode_whole(std::string_view text, std::string& out) {
  if (decode_hex(text, out)) {
    return text.find_first_of("ABCDEF") != std::string_view::npos ? TextEncoding::hex_upper : TextEncoding::hex_lower;
  }
  const std::size_t end = text.find_last_not_of('=') + 1;
  const bool padded = end != text.size();
  if (padded && (text.size() % 4 != 0 || text.size() - end > 2)) return TextEncoding::none;
  if (!decode_base64(text.substr(0, end), out)) return TextEncoding::none;
  const bool standard = text.find_first_of("+/") != std::string_view::npos;
  const bool url = text.find_first_of("-_") != std::string_view::npos;
  if (standard && url) return TextEncoding::none;
  // What needs no padding stays so, whatever its length becomes, unless it is as long as if it had been padded.
  if (url) return padded || text.size() % 4 == 0 ? TextEncoding::base64_url_padded : TextEncoding::base64_url;
  return padded || text.size() % 4 == 0 ? TextEncoding::base64_padded : TextEncoding::base64;
}

void encode_whole(TextEncoding encoding, std::string_view bytes, std::string& out) {
  if (encoding == TextEncoding::hex_lower || encoding == TextEncoding::hex_upper) {
    const std::string_view digits = encoding == TextEncoding::hex_upper ? "0123456789ABCDEF" : "0123456789abcdef";
    for (const char c : bytes) {
      out.push_back(digits[static_cast<unsigned char>(c) >> 4]);
      out.push_back(digits[static_cast<unsigned char>(c) & 15]);
    }
    return;
  }
  const bool url = encoding == TextEncoding::base64_url || encoding == TextEncoding::base64_url_padded;
  const bool padded = encoding == TextEncoding::base64_padded || encoding == TextEncoding::base64_url_padded;
  const std::string_view alphabet = url ? kUrl : kStandard;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::string_view part = bytes.substr(i, 3);
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k) bits = bits << 8 | (k < part.size() ? static_cast<unsigned char>(part[k]) : 0u);
    for (std::size_t k = 0; k <= part.size(); ++k) out.push_back(alphabet[bits >> (18 - 6 * k) & 63]);
    if (padded) out.append(3 - part.size(), '=');
  }
}

}  // namespace veilgate::masking
