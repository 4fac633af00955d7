#include "crypto/suites/format_cipher.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "crypto/seal/field_sealer.hpp"
#include "crypto/seal/opener.hpp"
#include "tests/support/test_keyring.hpp"
#include "tests/support/test_permit.hpp"

namespace veilgate::test {
namespace {

using namespace crypto;

constexpr Format kDigits = {Alphabet::digits, CheckDigit::none, false};
constexpr Format kCard = {Alphabet::digits, CheckDigit::luhn, false};
constexpr Format kValidCard = {Alphabet::digits, CheckDigit::luhn, true};
constexpr Format kId = {Alphabet::digits, CheckDigit::mod_11_2, false};
constexpr Format kValidId = {Alphabet::digits, CheckDigit::mod_11_2, true};
constexpr Format kPlate = {Alphabet::alphanumeric, CheckDigit::none, false};
constexpr Format kLetters = {Alphabet::upper, CheckDigit::none, false};

struct Sealed {
  std::string text;
  std::string companion;
};

Result<FieldSealer> make_sealer(const std::shared_ptr<const Keyring>& keyring, Algorithm suite, const Format& format,
                                const char* class_name = "bank_card") {
  return FieldSealer::make(keyring, tenant("acme"), class_name, {.suite = suite, .format = format});
}

Sealed seal(FieldSealer& sealer, std::string_view value) {
  Sealed sealed;
  REQUIRE(sealer.append_formatted(value, sealed.text, sealed.companion).has_value());
  return sealed;
}

unsigned luhn_sum(std::string_view digits) {
  unsigned sum = 0;
  bool is_doubled = false;
  for (std::size_t i = digits.size(); i-- > 0;) {
    if (digits[i] < '0' || digits[i] > '9') continue;
    unsigned digit = static_cast<unsigned>(digits[i] - '0');
    if (is_doubled) digit = digit * 2 / 10 + digit * 2 % 10;
    sum += digit;
    is_doubled = !is_doubled;
  }
  return sum % 10;
}

// GB 11643-1999: weights and check characters as tables, not as the code computes them.
bool is_valid_id(std::string_view id) {
  constexpr int kWeights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < 17; ++i) sum += kWeights[i] * (id[i] - '0');
  return id[17] == "10X98765432"[sum % 11];
}

TEST_CASE("length, alphabet and separators stay, the value comes back, and the companion names what opens it") {
  struct Row {
    const char* name;
    Format format;
    const char* value;
  };
  const Row rows[] = {
      {"phone", kDigits, "13800138000"},
      {"grouped phone", kDigits, "138-0013-8000"},
      {"six digits", kDigits, "000000"},
      {"card", kCard, "6222021234567890128"},
      {"grouped card, valid check digit", kValidCard, "4111 1111 1111 1111"},
      {"ID", kId, "11010519491231002X"},
      {"ID, valid check digit", kValidId, "440524188001010014"},
      {"letters and digits", kPlate, "AB12CD34"},
      {"letters", kLetters, "ABCDE"},
  };
  const auto keyring = make_keyring();
  for (const auto suite : {Algorithm::ff1_aes, Algorithm::ff1_sm4})
    for (const auto& row : rows) {
      CAPTURE(std::string(row.name));
      auto sealer = make_sealer(keyring, suite, row.format);
      REQUIRE(sealer.has_value());
      CHECK(sealer->keeps_format());
      const std::string value = row.value;
      const auto [text, companion] = seal(*sealer, value);
      CHECK(text != value);
      REQUIRE(text.size() == value.size());
      for (std::size_t i = 0; i < text.size(); ++i) {
        const bool was_separator = value[i] == ' ' || value[i] == '-';
        CHECK((text[i] == ' ' || text[i] == '-') == was_separator);
        if (row.format.alphabet == Alphabet::digits && !was_separator && i + 1 < text.size())
          CHECK((text[i] >= '0' && text[i] <= '9'));
      }
      const auto token = parse_token(companion);
      REQUIRE(token.has_value());
      CHECK(token->header.suite == suite);
      CHECK(token->header.class_name == "bank_card");
      CHECK(token->header.key_version == 1);
      Opener opener(keyring, tenant("acme"));
      const auto grant = TestPermit::grant(tenant("acme"), {"bank_card"});
      std::string back;
      REQUIRE(opener.open_formatted(text, companion, grant, TestPermit::receipt(), back).has_value());
      CHECK(back == value);
      CHECK(sealer->is_own_formatted(text, companion));
      // The same value again, the same text: deterministic.
      CHECK(seal(*sealer, value).text == text);
    }
}

TEST_CASE("check digits come out valid, or wrong on purpose") {
  const auto keyring = make_keyring();
  auto card = make_sealer(keyring, Algorithm::ff1_aes, kCard);
  auto valid_card = make_sealer(keyring, Algorithm::ff1_aes, kValidCard);
  auto id = make_sealer(keyring, Algorithm::ff1_sm4, kId);
  auto valid_id = make_sealer(keyring, Algorithm::ff1_sm4, kValidId);
  bool has_x = false;
  for (int i = 0; i < 300; ++i) {
    std::string number = std::to_string(622202100000000000 + i * 1234567);
    for (char check = '0'; check <= '9'; ++check)
      if (luhn_sum(number + check) == 0) {
        CHECK(luhn_sum(seal(*card, number + check).text) != 0);
        CHECK(luhn_sum(seal(*valid_card, number + check).text) == 0);
        break;
      }
    std::string person = std::to_string(11010519491231000 + i);
    for (const char check : {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'X'})
      if (is_valid_id(person + check)) {
        const auto text = seal(*valid_id, person + check).text;
        CHECK(is_valid_id(text));
        has_x = has_x || text.back() == 'X';
        CHECK_FALSE(is_valid_id(seal(*id, person + check).text));
        break;
      }
  }
  CHECK(has_x);
}

TEST_CASE("what is not of the format is refused and leaves nothing behind") {
  const auto keyring = make_keyring();
  struct Row {
    const char* name;
    Format format;
    const char* value;
  };
  const Row rows[] = {
      {"nothing", kDigits, ""},
      {"five digits: fewer than 10^6 values", kDigits, "12345"},
      {"separators only", kDigits, "- - -"},
      {"a letter among digits", kDigits, "1380013800a"},
      {"full-width digits", kDigits, "\xef\xbc\x91\xef\xbc\x91\xef\xbc\x91\xef\xbc\x91\xef\xbc\x91\xef\xbc\x91"},
      {"Han", kDigits, "\xe6\x89\x8b\xe6\x9c\xba"},
      {"small letters", kPlate, "ab12cd34"},
      {"a wrong Luhn digit", kCard, "4111111111111112"},
      {"five digits beside a check digit", kCard, "123455"},
      {"a wrong ID check", kId, "110105194912310021"},
      {"a small x", kId, "11010519491231002x"},
      {"an X with Luhn", kCard, "411111111111111X"},
      {"four letters", kLetters, "ABCD"},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.name));
    auto sealer = make_sealer(keyring, Algorithm::ff1_aes, row.format);
    REQUIRE(sealer.has_value());
    std::string text = "before";
    std::string companion = "also";
    const auto sealed = sealer->append_formatted(row.value, text, companion);
    REQUIRE_FALSE(sealed.has_value());
    CHECK(sealed.error().code == Code::seal_refused);
    CHECK(text == "before");
    CHECK(companion == "also");
  }
  auto sealer = make_sealer(keyring, Algorithm::ff1_aes, kDigits);
  std::string text;
  std::string companion;
  CHECK(sealer->append_formatted(std::string(512, '7'), text, companion).has_value());
  CHECK_FALSE(sealer->append_formatted(std::string(513, '7'), text, companion).has_value());
  CHECK_FALSE(sealer->append_formatted(std::string(1025, '-'), text, companion).has_value());
  CHECK(sealer->append_token("13800138000", text).error().code == Code::seal_refused);
  CHECK_FALSE(make_sealer(keyring, Algorithm::ff1_aes, Format{}).has_value());
  CHECK_FALSE(make_sealer(keyring, Algorithm::ff1_aes, {Alphabet::upper, CheckDigit::luhn, false}).has_value());
  CHECK_FALSE(make_sealer(keyring, Algorithm::ff1_aes, {Alphabet::digits, CheckDigit::none, true}).has_value());
}

TEST_CASE("a value without its companion, or with any other, does not open") {
  const auto keyring = make_keyring({.tenants = {"acme", "zeta"}});
  auto sealer = make_sealer(keyring, Algorithm::ff1_sm4, kCard);
  const auto [text, companion] = seal(*sealer, "4111111111111111");
  const auto other = seal(*sealer, "5500000000000004");
  Opener opener(keyring, tenant("acme"));
  const auto grant = TestPermit::grant(tenant("acme"), {"bank_card", "other_card"});
  const auto opens = [&](std::string_view value, std::string_view beside) {
    std::string out = "kept";
    const auto opened = opener.open_formatted(value, beside, grant, TestPermit::receipt(), out);
    if (!opened) {
      CHECK(out == "kept");
      CHECK(opened.error().code == Code::open_refused);
    }
    CHECK(sealer->is_own_formatted(value, beside) == opened.has_value());
    return opened.has_value();
  };
  REQUIRE(opens(text, companion));
  CHECK_FALSE(opens(text, ""));
  CHECK_FALSE(opens(text, text));
  CHECK_FALSE(opens(text, other.companion));
  CHECK_FALSE(opens(companion, companion));
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto changed = text;
    changed[i] = changed[i] == '9' ? '0' : static_cast<char>(changed[i] + 1);
    CHECK_FALSE(opens(changed, companion));
  }
  for (std::size_t i = 0; i < companion.size(); ++i)
    for (const char c : std::string_view("ABaz09-_.d")) {
      auto changed = companion;
      if (changed[i] == c) continue;
      changed[i] = c;
      CHECK_FALSE(opens(text, changed));
    }
  std::string out;
  CHECK_FALSE(opener.open(companion, grant, TestPermit::receipt(), out).has_value());
  CHECK_FALSE(sealer->is_own_token(companion));
  TokenVerifier others(keyring, tenant("zeta"));
  CHECK_FALSE(others.verify_formatted(text, companion));
  TokenVerifier ours(keyring, tenant("acme"));
  CHECK(ours.verify_formatted(text, companion));
}

TEST_CASE("another class, tenant, version or format comes out otherwise") {
  const auto keyring = make_keyring({.tenants = {"acme", "zeta"}, .versions = {KeyState::suspended, KeyState::active}});
  std::set<std::string> seen;
  const auto add = [&](const char* of, const std::shared_ptr<const Keyring>& from, const char* class_name,
                       const Format& format, Algorithm suite) {
    auto sealer = FieldSealer::make(from, tenant(of), class_name, {.suite = suite, .format = format});
    REQUIRE(sealer.has_value());
    seen.insert(seal(*sealer, "4111111111111111").text);
  };
  add("acme", keyring, "bank_card", kDigits, Algorithm::ff1_aes);
  add("acme", keyring, "bank_account", kDigits, Algorithm::ff1_aes);
  add("zeta", keyring, "bank_card", kDigits, Algorithm::ff1_aes);
  add("acme", keyring, "bank_card", kPlate, Algorithm::ff1_aes);
  add("acme", keyring, "bank_card", kDigits, Algorithm::ff1_sm4);
  add("acme", make_keyring(), "bank_card", kDigits, Algorithm::ff1_aes);
  CHECK(seen.size() == 6);
}

TEST_CASE("the octet of a format is read back, and no other octet is one") {
  std::size_t count = 0;
  for (unsigned octet = 0; octet < 256; ++octet) {
    const auto format = parse_format(static_cast<std::uint8_t>(octet));
    if (!format) continue;
    ++count;
    CHECK(to_octet(*format) == octet);
  }
  CHECK(count == 7);
}

}  // namespace
}  // namespace veilgate::test
