// Numbers of companies in mainland China.
//
//   unified social credit code (GB 32100-2015), 18 of 0-9 A-H J-N P-R T U W X Y
//     D C RRRRRR OOOOOOOOO K
//     D department, C category, R region (GB/T 2260), O organisation code with its own check (GB 11714), K mod 31
//   tax number (before 2015), 15: RRRRRR and the organisation code; 17 to 20 for persons and branches
//
// Some codes issued by pilot offices fail their checksums: a key that names the class accepts them on the name alone;
// without a key both checks have to hold. Of random 18-digit numbers that begin with 91 about 1 in 700 passes both.
// Linear, allocation-free, pure; any number of threads.
#pragma once

#include <string_view>

namespace veilgate::masking {

// 18 characters, capitals or small letters: the alphabet, department and category, region, and both checks.
bool is_cn_credit_code(std::string_view text) noexcept;

// The same without the checks.
bool has_cn_credit_code_form(std::string_view text) noexcept;

// 15 characters: a region and an organisation code whose check holds; or a resident ID with two or five more digits.
bool is_cn_tax_number(std::string_view text) noexcept;

// The organisation code's check alone: 8 characters and a check character (GB 11714-1997, mod 11), without a dash.
bool is_cn_organisation_code(std::string_view text) noexcept;

}  // namespace veilgate::masking
