// Where sensitive values lie inside one text.
//
// The text is one decoded value (UTF-8; JSON escapes resolved) that the caller has normalised: full-width digits,
// letters and signs folded to ASCII, zero-width characters dropped. Spans are offsets into that text. Every class
// reports on its own; overlaps between classes are the caller's to unite.
//
// Numbers are read as whole runs of digits, never as a window inside a longer run, and runs joined by single separators
// (a space, dash, dot, underscore or bracket, also the Unicode ones, with at most two spaces around) are read as one
// written number. A run that touches an ASCII letter is part of a word, a hash or a code and not a number; other
// letters may touch it: `电话13800138000请回复`. The exceptions are telling words (`tel13800138000`) and resident IDs,
// whose check digit speaks for itself.
//
// Every function is linear in the text, adversarial texts included, allocates nothing but the growth of `out`, appends
// and never removes, and reports spans of its class in ascending order, without overlap. `text` must be shorter than 4
// GiB. Pure; any number of threads.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "masking/classes.hpp"

namespace veilgate::masking {

// Bytes [begin, end) of the text.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  ClassId class_id = ClassId::none;

  friend bool operator==(const Span&, const Span&) = default;
};

// What the key of the value says.
enum class Evidence : std::uint8_t {
  denied_key,  // an order, article, time, amount …: only forms that prove themselves count (resident ID of 18, e-mail)
  neutral_key,  // nothing; or the value has no key
};

// Mobile numbers of mainland China, 1[3-9] and nine digits, alone or grouped (3-4-4, 3-3-5, 3-8 anywhere; 4-4-3 and
// other groupings, and single digits, where nothing else is joined to them), after +86, 86, 086, 0086 or 0. The span
// begins at the 1 and, for a virtual number (`18400913965-7576`, `…转7576`, `…#7576`, `…,7576`), holds the extension.
void locate_cn_mobile(std::string_view text, Evidence evidence, std::vector<Span>& out);

// Landlines of mainland China: a known area code and a subscriber number, separated (7 or 8 digits) or in one run (the
// length this area has), area code in brackets or not, after +86, 86 or 0086 also without the 0. The span holds the
// extension. 400 and 800 numbers belong to companies and are no landlines.
void locate_cn_landline(std::string_view text, Evidence evidence, std::vector<Span>& out);

// Resident IDs of 18 whose check digit is right, in one run or in any groups. A number of 15 has no check digit, and 1
// in 80 of all 15-digit numbers would pass: it counts only when a word for such a number (身份证, 证件, ID card …)
// stands right before it.
void locate_cn_resident_id(std::string_view text, Evidence evidence, std::vector<Span>& out);

// Bank cards: a known issuer and Luhn, in one run of 15 to 19 digits, or in groups (4-4-4-4, 4-4-4-4-3, 4-6-5, 4-6-4,
// 6-13; others where nothing else is joined to them). Runs of 13 and 14 digits are barcodes, times and article numbers
// far more often than old cards: they count when a word for a card (卡号, 银行卡, card …) stands right before them.
void locate_bank_card(std::string_view text, Evidence evidence, std::vector<Span>& out);

// E-mail addresses; the whole text when it is one address, else what surrounds an @. Inside a text, Han letters end an
// address whose neighbouring part is ASCII. Lengths are not limited. Image names (`icon@2x.png`) are none.
void locate_email(std::string_view text, Evidence evidence, std::vector<Span>& out);

// All of the above. Spans of one class are ascending; the classes follow each other.
void locate_all(std::string_view text, Evidence evidence, std::vector<Span>& out);

}  // namespace veilgate::masking
