#include "masking/json/seal_value.hpp"

#include <string>

namespace veilgate::masking {
namespace {

constexpr std::string_view kCovered = "******";

Result<Sealing::Sealed> seal(const WalkContext& context, const MaskSpec& mask, ClassId class_id,
                             std::string_view plaintext, std::string* out = nullptr) {
  Sealing& sealing = context.tools.sealing;
  sealing.use(context.plan.seal_keys, context.plan.policy.id());
  return sealing.seal(mask, class_id, context.plan.policy.name_of(class_id), plaintext, out);
}

void append_member(std::string_view prefix, std::string_view name, std::string_view json, std::string& out) {
  out.append(",\"").append(prefix).append(name).append("\":").append(json);
}

// What goes behind the value of the member `name`.
std::string_view beside(const Sealing::Sealed& sealed, std::string_view name, std::string_view token,
                        std::string& buffer) {
  buffer.clear();
  if (name.empty()) return buffer;
  if (!token.empty()) {
    append_member(kTokenMemberPrefix, name, "\"", buffer);
    buffer.append(token).push_back('"');
  }
  if (!sealed.index.empty()) append_member(kIndexMemberPrefix, name, sealed.index, buffer);
  return buffer;
}

// A value in its own form could not come back without its companion, which needs a name to stand under.
bool lacks_companion(const Sealing::Sealed& sealed, std::string_view name) noexcept {
  return !sealed.companion.empty() && name.empty();
}

// Whether digits are a JSON number: without a zero before others.
bool is_number(std::string_view digits) noexcept {
  return !digits.empty() && (digits.size() == 1 || digits.front() != '0') &&
         digits.find_first_not_of("0123456789") == std::string_view::npos;
}

// What stands in the place of a sealed number, and beside it.
struct SealedNumber {
  std::string value;
  std::string_view beside;
};

SealedNumber number_text(const Sealing::Sealed& sealed, config::OnNumber on_number, std::string_view name,
                         std::string& buffer) {
  using config::OnNumber;
  const bool has_token = !sealed.covered && sealed.companion.empty();
  const bool has_form = !sealed.covered && !sealed.companion.empty() && !name.empty();
  const auto in_quotes = [&] { return std::string("\"").append(sealed.value).append("\""); };
  if (on_number == OnNumber::string && (has_token || has_form)) {
    return {in_quotes(), beside(sealed, name, sealed.companion, buffer)};
  }
  if (on_number == OnNumber::number && has_form && is_number(sealed.value)) {
    return {std::string(sealed.value), beside(sealed, name, sealed.companion, buffer)};
  }
  return {on_number == OnNumber::zero ? "0" : "null",
          has_token ? beside(sealed, name, sealed.value, buffer) : std::string_view()};
}

// Whether something may have to stand beside a string that is sealed.
bool has_more(const MaskSpec& mask, std::string_view name) noexcept {
  return !name.empty() && (!mask.index.empty() || keeps_format(mask.suite));
}

Result<void> finish_number(const WalkContext& context, const WaitingSeal& value, std::string_view plaintext) {
  const auto sealed = seal(context, *value.mask, value.class_id, plaintext);
  if (!sealed) return sealed.error();
  const SealedNumber number = number_text(*sealed, value.on_number, value.name, context.tools.text);
  value.out->fill(value.edit, number.value);
  if (!value.name.empty()) value.out->fill(value.edit + 1, number.beside);
  return {};
}

Result<void> finish_string(const WalkContext& context, const WaitingSeal& value, std::string_view plaintext) {
  Result<Sealing::Sealed> sealed = Sealing::Sealed{};
  value.out->fill_with(value.edit, [&](std::string& text) {
    const std::size_t begin = text.size();
    sealed = seal(context, *value.mask, value.class_id, plaintext, &text);
    if (!sealed || (!sealed->covered && !lacks_companion(*sealed, value.name))) return;
    text.resize(begin);
    text.append(kCovered);
  });
  if (!sealed) return sealed.error();
  if (has_more(*value.mask, value.name)) {
    value.out->fill(value.edit + 1, beside(*sealed, value.name, sealed->companion, context.tools.text));
  }
  return {};
}

}  // namespace

Result<bool> queue_string(const WalkContext& context, const MaskSpec& mask, ClassId class_id, std::string_view name,
                          std::string_view plaintext, std::uint32_t begin, std::uint32_t end, SealQueue& queue,
                          EditList& out) {
  if (may_begin_token(plaintext)) {
    Sealing& sealing = context.tools.sealing;
    sealing.use(context.plan.seal_keys, context.plan.policy.id());
    const auto own = sealing.is_own(mask, class_id, context.plan.policy.name_of(class_id), plaintext);
    if (!own) return own.error();
    if (*own) return false;
  }
  WaitingSeal value;
  value.mask = &mask;
  value.out = &out;
  value.edit = out.reserve(begin, end);
  value.class_id = class_id;
  value.name = name;
  if (has_more(mask, name)) out.reserve(end + 1, end + 1);
  queue.add(value, plaintext);
  return true;
}

Result<void> queue_number(const Treatment& treatment, ClassId class_id, std::string_view name, std::string_view number,
                          std::uint32_t begin, std::uint32_t end, SealQueue& queue, EditList& out) {
  if (treatment.on_number == config::OnNumber::block) {
    return make_error(Code::number_refused, Origin::policy, "a sensitive value is a number and on_number is block");
  }
  WaitingSeal value;
  value.mask = treatment.mask;
  value.out = &out;
  value.edit = out.reserve(begin, end);
  value.class_id = class_id;
  value.name = name;
  value.is_number = true;
  value.on_number = treatment.on_number;
  if (!name.empty()) out.reserve(end, end);
  queue.add(value, number);
  return {};
}

Result<void> seal_waiting(const WalkContext& context, const SealQueue& queue) {
  for (const WaitingSeal& value : queue) {
    const std::string_view plaintext = queue.plaintext(value);
    if (auto done =
            value.is_number ? finish_number(context, value, plaintext) : finish_string(context, value, plaintext);
        !done) {
      return done;
    }
  }
  return {};
}

Result<void> seal_span(const WalkContext& context, const MaskSpec& mask, ClassId class_id, std::string_view text,
                       std::uint32_t begin, std::uint32_t end, EditList& out) {
  const auto sealed = seal(context, mask, class_id, text.substr(begin, end - begin));
  if (!sealed) return sealed.error();
  if (sealed->own_already) return {};
  // Without its companion a value in its own form could not come back.
  const bool has_token = !sealed->covered && sealed->companion.empty();
  out.add(begin, end, has_token ? sealed->value : kCovered);
  return {};
}

bool is_own_token(const WalkContext& context, std::string_view text) {
  const CompiledPlan& plan = context.plan;
  Sealing& sealing = context.tools.sealing;
  sealing.use(plan.seal_keys, plan.policy.id());
  const auto own = sealing.is_own(*plan.seal_mask, plan.seal_class, plan.policy.name_of(plan.seal_class), text);
  return own && *own;
}

}  // namespace veilgate::masking
