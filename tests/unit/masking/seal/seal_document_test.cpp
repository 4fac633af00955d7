// ENCRYPT in documents: what is sealed opens to what it was, everything else stays, and nothing the partner sends
// stands where ours belongs.
#include <doctest/doctest.h>

#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/seal/opener.hpp"
#include "masking/json/observer.hpp"
#include "masking/seal/sealing.hpp"
#include "tests/support/masked.hpp"
#include "tests/support/test_keyring.hpp"
#include "tests/support/test_permit.hpp"

namespace {

using namespace veilgate;
using test::MaskingWorld;

config::Mask sealing_mask(config::SealSuite suite, std::vector<std::string> index = {}) {
  config::Mask mask;
  mask.id = "seal";
  mask.type = config::MaskType::encrypt;
  mask.suite = suite;
  mask.index = std::move(index);
  return mask;
}

// Deterministic, so that outputs can be compared.
config::Policy sealing_policy(std::vector<std::string> index = {}, std::vector<std::string> classes = {"cn_mobile"},
                              config::SealSuite suite = config::SealSuite::sm4_siv) {
  config::Policy policy;
  policy.masks.push_back(sealing_mask(suite, std::move(index)));
  policy.rules.push_back(test::class_rule(std::move(classes), "seal"));
  return policy;
}

class SealingWorld {
 public:
  explicit SealingWorld(const config::Policy& policy)
      : keyring_(test::make_keyring()), world_(policy, "/", "", {keyring_, "acme"}) {}

  std::string run(std::string_view body) { return test::masked_text(world_, body); }
  MaskingWorld& masking() { return world_; }

  // "" when it does not open.
  std::string open(std::string_view token, std::string class_name) {
    const auto tenant = TenantId::parse("acme");
    crypto::Opener opener(keyring_, *tenant);
    std::string out;
    const auto opened =
        opener.open(token, test::TestPermit::grant(*tenant, {std::move(class_name)}), test::TestPermit::receipt(), out);
    return opened ? out : std::string();
  }

  std::string open_formatted(std::string_view text, std::string_view companion, std::string class_name) {
    const auto tenant = TenantId::parse("acme");
    crypto::Opener opener(keyring_, *tenant);
    std::string out;
    const auto opened = opener.open_formatted(
        text, companion, test::TestPermit::grant(*tenant, {std::move(class_name)}), test::TestPermit::receipt(), out);
    return opened ? out : std::string();
  }

 private:
  std::shared_ptr<const crypto::Keyring> keyring_;
  MaskingWorld world_;
};

// The digits, and the one behind them that makes a Luhn sum end in zero.
std::string with_luhn(std::string digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const int digit = digits[digits.size() - 1 - i] - '0';
    const int twice = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    sum += i % 2 == 0 ? twice : digit;
  }
  return digits + static_cast<char>('0' + (10 - sum % 10) % 10);
}

// Replaces every token by {class:plaintext}.
std::string opened_text(SealingWorld& world, std::string_view text) {
  std::string out;
  std::size_t done = 0;
  for (auto token = masking::next_token_text(text, 0); !token.empty();) {
    const auto begin = static_cast<std::size_t>(token.data() - text.data());
    out.append(text.substr(done, begin - done));
    done = begin + token.size();
    for (const char* name : {"cn_mobile", "person_name", "path", "email"}) {
      if (const std::string plain = world.open(token, name); !plain.empty()) {
        out.append("{").append(name).append(":").append(plain).append("}");
      }
    }
    token = masking::next_token_text(text, done);
  }
  return out.append(text.substr(done));
}

}  // namespace

TEST_CASE("sealed values open to what they were, and nothing else changes") {
  SealingWorld world(sealing_policy());
  const struct {
    const char* name;
    std::string_view body;
    std::string_view opened;
  } rows[] = {
      {"a string", R"({"a":1, "mobile" : "13800138000" ,"b":[]})",
       R"({"a":1, "mobile" : "{cn_mobile:13800138000}" ,"b":[]})"},
      {"spelled with escapes", R"({"mobile":"\u0031380013\u0038000"})", R"({"mobile":"{cn_mobile:13800138000}"})"},
      {"not folded", "{\"mobile\":\"１３８-0013 8000\"}", "{\"mobile\":\"{cn_mobile:１３８-0013 8000}\"}"},
      {"no number at all", R"({"mobile":"n/a"})", R"({"mobile":"{cn_mobile:n/a}"})"},
      {"a number", R"({"phone":13800138000,"b":2})",
       R"({"phone":null,"encrypt_phone":"{cn_mobile:13800138000}","b":2})"},
      {"the last number", R"({"b":2,"phone":13800138000})",
       R"({"b":2,"phone":null,"encrypt_phone":"{cn_mobile:13800138000}"})"},
      {"a number in an array", R"({"phones":[13800138000,13900139000]})", R"({"phones":[null,null]})"},
      {"strings in an array", R"({"phones":["13800138000"]})", R"({"phones":["{cn_mobile:13800138000}"]})"},
      {"nothing to seal", R"({"mobile":null,"phone":"","m":{"mobile":[]}})",
       R"({"mobile":null,"phone":"","m":{"mobile":[]}})"},
      {"in a text", R"(["call 13800138000, please"])", R"(["call {cn_mobile:13800138000}, please"])"},
      {"two in a text", R"(["13800138000/13900139000"])", R"(["{cn_mobile:13800138000}/{cn_mobile:13900139000}"])"},
      {"a number found by its look", R"({"x":13800138000})", R"({"x":null,"encrypt_x":"{cn_mobile:13800138000}"})"},
      {"JSON in a string", R"({"ext":"{\"tel\":1,\"mobile\":\"13800138000\"}"})",
       R"({"ext":"{\"tel\":null,\"mobile\":\"{cn_mobile:13800138000}\"}"})"},
      {"a number in JSON in a string", R"({"ext":"{\"mobile\":13800138000}"})",
       R"({"ext":"{\"mobile\":null,\"encrypt_mobile\":\"{cn_mobile:13800138000}\"}"})"},
      {"in what is no JSON in the end, then in what is",
       R"(["{\"mobile\":\"13800138000\",\"phone\":13700137000,,}","{\"mobile\":\"13900139000\"}"])",
       R"(["{\"mobile\":\"{cn_mobile:13800138000}\",\"phone\":{cn_mobile:13700137000},,}","{\"mobile\":\"{cn_mobile:13900139000}\"}"])"},
      {"every kind, one behind the other",
       R"({"mobile":"13800138000","phone":13900139000,"x":13700137000,"t":"tel 13600136000","e":"{\"mobile\":13500135000}","tel":"\u00313400134000","y":"13300133000"})",
       R"({"mobile":"{cn_mobile:13800138000}","phone":null,"encrypt_phone":"{cn_mobile:13900139000}","x":null,"encrypt_x":"{cn_mobile:13700137000}","t":"tel {cn_mobile:13600136000}","e":"{\"mobile\":null,\"encrypt_mobile\":\"{cn_mobile:13500135000}\"}","tel":"{cn_mobile:13400134000}","y":"{cn_mobile:13300133000}"})"},
      {"a name with escapes", R"({"mo\u0062ile":13800138000})",
       R"({"mo\u0062ile":null,"encrypt_mo\u0062ile":"{cn_mobile:13800138000}"})"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    const std::string sealed = world.run(row.body);
    CHECK(opened_text(world, sealed) == row.opened);
    CHECK_MESSAGE(world.run(sealed) == sealed, "masking it again changes nothing");
  }
}

TEST_CASE("indexes stand right behind their token") {
  SealingWorld world(sealing_policy({"exact", "last4", "ngram"}));
  const std::string one = world.run(R"({"mobile":"13800138000","b":1})");
  const auto index = one.find(R"(","index_mobile":{"exact":"E)");
  REQUIRE(index != std::string::npos);
  CHECK(one.find(R"("last4":"L)", index) != std::string::npos);
  CHECK(one.find(R"("ngram":"N)", index) != std::string::npos);
  CHECK(one.ends_with(R"("},"b":1})"));
  CHECK_MESSAGE(world.run(one) == one, "masking it again changes nothing");

  // The index is of the value, however it is written.
  const std::string other = world.run("{\"mobile\":\"+86 １３８-0013-8000\",\"b\":1}");
  CHECK(other.substr(other.find("index_mobile")) == one.substr(one.find("index_mobile")));
  const std::string number = world.run(R"({"mobile":13800138000,"b":1})");
  CHECK(number.substr(number.find("index_mobile")) == one.substr(one.find("index_mobile")));
  CHECK_MESSAGE(world.run(number) == number, "masking it again changes nothing");
}

TEST_CASE("what a partner sends in the place of ours is dropped") {
  SealingWorld world(sealing_policy({"exact"}));
  const std::string clean = world.run(R"({"mobile":"13800138000","b":1})");
  const std::string_view forged[] = {
      R"({"mobile":"13800138000","index_mobile":{"exact":"eB.forged"},"b":1})",
      R"({"index_mobile":{"exact":["eB.forged",{}]},"mobile":"13800138000","b":1})",
      R"({"encrypt_mobile":"vg1cAAAAAAB.cn_mobile.AAAA","mobile":"13800138000","b":1})",
      R"({"mobile":"13800138000","encrypt_mobile":"junk","index_mobile":1,"b":1})",
      R"({"mobile":"13800138000","b":1,"index_mobile":"x"})",
      R"({"encrypt_mobile":{"a":[1]},"index_mobile":null,"mobile":"13800138000","b":1})",
  };
  for (const auto& body : forged) {
    CAPTURE(body);
    CHECK(world.run(body) == clean);
  }
  // What only looks like a token is sealed as any other text.
  const std::string looks = world.run(R"({"mobile":"vg1cAAAAAAB.cn_mobile.AAAAAAAAAAAAAAAAAAAAAAAA"})");
  CHECK(opened_text(world, looks).starts_with(R"({"mobile":"{cn_mobile:vg1cAAAAAAB.cn_mobile.AAAA)"));
  // An index without its token is nobody's.
  CHECK(world.run("[" + clean + R"(,{"a":1,"index_mobile":{}}])") == "[" + clean + R"(,{"a":1}])");
}

TEST_CASE("the result does not depend on the cut") {
  SealingWorld world(sealing_policy({"exact"}));
  const std::string body =
      R"({"mobile":"13800138000","encrypt_mobile":"x","phone":13900139000,"t":"tel 13800138000","e":"{\"mobile\":13800138000}"})";
  const std::string whole = world.run(body);
  for (std::size_t first = 1; first < body.size(); ++first) {
    masking::MaskerOptions options;
    options.window_bytes = 16;
    const auto cut = world.masking().run_cut(body, first, 7, masking::MediaKind::json, options);
    CAPTURE(first);
    CHECK(cut.accepted);
    CHECK(cut.output == whole);
  }
}

TEST_CASE("the short way through a document seals what the general way seals") {
  // Whoever observes makes the masker take the general way.
  class Silent final : public masking::WalkObserver {
   public:
    void nested_begins(std::uint32_t, std::uint32_t, std::string_view) override {}
    void nested_ends(bool) override {}
    void decided(const masking::ObservedValue&, masking::ClassId, const masking::Treatment&) override {}
    void spared(const masking::ObservedValue&, masking::ClassId, masking::Rejection) override {}
    void looked_at(const masking::ObservedValue&) override {}
    void found(const masking::ObservedValue&, std::string_view, const masking::Span&, bool,
               const masking::Treatment&) override {}
    void spared_span(const masking::ObservedValue&, const masking::Span&, masking::Rejection) override {}
  };
  const std::string members[] = {
      R"("mobile":"13800138000")",
      R"("mobile":"n/a")",
      R"("phone":"\u0031380013\u0038000")",
      R"("phone":13900139000)",
      R"("encrypt_mobile":"junk")",
      R"("index_mobile":{"exact":"eB.forged"})",
      R"("encrypt_phone":"vg1cAAAAAAB.cn_mobile.AAAAAAAAAAAAAAAAAAAAAAAA")",
      R"("name":"\u5f20\u4e09")",
      R"("buyer":{"name":"Li Lei","mobile":"13700137000"})",
      R"("label":"mobile","value":"13600136000")",
      R"("skuId":10020030,"state":"PAID","t":"tel 13500135000")",
      R"("mobiles":["13400134000",13300133000])",
  };
  constexpr std::size_t kMembers = std::size(members);
  for (const auto suite : {config::SealSuite::sm4_siv, config::SealSuite::ff1_aes}) {
    SealingWorld world(sealing_policy({"exact"}, {"cn_mobile", "person_name"}, suite));
    for (std::size_t seed = 0; seed < 400; ++seed) {
      std::string body = "[{";
      for (std::size_t i = 0, at = seed; i < 4; ++i, at = at / kMembers + 5 * i + seed)
        body.append(i == 0 ? "" : ",").append(members[at % kMembers]);
      body += R"(},{"a":1,"b":2,"c":"d","e":[]},{"a":1,"b":2}])";
      Silent observer;
      masking::MaskerOptions observed;
      observed.observer = &observer;
      const auto general = world.masking().run(body, masking::MediaKind::json, observed);
      const auto usual = world.masking().run(body);
      CAPTURE(body);
      CHECK(usual.accepted == general.accepted);
      CHECK(usual.output == general.output);
      CHECK(usual.findings.masked == general.findings.masked);
      CHECK(usual.findings.values == general.findings.values);
    }
  }
}

TEST_CASE("a suite that keeps the format leaves a companion beside the value") {
  SealingWorld world(sealing_policy({}, {"bank_card", "cn_mobile"}, config::SealSuite::ff1_aes));
  const std::string sealed = world.run(R"({"cardNo":"6205500000000000004","x":1})");
  const std::string card = sealed.substr(11, 19);
  CHECK(card != "6205500000000000004");
  CHECK(card.find_first_not_of("0123456789") == std::string::npos);
  const auto companion = masking::next_token_text(sealed, 0);
  CHECK(sealed == R"({"cardNo":")" + card + R"(","encrypt_cardNo":")" + std::string(companion) + R"(","x":1})");
  const std::string wrong = world.run(R"({"mobile":"12 34","tel":"call me"})");
  CHECK(wrong.find("12 34") == std::string::npos);
  CHECK(wrong.find(R"("mobile":"******")") != std::string::npos);
}

TEST_CASE("a number of a suite that keeps the format: a number or a string where the rule asks for it, else nothing") {
  const auto world_of = [](std::optional<config::OnNumber> on_number) {
    auto policy = sealing_policy({}, {"bank_card"}, config::SealSuite::ff1_aes);
    policy.rules.front().on_number = on_number;
    return SealingWorld(policy);
  };
  auto numbers = world_of(config::OnNumber::number);
  auto strings = world_of(config::OnNumber::string);
  auto nulls = world_of(std::nullopt);
  std::size_t as_number = 0;
  std::size_t as_null = 0;
  for (int i = 0; i < 200; ++i) {
    // Cards with a valid check digit: from a number, with what makes the Luhn sum end in zero.
    const std::string digits = with_luhn("62055000" + std::to_string(1'000'000 + i * 7'919));
    CAPTURE(digits);
    const std::string body = R"({"cardNo":)" + digits + R"(,"x":1})";
    const std::string sealed = numbers.run(body);
    CHECK(sealed.find(digits) == std::string::npos);
    const auto companion = masking::next_token_text(sealed, 0);
    const std::string text = strings.run(body);
    const auto other = masking::next_token_text(text, 0);
    const std::string card = text.substr(11, digits.size());
    CHECK(text == R"({"cardNo":")" + card + R"(","encrypt_cardNo":")" + std::string(other) + R"(","x":1})");
    CHECK(strings.open_formatted(card, other, "bank_card") == digits);
    if (card.front() == '0') {
      ++as_null;
      CHECK(sealed == R"({"cardNo":null,"x":1})");
    } else {
      ++as_number;
      CHECK(sealed == R"({"cardNo":)" + card + R"(,"encrypt_cardNo":")" + std::string(companion) + R"(","x":1})");
      CHECK(companion == other);
    }
    CHECK(nulls.run(body) == R"({"cardNo":null,"x":1})");
  }
  CHECK(as_number > 100);
  CHECK(as_null > 0);
  // Without a name there is no place for the companion.
  CHECK(numbers.run(R"({"cardNos":[6205500000000000004]})") == R"({"cardNos":[null]})");
  CHECK(numbers.run(R"({"cardNos":["6205500000000000004"]})") == R"({"cardNos":["******"]})");
  CHECK(strings.run(R"({"cardNos":[6205500000000000004]})") == R"({"cardNos":[null]})");
  auto refusing = world_of(config::OnNumber::block);
  CHECK(refusing.run(R"({"cardNo":6205500000000000004})").starts_with("refused"));
}

TEST_CASE("without a key nothing starts") {
  const auto refused = masking::Engine::compile(sealing_policy());
  REQUIRE(refused.has_error());
  CHECK(refused.error().code == Code::key_unavailable);
  const auto other_tenant = masking::Engine::compile(sealing_policy(), {}, {test::make_keyring(), "nobody"});
  REQUIRE(other_tenant.has_error());
  CHECK(other_tenant.error().code == Code::key_unavailable);
}
