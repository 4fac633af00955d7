// Made-up values that must not leave, written in every way a partner may write them into a document, and a reader that
// finds them in an output however they are written there. The reader shares no code with the engine.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace veilgate::test {

using Random = std::mt19937_64;

inline std::size_t pick(Random& generator, std::size_t n) {
  return static_cast<std::size_t>(generator() % n);
}

template <class Range>
const auto& pick_of(Random& generator, const Range& range) {
  return *(std::begin(range) + static_cast<std::ptrdiff_t>(pick(generator, std::size(range))));
}

struct Canary {
  enum class Kind : std::uint8_t { mobile, resident_id, card, email, text };
  Kind kind = Kind::mobile;
  std::string value;  // digits, an ID with its last sign, an e-mail address, any text
};

// Valid ones, with right check digits.
Canary make_canary(Random& generator);

// The value as somebody may write it: country code, groups, full-width or mathematical digits, signs nobody sees, words
// around it. Decoded text. `form` says how.
std::string spell(Random& generator, const Canary& canary, std::string& form);

// The value as a JSON number, in one of its spellings; empty when it is none.
std::string spell_number(Random& generator, const Canary& canary, std::string& form);

// `text` between quotes, any subset of its characters written as escapes.
std::string to_json_string(Random& generator, std::string_view text);

// Whether a JSON text holds the canary anywhere: in names, values, numbers, documents in strings to any depth.
bool holds_canary(std::string_view json, const Canary& canary);
// The same for any text, searched as it is.
bool holds_text(std::string_view json, std::string_view text);

}  // namespace veilgate::test
