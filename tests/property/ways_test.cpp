// What must hold for every document: the short way through what is plain and what a name decides (walk_plain.cpp)
// leaves the same bytes and counts the same values as the general way, which is all that is walked while somebody
// observes.
#include <doctest/doctest.h>

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "masking/json/observer.hpp"
#include "masking/text/decode.hpp"
#include "masking/text/other_view.hpp"
#include "masking/text/write_utf8.hpp"
#include "tests/property/canary.hpp"
#include "tests/support/masked.hpp"
#include "tests/support/read_file.hpp"

namespace {

using namespace veilgate;
using masking::ClassId;
using masking::ObservedValue;
using masking::Rejection;
using test::Masked;
using test::MaskingWorld;
using test::pick;
using test::pick_of;
using test::Random;

class Silent final : public masking::WalkObserver {
 public:
  void nested_begins(std::uint32_t, std::uint32_t, std::string_view) override {}
  void nested_ends(bool) override {}
  void decided(const ObservedValue&, ClassId, const masking::Treatment&) override {}
  void spared(const ObservedValue&, ClassId, Rejection) override {}
  void looked_at(const ObservedValue&) override {}
  void found(const ObservedValue&, std::string_view, const masking::Span&, bool, const masking::Treatment&) override {}
  void spared_span(const ObservedValue&, const masking::Span&, Rejection) override {}
};

void check_ways(MaskingWorld& world, const std::string& body) {
  Silent observer;
  masking::MaskerOptions observed;
  observed.observer = &observer;
  const Masked general = world.run(body, masking::MediaKind::json, observed);
  const Masked usual = world.run(body);
  CAPTURE(body);
  CHECK(usual.accepted == general.accepted);
  CHECK(usual.output == general.output);
  CHECK(usual.findings.masked == general.findings.masked);
  CHECK(usual.findings.values == general.findings.values);
}

// Names of every kind there is: of classes, of persons and things, that label a value or have one labelled, that lower
// evidence, that hand down, that are values, and of no meaning.
constexpr std::string_view kNames[] = {
    "name",       "fullname",     "姓名",        "mobile",  "phone",  "telephone",   "address", "email",   "idCard",
    "password",   "consignee",    "buyer",       "user",    "sku",    "wareName",    "shop",    "label",   "field",
    "type",       "key",          "value",       "content", "text",   "info",        "data",    "detail",  "orderId",
    "skuId",      "buyerId",      "time",        "created", "lang",   "status",      "count",   "x",       "remark",
    "location",   "position",     "birthday",    "qq",      "wechat", "13800138000", "company", "invoice", "items",
    "na\\u006de", "desen_mobile", "coordinates", "ip",      "plate",  "nick",        "title",   "a b",     "",
    "age",        "gender",       "sex"};

constexpr std::string_view kValues[] = {"",
                                        "张三",
                                        "李雷 ",
                                        "Ann",
                                        "Ann Smith",
                                        "Иван Петров",
                                        "José Ñandú",
                                        "电话",
                                        "手机号",
                                        "name",
                                        "phone:",
                                        "email",
                                        "identity card",
                                        "订单",
                                        "12",
                                        "1234567890",
                                        "x",
                                        "13800138000",
                                        "400-820-8820",
                                        "010-88886666",
                                        "+44 20 7946 0958",
                                        "a@b.example",
                                        "北京市朝阳区建国路1号",
                                        "2022-07-16 16:38:32",
                                        "[sale] phone",
                                        "{\\\"name\\\":\\\"李雷\\\",\\\"mobile\\\":\\\"13800138000\\\"}",
                                        "京A12345",
                                        "\\u5f20\\u4e09",
                                        "１３８００１３８０００",
                                        "line\\nbreak",
                                        "%E5%BC%A0",
                                        "eyJuYW1lIjoiQW5uIn0=",
                                        "公司",
                                        "某某科技有限公司",
                                        "zero\u200Bwidth",
                                        "ﬁne"};

std::string make_value(Random& random, int depth);

std::string blank(Random& random) {
  constexpr std::string_view kBlanks[] = {"", "", "", " ", "\n  ", "\r\n\t"};
  return std::string(pick_of(random, kBlanks));
}

std::string make_scalar(Random& random) {
  std::string form;
  switch (pick(random, 9)) {
    case 0: return "null";
    case 1: return pick(random, 2) == 0 ? "true" : "-0.5";
    case 2: return std::to_string(random() % 100'000'000'000);
    case 3: return "13800138000";
    case 4: return '"' + std::to_string(random() % 1'000'000'000'000'000'000) + '"';
    case 5: return test::to_json_string(random, test::spell(random, test::make_canary(random), form));
    default: return '"' + std::string(pick_of(random, kValues)) + '"';
  }
}

std::string make_object(Random& random, int depth) {
  std::string text = "{";
  const std::size_t members = pick(random, 7);
  for (std::size_t i = 0; i < members; ++i) {
    if (i != 0) text += ',';
    text += blank(random) + '"' + std::string(pick_of(random, kNames)) + '"' + blank(random) + ':' + blank(random);
    text += make_value(random, depth) + blank(random);
  }
  return text + '}';
}

std::string make_value(Random& random, int depth) {
  if (depth == 0 || pick(random, 3) != 0) return make_scalar(random);
  if (pick(random, 3) != 0) return make_object(random, depth - 1);
  std::string text = "[";
  const std::size_t elements = pick(random, 4);
  for (std::size_t i = 0; i < elements; ++i)
    text += (i == 0 ? "" : ",") + blank(random) + make_value(random, depth - 1);
  return text + ']';
}

// Enough behind it that the short way is taken to the end of what counts.
std::string make_document(Random& random) {
  std::string text = "[";
  for (int i = 0; i < 3; ++i) text += make_object(random, 3) + ",";
  return text + "0,0,0,0,0,0]";
}

}  // namespace

TEST_CASE("the goldens are the same both ways") {
  MaskingWorld world;
  std::size_t documents = 0;
  const auto folder = std::filesystem::path(VEILGATE_SOURCE_DIR) / "tests" / "golden" / "documents";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    check_ways(world, test::read_file(entry.path()));
    ++documents;
  }
  CHECK(documents >= 20);
}

TEST_CASE("made documents are the same both ways") {
  config::Policy strange;
  config::Mask gone;
  gone.id = "gone";
  gone.type = config::MaskType::remove_member;
  strange.masks.push_back(gone);
  config::Mask nothing = gone;
  nothing.id = "nothing";
  nothing.type = config::MaskType::set_null;
  strange.masks.push_back(nothing);
  strange.rules = {test::class_rule({"cn_mobile"}, "gone"), test::class_rule({"person_name"}, "nothing")};
  config::Exclusion exclusion;
  exclusion.id = "mail";
  exclusion.classes = {"email"};
  exclusion.reason = "a test";
  strange.exclusions.push_back(exclusion);
  MaskingWorld usual;
  MaskingWorld removing(strange);
  Random random(20251123);
  for (int i = 0; i < 4'000; ++i) {
    const std::string document = make_document(random);
    check_ways(usual, document);
    check_ways(removing, document);
  }
}

TEST_CASE("a character that folding changes is seen at its first byte") {
  masking::DecodedText folded;
  std::size_t missed = 0;
  for (char32_t code = 0x80; code < 0x110000; ++code) {
    if (code >= 0xD800 && code <= 0xDFFF) continue;
    std::array<char, 64> bytes{};
    for (const std::size_t before : {0u, 13u, 14u, 15u}) {  // the edges of what is looked at together
      bytes.fill('a');
      const char* const end = masking::write_utf8(code, bytes.data() + before);
      const std::string_view text(bytes.data(), static_cast<std::size_t>(end - bytes.data()));
      masking::fold(text, folded);
      if (folded.text != text && !masking::may_have_other_view(text)) ++missed;
    }
  }
  CHECK(missed == 0);
}
