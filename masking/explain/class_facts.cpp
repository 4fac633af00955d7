#include "masking/explain/class_facts.hpp"

#include <array>

namespace veilgate::masking {
namespace {

constexpr std::string_view kByName = "";

// In the order of ClassId.
constexpr std::array<ClassFacts, kBuiltinClassCount> kFacts{{
    {"any value at a path", "", "", ""},
    {"2 to 4 Han, dotted names, Mr/Ms and words", "surname table", "a word for somebody, a title or a telephone number",
     "first character; by script"},
    {"1[3-9] and 9 digits, grouped, +86, with extension", "allocated prefixes", "", "138****8000"},
    {"area code and 7 or 8 digits, with extension", "area code table", "", "area code and last 2 digits at most"},
    {"region, road and number, room", "table of divisions", "", "province, city and district"},
    {"18 digits or X, 15 digits after a word", "MOD 11-2, region, date", "身份证, ID card … for 15 digits",
     "first and last characters at most"},
    {"13 to 19 digits, grouped", "Luhn, issuer", "card words for 13 and 14 digits", "last 4 digits at most"},
    {"local part @ domain", "domain and its last label", "", "first character and the domain"},
    {"+ and country code", "country codes, length", "", "country code and last 2 digits at most"},
    {"18 digits beginning with 9, 15 letters and digits", "MOD 11-2, date", "a word for a permit", "ends only"},
    {"a letter and 8 digits", "", "护照, passport …", "ends only"},
    {"H, M, C and digits", "", "通行证, permit …", "ends only"},
    {"军字第… and digits", "", "", "ends only"},
    {kByName, "", "", "last 4 at most"},
    {"18 digits and letters", "GB 32100 check sign", "", "ends only"},
    {"15 to 20 digits and letters", "GB 32100 or region", "税号, tax …", "ends only"},
    {"province, letter and 5 or 6 signs", "provinces and their letters", "", "province and ends"},
    {"17 digits and letters", "ISO 3779 check digit", "车架号, VIN …", "ends only"},
    {kByName, "", "", "ends only"},
    {"a date", "calendar", "生日, birth …", "year at most"},
    {kByName, "", "", "ends only"},
    {"5 to 11 digits", "", "QQ", "ends only"},
    {"wxid_ or letters and digits", "", "微信, wechat", "ends only"},
    {"IPv4 or IPv6", "address syntax", "", "network part"},
    {"6 pairs of hexadecimal digits", "", "", "maker's part"},
    {"15 digits", "Luhn", "IMEI", "ends only"},
    {"latitude and longitude", "range", "坐标, location, gps …", "coarse"},
    {"digits", "", "社保 …", "ends only"},
    {"letters and digits", "", "医保 …", "ends only"},
    {kByName, "", "", "as a name when personal"},
    {"JWT, PEM keys, access keys, password= …", "structure", "", "nothing"},
    {kByName, "", "", "removed"},
    {"country, 2 digits, account", "ISO 7064 MOD 97-10, length of the country", "", "ends only"},
    {"3-2-4 digits", "areas in use", "SSN, social security …", "last 4 at most"},
    {"2 letters, 6 digits, a letter", "prefixes in use", "NINO, national insurance …", "ends only"},
    {"country and digits", "", "VAT", "ends only"},
}};

}  // namespace

const ClassFacts& class_facts(ClassId id) noexcept {
  return kFacts[index_of(id)];
}

}  // namespace veilgate::masking
