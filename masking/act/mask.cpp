#include "masking/act/mask.hpp"

#include <algorithm>

#include "masking/text/decode.hpp"

namespace veilgate::masking {
namespace {

using config::MaskType;

// Byte offsets of characters in text[begin, end).
class Characters {
 public:
  Characters(std::string_view text, std::uint32_t begin, std::uint32_t end) : text_(text), begin_(begin), end_(end) {}

  std::size_t count() const noexcept { return count_characters(text_.substr(begin_, end_ - begin_)); }

  // Where character `index` begins; the end when there are fewer.
  std::uint32_t offset_of(std::size_t index) const noexcept {
    std::uint32_t at = begin_;
    while (at < end_ && index > 0) {
      ++at;
      while (at < end_ && is_continuation(at)) ++at;
      --index;
    }
    return at;
  }

  // Where the first character of `set` begins; the end when there is none.
  std::uint32_t find(std::string_view set) const noexcept {
    for (std::uint32_t at = begin_; at < end_;) {
      std::uint32_t next = at + 1;
      while (next < end_ && is_continuation(next)) ++next;
      if (set.find(text_.substr(at, next - at)) != std::string_view::npos) return at;
      at = next;
    }
    return end_;
  }

 private:
  bool is_continuation(std::uint32_t at) const noexcept {
    return (static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80;
  }

  std::string_view text_;
  std::uint32_t begin_;
  std::uint32_t end_;
};

bool is_json_plain(std::string_view text) noexcept {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; });
}

}  // namespace

MaskSpec compile_mask(const config::Mask& mask) {
  MaskSpec spec;
  spec.type = mask.type;
  spec.first = mask.first;
  spec.last = mask.last;
  spec.from = mask.from;
  spec.to = mask.to;
  spec.special = mask.special;
  spec.character = mask.character;
  spec.text = mask.text;
  spec.json_plain = is_json_plain(mask.character) && is_json_plain(mask.text);
  return spec;
}

std::string_view json_text(std::string_view text, std::string& buffer) {
  if (is_json_plain(text)) return text;
  buffer.clear();
  append_escaped(text, buffer);
  return buffer;
}

void append_hidden(std::string_view character, std::string_view text, std::uint32_t begin, std::uint32_t end,
                   EditList& out) {
  if (begin < end) out.add_repeated(begin, end, character, count_characters(text.substr(begin, end - begin)));
}

void append_mask(const MaskSpec& mask, ClassId class_id, std::string_view text, std::uint32_t begin, std::uint32_t end,
                 EditList& out) {
  if (begin >= end) return;
  const Characters characters(text, begin, end);
  const std::size_t count = characters.count();
  const auto hide = [&](std::uint32_t from, std::uint32_t to) { append_hidden(mask.character, text, from, to, out); };
  const auto hide_all = [&] { hide(begin, end); };

  switch (mask.type) {
    case MaskType::smart: append_smart_mask(class_id, mask.character, text, begin, end, out); return;
    case MaskType::fixed_text: out.add(begin, end, mask.text); return;
    case MaskType::empty: out.add(begin, end, ""); return;
    case MaskType::keep_first_n_last_m: {
      const std::size_t kept = std::size_t{mask.first} + mask.last;
      if (count <= kept) return hide_all();
      return hide(characters.offset_of(mask.first), characters.offset_of(count - mask.last));
    }
    case MaskType::keep_from_x_to_y: {
      const std::size_t kept = std::size_t{mask.to} - mask.from + 1;
      if (mask.to < mask.from || mask.to >= count || count <= kept) return hide_all();
      hide(begin, characters.offset_of(mask.from));
      return hide(characters.offset_of(std::size_t{mask.to} + 1), end);
    }
    case MaskType::mask_first_n_last_m: {
      const std::size_t hidden = std::size_t{mask.first} + mask.last;
      if (count <= hidden || hidden == 0) return hide_all();
      hide(begin, characters.offset_of(mask.first));
      return hide(characters.offset_of(count - mask.last), end);
    }
    case MaskType::mask_from_x_to_y:
      if (mask.to < mask.from || mask.to >= count) return hide_all();
      return hide(characters.offset_of(mask.from), characters.offset_of(std::size_t{mask.to} + 1));
    case MaskType::mask_before_special_chars: {
      const std::uint32_t at = characters.find(mask.special);
      if (at == end || at == begin) return hide_all();
      return hide(begin, at);
    }
    case MaskType::mask_after_special_chars: {
      const std::uint32_t at = characters.find(mask.special);
      const std::uint32_t after = Characters(text, at, end).offset_of(1);
      if (at == end || after == end) return hide_all();
      return hide(after, end);
    }
    case MaskType::full:
    case MaskType::bucket:
    case MaskType::truncate:
    case MaskType::pseudonym:
    case MaskType::fake:
    case MaskType::set_null:
    case MaskType::remove_member: break;
  }
  hide_all();
}

}  // namespace veilgate::masking
