// The tables of names: which name of a member decides a class, lowers evidence, or speaks for something around it.
//
// Names are compared as normal_name (normal_name.hpp) writes them. A table is one text of names with blanks between
// them. Of all names that fit, the longest decides, so that `emailaddress` is an e-mail address and not an address, and
// `hotel` (a row of no class) no `tel`.
//
//   whole    the whole name
//   ending   the name ends with it: receiverMobile, 收件人电话
//   word     it ends with it, and a word begins there: clientIp, CLIENT_IP, ip; not vip
//
// One more name: into the row of its class. One more class: its rows and its entry in class_names(). Immutable; any
// number of threads.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "masking/classes.hpp"
#include "masking/detect/locate.hpp"

namespace veilgate::masking {

// What stands under a telling name when it is an object.
enum class NameKind : std::uint8_t {
  attribute,  // one value, perhaps in several languages or parts: its texts are of the class
  entity,     // somebody or some place with members of its own: only its carriers (value, number …) are
};

struct ClassNames {
  ClassId class_id = ClassId::none;  // none: names that end like others and are something else
  NameKind kind = NameKind::attribute;
  std::string_view whole;
  std::string_view ending;
  std::string_view word;
};
std::span<const ClassNames> class_names() noexcept;
// In other languages than Chinese and English, and in abbreviated pinyin (key_tables_abroad.cpp).
std::span<const ClassNames> class_names_abroad() noexcept;

// Names made of two words, each of `first` before each of `last`.
//
// Initials of pinyin: who (`shr`, 收货人) and what (`xm`, 姓名): shrxm, khsjh, BRXM; a word begins there. Pictures of
// the papers people are known by: idCardFrontImg, 身份证照片; anything may stand before them.
struct CompoundNames {
  ClassId class_id;
  bool word;  // a word begins where the name does
  std::string_view first;
  std::string_view last;
};
std::span<const CompoundNames> compound_names() noexcept;
std::string_view initials_of_people() noexcept;

// What may stand behind a telling word without taking anything from it: tel_bak, nameCn, mobile_new.
std::string_view qualifier_words() noexcept;
// What may stand behind the word for a document or an account: shebaoNo, plateNum.
std::string_view number_words() noexcept;

// Names whose values a platform sends as its own hexadecimal form beside the masked one (JD's `desen_mobile`).
std::string_view protected_hex_prefix() noexcept;

// Names that speak for something without deciding: any of the words stands anywhere in the name, or one ends it.
struct ContextNames {
  Context context;
  std::string_view words;
  std::string_view last = {};  // words a name ends with
};
std::span<const ContextNames> context_names() noexcept;

// Endings under which numbers are orders, articles, times and amounts. They never silence a name that decides a class.
std::string_view denied_endings() noexcept;
// Endings of names that are no person's, whatever stands before them: parentOrderId.
std::string_view never_person_ids() noexcept;
// Words of accounts and messengers: people log in with their phone number, so a name with one is never denied.
std::string_view never_denied_words() noexcept;

// Abbreviations of such words, which count as the last word before a number's name only: custCertNo.
std::string_view short_person_words() noexcept;
std::string_view person_words() noexcept;       // …Name is a person's when one of these stands before it
std::string_view product_words() noexcept;      // … and no one's when one of these does
std::string_view transparent_names() noexcept;  // an object under it is what the object around it is
std::string_view carrier_names() noexcept;      // under a telling name it carries that name's value
std::string_view bare_names() noexcept;         // a person's only when a person is around it
std::string_view meta_names() noexcept;         // beside a carried value: what kind it is, not the value

// Calls `use` with each name of a table.
template <class Use>
void for_each_name(std::string_view table, const Use& use) {
  while (!table.empty()) {
    const std::size_t end = table.find(' ');
    if (end != 0) use(table.substr(0, end));
    if (end == std::string_view::npos) break;
    table.remove_prefix(end + 1);
  }
}

}  // namespace veilgate::masking
