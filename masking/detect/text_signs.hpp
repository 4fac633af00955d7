// A first look at a text that is not all digits and codes: may a name or an address stand in it, and does it hold forms
// that have to be folded or revealed (text/fold.hpp, text/reveal.hpp) before anything can be seen in it?
//
// One pass, a few instructions a character: most Han texts hold no title, no word for a person, and no number that
// counts houses; most English ones neither `Mr` nor a street. What the locators of names and addresses find, these
// signs announce; a property test holds the two together.
#pragma once

#include <cstdint>
#include <string_view>

#include "masking/detect/detectors.hpp"

namespace veilgate::masking {

struct TextSigns {
  DetectorSet called = 0;    // of the detectors for names and addresses: those worth calling
  bool hidden = false;       // something that folding or reveal() turns into what a detector reads
  bool at_sign = false;      // an '@'
  bool escape = false;       // read_raw_signs: an escape other than \" \/ \b \f \n \r and those of letters
  std::uint32_t digits = 0;  // ASCII digits, those of escapes aside

  bool any() const noexcept { return called != 0 || hidden || at_sign || escape; }
};

// Of a text in its normal view.
TextSigns read_signs(std::string_view text) noexcept;

// Of the raw inside of a JSON string: the same signs, read through its escapes.
TextSigns read_raw_signs(std::string_view raw) noexcept;

}  // namespace veilgate::masking
