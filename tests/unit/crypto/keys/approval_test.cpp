#include "crypto/keys/approval.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

#include "crypto/keys/administration.hpp"
#include "crypto/keys/wrapping.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/crypto/keys/faulty_files.hpp"

namespace veilgate::test {
namespace {

using namespace crypto;
using std::chrono::hours;
using std::chrono::seconds;

constexpr Time kNow{seconds{1'800'000'000}};

SigningKey make_key() {
  auto key = SigningKey::from_seed(std::move(*make_random_secret(32)));
  REQUIRE(key.has_value());
  return std::move(*key);
}

struct Case {
  Case() {
    source = make_file_source(quick_files(), folder.path("kek"));
    REQUIRE(source->create(1).has_value());
    auto made = make_document(*source, Algorithm::aes_kw, kNow);
    REQUIRE(made.has_value());
    document = std::move(*made);
    REQUIRE(add_approver(document, "alice", alice.verify_key()).has_value());
    REQUIRE(add_approver(document, "bob", bob.verify_key()).has_value());
    request = *make_approval_request(document, deed, kNow, hours(1));
  }

  std::string sign(const char* name, const SigningKey& key) const { return *approve(request, name, key, kNow); }
  std::string refusal(const Deed& of, const std::vector<std::string>& approvals, Time now = kNow) {
    const auto used = use_approvals(document, of, request, approvals, now);
    REQUIRE_FALSE(used.has_value());
    CHECK(used.error().code == Code::approval_needed);
    return used.error().note.for_log();
  }

  TemporaryFolder folder;
  std::unique_ptr<ManagedKeySource> source;
  KeyringDocument document;
  SigningKey alice = make_key();
  SigningKey bob = make_key();
  SigningKey mallory = make_key();
  Deed deed{"keys.destroy", "1f2e3d4c:2"};
  std::string request;
};

TEST_CASE("two enrolled approvers who signed exactly this may have it done, once") {
  Case c;
  const std::vector<std::string> approvals = {c.sign("alice", c.alice), c.sign("bob", c.bob)};
  const auto names = use_approvals(c.document, c.deed, c.request, approvals, kNow);
  REQUIRE(names.has_value());
  CHECK(*names == std::vector<std::string>{"alice", "bob"});
  CHECK(c.refusal(c.deed, approvals) == "the request was used already");
  // Also after the keyring was written and read.
  const auto again = parse_document(*render_document([&]() -> KeyringDocument& {
    c.document.generation = 1;
    return c.document;
  }()),
                                    *c.source);
  REQUIRE(again.has_value());
  CHECK(again->used_approvals.size() == 1);
  CHECK(again->approvers == c.document.approvers);
}

TEST_CASE("everything else is refused") {
  Case c;
  const std::string by_alice = c.sign("alice", c.alice);
  const std::string by_bob = c.sign("bob", c.bob);
  CHECK(c.refusal(c.deed, {}) == "two different approvers have to sign the request");
  CHECK(c.refusal(c.deed, {by_alice}) == "two different approvers have to sign the request");
  CHECK(c.refusal(c.deed, {by_alice, by_alice}) == "two different approvers have to sign the request");
  CHECK(c.refusal(c.deed, {by_alice, c.sign("mallory", c.mallory)}).find("not enrolled") != std::string::npos);
  CHECK(c.refusal(c.deed, {by_alice, c.sign("bob", c.mallory)}).find("of bob is not for this") != std::string::npos);
  CHECK(c.refusal(c.deed, {by_alice, c.sign("bob", c.alice)}).find("of bob is not for this") != std::string::npos);
  CHECK(c.refusal({"keys.destroy", "1f2e3d4c:3"}, {by_alice, by_bob}).find("not for this") != std::string::npos);
  CHECK(c.refusal({"tenants.shred", "1f2e3d4c:2"}, {by_alice, by_bob}).find("not for this") != std::string::npos);
  CHECK(c.refusal(c.deed, {by_alice, by_bob}, kNow + hours(1)).find("expired") != std::string::npos);
  CHECK(c.refusal(c.deed, {by_alice, by_bob}, kNow - hours(1)).find("future") != std::string::npos);
  CHECK(c.refusal(c.deed, {by_alice, "approver bob\n"}).find("no approval") != std::string::npos);

  const std::string request = c.request;
  SUBCASE("no request") {
    c.request.clear();
  }
  SUBCASE("another keyring's") {
    c.document.id = "0000000000000000";
  }
  SUBCASE("altered after it was signed") {
    c.request.replace(c.request.find("nonce ") + 6, 1, "g");
  }
  SUBCASE("its end put off") {
    const auto at = c.request.find("expires 20") + 8;
    c.request[at + 3] = static_cast<char>(c.request[at + 3] + 1);
  }
  SUBCASE("text behind it") {
    c.request += "\n";
  }
  SUBCASE("fewer than two approvers are enrolled") {
    c.document.approvers.pop_back();
  }
  c.refusal(c.deed, {by_alice, by_bob});
  CHECK(c.document.used_approvals.empty());
}

TEST_CASE("approvers: two people have two names and two keys, and two are always left") {
  Case c;
  CHECK_FALSE(add_approver(c.document, "alice", c.mallory.verify_key()).has_value());
  CHECK_FALSE(add_approver(c.document, "carol", c.alice.verify_key()).has_value());
  CHECK_FALSE(add_approver(c.document, "Carol", c.mallory.verify_key()).has_value());
  CHECK_FALSE(remove_approver(c.document, "bob").has_value());
  CHECK(add_approver(c.document, "carol", c.mallory.verify_key()).has_value());
  CHECK_FALSE(remove_approver(c.document, "nobody").has_value());
  CHECK(remove_approver(c.document, "bob").has_value());
}

TEST_CASE("a request is valid for a minute to seven days, and only requests are signed") {
  Case c;
  CHECK_FALSE(make_approval_request(c.document, c.deed, kNow, seconds(59)).has_value());
  CHECK_FALSE(make_approval_request(c.document, c.deed, kNow, hours(7 * 24 + 1)).has_value());
  CHECK_FALSE(approve("hello\n", "alice", c.alice, kNow).has_value());
  CHECK_FALSE(approve(c.request, "alice", c.alice, kNow + hours(2)).has_value());
  CHECK(c.request.starts_with("veilgate-approval-request 1\nkeyring " + c.document.id +
                              "\noperation keys.destroy\ntarget 1f2e3d4c:2\nrequested 2027-01-15T08:00:00Z\n"
                              "expires 2027-01-15T09:00:00Z\nnonce "));
}

// RFC 8032, 7.1, test 2.
TEST_CASE("Ed25519 of RFC 8032") {
  const auto bytes = [](std::string_view hex) {
    std::vector<std::uint8_t> out;
    for (std::size_t i = 0; i < hex.size(); i += 2) {
      out.push_back(static_cast<std::uint8_t>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16)));
    }
    return out;
  };
  const auto key = SigningKey::from_seed(
      SecretBytes::copy_of(bytes("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")));
  REQUIRE(key.has_value());
  CHECK(to_hex(key->verify_key()) == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  CHECK(to_hex(*key->sign("r")) ==
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
  CHECK(is_signed("r", *key->sign("r"), key->verify_key()));
  CHECK_FALSE(is_signed("s", *key->sign("r"), key->verify_key()));
  CHECK(*parse_verify_key(to_pem(key->verify_key())) == key->verify_key());
  CHECK_FALSE(parse_verify_key("-----BEGIN PUBLIC KEY-----\n").has_value());
}

}  // namespace
}  // namespace veilgate::test
