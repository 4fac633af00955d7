#include "masking/act/mask.hpp"

#include <algorithm>
#include <utility>

#include "masking/act/characters.hpp"
#include "masking/text/decode.hpp"

namespace veilgate::masking {
namespace {

using config::MaskType;

bool is_json_plain(std::string_view text) noexcept {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; });
}

// Nothing but mask characters.
bool is_hidden(const MaskSpec& mask, std::string_view text) noexcept {
  while (text.starts_with(mask.seen)) text.remove_prefix(mask.seen.size());
  return text.empty();
}

// The masks that hide characters by their places.
class CharacterMask {
 public:
  CharacterMask(const MaskSpec& mask, std::string_view text, std::uint32_t begin, std::uint32_t end, EditList& out)
      : mask_(mask), text_(text), begin_(begin), end_(end), out_(out), characters_(text, begin, end) {}

  void keep_ends(std::size_t first, std::size_t last) {
    if (count() <= first + last) return hide_all();
    hide(characters_.offset_of(first), characters_.offset_of(count() - last));
  }

  void keep_from_x_to_y() {
    const std::size_t kept = std::size_t{mask_.to} - mask_.from + 1;
    if (mask_.to < mask_.from || mask_.to >= count() || count() <= kept) return hide_all();
    keep(characters_.offset_of(mask_.from), characters_.offset_of(std::size_t{mask_.to} + 1));
  }

  void mask_first_n_last_m() {
    const std::size_t hidden = std::size_t{mask_.first} + mask_.last;
    if (count() <= hidden || hidden == 0) return hide_all();
    keep(characters_.offset_of(mask_.first), characters_.offset_of(count() - mask_.last));
  }

  void mask_from_x_to_y() {
    if (mask_.to < mask_.from || mask_.to >= count()) return hide_all();
    hide(characters_.offset_of(mask_.from), characters_.offset_of(std::size_t{mask_.to} + 1));
  }

  void mask_before_special_chars() {
    const std::uint32_t at = find_special();
    if (at == end_ || at == begin_) return hide_all();
    hide(begin_, at);
  }

  void mask_after_special_chars() {
    const std::uint32_t at = find_special();
    const std::uint32_t after = at == end_ ? end_ : characters_.next(at);
    if (after == end_) return hide_all();
    hide(after, end_);
  }

  void hide_all() { append_hidden(mask_, text_, begin_, end_, out_); }

 private:
  std::size_t count() const noexcept { return characters_.count(); }

  // A sign that is the mask character stands in every masked value.
  std::uint32_t find_special() const noexcept {
    return mask_.special.find(mask_.seen) != std::string::npos ? end_ : characters_.find(mask_.special);
  }

  void hide(std::uint32_t from, std::uint32_t to) {
    leave(begin_, from);
    append_hidden(mask_, text_, from, to, out_);
    leave(to, end_);
  }

  void keep(std::uint32_t from, std::uint32_t to) {
    append_hidden(mask_, text_, begin_, from, out_);
    leave(from, to);
    append_hidden(mask_, text_, to, end_, out_);
  }

  // What is kept, but for characters that would become one with a mask character beside them: the output would have
  // fewer characters, and the same mask would hide others of it.
  void leave(std::uint32_t from, std::uint32_t to) {
    if (characters_.plain()) return;
    while (from < to) {
      const Grapheme character = grapheme_at(text_.substr(0, to), from);
      const auto after = static_cast<std::uint32_t>(character.end);
      if (!character.stands_alone) out_.add(from, after, mask_.character);
      from = after;
    }
  }

  const MaskSpec& mask_;
  std::string_view text_;
  std::uint32_t begin_;
  std::uint32_t end_;
  EditList& out_;
  Characters characters_;
};

}  // namespace

Result<MaskSpec> compile_mask(const config::Mask& mask, std::shared_ptr<const crypto::KeyedHasher> hasher) {
  if (!is_separate_character(mask.character)) {
    return make_error(Code::bad_config, Origin::policy,
                      "mask " + mask.id + ": character is not one that stands by itself");
  }
  MaskSpec spec;
  spec.type = mask.type;
  spec.first = mask.first;
  spec.last = mask.last;
  spec.from = mask.from;
  spec.to = mask.to;
  spec.times = mask.times;
  spec.special = mask.special;
  spec.suite = mask.suite;
  spec.valid_check = mask.valid_check_digit;
  for (const auto& name : mask.index) {
    const auto kind = crypto::parse_index_kind(name);
    if (!kind) return kind.error();
    spec.index.push_back(*kind);
  }
  spec.character = mask.character;
  DecodedText folded;
  fold(mask.character, folded);
  spec.seen = folded.text;
  spec.text = mask.text;
  spec.json_plain = is_json_plain(mask.character) && is_json_plain(mask.text);
  spec.unit = mask.unit;
  spec.bounds = mask.bounds;
  spec.width = std::max(mask.width, std::uint32_t{1});
  spec.ipv4_bits = mask.ipv4_bits;
  spec.ipv6_bits = mask.ipv6_bits;
  spec.decimals = mask.decimals;
  spec.date = mask.date;
  spec.length = mask.length;
  spec.hasher = std::move(hasher);
  return spec;
}

std::string_view json_text(std::string_view text, std::string& buffer) {
  if (is_json_plain(text)) return text;
  buffer.clear();
  append_escaped(text, buffer);
  return buffer;
}

void append_hidden(const MaskSpec& mask, std::string_view text, std::uint32_t begin, std::uint32_t end, EditList& out) {
  if (begin >= end) return;
  const std::string_view part = text.substr(begin, end - begin);
  out.add_repeated(begin, end, mask.character, mask.times != 0 ? mask.times : count_graphemes(part));
}

void append_kept_ends(const MaskSpec& mask, std::size_t first, std::size_t last, std::string_view text,
                      std::uint32_t begin, std::uint32_t end, EditList& out) {
  CharacterMask(mask, text, begin, end, out).keep_ends(first, last);
}

void append_mask(const MaskSpec& mask, ClassId class_id, std::string_view text, std::uint32_t begin, std::uint32_t end,
                 EditList& out) {
  if (begin >= end) return;
  switch (mask.type) {
    case MaskType::smart: return append_smart_mask(mask, class_id, text, begin, end, out);
    case MaskType::fixed_text: return out.add(begin, end, mask.text);
    case MaskType::empty: return out.add(begin, end, "");
    case MaskType::bucket: return append_bucket(mask, text, begin, end, out);
    case MaskType::truncate: return append_truncated(mask, text, begin, end, out);
    case MaskType::pseudonym: return append_pseudonym(mask, class_id, text, begin, end, out);
    case MaskType::fake: return append_fake(mask, class_id, text, begin, end, out);
    default: break;
  }
  // Of what is hidden already, how often says nothing.
  if (mask.times != 0 && is_hidden(mask, text.substr(begin, end - begin))) return;
  CharacterMask by_place(mask, text, begin, end, out);
  switch (mask.type) {
    case MaskType::keep_first_n_last_m: return by_place.keep_ends(mask.first, mask.last);
    case MaskType::keep_from_x_to_y: return by_place.keep_from_x_to_y();
    case MaskType::mask_first_n_last_m: return by_place.mask_first_n_last_m();
    case MaskType::mask_from_x_to_y: return by_place.mask_from_x_to_y();
    case MaskType::mask_before_special_chars: return by_place.mask_before_special_chars();
    case MaskType::mask_after_special_chars: return by_place.mask_after_special_chars();
    default: return by_place.hide_all();
  }
}

std::size_t most_shown(const MaskSpec& mask) noexcept {
  switch (mask.type) {
    case MaskType::keep_first_n_last_m: return std::size_t{mask.first} + mask.last;
    case MaskType::keep_from_x_to_y: return mask.to >= mask.from ? std::size_t{mask.to} - mask.from + 1 : 0;
    case MaskType::mask_first_n_last_m:
    case MaskType::mask_from_x_to_y:
    case MaskType::mask_before_special_chars:
    case MaskType::mask_after_special_chars:
    case MaskType::bucket:
    case MaskType::truncate: return kUnbounded;
    case MaskType::smart: return kMostSmartMaskShows;
    default: return 0;
  }
}

}  // namespace veilgate::masking
