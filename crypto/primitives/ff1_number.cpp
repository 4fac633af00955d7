#include "crypto/primitives/ff1_number.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "crypto/base/secret.hpp"

namespace veilgate::crypto::ff1 {
namespace {

constexpr std::size_t kMostLimbs = 544 / sizeof(std::uint32_t);

// A number in limbs of 32 bits, least significant first.
class Number {
 public:
  Number() = default;
  Number(const Number&) = delete;
  Number& operator=(const Number&) = delete;
  ~Number() { wipe_memory(limbs_.data(), sizeof(limbs_)); }

  void multiply_and_add(std::uint32_t factor, std::uint32_t addend) noexcept {
    std::uint64_t carry = addend;
    for (std::size_t i = 0; i < used_; ++i) {
      carry += std::uint64_t{limbs_[i]} * factor;
      limbs_[i] = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
    if (carry != 0) limbs_[used_++] = static_cast<std::uint32_t>(carry);
  }

  std::uint32_t divide(std::uint32_t divisor) noexcept {
    std::uint64_t rest = 0;
    for (std::size_t i = used_; i-- > 0;) {
      rest = rest << 32 | limbs_[i];
      limbs_[i] = static_cast<std::uint32_t>(rest / divisor);
      rest %= divisor;
    }
    while (used_ > 0 && limbs_[used_ - 1] == 0) --used_;
    return static_cast<std::uint32_t>(rest);
  }

  void read(Octets number) noexcept {
    for (std::size_t i = 0; i < number.size(); ++i)
      limbs_[i / 4] |= std::uint32_t{number[number.size() - 1 - i]} << (8 * (i % 4));
    used_ = (number.size() + 3) / 4;
    while (used_ > 0 && limbs_[used_ - 1] == 0) --used_;
  }

  void write(MutableOctets out) const noexcept {
    for (std::size_t i = 0; i < out.size(); ++i)
      out[out.size() - 1 - i] = static_cast<std::uint8_t>(i / 4 < used_ ? limbs_[i / 4] >> (8 * (i % 4)) : 0);
  }

  std::size_t bits() const noexcept {
    return used_ == 0 ? 0 : 32 * (used_ - 1) + static_cast<std::size_t>(std::bit_width(limbs_[used_ - 1]));
  }

 private:
  std::array<std::uint32_t, kMostLimbs> limbs_{};
  std::size_t used_ = 0;
};

}  // namespace

std::size_t bits_of_largest(std::uint32_t radix, std::size_t count) noexcept {
  Number largest;
  for (std::size_t i = 0; i < count; ++i) largest.multiply_and_add(radix, radix - 1);
  return largest.bits();
}

void write_number(std::span<const std::uint16_t> numerals, std::uint32_t radix, MutableOctets out) noexcept {
  Number number;
  for (const auto numeral : numerals) number.multiply_and_add(radix, numeral);
  number.write(out);
}

void add_number(Octets number, std::uint32_t radix, bool is_addition, std::span<std::uint16_t> numerals) noexcept {
  Number left;
  left.read(number);
  // Only the last numerals of the number matter modulo radix^size, and they come first when it is divided.
  std::uint32_t carry = 0;
  for (std::size_t i = numerals.size(); i-- > 0;) {
    const std::uint32_t digit = left.divide(radix) + carry;
    const std::uint32_t numeral = numerals[i];
    if (is_addition) {
      const std::uint32_t sum = numeral + digit;
      carry = sum >= radix ? 1 : 0;
      numerals[i] = static_cast<std::uint16_t>(carry != 0 ? sum - radix : sum);
    } else {
      carry = numeral < digit ? 1 : 0;
      numerals[i] = static_cast<std::uint16_t>(carry != 0 ? numeral + radix - digit : numeral - digit);
    }
  }
}

}  // namespace veilgate::crypto::ff1
