// What stands beside Chinese names in texts and is none: numbers people are reached by, titles of goods, remarks.
//
// Places are bytes of a text in its normal view. Each function looks a bounded way; pure; any number of threads.
#pragma once

#include <cstddef>
#include <string_view>

namespace veilgate::masking {

// A telephone number or a resident ID that begins at `at`, as far as it takes to put a name beside it: where it ends,
// `at` if none.
std::size_t personal_number_end(std::string_view text, std::size_t at) noexcept;

// Whether the title at `title` with the family name before it is a word of its own: 康师傅, 班主任, 钱大妈.
bool is_title_of_brand(std::string_view text, std::size_t title, char32_t family) noexcept;

// 女士跑鞋, 先生牛肉面: whether the title at `title` says for whom something is made, not who buys it.
bool is_title_of_goods(std::string_view text, std::size_t title) noexcept;

// 张三(String), 138…(String): where a word in brackets that ends at `end` and says how the parameters of a statement
// are typed begins; `end` when there is none. Nothing before `floor` is looked at.
std::size_t skip_type_before(std::string_view text, std::size_t floor, std::size_t end) noexcept;

// ASCII words that look like a name, after a role and a colon (`联系人: John Smith`): where they end; `at` when none
// begin there.
std::size_t latin_name_end(std::string_view text, std::size_t at) noexcept;

}  // namespace veilgate::masking
