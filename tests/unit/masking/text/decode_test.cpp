#include "masking/text/decode.hpp"

#include <doctest/doctest.h>

#include <cstdio>
#include <random>
#include <string>
#include <string_view>

namespace {

using namespace veilgate::masking;

struct Row {
  std::string name;
  std::string raw;
  std::string unescaped;
  std::string normal;
};

// What every decoding must keep: the map ascends, begins and ends with the raw text, and points at the beginnings of
// raw characters or escapes.
void check_map(std::string_view raw, const DecodedText& decoded) {
  CHECK(decoded.raw_end(static_cast<std::uint32_t>(decoded.text.size())) == raw.size());
  std::uint32_t before = 0;
  for (std::uint32_t i = 0; i < decoded.text.size(); ++i) {
    const std::uint32_t at = decoded.raw_begin(i);
    CHECK(at >= before);
    CHECK(at < raw.size());
    before = at;
  }
}

}  // namespace

TEST_CASE("escapes and folding") {
  const Row rows[] = {
      {"nothing", "", "", ""},
      {"ASCII", "abc 123", "abc 123", "abc 123"},
      {"every short escape", R"(\"\\\/\b\f\n\r\t)", "\"\\/\b\f\n\r\t", "\"\\/\b\f\n\r\t"},
      {"a unicode escape in either case", R"(\u00e9\u00E9)", "éé", "éé"},
      {"digits in escapes", R"(\u0031\u0033)", "13", "13"},
      {"NUL and controls", R"(\u0000\u001f)", std::string("\0\x1f", 2), std::string("\0\x1f", 2)},
      {"a pair of surrogates", R"(\ud83d\ude00)", "😀", "😀"},
      {"a lone high surrogate", R"(\ud83dx)", "\uFFFDx", "\uFFFDx"},
      {"a lone low surrogate", R"(\ude00)", "\uFFFD", "\uFFFD"},
      {"two high surrogates and a low one", R"(\ud83d\ud83d\ude00)", "\uFFFD😀", "\uFFFD😀"},
      {"a high surrogate before another escape", R"(\ud83d\n)", "\uFFFD\n", "\uFFFD\n"},
      {"a high surrogate at the end", R"(\ud83d)", "\uFFFD", "\uFFFD"},
      {"full-width digits and signs", "１３８＠－．", "１３８＠－．", "138@-."},
      {"full-width letters", "ＡｂＺ～！", "ＡｂＺ～！", "AbZ~!"},
      {"just outside the full-width forms", "\uFF00\uFF5F", "\uFF00\uFF5F", "\uFF00\uFF5F"},
      {"escaped full-width digits", R"(\uff11\uFF13)", "１３", "13"},
      {"the ideographic space", "a\u3000b", "a\u3000b", "a b"},
      {"mathematical digits of every style", "𝟎𝟗𝟘𝟡𝟢𝟫𝟬𝟵𝟶𝟿", "𝟎𝟗𝟘𝟡𝟢𝟫𝟬𝟵𝟶𝟿", "0909090909"},
      {"escaped mathematical digits", R"(\ud835\udfce\ud835\udfff)", "𝟎𝟿", "09"},
      {"signs nobody sees", "1\u200B3\u200C8\u200D0\u2060\uFEFF\u00AD\uFE0F",
       "1\u200B3\u200C8\u200D0\u2060\uFEFF\u00AD\uFE0F", "1380"},
      {"directions", "\u202A1\u202E3\u2066\u2069\u200E\u061C", "\u202A1\u202E3\u2066\u2069\u200E\u061C", "13"},
      {"an escaped sign nobody sees", R"(1\u200b3)", "1\u200B3", "13"},
      {"Han, accents and astral characters", "张三é😀", "张三é😀", "张三é😀"},
  };
  DecodedText decoded;
  for (const auto& row : rows) {
    CAPTURE(row.name);
    REQUIRE(unescape(row.raw, decoded));
    CHECK(decoded.text == row.unescaped);
    CHECK_FALSE(decoded.folded);
    check_map(row.raw, decoded);
    REQUIRE(unescape_and_fold(row.raw, decoded));
    CHECK(decoded.text == row.normal);
    CHECK(decoded.folded == (row.normal != row.unescaped));
    check_map(row.raw, decoded);
    CHECK(escapes_are_valid(row.raw));
  }
}

TEST_CASE("what is no escape") {
  DecodedText decoded;
  for (const std::string_view raw :
       {R"(\)",        R"(abc\)",        R"(\x31)",       R"(\')",        R"(\0)",
        R"(\U0031)",   R"(\u)",          R"(\u1)",        R"(\u12)",      R"(\u123)",
        R"(\u12g4)",   R"(\u 123)",      R"(\u-123)",     R"(\u００31)",  R"(\\\)",
        R"(\ud83d\u)", R"(\ud83d\ude0)", R"(12345678\q)", R"(1234567\q)", R"(123456789012345\q)"}) {
    CAPTURE(raw);
    CHECK_FALSE(escapes_are_valid(raw));
    CHECK_FALSE(unescape(raw, decoded));
    CHECK_FALSE(unescape_and_fold(raw, decoded));
  }
}

TEST_CASE("offsets lead back to the raw bytes") {
  DecodedText decoded;
  const std::string raw = "a\\u0031\u200B１\\ud83d\\ude00张z";
  REQUIRE(unescape_and_fold(raw, decoded));
  REQUIRE(decoded.text == "a11😀张z");
  const auto raw_between = [&](std::uint32_t begin, std::uint32_t end) {
    return raw.substr(decoded.raw_begin(begin), decoded.raw_end(end) - decoded.raw_begin(begin));
  };
  CHECK(raw_between(0, 1) == "a");
  CHECK(raw_between(1, 2) == "\\u0031\u200B");
  CHECK(raw_between(2, 3) == "１");
  CHECK(raw_between(3, 7) == "\\ud83d\\ude00");
  CHECK(raw_between(7, 10) == "张");
  CHECK(raw_between(10, 11) == "z");
  CHECK(raw_between(0, 11) == raw);
}

TEST_CASE("text that is not inside JSON") {
  DecodedText decoded;
  fold(R"(１３\u0031\n\)", decoded);
  CHECK(decoded.text == R"(13\u0031\n\)");
  for (const std::string_view text : {"\xFF", "\xC0\x80", "\xE5\xBC", "a\xF0\x9D\x9F", "\x80\x80", "\xEF\xBC\x41"}) {
    fold(text, decoded);
    CHECK(decoded.text == text);
    check_map(text, decoded);
  }
}

TEST_CASE("what is escaped reads back, for random texts") {
  std::mt19937 generator(20);
  const std::string_view parts[] = {"\"",     "\\",   "/",     "\n", "\t", std::string_view("\0", 1),
                                    "\x1f",   "\x7f", "a",     "1",  "张", "😀",
                                    "\u200B", "１",   "\uFFFD"};
  DecodedText decoded;
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (auto n = generator() % 40; n > 0; --n) text += parts[generator() % std::size(parts)];
    std::string escaped;
    append_escaped(text, escaped);
    REQUIRE(unescape(escaped, decoded));
    CHECK(decoded.text == text);
    check_map(escaped, decoded);
    REQUIRE(unescape_and_fold(escaped, decoded));
    check_map(escaped, decoded);
    // Folding what is folded changes nothing.
    const std::string once = decoded.text;
    fold(once, decoded);
    CHECK(decoded.text == once);
  }
}

TEST_CASE("escapes of any subset of the characters decode to one text") {
  std::mt19937 generator(21);
  const std::string text = "mobile 13800138000, tel: 010-88993108";
  DecodedText decoded;
  for (int round = 0; round < 500; ++round) {
    std::string raw;
    for (const char c : text) {
      if (generator() % 3 != 0) {
        raw.push_back(c);
        continue;
      }
      char escape[8];
      std::snprintf(escape, sizeof escape, generator() % 2 == 0 ? "\\u%04x" : "\\u%04X", static_cast<unsigned>(c));
      raw += escape;
    }
    REQUIRE(unescape_and_fold(raw, decoded));
    CHECK(decoded.text == text);
    check_map(raw, decoded);
  }
}

TEST_CASE("a joiner stays where it makes one character of several emoji") {
  const auto folded = [](std::string_view raw) {
    DecodedText decoded;
    REQUIRE(unescape_and_fold(raw, decoded));
    check_map(raw, decoded);
    return decoded.text;
  };
  CHECK(folded("👨\u200D👩\u200D👧") == "👨\u200D👩\u200D👧");
  CHECK(folded("\\ud83d\\udc68\\u200d\\ud83d\\udc69") == "👨\u200D👩");
  CHECK(folded("🏳\uFE0F\u200D🌈") == "🏳\u200D🌈");
  CHECK(folded("138\u200D0013\u200D8000") == "13800138000");
  CHECK(folded("张\u200D三\u200D") == "张三");
}
