// E-mail addresses as people write them against robots: `ann(at)example.org`, `ann [at] example [dot] org`, `ann at
// example dot org`.
//
// Between words of its own (a plain `at`) an address has a plain `dot` before a top label many addresses have; in
// brackets `at` speaks for itself. In the normal view; pure; any number of threads.
#pragma once

#include <cstddef>
#include <string_view>

namespace veilgate::masking {

// Whether (at), [at] or {at} begins at the bracket at `at`.
inline bool is_bracketed_at(std::string_view text, std::size_t at) noexcept {
  return at + 3 < text.size() && (text[at + 1] | 0x20) == 'a' && (text[at + 2] | 0x20) == 't' &&
         std::string_view(")]}").find(text[at + 3]) != std::string_view::npos;
}

// The next such sign, or plain `at` between blanks, from `from` on: where it begins and ends, blanks around it
// included; text.size() for both when there is none.
struct SpelledAt {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool plain = false;
};
SpelledAt find_spelled_at(std::string_view text, std::size_t from) noexcept;

// Where the domain ends that begins behind the sign; `at.end` when none does.
std::size_t spelled_domain_end(std::string_view text, const SpelledAt& at) noexcept;

// Where a local part whose last piece begins at `begin` begins, if pieces stand before it: ann dot lee.
std::size_t spelled_local_begin(std::string_view text, std::size_t floor, std::size_t begin) noexcept;

}  // namespace veilgate::masking
