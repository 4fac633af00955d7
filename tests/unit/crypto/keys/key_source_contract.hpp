// What every key source promises. A source's test makes a Subject and calls check_contract; nothing of the suite knows
// which source it is.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "crypto/keys/key_source.hpp"

namespace veilgate::test {

struct Subject {
  // The same source made anew, as another process would make it.
  std::function<std::unique_ptr<crypto::ManagedKeySource>()> open;
  // Another source of the same kind, with KEKs of its own.
  std::function<std::unique_ptr<crypto::ManagedKeySource>()> open_other;
  // What an operator does where the source cannot: make or take out the KEK of an epoch. Empty: the source does it.
  std::function<void(crypto::Epoch)> add_by_hand;
  std::function<void(crypto::Epoch)> remove_by_hand;
  std::vector<crypto::Algorithm> algorithms;
  std::vector<std::string> secrets;  // texts that must not occur in any note or description
};

void check_contract(const Subject& subject);

}  // namespace veilgate::test
