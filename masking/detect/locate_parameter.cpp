#include <algorithm>
#include <cstddef>

#include "masking/detect/key_info.hpp"
#include "masking/detect/locate.hpp"
#include "masking/detect/text_tokens.hpp"

namespace veilgate::masking {
namespace {

constexpr std::size_t kLongestName = 64;

constexpr bool is_name_character(char c) noexcept {
  return is_word_character(c) || c == '_' || c == '-' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
}
bool ends_value(char c) noexcept {
  return static_cast<unsigned char>(c) <= 0x20 ||
         std::string_view("&;,\"'<>(){}[]|#\\").find(c) != std::string_view::npos;
}

// Flags under a telling name: mobile=1, email=true.
bool says_nothing(std::string_view value) noexcept {
  return value.size() < 2 || value == "true" || value == "false" || value == "null" || value == "undefined";
}

}  // namespace

void locate_parameter(const LocateInput& input, std::vector<Span>& out) {
  const std::string_view text = input.text;
  std::size_t floor = 0;
  for (std::size_t sign = text.find('='); sign != std::string_view::npos; sign = text.find('=', sign + 1)) {
    std::size_t name = sign;
    while (name > floor && sign - name < kLongestName && is_name_character(text[name - 1])) --name;
    floor = sign + 1;
    if (name == sign || floor == text.size() || ends_value(text[floor]) || text[floor] == '=') continue;
    const ClassId class_id = class_named(text.substr(name, sign - name));
    if (class_id == ClassId::none) continue;
    std::size_t end = floor;
    while (end < text.size() && !ends_value(text[end])) ++end;
    floor = end;
    const bool flag = says_nothing(text.substr(sign + 1, end - sign - 1));
    if (flag) input.reject(class_id, Rejection::other_form, sign + 1, end);
    if (!flag) out.push_back({static_cast<std::uint32_t>(sign + 1), static_cast<std::uint32_t>(end), class_id});
    sign = end - 1;
  }
}

}  // namespace veilgate::masking
