// Findings: what a masker did, as counts. No values, no paths. A plain value.
#pragma once

#include <array>
#include <cstdint>

#include "masking/classes.hpp"

namespace veilgate::masking {

struct Findings {
  std::array<std::uint64_t, kMostClasses> masked{};  // by class: values that left changed (in shadow mode: would have)
  std::uint64_t values = 0;                          // scalars looked at
  std::uint64_t bytes_in = 0;                        // decoded bytes of the body

  std::uint64_t masked_total() const noexcept {
    std::uint64_t total = 0;
    for (const auto count : masked) total += count;
    return total;
  }
  void add(const Findings& other) noexcept {
    for (std::size_t i = 0; i < masked.size(); ++i) masked[i] += other.masked[i];
    values += other.values;
    bytes_in += other.bytes_in;
  }
};

}  // namespace veilgate::masking
