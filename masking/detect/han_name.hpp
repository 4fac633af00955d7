// Chinese names: where one ends that begins at a place of a text, by family names, by the words it cannot go on with,
// and by the dots of names of minorities. What stands beside it is locate_person_name.cpp's. Places are bytes of a text
// in its normal view. Pure; any number of threads.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "masking/detect/han_words.hpp"

namespace veilgate::masking {

inline constexpr std::u32string_view kNotOfNames =
    U"的了是在和与要已说来去到请把给收电打寄住也都不没有会将被让从向对及或等，。你我他她您这那吗呢吧啊呀"
    U"先女联签需下买付退换想就还又再才刚能可";

inline constexpr std::size_t kLongestHanName = 4;

// A run of Han letters that begins at a byte.
struct HanRun {
  static constexpr std::size_t kMost = 12;  // looked at of one name

  std::array<char32_t, kMost> letters{};
  std::array<std::size_t, kMost + 1> offsets{};  // of the letters, and of the end
  std::size_t count = 0;
  bool more = false;  // further Han letters follow
};
HanRun read_han_run(std::string_view text, std::size_t at) noexcept;

// The Han letters before a byte, nearest first; offsets[i] is where letter i begins.
struct HanBack {
  static constexpr std::size_t kMost = 6;

  std::array<char32_t, kMost> letters{};
  std::array<std::size_t, kMost> offsets{};
  std::size_t count = 0;
};
HanBack read_han_back(std::string_view text, std::size_t floor, std::size_t end) noexcept;

// Whether a word that is nobody's name begins at byte `at`: 电话, 客服, a role.
bool is_nobody(std::string_view text, std::size_t at) noexcept;

// How many letters of the run's beginning are a family name: 0, 1, 2.
std::size_t family_letters(const HanRun& run) noexcept;

// The name of parts joined by dots that begins with the run: where it ends; its begin when it is none.
std::size_t dotted_name_end(std::string_view text, const HanRun& run) noexcept;

// The name that begins at `at`: where it ends; `at` when none begins there. `sure`: a word and a sign before it say
// that there is one.
std::size_t han_name_end(std::string_view text, std::size_t at, bool sure) noexcept;

// The name of a known family and one or two letters given names are made of, that begins at `at`: where it ends; `at`
// when none begins there. What words ask for that speak of things, too: 通知王建国, not 通知单. The run ends behind it
// or goes on with what no name goes on with; `open`: with any letter that is none of given names.
std::size_t plain_han_name_end(std::string_view text, std::size_t at, bool open) noexcept;

// Whether so many of the letters before a place are such a name.
bool is_plain_name(const HanBack& back, std::size_t letters) noexcept;

// A name whose letters stand apart, `鲁 小 东`, that begins at `at` and is all of its line or ends before a sign: where
// it ends; `at` when none begins there.
std::size_t spaced_han_name_end(std::string_view text, std::size_t at) noexcept;

// The same for a name that is all of its run: a family name and one or two letters, or one with dots. No word, place or
// role.
std::size_t whole_han_name_end(std::string_view text, std::size_t at) noexcept;

}  // namespace veilgate::masking
