#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "masking/detect/contact_card.hpp"
#include "masking/detect/key_info.hpp"
#include "masking/detect/key_tables.hpp"
#include "masking/detect/label.hpp"
#include "masking/detect/labelled_part.hpp"
#include "masking/detect/locate.hpp"
#include "masking/detect/named_value.hpp"
#include "masking/detect/sign_forms.hpp"
#include "masking/detect/text_tokens.hpp"

namespace veilgate::masking {
namespace {

constexpr std::size_t kLongestName = 64;
constexpr std::size_t kLongestTag = 128;

constexpr bool is_high(char c) noexcept {
  return static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool is_name_character(char c) noexcept {
  return is_word_character(c) || c == '_' || c == '-' || c == '.' || is_high(c);
}
constexpr bool is_quote(char c) noexcept {
  return c == '"' || c == '\'';
}
// The signs between names and values, and the first byte of the wide colon.
constexpr std::array<bool, 256> kMayBeSign = [] {
  std::array<bool, 256> signs{};
  for (const char c : {'=', '>', ':', '\xEF'}) signs[static_cast<unsigned char>(c)] = true;
  return signs;
}();
bool ends_value(char c) noexcept {
  return static_cast<unsigned char>(c) <= 0x20 ||
         std::string_view("&;,\"'<>(){}[]|#\\").find(c) != std::string_view::npos;
}

// Flags under a telling name: mobile=1, email=true.
bool says_nothing(std::string_view value) noexcept {
  return value.size() < 2 || value == "true" || value == "false" || value == "null" || value == "undefined";
}

// A name that a colon without quotes may follow: of a record's part any word, else one made of several as names in
// programs are (receiverName, id_card). A single word before a colon may be any.
bool is_plain_name(std::string_view name, bool in_record) noexcept {
  bool compound = false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (!is_ascii_letter(c) && c != '_') return false;
    const bool hump = i > 0 && c >= 'A' && c <= 'Z' && name[i - 1] >= 'a' && name[i - 1] <= 'z';
    compound = compound || hump || (i > 0 && c == '_');
  }
  return compound || in_record;
}

// Whether values of the class belong to somebody, whose name a bare `name` beside them is.
bool speaks_for_somebody(ClassId id) noexcept {
  switch (id) {
    case ClassId::cn_mobile:
    case ClassId::cn_landline:
    case ClassId::intl_phone:
    case ClassId::address:
    case ClassId::cn_resident_id:
    case ClassId::passport:
    case ClassId::email:
    case ClassId::birth_date:
    case ClassId::bank_card: return true;
    default: return false;
  }
}

bool is_bare_name(std::string_view word) noexcept {
  return word == "name" || word == "Name" || word == "NAME";
}

// People's telephone numbers are the names of their accounts: the number is what the value is, masked or not.
constexpr bool is_account(ClassId id) noexcept {
  return id == ClassId::wechat || id == ClassId::qq || id == ClassId::account_id;
}
bool may_be_mobile(std::string_view value) noexcept {
  return value.size() == 11 && value[0] == '1' &&
         std::all_of(value.begin(), value.end(), [](char c) { return is_digit(c) || c == '*'; });
}

struct Bytes {
  std::size_t begin = 0;
  std::size_t end = 0;
};

class Parameters {
 public:
  Parameters(const LocateInput& input, std::vector<Span>& out)
      : input_(input), text_(input.text), out_(out), first_(out.size()) {}

  void run() {
    for (std::size_t sign = next_sign(0); sign < text_.size(); sign = next_sign(std::max(sign + 1, floor_))) {
      const std::size_t from = floor_;
      floor_ = std::max(floor_, sign + 1);
      const std::size_t colon = colon_at(text_, sign);
      if (colon != 0 && (read_part(from, sign) || colon != 1)) continue;
      const std::optional<Bytes> name = text_[sign] == '>' ? tag_before(sign) : name_before(from, sign);
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
      const Bytes value = text_[sign] == '>' ? content_behind(sign + 1, full) : value_behind(sign);
      if (value.begin == value.end) continue;
      floor_ = value.end;
      if (says_nothing(text_.substr(value.begin, value.end - value.begin))) {
        if (!bare) input_.reject(class_id, Rejection::other_form, value.begin, value.end);
      } else if (!bare) {
        add_named(value, class_id, word);
      } else if (bare_.begin == bare_.end) {
        bare_ = value;
      }
    }
    if (somebody_ && bare_.begin != bare_.end) add(bare_, ClassId::person_name);
    const bool card = holds_contact_card(text_);
    if (card) locate_contact_card(text_, out_);
    if (somebody_ || card) {
      std::sort(out_.begin() + static_cast<std::ptrdiff_t>(first_), out_.end(),
                [](const Span& a, const Span& b) { return a.begin < b.begin; });
    }
  }

 private:
  // The next =, > or colon from `at` on.
  std::size_t next_sign(std::size_t at) const noexcept {
    for (; at < text_.size(); ++at) {
      const char c = text_[at];
      if (kMayBeSign[static_cast<unsigned char>(c)] && (c == '=' || c == '>' || colon_at(text_, at) != 0)) return at;
    }
    return at;
  }

  // `收货地址：…`, `X-User-Idcard: …`: whether the colon at `sign` stands between a name that tells a class and its
  // value.
  bool read_part(std::size_t from, std::size_t sign) {
    const std::optional<std::string_view> name = name_of_part(text_, sign);
    if (!name || name->data() < text_.data() + from) return false;
    const ClassId class_id = class_of(*name);
    const bool told = class_id == ClassId::person_name || class_id == ClassId::address;
    if (class_id == ClassId::none || class_id == ClassId::secret) return false;
    if (!told && (is_high(name->back()) || is_label(*name))) return false;
    const std::string_view value = value_of_part(text_, sign, class_id);
    if (value.empty()) return false;
    const auto begin = static_cast<std::size_t>(value.data() - text_.data());
    add_named({begin, begin + value.size()}, class_id, *name);
    floor_ = begin + value.size();
    return true;
  }

  // The class of the value whose name is `word`; an element that names its field in an attribute is known by that.
  ClassId class_by_name(const Bytes& name, std::string_view word) const {
    if (field_ != ClassId::none && name.begin >= field_tag_ && name.begin < field_end_) {
      const bool holds = word == "value" || word == "content" || name.begin == field_tag_;
      if (holds) return field_;
    }
    return class_of(word);
  }

  void add_named(const Bytes& value, ClassId class_id, std::string_view name) {
    const std::string_view text = text_.substr(value.begin, value.end - value.begin);
    if (is_account(class_id) && may_be_mobile(text)) return;
    const NamedValue read = read_named_value(class_id, name.starts_with(protected_hex_prefix()), text);
    if (read.stays) return input_.reject(class_id, read.why, value.begin, value.end);
    add(value, read.class_id);
    somebody_ = somebody_ || speaks_for_somebody(class_id);
  }

  void add(const Bytes& value, ClassId class_id) {
    out_.push_back({static_cast<std::uint32_t>(value.begin), static_cast<std::uint32_t>(value.end), class_id});
  }

  // name=, name =, `name`=, [name] =>, "name":, 'name':, receiverName: and, as part of a record, {name:, with the sign
  // at `sign`.
  std::optional<Bytes> name_before(std::size_t floor, std::size_t sign) const noexcept {
    const bool colon = text_[sign] == ':';
    std::size_t end = std::max(floor, skip_blanks_before_sign(text_, sign));
    const bool closed = end > floor && text_[end - 1] == ']' && !colon;
    if (closed) --end;
    const bool quoted = end > floor && (is_quote(text_[end - 1]) || text_[end - 1] == '`');
    // Before most colons stands no name of a program's.
    if (colon && !quoted && (end == floor || !(is_ascii_letter(text_[end - 1]) || text_[end - 1] == '_'))) {
      return std::nullopt;
    }
    if (quoted) end = skip_escapes_before(end - 1, floor);
    std::size_t begin = end;
    while (begin > floor && end - begin < kLongestName && is_name_character(text_[begin - 1])) --begin;
    if (begin == end) return std::nullopt;
    if (quoted && (begin == 0 || (!is_quote(text_[begin - 1]) && text_[begin - 1] != '`'))) return std::nullopt;
    if (closed && !quoted && (begin == 0 || text_[begin - 1] != '[')) return std::nullopt;
    const bool record = end == sign && (is_in_record(begin, sign) || is_quoted_behind(sign));
    if (colon && !quoted && !is_plain_name(text_.substr(begin, end - begin), record)) return std::nullopt;
    return Bytes{begin, end};
  }

  // {tel:138…,name:…}, {Tel:138… Name:…}, mobile:138…|…: no blank around the colon, and the name begins the text or a
  // part of the record.
  bool is_in_record(std::size_t begin, std::size_t colon) const noexcept {
    constexpr std::size_t kReach = 128;
    const std::string_view before = text_.substr(begin > kReach ? begin - kReach : 0, std::min(begin, kReach));
    const std::size_t brace = before.ends_with(' ') ? before.find_last_of("{}") : std::string_view::npos;
    const bool first = begin == 0 || std::string_view("{[(,;|&").find(text_[begin - 1]) != std::string_view::npos ||
                       (brace != std::string_view::npos && before[brace] == '{');
    return first && colon + 1 < text_.size() && static_cast<unsigned char>(text_[colon + 1]) > ' ';
  }

  // createUser(name: "…", mobile: "…")
  bool is_quoted_behind(std::size_t colon) const noexcept {
    const std::size_t value = text_.substr(colon + 1).starts_with(' ') ? colon + 2 : colon + 1;
    return value < text_.size() && (is_quote(text_[value]) || text_[value] == '\\');
  }

  // <key>tel</key><string>…</string>, <th>电话</th><td>…</td>, <td>电话</td><td>…</td>, <b>电话：</b><i>…</i>: the
  // content of the first names that of the second, unless that is a name, too.
  static bool is_label_tag(std::string_view tag) noexcept {
    constexpr std::string_view kTags[] = {"key", "label", "th", "td", "dt", "field", "param"};
    return std::find(std::begin(kTags), std::end(kTags), tag) != std::end(kTags);
  }
  void read_label_element(std::size_t at, std::string_view tag) {
    constexpr std::size_t kBetween = 32;
    const Bytes label = content_behind(at, tag);
    if (label.begin == label.end || label.end - label.begin > kLongestName) return;
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
    const Bytes content = content_behind(begin + open + 1, "td");
    return content.end - content.begin <= kLongestName &&
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
    const Bytes named = value_behind(sign);
    if (named.begin == named.end || named.end - named.begin > kLongestName) return;
    const std::string_view field = text_.substr(named.begin, named.end - named.begin);
    field_ = class_of(field);
    floor_ = named.end;
    // <user name="张三" mobile="…"/>
    if (field_ == ClassId::none && bare_.begin == bare_.end && may_be_person(field)) bare_ = named;
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
    const Bytes value{begin, std::min(text_.find_first_of("\r\n", begin), text_.size())};
    if (value.begin != value.end) add_named(value, field_, field);
    floor_ = value.end;
  }

  // "receiver":{…: the members of somebody follow.
  bool begins_somebody(std::string_view name, std::size_t at) const {
    while (at < text_.size() && (text_[at] == ' ' || text_[at] == '[')) ++at;
    return at < text_.size() && (text_[at] == '{' || text_[at] == '(') && classify_key(name).person;
  }

  std::size_t skip_escapes_before(std::size_t end, std::size_t floor) const noexcept {
    while (end > floor && text_[end - 1] == '\\') --end;
    return end;
  }

  // <name> and <name attribute="…"> that end at `sign`.
  std::optional<Bytes> tag_before(std::size_t sign) noexcept {
    const std::size_t from = std::max(tag_floor_, sign > kLongestTag ? sign - kLongestTag : 0);
    tag_floor_ = sign + 1;
    const std::size_t before = text_.substr(from, sign - from).rfind('<');
    if (before == std::string_view::npos) return std::nullopt;
    const std::size_t open = from + before;
    std::size_t end = open + 1;
    while (end < sign && (is_name_character(text_[end]) || text_[end] == ':')) ++end;
    return end == open + 1 ? std::nullopt : std::optional(Bytes{open + 1, end});
  }

  // What stands behind = or a colon: in quotes up to the same sign, else up to a blank or sign.
  Bytes value_behind(std::size_t sign) noexcept {
    const bool colon = text_[sign] == ':';
    std::size_t at = colon ? sign + 1 : skip_assignment(text_, sign);
    while (colon && at < text_.size() && text_[at] == ' ') ++at;
    std::size_t quote = at;
    while (quote < text_.size() && text_[quote] == '\\') ++quote;  // of a document in a string in a string
    if (quote < text_.size() && is_quote(text_[quote])) return quoted(quote, quote - at);
    if (at == text_.size() || ends_value(text_[at]) || text_[at] == '=') return {};
    std::size_t end = at;
    bool small = text_[at - 1] == ' ';
    for (; end < text_.size() && !ends_value(text_[end]); ++end)
      small = small && text_[end] >= 'a' && text_[end] <= 'z';
    return small ? Bytes{} : Bytes{at, end};  // userName: required
  }

  // What stands between the quote at `open`, which has so many backslashes before it, and the next with as many.
  Bytes quoted(std::size_t open, std::size_t escapes) noexcept {
    bool& left = text_[open] == '"' ? double_left_ : single_left_;
    for (std::size_t at = open + 1;;) {
      const std::size_t close = find(text_.substr(open, 1), at, left);
      if (close == std::string_view::npos) return {};
      const std::size_t end = skip_escapes_before(close, open + 1);
      if (close - end <= escapes) return {open + 1, end};
      at = close + 1;
    }
  }

  // <tel>…</tel>, <name><![CDATA[…]]></name>: the text of an element without further ones.
  Bytes content_behind(std::size_t at, std::string_view name) noexcept {
    constexpr std::string_view kOpen = "<![CDATA[";
    constexpr std::string_view kClose = "]]>";
    const bool data = text_.substr(at).starts_with(kOpen);
    if (data) at += kOpen.size();
    const std::size_t end = data ? find(kClose, at, data_left_) : find("<", at, tag_left_);
    if (end == std::string_view::npos) return {};
    const std::string_view behind = text_.substr(data ? end + kClose.size() : end);
    return behind.starts_with("</") && behind.substr(2).starts_with(name) ? Bytes{at, end} : Bytes{};
  }

  // The next `sign` from `at` on; what was searched to the end in vain is not searched again.
  std::size_t find(std::string_view sign, std::size_t at, bool& left) const noexcept {
    const std::size_t place = left ? text_.find(sign, at) : std::string_view::npos;
    left = place != std::string_view::npos;
    return place;
  }

  const LocateInput& input_;
  std::string_view text_;
  std::vector<Span>& out_;
  bool single_left_ = true;
  bool double_left_ = true;
  bool data_left_ = true;
  bool tag_left_ = true;
  std::size_t first_;              // of the spans found here
  std::size_t floor_ = 0;          // what lies before it was read
  std::size_t tag_floor_ = 0;      // behind the last tag
  ClassId field_ = ClassId::none;  // of the last element that names its field in an attribute
  std::size_t field_tag_ = 0;      // where that element's name begins
  std::size_t field_end_ = 0;      // and its tag ends
  bool somebody_ = false;          // a value that is somebody's was found
  Bytes bare_;                     // of the first bare `name`
};

}  // namespace

void locate_parameter(const LocateInput& input, std::vector<Span>& out) {
  Parameters(input, out).run();
}

}  // namespace veilgate::masking
