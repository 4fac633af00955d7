// What a member's name says about its value.
//
// Names are compared after decoding, case folded and without blanks and the signs `_ - . / @ : [ ]`, so that
// consMobilePhone, cons_mobile_phone, cons[mobilePhone] and CONS-MOBILE-PHONE are one name. The tables are in
// key_tables.hpp. The tables are made ready at the first question; from then on any number of threads may ask.
#pragma once

#include <string>
#include <string_view>

#include "masking/classes.hpp"
#include "masking/detect/locate.hpp"

namespace veilgate::masking {

struct KeyInfo {
  ClassId class_id = ClassId::none;  // the name decides: the value is of this class whatever it looks like
  ContextBits context = 0;           // what the name speaks for without deciding it
  bool entity = false;               // with class_id: an object under it has members of its own
  bool bare_name = false;            // `name`: a person's only when a person is around it
  bool denied = false;               // order, SKU, time, sign …: values need a form that proves itself
  bool person_id = false;            // buyerId, userNo: denied, but people's phones are used as such
  bool person = false;               // buyer, consignee, contact …: an object under it describes a person
  bool product = false;              // sku, ware, shop …: an object under it describes a thing
  bool transparent = false;          // info, data, detail …: an object under it is what the object around it is
  bool carrier = false;              // value, number, text …: under a telling name it carries that name's value
  bool label = false;                // label, field, type …: its value may name the value beside it
  bool labelled = false;             // value, content …: a label beside it may say what it is
  bool columns = false;           // columns, headers …: an array under it names the columns of the arrays beside it
  bool meta = false;              // type, status, lang …: beside a carried value, not the value
  bool protected_hex = false;     // JD's desen_…: a hexadecimal form of its own stays
  bool malformed = false;         // no JSON string: it has a bad escape
  bool looks_like_value = false;  // the name itself may be a value: {"13800138000": …}
  bool tells_class = false;       // see can_tell_class()
  bool plain = false;             // says nothing about a scalar but, perhaps, `denied`: the usual case, worth one test
};

// What the name says against its value.
constexpr Evidence evidence_of(const KeyInfo& info) noexcept {
  return info.person_id ? Evidence::person_id_key : info.denied ? Evidence::denied_key : Evidence::neutral_key;
}

// Whether, with a look at what stands beside it, the name tells of what class the value is, if of any.
constexpr bool can_tell_class(const KeyInfo& info) noexcept {
  return !info.looks_like_value && !info.person_id && !info.malformed;
}

// `key` is decoded and folded UTF-8 (DecodedText normal view). The built-in tables only; see key_vocabulary.hpp.
KeyInfo classify_key(std::string_view key);

// False of a name, as it was received, of which class_named() says nothing. Constant time; most words end so.
bool may_name_class(std::string_view key) noexcept;

// The class alone, of a name or of a label that is read like one. Allocates nothing for up to 64 bytes.
ClassId class_named(std::string_view key);

// What a label beside a value says about it, read like a name.
struct LabelInfo {
  ClassId class_id = ClassId::none;
  bool denied = false;     // KeyInfo's; never with a class
  bool bare_name = false;  // KeyInfo's; never with a class
  bool role = false;       // somebody by what they are to others; never with a class

  // What stands beside it may be a person's name, by its look.
  bool may_be_person() const noexcept { return bare_name || role; }
};
LabelInfo classify_label(std::string_view key);

// Whether a label's last word ends like a telephone's short names and may be somebody's all the same: Raj Patel, Colin
// Fairfax. Nothing but its first letter is a capital.
bool is_family_name(std::string_view label);

}  // namespace veilgate::masking
