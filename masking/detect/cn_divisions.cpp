#include "masking/detect/cn_divisions.hpp"

#include <algorithm>
#include <vector>

#include "masking/detect/cn_divisions_table.hpp"
#include "masking/validate/utf8.hpp"

namespace veilgate::masking {
namespace {

constexpr std::size_t kHanBytes = 3;
constexpr char32_t kFirstHan = 0x4E00;  // every name is made of these
constexpr char32_t kLastHan = 0x9FFF;

// Three bytes as one number, so that characters compare at once.
std::uint32_t han_at(const char* text) noexcept {
  return static_cast<std::uint32_t>(static_cast<unsigned char>(text[0])) << 16 |
         static_cast<std::uint32_t>(static_cast<unsigned char>(text[1])) << 8 | static_cast<unsigned char>(text[2]);
}

struct Name {
  std::uint32_t second = 0;  // its second character; no name is shorter
  std::uint16_t offset = 0;
  std::uint8_t bytes = 0;
  std::uint8_t kinds = 0;
};

// The names, and where those that a character begins are: [first[c], first[c + 1]).
struct Index {
  std::vector<Name> names;
  std::vector<std::uint16_t> first;

  Index() : first(kLastHan - kFirstHan + 2) {
    names.reserve(kDivisionCount);
    std::size_t at = 0;
    char32_t reached = 0;
    for (std::size_t i = 0; i < kDivisionCount; ++i) {
      Name name;
      name.second = han_at(kDivisionNames + at + kHanBytes);
      name.offset = static_cast<std::uint16_t>(at);
      name.bytes = static_cast<std::uint8_t>((kDivisionSizes[i] & 31u) * kHanBytes);
      name.kinds = static_cast<std::uint8_t>(kDivisionSizes[i] >> 5);
      const char32_t lead = decode_utf8({kDivisionNames + at, kHanBytes}, 0).value - kFirstHan;
      while (reached < lead) first[++reached] = static_cast<std::uint16_t>(i);
      names.push_back(name);
      at += name.bytes;
    }
    while (reached + 1 < first.size()) first[++reached] = static_cast<std::uint16_t>(kDivisionCount);
  }
};

const Index& index() noexcept {
  static const Index built;
  return built;
}

// The longest name of each kind at one place, in bytes; 0: none.
struct Longest {
  std::size_t province = 0;
  std::size_t city = 0;
  std::size_t county = 0;
};

Longest longest_names(std::string_view text, std::size_t at) noexcept {
  Longest longest;
  if (at > text.size() || text.size() - at < 2 * kHanBytes) return longest;
  const char32_t lead = decode_utf8(text, at).value;
  if (lead < kFirstHan || lead > kLastHan) return longest;
  const Index& known = index();
  const std::string_view rest = text.substr(at);
  const std::uint32_t second = han_at(rest.data() + kHanBytes);
  const std::uint32_t last = known.first[lead - kFirstHan + 1];
  for (std::uint32_t i = known.first[lead - kFirstHan]; i < last; ++i) {
    const Name& name = known.names[i];
    if (name.second != second) continue;
    if (!rest.substr(2 * kHanBytes)
             .starts_with({kDivisionNames + name.offset + 2 * kHanBytes, name.bytes - 2 * kHanBytes}))
      continue;
    const auto note = [&](Division kind, std::size_t& bytes) {
      if ((name.kinds & static_cast<unsigned>(kind)) != 0) bytes = std::max<std::size_t>(bytes, name.bytes);
    };
    note(Division::province, longest.province);
    note(Division::city, longest.city);
    note(Division::county, longest.county);
  }
  return longest;
}

// At most one sign between two parts of a region.
std::size_t skip_joint(std::string_view text, std::size_t at) noexcept {
  return at < text.size() && std::string_view(" -/,").find(text[at]) != std::string_view::npos ? at + 1 : at;
}

}  // namespace

std::size_t division_end(std::string_view text, std::size_t at) noexcept {
  const Longest longest = longest_names(text, at);
  return at + std::max({longest.province, longest.city, longest.county});
}

Region read_region(std::string_view text, std::size_t at) noexcept {
  Region region{at, 0, false};
  std::size_t begin = at;
  Longest here = longest_names(text, begin);
  const auto take = [&](std::size_t bytes) {
    region.end = begin + bytes;
    ++region.parts;
    begin = skip_joint(text, region.end);
    here = longest_names(text, begin);
  };
  if (here.province != 0) take(here.province);
  // 朝阳 is a city, 北京市朝阳区 a district of another.
  if (here.city != 0 && here.county <= here.city) take(here.city);
  region.county = here.county != 0;
  if (region.county) take(here.county);
  return region;
}

}  // namespace veilgate::masking
