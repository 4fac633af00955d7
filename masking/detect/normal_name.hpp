// Names of members as they are compared: in small letters, without the signs that join words; with accents or without.
// Pure; any number of threads.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "masking/detect/name_endings.hpp"
#include "masking/validate/digits.hpp"

namespace veilgate::masking {

// The name as it is compared, and where words begin in it: after a joint, at a capital after a small letter (clientIp)
// or before one (IDCard), and where ASCII and other letters meet.
class NormalName {
 public:
  explicit NormalName(std::string_view key) {
    if (key.size() > kShort) {
      long_text_.resize(key.size());
      long_starts_.resize(key.size());
    }
    char* const text = is_short(key) ? short_text_.data() : long_text_.data();
    bool after_joint = true;
    for (std::size_t i = 0; i < key.size(); ++i) {
      const char c = key[i];
      if (is_name_joint(c)) {
        after_joint = true;
        continue;
      }
      const char before = i == 0 ? '_' : key[i - 1];
      const bool humped = is_capital(c) && (is_small(before) || is_digit(before) ||
                                            (is_capital(before) && i + 1 < key.size() && is_small(key[i + 1])));
      const bool scripts_meet = (static_cast<unsigned char>(c) < 0x80) != (static_cast<unsigned char>(before) < 0x80);
      const bool starts = after_joint || humped || scripts_meet;
      if (is_short(key)) {
        short_starts_[size_] = starts;
      } else {
        long_starts_[size_] = starts;
      }
      text[size_++] = to_lower(c);
      after_joint = false;
    }
  }

  std::string_view text() const noexcept {
    return {long_text_.empty() ? short_text_.data() : long_text_.data(), size_};
  }
  // Whether a word begins at a byte of text().
  bool operator[](std::size_t at) const noexcept { return long_text_.empty() ? short_starts_[at] : long_starts_[at]; }

 private:
  static constexpr bool is_small(char c) noexcept { return c >= 'a' && c <= 'z'; }

  static constexpr std::size_t kShort = 64;  // bytes; most names, for which nothing is allocated

  static bool is_short(std::string_view key) noexcept { return key.size() <= kShort; }

  std::array<char, kShort> short_text_;
  std::bitset<kShort> short_starts_;
  std::string long_text_;
  std::vector<bool> long_starts_;
  std::size_t size_ = 0;
};

// The name as it is compared.
inline std::string normal_name(std::string_view key) {
  return std::string(NormalName(key).text());
}

// A name without its accents: é as e; ö as o, or spelled, oe.
std::string without_accents(std::string_view name, bool spelled);

}  // namespace veilgate::masking
