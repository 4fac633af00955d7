#include "masking/validate/cn_landline.hpp"

#include <array>
#include <cstdint>

#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

// Row t: the third digits x for which 0tx is an area code in use.
struct Decade {
  std::uint8_t tens;
  std::string_view units;
};
constexpr Decade kAreaDecades[] = {
    {31, "0123456789"}, {33, "5"},          {34, "9"},          {35, "0123456789"}, {37, "0123456789"},
    {39, "1234568"},    {41, "0123456789"}, {42, "179"},        {43, "123456789"},  {45, "123456789"},
    {46, "4789"},       {47, "0123456789"}, {48, "23"},         {51, "0123456789"}, {52, "37"},
    {53, "0123456789"}, {54, "36"},         {55, "0123456789"}, {56, "12346"},      {57, "0123456789"},
    {58, "0"},          {59, "123456789"},  {63, "12345"},      {66, "0238"},       {69, "12"},
    {70, "1"},          {71, "0123456789"}, {72, "248"},        {73, "01456789"},   {74, "3456"},
    {75, "0123456789"}, {76, "023689"},     {77, "0123456789"}, {79, "0123456789"}, {80, "7"},
    {81, "23678"},      {82, "567"},        {83, "0123456789"}, {85, "123456789"},  {87, "0123456789"},
    {88, "3678"},       {89, "12345678"},   {90, "123689"},     {91, "12345679"},   {93, "0123456789"},
    {94, "13"},         {95, "12345"},      {97, "012345679"},  {99, "0123456789"},
};

// Area codes (without the 0) whose numbers have eight digits, and those where both lengths are about.
constexpr std::uint16_t kEightDigits[] = {311, 371, 377, 379, 411, 431, 432, 451, 510, 511, 512, 513, 514, 515,
                                          516, 517, 518, 519, 523, 527, 531, 532, 551, 571, 573, 574, 575, 576,
                                          577, 579, 591, 595, 731, 755, 757, 760, 769, 791, 871, 898};
constexpr std::uint16_t kSevenOrEight[] = {433, 435, 754, 851, 978, 994};

enum : std::uint8_t { kNone = 0, kSeven = 1, kEight = 2 };

constexpr auto kSubscriberLengths = [] {
  std::array<std::uint8_t, 1000> table{};
  for (const auto& decade : kAreaDecades) {
    for (const char unit : decade.units) table[decade.tens * 10u + static_cast<unsigned>(unit - '0')] = kSeven;
  }
  for (const auto code : kEightDigits) table[code] = kEight;
  for (const auto code : kSevenOrEight) table[code] = kSeven | kEight;
  return table;
}();

}  // namespace

std::size_t cn_area_code_length(std::string_view digits) noexcept {
  if (digits.size() < 3 || digits[0] != '0' || !is_digit(digits[1]) || !is_digit(digits[2])) return 0;
  if (digits[1] == '1') return digits[2] == '0' ? 3 : 0;
  if (digits[1] == '2') return digits[2] != '6' ? 3 : 0;
  if (digits.size() < 4 || !is_digit(digits[3])) return 0;
  return kSubscriberLengths[digits_value(digits.substr(1, 3))] != kNone ? 4 : 0;
}

bool is_cn_subscriber_length(std::string_view area_code, std::size_t length) noexcept {
  if (cn_area_code_length(area_code) != area_code.size()) return false;
  const std::uint8_t lengths =
      area_code.size() == 3 ? std::uint8_t{kEight} : kSubscriberLengths[digits_value(area_code.substr(1))];
  return (length == 7 && (lengths & kSeven) != 0) || (length == 8 && (lengths & kEight) != 0);
}

bool is_cn_landline(std::string_view digits) noexcept {
  if (!is_all_digits(digits)) return false;
  const std::size_t area = cn_area_code_length(digits);
  return area != 0 && is_cn_subscriber_length(digits.substr(0, area), digits.size() - area);
}

}  // namespace veilgate::masking
