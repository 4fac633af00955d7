#include "crypto/index/blind_index.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>

#include "crypto/index/normalise.hpp"
#include "tests/support/test_keyring.hpp"

namespace veilgate::test {
namespace {

using namespace crypto;

constexpr const char* kZhang = "\xe5\xbc\xa0\xe4\xb8\x89";
constexpr const char* kAddress =
    "\xe5\x8c\x97\xe4\xba\xac\xe5\xb8\x82\xe6\xb5\xb7\xe6\xb7\x80\xe5\x8c\xba\xe4\xb8\xad\xe5\x85\xb3\xe6\x9d\x91"
    "\xe5\xa4\xa7\xe8\xa1\x97"
    "27"
    "\xe5\x8f\xb7"
    "B1203";

BlindIndex index_of(const std::shared_ptr<const Keyring>& keyring, IndexKind kind, const char* class_name = "address",
                    const char* of = "acme", Algorithm algorithm = Algorithm::hmac_sha256) {
  auto index = BlindIndex::make(*keyring->active_index_key(of, algorithm), class_name, kind);
  REQUIRE(index.has_value());
  return *std::move(index);
}

std::string indexed(BlindIndex& index, std::string_view value) {
  std::string out;
  const auto appended = index.append(value, out);
  REQUIRE(appended.has_value());
  CHECK(*appended == !out.empty());
  return out;
}

std::vector<std::string> queries(const std::shared_ptr<const Keyring>& keyring, IndexKind kind, std::string_view text,
                                 const char* class_name = "address", Algorithm algorithm = Algorithm::hmac_sha256) {
  auto made = make_queries(*keyring, tenant("acme"), algorithm, class_name, kind, text);
  REQUIRE(made.has_value());
  return *made;
}

bool finds(const std::vector<std::string>& asked, std::string_view stored) {
  return std::ranges::any_of(asked, [&](const auto& query) { return may_match(stored, query); });
}

TEST_CASE("indexes look as their header shows") {
  const auto keyring = make_keyring({.versions = {KeyState::suspended, KeyState::active}});
  for (const auto algorithm : {Algorithm::hmac_sha256, Algorithm::hmac_sm3}) {
    const bool is_sm3 = algorithm == Algorithm::hmac_sm3;
    auto exact = index_of(keyring, IndexKind::exact, "cn_mobile", "acme", algorithm);
    auto last4 = index_of(keyring, IndexKind::last4, "cn_mobile", "acme", algorithm);
    auto ngram = index_of(keyring, IndexKind::ngram, "cn_mobile", "acme", algorithm);
    CHECK(indexed(exact, "13800138000").substr(0, 3) == (is_sm3 ? "EC." : "eC."));
    CHECK(indexed(exact, "13800138000").size() == 3 + 12);
    CHECK(indexed(last4, "13800138000").substr(0, 3) == (is_sm3 ? "LC." : "lC."));
    CHECK(indexed(last4, "13800138000").size() == 3 + 8);
    CHECK(indexed(ngram, "13912345678").substr(0, 3) == (is_sm3 ? "NC." : "nC."));
    CHECK(indexed(ngram, "13912345678").size() == 2 + 8 * 5);
  }
}

TEST_CASE("the same value in other spellings has the same index; another value, class or tenant has not") {
  const auto keyring = make_keyring({.tenants = {"acme", "zeta"}});
  auto exact = index_of(keyring, IndexKind::exact, "cn_mobile");
  const auto one = indexed(exact, "13800138000");
  for (const char* const same : {"+86 138-0013-8000", "8613800138000", "138 0013 8000"})
    CHECK(indexed(exact, same) == one);
  std::set<std::string> seen = {one};
  seen.insert(indexed(exact, "13800138001"));
  auto other_class = index_of(keyring, IndexKind::exact, "cn_landline");
  auto other_tenant = index_of(keyring, IndexKind::exact, "cn_mobile", "zeta");
  auto other_hash = index_of(keyring, IndexKind::exact, "cn_mobile", "acme", Algorithm::hmac_sm3);
  seen.insert(indexed(other_class, "13800138000"));
  seen.insert(indexed(other_tenant, "13800138000"));
  seen.insert(indexed(other_hash, "13800138000"));
  CHECK(seen.size() == 5);
}

TEST_CASE("the kinds are separate domains: a four-character value is not its own last four or n-gram") {
  const auto keyring = make_keyring();
  std::set<std::string> macs;
  for (const auto kind : {IndexKind::exact, IndexKind::last4, IndexKind::ngram}) {
    auto index = index_of(keyring, kind);
    std::string out;
    REQUIRE(*index.append_query("8000", out));
    macs.insert(out.substr(3, 4));
  }
  CHECK(macs.size() == 3);
}

TEST_CASE("last4 finds by four digits, by the whole number and across an extension") {
  const auto keyring = make_keyring();
  auto last4 = index_of(keyring, IndexKind::last4, "cn_mobile");
  const auto stored = indexed(last4, "138 0013 8000");
  for (const char* const asked :
       {"8000", "13800138000", "+8613900008000", "\xef\xbc\x98\xef\xbc\x90\xef\xbc\x90\xef\xbc\x90"})
    CHECK(finds(queries(keyring, IndexKind::last4, asked, "cn_mobile"), stored));
  for (const char* const asked : {"8001", "0008"})
    CHECK_FALSE(finds(queries(keyring, IndexKind::last4, asked, "cn_mobile"), stored));
  CHECK(finds(queries(keyring, IndexKind::last4, "1111", "cn_mobile"), indexed(last4, "18877771111-123")));
  for (const char* const none : {"", "8000", "800", "abc", kZhang}) CHECK(indexed(last4, none).empty());
  CHECK(queries(keyring, IndexKind::last4, "800", "cn_mobile").empty());
}

TEST_CASE("ngram finds what is contained, from four ASCII or two Han characters on") {
  const auto keyring = make_keyring();
  auto ngram = index_of(keyring, IndexKind::ngram);
  const auto stored = indexed(ngram, kAddress);
  struct Row {
    const char* name;
    const char* text;
    bool is_found;
  };
  for (const auto& row : {
           Row{"the whole", kAddress, true},
           Row{"two Han", "\xe6\xb5\xb7\xe6\xb7\x80", true},
           Row{"three Han", "\xe4\xb8\xad\xe5\x85\xb3\xe6\x9d\x91", true},
           Row{"four ASCII", "1203", true},
           Row{"four ASCII in capitals", "B120", true},
           Row{"four ASCII in full width", "\xef\xbd\x82\xef\xbc\x91\xef\xbc\x92\xef\xbc\x90", true},
           Row{"Han and ASCII",
               "\xe8\xa1\x97"
               "27"
               "\xe5\x8f\xb7",
               true},
           Row{"with a space", "\xe6\xb5\xb7 \xe6\xb7\x80", true},
           Row{"other Han", "\xe4\xb8\x8a\xe6\xb5\xb7", false},
           Row{"other order", "\xe6\xb7\x80\xe6\xb5\xb7", false},
           Row{"other digits", "1204", false},
       }) {
    CAPTURE(std::string(row.name));
    CHECK(finds(queries(keyring, IndexKind::ngram, row.text), stored) == row.is_found);
  }
  for (const char* const none : {"", "120", "\xe6\xb5\xb7", "a\xe6\xb5\xb7"}) {
    CHECK(queries(keyring, IndexKind::ngram, none).empty());
    CHECK(indexed(ngram, none).empty());
  }
}

TEST_CASE("every part of enough weight is found, whatever the text; most others are not") {
  const auto keyring = make_keyring();
  auto ngram = index_of(keyring, IndexKind::ngram);
  const std::vector<std::string> letters = {
      "a",        "B", "7",           "-", "@", "\xe6\xb5\xb7", "\xe6\xb7\x80", "\xe5\x8c\xba", "\xf0\x9f\x98\x80",
      "\xc3\xa9", " ", "\xef\xbc\x91"};
  std::mt19937 random(7);
  std::size_t asked = 0;
  std::size_t wrong = 0;
  for (int i = 0; i < 400; ++i) {
    std::vector<std::string> characters(1 + random() % 30);
    for (auto& character : characters) character = letters[random() % letters.size()];
    std::string value;
    for (const auto& character : characters) value += character;
    const auto stored = indexed(ngram, value);
    const std::size_t from = random() % characters.size();
    const std::size_t count = 1 + random() % (characters.size() - from);
    std::string part;
    for (std::size_t k = from; k < from + count; ++k) part += characters[k];
    const auto part_query = queries(keyring, IndexKind::ngram, part);
    // A value that is all digits and signs loses its signs, so that a part of it can begin elsewhere.
    std::string normal_value;
    std::string normal_part;
    append_normalised(value, normal_value);
    append_normalised(part, normal_part);
    if (!part_query.empty() && normal_value.find(normal_part) != std::string::npos) CHECK(finds(part_query, stored));
    std::string absent;
    for (int k = 0; k < 6; ++k) absent += letters[random() % letters.size()];
    std::string normal_absent;
    append_normalised(absent, normal_absent);
    const auto absent_query = queries(keyring, IndexKind::ngram, absent);
    if (absent_query.empty() || normal_value.find(normal_absent) != std::string::npos) continue;
    ++asked;
    if (finds(absent_query, stored)) ++wrong;
  }
  CHECK(asked > 200);
  CHECK(wrong <= asked / 50);
}

TEST_CASE("a query finds across a rotation, and stops when a version is revoked") {
  const auto before = make_keyring();
  const auto after = make_keyring({.versions = {KeyState::suspended, KeyState::active}});
  const auto revoked = make_keyring({.versions = {KeyState::revoked, KeyState::active}});
  for (const auto kind : {IndexKind::exact, IndexKind::last4, IndexKind::ngram}) {
    CAPTURE(std::string(to_text(kind)));
    auto old_index = index_of(before, kind);
    auto new_index = index_of(after, kind);
    const auto stored_before = indexed(old_index, "13800138000");
    const auto stored_after = indexed(new_index, "13800138000");
    CHECK(stored_before != stored_after);
    const auto asked = queries(after, kind, "13800138000");
    REQUIRE(asked.size() == 2);
    CHECK(asked[0] == stored_after);  // the newest first
    CHECK(asked[1] == stored_before);
    CHECK(finds(asked, stored_before));
    CHECK(finds(asked, stored_after));
    CHECK_FALSE(finds(queries(revoked, kind, "13800138000"), stored_before));
    CHECK(finds(queries(revoked, kind, "13800138000"), stored_after));
  }
}

TEST_CASE("n-grams come sorted and once, so that neither order nor repetition shows") {
  const auto keyring = make_keyring();
  auto ngram = index_of(keyring, IndexKind::ngram);
  CHECK(indexed(ngram, "aaaaaaaaaa").size() == 2 + 5);
  const auto split = [](const std::string& text) {
    std::multiset<std::string> parts;
    for (std::size_t at = 3; at < text.size(); at += 5) parts.insert(text.substr(at, 4));
    return parts;
  };
  const auto one = indexed(ngram, "abcdefgh");
  const auto two = indexed(ngram, "bcdefghi");
  // Four of five n-grams are shared.
  const auto a = split(one);
  const auto b = split(two);
  std::vector<std::string> shared;
  std::ranges::set_intersection(a, b, std::back_inserter(shared));
  CHECK(shared.size() == 4);
}

TEST_CASE("what matches nothing") {
  CHECK_FALSE(may_match("", ""));
  CHECK_FALSE(may_match("nB.abcd", ""));
  CHECK_FALSE(may_match("", "nB.abcd"));
  CHECK_FALSE(may_match("nB.abcd", "nB"));
  CHECK_FALSE(may_match("nB.abcd", "nB."));
  CHECK_FALSE(may_match("nB.abcd", "nC.abcd"));
  CHECK_FALSE(may_match("nB.abcd", "NB.abcd"));
  CHECK_FALSE(may_match("nB.abcd", "eB.abcd"));
  CHECK_FALSE(may_match("nB.abcd.efgh", "nB.bcd.e"));
  CHECK_FALSE(may_match("nB.abcd.efgh", "nB.abcd.xxxx"));
  CHECK(may_match("nB.abcd.efgh", "nB.efgh"));
  CHECK(may_match("nB.abcd.efgh", "nB.abcd.efgh"));
}

TEST_CASE("what has no index, and what cannot be set up") {
  const auto keyring = make_keyring();
  auto exact = index_of(keyring, IndexKind::exact);
  CHECK(indexed(exact, "").empty());
  CHECK(indexed(exact, "  \xe3\x80\x80").empty());
  CHECK(indexed(exact, std::string(BlindIndex::kMostBytes + 1, 'a')).empty());
  CHECK_FALSE(indexed(exact, std::string(BlindIndex::kMostBytes, 'a')).empty());
  const auto& key = *keyring->active_index_key("acme", Algorithm::hmac_sm3);
  CHECK_FALSE(BlindIndex::make(key, "address", IndexKind::none).has_value());
  CHECK_FALSE(BlindIndex::make(key, "", IndexKind::exact).has_value());
  CHECK(make_queries(*keyring, tenant("nobody"), Algorithm::hmac_sm3, "address", IndexKind::exact, "x").error().code ==
        Code::key_unavailable);
  CHECK(*parse_index_kind("last4") == IndexKind::last4);
  CHECK(parse_index_kind("none").error().code == Code::bad_config);
}

}  // namespace
}  // namespace veilgate::test
