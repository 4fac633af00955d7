// The checks a configuration may name for its own patterns, by name (config/schema.hpp lists the same names). Pure; any
// number of threads.
#pragma once

#include <span>
#include <string_view>

namespace veilgate::masking {

struct Validator {
  std::string_view name;
  bool (*accepts)(std::string_view text) noexcept;  // of a normalised text; what groups digits is taken out first
};

std::span<const Validator> validators() noexcept;

// Null when there is none of that name.
const Validator* find_validator(std::string_view name) noexcept;

}  // namespace veilgate::masking
