// What stands around a written number: words that speak for it, letters that speak against it, an extension after it.
// In the normal view; places are bytes. Pure; any number of threads.
#pragma once

#include <cstddef>
#include <string_view>

#include "masking/detect/digit_groups.hpp"

namespace veilgate::masking {

// An ASCII letter touches the number before `begin`, and it is not the end of a word such as `tel`.
bool is_glued_before(std::string_view text, std::size_t begin) noexcept;

// An ASCII letter touches the number that ends at `end`, and no extension begins there.
bool is_glued_after(std::string_view text, std::size_t end) noexcept;

// The number at `begin` is the fraction of a decimal: digits and a dot stand before it. A list number (`1.13800138000`,
// one or two digits after nothing, a blank or a Han letter) is none, unless it is all there is in the value.
enum class DotBefore : unsigned char { none, list_number, decimal };
DotBefore dot_before(const DigitGroups& groups) noexcept;

// The last twelve digits of a UUID: `-` and four hexadecimal digits and `-` stand before `begin`.
bool is_uuid_tail(std::string_view text, std::size_t begin) noexcept;

// The end of the extension that begins at `at` (the end of a telephone number): `-`, `#`, `,`, 转, 分机, ext or x and
// one to six digits, after a comma three to six. `at` when there is none.
std::size_t extension_end(std::string_view text, std::size_t at) noexcept;

// A word for a number that is nobody's (Label::order) stands before `begin`: 订单号13800138000, SKU 13800138000. A bare
// run of digits behind it is that number. 订单 and a blank, as people part the items of a list with, is none.
bool follows_order_word(std::string_view text, std::size_t begin) noexcept;

// What the number that ends at `end` counts stands right behind it, without a blank: 元, 块钱, 美元, 件, 人次.
bool precedes_unit(std::string_view text, std::size_t end) noexcept;

// A word for the thing stands within 32 bytes before `begin`, with no digit between.
bool follows_identity_word(std::string_view text, std::size_t begin) noexcept;  // 身份证, 证件, ID card …
bool follows_card_word(std::string_view text, std::size_t begin) noexcept;      // 卡号, 银行卡, card …

}  // namespace veilgate::masking
