// Bank card numbers: ISO/IEC 7812 (13 to 19 digits, Luhn) and a table of issuer prefixes, each with the lengths its
// cards have.
//
//   prefix                               who                             digits
//   62, 81                               UnionPay                        16-19
//   4                                    Visa                            13, 16, 19
//   51-55, 2221-2720                     Mastercard                      16
//   34, 37                               American Express                15
//   3528-3589                            JCB                             16-19
//   300-305, 3095, 36, 38, 39            Diners Club                     14; 36 also 16-19
//   6011, 644-649, 65                    Discover                        16-19
//   5018 5020 5038 5893 6304 6759 6761-6763 6765  Maestro               16-19
//   60…, 68…, 69…, 84…, 87…, 9…          debit and credit cards of Chinese banks from before the 62 prefix, six digits
//   or
//                                        fewer each, with their one length (bank_card.cpp lists them)
//
// The prefixes 103 and 303 of two old Chinese debit cards are left out: they are the first digits of common row ids.
#pragma once

#include <string_view>

namespace veilgate::masking {

// The number carries the prefix of a known issuer and has one of the lengths that issuer uses. `digits`: ASCII digits
// only.
bool has_card_issuer(std::string_view digits) noexcept;

// has_card_issuer and is_luhn. About 1 in 60 of random 16-digit numbers passes.
bool is_bank_card(std::string_view digits) noexcept;

}  // namespace veilgate::masking
