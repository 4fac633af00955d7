#include "masking/validate/intl_phone.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

// Country codes with the fewest and most digits of their national numbers, without trunk prefixes.
struct Plan {
  std::uint16_t code;
  std::uint8_t least;
  std::uint8_t most;
};
constexpr Plan kPlans[] = {
    {1, 10, 10},  {7, 10, 10},  {20, 8, 10},  {27, 9, 9},   {30, 10, 10}, {31, 9, 9},   {32, 8, 9},   {33, 9, 9},
    {34, 9, 9},   {36, 8, 9},   {39, 6, 11},  {40, 9, 9},   {41, 9, 9},   {43, 7, 13},  {44, 9, 10},  {45, 8, 8},
    {46, 7, 10},  {47, 8, 8},   {48, 9, 9},   {49, 6, 12},  {51, 8, 9},   {52, 10, 11}, {53, 6, 8},   {54, 10, 11},
    {55, 10, 11}, {56, 9, 9},   {57, 8, 10},  {58, 10, 10}, {60, 8, 10},  {61, 9, 9},   {62, 8, 12},  {63, 8, 10},
    {64, 8, 10},  {65, 8, 8},   {66, 8, 9},   {81, 9, 10},  {82, 8, 11},  {84, 9, 10},  {90, 10, 10}, {91, 10, 10},
    {92, 9, 10},  {93, 9, 9},   {94, 9, 9},   {95, 7, 10},  {98, 10, 10}, {211, 9, 9},  {212, 9, 9},  {213, 8, 9},
    {216, 8, 8},  {218, 9, 9},  {220, 7, 7},  {221, 9, 9},  {222, 8, 8},  {223, 8, 8},  {224, 8, 9},  {225, 8, 10},
    {226, 8, 8},  {227, 8, 8},  {228, 8, 8},  {229, 8, 10}, {230, 7, 8},  {231, 7, 9},  {232, 8, 8},  {233, 9, 9},
    {234, 8, 10}, {235, 8, 8},  {236, 8, 8},  {237, 9, 9},  {238, 7, 7},  {239, 7, 7},  {240, 9, 9},  {241, 7, 8},
    {242, 9, 9},  {243, 9, 9},  {244, 9, 9},  {245, 7, 9},  {248, 7, 7},  {249, 9, 9},  {250, 9, 9},  {251, 9, 9},
    {252, 7, 9},  {253, 8, 8},  {254, 9, 10}, {255, 9, 9},  {256, 9, 9},  {257, 8, 8},  {258, 8, 9},  {260, 9, 9},
    {261, 9, 9},  {262, 9, 9},  {263, 9, 9},  {264, 8, 9},  {265, 7, 9},  {266, 8, 8},  {267, 7, 8},  {268, 8, 8},
    {269, 7, 7},  {291, 7, 7},  {297, 7, 7},  {298, 6, 6},  {299, 6, 6},  {350, 8, 8},  {351, 9, 9},  {352, 6, 11},
    {353, 7, 9},  {354, 7, 9},  {355, 8, 9},  {356, 8, 8},  {357, 8, 8},  {358, 6, 11}, {359, 8, 9},  {370, 8, 8},
    {371, 8, 8},  {372, 7, 8},  {373, 8, 8},  {374, 8, 8},  {375, 9, 9},  {376, 6, 9},  {377, 8, 9},  {378, 6, 10},
    {380, 9, 9},  {381, 8, 9},  {382, 8, 8},  {383, 8, 9},  {385, 8, 9},  {386, 8, 8},  {387, 8, 8},  {389, 8, 8},
    {420, 9, 9},  {421, 9, 9},  {423, 7, 9},  {500, 5, 5},  {501, 7, 7},  {502, 8, 8},  {503, 8, 8},  {504, 8, 8},
    {505, 8, 8},  {506, 8, 8},  {507, 7, 8},  {509, 8, 8},  {590, 9, 9},  {591, 8, 8},  {592, 7, 7},  {593, 8, 9},
    {594, 9, 9},  {595, 9, 9},  {596, 9, 9},  {597, 6, 7},  {598, 8, 8},  {599, 7, 8},  {670, 7, 8},  {673, 7, 7},
    {674, 7, 7},  {675, 7, 8},  {676, 5, 7},  {677, 5, 7},  {678, 5, 7},  {679, 7, 7},  {680, 7, 7},  {682, 5, 5},
    {685, 5, 7},  {686, 5, 8},  {687, 6, 6},  {689, 6, 8},  {691, 7, 7},  {692, 7, 7},  {850, 8, 10}, {852, 8, 8},
    {853, 8, 8},  {855, 8, 9},  {856, 8, 10}, {880, 8, 10}, {886, 8, 9},  {960, 7, 7},  {961, 7, 8},  {962, 8, 9},
    {963, 8, 9},  {964, 8, 10}, {965, 7, 8},  {966, 8, 9},  {967, 7, 9},  {968, 8, 8},  {970, 8, 9},  {971, 8, 9},
    {972, 8, 9},  {973, 8, 8},  {974, 7, 8},  {975, 7, 8},  {976, 8, 8},  {977, 8, 10}, {992, 9, 9},  {993, 8, 8},
    {994, 9, 9},  {995, 9, 9},  {996, 9, 9},  {998, 9, 9},
};

}  // namespace

bool is_nanp_number(std::string_view digits) noexcept {
  if (digits.size() != 10 || !is_all_digits(digits) || digits[0] < '2' || digits[3] < '2') return false;
  if (digits[1] == '9') return false;                      // kept for more digits
  if (digits[1] == '1' && digits[2] == '1') return false;  // N11: services
  if (digits[4] == '1' && digits[5] == '1') return false;
  constexpr std::string_view kCompanies[] = {"800", "888", "877", "866", "855", "844", "833", "822", "900", "400"};
  return std::find(std::begin(kCompanies), std::end(kCompanies), digits.substr(0, 3)) == std::end(kCompanies);
}

bool is_intl_phone(std::string_view digits) noexcept {
  if (digits.size() < 8 || digits.size() > 15 || !is_all_digits(digits) || digits[0] == '0') return false;
  for (const std::size_t width : {std::size_t{1}, std::size_t{2}, std::size_t{3}}) {
    const unsigned code = digits_value(digits.substr(0, width));
    const auto* plan =
        std::find_if(std::begin(kPlans), std::end(kPlans), [code](const Plan& each) { return each.code == code; });
    if (plan == std::end(kPlans)) continue;
    const std::size_t national = digits.size() - width;
    if (code == 1) return is_nanp_number(digits.substr(1));
    return national >= plan->least && national <= plan->most;
  }
  return false;
}

}  // namespace veilgate::masking
