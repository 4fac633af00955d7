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
  // What becomes of a rule that seals without an active key. True: its policy does not compile. False: every value it
  // is about is refused when it comes, which is for a key that ends while a process runs.
  bool required = true;
};

}  // namespace veilgate::masking
