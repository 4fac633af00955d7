// The detectors: every locator by its number; text_signs.hpp says which of them a text is worth calling.
//
// One more detector: a locate_<what>.cpp, a row in detectors.cpp, its signs in text_signs.cpp, and vectors in
// tests/unit/masking/detect. Immutable tables and pure functions; any number of threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "masking/detect/locate.hpp"

namespace veilgate::masking {

// Some of the detectors; bit DetectorId.
using DetectorSet = std::uint64_t;

enum class DetectorId : std::uint8_t {
  cn_resident_id,
  bank_card,
  cn_mobile,
  cn_landline,
  email,
  // By words.
  person_name,
  address,
  western_name,
  western_address,
  // By form, word and context.
  intl_phone,
  document,
  military_id,
  cn_plate,
  ip_address,
  mac_address,
  coordinates,
  birth_date,
  wechat,
  secret,
  parameter,
  table,
};

constexpr DetectorSet detector_bit(DetectorId id) noexcept {
  return DetectorSet{1} << static_cast<unsigned>(id);
}

struct Detector {
  DetectorId id;
  std::string_view name;
  void (*locate)(const LocateInput& input, std::vector<Span>& out);
};

// In the order of DetectorId.
std::span<const Detector> detectors() noexcept;

// The detectors that find anything under such a key.
DetectorSet detectors_under(Evidence evidence) noexcept;

// What objects and keys can speak for where no word in the text does; kLocatingContexts together.
inline constexpr ContextBits kLocatingContexts =
    context_bit(Context::identity) | context_bit(Context::vehicle) | context_bit(Context::device) |
    context_bit(Context::network) | context_bit(Context::place) | context_bit(Context::birth) |
    context_bit(Context::messenger) | context_bit(Context::company) | context_bit(Context::role);
// Whether a text of so many bytes may be worth asking the detectors for because of them. A tax number has 15 characters
// at least, the shortest QQ number five.
constexpr bool may_be_told(ContextBits context, std::size_t bytes) noexcept {
  constexpr std::size_t kShortest = 5;
  constexpr std::size_t kShortestName = 3;
  constexpr std::size_t kShortestOfCompany = 15;
  const ContextBits locating = context & kLocatingContexts;
  if ((locating & context_bit(Context::role)) != 0) return bytes >= kShortestName;
  return locating != 0 && bytes >= (locating == context_bit(Context::company) ? kShortestOfCompany : kShortest);
}
// The detectors that find more in a short text under such a key than the text alone says; whatever its signs.
DetectorSet detectors_in_context(ContextBits context, std::string_view text) noexcept;

// Calls the detectors of `called`.
void locate(const LocateInput& input, DetectorSet called, std::vector<Span>& out);

}  // namespace veilgate::masking
