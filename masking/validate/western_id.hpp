// Personal numbers of the United States and the United Kingdom, and VAT numbers of the European Union. Linear,
// allocation-free, pure; any number of threads.
#pragma once

#include <string_view>

namespace veilgate::masking {

// Social security numbers: nine digits, area 001-899 without 666, group and serial not zero; not the ones that stand in
// advertisements (078-05-1120, 219-09-9999, 123-45-6789).
bool is_us_ssn(std::string_view digits) noexcept;
// Taxpayer numbers of those without one: 9xx and a group of 50-65, 70-88, 90-92 or 94-99.
bool is_us_itin(std::string_view digits) noexcept;

// National insurance numbers, two letters, six digits and A to D, without blanks; the letters HMRC uses (NIM39110).
bool is_uk_nino(std::string_view text) noexcept;

// A member state's two letters (EL for Greece, XI for Northern Ireland) and a number of the form that state uses. The
// states' checksums differ and change; none is checked.
bool has_eu_vat_form(std::string_view text) noexcept;

}  // namespace veilgate::masking
