#include "masking/validate/email.hpp"

#include <cstddef>

#include "masking/validate/digits.hpp"
#include "masking/validate/utf8.hpp"

namespace veilgate::masking {
namespace {

constexpr std::size_t kMaxLocal = 64;
constexpr std::size_t kMaxDomain = 253;
constexpr std::size_t kMaxLabel = 63;

bool is_dot_atom(std::string_view local) noexcept {
  bool after_dot = true;
  for (std::size_t i = 0; i < local.size();) {
    const char c = local[i];
    if (c == '.') {
      if (after_dot) return false;
      after_dot = true;
      ++i;
      continue;
    }
    after_dot = false;
    const std::size_t length = is_email_atext(c) ? 1 : email_letter_length(local, i);
    if (length == 0) return false;
    i += length;
  }
  return !after_dot;
}

bool is_quoted_string(std::string_view local) noexcept {
  if (local.size() < 3 || local.front() != '"' || local.back() != '"') return false;
  const std::string_view inner = local.substr(1, local.size() - 2);
  for (std::size_t i = 0; i < inner.size();) {
    const char c = inner[i];
    if (c == '"') return false;
    if (c == '\\') {
      if (++i == inner.size()) return false;
    }
    const auto byte = static_cast<unsigned char>(inner[i]);
    if (byte < 0x20 || byte == 0x7F) return false;
    const std::size_t length = byte < 0x80 ? 1 : email_letter_length(inner, i);
    if (length == 0) return false;
    i += length;
  }
  return true;
}

bool is_label(std::string_view label) noexcept {
  if (label.empty() || label.size() > kMaxLabel || label.front() == '-' || label.back() == '-') return false;
  for (std::size_t i = 0; i < label.size();) {
    const char c = label[i];
    const std::size_t length = is_digit(c) || is_ascii_letter(c) || c == '-' ? 1 : email_letter_length(label, i);
    if (length == 0) return false;
    i += length;
  }
  return true;
}

}  // namespace

bool is_email_atext(char c) noexcept {
  return is_digit(c) || is_ascii_letter(c) ||
         (c != '\0' && std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos);
}

std::size_t email_letter_length(std::string_view text, std::size_t at) noexcept {
  const auto character = decode_utf8(text, at);
  if (character.length < 2) return 0;
  const char32_t c = character.value;
  const bool sign_or_space = c < 0xAA || c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c <= 0x2BFF) ||
                             (c >= 0x3000 && c <= 0x3004) || (c >= 0x3008 && c <= 0x3020) || c == 0x1680 ||
                             (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xFE10 && c <= 0xFE6F) ||
                             (c >= 0xFF00 && c <= 0xFF65) || c >= 0xFFE0;
  const bool letter_beyond = c >= 0x20000 && c <= 0x323AF;
  return sign_or_space && !letter_beyond ? 0 : character.length;
}

bool is_email_top_label(std::string_view label) noexcept {
  if (!is_label(label)) return false;
  if (label.size() > 4 && (label.substr(0, 4) == "xn--" || label.substr(0, 4) == "XN--")) return true;
  if (label.size() < 2) return false;
  const bool ascii = static_cast<unsigned char>(label[0]) < 0x80;
  for (const char c : label) {
    if (ascii ? !is_ascii_letter(c) : static_cast<unsigned char>(c) < 0x80) return false;
  }
  return true;
}

bool is_email(std::string_view text) noexcept {
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos || at == 0 || at > kMaxLocal) return false;
  const std::string_view local = text.substr(0, at);
  if (!is_dot_atom(local) && !is_quoted_string(local)) return false;
  std::string_view domain = text.substr(at + 1);
  if (domain.size() > kMaxDomain) return false;
  bool several = false;
  for (std::size_t dot = domain.find('.'); dot != std::string_view::npos; dot = domain.find('.')) {
    if (!is_label(domain.substr(0, dot))) return false;
    domain.remove_prefix(dot + 1);
    several = true;
  }
  return several && is_email_top_label(domain);
}

}  // namespace veilgate::masking
