#include "masking/detect/key_cache.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace veilgate::masking;

bool same(const KeyInfo& a, const KeyInfo& b) {
  return a.class_id == b.class_id && a.bare_name == b.bare_name && a.denied == b.denied && a.person == b.person &&
         a.product == b.product && a.transparent == b.transparent && a.carrier == b.carrier &&
         a.malformed == b.malformed && a.looks_like_value == b.looks_like_value && a.plain == b.plain;
}

// As the walk has it: eight bytes behind a name's beginning are readable.
class Names {
 public:
  std::string_view at(std::string_view name) {
    memory_.assign(name);
    memory_.append("\"01234567");
    return std::string_view(memory_).substr(0, name.size());
  }

 private:
  std::string memory_;
};

}  // namespace

TEST_CASE("the cache says what its vocabulary says, for more names than it holds") {
  const std::string_view parts[] = {"mobile", "Name", "name",  "receiver", "id",       "sku",  "tel",
                                    "list",   "info", "x",     "_",        "1",        "地址", "user",
                                    "No",     "a",    "email", "value",    "13800138", "@"};
  std::mt19937 generator(3);
  std::vector<std::string> names{""};
  for (int i = 0; i < 5000; ++i) {
    std::string name;
    for (auto n = 1 + generator() % 12; n > 0; --n) name += parts[generator() % std::size(parts)];
    names.push_back(std::move(name));
  }
  const auto vocabulary = KeyVocabulary::builtin();
  KeyCache cache;
  cache.use(*vocabulary);
  Names memory;
  bool all_same = true;
  for (int i = 0; i < 100000; ++i) {
    // Mostly in order, as objects repeat their names.
    const auto& name =
        generator() % 4 != 0 ? names[static_cast<std::size_t>(i) % 50] : names[generator() % names.size()];
    all_same = all_same && same(cache.find(memory.at(name)), vocabulary->classify(name));
  }
  CHECK(all_same);
}

TEST_CASE("names that differ in one byte are told apart, whatever their length") {
  const auto vocabulary = KeyVocabulary::builtin();
  KeyCache cache;
  cache.use(*vocabulary);
  Names memory;
  for (std::size_t size = 1; size <= 60; ++size) {
    const std::string padding(size, 'q');
    for (std::size_t at = 0; at < size; ++at) {
      std::string other = padding;
      other[at] = '@';  // a name with this sign may be a value
      CAPTURE(size);
      CAPTURE(at);
      CHECK_FALSE(cache.find(memory.at(padding)).looks_like_value);
      CHECK(cache.find(memory.at(other)).looks_like_value);
      CHECK_FALSE(cache.find(memory.at(padding)).looks_like_value);
    }
  }
}

TEST_CASE("a name that begins like another is another") {
  const auto vocabulary = KeyVocabulary::builtin();
  KeyCache cache;
  cache.use(*vocabulary);
  Names memory;
  CHECK(cache.find(memory.at("mobile")).class_id == ClassId::cn_mobile);
  CHECK(cache.find(memory.at("mobil")).class_id == ClassId::none);
  CHECK(cache.find(memory.at("mobilex")).class_id == ClassId::none);
  CHECK(cache.find(memory.at("")).class_id == ClassId::none);
  CHECK(cache.find(memory.at(std::string_view("mobile\0\0", 8))).class_id == ClassId::none);
  CHECK(cache.find(memory.at("mobile")).class_id == ClassId::cn_mobile);
}

TEST_CASE("names are classified after unescaping and folding") {
  const auto vocabulary = KeyVocabulary::builtin();
  KeyCache cache;
  cache.use(*vocabulary);
  Names memory;
  for (const std::string_view raw : {R"(\u006dobile)", R"(mobil\u0065)", "ｍｏｂｉｌｅ", "mo\u200Bbile",
                                     R"(\uff4dobile)", R"(\u006d\u006f\u0062\u0069\u006c\u0065)"}) {
    CAPTURE(raw);
    CHECK(cache.find(memory.at(raw)).class_id == ClassId::cn_mobile);
    CHECK(cache.find(memory.at(raw)).class_id == ClassId::cn_mobile);
  }
  const std::string long_name = R"(\u0072eceiver)" + std::string(60, '_') + "name";
  CHECK(cache.find(memory.at(long_name)).class_id == ClassId::person_name);
}

TEST_CASE("a name with a bad escape is known as such, also from the cache") {
  const auto vocabulary = KeyVocabulary::builtin();
  KeyCache cache;
  cache.use(*vocabulary);
  Names memory;
  for (const std::string& raw : {std::string(R"(a\qb)"), std::string(R"(\u12)"), std::string(60, 'a') + R"(\x)"}) {
    CAPTURE(raw);
    CHECK(cache.find(memory.at(raw)).malformed);
    CHECK(cache.find(memory.at(raw)).malformed);
    CHECK_FALSE(cache.find(memory.at(raw)).plain);
  }
}
