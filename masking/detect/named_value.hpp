// What the value under a telling name turns out to be.
//
// A name decides that its value is sensitive; a few values are nobody's all the same, and a telephone's name does not
// say which kind of telephone it is:
//   - service numbers (400, 800, 95xxx, 10086 …) under a telephone's name belong to companies and stay;
//   - an invoice title that ends as a company's name does (…公司, …集团, …大学, Ltd …) is no person's and stays; a shop
//     or a studio may be called after its owner and does not;
//   - ciphertext of a platform whose whole structure checks stays, as does JD's desen_… form (validate/
//     platform_ciphertext.hpp); detectors still look into it;
//   - a telephone is a cn_mobile, cn_landline or intl_phone by its number; when it is none of them, by its name.
//
// Pure; any number of threads.
#pragma once

#include <string_view>

#include "masking/classes.hpp"
#include "masking/detect/locate.hpp"

namespace veilgate::masking {

struct NamedValue {
  ClassId class_id = ClassId::none;
  bool stays = false;
  Rejection why = Rejection::other_form;  // when it stays
};

// `text` is the whole value in its normal view. `protected_hex`: the name is one of KeyInfo::protected_hex.
NamedValue read_named_value(ClassId named, bool protected_hex, std::string_view text) noexcept;

// Whether read_named_value can say anything but `named` about a value that begins so. Cheap; on raw text.
bool may_be_other_than_named(ClassId named, bool protected_hex, std::string_view raw) noexcept;

}  // namespace veilgate::masking
