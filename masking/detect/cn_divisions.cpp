#include "masking/detect/cn_divisions.hpp"

#include <algorithm>
#include <cstring>
#include <vector>

#include "masking/detect/cn_divisions_table.hpp"

namespace veilgate::masking {
namespace {

constexpr std::size_t kHanBytes = 3;

// The first two characters of a name as one number; no name is shorter.
std::uint64_t head_at(const char* text) noexcept {
  std::uint64_t head = 0;
  std::memcpy(&head, text, 2 * kHanBytes);
  return head;
}

struct Name {
  std::uint64_t head = ~0ull;  // no text begins so
  std::uint16_t offset = 0;
  std::uint8_t bytes = 0;
  std::uint8_t kinds = 0;
};

// The names by their first two characters: a hash table of where in `names`, which is sorted, those begin.
class Index {
 public:
  Index() : places_(std::size_t{1} << kBits) {
    names_.reserve(kDivisionCount + 1);
    std::size_t at = 0;
    for (std::size_t i = 0; i < kDivisionCount; ++i) {
      Name name;
      name.head = head_at(kDivisionNames + at);
      name.offset = static_cast<std::uint16_t>(at);
      name.bytes = static_cast<std::uint8_t>((kDivisionSizes[i] & 31u) * kHanBytes);
      name.kinds = static_cast<std::uint8_t>(kDivisionSizes[i] >> 5);
      if (i == 0 || name.head != names_.back().head) {
        std::size_t place = place_of(name.head);
        while (places_[place] != 0) place = after(place);
        places_[place] = static_cast<std::uint16_t>(i + 1);
      }
      names_.push_back(name);
      at += name.bytes;
    }
    names_.emplace_back();  // ends every search
  }

  // The first of the names with these two characters; one of another head when there is none.
  const Name* find(std::uint64_t head) const noexcept {
    std::size_t place = place_of(head);
    for (; places_[place] != 0; place = after(place)) {
      if (names_[places_[place] - 1u].head == head) return &names_[places_[place] - 1u];
    }
    return &names_.back();
  }

 private:
  static constexpr unsigned kBits = 13;  // twice as many places as heads
  static std::size_t place_of(std::uint64_t head) noexcept { return (head * 0x9E3779B97F4A7C15ull) >> (64 - kBits); }
  static std::size_t after(std::size_t place) noexcept { return (place + 1) & ((std::size_t{1} << kBits) - 1); }

  std::vector<Name> names_;
  std::vector<std::uint16_t> places_;  // counted from 1; 0: free
};

const Index& index() noexcept {
  static const Index built;
  return built;
}

// As starts_with; a name has a character or two more, and to call for their comparison takes longer than to compare
// them.
bool begins_with(std::string_view text, const char* bytes, std::size_t size) noexcept {
  if (text.size() < size) return false;
  for (std::size_t i = 0; i < size; ++i) {
    if (text[i] != bytes[i]) return false;
  }
  return true;
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
  const std::string_view rest = text.substr(at);
  const std::uint64_t head = head_at(rest.data());
  for (const Name* next = index().find(head); next->head == head; ++next) {
    const Name& name = *next;
    if (!begins_with(rest.substr(2 * kHanBytes), kDivisionNames + name.offset + 2 * kHanBytes,
                     name.bytes - 2 * kHanBytes))
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
  if (here.county != 0) {
    region.end = begin + here.county;
    ++region.parts;
    region.county = true;
  }
  return region;
}

}  // namespace veilgate::masking
