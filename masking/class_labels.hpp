// The classes a configuration adds, as counters and logs name them.
#pragma once

#include <span>
#include <string>

#include "config/model.hpp"

namespace veilgate::masking {

struct ClassLabel {
  std::string name;
  config::Level level = config::Level::l4;
};

// In the order of their ids, the first is kBuiltinClassCount. They live as long as the Engine they are of.
using OwnClassLabels = std::span<const ClassLabel>;

}  // namespace veilgate::masking
