#include <algorithm>
#include <cstddef>
#include <optional>

#include "masking/detect/bare_name.hpp"
#include "masking/detect/contact_card.hpp"
#include "masking/detect/key_info.hpp"
#include "masking/detect/key_tables.hpp"
#include "masking/detect/label.hpp"
#include "masking/detect/labelled_part.hpp"
#include "masking/detect/locate.hpp"
#include "masking/detect/named_value.hpp"
#include "masking/detect/parameter_syntax.hpp"
#include "masking/detect/text_tokens.hpp"

namespace veilgate::masking {
namespace {

// Flags under a telling name: mobile=1, email=true.
bool says_nothing(std::string_view value) noexcept {
  return value.size() < 2 || value == "true" || value == "false" || value == "null" || value == "undefined";
}

// X-Api-Key: g3ftAkUm. Words about a secret have no digits, counts no letters.
bool is_token(std::string_view value) noexcept {
  constexpr std::size_t kShortest = 8;
  return value.size() >= kShortest && value.find(' ') == value.npos &&
         std::any_of(value.begin(), value.end(), is_digit) && std::any_of(value.begin(), value.end(), is_ascii_letter);
}

// People's telephone numbers are the names of their accounts: the number is what the value is, masked or not.
constexpr bool is_account(ClassId id) noexcept {
  return id == ClassId::wechat || id == ClassId::qq || id == ClassId::account_id;
}
bool may_be_mobile(std::string_view value) noexcept {
  return value.size() == 11 && value[0] == '1' &&
         std::all_of(value.begin(), value.end(), [](char c) { return is_digit(c) || c == '*'; });
}

class Parameters {
 public:
  Parameters(const LocateInput& input, std::vector<Span>& out)
      : input_(input), text_(input.text), syntax_(input.text), out_(out), first_(out.size()) {}

  void run() {
    for (std::size_t sign = syntax_.next_sign(0); sign < text_.size();
         sign = syntax_.next_sign(std::max(sign + 1, floor_))) {
      const std::size_t from = floor_;
      floor_ = std::max(floor_, sign + 1);
      const std::size_t colon = colon_at(text_, sign);
      if (colon != 0 && (read_part(from, sign) || colon != 1)) continue;
      const std::optional<TextRange> name =
          text_[sign] == '>' ? syntax_.tag_before(sign) : syntax_.name_before(from, sign);
      if (!name) continue;
      const std::string_view full = text_.substr(name->begin, name->end - name->begin);
      const std::string_view word = full.substr(full.rfind(':') + 1);  // <ns:userName>
      const bool bare = is_bare_name(word);
      const ClassId class_id = class_by_name(*name, word);
      somebody_ = somebody_ || begins_somebody(word, sign + 1);
      if (text_[sign] == '>' && class_id == ClassId::none && !bare) read_label_element(sign + 1, full);
      if (text_[sign] == '=' && (word == "CN" || word == "cn")) {
        if (const std::optional<Span> person = common_name_behind(text_, sign); person) {
          out_.push_back(*person);
          floor_ = person->end;
        }
        continue;
      }
      if (class_id == ClassId::none && !bare) continue;
      if (bare && text_[sign] == '=' && is_in_markup(name->begin)) {
        read_field_name(sign);
        continue;
      }
      const TextRange value = text_[sign] == '>' ? syntax_.content_behind(sign + 1, full) : syntax_.value_behind(sign);
      if (value.empty()) continue;
      floor_ = value.end;
      if (says_nothing(text_.substr(value.begin, value.end - value.begin))) {
        if (!bare) input_.reject(class_id, Rejection::other_form, value.begin, value.end);
      } else if (!bare) {
        add_named(value, class_id, word);
      } else if (bare_.empty()) {
        bare_ = value;
      }
    }
    if (somebody_ && !bare_.empty()) add(bare_, ClassId::person_name);
    const bool card = holds_contact_card(text_);
    if (card) locate_contact_card(text_, out_);
    if (somebody_ || card) {
      std::sort(out_.begin() + static_cast<std::ptrdiff_t>(first_), out_.end(),
                [](const Span& a, const Span& b) { return a.begin < b.begin; });
    }
  }

 private:
  // `收货地址：…`, `X-User-Idcard: …`: whether the colon at `sign` stands between a name that tells a class and its
  // value.
  bool read_part(std::size_t from, std::size_t sign) {
    const std::optional<std::string_view> name = name_of_part(text_, sign);
    if (!name || name->data() < text_.data() + from) return false;
    const ClassId class_id = class_of(*name);
    const bool told = class_id == ClassId::person_name || class_id == ClassId::address;
    if (class_id == ClassId::none) return false;
    if (!told && (static_cast<unsigned char>(name->back()) >= 0x80 || is_label(*name))) return false;
    const std::string_view value = value_of_part(text_, sign, class_id);
    if (value.empty() || (class_id == ClassId::secret && !is_token(value))) return false;
    const auto begin = static_cast<std::size_t>(value.data() - text_.data());
    add_named({begin, begin + value.size()}, class_id, *name);
    floor_ = begin + value.size();
    return true;
  }

  // The class of the value whose name is `word`; an element that names its field in an attribute is known by that.
  ClassId class_by_name(const TextRange& name, std::string_view word) const {
    if (field_ != ClassId::none && name.begin >= field_tag_ && name.begin < field_end_) {
      const bool holds = word == "value" || word == "content" || name.begin == field_tag_;
      if (holds) return field_;
    }
    return class_of(word);
  }

  void add_named(const TextRange& value, ClassId class_id, std::string_view name) {
    const std::string_view text = text_.substr(value.begin, value.end - value.begin);
    if (is_account(class_id) && may_be_mobile(text)) return;
    const NamedValue read = read_named_value(class_id, name.starts_with(protected_hex_prefix()), text);
    if (read.stays) return input_.reject(class_id, read.why, value.begin, value.end);
    add(value, read.class_id);
    somebody_ = somebody_ || speaks_for_somebody(class_id);
  }

  void add(const TextRange& value, ClassId class_id) {
    out_.push_back({static_cast<std::uint32_t>(value.begin), static_cast<std::uint32_t>(value.end), class_id});
  }

  static bool is_label_tag(std::string_view tag) noexcept {
    constexpr std::string_view kTags[] = {"key", "label", "th", "td", "dt", "field", "param"};
    return std::find(std::begin(kTags), std::end(kTags), tag) != std::end(kTags);
  }

  // <key>tel</key><string>…</string>, <th>电话</th><td>…</td>, <td>电话</td><td>…</td>, <b>电话：</b><i>…</i>: the
  // content of the first names that of the second, unless that is a name, too.
  void read_label_element(std::size_t at, std::string_view tag) {
    constexpr std::size_t kBetween = 32;
    const TextRange label = syntax_.content_behind(at, tag);
    if (label.empty() || label.end - label.begin > kLongestParameterName) return;
    if (!is_label_tag(tag) && text_[label.end - 1] != ':') return;
    const ClassId named = class_of(text_.substr(label.begin, label.end - label.begin));
    if (named == ClassId::none) return;
    const std::size_t behind = label.end + tag.size() + 3;  // </tag>
    const std::string_view rest = text_.substr(std::min(behind, text_.size()), kBetween);
    const std::size_t open = rest.find_first_not_of(" \t\r\n:");
    if (open == std::string_view::npos || rest[open] != '<') return;
    if (text_.substr(behind + open + 1).starts_with(tag) && (tag != "td" || holds_name(behind + open + 1))) return;
    field_ = named;
    field_tag_ = behind + open + 1;
    field_end_ = field_tag_ + 1;
    floor_ = label.end;
  }
  // Whether the element whose name begins at `begin` is the head of another column: <td>姓名</td><td>电话</td>.
  bool holds_name(std::size_t begin) noexcept {
    const std::size_t open = text_.substr(begin, kLongestTag).find('>');
    if (open == std::string_view::npos) return true;
    const TextRange content = syntax_.content_behind(begin + open + 1, "td");
    return content.end - content.begin <= kLongestParameterName &&
           class_of(text_.substr(content.begin, content.end - content.begin)) != ClassId::none;
  }
  ClassId class_of(std::string_view name) const {
    return input_.names != nullptr ? input_.names->class_named(name) : class_named(name);
  }

  // Whether an attribute begins at `at`: of an element, or of a part of a form.
  bool is_in_markup(std::size_t at) noexcept {
    constexpr std::string_view kPart = "form-data; ";
    field_tag_ = text_.size();
    const std::size_t from = at > kLongestTag ? at - kLongestTag : 0;
    const std::string_view before = text_.substr(from, at - from);
    if (before.ends_with(kPart)) return true;
    const std::size_t sign = before.find_last_of("<>");
    if (sign == std::string_view::npos || before[sign] != '<') return false;
    field_tag_ = from + sign + 1;
    return true;
  }

  // <input name="tel" value="…">, <string name="tel">…</string>, name="tel" and a blank line: what the field is named.
  void read_field_name(std::size_t sign) {
    const TextRange named = syntax_.value_behind(sign);
    if (named.empty() || named.end - named.begin > kLongestParameterName) return;
    const std::string_view field = text_.substr(named.begin, named.end - named.begin);
    field_ = class_of(field);
    floor_ = named.end;
    // <user name="张三" mobile="…"/>
    if (field_ == ClassId::none && bare_.empty() && may_be_person(field)) bare_ = named;
    if (field_ == ClassId::none) return;
    if (field_tag_ != text_.size()) {
      const std::size_t close = text_.substr(named.end, kLongestTag).find('>');
      field_end_ = named.end + (close == std::string_view::npos ? 0 : close);
      return;
    }
    const std::size_t blank = text_.substr(named.end, kLongestTag).find('\n');
    if (blank == std::string_view::npos) return;
    std::size_t begin = named.end + blank;
    while (begin < text_.size() && (text_[begin] == '\n' || text_[begin] == '\r')) ++begin;
    const TextRange value{begin, std::min(text_.find_first_of("\r\n", begin), text_.size())};
    if (!value.empty()) add_named(value, field_, field);
    floor_ = value.end;
  }

  // "receiver":{…: the members of somebody follow.
  bool begins_somebody(std::string_view name, std::size_t at) const {
    while (at < text_.size() && (text_[at] == ' ' || text_[at] == '[')) ++at;
    return at < text_.size() && (text_[at] == '{' || text_[at] == '(') && classify_key(name).person;
  }

  const LocateInput& input_;
  std::string_view text_;
  ParameterSyntax syntax_;
  std::vector<Span>& out_;
  std::size_t first_;              // of the spans found here
  std::size_t floor_ = 0;          // what lies before it was read
  ClassId field_ = ClassId::none;  // of the last element that names its field in an attribute
  std::size_t field_tag_ = 0;      // where that element's name begins
  std::size_t field_end_ = 0;      // and its tag ends
  bool somebody_ = false;          // a value that is somebody's was found
  TextRange bare_;                 // of the first bare `name`
};

}  // namespace

void locate_parameter(const LocateInput& input, std::vector<Span>& out) {
  Parameters(input, out).run();
}

}  // namespace veilgate::masking
