// E-mail addresses: the part of RFC 5322 section 3.4.1 (addr-spec) that mail systems accept, with the lengths of RFC
// 5321 section 4.5.3.1 and, in UTF-8, the international forms of RFC 6531.
//
//   local part   dot-atom of atext and of UTF-8 letters, or a quoted string; at most 64 bytes
//   domain       two labels or more, each of 1 to 63 bytes of letters, digits and inner hyphens, or of UTF-8 letters;
//                the last one is at least two ASCII letters, or xn--…, or not ASCII at all; at most 253 bytes
//
// Not accepted: comments, folding white space, address literals ([127.0.0.1]), a closing dot, full-width ASCII (the
// caller folds it before). Pure; any number of threads.
#pragma once

#include <cstddef>
#include <string_view>

namespace veilgate::masking {

// `text` is one address and nothing else. Linear, allocation-free; malformed UTF-8 fails.
bool is_email(std::string_view text) noexcept;

// The parts, for those who look for an address inside a text.
bool is_email_atext(char c) noexcept;  // ASCII letters, digits and the signs a local part may hold unquoted; not '.'
// The bytes of the non-ASCII letter (or mark) at `at`; 0 when there is ASCII, a sign, a space or malformed UTF-8.
std::size_t email_letter_length(std::string_view text, std::size_t at) noexcept;
bool is_email_top_label(std::string_view label) noexcept;  // may be the last label of a domain

}  // namespace veilgate::masking
