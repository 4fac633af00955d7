#include "masking/validate/iban.hpp"

#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

// Country and length, from the registry.
constexpr std::string_view kLengths =
    "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24FI18FK18FO18FR27GB22GE"
    "22"
    "GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT"
    "31"
    "MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG"
    "24"
    "XK20YE30DZ26AO25BJ28BF28CM27CF27CG27CI28CV25GA27GQ27GW25IR26KM27MA28MG27ML28MZ25NE28SN28TD27TG28";

}  // namespace

unsigned iban_length(std::string_view text) noexcept {
  if (text.size() < 2) return 0;
  for (std::size_t at = 0; at < kLengths.size(); at += 4) {
    if (kLengths[at] == to_upper(text[0]) && kLengths[at + 1] == to_upper(text[1])) {
      return digits_value(kLengths.substr(at + 2, 2));
    }
  }
  return 0;
}

bool is_iban(std::string_view text) noexcept {
  if (text.size() < 15 || text.size() != iban_length(text) || !is_digit(text[2]) || !is_digit(text[3])) return false;
  unsigned rest = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = to_upper(text[(i + 4) % text.size()]);
    if (is_digit(c)) {
      rest = (rest * 10 + static_cast<unsigned>(c - '0')) % 97;
    } else if (c >= 'A' && c <= 'Z') {
      rest = (rest * 100 + static_cast<unsigned>(c - 'A' + 10)) % 97;
    } else {
      return false;
    }
  }
  return rest == 1;
}

}  // namespace veilgate::masking
