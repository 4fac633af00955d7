#include "masking/detect/contact_card.hpp"

#include <algorithm>

#include "masking/detect/given_names.hpp"
#include "masking/detect/labelled_part.hpp"

namespace veilgate::masking {
namespace {

constexpr std::string_view kCard = "BEGIN:VCARD";
constexpr std::string_view kShortCard = "MECARD:";
constexpr std::size_t kReach = 64;  // bytes of a text in which the first card begins

// The class of a property's value; its name ends before the first ; or colon.
ClassId class_of_property(std::string_view name) noexcept {
  if (name == "FN" || name == "N" || name == "NICKNAME" || name == "SOUND") return ClassId::person_name;
  if (name == "ADR" || name == "LABEL") return ClassId::address;
  return name == "BDAY" ? ClassId::birth_date : ClassId::none;
}

// Of an address's components the third is the street (post box, extended address, street, town …); of one in a single
// piece it is all.
std::string_view street_of(std::string_view value) noexcept {
  std::string_view rest = value;
  for (int part = 0; part < 2; ++part) {
    const std::size_t sign = rest.find(';');
    if (sign == std::string_view::npos) return value;
    rest.remove_prefix(sign + 1);
  }
  return rest.substr(0, rest.find(';'));
}

std::string_view without_signs_at_end(std::string_view value) noexcept {
  const std::size_t last = value.find_last_not_of("; \t");
  return value.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

// One property: NAME;PARAMETER=…:value.
void read_property(std::string_view text, std::string_view line, std::vector<Span>& out) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return;
  const ClassId class_id = class_of_property(line.substr(0, std::min(line.find(';'), colon)));
  if (class_id == ClassId::none) return;
  const std::string_view all = line.substr(colon + 1);
  const std::string_view value = without_signs_at_end(class_id == ClassId::address ? street_of(all) : all);
  if (value.empty()) return;
  const auto begin = static_cast<std::uint32_t>(value.data() - text.data());
  out.push_back({begin, begin + static_cast<std::uint32_t>(value.size()), class_id});
}

}  // namespace

bool holds_contact_card(std::string_view text) noexcept {
  const std::string_view head = text.substr(0, kReach);
  return head.find(kCard) != std::string_view::npos || head.find(kShortCard) != std::string_view::npos;
}

std::optional<Span> common_name_behind(std::string_view text, std::size_t sign) noexcept {
  constexpr std::size_t kLongest = 64;
  const bool in_quotes = text.substr(sign + 1).starts_with('"');
  const std::size_t begin = std::min(sign + (in_quotes ? 2 : 1), text.size());
  const std::string_view rest = text.substr(begin, kLongest);
  const std::string_view value = rest.substr(0, rest.find_first_of(",;:/\"\\\r\n"));
  if (!may_be_person(value)) return std::nullopt;
  // Of capitalized words only those that begin with a given name known.
  const std::size_t first = value.find(' ');
  const bool han = static_cast<unsigned char>(value.front()) >= 0x80;
  if (!han && (first == std::string_view::npos || !is_given_name(value.substr(0, first)))) return std::nullopt;
  return Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + value.size()),
              ClassId::person_name};
}

void locate_contact_card(std::string_view text, std::vector<Span>& out) {
  const auto each_part = [&](std::string_view part, std::string_view ends) {
    for (std::size_t at = 0; at < part.size();) {
      const std::size_t end = std::min(part.find_first_of(ends, at), part.size());
      read_property(text, part.substr(at, end - at), out);
      at = end + 1;
    }
  };
  if (const std::size_t card = text.find(kCard); card != std::string_view::npos) each_part(text.substr(card), "\r\n");
  if (const std::size_t card = text.find(kShortCard); card != std::string_view::npos) {
    each_part(text.substr(card + kShortCard.size()), ";\r\n");
  }
}

}  // namespace veilgate::masking
