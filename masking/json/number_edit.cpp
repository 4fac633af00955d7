#include "masking/json/number_edit.hpp"

#include <string>

#include "masking/act/mask.hpp"

namespace veilgate::masking {

Result<void> append_number_edit(const Treatment& treatment, ClassId class_id, std::string_view number,
                                std::uint32_t begin, std::uint32_t end, EditList& scratch, EditList& out) {
  const MaskSpec& mask = *treatment.mask;
  if (mask.type == config::MaskType::set_null) {
    out.add(begin, end, "null");
    return {};
  }
  switch (treatment.on_number) {
    case config::OnNumber::null: out.add(begin, end, "null"); return {};
    case config::OnNumber::number: {
      std::string made;
      out.add(begin, end, append_number(mask, number, scratch, made) ? std::string_view(made) : "null");
      return {};
    }
    case config::OnNumber::zero: out.add(begin, end, "0"); return {};
    case config::OnNumber::block: break;
    case config::OnNumber::string: {
      scratch.clear();
      append_mask(mask, class_id, number, 0, static_cast<std::uint32_t>(number.size()), scratch);
      std::string text = "\"";
      std::string buffer;
      std::uint32_t kept = 0;
      for (const Edit& edit : scratch) {
        text.append(number.substr(kept, edit.begin - kept)).append(json_text(scratch.replacement(edit), buffer));
        kept = edit.end;
      }
      text.append(number.substr(kept)).push_back('"');
      out.add(begin, end, text);
      return {};
    }
  }
  return make_error(Code::number_refused, Origin::policy, "a sensitive value is a number and on_number is block");
}

}  // namespace veilgate::masking
