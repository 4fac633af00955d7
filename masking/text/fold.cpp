#include "masking/text/fold.hpp"

#include <algorithm>
#include <string_view>

#include "masking/text/fold_tables.hpp"
#include "masking/text/write_utf8.hpp"

namespace veilgate::masking {
namespace {

const FoldRange* find_range(char32_t code) noexcept {
  const FoldRange* const end = kFoldRanges + kFoldRangeCount;
  const FoldRange* const after = std::upper_bound(
      kFoldRanges, end, code, [](char32_t wanted, const FoldRange& range) { return wanted < range.first; });
  if (after == kFoldRanges) return nullptr;
  const FoldRange* const range = after - 1;
  return code - range->first < range->count ? range : nullptr;
}

// Of the kinds that give one character.
char32_t single_form(const FoldRange& range, char32_t place) noexcept {
  switch (range.kind) {
    case Fold::shift: return range.to + place;
    case Fold::digit: return U'0' + place % 10;
    case Fold::letter: return place % 52 < 26 ? U'A' + place % 52 : U'a' + (place % 52 - 26);
    case Fold::kana: return kFoldKana[place];
    case Fold::radical: return kFoldRadicals[place];
    case Fold::compatibility: return kFoldCompatibility[place];
    case Fold::vanish:
    case Fold::number:
    case Fold::string: break;
  }
  return 0;
}

}  // namespace

namespace fold_detail {

char* write_folded_form(char32_t code, char* out, bool& changed) noexcept {
  const FoldRange* const range = find_range(code);
  if (range == nullptr) return write_utf8(code, out);
  const char32_t place = code - range->first;
  const char32_t form = single_form(*range, place);
  if (form != code) changed = true;
  switch (range->kind) {
    case Fold::vanish: return out;
    case Fold::number: {
      const char32_t number = range->to + place;
      if (number >= 10) *out++ = static_cast<char>('0' + number / 10);
      *out++ = static_cast<char>('0' + number % 10);
      return out;
    }
    case Fold::string: {
      for (const char c : std::string_view(kFoldStrings[range->to + place])) *out++ = c;
      return out;
    }
    case Fold::shift:
    case Fold::digit:
    case Fold::letter:
    case Fold::kana:
    case Fold::radical:
    case Fold::compatibility: break;
  }
  return write_utf8(form, out);
}

}  // namespace fold_detail

bool folds_to_telling_form(char32_t code) noexcept {
  const FoldRange* const range = may_fold(code) ? find_range(code) : nullptr;
  if (range == nullptr) return false;
  if (range->kind != Fold::shift) return range->kind != Fold::kana;
  const char32_t form = single_form(*range, code - range->first);
  const bool letter = (form >= U'a' && form <= U'z') || (form >= U'A' && form <= U'Z');
  return letter || (form >= U'0' && form <= U'9') || form == U'@' || form == U'%' || form == U'&';
}

}  // namespace veilgate::masking
