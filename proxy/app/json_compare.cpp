#include "proxy/app/json_compare.hpp"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

#include "masking/text/write_utf8.hpp"

namespace veilgate::proxy {
namespace {

constexpr char kHex[] = "0123456789abcdef";

void append_escape(std::string& out, std::uint32_t unit) {
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += kHex[unit >> shift & 15];
}

void append_code_point(std::string& out, std::uint32_t c) {
  if (c == '"' || c == '\\') {
    out += '\\';
    out += static_cast<char>(c);
  } else if (c < 0x20 || (c >= 0xD800 && c <= 0xDFFF)) {
    append_escape(out, c);  // a lone surrogate has no other spelling
  } else {
    masking::append_utf8(c, out);
  }
}

// The unit of a `\uXXXX` at `i`, if one is there.
std::optional<std::uint32_t> unit_at(std::string_view json, std::size_t i) {
  if (i + 6 > json.size() || json[i] != '\\' || json[i + 1] != 'u') return std::nullopt;
  std::uint32_t unit = 0;
  const char* end = json.data() + i + 6;
  if (std::from_chars(json.data() + i + 2, end, unit, 16).ptr != end) return std::nullopt;
  return unit;
}

// Appends what the escape at `i` means; returns the index after it.
std::size_t append_unescaped(std::string& out, std::string_view json, std::size_t i) {
  if (const auto unit = unit_at(json, i)) {
    const auto low = *unit >= 0xD800 && *unit <= 0xDBFF ? unit_at(json, i + 6) : std::nullopt;
    if (low && *low >= 0xDC00 && *low <= 0xDFFF) {
      append_code_point(out, 0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00));
      return i + 12;
    }
    append_code_point(out, *unit);
    return i + 6;
  }
  const char letter = i + 1 < json.size() ? json[i + 1] : '\\';
  constexpr std::string_view kLetters = "bfnrt";
  constexpr std::string_view kMeanings = "\b\f\n\r\t";
  const auto which = kLetters.find(letter);
  append_code_point(out, static_cast<unsigned char>(which == std::string_view::npos ? letter : kMeanings[which]));
  return i + 2;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

// The text of the value at `pointer`; empty when there is none.
std::string value_at(std::string_view document, std::string_view pointer) {
  if (pointer.empty()) return std::string(trimmed(document));
  const simdjson::padded_string padded(document);
  simdjson::ondemand::parser parser;
  simdjson::ondemand::document parsed;
  simdjson::ondemand::value value;
  std::string_view text;
  if (parser.iterate(padded).get(parsed) != simdjson::SUCCESS) return {};
  if (parsed.at_pointer(pointer).get(value) != simdjson::SUCCESS) return {};
  if (simdjson::to_json_string(value).get(text) != simdjson::SUCCESS) return {};
  return std::string(trimmed(text));
}

// "a string of 11 characters", "null" …
std::string describe(std::string_view canonical) {
  switch (canonical.empty() ? '\0' : canonical.front()) {
    case '\0': return "nothing";
    case '{': return "an object";
    case '[': return "an array";
    case 'n': return "null";
    case 't':
    case 'f': return "a boolean";
    case '"': break;
    default: return "a number";
  }
  std::size_t count = 0;
  for (std::size_t i = 1; i + 1 < canonical.size(); ++i) {
    if (canonical[i] == '\\') {
      i += canonical[i + 1] == 'u' ? 5 : 1;
      ++count;
    } else if ((static_cast<unsigned char>(canonical[i]) & 0xC0) != 0x80) {
      ++count;
    }
  }
  return "a string of " + std::to_string(count) + (count == 1 ? " character" : " characters");
}

}  // namespace

std::string canonical_json(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  bool in_string = false;
  for (std::size_t i = 0; i < json.size();) {
    const char c = json[i];
    if (in_string && c == '\\') {
      i = append_unescaped(out, json, i);
      continue;
    }
    if (c == '"') in_string = !in_string;
    if (in_string || (c != ' ' && c != '\t' && c != '\r' && c != '\n')) out += c;
    ++i;
  }
  return out;
}

Comparison compare_at(std::string_view document, std::string_view pointer, std::string_view expected) {
  const auto found = canonical_json(value_at(document, pointer));
  const auto wanted = canonical_json(expected);
  if (found == wanted) return {true, {}, found};
  const auto what = describe(found);
  const auto expectation = describe(wanted);
  return {false,
          what == expectation ? what + ", other than expected" : what + " where " + expectation + " was expected",
          found};
}

}  // namespace veilgate::proxy
