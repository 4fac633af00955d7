// The rows behind cn_divisions.hpp. Data only.
#pragma once

#include <cstddef>

namespace veilgate::masking {

extern const char kDivisionNames[];           // all names one after the other, in ascending order of their bytes
extern const unsigned char kDivisionSizes[];  // of each name: Han characters (low five bits) and kinds (above)
extern const std::size_t kDivisionCount;

}  // namespace veilgate::masking
