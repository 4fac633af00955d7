#include "masking/text/encoding.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>

namespace {

using namespace veilgate::masking;

}  // namespace

// Vectors of RFC 4648 section 10 among them.
TEST_CASE("encodings of whole texts") {
  struct Row {
    const char* text;
    TextEncoding encoding;
    const char* bytes;
  };
  for (const Row& row :
       {Row{"Zm9vYg==", TextEncoding::base64_padded, "foob"}, Row{"Zm9vYg", TextEncoding::base64, "foob"},
        Row{"Zm9vYmFy", TextEncoding::base64_padded, "foobar"}, Row{"Pz8_Pw", TextEncoding::base64_url, "????"},
        Row{"Pz8/Pw==", TextEncoding::base64_padded, "????"}, Row{"666f6f", TextEncoding::hex_lower, "foo"},
        Row{"666F6F", TextEncoding::hex_upper, "foo"}}) {
    CAPTURE(row.text);
    std::string bytes;
    CHECK(decode_whole(row.text, bytes) == row.encoding);
    CHECK(bytes == row.bytes);
    std::string again;
    encode_whole(row.encoding, bytes, again);
    CHECK(again == row.text);
  }
}

TEST_CASE("what is no encoding of a whole text") {
  std::string bytes;
  for (const char* text :
       {"", "=", "Z", "Zm9vY", "Zm9v Yg==", "Zm9vYg=", "Zm9vYg===", "Zm9vYh==", "Zm9+_g==", "eyJ.eyJ.abc", "张三"}) {
    CAPTURE(text);
    CHECK(decode_whole(text, bytes) == TextEncoding::none);
  }
}

TEST_CASE("random bytes come back") {
  std::mt19937 generator(5);
  for (int round = 0; round < 500; ++round) {
    std::string bytes;
    for (auto n = 1 + generator() % 50; n > 0; --n) bytes.push_back(static_cast<char>(generator()));
    for (const auto encoding : {TextEncoding::base64_padded, TextEncoding::base64_url_padded, TextEncoding::hex_lower,
                                TextEncoding::hex_upper}) {
      std::string text;
      std::string again;
      encode_whole(encoding, bytes, text);
      CHECK(decode_whole(text, again) != TextEncoding::none);
      CHECK(again == bytes);
    }
  }
}
