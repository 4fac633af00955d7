#include "masking/detect/cn_divisions.hpp"

#include <algorithm>
#include <cstring>
#include <vector>

#include "masking/detect/cn_divisions_table.hpp"

namespace veilgate::masking {
namespace {

constexpr std::size_t kHanBytes = 3;

// Two characters as one number, read in two pieces: written to memory in two and read as one, it would have to wait.
std::uint64_t two_characters_at(const char* text) noexcept {
  std::uint32_t first = 0;
  std::uint16_t last = 0;
  std::memcpy(&first, text, sizeof first);
  std::memcpy(&last, text + sizeof first, sizeof last);
  return first | std::uint64_t{last} << 32;
}

struct Name {
  std::uint64_t head = ~0ull;  // its first two characters, no name is shorter; no text begins so
  std::uint64_t tail = 0;      // the two characters behind it, as far as the name has them
  std::uint16_t offset = 0;
  std::uint8_t bytes = 0;
  std::uint8_t kinds = 0;

  std::size_t tail_bytes() const noexcept { return bytes - 2 * kHanBytes; }
};

// The bytes of a tail that a name has; most names have no more than one character of it.
constexpr std::uint64_t tail_mask(std::size_t bytes) noexcept {
  return bytes >= 2 * kHanBytes ? 0xFFFF'FFFF'FFFFull : (std::uint64_t{1} << (8 * bytes)) - 1;
}

// The names by their first two characters: a hash table of where in `names`, which is sorted, those begin.
class Index {
 public:
  Index() : places_(std::size_t{1} << kBits) {
    names_.reserve(kDivisionCount + 1);
    std::size_t at = 0;
    for (std::size_t i = 0; i < kDivisionCount; ++i) {
      Name name;
      name.head = two_characters_at(kDivisionNames + at);
      name.offset = static_cast<std::uint16_t>(at);
      name.bytes = static_cast<std::uint8_t>((kDivisionSizes[i] & 31u) * kHanBytes);
      name.kinds = static_cast<std::uint8_t>(kDivisionSizes[i] >> 5);
      std::memcpy(&name.tail, kDivisionNames + at + 2 * kHanBytes, std::min(name.tail_bytes(), 2 * kHanBytes));
      if (i == 0 || name.head != names_.back().head) {
        const std::uint64_t hash = hash_of(name.head);
        std::size_t place = place_of(hash);
        while (places_[place].name != 0) place = after(place);
        places_[place] = {tag_of(hash), static_cast<std::uint16_t>(i + 1)};
      }
      names_.push_back(name);
      at += name.bytes;
    }
    names_.emplace_back();  // ends every search
  }

  // The first of the names with these two characters; one of another head when there is none.
  const Name* find(std::uint64_t head) const noexcept {
    const std::uint64_t hash = hash_of(head);
    for (std::size_t place = place_of(hash); places_[place].name != 0; place = after(place)) {
      if (places_[place].tag != tag_of(hash)) continue;
      const Name& name = names_[places_[place].name - 1u];
      if (name.head == head) return &name;
    }
    return &names_.back();
  }

 private:
  struct Place {
    std::uint16_t tag = 0;   // so that most of another head show without a look at the name
    std::uint16_t name = 0;  // counted from 1; 0: free
  };

  static constexpr unsigned kBits = 13;  // twice as many places as heads
  static std::uint64_t hash_of(std::uint64_t head) noexcept { return head * 0x9E3779B97F4A7C15ull; }
  static std::size_t place_of(std::uint64_t hash) noexcept { return hash >> (64 - kBits); }
  static std::uint16_t tag_of(std::uint64_t hash) noexcept { return static_cast<std::uint16_t>(hash >> 32); }
  static std::size_t after(std::size_t place) noexcept { return (place + 1) & ((std::size_t{1} << kBits) - 1); }

  std::vector<Name> names_;
  std::vector<Place> places_;
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
  const std::string_view rest = text.substr(at);
  const std::uint64_t head = two_characters_at(rest.data());
  const Name* next = index().find(head);
  if (next->head != head) return longest;
  const std::string_view behind = rest.substr(2 * kHanBytes);
  std::uint64_t tail = 0;
  if (behind.size() >= 2 * kHanBytes) {
    tail = two_characters_at(behind.data());
  } else {
    std::memcpy(&tail, behind.data(), behind.size());
  }
  for (; next->head == head; ++next) {
    const Name& name = *next;
    const std::size_t size = name.tail_bytes();
    if (behind.size() < size || ((tail ^ name.tail) & tail_mask(size)) != 0) continue;
    if (size > 2 * kHanBytes && !behind.starts_with({kDivisionNames + name.offset + 2 * kHanBytes, size})) continue;
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
