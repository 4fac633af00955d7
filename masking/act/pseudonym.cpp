#include <algorithm>
#include <array>

#include "masking/act/keyed_text.hpp"
#include "masking/act/mask.hpp"

namespace veilgate::masking {

// 4 bits a letter, of letters that make neither words nor numbers, so that nothing is found in a pseudonym.
void append_pseudonym(const MaskSpec& mask, ClassId class_id, std::string_view text, std::uint32_t begin,
                      std::uint32_t end, EditList& out) {
  constexpr std::string_view kLetters = "bcdfghjkmnpqrstv";
  constexpr std::size_t kMost = 2 * crypto::kDigestBytes;
  if (mask.hasher == nullptr) return append_hidden(mask, text, begin, end, out);
  const CanonicalText canonical(class_id, text.substr(begin, end - begin));
  crypto::KeyedDigest digest{};
  if (!mask.hasher->digest(canonical.text(), 0, digest)) return append_hidden(mask, text, begin, end, out);
  std::array<char, kMost> letters;
  const std::size_t length = std::min<std::size_t>(mask.length, kMost);
  for (std::size_t i = 0; i < length; ++i) {
    const unsigned byte = digest[i / 2];
    letters[i] = kLetters[i % 2 == 0 ? byte >> 4 : byte & 0xF];
  }
  out.add(begin, end, std::string_view(letters.data(), length));
}

}  // namespace veilgate::masking
