// The arithmetic of FF1 on halves that do not fit a machine word: numeral strings, most significant first, and
// big-endian numbers. Part of ff1.cpp.
//
// Threads: pure functions. They allocate nothing.
#pragma once

#include <cstdint>
#include <span>

#include "crypto/base/octets.hpp"

namespace veilgate::crypto::ff1 {

// How many bits radix^count - 1 has.
std::size_t bits_of_largest(std::uint32_t radix, std::size_t count) noexcept;

// Writes the number the numerals stand for, with leading zeros; it fits.
void write_number(std::span<const std::uint16_t> numerals, std::uint32_t radix, MutableOctets out) noexcept;

// numerals + number, or numerals - number, modulo radix^numerals.size(). At most 544 bytes of number.
void add_number(Octets number, std::uint32_t radix, bool is_addition, std::span<std::uint16_t> numerals) noexcept;

}  // namespace veilgate::crypto::ff1
