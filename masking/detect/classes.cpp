#include "masking/classes.hpp"

#include <array>

namespace veilgate::masking {
namespace {

struct ClassRow {
  std::string_view name;
  config::Level level;
};

using config::Level;
// In the order of ClassId. Levels: L3 confidential, L4 secret; names, phones and addresses are L3, what opens an
// account, proves an identity or says where somebody is right now L4.
constexpr std::array<ClassRow, kBuiltinClassCount> kClasses{{
    {"path", Level::l3},
    {"person_name", Level::l3},
    {"cn_mobile", Level::l3},
    {"cn_landline", Level::l3},
    {"address", Level::l3},
    {"cn_resident_id", Level::l4},
    {"bank_card", Level::l4},
    {"email", Level::l3},
    {"intl_phone", Level::l3},
    {"foreigner_id", Level::l4},
    {"passport", Level::l4},
    {"travel_permit", Level::l4},
    {"military_id", Level::l4},
    {"bank_account", Level::l4},
    {"cn_credit_code", Level::l3},
    {"cn_tax_number", Level::l3},
    {"cn_plate", Level::l3},
    {"vin", Level::l3},
    {"driver_file_number", Level::l4},
    {"birth_date", Level::l3},
    {"account_id", Level::l3},
    {"qq", Level::l3},
    {"wechat", Level::l3},
    {"ip_address", Level::l3},
    {"mac_address", Level::l3},
    {"imei", Level::l3},
    {"coordinates", Level::l4},
    {"social_security_number", Level::l4},
    {"medical_card", Level::l4},
    {"invoice_title", Level::l3},
    {"secret", Level::l4},
    {"biometric", Level::l4},
    {"iban", Level::l4},
    {"us_ssn", Level::l4},
    {"uk_nino", Level::l4},
    {"eu_vat", Level::l3},
}};

}  // namespace

std::string_view class_name(ClassId id) noexcept {
  return kClasses[index_of(id)].name;
}
config::Level class_level(ClassId id) noexcept {
  return kClasses[index_of(id)].level;
}

std::optional<ClassId> find_class(std::string_view name) noexcept {
  for (std::size_t i = 1; i < kClasses.size(); ++i) {
    if (kClasses[i].name == name) return static_cast<ClassId>(i);
  }
  return std::nullopt;
}

}  // namespace veilgate::masking
