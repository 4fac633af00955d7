// Sizes and durations as a file writes them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace veilgate::config {

// A plain decimal number without sign, leading zero or separator. nullopt: not one, or beyond 64 bits.
std::optional<std::uint64_t> parse_integer(std::string_view text) noexcept;

// Bytes: a plain number, or one with B, KB, MB, GB, TB (powers of 1000) or KiB, MiB, GiB, TiB (powers of 1024).
std::optional<std::uint64_t> parse_bytes(std::string_view text) noexcept;

// Milliseconds: a plain number with ms, s, m or h. The unit is required.
std::optional<std::uint64_t> parse_duration(std::string_view text) noexcept;

// A form that reads back as the same number, in the largest unit that divides it: 1MiB, 2m, 65s.
std::string render_bytes(std::uint64_t bytes);
std::string render_duration(std::uint64_t milliseconds);

}  // namespace veilgate::config
