#include <algorithm>
#include <cstddef>

#include "masking/detect/label.hpp"
#include "masking/detect/locate.hpp"
#include "masking/detect/text_tokens.hpp"

namespace veilgate::masking {
namespace {

constexpr bool is_id_character(char c) noexcept {
  return is_word_character(c) || c == '_' || c == '-';
}

// WeChat's own rule: 6 to 20 of letters, digits, _ and -, a letter first; wxid_… is longer. Plain words are none:
// people write 微信 pay, wechat official.
bool is_wechat_id(std::string_view id) noexcept {
  if (id.size() < 6 || id.size() > 32 || !(is_ascii_letter(id[0]) || is_digit(id[0]))) return false;
  const bool digits = std::any_of(id.begin(), id.end(), is_digit);
  return digits || id.find('_') != std::string_view::npos;
}

}  // namespace

void locate_wechat(const LocateInput& input, std::vector<Span>& out) {
  const std::string_view text = input.text;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_word_character(text[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < text.size() && is_id_character(text[at])) ++at;
    const std::string_view id = text.substr(begin, at - begin);
    const bool own_form = id.starts_with("wxid_") && id.size() >= 11;
    if (!own_form && !is_wechat_id(id)) {
      if (input.rejections != nullptr && label_before(text, begin) == Label::wechat) {
        input.reject(ClassId::wechat, Rejection::other_form, begin, at);
      }
      continue;
    }
    const Label label = own_form ? Label::wechat : label_before(text, begin);
    if (label != Label::wechat && label != Label::account) continue;
    const ClassId class_id = label == Label::wechat ? ClassId::wechat : ClassId::account_id;
    out.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at), class_id});
  }
}

}  // namespace veilgate::masking
