// A mask applied to a text, for the tests of masks.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "masking/act/mask.hpp"
#include "masking/text/grapheme.hpp"

namespace veilgate::test {

// What the text becomes; edits must be in order and inside it.
inline std::string applied(const masking::MaskSpec& spec, masking::ClassId id, std::string_view text,
                           std::string* kept_text = nullptr) {
  masking::EditList edits;
  masking::append_mask(spec, id, text, 0, static_cast<std::uint32_t>(text.size()), edits);
  std::string out;
  std::uint32_t kept = 0;
  const auto keep_until = [&](std::uint32_t end) {
    out.append(text.substr(kept, end - kept));
    if (kept_text != nullptr) kept_text->append(text.substr(kept, end - kept));
  };
  for (const masking::Edit& edit : edits) {
    REQUIRE(edit.begin >= kept);
    REQUIRE(edit.end <= text.size());
    keep_until(edit.begin);
    out.append(edits.replacement(edit));
    kept = edit.end;
  }
  keep_until(static_cast<std::uint32_t>(text.size()));
  return out;
}

inline masking::MaskSpec smart_spec() {
  masking::MaskSpec spec;
  spec.type = config::MaskType::smart;
  return spec;
}

inline std::vector<std::string> characters_of(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = masking::grapheme_at(text, at).end;
    out.emplace_back(text.substr(at, end - at));
    at = end;
  }
  return out;
}

}  // namespace veilgate::test
