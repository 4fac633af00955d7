// A bare `name` in a text: of somebody when a value of a person's stands beside it (name=…&phone=…, a column `name`
// beside one of telephones), of anything else otherwise.
#pragma once

#include <string_view>

#include "masking/classes.hpp"

namespace veilgate::masking {

constexpr bool is_bare_name(std::string_view word) noexcept {
  return word == "name" || word == "Name" || word == "NAME";
}

// Whether values of the class belong to somebody, whose name a bare `name` beside them is.
constexpr bool speaks_for_somebody(ClassId id) noexcept {
  switch (id) {
    case ClassId::cn_mobile:
    case ClassId::cn_landline:
    case ClassId::intl_phone:
    case ClassId::address:
    case ClassId::cn_resident_id:
    case ClassId::passport:
    case ClassId::email:
    case ClassId::birth_date:
    case ClassId::bank_card: return true;
    default: return false;
  }
}

}  // namespace veilgate::masking
