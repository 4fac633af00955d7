// Where a name and its value stand around the sign between them: =, =>, a colon, or the > of an element.
//
//   mobile=138…   `mobile` = '138…'   [mobile] => 138…   "mobile":"138…"   {mobile:138…}   <mobile>138…</mobile>
//
// What a name means is locate_parameter.cpp's. Places are bytes of the text, which is in its normal view and outlives
// the object. Linear over a whole text, as long as signs are asked for in ascending order. One object a text; not
// thread safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace veilgate::masking {

inline constexpr std::size_t kLongestParameterName = 64;  // bytes
inline constexpr std::size_t kLongestTag = 128;           // bytes

struct TextRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool empty() const noexcept { return begin == end; }
};

class ParameterSyntax {
 public:
  explicit ParameterSyntax(std::string_view text) noexcept : text_(text) {}

  // The next =, > or colon from `at` on; the size of the text when there is none.
  std::size_t next_sign(std::size_t at) const noexcept;

  // name=, name =, `name`=, [name] =>, "name":, 'name':, receiverName: and, as part of a record, {name:, with the sign
  // at `sign`. Nothing before `floor` is looked at.
  std::optional<TextRange> name_before(std::size_t floor, std::size_t sign) const noexcept;

  // <name> and <name attribute="…"> that end at `sign`.
  std::optional<TextRange> tag_before(std::size_t sign) noexcept;

  // What stands behind = or a colon: in quotes up to the same sign, else up to a blank or sign. Empty: nothing does.
  TextRange value_behind(std::size_t sign) noexcept;

  // <tel>…</tel>, <name><![CDATA[…]]></name>: the text, which begins at `at`, of an element without further ones.
  TextRange content_behind(std::size_t at, std::string_view name) noexcept;

 private:
  bool is_in_record(std::size_t begin, std::size_t colon) const noexcept;
  bool is_quoted_behind(std::size_t colon) const noexcept;
  std::size_t skip_escapes_before(std::size_t end, std::size_t floor) const noexcept;
  TextRange quoted(std::size_t open, std::size_t escapes) noexcept;
  std::size_t find(std::string_view sign, std::size_t at, bool& left) const noexcept;

  std::string_view text_;
  std::size_t tag_floor_ = 0;  // behind the last tag
  // Whether such a sign may be left in the text.
  bool single_left_ = true;
  bool double_left_ = true;
  bool data_left_ = true;
  bool tag_left_ = true;
};

}  // namespace veilgate::masking
