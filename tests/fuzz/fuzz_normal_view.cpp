// Whatever a text is made of (the promises behind the second hold for UTF-8 alone):
//   - its normal view is never longer than the text, and the map back ascends from its beginning to its end;
//   - the view without a map is the same view;
//   - revealing it twice more changes nothing that matters to a reader: the map stays whole;
//   - folding what is folded changes nothing;
//   - every span a locator reports lies inside the view, ascending, at the boundaries of characters;
//   - what the locators find, the signs announce.
//
// Input: a text, read once as it is and, when its escapes are right, once as the inside of a JSON string.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "masking/detect/detectors.hpp"
#include "masking/detect/locate.hpp"
#include "masking/detect/text_signs.hpp"
#include "masking/text/decode.hpp"
#include "masking/text/reveal.hpp"
#include "masking/validate/utf8.hpp"

namespace {

using namespace veilgate::masking;

[[noreturn]] void object(const char* promise) {
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

void check_map(std::string_view raw, const DecodedText& view) {
  if (view.text.size() > raw.size()) object("a view is not longer than its text");
  if (view.raw_of.size() != view.text.size() + 1) object("the map has a place for every byte and the end");
  if (view.raw_of.back() != raw.size()) object("the map ends where the text ends");
  for (std::size_t i = 1; i < view.raw_of.size(); ++i) {
    if (view.raw_of[i] < view.raw_of[i - 1]) object("the map ascends");
  }
}

void check_spans(const std::string& text) {
  std::vector<Span> spans;
  for (const Detector& detector : detectors()) {
    const std::size_t first = spans.size();
    detector.locate({text}, spans);
    for (std::size_t i = first; i < spans.size(); ++i) {
      if (spans[i].begin >= spans[i].end || spans[i].end > text.size()) object("a span lies inside its text");
      if (i > first && spans[i].begin < spans[i - 1].end) object("the spans of a locator ascend without overlap");
      for (const std::uint32_t at : {spans[i].begin, spans[i].end}) {
        for (std::uint32_t back = 1; back <= 3 && back <= at; ++back) {
          if (decode_utf8(text, at - back).length > back) object("a span splits no character");
        }
      }
    }
  }
  const TextSigns signs = read_signs(text);
  if (signs.hidden || signs.escape) return;
  std::vector<Span> called;
  locate({text}, signs.called, called);
  if (called != spans) object("the signs announce what the locators find");
}

void check_view(std::string_view raw, DecodedText& view) {
  check_map(raw, view);
  DecodedText again;
  fold(view.text, again);
  if (again.text != view.text) object("folding what is folded changes nothing");
  reveal(view);
  check_map(raw, view);
  check_spans(view.text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string raw(data, data + size);
  DecodedText view;
  fold(raw, view);
  // Bytes that are no UTF-8 come from texts outside JSON only: what is dropped between two of them may join them.
  if (!is_utf8(raw)) {
    check_map(raw, view);
    return 0;
  }
  check_view(raw, view);
  if (!unescape_and_fold(raw, view)) return 0;
  DecodedText plain;
  if (!unescape_and_fold_text(raw, plain)) object("a text has one verdict");
  if (plain.text != view.text) object("the view without a map is the same");
  check_view(raw, view);
  reveal(plain);
  if (plain.text != view.text) object("the revealed view without a map is the same");
  return 0;
}
