// ByteMap and its kernels against a loop that looks at every byte.
#include "masking/json/byte_map.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace veilgate::masking;

bool is_escaped(std::string_view text, std::size_t at) {
  return at > 0 && text[at - 1] == '\\';
}

bool is_mark(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t ahead) {
    return at + ahead < text.size() ? static_cast<unsigned char>(text[at + ahead]) : 0u;
  };
  if (byte(0) == '@') {
    if (at % 64 == 0) return true;  // what stands before the word is not looked at
    return text[at - 1] != ' ' && (text[at - 1] != '"' || is_escaped(text, at - 1));
  }
  const unsigned small = byte(0) | 0x20;
  if (small >= 'a' && small <= 'z') return at > 0 && text[at - 1] == ' ';
  if (byte(0) == ' ') return at > 0 && text[at - 1] == ':';
  return byte(0) >= 0x80 || byte(0) == '%' || byte(0) == '&';
}

bool is_one_of(char c, std::string_view set) {
  return set.find(c) != std::string_view::npos;
}

// Whether an escape that has to be looked at ends its two first bytes here.
bool is_telling_escape(std::string_view text, std::size_t at) {
  return is_escaped(text, at) && !is_one_of(text[at], "\"/bfnr");
}

bool may_join(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (byte < 0x80) return is_one_of(c, "0123456789 \t-._()[]");
  return byte < 0xC0 || is_one_of(c, "\xC2\xCD\xD0\xD8\xE1\xE2\xE3\xEF\xF0\xF8");
}

bool is_special(std::string_view text, std::size_t at) {
  if (is_mark(text, at) || is_telling_escape(text, at)) return true;
  if (at < 9 || text[at] < '0' || text[at] > '9') return false;
  return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at) - 9, text.begin() + static_cast<std::ptrdiff_t>(at),
                     may_join);
}

struct Counts {
  std::vector<unsigned> backslashes{0}, marks{0}, digits{0};  // before each byte

  explicit Counts(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      backslashes.push_back(backslashes.back() + (text[i] == '\\' ? 1 : 0));
      marks.push_back(marks.back() + (is_mark(text, i) ? 1 : 0));
      digits.push_back(digits.back() + (text[i] >= '0' && text[i] <= '9' ? 1 : 0));
    }
  }
};

std::string padded(std::string_view text) {
  std::string out(text);
  out.append(66, '@');  // what lies behind the text must not show
  return out;
}

void check_ranges(std::string_view text, std::size_t step) {
  const std::string memory = padded(text);
  const Counts counts(text);
  ByteMap map;
  map.build(memory.data(), text.size());
  for (std::size_t begin = 0; begin < text.size(); begin += step) {
    for (std::size_t end = begin + 1; end <= text.size(); end += step) {
      const unsigned digits = counts.digits[end] - counts.digits[begin];
      for (const unsigned least : {1u, 7u, 10u, 17u, digits, digits + 1}) {
        if (least == 0) continue;
        const auto content = map.content(begin, end, least);
        const bool right = content.backslash == (counts.backslashes[end] != counts.backslashes[begin]) &&
                           content.mark == (counts.marks[end] != counts.marks[begin]) &&
                           content.many_digits == (digits >= least);
        if (!right) {
          CAPTURE(begin);
          CAPTURE(end);
          CAPTURE(least);
          REQUIRE(right);
        }
      }
    }
  }
}

std::string random_text(std::mt19937& generator, std::size_t size) {
  const std::string_view parts[] = {"\\",   "@",    "０",   "９",      "＠",    "／",       "：",      "𝟎",
                                    "𝟿",    "😀",    "1",    "0",       "9",     "/",        ":",       "a",
                                    ": ",   " b",   "%",    "&",       "张",    "[",        "\n",      "\"",
                                    " ",    "-",    "u",    "\\u4e2d", "\\u00", "\\n",      "d",       "138 0013-80",
                                    "\xC2", "\xE3", "\xEF", "\xBC",    "\x90",  "\xF0\x9D", "\xEF\xBC"};
  const std::size_t kinds = 1 + generator() % std::size(parts);
  std::string text;
  while (text.size() < size) text += parts[generator() % kinds];
  text.resize(size);
  return text;
}

}  // namespace

TEST_CASE("every range of texts of several words") {
  std::mt19937 generator(7);
  for (const std::size_t size : {1, 2, 63, 64, 65, 66, 127, 128, 129, 191, 200, 260}) {
    for (int round = 0; round < 3; ++round) {
      CAPTURE(size);
      std::string text = random_text(generator, size);
      // A character cut off at the end is never the end of a value.
      while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0x80) != 0) text.back() = 'x';
      check_ranges(text, 1);
    }
  }
}

TEST_CASE("ranges of a long text") {
  std::mt19937 generator(8);
  std::string text = random_text(generator, 5000);
  text.back() = 'x';
  text[text.size() - 2] = 'x';
  text[text.size() - 3] = 'x';
  check_ranges(text, 61);
}

TEST_CASE("each kind of byte at every place of a word") {
  for (const std::string_view part : {"\\", "@", "０", "９", "＠", "𝟎", "𝟿", "5"}) {
    for (std::size_t at = 0; at + part.size() <= 140; ++at) {
      std::string text(140, 'x');
      text.replace(at, part.size(), part);
      const std::string memory = padded(text);
      ByteMap map;
      map.build(memory.data(), text.size());
      const auto inside = map.content(at, at + part.size(), 1);
      CHECK(int{inside.backslash} + int{inside.mark} + int{inside.many_digits} == 1);
      if (at > 0) {
        const auto before = map.content(0, at, 1);
        CHECK_FALSE((before.backslash || before.mark || before.many_digits));
      }
      if (at + part.size() < text.size()) {
        const auto after = map.content(at + part.size(), text.size(), 1);
        CHECK_FALSE((after.backslash || after.mark || after.many_digits));
      }
    }
  }
}

TEST_CASE("the kernels agree with one another and with the loop") {
  std::mt19937 generator(9);
  const auto kernels = ByteMap::kernels();
  REQUIRE(kernels.size() >= 1);
  for (int round = 0; round < 300; ++round) {
    const std::size_t blocks = 1 + generator() % 20;
    const std::string text = random_text(generator, blocks * 64);
    for (const auto& kernel : kernels) {
      std::array<std::vector<std::uint64_t>, 6> planes;
      for (auto& plane : planes) plane.resize((blocks / ByteMap::kBlocksAtOnce + 1) * ByteMap::kBlocksAtOnce);
      kernel.run(
          text.data(), blocks,
          {planes[0].data(), planes[1].data(), planes[2].data(), planes[3].data(), planes[4].data(), planes[5].data()});
      bool right = true;
      for (std::size_t i = 0; i < blocks * 64; ++i) {
        const auto bit = [&](const std::vector<std::uint64_t>& plane) {
          return ((plane[i / 64] >> (i % 64)) & 1) != 0;
        };
        const auto small = static_cast<unsigned char>(text[i] | 0x20);
        right =
            right && bit(planes[0]) == (text[i] == '\\') && bit(planes[1]) == is_mark(text, i) &&
            bit(planes[2]) == (text[i] >= '0' && text[i] <= '9') && bit(planes[3]) == (small >= 'a' && small <= 'z') &&
            bit(planes[4]) == (static_cast<unsigned char>(text[i]) >= 0x80) && bit(planes[5]) == is_special(text, i);
      }
      const std::string name = kernel.name;
      CAPTURE(name);
      CHECK(right);
    }
  }
}

TEST_CASE("the kinds of the bytes from each place on, and the next backslash") {
  std::mt19937 generator(10);
  for (int round = 0; round < 50; ++round) {
    std::string text = random_text(generator, 1 + generator() % 400);
    const std::size_t size = text.size();
    text.resize((size + 63) / 64 * 64, 'x');
    ByteMap map;
    map.build(text.data(), size);
    std::uint32_t backslash = ByteMap::kNone;
    for (auto at = static_cast<std::uint32_t>(text.size()); at-- > 0;) {
      if (text[at] == '\\') backslash = at;
      REQUIRE(map.next_backslash(at) == backslash);
      const auto width = std::min(ByteMap::kWidth, text.size() - at);
      for (std::uint32_t ahead = 0; ahead < width; ++ahead) {
        REQUIRE((map.special_from(at) >> ahead & 1) == std::uint64_t{is_special(text, at + ahead)});
      }
    }
    CHECK(map.next_backslash(static_cast<std::uint32_t>(text.size())) == ByteMap::kNone);
  }
}

TEST_CASE("a map that is built again forgets") {
  ByteMap map;
  const std::string first = padded(std::string(300, '\\'));
  map.build(first.data(), 300);
  const std::string second = padded(std::string(100, 'x'));
  map.build(second.data(), 100);
  const auto content = map.content(0, 100, 1);
  CHECK_FALSE((content.backslash || content.mark || content.many_digits));
}
