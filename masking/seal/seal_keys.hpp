// Whose keys a policy seals with.
#pragma once

#include <memory>
#include <string>

namespace veilgate::crypto {
class Keyring;
}

namespace veilgate::masking {

struct SealKeys {
  std::shared_ptr<const crypto::Keyring> keyring;  // null: nothing can be sealed
  std::string tenant;                              // of requests that say none
};

}  // namespace veilgate::masking
