#include "masking/json/seal_value.hpp"

#include <string>

namespace veilgate::masking {
namespace {

constexpr std::string_view kCovered = "******";

Result<Sealing::Sealed> seal(const WalkContext& context, const MaskSpec& mask, ClassId class_id,
                             std::string_view plaintext) {
  Sealing& sealing = context.tools.sealing;
  sealing.use(context.plan.seal_keys, context.plan.policy.id());
  return sealing.seal(mask, class_id, context.plan.policy.name_of(class_id), plaintext);
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

// The number of the suites that keep the format: what came out, where a number can say it, and its companion.
void add_formatted_number(const Sealing::Sealed& sealed, config::OnNumber on_number, std::string_view name,
                          std::uint32_t begin, std::uint32_t end, std::string& buffer, EditList& out) {
  if (on_number == config::OnNumber::string) {
    out.add(begin, end, std::string("\"").append(sealed.value).append("\""));
  } else {
    out.add(begin, end, sealed.value);
  }
  out.add(end, end, beside(sealed, name, sealed.companion, buffer));
}

}  // namespace

Result<bool> seal_string(const WalkContext& context, const MaskSpec& mask, ClassId class_id, std::string_view name,
                         std::string_view plaintext, std::uint32_t begin, std::uint32_t end, EditList& out) {
  const auto sealed = seal(context, mask, class_id, plaintext);
  if (!sealed) return sealed.error();
  if (sealed->own_already) return false;
  out.add(begin, end, sealed->covered || lacks_companion(*sealed, name) ? kCovered : sealed->value);
  const std::string_view more = beside(*sealed, name, sealed->companion, context.tools.text);
  if (!more.empty()) out.add(end + 1, end + 1, more);
  return true;
}

Result<void> seal_number(const WalkContext& context, const Treatment& treatment, ClassId class_id,
                         std::string_view name, std::string_view number, std::uint32_t begin, std::uint32_t end,
                         EditList& out) {
  if (treatment.on_number == config::OnNumber::block) {
    return make_error(Code::number_refused, Origin::policy, "a sensitive value is a number and on_number is block");
  }
  const auto sealed = seal(context, *treatment.mask, class_id, number);
  if (!sealed) return sealed.error();
  const bool has_token = !sealed->covered && sealed->companion.empty();
  const bool has_form = !sealed->covered && !sealed->companion.empty() && !name.empty();
  if (has_form && (treatment.on_number == config::OnNumber::string ||
                   (treatment.on_number == config::OnNumber::number && is_number(sealed->value)))) {
    add_formatted_number(*sealed, treatment.on_number, name, begin, end, context.tools.text, out);
    return {};
  }
  if (treatment.on_number == config::OnNumber::string && has_token) {
    out.add(begin, end, std::string("\"").append(sealed->value).append("\""));
    if (const auto more = beside(*sealed, name, {}, context.tools.text); !more.empty()) out.add(end, end, more);
    return {};
  }
  out.add(begin, end, treatment.on_number == config::OnNumber::zero ? "0" : "null");
  if (!has_token) return {};
  const auto more = beside(*sealed, name, sealed->value, context.tools.text);
  if (!more.empty()) out.add(end, end, more);
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
