// What the parts of the smart masks share. Each function hides what its kind of value does not show, all of it when the
// value has not the form of its kind. Units, threads and errors are those of mask.hpp.
#pragma once

#include <cstdint>
#include <string_view>

#include "masking/act/mask.hpp"
#include "masking/act/places.hpp"

namespace veilgate::masking {

// A value being masked.
struct SmartInput {
  const MaskSpec& mask;
  std::string_view text;
  std::uint32_t begin;
  std::uint32_t end;
  EditList& out;

  std::string_view value() const noexcept { return text.substr(begin, end - begin); }
  void hide(std::uint32_t from, std::uint32_t to) const { append_hidden(mask, text, from, to, out); }
  void hide_all() const { hide(begin, end); }
  // Hides a part of which it is known how many characters it has.
  void hide_characters(std::uint32_t from, std::uint32_t to, std::size_t count) const {
    replace(from, to, mask.times != 0 ? mask.times : count);
  }
  // Replaces a part by `times` mask characters, however long it is.
  void replace(std::uint32_t from, std::uint32_t to, std::size_t times) const {
    if (from < to) out.add_repeated(from, to, mask.character, times);
  }
  // Hides the characters in the places from `first` to `last`, leaving the separators between them.
  void hide_places(const Places& places, std::size_t first, std::size_t last) const {
    for (std::size_t i = first; i < last; ++i) {
      const std::uint32_t from = places[i].begin;
      const std::size_t before = i;
      while (i + 1 < last && places[i + 1].begin == places[i].end) ++i;
      hide_characters(from, places[i].end, i + 1 - before);  // a place is a character
    }
  }
};

void hide_ip_address(const SmartInput& input);   // 192.*.*.*, 2001:*:*:*:*:*:*:*
void hide_mac_address(const SmartInput& input);  // 3C-5A-B4-**-**-**
void hide_coordinates(const SmartInput& input);  // 116.******,39.******
void hide_date(const SmartInput& input);         // 1990-**-**

}  // namespace veilgate::masking
