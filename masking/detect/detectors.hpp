// The detectors: every locator with what has to be in a text before it is worth calling.
//
// One more detector: a locate_<what>.cpp, a row in detectors.cpp, and vectors in tests/unit/masking/detect.
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
  // Without a pattern of their own: text_signs.hpp says when to call them.
  person_name,
  address,
  western_name,
  western_address,
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

// A Hyperscan expression over the normalised text, wider than the locators it calls: whatever they find, it matches.
struct DetectorPattern {
  const char* expression;
  DetectorSet calls;
};
std::span<const DetectorPattern> detector_patterns() noexcept;

// Calls the detectors of `called`.
void locate(const LocateInput& input, DetectorSet called, std::vector<Span>& out);

}  // namespace veilgate::masking
