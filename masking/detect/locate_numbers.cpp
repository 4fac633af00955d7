#include "masking/detect/locate_numbers.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "masking/detect/digit_groups.hpp"
#include "masking/detect/locate_groups.hpp"

namespace veilgate::masking {
namespace {

struct NumberLocator {
  DetectorId detector;
  const NumberReader* reader;
};
// In the order of the detectors.
constexpr std::array kLocators{
    NumberLocator{DetectorId::cn_resident_id, &kResidentIdReader},
    NumberLocator{DetectorId::bank_card, &kBankCardReader},
    NumberLocator{DetectorId::cn_mobile, &kMobileReader},
    NumberLocator{DetectorId::cn_landline, &kLandlineReader},
};

std::size_t place_of(ClassId id) noexcept {
  switch (id) {
    case ClassId::bank_card: return 1;
    case ClassId::cn_mobile: return 2;
    case ClassId::cn_landline:
    case ClassId::intl_phone: return 3;
    default: return 0;
  }
}

}  // namespace

DetectorSet number_detectors() noexcept {
  DetectorSet all = 0;
  for (const NumberLocator& each : kLocators) all |= detector_bit(each.detector);
  return all;
}

void locate_numbers(const LocateInput& input, DetectorSet called, std::vector<Span>& out) {
  struct Reading {
    NumberReader reader;
    std::uint32_t floor = 0;  // what lies before it was taken
  };
  std::array<Reading, kLocators.size()> readings{};
  std::size_t count = 0;
  const DetectorSet wanted = called & detectors_under(input.evidence);
  for (const NumberLocator& each : kLocators) {
    if ((wanted & detector_bit(each.detector)) != 0) readings[count++].reader = *each.reader;
  }
  const std::size_t first = out.size();
  for (DigitGroups groups(input.text); !groups.done(); groups.advance()) {
    for (std::size_t i = 0; i < count; ++i) {
      Reading& reading = readings[i];
      Span span;
      if (groups.joined_digits() < reading.reader.fewest || groups[0].begin < reading.floor ||
          !reading.reader.read(input, groups, span)) {
        continue;
      }
      out.push_back(span);
      reading.floor = span.end;
    }
  }
  // Those of one detector are apart from one another.
  std::sort(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(), [](const Span& a, const Span& b) {
    const std::size_t a_place = place_of(a.class_id);
    const std::size_t b_place = place_of(b.class_id);
    return a_place != b_place ? a_place < b_place : a.begin < b.begin;
  });
}

}  // namespace veilgate::masking
