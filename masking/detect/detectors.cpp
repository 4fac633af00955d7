#include "masking/detect/detectors.hpp"

#include <array>
#include <bit>

namespace veilgate::masking {
namespace {

constexpr std::array kDetectors{
    Detector{DetectorId::cn_resident_id, "cn_resident_id", locate_cn_resident_id},
    Detector{DetectorId::bank_card, "bank_card", locate_bank_card},
    Detector{DetectorId::cn_mobile, "cn_mobile", locate_cn_mobile},
    Detector{DetectorId::cn_landline, "cn_landline", locate_cn_landline},
    Detector{DetectorId::email, "email", locate_email},
    Detector{DetectorId::person_name, "person_name", locate_person_name},
    Detector{DetectorId::address, "address", locate_address},
    Detector{DetectorId::western_name, "western_name", locate_western_name},
    Detector{DetectorId::western_address, "western_address", locate_western_address},
};

constexpr bool ids_are_places() noexcept {
  for (std::size_t i = 0; i < kDetectors.size(); ++i) {
    if (static_cast<std::size_t>(kDetectors[i].id) != i) return false;
  }
  return kDetectors.size() <= 64;
}
static_assert(ids_are_places());

// Up to this many bytes of separators between two digits: three characters (detect/digit_groups.hpp) of three bytes.
#define VEILGATE_GAP "[^0-9A-Za-z]{0,9}"

constexpr std::array kPatterns{
    DetectorPattern{"1" VEILGATE_GAP "[3-9](?:" VEILGATE_GAP "[0-9]){9}", detector_bit(DetectorId::cn_mobile)},
    DetectorPattern{"(?:0|86)(?:" VEILGATE_GAP "[0-9]){9}", detector_bit(DetectorId::cn_landline)},
    DetectorPattern{"(?:[0-9]" VEILGATE_GAP "){12}[0-9]",
                    detector_bit(DetectorId::cn_resident_id) | detector_bit(DetectorId::bank_card)},
    DetectorPattern{"@", detector_bit(DetectorId::email)},
};

#undef VEILGATE_GAP

}  // namespace

std::span<const Detector> detectors() noexcept {
  return kDetectors;
}

std::span<const DetectorPattern> detector_patterns() noexcept {
  return kPatterns;
}

void locate(const LocateInput& input, DetectorSet called, std::vector<Span>& out) {
  while (called != 0) {
    const auto next = static_cast<std::size_t>(std::countr_zero(called));
    called &= called - 1;
    kDetectors[next].locate(input, out);
  }
}

void locate_all(const LocateInput& input, std::vector<Span>& out) {
  for (const Detector& detector : kDetectors) detector.locate(input, out);
}

}  // namespace veilgate::masking
