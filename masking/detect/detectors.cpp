#include "masking/detect/detectors.hpp"

#include <array>
#include <bit>
#include <vector>

#include "masking/detect/locate_numbers.hpp"

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
    Detector{DetectorId::intl_phone, "intl_phone", locate_intl_phone},
    Detector{DetectorId::document, "document", locate_document},
    Detector{DetectorId::military_id, "military_id", locate_military_id},
    Detector{DetectorId::cn_plate, "cn_plate", locate_cn_plate},
    Detector{DetectorId::ip_address, "ip_address", locate_ip_address},
    Detector{DetectorId::mac_address, "mac_address", locate_mac_address},
    Detector{DetectorId::coordinates, "coordinates", locate_coordinates},
    Detector{DetectorId::birth_date, "birth_date", locate_birth_date},
    Detector{DetectorId::wechat, "wechat", locate_wechat},
    Detector{DetectorId::secret, "secret", locate_secret},
    Detector{DetectorId::parameter, "parameter", locate_parameter},
    Detector{DetectorId::table, "table", locate_table},
};

constexpr bool ids_are_places() noexcept {
  for (std::size_t i = 0; i < kDetectors.size(); ++i) {
    if (static_cast<std::size_t>(kDetectors[i].id) != i) return false;
  }
  return kDetectors.size() <= 64;
}
static_assert(ids_are_places());

}  // namespace

std::span<const Detector> detectors() noexcept {
  return kDetectors;
}

DetectorSet detectors_under(Evidence evidence) noexcept {
  constexpr DetectorSet kProven = ~(detector_bit(DetectorId::bank_card) | detector_bit(DetectorId::cn_landline) |
                                    detector_bit(DetectorId::western_name) | detector_bit(DetectorId::western_address) |
                                    detector_bit(DetectorId::intl_phone) | detector_bit(DetectorId::cn_plate) |
                                    detector_bit(DetectorId::ip_address) | detector_bit(DetectorId::coordinates));
  switch (evidence) {
    case Evidence::neutral_key: return ~DetectorSet{0};
    case Evidence::person_id_key: return kProven;
    case Evidence::denied_key: break;
  }
  return kProven & ~detector_bit(DetectorId::cn_mobile);
}

DetectorSet detectors_in_context(ContextBits context, std::string_view text) noexcept {
  constexpr std::size_t kLongest = 64;
  const auto speaks_for = [context](Context kind) { return (context & context_bit(kind)) != 0; };
  DetectorSet called = 0;
  if (!may_be_told(context, text.size()) || text.size() > kLongest) return called;
  if (speaks_for(Context::identity) || speaks_for(Context::vehicle) || speaks_for(Context::device) ||
      speaks_for(Context::messenger) || speaks_for(Context::company)) {
    called |= detector_bit(DetectorId::document);
  }
  if (speaks_for(Context::device)) called |= detector_bit(DetectorId::mac_address);
  if (speaks_for(Context::network)) {
    called |= detector_bit(DetectorId::ip_address) | detector_bit(DetectorId::mac_address);
  }
  if (speaks_for(Context::place)) called |= detector_bit(DetectorId::coordinates);
  if (speaks_for(Context::role)) {
    called |= detector_bit(DetectorId::person_name) | detector_bit(DetectorId::western_name);
  }
  if (speaks_for(Context::birth)) called |= detector_bit(DetectorId::birth_date);
  return called;
}

void locate(const LocateInput& input, DetectorSet called, std::vector<Span>& out) {
  const DetectorSet numbers = called & number_detectors();
  if (input.rejections == nullptr && std::popcount(numbers) > 1) {
    locate_numbers(input, numbers, out);
    called &= ~numbers;
  }
  while (called != 0) {
    const auto next = static_cast<std::size_t>(std::countr_zero(called));
    called &= called - 1;
    kDetectors[next].locate(input, out);
  }
}

void reject_as_denied(const LocateInput& input, void (*locate)(const LocateInput&, std::vector<Span>&)) {
  if (input.rejections == nullptr) return;
  std::vector<Span> spans;
  locate({input.text, Evidence::neutral_key, input.context}, spans);
  for (const Span& span : spans) input.reject(span.class_id, Rejection::denied_key, span.begin, span.end);
}

void locate_all(const LocateInput& input, std::vector<Span>& out) {
  for (const Detector& detector : kDetectors) detector.locate(input, out);
}

}  // namespace veilgate::masking
