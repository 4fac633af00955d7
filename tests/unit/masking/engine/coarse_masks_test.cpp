// EMPTY, BUCKET, TRUNCATE, PSEUDONYM and FAKE through whole documents: strings, numbers, texts, tenants.
#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/masked.hpp"

namespace {

using namespace veilgate;
using config::MaskType;
using config::OnNumber;
using test::class_rule;
using test::masked_text;
using test::MaskingWorld;
using test::path_rule;

config::Mask mask_of(std::string id, MaskType type) {
  config::Mask mask;
  mask.id = std::move(id);
  mask.type = type;
  return mask;
}

config::Policy coarse_policy() {
  config::Policy policy;
  config::Mask year = mask_of("year", MaskType::bucket);
  year.unit = config::BucketUnit::year;
  config::Mask floor = mask_of("floor", MaskType::bucket);
  floor.bounds = config::BucketBounds::lower;
  policy.masks = {mask_of("empty", MaskType::empty), mask_of("tens", MaskType::bucket), floor, year,
                  mask_of("cut", MaskType::truncate)};
  policy.rules = {class_rule({"birth_date"}, "year"), class_rule({"ip_address", "coordinates"}, "cut"),
                  class_rule({"email"}, "empty"), path_rule("$.age", "tens"), path_rule("$.income", "floor")};
  for (std::size_t i = 0; i < policy.rules.size(); ++i) {
    policy.rules[i].id = "r" + std::to_string(i);
    policy.rules[i].on_number = OnNumber::number;
  }
  return policy;
}

struct Row {
  std::string_view name;
  std::string_view document;
  std::string_view masked;
};

}  // namespace

TEST_CASE("coarser values keep their type, and what has no coarser form shows nothing") {
  MaskingWorld world(coarse_policy());
  const Row rows[] = {
      {"a date", R"({"birthday":"1990-05-17","n":1})", R"({"birthday":"1990","n":1})"},
      {"a date in a text", R"({"m":"生日：1990-05-17，谢谢"})", R"({"m":"生日：1990，谢谢"})"},
      {"an address of a machine", R"({"clientIp":"114.247.50.2"})", R"({"clientIp":"114.247.50.0"})"},
      {"one in a text", R"({"m":"from 114.247.50.2 today"})", R"({"m":"from 114.247.50.0 today"})"},
      {"a place", R"({"lat":"39.916527"})", R"({"lat":"39.91"})"},
      {"a place as a number", R"({"lat":39.916527,"lng":-116.397128})", R"({"lat":39.91,"lng":-116.39})"},
      {"an emptied string", R"({"email":"foo@bar.com"})", R"({"email":""})"},
      {"an emptied part of a text", R"({"m":"to foo@bar.com, please"})", R"({"m":"to , please"})"},
      {"an age", R"({"age":"37"})", R"({"age":"30-39"})"},
      {"an age as a number is its lower bound", R"({"age":37})", R"({"age":30})"},
      {"a lower bound", R"({"income":37})", R"({"income":30})"},
      {"a lower bound of a fraction", R"({"income":37.5})", R"({"income":30})"},
      {"a lower bound below zero", R"({"income":-7})", R"({"income":-10})"},
      {"an exponent", R"({"income":3.7e1})", R"({"income":null})"},
      {"escaped", R"({"birthday":"\u0031990-05-17"})", R"({"birthday":"1990"})"},
      {"in a string", R"({"x":"{\"income\":37}","income":37})", R"({"x":"{\"income\":37}","income":30})"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(masked_text(world, row.document) == row.masked);
  }
}

TEST_CASE("masking coarser values again changes nothing") {
  MaskingWorld world(coarse_policy());
  const std::string document =
      R"({"birthday":"1990-05-17","clientIp":"114.247.50.2","lat":39.916527,"email":"foo@bar.com","age":"37","income":37})";
  const std::string once = masked_text(world, document);
  CHECK(once != document);
  CHECK(masked_text(world, once) == once);
}

namespace {

// The document under the keys of a tenant.
std::string masked_for(const masking::Engine& engine, std::string_view tenant, std::string_view document) {
  masking::Scratch scratch;
  const masking::Plan plan = engine.plan("/", "", tenant);
  masking::MaskerOptions options;
  const auto masker = engine.make_masker(masking::MediaKind::json, plan, scratch, options);
  std::string out;
  const auto fed = masker->feed(document);
  REQUIRE(fed.has_value());
  out += fed->bytes();
  const auto last = masker->finish();
  REQUIRE(last.has_value());
  return out + std::string(last->bytes());
}

std::shared_ptr<const masking::Engine> keyed_engine() {
  config::Policy policy;
  policy.masks = {mask_of("alias", MaskType::pseudonym), mask_of("invented", MaskType::fake)};
  policy.rules = {class_rule({"person_name", "account_id"}, "alias"), class_rule({"cn_mobile"}, "invented")};
  for (std::size_t i = 0; i < policy.rules.size(); ++i) policy.rules[i].id = "r" + std::to_string(i);
  const std::vector<std::uint8_t> key(32, 7);
  masking::MaskSecrets secrets;
  secrets.emplace("alias", SecretBytes::copy_of(key));
  secrets.emplace("invented", SecretBytes::copy_of(key));
  auto engine = masking::Engine::compile(policy, secrets);
  REQUIRE(engine.has_value());
  return *engine;
}

}  // namespace

TEST_CASE("pseudonyms and fakes are the same for a tenant's equal values, and others' for another tenant") {
  const auto engine = keyed_engine();
  const std::string_view document = R"({"realName":"张三","pin":"jd_1","mobile":"13800138000","other":"x"})";
  const std::string one = masked_for(*engine, "acme", document);
  CHECK(one == masked_for(*engine, "acme", document));
  CHECK(one != masked_for(*engine, "globex", document));
  CHECK(one != masked_for(*engine, "", document));
  for (const std::string_view value : {"张三", "jd_1", "13800138000"}) CHECK(one.find(value) == std::string::npos);
  CHECK(one.ends_with(R"("other":"x"})"));
  // A fake is marked, and stands for the number in a text as well as under its name.
  const std::size_t fake = one.find(R"("mobile":"154)");
  REQUIRE(fake != std::string::npos);
  const std::string number = one.substr(fake + 10, 11);
  CHECK(masked_for(*engine, "acme", R"({"m":"电话13800138000，谢谢"})") == R"({"m":"电话)" + number + R"(，谢谢"})");
  // A name in a text and under its name are one person.
  const std::string alias = one.substr(13, one.find('"', 13) - 13);
  CHECK(masked_for(*engine, "acme", R"({"m":"收件人：张三，谢谢"})") == R"({"m":"收件人：)" + alias + R"(，谢谢"})");
}
