// Parts of a text that begin as members do, with a name and a colon: `收货地址：…，电话：…`, `realname: …`,
// `X-User-Idcard: …`, `- openid: …`.
//
// A part begins with the text, behind a line break, a comma, a semicolon, a bar, a full stop or a bracket, blanks and
// bullets aside. Its value goes on to the end of the line or the next such sign; an address, in which commas stand, to
// the next name with a colon. In the normal view; pure; any number of threads.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "masking/classes.hpp"

namespace veilgate::masking {

// The bytes of the colon at `at`: ":" or "："; 0 when there is none.
inline std::size_t colon_at(std::string_view text, std::size_t at) noexcept {
  constexpr std::string_view kWide = "：";
  if (text[at] == ':') return 1;
  return text[at] == kWide[0] && text.substr(at, kWide.size()) == kWide ? kWide.size() : 0;
}

// The name before the colon at `colon`, when a part begins with it and it is no word of everyday English, which stands
// before a colon in any text: `Attention: High Voltage`.
std::optional<std::string_view> name_of_part(std::string_view text, std::size_t colon) noexcept;

// Whether a value has the shape of somebody's name: a Chinese one of a known family, one with dots, or up to four words
// of another script that begin with capitals.
bool may_be_person(std::string_view value) noexcept;

// What stands behind the colon of the part that `name` begins, cut to what a value of the class may be; empty when it
// says nothing (`无`, `见附件`, `required`) or is a sentence. A view of `text`.
std::string_view value_of_part(std::string_view text, std::size_t colon, ClassId class_id) noexcept;

}  // namespace veilgate::masking
