#include <array>

#include "masking/act/date_text.hpp"
#include "masking/act/smart_mask.hpp"

namespace veilgate::masking {
namespace {

// A group of digits or hexadecimal digits, or one mask character in its stead.
struct AddressGroup {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool hidden = false;
};

// Reads the group at `at`, of at most `most` digits. False: there is none.
bool read_group(const SmartInput& input, std::uint32_t at, std::size_t most, bool hex, AddressGroup& group) noexcept {
  group = {at, at, false};
  if (input.text.substr(at, input.end - at).starts_with(input.mask.seen)) {
    group.hidden = true;
    group.end = at + static_cast<std::uint32_t>(input.mask.seen.size());
    return true;
  }
  while (group.end < input.end && (hex ? is_hex_digit(input.text[group.end]) : is_digit(input.text[group.end]))) {
    ++group.end;
  }
  return group.end > at && group.end - at <= most;
}

void hide_ipv4(const SmartInput& input) {
  constexpr std::size_t kGroups = 4;
  AddressGroup groups[kGroups];
  std::uint32_t at = input.begin;
  for (std::size_t i = 0; i < kGroups; ++i) {
    if (i > 0) {
      if (at == input.end || input.text[at] != '.') return input.hide_all();
      ++at;
    }
    if (!read_group(input, at, 3, false, groups[i])) return input.hide_all();
    at = groups[i].end;
  }
  if (at != input.end || groups[0].hidden) return input.hide_all();
  for (std::size_t i = 1; i < kGroups; ++i) input.replace(groups[i].begin, groups[i].end, 1);
}

// Seven groups follow the first, however the address was shortened.
void hide_ipv6(const SmartInput& input) {
  AddressGroup first;
  if (!read_group(input, input.begin, 4, true, first) || first.hidden) return input.hide_all();
  std::uint32_t at = first.end;
  std::size_t colons = 0;
  while (at < input.end) {
    if (input.text[at] != ':') return input.hide_all();
    ++at;
    ++colons;
    AddressGroup group;
    if (read_group(input, at, 4, true, group)) at = group.end;
  }
  constexpr std::size_t kHidden = 7;
  if (colons < 2 || colons > kHidden) return input.hide_all();
  std::array<char, kHidden * 5> rest;  // a colon and the at most four bytes of the mask character, seven times
  std::size_t size = 0;
  for (std::size_t i = 0; i < kHidden; ++i) {
    rest[size++] = ':';
    size += input.mask.character.copy(rest.data() + size, 4);
  }
  input.out.add(first.end, input.end, std::string_view(rest.data(), size));
}

bool is_sign(char c) noexcept {
  return c == '+' || c == '-';
}

}  // namespace

void hide_ip_address(const SmartInput& input) {
  return input.value().find(':') == std::string_view::npos ? hide_ipv4(input) : hide_ipv6(input);
}

void hide_mac_address(const SmartInput& input) {
  constexpr std::size_t kMaker = 6;
  Places places;
  if (!places.read(input.text, input.begin, input.end, input.mask.seen, Places::Alphabet::hexadecimal) ||
      places.count() != 2 * kMaker) {
    return input.hide_all();
  }
  input.hide_places(places, kMaker, places.count());
}

// The whole degrees stay: about 100 km.
void hide_coordinates(const SmartInput& input) {
  struct Decimals {
    std::uint32_t begin;
    std::uint32_t end;
  } decimals[3];
  std::size_t count = 0;
  std::uint32_t at = input.begin;
  while (at < input.end) {
    if (std::string_view(" ,;").find(input.text[at]) != std::string_view::npos) {
      ++at;
      continue;
    }
    if (count == std::size(decimals)) return input.hide_all();
    if (is_sign(input.text[at])) ++at;
    const std::uint32_t degrees = at;
    while (at < input.end && is_digit(input.text[at])) ++at;
    if (at == degrees || at - degrees > 3 || at == input.end || input.text[at] != '.') return input.hide_all();
    ++at;
    decimals[count].begin = at;
    while (at < input.end) {
      const std::string_view rest = input.text.substr(at, input.end - at);
      if (is_digit(rest.front())) {
        ++at;
      } else if (rest.starts_with(input.mask.seen)) {
        at += static_cast<std::uint32_t>(input.mask.seen.size());
      } else {
        break;
      }
    }
    if (at == decimals[count].begin) return input.hide_all();
    decimals[count++].end = at;
  }
  if (count == 0 || count > 2) return input.hide_all();
  for (std::size_t i = 0; i < count; ++i) input.hide(decimals[i].begin, decimals[i].end);
}

// The year stays.
void hide_date(const SmartInput& input) {
  DateGroups groups;
  if (!groups.read(input.text, input.begin, input.end, input.mask.seen)) return input.hide_all();
  const auto& first = groups[0];
  const auto& last = groups[groups.count() - 1];
  const auto year_of = [&](const DateGroups::Group& group) {
    return group.leading >= 4 && is_year(input.text.substr(group.begin, 4));
  };
  const bool packed = first.places == 8 || first.places == 12 || first.places == 14;
  std::uint32_t year = 0;
  if ((first.places == 4 || packed) && year_of(first)) {
    year = first.begin;
  } else if (groups.count() == 3 && last.places == 4 && first.places <= 2 && groups[1].places <= 2 && year_of(last)) {
    year = last.begin;
  } else {
    return input.hide_all();
  }
  for (std::size_t i = 0; i < groups.count(); ++i) {
    const bool holds_year = groups[i].begin == year;
    input.hide(groups[i].begin + (holds_year ? 4 : 0), groups[i].end);
  }
}

}  // namespace veilgate::masking
