// The default masks of the classes. Each accepts its own output (digits already hidden behind the mask character), so
// that masking twice changes nothing, and hides everything when the value has not the form its class should have.

#include <algorithm>
#include <array>

#include "masking/act/mask.hpp"

namespace veilgate::masking {
namespace {

struct Range {
  std::uint32_t begin;
  std::uint32_t end;
};

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

// The places in a text that hold a digit, an x at the end of an ID, or a mask character in a digit's stead.
class Places {
 public:
  static constexpr std::size_t kMost = 40;

  // False when the text holds something else than places and separators, or more than kMost places.
  static bool read(std::string_view text, Range range, std::string_view character, Places& places) {
    for (std::uint32_t at = range.begin; at < range.end;) {
      const bool hidden = text.substr(at, range.end - at).starts_with(character);
      const auto size = static_cast<std::uint32_t>(hidden ? character.size() : 1);
      if (hidden || is_digit(text[at]) || text[at] == 'x' || text[at] == 'X') {
        if (places.count_ == kMost) return false;
        places.places_[places.count_++] = {at, at + size};
      } else {
        const std::uint32_t separator = separator_size(text.substr(at, range.end - at));
        if (separator == 0) return false;
        at += separator;
        continue;
      }
      at += size;
    }
    return true;
  }

  std::size_t count() const noexcept { return count_; }
  const Range& operator[](std::size_t i) const noexcept { return places_[i]; }

 private:
  // The bytes of the sign people group digits with that `text` begins with; 0 when it is none. Letters are none, so a
  // name beside a number makes the whole value of no known form.
  static std::uint32_t separator_size(std::string_view text) noexcept {
    if (std::string_view(" \t-.()[]/_").find(text.front()) != std::string_view::npos) return 1;
    if (text.starts_with("\u00A0")) return 2;
    // General punctuation: spaces and dashes (U+2000..U+2015), and the minus sign.
    if (text.size() >= 3 && text.starts_with("\xE2\x80") && static_cast<unsigned char>(text[2]) <= 0x95) return 3;
    return text.starts_with("\u2212") ? 3 : 0;
  }

  std::array<Range, kMost> places_{};
  std::size_t count_ = 0;
};

class SmartMask {
 public:
  SmartMask(std::string_view character, std::string_view text, Range range, EditList& out)
      : character_(character), text_(text), range_(range), out_(out) {}

  void hide_all() { append_hidden(character_, text_, range_.begin, range_.end, out_); }

  // Hides the characters in the places from `first` to `last`, leaving the separators between them.
  void hide_places(const Places& places, std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last;) {
      const std::size_t from = i;
      while (i + 1 < last && places[i + 1].begin == places[i].end) ++i;
      append_hidden(character_, text_, places[from].begin, places[i].end, out_);
      ++i;
    }
  }

  void name() {
    std::uint32_t after = range_.begin + 1;
    while (after < range_.end && (static_cast<unsigned char>(text_[after]) & 0xC0) == 0x80) ++after;
    if (after >= range_.end) return hide_all();  // a single character would be the whole name
    append_hidden(character_, text_, after, range_.end, out_);
  }

  // Partners put either kind of number under either kind of name, so the number decides.
  void phone(ClassId class_id) {
    const std::string_view value = text_.substr(range_.begin, range_.end - range_.begin);
    const bool by_area_code = value.starts_with('0') && !value.starts_with("0086");
    const bool like_mobile = value.starts_with('1') || value.starts_with("+86") || value.starts_with("0086") ||
                             (class_id == ClassId::cn_mobile && !by_area_code && !value.starts_with('('));
    return like_mobile ? mobile() : landline(class_id);
  }

  // 138****5678; a country code in front stays, an extension (virtual numbers) is hidden.
  void mobile() {
    Range number = range_;
    for (const std::string_view prefix : {"+86", "0086", "86"}) {
      if (text_.substr(number.begin, number.end - number.begin).starts_with(prefix)) {
        Places rest;
        const Range after{number.begin + static_cast<std::uint32_t>(prefix.size()), number.end};
        if (Places::read(text_, after, character_, rest) && rest.count() >= 11) number = after;
        break;
      }
    }
    Places places;
    if (!Places::read(text_, number, character_, places) || places.count() < 11 || text_[places[0].begin] != '1') {
      return hide_all();
    }
    hide_places(places, 3, 7);
    hide_places(places, 11, places.count());
  }

  // 010-******79: the area code and the last two places stay; without an area code only the last two, and under a
  // mobile's name, where an area code alone says what it is, nothing.
  void landline(ClassId class_id) {
    Places places;
    if (!Places::read(text_, range_, character_, places) || places.count() < 7 || places.count() > 18)
      return hide_all();
    std::size_t area = 0;
    if (text_[places[0].begin] == '0' && places.count() >= 10) {
      const char second = text_[places[1].begin];
      area = second == '1' || second == '2' ? 3 : 4;
    }
    if (area == 0 && class_id == ClassId::cn_mobile) return hide_all();
    hide_places(places, area, places.count() - 2);
  }

  void keep_ends(std::size_t first, std::size_t last, std::size_t least, std::size_t most) {
    Places places;
    if (!Places::read(text_, range_, character_, places) || places.count() < least || places.count() > most) {
      return hide_all();
    }
    hide_places(places, first, places.count() - last);
  }

  // z***@example.com: three mask characters whatever the length, none of a one-character local part.
  void email() {
    const std::string_view value = text_.substr(range_.begin, range_.end - range_.begin);
    const std::size_t at = value.find('@');
    const bool one_domain = at != std::string_view::npos &&
                            value.find_first_of("@ ,;", at + 1) == std::string_view::npos &&
                            value.find('.', at + 2) != std::string_view::npos;
    if (!one_domain || at == 0) return hide_all();
    std::uint32_t kept = range_.begin + 1;
    const auto sign = range_.begin + static_cast<std::uint32_t>(at);
    if (is_hidden(value.substr(0, at))) return;  // an output of this mask, or of another
    while (kept < sign && (static_cast<unsigned char>(text_[kept]) & 0xC0) == 0x80) ++kept;
    if (kept == sign) {
      out_.add_repeated(range_.begin, sign, character_, 1);
    } else {
      out_.add_repeated(kept, sign, character_, 3);
    }
  }

 private:
  // Nothing but mask characters.
  bool is_hidden(std::string_view text) const {
    while (!character_.empty() && text.starts_with(character_)) text.remove_prefix(character_.size());
    return text.empty();
  }

  std::string_view character_;
  std::string_view text_;
  Range range_;
  EditList& out_;
};

}  // namespace

void append_smart_mask(ClassId class_id, std::string_view character, std::string_view text, std::uint32_t begin,
                       std::uint32_t end, EditList& out) {
  if (begin >= end) return;
  SmartMask mask(character, text, {begin, end}, out);
  switch (class_id) {
    case ClassId::person_name: return mask.name();
    case ClassId::cn_mobile:
    case ClassId::cn_landline: return mask.phone(class_id);
    case ClassId::cn_resident_id: return mask.keep_ends(1, 1, 15, 18);
    case ClassId::bank_card: return mask.keep_ends(0, 4, 12, 19);
    case ClassId::email: return mask.email();
    default: break;  // what has no form of its own shows nothing
  }
  mask.hide_all();
}

}  // namespace veilgate::masking
