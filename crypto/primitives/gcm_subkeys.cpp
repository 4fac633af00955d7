#include "crypto/primitives/gcm_subkeys.hpp"

#include <algorithm>

#include "crypto/primitives/cipher_context.hpp"

namespace veilgate::crypto {

Gcm* GcmSubkeys::recall(Octets selector) noexcept {
  const auto is_it = [&](const Place& place) {
    return place.last_use != 0 && std::ranges::equal(selector, place.selector);
  };
  // Whoever seals, and whoever opens what one process sealed, asks for the same one again and again.
  if (last_ < places_.size() && is_it(places_[last_])) return &places_[last_].gcm;
  const auto found = std::find_if(places_.begin(), places_.end(), is_it);
  if (found == places_.end()) return nullptr;
  last_ = static_cast<std::size_t>(found - places_.begin());
  found->last_use = ++uses_;
  return &found->gcm;
}

Gcm* GcmSubkeys::keep(Octets selector, Octets subkey) noexcept {
  Place* place = nullptr;
  if (places_.size() < kMost) {
    auto gcm = Gcm::make(cipher_, subkey);
    if (!gcm) return nullptr;
    place = &places_.emplace_back(Place{{}, 0, *std::move(gcm)});
  } else {
    place = &*std::min_element(places_.begin(), places_.end(),
                               [](const Place& a, const Place& b) { return a.last_use < b.last_use; });
    place->last_use = 0;
    if (!place->gcm.rekey(subkey)) return nullptr;
  }
  std::ranges::copy(selector, place->selector.begin());
  place->last_use = ++uses_;
  last_ = static_cast<std::size_t>(place - places_.data());
  return &place->gcm;
}

void GcmSubkeys::forget(MutableOctets subkey) noexcept {
  wipe(subkey);
}

}  // namespace veilgate::crypto
