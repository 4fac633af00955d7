#include <algorithm>
#include <cstddef>

#include "masking/detect/han_words.hpp"
#include "masking/detect/label.hpp"
#include "masking/detect/locate.hpp"
#include "masking/detect/text_tokens.hpp"
#include "masking/validate/cn_plate.hpp"
#include "masking/validate/travel_document.hpp"
#include "masking/validate/utf8.hpp"

namespace veilgate::masking {
namespace {

Span span_of(std::size_t begin, std::size_t end, ClassId id) noexcept {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), id};
}

// Behind a word for plates the letters and digits need not be spread as they are issued: 粤DMXK54. As many as a plate
// has, one digit at least.
std::size_t stated_plate_length(std::string_view text) noexcept {
  constexpr std::size_t kFewest = 6;  // behind the province
  constexpr std::size_t kMost = 7;
  const Character province = decode_utf8(text, 0);
  if (!is_han(province.value)) return 0;
  std::size_t end = province.length;
  bool digit = false;
  for (; end < text.size() && is_word_character(text[end]) && end - province.length <= kMost; ++end) {
    digit = digit || is_digit(text[end]);
  }
  const std::size_t size = end - province.length;
  return digit && size >= kFewest && size <= kMost && is_ascii_letter(text[province.length]) ? end : 0;
}

}  // namespace

void locate_military_id(const LocateInput& input, std::vector<Span>& out) {
  constexpr std::string_view kMark = "字第";
  const std::string_view text = input.text;
  for (std::size_t at = text.find(kMark); at != std::string_view::npos; at = text.find(kMark, at + kMark.size())) {
    const Character service = decode_utf8_before(text, at);
    if (service.length == 0) continue;
    const std::size_t begin = at - service.length;
    const std::size_t length = military_id_length(text.substr(begin));
    if (length == 0) {
      input.reject(ClassId::military_id, Rejection::other_form, begin, at + kMark.size());
      continue;
    }
    out.push_back(span_of(begin, begin + length, ClassId::military_id));
  }
}

void locate_cn_plate(const LocateInput& input, std::vector<Span>& out) {
  const std::string_view text = input.text;
  if (input.evidence != Evidence::neutral_key) return reject_as_denied(input, locate_cn_plate);
  for (std::size_t at = 0; at < text.size();) {
    const Character character = decode_utf8(text, at);
    if (character.length < 3) {
      at += std::max<std::size_t>(character.length, 1);
      continue;
    }
    std::size_t length = cn_plate_length(text.substr(at));
    if (length == 0) {
      length = stated_plate_length(text.substr(at));
      if (length != 0 && label_before(text, at) != Label::plate) length = 0;
    }
    const std::size_t end = at + length;
    if (length == 0 || (end < text.size() && is_word_character(text[end]))) {
      constexpr std::size_t kPlate = 9;  // bytes of a province, a letter and five signs
      if (input.rejections != nullptr && cn_plate_length(text.substr(at, kPlate)) == kPlate) {
        input.reject(ClassId::cn_plate, Rejection::inside_longer_run, at, at + kPlate);
      }
      at += character.length;
      continue;
    }
    // 使 and six digits, or a province apart from its letter (全新 A12345), are a plate only when nothing else is in
    // the value, or a word says so.
    const bool apart = text[at + character.length] == ' ';
    if ((apart || text.substr(at).starts_with("使")) && length != text.size() &&
        label_before(text, at) != Label::plate) {
      input.reject(ClassId::cn_plate, Rejection::no_context, at, end);
      at += character.length;
      continue;
    }
    out.push_back(span_of(at, end, ClassId::cn_plate));
    at = end;
  }
}

}  // namespace veilgate::masking
