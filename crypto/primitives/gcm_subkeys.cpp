#include "crypto/primitives/gcm_subkeys.hpp"

#include <algorithm>

#include "crypto/primitives/cipher_context.hpp"

namespace veilgate::crypto {

bool GcmSubkeys::Place::is(Octets other) const noexcept {
  return last_use != 0 && std::equal(other.begin(), other.end(), selector.begin(), selector.end());
}

GcmSubkeys::Set& GcmSubkeys::set_of(Octets selector) noexcept {
  return sets_[selector.empty() ? 0 : selector.front() % kSets];
}

Gcm* GcmSubkeys::recall(Octets selector) noexcept {
  // Whoever seals, and whoever opens what one process sealed, asks for the same one again and again.
  if (last_ != nullptr && last_->is(selector)) return &last_->gcm;
  for (Place& place : set_of(selector)) {
    if (!place.is(selector)) continue;
    place.last_use = ++uses_;
    last_ = &place;
    return &place.gcm;
  }
  return nullptr;
}

Gcm* GcmSubkeys::keep(Octets selector, Octets subkey) noexcept {
  Set& set = set_of(selector);
  Place* place = nullptr;
  if (set.size() < kWays) {
    auto gcm = Gcm::make(cipher_, subkey);
    if (!gcm) return nullptr;
    set.reserve(kWays);
    place = &set.emplace_back(Place{{}, 0, *std::move(gcm)});
  } else {
    place = &*std::min_element(set.begin(), set.end(),
                               [](const Place& a, const Place& b) { return a.last_use < b.last_use; });
    place->last_use = 0;
    if (!place->gcm.rekey(subkey)) return nullptr;
  }
  std::ranges::copy(selector, place->selector.begin());
  place->last_use = ++uses_;
  last_ = place;
  return &place->gcm;
}

void GcmSubkeys::forget(MutableOctets subkey) noexcept {
  wipe(subkey);
}

}  // namespace veilgate::crypto
