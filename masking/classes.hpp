// The classes of sensitive values the engine knows, by number. Names, levels and default masks are in the detector
// table (masking/detect/builtin.cpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "config/model.hpp"

namespace veilgate::masking {

enum class ClassId : std::uint8_t {
  none,  // no class: a value a path rule names
  person_name,
  cn_mobile,
  cn_landline,
  address,
  cn_resident_id,
  bank_card,
  email,
};
inline constexpr std::size_t kClassCount = 8;

std::string_view class_name(ClassId id) noexcept;  // "cn_mobile"; "path" for none
config::Level class_level(ClassId id) noexcept;
std::optional<ClassId> find_class(std::string_view name) noexcept;

}  // namespace veilgate::masking
