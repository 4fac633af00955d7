#include "tests/demo/screen.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>

namespace veilgate::demo {
namespace {

constexpr std::size_t kNarrowest = 60;
constexpr std::size_t kWidest = 200;
constexpr std::string_view kGap = " │ ";
constexpr std::size_t kGapWidth = 3;

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};
// East Asian Wide and Fullwidth (Unicode, UAX #11), as far as they occur in text of this kind.
constexpr std::array<Range, 8> kWide{{{0x1100, 0x115F},
                                      {0x2E80, 0xA4CF},
                                      {0xAC00, 0xD7A3},
                                      {0xF900, 0xFAFF},
                                      {0xFE30, 0xFE6F},
                                      {0xFF00, 0xFF60},
                                      {0xFFE0, 0xFFE6},
                                      {0x20000, 0x3FFFD}}};

struct Character {
  std::string_view bytes;
  std::size_t width;
};

// The character at the start of `text`, which is not empty. A byte that is no UTF-8 counts as one column.
Character next_character(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  const auto bytes = text.substr(0, length);
  if (length == 1) return {bytes, 1};
  std::uint32_t code = lead & (0x7Fu >> length);
  for (std::size_t i = 1; i < bytes.size(); ++i) code = code << 6 | (static_cast<unsigned char>(bytes[i]) & 0x3Fu);
  const bool wide =
      std::any_of(kWide.begin(), kWide.end(), [code](const Range& r) { return code >= r.first && code <= r.last; });
  return {bytes, wide ? 2u : 1u};
}

// One column of text: characters flow in, rows of a fixed width come out.
class Flow {
 public:
  Flow(std::size_t width, bool colour, const char* colour_code)
      : width_(width), colour_(colour), colour_code_(colour_code) {}

  // One list of rows a line of the text.
  std::vector<std::vector<std::string>> lay_out(const Turns& turns) {
    lines_.emplace_back();
    for (std::size_t i = 0; i < turns.size(); ++i) {
      marked_ = i % 2 == 1;
      if (marked_) open_mark();
      add(turns[i]);
      if (marked_) close_mark();
    }
    marked_ = false;
    end_row();
    return std::move(lines_);
  }

 private:
  void add(std::string_view text) {
    while (!text.empty()) {
      const auto character = next_character(text);
      text.remove_prefix(character.bytes.size());
      if (character.bytes == "\n") {
        end_row();
        lines_.emplace_back();
      } else {
        put(character);
      }
    }
  }

  void put(const Character& character) {
    if (used_ + character.width > width_) end_row();
    row_ += character.bytes;
    used_ += character.width;
  }

  // Colour goes on in the next row and must not run into the other column.
  void end_row() {
    if (marked_ && colour_) row_ += "\033[0m";
    row_.append(width_ - used_, ' ');
    lines_.back().push_back(std::move(row_));
    row_.clear();
    used_ = 0;
    if (marked_ && colour_) row_ += colour_code_;
  }

  void open_mark() {
    if (colour_) {
      row_ += colour_code_;
    } else {
      put({"«", 1});
    }
  }

  void close_mark() {
    if (colour_) {
      row_ += "\033[0m";
    } else {
      put({"»", 1});
    }
  }

  std::size_t width_;
  bool colour_;
  const char* colour_code_;
  bool marked_ = false;
  std::vector<std::vector<std::string>> lines_;
  std::string row_;
  std::size_t used_ = 0;
};

std::string trim_end(std::string text) {
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

std::string painted(std::string_view text, const char* code, bool colour) {
  return colour ? code + std::string(text) + "\033[0m" : std::string(text);
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const auto character = next_character(text);
    width += character.width;
    text.remove_prefix(character.bytes.size());
  }
  return width;
}

Screen Screen::detect() {
  Screen screen;
  winsize size{};
  if (isatty(STDOUT_FILENO) == 0) return screen;
  const char* no_colour = std::getenv("NO_COLOR");
  screen.colour = no_colour == nullptr || *no_colour == '\0';
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col != 0) {
    screen.columns = std::clamp<std::size_t>(size.ws_col, kNarrowest, kWidest);
  }
  return screen;
}

std::string Screen::heading(std::string_view text) const {
  return painted(text, "\033[1m", colour);
}
std::string Screen::good(std::string_view text) const {
  return painted(text, "\033[32m", colour);
}
std::string Screen::bad(std::string_view text) const {
  return painted(text, "\033[1;31m", colour);
}

std::string Screen::side_by_side(const Turns& left, const Turns& right) const {
  const std::size_t half = (columns - kGapWidth) / 2;
  const auto left_lines = Flow(half, colour, "\033[31m").lay_out(left);
  const auto right_lines = Flow(half, colour, "\033[1;32m").lay_out(right);
  const std::string blank(half, ' ');
  std::string out;
  for (std::size_t line = 0; line < std::max(left_lines.size(), right_lines.size()); ++line) {
    const auto rows = [line](const auto& lines) { return line < lines.size() ? lines[line].size() : 0; };
    for (std::size_t row = 0; row < std::max(rows(left_lines), rows(right_lines)); ++row) {
      out += row < rows(left_lines) ? left_lines[line][row] : blank;
      out += kGap;
      out += trim_end(row < rows(right_lines) ? right_lines[line][row] : "");
      out += '\n';
    }
  }
  return out;
}

}  // namespace veilgate::demo
