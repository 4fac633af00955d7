#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "masking/detect/beside_names.hpp"
#include "masking/detect/cn_divisions.hpp"
#include "masking/detect/han_name.hpp"
#include "masking/detect/han_roles.hpp"
#include "masking/detect/han_words.hpp"
#include "masking/detect/locate.hpp"
#include "masking/detect/surnames.hpp"
#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

constexpr std::u32string_view kRoleSigns = U":：=是为叫-—\"“”'‘「『【[(（>|/";
// What may stand right before a name.
constexpr std::u32string_view kBefore =
    U"的找给请让是为由和与跟向对系电收到问位了在有您你好谢及含如托替帮因但据被把将从此该这那姓叫"
    U"人户家员名烦、，。！？：；者致见访交";

class Names {
 public:
  Names(const LocateInput& input, std::vector<Span>& out) : input_(input), text_(input.text), out_(out) {}

  void run() {
    if (input_.has(Context::role) && !denied() && whole_value()) return;
    char32_t before = 0;
    for (std::size_t at = 0; at < text_.size();) {
      const auto byte = static_cast<unsigned char>(text_[at]);
      if (byte < 0x80) {
        before = byte;
        if (byte == ':' && !denied()) after_label(at, at + 1);
        if ((is_digit(text_[at]) || text_[at] == '+') && !denied()) {
          const std::size_t end = personal_number_end(text_, at);
          if (end != at) beside_number(at, end);
          at = end == at ? skip_digits(at) : end;
          continue;
        }
        ++at;
        continue;
      }
      const Character c = decode_utf8(text_, at);
      if (c.length == 0) {
        ++at;
        continue;
      }
      at += c.length;
      const std::uint16_t lists = kHanEnds.lists(before, c.value);
      before = c.value;
      if (lists != 0) at_word(at, lists);
      if (c.value == U'：' && !denied()) after_label(at - c.length, at);
      if (c.value == U'收' && !denied()) before_receipt(at - c.length, at);
    }
  }

 private:
  bool denied() const noexcept { return input_.evidence != Evidence::neutral_key; }

  // A word of one of the lists may end at `at`, or have its first two characters there.
  void at_word(std::size_t at, std::uint16_t lists) {
    const auto ends = [&](std::uint16_t list, const auto& words) {
      return (lists & list) != 0 && word_before(text_, at, words) != at;
    };
    if (ends(HanEnds::kRole, kNameRoles)) {
      after_role(at, true);
    } else if (!denied() && ends(HanEnds::kWeakRole, kWeakNameRoles)) {
      after_role(at, false);
    } else if (!denied() && ends(HanEnds::kRoleEnd, kRoleEnds)) {
      const std::size_t begin = skip_signs(text_, at, kRoleSigns, 3);
      add(begin, plain_han_name_end(text_, begin, true));
    } else if (!denied() && ends(HanEnds::kFront, kFrontWords)) {
      after_front(at);
    }
    if (denied()) return;
    if (ends(HanEnds::kTitle, kHanTitles)) before_title(word_before(text_, at, kHanTitles));
    if (ends(HanEnds::kAddressed, kAddressed)) before_address(word_before(text_, at, kAddressed));
    if (ends(HanEnds::kPayment, kPayments)) after_payment(at);
    if (ends(HanEnds::kClosing, kHanClosings)) after_closing(at);
    if ((lists & HanEnds::kBehind) != 0) before_word(at);
  }

  void add(std::size_t begin, std::size_t end) {
    if (begin < floor_ || begin >= end) return;
    out_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), ClassId::person_name});
    floor_ = end;
  }

  // Where what is said of the name that ends at `at` ends: 王小明(10086), 王小明（客服）, 王小明-1002, 王小明 A017.
  std::size_t remark_end(std::size_t at) const noexcept {
    constexpr std::size_t kLongest = 24;  // bytes
    const std::string_view behind = text_.substr(at, kLongest);
    const std::size_t open = behind.starts_with(' ') ? 1 : 0;
    if (behind.substr(open).starts_with('(')) {
      const std::size_t close = behind.find(')');
      return close == std::string_view::npos ? at : at + close + 1;
    }
    if (behind.empty() || std::string_view(" -_#").find(behind.front()) == std::string_view::npos) return at;
    std::size_t end = 1;
    while (end < behind.size() && (is_digit(behind[end]) || is_ascii_letter(behind[end]))) ++end;
    return std::any_of(behind.begin(), behind.begin() + static_cast<std::ptrdiff_t>(end), is_digit) ? at + end : at;
  }

  // All of the value is a name, or several with signs between them.
  bool whole_value() {
    constexpr std::u32string_view kBetween = U",，、;；/|";
    constexpr std::size_t kMost = 8;
    std::array<Span, kMost> names{};
    std::size_t count = 0;
    for (std::size_t at = skip_signs(text_, 0, U"", 2); at < text_.size();) {
      const std::size_t end = whole_han_name_end(text_, at);
      const std::size_t told = remark_end(end);
      const std::size_t next = skip_signs(text_, told, kBetween, 3);
      if (end == at || count == kMost || (next == told && told != text_.size())) return false;
      names[count++] = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end), ClassId::person_name};
      at = next;
    }
    out_.insert(out_.end(), names.begin(), names.begin() + static_cast<std::ptrdiff_t>(count));
    return count != 0;
  }

  void after_role(std::size_t at, bool strong) {
    bool of = false;  // 房东的权利义务: what is the role's, no name
    for (const std::string_view word :
         {std::string_view("的"), std::string_view("姓名"), std::string_view("名字"), std::string_view("信息")}) {
      if (!text_.substr(at).starts_with(word)) continue;
      at += word.size();
      of = word == "的";
    }
    const std::size_t begin = skip_signs(text_, at, kRoleSigns, 4);
    const bool separated = begin != at;
    if (of && !separated) return;
    if (begin >= text_.size()) return;
    if (strong && separated && text_[begin] >= 'A' && text_[begin] <= 'Z')
      return add(begin, latin_name_end(text_, begin));
    if (separated) {
      if (const std::size_t end = spaced_han_name_end(text_, begin); end != begin) return add(begin, end);
    }
    std::size_t end = han_name_end(text_, begin, strong && separated);
    if (end == begin) end = plain_han_name_end(text_, begin, true);
    if (end == begin) return reject(begin);
    // Without a sign only what ends where a name ends: `客户张三已签收`.
    add(begin, end);
  }

  // Only a name that is all of what stands at the beginning, or behind a bracket.
  void before_address(std::size_t end) {
    constexpr std::u32string_view kBrackets = U"】]」》)）\n";
    const HanBack back = read_han_back(text_, floor_, end);
    if (back.count == 0 || back.count > kLongestHanName) return;
    const std::size_t begin = back.offsets[back.count - 1];
    const Character before = decode_utf8_before(text_, skip_signs_before(text_, begin, U"", 2));
    if (before.length != 0 && !is_one_of(before.value, kBrackets)) return;
    if (whole_han_name_end(text_, begin) == end || (is_plain_name(back, back.count) && !is_nobody(text_, begin)))
      add(begin, end);
  }

  void after_payment(std::size_t at) {
    const std::size_t begin = skip_signs(text_, at, U"-－—_:：/", 2);
    const std::size_t end = begin == at ? plain_han_name_end(text_, begin, false) : whole_han_name_end(text_, begin);
    if (end == begin) return;
    const std::size_t next = skip_signs(text_, end, U"，,。;；)）-_/", 1);
    // 工资 王建国 2024年3月
    const bool dated = next != end && next < text_.size() && is_digit(text_[next]);
    if (next == text_.size() || dated || (next != end && text_[next - 1] != ' ')) add(begin, end);
  }

  // Only a name that is all of what stands there: 您是王建国吗, 改成王建国.
  void after_front(std::size_t at) {
    const std::size_t begin = skip_signs(text_, at, kRoleSigns, 3);
    add(begin, plain_han_name_end(text_, begin, false));
  }

  // 主诊：王建国: any label but one of things before a name that is all of its run and has two letters behind its
  // family.
  void after_label(std::size_t sign, std::size_t at) {
    const std::size_t begin = skip_signs(text_, at, U"", 1);
    if (begin < floor_ || begin >= text_.size() || static_cast<unsigned char>(text_[begin]) < 0x80) return;
    const std::size_t end = whole_han_name_end(text_, begin);
    if (end == begin || plain_han_name_end(text_, begin, false) != end) return;
    std::size_t label = sign;
    while (label > 0 && text_[label - 1] == ' ' && sign - label < 2) --label;
    const Character last = decode_utf8_before(text_, label);
    if (last.length == 0 ||
        (!is_han(last.value) && !(last.value < 0x80 && is_ascii_letter(static_cast<char>(last.value)))))
      return;
    const bool people = word_before(text_, label, kLabelsOfPeople) != label;
    if (!people && (read_han_run(text_, begin).count < 3 || word_before(text_, label, kLabelsOfThings) != label))
      return;
    add(begin, end);
  }

  // …敬礼\n王建国, 谢谢。——王建国: all of the last line.
  void after_closing(std::size_t at) {
    const std::size_t begin = skip_signs(text_, at, U"！!。，,~—-\n\r", 6);
    if (text_.substr(at, begin - at).find_first_of(",\n-") == text_.npos &&
        !text_.substr(at, begin - at).ends_with("—"))
      return;
    const std::size_t end = whole_han_name_end(text_, begin);
    if (end != begin && skip_signs(text_, end, U"\n。", 2) == text_.size() &&
        plain_han_name_end(text_, begin, false) == end)
      add(begin, end);
  }

  // 由王建国代签, 王建国，男: `at` is behind the word's first two characters.
  void before_word(std::size_t at) {
    std::size_t begin = at;
    for (int i = 0; i < 2; ++i) begin -= decode_utf8_before(text_, begin).length;
    if (word_at(text_, begin, kBehindWords) == begin) return;
    // 已由家人（王建国）代收
    const std::size_t end = skip_signs_before(text_, begin, U")）", 1);
    const HanBack back = read_han_back(text_, floor_, end);
    for (const std::size_t letters : {std::size_t{3}, std::size_t{2}, std::size_t{4}}) {
      if (!is_plain_name(back, letters) || !is_edge_of_name(back, letters)) continue;
      const std::size_t name = back.offsets[letters - 1];
      if (division_end(text_, name) >= end || is_nobody(text_, name)) continue;
      return add(name, end);
    }
  }

  // 永乐路14号 王建国收, 王建国（收）: nothing of the sentence goes on behind it.
  void before_receipt(std::size_t begin, std::size_t end) {
    const Character next = decode_utf8(text_, end);
    if (next.length != 0 && is_han(next.value)) return;
    const std::size_t name_end = skip_signs_before(text_, begin, U"(", 2);
    const HanBack back = read_han_back(text_, floor_, name_end);
    for (const std::size_t letters : {std::size_t{3}, std::size_t{2}, std::size_t{4}}) {
      if (!is_plain_name(back, letters)) continue;
      const bool edge = letters == back.count || is_one_of(back.letters[letters], U"号室楼层户栋座院门店区村");
      if (edge && !is_nobody(text_, back.offsets[letters - 1])) return add(back.offsets[letters - 1], name_end);
    }
  }

  void reject(std::size_t at) const {
    const HanRun run = read_han_run(text_, at);
    if (run.count >= 2)
      input_.reject(ClassId::person_name, Rejection::other_form, at, run.offsets[std::min<std::size_t>(run.count, 4)]);
  }

  bool is_edge(const HanBack& back, std::size_t taken) const noexcept {
    return taken >= back.count || is_one_of(back.letters[taken], kBefore);
  }

  // Also behind a word before names: 我老公麦兆辉去取, 二班田晓同学.
  bool is_edge_of_name(const HanBack& back, std::size_t taken) const noexcept {
    if (is_edge(back, taken) || is_one_of(back.letters[taken], U"班组队级系写")) return true;
    const std::size_t begin = back.offsets[taken - 1];
    return word_before(text_, begin, kWeakNameRoles) != begin || word_before(text_, begin, kFrontWords) != begin;
  }

  // 张先生, 欧阳女士, 王小明老师. The nearest edge counts, a single family name last.
  void before_title(std::size_t title) {
    std::size_t end = title;
    if (end > 0 && text_[end - 1] == ' ') --end;
    const HanBack back = read_han_back(text_, floor_, end);
    if (back.count == 0 || is_title_of_goods(text_, title) || dotted_before(end)) return;
    const auto compound = [&](std::size_t first) {
      return first < back.count && is_compound_surname(back.letters[first], back.letters[first - 1]);
    };
    const auto take = [&](std::size_t letters) { add(back.offsets[letters - 1], end); };
    const bool twice = back.count > 1 && back.letters[0] == back.letters[1];  // 谢谢老板
    if (is_surname(back.letters[0]) && is_edge(back, 1) && !twice && !is_title_of_brand(text_, title, back.letters[0]))
      return take(1);
    if (back.count >= 2 && compound(1) && is_edge(back, 2)) return take(2);
    if (back.count >= 2 && is_surname(back.letters[1]) && is_edge(back, 2) &&
        !is_word_like_name(back.letters[1], back.letters[0])) {
      return take(2);
    }
    if (back.count >= 3 && is_surname(back.letters[2]) && is_edge(back, 3) &&
        !is_word_like_name(back.letters[2], back.letters[1])) {
      return take(3);
    }
    if (back.count >= 3 && compound(2) && is_edge(back, 3)) return take(3);
    if (back.count >= 4 && compound(3) && is_edge(back, 4)) return take(4);
    if (is_surname(back.letters[0])) {
      input_.reject(ClassId::person_name, Rejection::inside_longer_run, back.offsets[0], end);
    }
  }

  std::size_t skip_digits(std::size_t at) const noexcept {
    if (!is_digit(text_[at])) return at + 1;
    while (at < text_.size() && is_digit(text_[at])) ++at;
    return at;
  }

  // 张三 13800138000, 13800138000（张三）: a name that is all of its run, or begins behind an edge.
  void beside_number(std::size_t begin, std::size_t end) {
    constexpr std::u32string_view kSigns = U",，、:：;；/-－(（[【|#\n\t+'\"“”";
    constexpr std::string_view kLabels[] = {"联系电话",   "手机号码", "电话号码", "手机号",   "电话",
                                            "手机",       "联系方式", "号码",     "致电",     "拨打",
                                            "身份证号码", "身份证号", "身份证",   "证件号码", "证件号"};
    std::size_t before = skip_signs_before(text_, begin, kSigns, 4);
    if (const std::size_t label = word_before(text_, before, kLabels); label != before) {
      before = skip_signs_before(text_, label, kSigns, 4);
      if (const Character c = decode_utf8_before(text_, before); c.value == U'的') before -= c.length;
    }
    before = skip_type_before(text_, floor_, before);
    // …，魏文强收，138…
    if (const Character c = decode_utf8_before(text_, before); c.value == U'收') before -= c.length;
    const HanBack back = read_han_back(text_, floor_, before);
    if (!dotted_before(before)) name_of_back(back, before);

    constexpr std::u32string_view kAfterSigns = U",，、;；/-(（[【|\n\t'\"“”";
    const std::size_t after = skip_signs(text_, end, kAfterSigns, 3);
    if (after == end) return;
    const HanRun run = read_han_run(text_, after);
    if (run.count < 2 || run.count > kLongestHanName || is_nobody(text_, after)) return;
    const std::size_t family = family_letters(run);
    if (family == 0 || run.count > family + 2 || is_word_like_name(run.letters[0], run.letters[1])) return;
    if (division_end(text_, after) >= run.offsets[run.count]) return;
    std::size_t letters = run.count;
    if (letters == family + 2 && is_one_of(run.letters[letters - 1], kNotOfNames)) --letters;
    add(after, run.offsets[letters]);
  }

  void name_of_back(const HanBack& back, std::size_t end) {
    constexpr std::u32string_view kNumbers = U"号码单话机";  // 交易号, 易单: what the number is of
    if (back.count == 0 || is_one_of(back.letters[0], kNumbers)) return;
    for (const std::size_t letters : {std::size_t{3}, std::size_t{2}, std::size_t{4}}) {
      if (letters > back.count || !is_edge(back, letters)) continue;
      const char32_t first = back.letters[letters - 1];
      const char32_t second = back.letters[letters - 2];
      const bool family = (letters <= 3 && is_surname(first)) || (letters >= 3 && is_compound_surname(first, second));
      if (!family || is_word_like_name(first, second)) continue;
      const std::size_t begin = back.offsets[letters - 1];
      if (division_end(text_, begin) >= end || is_nobody(text_, begin)) continue;
      return add(begin, end);
    }
  }

  // 买买提·艾力 13800138000
  bool dotted_before(std::size_t end) {
    std::size_t begin = end;
    std::size_t dots = 0;
    for (std::size_t letters = 0; begin > floor_ && letters < 24; ++letters) {
      const Character c = decode_utf8_before(text_, begin);
      if (c.length == 0 || (!is_han(c.value) && !is_name_dot(c.value))) break;
      dots += is_name_dot(c.value) ? 1 : 0;
      begin -= c.length;
    }
    if (dots == 0) return false;
    const HanRun run = read_han_run(text_, begin);
    if (run.count == 0 || dotted_name_end(text_, run) != end) return false;
    add(begin, end);
    return true;
  }

  const LocateInput& input_;
  std::string_view text_;
  std::vector<Span>& out_;
  std::size_t floor_ = 0;  // where the last span ends
};

}  // namespace

void locate_person_name(const LocateInput& input, std::vector<Span>& out) {
  Names(input, out).run();
}

}  // namespace veilgate::masking
