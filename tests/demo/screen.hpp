// Two texts side by side in a terminal, with parts of each marked.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace veilgate::demo {

// A text in turns: plain, marked, plain, marked …
using Turns = std::vector<std::string>;

struct Screen {
  std::size_t columns = 120;
  bool colour = false;  // otherwise marked parts stand between « and »

  // As the terminal says; 120 columns and no colour when standard output is none, or NO_COLOR is set.
  static Screen detect();

  std::string heading(std::string_view text) const;
  std::string good(std::string_view text) const;
  std::string bad(std::string_view text) const;

  // Rows of both texts, line by line, wrapped to half the width each.
  std::string side_by_side(const Turns& left, const Turns& right) const;
};

// How many columns a text takes: Han and other wide characters two, all others one.
std::size_t display_width(std::string_view text);

}  // namespace veilgate::demo
