// The first look at a text: which detectors may find something in it, and does it hold forms that have to be folded or
// revealed (text/fold.hpp, text/reveal.hpp) before anything can be seen in it?
//
//   text --PlaneReader--> planes of 64 bytes
//     words    the few that may speak     --> calling_words.hpp
//     digits   runs and what joins them   --> number_signs.hpp
//     signs    @ = : - .                  --> sign_forms.hpp
//     beyond ASCII, \u: one by one        --> han_signs.hpp
//
// One pass, two or three instructions a byte where nothing speaks. It says *whether*, the locators (locate.hpp) say
// *where*: what they find without the help of a context (detectors_in_context), these signs announce; a property test
// holds the two together. Pure; any number of threads.
#pragma once

#include <cstdint>
#include <string_view>

#include "masking/detect/detectors.hpp"

namespace veilgate::masking {

struct TextSigns {
  DetectorSet called = 0;  // those worth calling
  bool hidden = false;     // something that folding or reveal() turns into what a detector reads
  bool escape = false;     // read_raw_signs: an escape other than \" \/ \b \f \n \r and those of Han, dashes and quotes

  bool any() const noexcept { return called != 0 || hidden || escape; }
};

// Of a text in its normal view.
TextSigns read_signs(std::string_view text) noexcept;

// Of the raw inside of a JSON string: at least the signs of its normal view, read through its escapes.
TextSigns read_raw_signs(std::string_view raw) noexcept;

}  // namespace veilgate::masking
