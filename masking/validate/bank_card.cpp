#include "masking/validate/bank_card.hpp"

#include <cstdint>

#include "masking/validate/digits.hpp"
#include "masking/validate/luhn.hpp"

namespace veilgate::masking {
namespace {

constexpr std::uint32_t bit(unsigned length) {
  return 1u << length;
}
constexpr std::uint32_t k16To19 = bit(16) | bit(17) | bit(18) | bit(19);

// Numbers whose first `width` digits lie in [first, last] and whose count of digits is in `lengths`.
struct Issuer {
  std::uint32_t first;
  std::uint32_t last;
  std::uint8_t width;
  std::uint32_t lengths;
};

constexpr Issuer kIssuers[] = {
    {62, 62, 2, k16To19},                    // UnionPay
    {62829, 62829, 5, bit(15)},              // UnionPay, business cards
    {81, 81, 2, k16To19},                    // UnionPay
    {4, 4, 1, bit(13) | bit(16) | bit(19)},  // Visa
    {51, 55, 2, bit(16)},                    // Mastercard
    {2221, 2720, 4, bit(16)},                // Mastercard
    {34, 34, 2, bit(15)},                    // American Express
    {37, 37, 2, bit(15)},                    // American Express
    {1800, 1800, 4, bit(15)},                // JCB, old
    {2131, 2131, 4, bit(15)},                // JCB, old
    {3528, 3589, 4, k16To19},                // JCB
    {300, 305, 3, bit(14)},                  // Diners Club
    {3095, 3095, 4, bit(14)},                // Diners Club
    {36, 36, 2, bit(14) | k16To19},          // Diners Club
    {38, 39, 2, bit(14)},                    // Diners Club
    {6011, 6011, 4, k16To19},                // Discover
    {644, 649, 3, k16To19},                  // Discover
    {65, 65, 2, k16To19},                    // Discover
    {5018, 5018, 4, k16To19},                // Maestro, this row and the next five
    {5020, 5020, 4, k16To19},
    {5038, 5038, 4, k16To19},
    {5893, 5893, 4, k16To19},
    {6304, 6304, 4, k16To19},
    {6759, 6765, 4, k16To19},
    // Chinese banks' cards from before the 62 prefix became the rule.
    {405512, 405512, 6, bit(17)},
    {438588, 438589, 6, bit(18)},
    {553242, 553242, 6, bit(18)},
    {5453242, 5453242, 7, bit(18)},
    {5491031, 5491031, 7, bit(18)},
    {5544033, 5544033, 7, bit(18)},
    {566666, 566666, 6, bit(18)},
    {504923, 504923, 6, bit(16)},
    {589970, 589970, 6, bit(19)},
    {377677, 377677, 6, bit(17)},
    {601382, 601382, 6, bit(19)},
    {601428, 601428, 6, bit(17)},
    {602907, 602907, 6, bit(16)},
    {602969, 602969, 6, bit(16)},
    {603367, 603367, 6, bit(18)},
    {603445, 603445, 6, bit(19)},
    {603506, 603506, 6, bit(19)},
    {603601, 603601, 6, bit(17)},
    {603602, 603602, 6, bit(18)},
    {603708, 603708, 6, bit(17)},
    {6091201, 6091201, 7, bit(18)},
    {683970, 683970, 6, bit(18)},
    {685800, 685800, 6, bit(19)},
    {6886592, 6886592, 7, bit(18)},
    {690755, 690755, 6, bit(15) | bit(18)},
    {694301, 694301, 6, bit(18)},
    {84301, 84301, 5, bit(16)},
    {84336, 84336, 5, bit(16)},
    {84342, 84342, 5, bit(16)},
    {84361, 84361, 5, bit(16)},
    {84373, 84373, 5, bit(16)},
    {84380, 84380, 5, bit(16)},
    {84385, 84385, 5, bit(16)},
    {84390, 84390, 5, bit(16)},
    {87000, 87000, 5, bit(16)},
    {87010, 87010, 5, bit(16)},
    {87030, 87030, 5, bit(16)},
    {87040, 87040, 5, bit(16)},
    {87050, 87050, 5, bit(16)},
    {900000, 900000, 6, bit(19)},
    {900010, 900010, 6, bit(19)},
    {90030, 90030, 5, bit(16)},
    {90592, 90592, 5, bit(16)},
    {909810, 909810, 6, bit(18)},
    {9111, 9111, 4, bit(19)},
    {920000, 920000, 6, bit(16)},
    {921000, 921000, 6, bit(19)},
    {9400, 9400, 4, k16To19},  // city banks, 42 prefixes
    {955100, 955100, 6, bit(19)},
    {95555, 95555, 5, bit(15)},
    {955590, 955593, 6, bit(16)},
    {9558, 9558, 4, bit(19)},
    {95595, 95599, 5, bit(19)},
    {966666, 966666, 6, bit(18)},
    {96828, 96828, 5, bit(16)},
    {968807, 968809, 6, bit(16)},
    {984301, 984301, 6, bit(16)},
    {984303, 984303, 6, bit(16)},
    {9896, 9896, 4, bit(16)},
    {990027, 990027, 6, bit(18)},
    {998800, 998802, 6, bit(16)},
};

}  // namespace

bool has_card_issuer(std::string_view digits) noexcept {
  if (digits.size() < 13 || digits.size() > 19 || !is_all_digits(digits)) return false;
  const std::uint32_t length = bit(static_cast<unsigned>(digits.size()));
  for (const auto& issuer : kIssuers) {
    if ((issuer.lengths & length) == 0) continue;
    const unsigned prefix = digits_value(digits.substr(0, issuer.width));
    if (prefix >= issuer.first && prefix <= issuer.last) return true;
  }
  return false;
}

bool is_bank_card(std::string_view digits) noexcept {
  return digits.size() >= 13 && digits.size() <= 19 && is_luhn(digits) && has_card_issuer(digits);
}

}  // namespace veilgate::masking
