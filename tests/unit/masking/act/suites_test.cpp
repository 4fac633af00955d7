// Masks of other libraries on their own examples: the answer is theirs, or the difference stands in a table here with
// its reason.
#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>

#include "config/load.hpp"
#include "tests/support/suites.hpp"
#include "tests/unit/masking/act/applied.hpp"

namespace {

using namespace veilgate;
using namespace veilgate::masking;
using config::MaskType;
using nlohmann::json;
using test::applied;

std::optional<json> read_suite(const std::string& name) {
  const auto path = test::find_suite("mask/" + name);
  if (!path) return std::nullopt;
  std::ifstream file(*path);
  return json::parse(file);
}

MaskSpec spec_of(MaskType type, std::uint32_t a = 0, std::uint32_t b = 0, std::string special = {}) {
  config::Mask mask;
  mask.type = type;
  mask.first = mask.from = a;
  mask.last = mask.to = b;
  mask.special = std::move(special);
  return *compile_mask(mask);
}

struct Difference {
  std::string ours;
  std::string reason;
};

// By operation, arguments and input, as in "address[5] 北京市…".
using Differences = std::map<std::string, Difference>;

void compare(const Differences& differences, std::set<std::string>& used, const std::string& name,
             const std::string& ours, const std::string& theirs) {
  CAPTURE(name);
  if (const auto found = differences.find(name); found != differences.end()) {
    used.insert(name);
    CHECK(ours == found->second.ours);
    CHECK(ours != theirs);
    CHECK_FALSE(found->second.reason.empty());
    return;
  }
  CHECK(ours == theirs);
}

const std::string kShort = "too short for its mask: ours shows nothing, theirs everything or the rest";

}  // namespace

TEST_CASE("hutool DesensitizedUtil") {
  const auto suite = read_suite("hutool_desensitized.json");
  if (!suite) return;
  // Their operations as masks of ours; what is masked by class is.
  const std::map<std::string, MaskSpec> by_mask = {
      {"USER_ID", spec_of(MaskType::fixed_text)},
      {"CLEAR_TO_EMPTY", spec_of(MaskType::empty)},
      {"ID_CARD", spec_of(MaskType::keep_first_n_last_m, 1, 2)},
      {"FIXED_PHONE", spec_of(MaskType::keep_first_n_last_m, 4, 2)},
      {"fixedPhone", spec_of(MaskType::keep_first_n_last_m, 4, 2)},
      {"PASSWORD", spec_of(MaskType::full)},
      {"password", spec_of(MaskType::full)},
      {"carLicense", spec_of(MaskType::keep_first_n_last_m, 3, 1)},
  };
  const std::map<std::string, ClassId> by_class = {
      {"CHINESE_NAME", ClassId::person_name},
      {"chineseName", ClassId::person_name},
      {"MOBILE_PHONE", ClassId::cn_mobile},
      {"mobilePhone", ClassId::cn_mobile},
      {"EMAIL", ClassId::email},
      {"email", ClassId::email},
      {"BANK_CARD", ClassId::bank_card},
      {"bankCard", ClassId::bank_card},
      {"IPV4", ClassId::ip_address},
      {"IPV6", ClassId::ip_address},
      {"ADDRESS", ClassId::address},
      {"address", ClassId::address},
  };
  const std::string email = "the length of the local part does not show: always three signs";
  const std::string card = "the last four only: the first four and the length tell the issuer";
  const std::string long_card = "no bank card has more than 19 digits, so nothing shows";
  const std::string address = "to the district by name, instead of all but the last so many characters";
  const Differences differences = {
      {"USER_ID[] 100", {"", "a fixed text is whatever the rule says; here it says nothing, theirs says 0"}},
      {"ADDRESS[] 北京市海淀区马连洼街道289号", {"北京市海淀区*********", address}},
      {"address[5] 北京市海淀区马连洼街道289号", {"北京市海淀区*********", address}},
      {"address[50] 北京市海淀区马连洼街道289号", {"北京市海淀区*********", address}},
      {"address[0] 北京市海淀区马连洼街道289号", {"北京市海淀区*********", address + "; none is not to be had"}},
      {"address[-1] 北京市海淀区马连洼街道289号", {"北京市海淀区*********", address + "; none is not to be had"}},
      {"EMAIL[] duandazhi-jack@gmail.com.cn", {"d***@gmail.com.cn", email}},
      {"email[] duandazhi@126.com", {"d***@126.com", email}},
      {"email[] duandazhi@gmail.com.cn", {"d***@gmail.com.cn", email}},
      {"email[] duandazhi-jack@gmail.com.cn", {"d***@gmail.com.cn", email}},
      {"BANK_CARD[] 11011111222233333256", {"********************", long_card}},
      {"BANK_CARD[] 6227880100100105123", {"***************5123", card}},
      {"bankCard[] 1234 2222 3333 4444 6789 9", {"**************************", long_card}},
      {"bankCard[] 1234 2222 3333 4444 6789 91", {"***************************", long_card}},
      {"bankCard[] 1234 2222 3333 4444 6789", {"************************", long_card}},
      {"bankCard[] 1234 2222 3333 4444 678", {"**** **** **** ***4 678", card}},
      {"carLicense[] 京A123", {"京A1*3", "five characters are enough for keep 3 and 1; theirs shows all of them"}},
  };
  std::set<std::string> used;
  std::size_t cases = 0;
  for (const auto& item : suite->at("cases")) {
    ++cases;
    if (item.at("input").is_null()) continue;  // a JSON null is no value: nothing is masked
    const auto operation = item.at("op").get<std::string>();
    const auto input = item.at("input").get<std::string>();
    if (item.at("expected").is_null()) {
      CHECK(operation == "CLEAR_TO_NULL");  // SET_NULL acts on the JSON value
      continue;
    }
    std::string ours;
    if (operation == "idCardNum") {
      ours =
          applied(spec_of(MaskType::keep_first_n_last_m, item.at("args")[0], item.at("args")[1]), ClassId::none, input);
    } else if (const auto mask = by_mask.find(operation); mask != by_mask.end()) {
      ours = applied(mask->second, ClassId::none, input);
    } else {
      REQUIRE(by_class.count(operation) == 1);
      ours = applied(test::smart_spec(), by_class.at(operation), input);
    }
    compare(differences, used, operation + item.at("args").dump() + ' ' + input, ours, item.at("expected"));
  }
  CHECK(cases == 37);
  CHECK(used.size() == differences.size());
}

TEST_CASE("ShardingSphere mask algorithms") {
  const auto suite = read_suite("shardingsphere.json");
  if (!suite) return;
  const std::map<std::string, MaskType> types = {
      {"KEEP_FIRST_N_LAST_M", MaskType::keep_first_n_last_m},
      {"KEEP_FROM_X_TO_Y", MaskType::keep_from_x_to_y},
      {"MASK_FIRST_N_LAST_M", MaskType::mask_first_n_last_m},
      {"MASK_FROM_X_TO_Y", MaskType::mask_from_x_to_y},
      {"MASK_BEFORE_SPECIAL_CHARS", MaskType::mask_before_special_chars},
      {"MASK_AFTER_SPECIAL_CHARS", MaskType::mask_after_special_chars},
  };
  const std::string set = "`special` is a set of characters, of which the first found counts; theirs is one text";
  const Differences differences = {
      {"KEEP_FIRST_N_LAST_M 3 5 ab", {"**", kShort}},
      {"KEEP_FIRST_N_LAST_M 3 5 abc", {"***", kShort}},
      {"KEEP_FIRST_N_LAST_M 3 5 abc1", {"****", kShort}},
      {"KEEP_FIRST_N_LAST_M 3 5 abc12", {"*****", kShort}},
      {"KEEP_FIRST_N_LAST_M 3 5 abc1234", {"*******", kShort}},
      {"KEEP_FIRST_N_LAST_M 3 5 abc12345", {"********", kShort}},
      {"KEEP_FIRST_N_LAST_M 5 5 abc", {"***", kShort}},
      {"KEEP_FIRST_N_LAST_M 5 5 abc12", {"*****", kShort}},
      {"KEEP_FIRST_N_LAST_M 5 5 abc1", {"****", kShort}},
      {"KEEP_FIRST_N_LAST_M 5 5 abc123456", {"*********", kShort}},
      {"KEEP_FIRST_N_LAST_M 5 5 abc1234567", {"**********", kShort}},
      {"KEEP_FROM_X_TO_Y 3 5 abc1", {"****", kShort}},
      {"KEEP_FROM_X_TO_Y 3 5 abc12", {"*****", kShort}},
      {"MASK_FROM_X_TO_Y 3 5 abc", {"***", kShort}},
      {"MASK_FROM_X_TO_Y 3 5 abc1", {"****", kShort}},
      {"MASK_FROM_X_TO_Y 3 5 abc12", {"*****", kShort}},
      {"MASK_FROM_X_TO_Y 5 5 abc", {"***", kShort}},
      {"MASK_FROM_X_TO_Y 5 5 abc12", {"*****", kShort}},
      {"MASK_AFTER_SPECIAL_CHARS d1 abcd134", {"abcd***", set}},
      {"MASK_AFTER_SPECIAL_CHARS d1 abcd1234d1234", {"abcd*********", set}},
      {"MASK_AFTER_SPECIAL_CHARS d1 abcd234", {"abcd***", set + "; and a text without it shows nothing"}},
      {"MASK_BEFORE_SPECIAL_CHARS d1 abcd234", {"***d234", set}},
  };
  std::set<std::string> used;
  std::size_t cases = 0;
  std::size_t hashes = 0;
  for (const auto& item : suite->at("cases")) {
    ++cases;
    const auto algorithm = item.at("algorithm").get<std::string>();
    if (algorithm == "MD5") {
      ++hashes;  // a hash without a key can be undone by trying all phones: there is no such mask; PSEUDONYM has a key
      continue;
    }
    if (item.at("input").is_null()) continue;
    const auto& settings = item.at("props");
    const auto input = item.at("input").get<std::string>();
    std::string name = algorithm;
    MaskSpec spec;
    if (settings.contains("special-chars")) {
      const auto special = settings.at("special-chars").get<std::string>();
      spec = spec_of(types.at(algorithm), 0, 0, special);
      name += ' ' + special;
    } else {
      const bool ends = settings.contains("first-n");
      const std::uint32_t a = settings.at(ends ? "first-n" : "from-x");
      const std::uint32_t b = settings.at(ends ? "last-m" : "to-y");
      spec = spec_of(types.at(algorithm), a, b);
      name += ' ' + std::to_string(a) + ' ' + std::to_string(b);
    }
    compare(differences, used, name + ' ' + input, applied(spec, ClassId::none, input), item.at("expected"));
  }
  CHECK(cases == 63);
  CHECK(hashes == 3);
  for (const auto& [name, difference] : differences) {
    CAPTURE(name);
    CHECK(used.count(name) == 1);
  }
}

TEST_CASE("settings that ShardingSphere refuses are refused") {
  const auto suite = read_suite("shardingsphere.json");
  if (!suite) return;
  const std::map<std::string, std::string> keys = {{"first-n", "first"},         {"last-m", "last"},
                                                   {"from-x", "from"},           {"to-y", "to"},
                                                   {"special-chars", "special"}, {"replace-char", "character"}};
  std::size_t refused = 0;
  for (const auto& item : suite->at("invalid_config")) {
    std::string file = "version: 1\nmasks:\n  m:\n    type: " + item.at("algorithm").get<std::string>() + "\n";
    for (const auto& [key, value] : item.at("props").items()) {
      file +=
          "    " + keys.at(key) + ": " + (value.is_string() ? value.dump() : std::to_string(value.get<int>())) + "\n";
    }
    CAPTURE(file);
    const auto loaded = config::load_text(file, "masks.yaml");
    CHECK_FALSE(loaded.settings.has_value());
    ++refused;
  }
  CHECK(refused == 22);
}
