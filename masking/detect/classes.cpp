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
// account or proves an identity L4.
constexpr std::array<ClassRow, kClassCount> kClasses{{
    {"path", Level::l3},
    {"person_name", Level::l3},
    {"cn_mobile", Level::l3},
    {"cn_landline", Level::l3},
    {"address", Level::l3},
    {"cn_resident_id", Level::l4},
    {"bank_card", Level::l4},
    {"email", Level::l3},
}};

}  // namespace

std::string_view class_name(ClassId id) noexcept {
  return kClasses[static_cast<std::size_t>(id)].name;
}
config::Level class_level(ClassId id) noexcept {
  return kClasses[static_cast<std::size_t>(id)].level;
}

std::optional<ClassId> find_class(std::string_view name) noexcept {
  for (std::size_t i = 1; i < kClassCount; ++i) {
    if (kClasses[i].name == name) return static_cast<ClassId>(i);
  }
  return std::nullopt;
}

}  // namespace veilgate::masking
