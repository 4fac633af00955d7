#include "masking/text/reveal.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <string_view>

#include "masking/text/fold.hpp"

namespace {

using namespace veilgate::masking;

struct Row {
  const char* name;
  std::string raw;
  std::string normal;
};

std::string revealed(std::string_view raw) {
  DecodedText decoded;
  REQUIRE(unescape_and_fold(raw, decoded));
  reveal(decoded);
  return decoded.text;
}

// The map ascends, begins and ends with the raw text, whatever was done to the text.
bool is_whole_map(std::string_view raw, const DecodedText& decoded) {
  if (decoded.raw_of.size() != decoded.text.size() + 1 || decoded.raw_of.back() != raw.size()) return false;
  for (std::size_t i = 1; i < decoded.raw_of.size(); ++i) {
    if (decoded.raw_of[i] < decoded.raw_of[i - 1]) return false;
  }
  return decoded.raw_of.size() == 1 || decoded.raw_of.front() < raw.size();
}

}  // namespace

TEST_CASE("compatibility forms") {
  const Row rows[] = {
      {"circled, bracketed, dotted, negative", "①⒀⒔➌⓿㊀", "1131330㊀"},
      {"superscript and subscript", "¹²³⁴⁰₀₉ªº", "1234009ao"},
      {"Roman numerals", "ⅠⅤⅩⅬⅫⅹⅷ", "IVXLXIIxⅷ"},
      {"ligatures", "ﬁﬀﬄﬆ", "fifffflst"},
      {"digits of other scripts", "٠٩۰۹०९๐๙໐༠０９",
       "09090909"
       "0009"},
      {"mathematical letters", "𝐀𝐳𝒜𝔸𝙯𝟘𝟿", "AzAAz09"},
      {"letters in circles and squares", "ⒶⓩⒷ🅰🄱⒞", "AzBABc"},
      {"half-width kana", "ｱｲｳﾞ", "アイヴ"},
      {"small and wide forms", "﹣﹫﹪＆", "-@%&"},
      {"signs of trade", "№℡℻", "NoTELFAX"},
      {"Kangxi radicals and compatibility ideographs", "⼀⼭⽯豈更", "一山石豈更"},
      {"blanks of every width", "a\u00A0b\u2003c\u202Fd\u3000e", "a b c d e"},
      {"key caps and strokes",
       "1\uFE0F\u20E3"
       "2\u0336",
       "12"},
      {"tags and fillers", "a\U000E0061\u3164\u115F\u2800z", "a\u3164z"},
      {"what stays", "é中文かな한글😀", "é中文かな한글😀"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(revealed(row.raw) == row.normal);
    CHECK(revealed(row.normal) == row.normal);
  }
}

TEST_CASE("second encodings") {
  const Row rows[] = {
      {"references", "&#49;&#x33;&#X38;&nbsp;&amp;&commat;", "138 &@"},
      {"a reference without its end", "&#49 &#49a", "1 1a"},
      {"no references", "&#; &#x; &#x110000; &#xD800; &#0; &unknown; &",
       "&#; &#x; &#x110000; &#xD800; &#0; &unknown; &"},
      {"percent-encoding", "%E5%BC%A0%2D%31%e4%b8%89", "张-1三"},
      {"no percent-encoding", "100% %zz %E5%BC %FF %0A 50%ABC", "100% %zz %E5%BC %FF %0A 50%ABC"},
      {"escaped once more", "\\\\u5f20\\\\u0031", "张1"},
      {"encodings in encodings", "%2531 &amp;#49; %26%2349;", "1 1 1"},
      {"full-width forms in them", "&#65297;%EF%BC%93", "13"},
      {"numerals", "一三八零零一三八零零零", "13800138000"},
      {"numerals in groups", "一三八-零零一三-八零零零 一", "138-0013-8000 1"},
      {"too few numerals", "一三八零零 二〇二四年", "一三八零零 二〇二四年"},
      {"a name beside a number", "张三 13800138000，李四五13800138000", "张三 13800138000,李四五13800138000"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(revealed(row.raw) == row.normal);
  }
}

TEST_CASE("the map leads back from what was revealed") {
  DecodedText decoded;
  const std::string raw = "a&#49;%E5%BC%A0\\\\u0032z";
  REQUIRE(unescape_and_fold(raw, decoded));
  REQUIRE(reveal(decoded));
  REQUIRE(decoded.text == "a1张2z");
  CHECK(raw.substr(decoded.raw_begin(1), decoded.raw_end(2) - decoded.raw_begin(1)) == "&#49;");
  CHECK(raw.substr(decoded.raw_begin(2), decoded.raw_end(5) - decoded.raw_begin(2)) == "%E5%BC%A0");
  CHECK(raw.substr(decoded.raw_begin(5), decoded.raw_end(6) - decoded.raw_begin(5)) == "\\\\u0032");
  CHECK(raw.substr(decoded.raw_begin(6)) == "z");
}

TEST_CASE("random texts: the map is whole, the text without a map is the same, nothing gets longer") {
  std::mt19937 generator(31);
  const std::string_view parts[] = {"&#49;",  "&#x3", ";",    "%E5%BC%A0", "%3", "1",       "\\\\u0031",
                                    "\\\\u",  "一",   "三八", "零",        "①",  "⒀",       "Ⅻ",
                                    "\u200B", "🅰",    "１",   "é",         "😀",  "\\u5f20", "\\n",
                                    "&",      "%",    "a",    " ",         "-",  "\u20E3",  "ﬄ"};
  for (int round = 0; round < 20000; ++round) {
    std::string raw;
    for (auto n = generator() % 24; n > 0; --n) raw += parts[generator() % std::size(parts)];
    CAPTURE(raw);
    DecodedText mapped;
    DecodedText plain;
    REQUIRE(unescape_and_fold(raw, mapped));
    REQUIRE(unescape_and_fold_text(raw, plain));
    const bool changed = reveal(mapped);
    CHECK(reveal(plain) == changed);
    CHECK(plain.text == mapped.text);
    CHECK(is_whole_map(raw, mapped));
    CHECK(mapped.text.size() <= raw.size());
  }
}

TEST_CASE("every character folds to something that is not longer and folds no further") {
  DecodedText decoded;
  for (char32_t code = 0x80; code < 0x110000; ++code) {
    if (code >= 0xD800 && code < 0xE000) continue;
    std::string raw;
    raw += static_cast<char>(code < 0x800 ? 0xC0 | code >> 6 : code < 0x10000 ? 0xE0 | code >> 12 : 0xF0 | code >> 18);
    if (code >= 0x10000) raw += static_cast<char>(0x80 | (code >> 12 & 0x3F));
    if (code >= 0x800) raw += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    raw += static_cast<char>(0x80 | (code & 0x3F));
    fold(raw, decoded);
    const std::string once = decoded.text;
    bool right = once.size() <= raw.size() && (may_fold(code) || once == raw);
    fold(once, decoded);
    right = right && decoded.text == once;
    if (!right) {
      CAPTURE(static_cast<unsigned>(code));
      REQUIRE(right);
    }
  }
}
