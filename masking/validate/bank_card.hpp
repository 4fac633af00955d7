// Bank card numbers: ISO/IEC 7812 (13 to 19 digits, Luhn) and a table of issuer prefixes with the lengths of their
// cards.
//
//   prefix                               who                             digits
//   62, 81                               UnionPay                        16-19
//   4                                    Visa                            13, 16, 19
//   51-55, 2221-2720                     Mastercard                      16
//   34, 37                               American Express                15
//   3528-3589, 1800, 2131                JCB                             16-19; 15 for the last two
//   300-305, 3095, 36, 38, 39            Diners Club                     14; 36 also 16-19
//   6011, 644-649, 65                    Discover                        16-19
//   5018 5020 5038 5893 6304 6759-6765   Maestro                         16-19
//   60 68 69 84 87 90-92 94-96 98 99     Chinese banks' own cards        15-19
//
// The last row stands for the cards from before the 62 prefix: bank_card.cpp lists each with its prefix of four to
// eight digits and its one length.
//
// Left out of it: the prefixes 103, 303, 888 and 999999 of four old cards. Row ids and filler values begin like that.
// Linear, allocation-free, pure; any number of threads.
#pragma once

#include <string_view>

namespace veilgate::masking {

// The number begins as an issuer's do and has a length that issuer uses. `digits`: ASCII digits; others fail.
bool has_card_issuer(std::string_view digits) noexcept;

// has_card_issuer and is_luhn. About 1 in 60 of random 16-digit numbers passes.
bool is_bank_card(std::string_view digits) noexcept;

}  // namespace veilgate::masking
