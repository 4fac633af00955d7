// What the names a table knows may end in, asked before a name is written as it is compared: most strings that could be
// labels are none, and their last four letters show it.
//
// May say yes of a name that ends in none of the words; never says no of one that does. Filled once, then immutable.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "masking/validate/digits.hpp"

namespace veilgate::masking {

// What is left out of a name when it is compared: client_ip, client-ip, client[ip] and clientIp are one.
constexpr bool is_name_joint(char c) noexcept {
  switch (c) {
    case '_':
    case '-':
    case '.':
    case ' ':
    case '/':
    case '@':
    case ':':
    case '[':
    case ']': return true;
    default: return false;
  }
}

class NameEndings {
 public:
  // `word` is written as names are compared (normal_name). `inside`: in the middle of a word, too.
  void add(std::string_view word, bool inside) noexcept;

  // Whether a name, as it was received, may end in one of the words, joints aside. Constant time.
  bool may_end(std::string_view key) const noexcept {
    std::uint32_t tail = 0;
    std::size_t end = key.size();
    for (std::size_t size = 1; size <= kTail; ++size) {
      while (end > 0 && is_name_joint(key[end - 1])) --end;
      if (end == 0) return false;
      const char c = key[--end];
      tail = tail << 8 | static_cast<unsigned char>(is_ascii_letter(c) ? c | 0x20 : c);
      if (inside_[place_of(tail, size)]) return true;
      if (begun_[place_of(tail, size)] && may_begin_word(key, end)) return true;
    }
    return false;
  }

 private:
  static constexpr std::size_t kTail = 4;  // bytes that are looked at
  static constexpr unsigned kBits = 17;

  static std::size_t place_of(std::uint32_t tail, std::size_t size) noexcept {
    return (tail + static_cast<std::uint32_t>(size)) * 0x9E3779B1u >> (32 - kBits);
  }
  // A word may begin at a capital, behind a joint, and where ASCII and other letters meet.
  static bool may_begin_word(std::string_view key, std::size_t at) noexcept {
    if (at == 0) return true;
    const auto is_high = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
    return (key[at] >= 'A' && key[at] <= 'Z') || is_name_joint(key[at - 1]) || is_high(key[at]) != is_high(key[at - 1]);
  }

  std::bitset<std::size_t{1} << kBits> inside_;  // by the last bytes of the words, shorter words whole
  std::bitset<std::size_t{1} << kBits> begun_;   // the same of words that stand only where a word begins
};

}  // namespace veilgate::masking
