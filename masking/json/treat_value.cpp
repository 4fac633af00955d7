// What becomes of a value whose class a key or a path decides.
#include "masking/json/decide.hpp"

#include "masking/detect/named_value.hpp"
#include "masking/json/number_edit.hpp"
#include "masking/json/seal_value.hpp"
#include "masking/text/other_view.hpp"

namespace veilgate::masking {

bool Decider::mask_named_string(ClassId named, const KeyInfo& info, std::uint32_t name_begin, std::uint32_t name_end,
                                std::uint32_t begin, std::uint32_t end) {
  if (begin == end) return true;
  const auto content = level_.bytes.content(begin, end, kFewestDigits);
  if (content.backslash) return false;
  const std::string_view raw = text_.substr(begin, end - begin);
  const bool other_view = content.mark && may_have_other_view(raw);
  if (!other_view) {
    NamedValue value{named};
    if (may_be_other_than_named(named, info.protected_hex, raw)) {
      value = read_named_value(named, info.protected_hex, raw);
      if (value.stays) return false;
    }
    if (const MaskSpec* const mask = context_.plan.plain_masks[index_of(value.class_id)]; mask != nullptr) {
      count(value.class_id);
      append_mask(*mask, value.class_id, text_, begin, end, level_.decided);
      return true;
    }
  }
  Slot slot;
  slot.class_id = named;
  slot.name_begin = name_begin;
  slot.name_end = name_end;
  slot.protected_hex = info.protected_hex;
  Rejection why = Rejection::excluded_by_rule;
  if (is_spared(slot, begin, end, other_view, why)) return false;
  const Treatment* const treatment = treatment_of(slot);
  if (treatment == nullptr || treatment->mask->type == config::MaskType::remove_member) return false;
  return treat_string(slot, *treatment, begin, end, other_view) == Verdict::keep;
}

Verdict Decider::treat_string(const Slot& slot, const Treatment& treatment, std::uint32_t begin, std::uint32_t end,
                              bool decode) {
  const MaskSpec& mask = *treatment.mask;
  if (mask.type == config::MaskType::encrypt) return seal_string(slot, mask, begin, end);
  count(slot.class_id);
  const bool remove = mask.type == config::MaskType::remove_member;
  if (remove || mask.type == config::MaskType::set_null) {
    if (decode && !escapes_are_valid(text_.substr(begin, end - begin))) {
      return refuse(make_error(Code::bad_json, Origin::upstream, "a string has a bad escape"));
    }
    if (remove) return Verdict::remove;
    level_.decided.add(begin - 1, end + 1, "null");
    return Verdict::keep;
  }
  if (!decode && mask.json_plain) {
    append_mask(mask, slot.class_id, text_, begin, end, level_.decided);
    return Verdict::keep;
  }
  DecodedText& decoded = tools_.decoded;
  if (!unescape_and_fold(text_.substr(begin, end - begin), decoded)) {
    return refuse(make_error(Code::bad_json, Origin::upstream, "a string has a bad escape"));
  }
  tools_.masked.clear();
  append_mask(mask, slot.class_id, decoded.text, 0, static_cast<std::uint32_t>(decoded.text.size()), tools_.masked);
  for (const Edit& edit : tools_.masked) {
    level_.decided.add(begin + decoded.raw_of[edit.begin], begin + decoded.raw_of[edit.end],
                       json_text(tools_.masked.replacement(edit), tools_.text));
  }
  return Verdict::keep;
}

Verdict Decider::treat_number(const Slot& slot, const Treatment& treatment, std::uint32_t begin, std::uint32_t end) {
  count(slot.class_id);
  if (treatment.mask->type == config::MaskType::remove_member) return Verdict::remove;
  const std::string_view number = text_.substr(begin, end - begin);
  if (treatment.mask->type == config::MaskType::encrypt) {
    const auto done =
        queue_number(treatment, slot.class_id, name_of(slot), number, begin, end, level_.seals, level_.decided);
    level_.last_seal = Level::LastSeal::by_us;
    return done ? Verdict::keep : refuse(done.error());
  }
  const auto done = append_number_edit(treatment, slot.class_id, number, begin, end, tools_.masked, level_.decided);
  return done ? Verdict::keep : refuse(done.error());
}

std::string_view Decider::name_of(const Slot& slot) const noexcept {
  return text_.substr(slot.name_begin, slot.name_end - slot.name_begin);
}

Verdict Decider::seal_string(const Slot& slot, const MaskSpec& mask, std::uint32_t begin, std::uint32_t end) {
  std::string_view plaintext = text_.substr(begin, end - begin);
  if (plaintext.find('\\') != std::string_view::npos) {
    if (!unescape(plaintext, tools_.decoded)) {
      return refuse(make_error(Code::bad_json, Origin::upstream, "a string has a bad escape"));
    }
    plaintext = tools_.decoded.text;
  }
  const auto sealed =
      queue_string(context_, mask, slot.class_id, name_of(slot), plaintext, begin, end, level_.seals, level_.decided);
  if (!sealed) return refuse(sealed.error());
  level_.last_seal = *sealed ? Level::LastSeal::by_us : Level::LastSeal::before_us;
  if (*sealed) count(slot.class_id);
  return Verdict::keep;
}

bool Decider::is_own_token(std::string_view text) {
  return masking::is_own_token(context_, text);
}

}  // namespace veilgate::masking
