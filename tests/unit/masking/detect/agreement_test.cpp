// The prefilter and the signs may let too much through, never too little: wherever a locator finds something, both must
// have said that there could be something of that class.
#include <doctest/doctest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "masking/detect/detectors.hpp"
#include "masking/detect/locate.hpp"
#include "masking/detect/prefilter.hpp"
#include "masking/detect/text_signs.hpp"
#include "masking/json/byte_map.hpp"
#include "masking/json/structural_index.hpp"
#include "masking/validate/utf8.hpp"
#include "tests/unit/masking/detect/random_texts.hpp"

namespace {

using namespace veilgate::masking;
using veilgate::test::random_code;
using veilgate::test::random_parameter;
using veilgate::test::random_sentence;
using veilgate::test::random_text;

// The text as it may stand in a JSON string: now and then a character as an escape.
std::string spelled(std::string_view text, std::mt19937& generator) {
  const unsigned rarity = 1 + generator() % 8;
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const Character character = decode_utf8(text, at);
    const char c = text[at];
    if (generator() % rarity == 0 && character.value < 0x10000) {
      constexpr std::string_view kHex = "0123456789abcdef";
      out += "\\u";
      for (int shift = 12; shift >= 0; shift -= 4) out += kHex[(character.value >> shift) & 0xF];
    } else if (c == '\t') {
      out += "\\t";
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else {
      out += text.substr(at, character.length);
    }
    at += character.length;
  }
  return out;
}

bool has_special_byte(std::string_view inside, std::size_t shift) {
  std::string memory(shift, '"');
  memory.append(inside).push_back('"');
  const std::size_t size = memory.size();
  memory.append(StructuralIndex::kPadding, ' ');
  ByteMap map;
  map.build(memory.data(), size);
  for (std::size_t at = shift; at < size; at += ByteMap::kWidth) {
    const auto looked_at = first_places(static_cast<unsigned>(std::min(ByteMap::kWidth, size - at)));
    if ((map.special_from(at) & looked_at) != 0) return true;
  }
  return false;
}

}  // namespace

namespace {

// The cheap tests of short values that come before the signs let the text through.
bool is_announced(std::string_view text, Evidence evidence) {
  return forms_may_matter(text) || has_special_byte(text, 1) || digits_may_matter(text, evidence);
}

// The raw view announces at least as much, unless it says that the text has to be decoded first.
bool announces_raw(std::string_view raw, DetectorSet by_signs) {
  const TextSigns signs = read_raw_signs(raw);
  return signs.escape || signs.hidden || (by_signs & ~signs.called) == 0;
}

// Of how many texts the locators find something in; there, the signs have said so.
std::size_t check_agreement(std::string (*random)(std::mt19937&), unsigned texts, ContextBits contexts) {
  std::size_t found = 0;
  for (const Evidence evidence : {Evidence::neutral_key, Evidence::denied_key, Evidence::person_id_key}) {
    for (unsigned seed = 1; seed <= texts; ++seed) {
      std::mt19937 generator(seed);
      const std::string text = random(generator);
      const ContextBits context = static_cast<ContextBits>(generator()) & contexts;
      std::vector<Span> spans;
      locate_all({text, evidence, context}, spans);
      if (spans.empty()) continue;
      ++found;
      CAPTURE(seed);
      CAPTURE(text);
      const DetectorSet by_signs = read_signs(text).called & detectors_under(evidence);
      const DetectorSet by_context = detectors_in_context(context, text);
      std::vector<Span> called;
      locate({text, evidence, context}, by_signs | by_context, called);
      CHECK(called == spans);
      CHECK((by_context != 0 || is_announced(text, evidence)));
      CHECK((by_context != 0 || announces_raw(spelled(text, generator), by_signs)));
    }
  }
  return found;
}

}  // namespace

TEST_CASE("what the locators of numbers find, the prefilter and the signs let through") {
  std::size_t found = 0;
  for (const Evidence evidence : {Evidence::neutral_key, Evidence::denied_key}) {
    for (unsigned seed = 1; seed <= 60000; ++seed) {
      std::mt19937 generator(seed);
      const std::string text = random_text(generator);
      std::vector<Span> spans;
      locate_all({text, evidence}, spans);
      if (spans.empty()) continue;
      ++found;
      CAPTURE(seed);
      CAPTURE(text);
      const DetectorSet by_signs = read_signs(text).called & detectors_under(evidence);
      const std::string raw = spelled(text, generator);
      CHECK(has_special_byte(raw, 1 + seed % 130));
      CHECK(is_announced(text, evidence));
      CHECK(announces_raw(raw, by_signs));
      std::vector<Span> called;
      locate({text, evidence}, by_signs, called);
      CHECK(called == spans);
    }
  }
  CHECK(found > 20000);
}

TEST_CASE("codes, accounts, places and secrets that the locators find, the prefilter and the signs let through") {
  CHECK(check_agreement(random_code, 60000, 0) > 80000);
  CHECK(check_agreement(random_code, 20000, kLocatingContexts) > 20000);
}

TEST_CASE("values behind their names that the locators find, the prefilter and the signs let through") {
  CHECK(check_agreement(random_parameter, 20000, 0) > 20000);
}

TEST_CASE("names and addresses that the locators find, the signs and the byte map announce") {
  std::size_t found = 0;
  for (unsigned seed = 1; seed <= 40000; ++seed) {
    std::mt19937 generator(seed);
    const std::string text = random_sentence(generator);
    std::vector<Span> spans;
    locate_person_name({text}, spans);
    locate_address({text}, spans);
    locate_western_name({text}, spans);
    locate_western_address({text}, spans);
    if (spans.empty()) continue;
    ++found;
    CAPTURE(seed);
    CAPTURE(text);
    constexpr DetectorSet kAsked = detector_bit(DetectorId::person_name) | detector_bit(DetectorId::address) |
                                   detector_bit(DetectorId::western_name) | detector_bit(DetectorId::western_address);
    const DetectorSet by_signs = read_signs(text).called & kAsked;
    std::vector<Span> called;
    locate({text}, by_signs, called);
    CHECK(called == spans);
    CHECK(has_special_byte(spelled(text, generator), 1 + seed % 130));
    // The raw view announces at least as much, unless it says that the text has to be decoded first.
    CHECK(announces_raw(spelled(text, generator), by_signs));
  }
  CHECK(found > 10000);
}

TEST_CASE("a date, with or without a time, is nothing where nothing around it speaks for a class") {
  std::mt19937 generator(11);
  const auto number = [&](unsigned size) {
    std::string out;
    while (out.size() < size) out += static_cast<char>('0' + generator() % 10);
    return out;
  };
  constexpr ContextBits kOthers = ~kLocatingContexts & 0x3FFF;
  for (int i = 0; i < 20000; ++i) {
    const char* const months[] = {"01", "02", "06", "11", "12"};
    const bool plausible = generator() % 4 != 0;
    std::string text = plausible ? std::to_string(1930 + generator() % 120) : number(4);
    text += "-" + (plausible ? std::string(months[generator() % 5]) : number(2)) + "-" + number(2);
    if (generator() % 2 == 0) {
      text += (generator() % 2 == 0 ? " " : "T") + number(2) + ":" + number(2) + ":" + number(2);
      constexpr std::string_view kEnds[] = {"", "Z", ".123", ".12Z"};
      text += kEnds[generator() % std::size(kEnds)];
    }
    CAPTURE(text);
    CHECK_FALSE(forms_may_matter(text));
    CHECK_FALSE(digits_may_matter(text, Evidence::neutral_key));
    for (const Evidence evidence : {Evidence::neutral_key, Evidence::denied_key, Evidence::person_id_key}) {
      std::vector<Span> spans;
      locate_all({text, evidence, static_cast<ContextBits>(generator()) & kOthers}, spans);
      CHECK(spans.empty());
    }
  }
}
