#include "masking/explain/class_facts.hpp"

#include <array>
#include <span>

#include "masking/act/mask.hpp"
#include "masking/detect/key_tables.hpp"

namespace veilgate::masking {
namespace {

constexpr std::string_view kByName = "";

// In the order of ClassId.
constexpr std::array<ClassFacts, kBuiltinClassCount> kFacts{{
    {"any value at a path", "", "", ""},
    {"2 to 4 Han, dotted names, Mr/Ms and words", "surname table", "a word for somebody, a title or a telephone number",
     "张小明"},
    {"1[3-9] and 9 digits, grouped, +86, with extension", "allocated prefixes", "", "13800138000"},
    {"area code and 7 or 8 digits, with extension", "area code table", "", "010-88993108"},
    {"region, road and number, room", "table of divisions", "", "北京市朝阳区建国路88号2单元1203室"},
    {"18 digits or X, 15 digits after a word", "MOD 11-2, region, date", "身份证, ID card … for 15 digits",
     "11010519491231002X"},
    {"13 to 19 digits, grouped", "Luhn, issuer", "card words for 13 and 14 digits", "6222021234567890128"},
    {"local part @ domain", "domain and its last label", "", "zhangsan@example.com"},
    {"+ and country code", "country codes, length", "", "+44 20 7946 0958"},
    {"18 digits beginning with 9, 15 letters and digits", "MOD 11-2, date", "a word for a permit",
     "911124198108030024"},
    {"a letter and 8 digits", "", "护照, passport …", "E12345678"},
    {"H, M, C and digits", "", "通行证, permit …", "H12345678"},
    {"军字第… and digits", "", "", "军字第1234567号"},
    {"9 to 30 digits", "", "银行账号, account no …", "6222021234567890"},
    {"18 digits and letters", "GB 32100 check sign", "", "91110105MA01234567"},
    {"15 to 20 digits and letters", "GB 32100 or region", "税号, tax …", "110105194912310"},
    {"province, letter and 5 or 6 signs", "provinces and their letters", "", "京A12345"},
    {"17 digits and letters", "ISO 3779 check digit", "车架号, VIN …", "LSVAB4180E2123456"},
    {"12 digits", "", "档案编号 …", "110105123456"},
    {"a date", "calendar", "生日, birth …", "1990-05-17"},
    {"letters and digits", "", "用户名, username …", "jd_4f1a2b3c4d5e6"},
    {"5 to 11 digits", "", "QQ", "123456789"},
    {"wxid_ or letters and digits", "", "微信, wechat", "wxid_a1b2c3d4e5"},
    {"IPv4 or IPv6", "address syntax", "", "114.247.50.2"},
    {"6 pairs of hexadecimal digits", "", "", "8C:16:45:12:AB:34"},
    {"15 digits", "Luhn", "IMEI", "860123456789015"},
    {"latitude and longitude", "range", "坐标, location, gps …", "39.904200,116.407400"},
    {"digits", "", "社保 …", "110105199001011"},
    {"letters and digits", "", "医保 …", "1234567890"},
    {kByName, "", "", "张小明"},
    {"JWT, PEM keys, access keys, password= …", "structure", "", "eyJhbGciOiJIUzI1NiJ9.e30.c2ln"},
    {kByName, "", "", "…"},
    {"country, 2 digits, account", "ISO 7064 MOD 97-10, length of the country", "", "DE89370400440532013000"},
    {"3-2-4 digits", "areas in use", "SSN, social security …", "123-45-6789"},
    {"2 letters, 6 digits, a letter", "prefixes in use", "NINO, national insurance …", "AB123456C"},
    {"country and digits", "", "VAT", "DE123456789"},
}};

}  // namespace

const ClassFacts& class_facts(ClassId id) noexcept {
  return kFacts[index_of(id)];
}

std::size_t class_name_count(ClassId id) noexcept {
  std::size_t count = 0;
  for (const std::span<const ClassNames> tables : {class_names(), class_names_abroad()}) {
    for (const ClassNames& names : tables) {
      if (names.class_id != id) continue;
      for (const std::string_view table : {names.whole, names.ending, names.word}) {
        for_each_name(table, [&](std::string_view) { ++count; });
      }
    }
  }
  return count;
}

std::string default_mask_sample(ClassId id) {
  if (id == ClassId::biometric) return "removed";
  const std::string_view sample = class_facts(id).sample;
  MaskSpec smart;
  smart.type = config::MaskType::smart;
  EditList edits;
  append_mask(smart, id, sample, 0, static_cast<std::uint32_t>(sample.size()), edits);
  std::string out;
  std::size_t kept = 0;
  for (const Edit& edit : edits) {
    out.append(sample.substr(kept, edit.begin - kept)).append(edits.replacement(edit));
    kept = edit.end;
  }
  return out.append(sample.substr(kept));
}

}  // namespace veilgate::masking
