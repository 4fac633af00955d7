// Every mask: what it hides, that it shows no more characters than it declares, and that it changes nothing of its own
// output.
#include "masking/act/mask.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/unit/masking/act/applied.hpp"

namespace {

using namespace veilgate;
using namespace veilgate::masking;
using config::MaskType;
using test::applied;
using test::characters_of;

MaskSpec spec_of(MaskType type, std::uint32_t a = 0, std::uint32_t b = 0) {
  config::Mask mask;
  mask.id = "m";
  mask.type = type;
  mask.first = mask.from = a;
  mask.last = mask.to = b;
  return *compile_mask(mask);
}

MaskSpec special(MaskType type, std::string characters) {
  config::Mask mask;
  mask.type = type;
  mask.special = std::move(characters);
  return *compile_mask(mask);
}

std::string smart(ClassId id, std::string_view text) {
  return applied(spec_of(MaskType::smart), id, text);
}

struct Row {
  std::string name;
  MaskSpec spec;
  std::string text;
  std::string expected;
};

}  // namespace

TEST_CASE("masks by characters") {
  const auto keep = [](std::uint32_t a, std::uint32_t b) { return spec_of(MaskType::keep_first_n_last_m, a, b); };
  const auto keep_range = [](std::uint32_t a, std::uint32_t b) { return spec_of(MaskType::keep_from_x_to_y, a, b); };
  const auto hide = [](std::uint32_t a, std::uint32_t b) { return spec_of(MaskType::mask_first_n_last_m, a, b); };
  const auto hide_range = [](std::uint32_t a, std::uint32_t b) { return spec_of(MaskType::mask_from_x_to_y, a, b); };
  const auto before = [](std::string set) { return special(MaskType::mask_before_special_chars, std::move(set)); };
  const auto after = [](std::string set) { return special(MaskType::mask_after_special_chars, std::move(set)); };
  const Row rows[] = {
      {"full", spec_of(MaskType::full), "张a😀é", "****"},
      {"full, a combining accent is part of a character", spec_of(MaskType::full), "e\u0301", "*"},
      {"full, empty", spec_of(MaskType::full), "", ""},
      {"keep 3 and 4", keep(3, 4), "13800138000", "138****8000"},
      {"keep 3 and 4 of eight", keep(3, 4), "12345678", "123*5678"},
      {"keep 3 and 4 of exactly seven", keep(3, 4), "1234567", "*******"},
      {"keep 3 and 4 of six", keep(3, 4), "123456", "******"},
      {"keep 3 and 4 of one", keep(3, 4), "1", "*"},
      {"keep 3 and 4 of nothing", keep(3, 4), "", ""},
      {"keep 1 and 0", keep(1, 0), "张三丰", "张**"},
      {"keep 0 and 1", keep(0, 1), "张三丰", "**丰"},
      {"keep 0 and 0", keep(0, 0), "张三", "**"},
      {"keep 1 and 1 of astral characters", keep(1, 1), "😀😁😂", "😀*😂"},
      {"keep 1 and 1 of two astral characters", keep(1, 1), "😀😁", "**"},
      {"keep more than 32 bits hold together", keep(4000000000u, 4000000000u), "abc", "***"},
      {"keep from 3 to 6", keep_range(3, 6), "13800138000", "***0013****"},
      {"keep from 0 to 0", keep_range(0, 0), "张三", "张*"},
      {"keep all there is", keep_range(0, 1), "张三", "**"},
      {"keep beyond the end", keep_range(1, 5), "abc", "***"},
      {"keep a range backwards", keep_range(2, 1), "abcd", "****"},
      {"hide the first 2 and last 1", hide(2, 1), "abcdef", "**cde*"},
      {"hide as many as there are", hide(2, 1), "abc", "***"},
      {"hide more than there are", hide(2, 2), "abc", "***"},
      {"hide none", hide(0, 0), "abc", "***"},
      {"hide from 3 to 6", hide_range(3, 6), "13800138000", "138****8000"},
      {"hide up to the last", hide_range(1, 2), "abc", "a**"},
      {"hide beyond the end", hide_range(1, 3), "abc", "***"},
      {"hide a range backwards", hide_range(2, 1), "abcd", "****"},
      {"hide a range of astral characters", hide_range(1, 1), "😀😁😂", "😀*😂"},
      {"before @", before("@"), "zhang@example.com", "*****@example.com"},
      {"before the first of several", before("#@"), "ab#c@d", "**#c@d"},
      {"before @ that is first", before("@"), "@abc", "****"},
      {"before @ that is not there", before("@"), "abc", "***"},
      {"before a Han character", before("省"), "广东省广州市", "**省广州市"},
      {"after @", after("@"), "a@bc", "a@**"},
      {"after @ that is last", after("@"), "abc@", "****"},
      {"after @ that is not there", after("@"), "abc", "***"},
      {"after a Han character", after("市"), "广州市海珠区", "广州市***"},
      {"no special character", after(""), "abc", "***"},
      {"set_null on a text", spec_of(MaskType::set_null), "abc", "***"},
      {"remove_member on a text", spec_of(MaskType::remove_member), "abc", "***"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(applied(row.spec, ClassId::none, row.text) == row.expected);
    CHECK(applied(row.spec, ClassId::cn_mobile, row.expected) == row.expected);
  }
}

TEST_CASE("another character, a fixed text") {
  config::Mask mask;
  mask.type = MaskType::keep_first_n_last_m;
  mask.first = 1;
  mask.character = "●";
  CHECK(applied(*compile_mask(mask), ClassId::none, "张三丰") == "张●●");
  mask.type = MaskType::fixed_text;
  mask.text = "hidden";
  CHECK(applied(*compile_mask(mask), ClassId::none, "x") == "hidden");
  CHECK(applied(*compile_mask(mask), ClassId::none, "").empty());
}

TEST_CASE("default masks") {
  struct SmartRow {
    std::string name;
    ClassId id;
    std::string text;
    std::string expected;
  };
  const SmartRow rows[] = {
      {"name", ClassId::person_name, "张三", "张*"},
      {"name of one character", ClassId::person_name, "张", "*"},
      {"name of one astral character", ClassId::person_name, "𠮷", "*"},
      {"name that begins with an astral character", ClassId::person_name, "𠮷野家", "𠮷**"},
      {"name in letters", ClassId::person_name, "John Smith", "J*********"},
      {"name masked already", ClassId::person_name, "张**", "张**"},
      {"mobile", ClassId::cn_mobile, "13800138000", "138****8000"},
      {"mobile in groups", ClassId::cn_mobile, "138-0013-8000", "138-****-8000"},
      {"mobile in odd groups", ClassId::cn_mobile, "1380 013 8000", "138* *** 8000"},
      {"mobile with a country code", ClassId::cn_mobile, "+86 13800138000", "+86 138****8000"},
      {"mobile with a country code in one", ClassId::cn_mobile, "8613800138000", "86138****8000"},
      {"mobile with 0086", ClassId::cn_mobile, "0086-138-0013-8000", "0086-138-****-8000"},
      {"mobile with an extension", ClassId::cn_mobile, "18400913965-7576", "184****3965-****"},
      {"mobile with an extension behind a word", ClassId::cn_mobile, "18400913965转7576", "****************"},
      {"mobile masked another way", ClassId::cn_mobile, "136*******5", "136*******5"},
      {"mobile masked this way", ClassId::cn_mobile, "138****8000", "138****8000"},
      {"mobile too short", ClassId::cn_mobile, "1380013800", "**********"},
      {"mobile much too short", ClassId::cn_mobile, "138001", "******"},
      {"mobile with a name beside", ClassId::cn_mobile, "13800138000(张三)", "***************"},
      {"mobile with a letter beside", ClassId::cn_mobile, "13800138000a", "************"},
      {"two mobiles", ClassId::cn_mobile, "13800138000 13900139000", "138****8000 ***********"},
      {"two mobiles with a comma", ClassId::cn_mobile, "13800138000,13900139000", "***********************"},
      {"mobile that is a word", ClassId::cn_mobile, "unknown", "*******"},
      {"a landline under a mobile's name", ClassId::cn_mobile, "010-88993108", "010-******08"},
      {"landline", ClassId::cn_landline, "010-88993108", "010-******08"},
      {"landline of a four-digit area", ClassId::cn_landline, "0571-88888888", "0571-******88"},
      {"landline in one", ClassId::cn_landline, "01088993108", "010******08"},
      {"landline in brackets", ClassId::cn_landline, "(010)88993108", "(010)******08"},
      {"landline without an area", ClassId::cn_landline, "88993108", "******08"},
      {"landline with an extension", ClassId::cn_landline, "010-88993108-123", "010-********-*23"},
      {"landline masked already", ClassId::cn_landline, "010-******08", "010-******08"},
      {"landline too short", ClassId::cn_landline, "12345", "*****"},
      {"a mobile under a landline's name", ClassId::cn_landline, "13800138000", "138****8000"},
      {"resident ID", ClassId::cn_resident_id, "11010519491231002X", "1****************X"},
      {"resident ID in groups", ClassId::cn_resident_id, "110105 19491231 002X", "1***** ******** ***X"},
      {"resident ID of 15", ClassId::cn_resident_id, "150102880730303", "1*************3"},
      {"resident ID of 17", ClassId::cn_resident_id, "11010519491231002", "1***************2"},
      {"resident ID too short", ClassId::cn_resident_id, "1101051949", "**********"},
      {"resident ID too long", ClassId::cn_resident_id, "1101051949123100222", "*******************"},
      {"a passport under an ID's name", ClassId::cn_resident_id, "E12345678", "*********"},
      {"bank card", ClassId::bank_card, "6205500000000000004", "***************0004"},
      {"bank card in groups", ClassId::bank_card, "4111 1111 1111 1111", "**** **** **** 1111"},
      {"bank card too short", ClassId::bank_card, "12345678", "********"},
      {"bank card too long", ClassId::bank_card, "41111111111111111111", "********************"},
      {"e-mail", ClassId::email, "zhang@example.com", "z***@example.com"},
      {"e-mail of two letters", ClassId::email, "ab@example.com", "a***@example.com"},
      {"e-mail of one letter", ClassId::email, "a@example.com", "*@example.com"},
      {"e-mail of Han letters", ClassId::email, "张三@例子.中国", "张***@例子.中国"},
      {"e-mail masked already", ClassId::email, "z***@example.com", "z***@example.com"},
      {"e-mail without a local part", ClassId::email, "@example.com", "************"},
      {"e-mail without a domain", ClassId::email, "zhang@", "******"},
      {"e-mail without a dot", ClassId::email, "zhang@localhost", "***************"},
      {"two e-mails", ClassId::email, "a@b.cn;c@d.cn", "*************"},
      {"no e-mail", ClassId::email, "zhang", "*****"},
      {"address", ClassId::address, "北京市朝阳区1号", "北京市朝阳区**"},
      {"address of every part", ClassId::address, "广东省 深圳市 南山区 科技南十二路7号",
       "广东省 深圳市 南山区*********"},
      {"address in short", ClassId::address, "内蒙古呼和浩特新城区1号", "内蒙古呼和浩特新城区**"},
      {"address with a district nobody knows", ClassId::address, "北京市宇宙区1号", "北京市*****"},
      {"address without a region", ClassId::address, "建国路88号", "******"},
      {"a masked address", ClassId::address, "北京市朝阳区**", "北京市朝阳区**"},
      {"no class", ClassId::none, "abc", "***"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(smart(row.id, row.text) == row.expected);
    CHECK(smart(row.id, row.expected) == row.expected);
  }
}

TEST_CASE("a mask shows no more characters than it declares, and masking again changes nothing") {
  const std::string_view parts[] = {"1",       "3", "8",     "0",  "5", "9",    "0",   "86",  "+86",    "-",
                                    " ",       "(", ")",     ".",  "*", "x",    "X",   "a",   "张",     "😀",
                                    "e\u0301", "@", "@b.cn", "转", "#", "0571", "010", "138", "\u2013", "/"};
  std::mt19937 generator(11);
  const auto random_spec = [&] {
    const auto number = [&] { return static_cast<std::uint32_t>(generator() % 9); };
    switch (generator() % 6) {
      case 0: return spec_of(MaskType::keep_first_n_last_m, number(), number());
      case 1: return spec_of(MaskType::keep_from_x_to_y, number(), number());
      case 2: return spec_of(MaskType::mask_first_n_last_m, number(), number());
      case 3: return spec_of(MaskType::mask_from_x_to_y, number(), number());
      case 4: return spec_of(MaskType::full);
      default:
        return special(generator() % 2 == 0 ? MaskType::mask_before_special_chars : MaskType::mask_after_special_chars,
                       "@#");
    }
  };
  for (int round = 0; round < 40000; ++round) {
    std::string text;
    for (auto n = generator() % 24; n > 0; --n) text += parts[generator() % std::size(parts)];
    const auto before = characters_of(text);
    CAPTURE(text);

    const auto spec = random_spec();
    const std::string out = applied(spec, ClassId::none, text);
    const auto after = characters_of(out);
    REQUIRE(after.size() == before.size());
    std::size_t shown = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
      if (after[i] == "*") continue;
      CHECK(after[i] == before[i]);
      ++shown;
    }
    CAPTURE(int(spec.type));
    CAPTURE(spec.first);
    CAPTURE(spec.last);
    std::size_t declared = before.size();
    switch (spec.type) {
      case MaskType::full: declared = 0; break;
      case MaskType::keep_first_n_last_m: declared = spec.first + spec.last; break;
      case MaskType::keep_from_x_to_y: declared = spec.to >= spec.from ? spec.to - spec.from + 1 : 0; break;
      case MaskType::mask_first_n_last_m:
        declared = before.size() - std::min<std::size_t>(before.size(), spec.first + spec.last);
        break;
      case MaskType::mask_from_x_to_y:
        declared =
            spec.to >= spec.from ? before.size() - std::min<std::size_t>(before.size(), spec.to - spec.from + 1) : 0;
        break;
      default: break;
    }
    CHECK(shown <= declared);
    if (!before.empty()) CHECK(shown < before.size());
    CHECK(applied(spec, ClassId::none, out) == out);

    // The default masks: so many digits, letters and Han characters at most, separators and country codes aside.
    const auto counted = [](std::string_view masked) {
      std::size_t count = 0;
      for (const auto& c : characters_of(masked)) {
        count += std::string_view(" -.()/_*+\u2013").find(c) == std::string_view::npos ? 1 : 0;
      }
      return count;
    };
    struct Limit {
      ClassId id;
      std::size_t shown;
    };
    constexpr std::size_t kCountryCode = 4;
    for (const auto& limit : {Limit{ClassId::person_name, 1}, Limit{ClassId::cn_mobile, 7 + kCountryCode},
                              Limit{ClassId::cn_landline, 7 + kCountryCode}, Limit{ClassId::cn_resident_id, 2},
                              Limit{ClassId::bank_card, 4}, Limit{ClassId::address, 0}, Limit{ClassId::none, 0}}) {
      CAPTURE(class_name(limit.id));
      const auto masked = smart(limit.id, text);
      CHECK(counted(masked) <= limit.shown);
      CHECK(smart(limit.id, masked) == masked);
    }
    const auto mail = smart(ClassId::email, text);
    CHECK(counted(mail.substr(0, mail.find('@'))) <= 1);
    CHECK(smart(ClassId::email, mail) == mail);
  }
}

TEST_CASE("text for a JSON string") {
  std::string buffer;
  CHECK(json_text("abc张", buffer) == "abc张");
  CHECK(json_text("a\"b\\c\n", buffer) == R"(a\"b\\c\u000a)");
}
