#include "masking/detect/cn_divisions.hpp"

#include <algorithm>
#include <vector>

#include "masking/detect/cn_divisions_table.hpp"
#include "masking/validate/utf8.hpp"

namespace veilgate::masking {
namespace {

constexpr std::size_t kHanBytes = 3;

// Where each name lies, and where the names that a character begins are.
struct Index {
  std::vector<std::uint16_t> offsets;
  std::vector<std::uint16_t> first;  // by character: the place of its first name, counted from 1; 0: it begins none

  Index() : first(0x10000) {
    offsets.reserve(kDivisionCount);
    std::size_t at = 0;
    for (std::size_t i = 0; i < kDivisionCount; ++i) {
      offsets.push_back(static_cast<std::uint16_t>(at));
      std::uint16_t& place = first[decode_utf8({kDivisionNames + at, kHanBytes}, 0).value];
      if (place == 0) place = static_cast<std::uint16_t>(i + 1);
      at += (kDivisionSizes[i] & 31u) * kHanBytes;
    }
  }
  std::string_view name(std::size_t i) const noexcept {
    return {kDivisionNames + offsets[i], (kDivisionSizes[i] & 31u) * kHanBytes};
  }
};

const Index& index() noexcept {
  static const Index built;
  return built;
}

constexpr unsigned bit(Division kind) noexcept {
  return static_cast<unsigned>(kind);
}

// At most one sign between two parts of a region.
std::size_t skip_joint(std::string_view text, std::size_t at) noexcept {
  return at < text.size() && std::string_view(" -/,").find(text[at]) != std::string_view::npos ? at + 1 : at;
}

}  // namespace

std::size_t division_end(std::string_view text, std::size_t at, unsigned kinds) noexcept {
  const Character lead = decode_utf8(text, at);
  const Index& names = index();
  if (lead.length != kHanBytes || names.first[lead.value] == 0) return at;
  const std::string_view rest = text.substr(at);
  const std::string_view head = rest.substr(0, kHanBytes);
  // Among the names that begin with this character, a handful, the last that fits is the longest.
  std::size_t longest = 0;
  for (std::size_t i = names.first[lead.value] - 1u; i < names.offsets.size(); ++i) {
    const std::string_view name = names.name(i);
    if (!name.starts_with(head)) break;
    if ((unsigned{kDivisionSizes[i]} >> 5 & kinds) != 0 && rest.starts_with(name))
      longest = std::max(longest, name.size());
  }
  return at + longest;
}

Region read_region(std::string_view text, std::size_t at) noexcept {
  Region region{at, 0, false};
  for (const Division kind : {Division::province, Division::city, Division::county}) {
    const std::size_t begin = region.parts == 0 ? at : skip_joint(text, region.end);
    const std::size_t end = division_end(text, begin, bit(kind));
    if (end == begin) continue;
    // 朝阳 is a city, 北京市朝阳区 a district of another.
    if (kind == Division::city && division_end(text, begin, bit(Division::county)) > end) continue;
    region.end = end;
    ++region.parts;
    region.county = kind == Division::county;
  }
  return region;
}

}  // namespace veilgate::masking
