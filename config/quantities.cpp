#include "config/quantities.hpp"

#include <array>
#include <charconv>
#include <limits>
#include <span>

namespace veilgate::config {
namespace {

struct Unit {
  std::string_view name;
  std::uint64_t factor;
};

// From large to small, powers of 1024 first: rendering takes the first of those that divides.
constexpr std::array<Unit, 9> kByteUnits = {{{"TiB", 1ull << 40},
                                             {"GiB", 1ull << 30},
                                             {"MiB", 1ull << 20},
                                             {"KiB", 1ull << 10},
                                             {"TB", 1'000'000'000'000},
                                             {"GB", 1'000'000'000},
                                             {"MB", 1'000'000},
                                             {"KB", 1'000},
                                             {"B", 1}}};
constexpr std::array<Unit, 4> kTimeUnits = {{{"h", 3'600'000}, {"m", 60'000}, {"s", 1'000}, {"ms", 1}}};

std::optional<std::uint64_t> parse_quantity(std::string_view text, std::span<const Unit> units) noexcept {
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  const auto number = parse_integer(text.substr(0, digits));
  if (!number) return std::nullopt;
  for (const Unit& unit : units) {
    if (text.substr(digits) != unit.name) continue;
    if (*number > std::numeric_limits<std::uint64_t>::max() / unit.factor) return std::nullopt;
    return *number * unit.factor;
  }
  return std::nullopt;
}

std::string render_quantity(std::uint64_t number, std::span<const Unit> units, std::string_view smallest) {
  for (const Unit& unit : units) {
    if (number != 0 && number % unit.factor == 0) return std::to_string(number / unit.factor) + std::string(unit.name);
  }
  return std::to_string(number) + std::string(smallest);
}

}  // namespace

std::optional<std::uint64_t> parse_integer(std::string_view text) noexcept {
  if (text.empty() || (text.size() > 1 && text.front() == '0')) return std::nullopt;
  std::uint64_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<std::uint64_t> parse_bytes(std::string_view text) noexcept {
  if (const auto plain = parse_integer(text)) return plain;
  return parse_quantity(text, kByteUnits);
}

std::optional<std::uint64_t> parse_duration(std::string_view text) noexcept {
  return parse_quantity(text, kTimeUnits);
}

std::string render_bytes(std::uint64_t bytes) {
  constexpr std::size_t kBinaryUnits = 4;
  return render_quantity(bytes, std::span(kByteUnits).first(kBinaryUnits), "");
}

std::string render_duration(std::uint64_t milliseconds) {
  return render_quantity(milliseconds, kTimeUnits, "ms");
}

}  // namespace veilgate::config
