#include "masking/detect/empty_texts.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

using namespace veilgate::masking;

}  // namespace

TEST_CASE("a text is known by every byte, its evidence and its context") {
  EmptyTexts texts;
  for (const std::size_t size : {1, 7, 8, 9, 16, 63, 64, 104}) {
    CAPTURE(size);
    const std::string text(size, 'a');
    CHECK_FALSE(texts.holds(text, Evidence::neutral_key, 0));
    texts.add(text, Evidence::neutral_key, 0);
    CHECK(texts.holds(text, Evidence::neutral_key, 0));
    CHECK_FALSE(texts.holds(text, Evidence::denied_key, 0));
    CHECK_FALSE(texts.holds(text, Evidence::neutral_key, context_bit(Context::person)));
    for (std::size_t at = 0; at < size; ++at) {
      std::string other = text;
      other[at] = 'b';
      CHECK_FALSE(texts.holds(other, Evidence::neutral_key, 0));
    }
    CHECK_FALSE(texts.holds(text + "a", Evidence::neutral_key, 0));
  }
}

TEST_CASE("longer texts are not remembered, and more than there is room for push others out") {
  EmptyTexts texts;
  const std::string longer(EmptyTexts::kLongest + 1, 'x');
  texts.add(longer, Evidence::neutral_key, 0);
  CHECK_FALSE(texts.holds(longer, Evidence::neutral_key, 0));

  std::vector<std::string> many;
  for (int i = 0; i < 5000; ++i) many.push_back("text " + std::to_string(i));
  std::size_t held = 0;
  for (const auto& text : many) texts.add(text, Evidence::neutral_key, 0);
  for (const auto& text : many) held += texts.holds(text, Evidence::neutral_key, 0) ? 1 : 0;
  CHECK(texts.holds(many.back(), Evidence::neutral_key, 0));
  CHECK(held > 500);
  CHECK(held < many.size());
}
