#include <array>
#include <cstddef>
#include <cstdint>

#include "masking/detect/cn_divisions.hpp"
#include "masking/detect/han_words.hpp"
#include "masking/detect/locate.hpp"
#include "masking/detect/surnames.hpp"

namespace veilgate::masking {
namespace {

// ---- words ----------------------------------------------------------------------------------------------------------
// After these stands a name, whatever it looks like, when a sign separates it.
constexpr std::string_view kRoles[] = {
    "收件人", "收货人", "联系人", "寄件人", "发件人", "发货人", "签收人",   "提货人", "取件人",   "经办人",
    "申请人", "持卡人", "投保人", "被保人", "受益人", "付款人", "收款人",   "借款人", "代收人",   "下单人",
    "购买人", "委托人", "负责人", "监护人", "乘车人", "入住人", "真实姓名", "姓名",   "名字",     "户名",
    "機主",   "机主",   "业主",   "户主",   "收貨人", "聯繫人", "聯絡人",   "联络人", "顾客姓名", "开票人"};
// After these stands a name only when it is one of a known family.
constexpr std::string_view kWeakRoles[] = {"客户", "顾客", "买家", "用户", "会员",   "签收", "代收", "患者", "病人",
                                           "乘客", "旅客", "司机", "骑手", "快递员", "我叫", "我是", "名叫", "叫做",
                                           "转交", "转给", "交给", "联系", "本人",   "住户", "学生", "老板", "师傅"};
constexpr std::u32string_view kRoleSigns = U":：=是为叫-—\"“”'‘「『【[(（>|/";
constexpr std::string_view kTitles[] = {"先生", "女士", "小姐", "太太", "老师", "師傅", "师傅", "医生", "醫生",
                                        "教授", "经理", "經理", "老師", "阿姨", "律师", "主任", "大爷", "大妈",
                                        "同志", "叔叔", "大夫", "护士", "警官", "校长", "院长", "老板"};
// A name ends before these.
constexpr std::string_view kFollowers[] = {
    "先生", "女士", "小姐", "老师", "师傅", "电话", "手机", "联系", "地址", "身份", "证件", "住址", "邮箱", "收件",
    "收货", "签收", "已经", "已签", "下单", "购买", "申请", "反馈", "来电", "致电", "投诉", "要求", "希望", "表示",
    "需要", "同意", "可以", "不在", "已收", "代收", "号码", "性别", "年龄", "银行", "卡号", "账号", "订单", "快递"};
// What may stand right before a name, and what a name does not go on with.
constexpr std::u32string_view kBefore =
    U"的找给请让是为由和与跟向对系电收到问位了在有您你好谢及含如托替帮因但据被把将从此该这那姓叫"
    U"人户家员名烦、，。！？：；者致见访交";
constexpr std::u32string_view kAfter =
    U"的了是在和与要已说来去到请把给收电打寄住也都不没有会将被让从向对及或等，。你我他她您这那吗呢吧啊呀"
    U"先女联签需下买付退换想就还又再才刚能可";
// Whether a character may be the last of a role or a title: most characters of a text are none. By the last bits.
constexpr std::array<bool, 0x1000> kEndsWord = [] {
  std::array<bool, 0x1000> ends{};
  const auto add = [&](const auto& words) {
    for (const std::string_view word : words) ends[decode_utf8_before(word, word.size()).value & 0xFFF] = true;
  };
  add(kRoles);
  add(kWeakRoles);
  add(kTitles);
  return ends;
}();
constexpr std::string_view kNobody[] = {
    "电话", "地址", "未知", "同上", "匿名", "本人", "客服", "不详", "没有", "信息", "姓名", "手机", "如下",
    "见下", "暂无", "保密", "不能", "必填", "错误", "为空", "不存", "格式", "长度", "名称", "无法", "请填",
    "请输", "填写", "输入", "必须", "默认", "列表", "管理", "已经", "方式", "你好", "您好", "谢谢", "商家",
    "买家", "卖家", "用户", "客户", "系统", "快递", "物流", "公司", "以上", "以下", "不一", "前台", "门卫",
    "物业", "家人", "邻居", "丰巢", "菜鸟", "驿站", "保安", "门口", "单位", "收发", "超市", "家里", "同事",
    "参数", "字段", "编号", "编码", "类型", "数量", "状态", "成功", "失败", "校验"};

// ---- reading --------------------------------------------------------------------------------------------------------
constexpr std::size_t kMostHan = 12;  // looked at of one name, at most
constexpr std::size_t kLongestName = 4;

// A run of Han letters that begins at a byte.
struct Run {
  std::array<char32_t, kMostHan> letters{};
  std::array<std::size_t, kMostHan + 1> offsets{};  // of the letters, and of the end
  std::size_t count = 0;
  bool more = false;  // further Han letters follow
};

Run read_run(std::string_view text, std::size_t at) noexcept {
  Run run;
  run.offsets[0] = at;
  for (;;) {
    const Character c = decode_utf8(text, at);
    if (c.length == 0 || !is_han(c.value)) return run;
    if (run.count == kMostHan) {
      run.more = true;
      return run;
    }
    run.letters[run.count++] = c.value;
    at += c.length;
    run.offsets[run.count] = at;
  }
}

// The Han letters before a byte, nearest first; offsets[i] is where letter i begins.
struct Back {
  static constexpr std::size_t kMost = 6;
  std::array<char32_t, kMost> letters{};
  std::array<std::size_t, kMost> offsets{};
  std::size_t count = 0;
};

Back read_back(std::string_view text, std::size_t floor, std::size_t end) noexcept {
  Back back;
  while (back.count < Back::kMost && end > floor) {
    const Character c = decode_utf8_before(text, end);
    if (c.length == 0 || !is_han(c.value)) break;
    end -= c.length;
    back.letters[back.count] = c.value;
    back.offsets[back.count++] = end;
  }
  return back;
}

bool is_nobody(std::string_view text, std::size_t at) noexcept {
  return word_at(text, at, kNobody) != at || word_at(text, at, kRoles) != at || word_at(text, at, kWeakRoles) != at;
}

// How many letters of the run's beginning are a family name: 0, 1, 2.
std::size_t family_letters(const Run& run) noexcept {
  if (run.count > 2 && is_compound_surname(run.letters[0], run.letters[1])) return 2;
  return run.count > 1 && is_surname(run.letters[0]) ? 1 : 0;
}

// Up to how many letters of the run before a word, or a letter no name goes on with.
std::size_t letters_to_follower(std::string_view text, const Run& run, std::size_t from) noexcept {
  for (std::size_t i = from; i < run.count; ++i) {
    if (word_at(text, run.offsets[i], kFollowers) != run.offsets[i] ||
        word_at(text, run.offsets[i], kRoles) != run.offsets[i]) {
      return i;
    }
  }
  return run.count;
}

// The name of parts joined by dots that begins with the run: where it ends; its begin when it is none.
std::size_t dotted_end(std::string_view text, const Run& run) noexcept {
  std::size_t end = run.offsets[run.count];
  std::size_t parts = 1;
  while (parts < 5) {
    const Character dot = decode_utf8(text, end);
    if (dot.length == 0 || !is_name_dot(dot.value)) break;
    const Run part = read_run(text, end + dot.length);
    const std::size_t letters = letters_to_follower(text, part, 1);
    if (part.count == 0 || letters > 8) break;
    end = part.offsets[letters];
    ++parts;
    if (letters != part.count) break;
  }
  return parts > 1 && run.count <= 8 ? end : run.offsets[0];
}

// The name that begins at `at`: where it ends; `at` when none begins there. `sure`: a word and a sign before it say
// that there is one.
std::size_t name_end(std::string_view text, std::size_t at, bool sure) noexcept {
  const Run run = read_run(text, at);
  if (run.count == 0) return at;
  if (const std::size_t end = dotted_end(text, run); end != at) return end;
  if (run.count < 2 || is_nobody(text, at)) return at;
  const std::size_t family = family_letters(run);
  std::size_t letters = letters_to_follower(text, run, family == 0 ? 2 : family);
  if (letters < 2) return at;
  if (letters > kLongestName || run.more || (letters == kLongestName && family == 1)) {
    if (family == 0) return at;
    // The text goes on: two letters after the family name, fewer where the second is none of a name.
    const bool one = letters > family + 1 && is_one_of(run.letters[family + 1], kAfter);
    if (!sure && !one && letters > family + 2 && !is_one_of(run.letters[family + 2], kAfter)) return at;
    letters = one ? family + 1 : std::min(letters, family + 2);
  } else if (family != 0 && letters == family + 2 && is_one_of(run.letters[family + 1], kAfter)) {
    letters = family + 1;
  } else if (family == 0 && (!sure || letters > kLongestName)) {
    return at;
  }
  if (family == 1 && is_word_like_name(run.letters[0], run.letters[1]) && !(sure && letters == 2)) return at;
  const std::size_t end = run.offsets[letters];
  if (!sure && division_end(text, at) >= end) return at;
  return end;
}

// ASCII words that look like a name, after a role and a colon: `联系人: John Smith`.
std::size_t latin_end(std::string_view text, std::size_t at) noexcept {
  std::size_t end = at;
  for (int words = 0; words < 4; ++words) {
    std::size_t from = end == at ? at : end;
    if (end != at) {
      if (from >= text.size() || text[from] != ' ') break;
      ++from;
    }
    if (from >= text.size() || text[from] < 'A' || text[from] > 'Z') break;
    std::size_t to = from;
    while (to < text.size() && (is_ascii_letter(text[to]) || text[to] == '\'' || text[to] == '.' || text[to] == '-'))
      ++to;
    if (to < text.size() && (is_digit(text[to]) || text[to] == '_')) break;
    if (end == at && to - from < 2) break;
    end = to;
  }
  return end;
}

class Names {
 public:
  Names(const LocateInput& input, std::vector<Span>& out) : input_(input), text_(input.text), out_(out) {}

  void run() {
    for (std::size_t at = 0; at < text_.size();) {
      const auto byte = static_cast<unsigned char>(text_[at]);
      if (byte < 0x80) {
        if ((is_digit(text_[at]) || text_[at] == '+') && !denied()) {
          const std::size_t end = number_end(at);
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
      if (!kEndsWord[c.value & 0xFFF] || !is_han(c.value)) continue;
      if (const std::size_t begin = word_before(text_, at, kRoles); begin != at) {
        after_role(at, true);
      } else if (const std::size_t weak = word_before(text_, at, kWeakRoles); weak != at && !denied()) {
        after_role(at, false);
      }
      if (const std::size_t begin = word_before(text_, at, kTitles); begin != at && !denied()) before_title(begin);
    }
  }

 private:
  bool denied() const noexcept { return input_.evidence != Evidence::neutral_key; }

  void add(std::size_t begin, std::size_t end) {
    if (begin < floor_ || begin >= end) return;
    out_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), ClassId::person_name});
    floor_ = end;
  }

  void after_role(std::size_t at, bool strong) {
    for (const std::string_view word :
         {std::string_view("的"), std::string_view("姓名"), std::string_view("名字"), std::string_view("信息")}) {
      if (text_.substr(at).starts_with(word)) at += word.size();
    }
    const std::size_t begin = skip_signs(text_, at, kRoleSigns, 4);
    const bool separated = begin != at;
    if (begin >= text_.size()) return;
    if (strong && separated && text_[begin] >= 'A' && text_[begin] <= 'Z') return add(begin, latin_end(text_, begin));
    const std::size_t end = name_end(text_, begin, strong && separated);
    if (end == begin) return reject(begin);
    // Without a sign only what ends where a name ends: `客户张三已签收`.
    add(begin, end);
  }

  void reject(std::size_t at) const {
    const Run run = read_run(text_, at);
    if (run.count >= 2)
      input_.reject(ClassId::person_name, Rejection::other_form, at, run.offsets[std::min<std::size_t>(run.count, 4)]);
  }

  bool is_edge(const Back& back, std::size_t taken) const noexcept {
    return taken >= back.count || is_one_of(back.letters[taken], kBefore);
  }

  // 张先生, 欧阳女士, 王小明老师. The nearest edge counts, a single family name last.
  void before_title(std::size_t title) {
    std::size_t end = title;
    if (end > 0 && text_[end - 1] == ' ') --end;
    const Back back = read_back(text_, floor_, end);
    if (back.count == 0 || is_wear(title)) return;
    const auto compound = [&](std::size_t first) {
      return first < back.count && is_compound_surname(back.letters[first], back.letters[first - 1]);
    };
    const auto take = [&](std::size_t letters) { add(back.offsets[letters - 1], end); };
    if (is_surname(back.letters[0]) && is_edge(back, 1) && !is_brand(title, back)) return take(1);
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

  bool is_brand(std::size_t title, const Back& back) const noexcept {
    const std::string_view rest = text_.substr(title);
    return (back.letters[0] == U'康' && rest.starts_with("师傅"));
  }

  // 女士跑鞋, 先生牛肉面: what is sold, not who buys it.
  bool is_wear(std::size_t title) const noexcept {
    constexpr std::string_view kWear[] = {"鞋", "包",   "装",   "跑",   "表",   "款",   "内",   "衣",   "裤",  "帽",
                                          "袜", "裙",   "项",   "钱",   "皮",   "运动", "短",   "休闲", "睡",  "香",
                                          "围", "手表", "手提", "手链", "牛肉", "的店", "毛",   "羽",   "T恤", "泳",
                                          "凉", "拖",   "高跟", "戒",   "耳",   "护肤", "专用", "节"};
    return word_at(text_, title + 6, kWear) != title + 6;
  }

  std::size_t skip_digits(std::size_t at) const noexcept {
    if (!is_digit(text_[at])) return at + 1;
    while (at < text_.size() && is_digit(text_[at])) ++at;
    return at;
  }

  // A telephone number that begins at `at`, as far as it takes to put a name beside it: where it ends, `at` if none.
  std::size_t number_end(std::size_t at) const noexcept {
    std::size_t from = at;
    for (const std::string_view code : {std::string_view("+86"), std::string_view("0086"), std::string_view("86")}) {
      if (!text_.substr(at).starts_with(code)) continue;
      from = at + code.size();
      if (from < text_.size() && (text_[from] == ' ' || text_[from] == '-')) ++from;
      if (from < text_.size() && text_[from] == '1') break;
      from = at;
    }
    std::size_t digits = 0;
    std::size_t end = from;
    for (std::size_t place = from; place < text_.size() && digits < 13;) {
      if (is_digit(text_[place])) {
        ++digits;
        end = ++place;
      } else if ((text_[place] == ' ' || text_[place] == '-') && place + 1 < text_.size() &&
                 is_digit(text_[place + 1])) {
        if (digits >= 11) break;
        ++place;
      } else {
        break;
      }
    }
    if (from >= text_.size()) return at;
    const bool mobile = digits == 11 && text_[from] == '1' && text_[from + 1] != '0';
    const bool landline =
        (digits >= 10 && digits <= 12) && text_[from] == '0' && from + 1 < end && text_[from + 1] != '0';
    return mobile || landline ? end : at;
  }

  // 张三 13800138000, 13800138000（张三）: a name that is all of its run, or begins behind an edge.
  void beside_number(std::size_t begin, std::size_t end) {
    constexpr std::u32string_view kSigns = U",，、:：;；/-－(（[【|\n\t+";
    constexpr std::string_view kLabels[] = {"联系电话", "手机号码", "电话号码", "手机号", "电话",
                                            "手机",     "联系方式", "号码",     "致电",   "拨打"};
    std::size_t before = skip_signs_before(text_, begin, kSigns, 4);
    if (const std::size_t label = word_before(text_, before, kLabels); label != before) {
      before = skip_signs_before(text_, label, kSigns, 4);
      if (const Character c = decode_utf8_before(text_, before); c.value == U'的') before -= c.length;
    }
    const Back back = read_back(text_, floor_, before);
    if (!dotted_before(before)) name_of_back(back, before);

    constexpr std::u32string_view kAfterSigns = U",，、;；/-(（[【|\n\t";
    const std::size_t after = skip_signs(text_, end, kAfterSigns, 3);
    if (after == end) return;
    const Run run = read_run(text_, after);
    if (run.count < 2 || run.count > kLongestName || is_nobody(text_, after)) return;
    const std::size_t family = family_letters(run);
    if (family == 0 || run.count > family + 2 || is_word_like_name(run.letters[0], run.letters[1])) return;
    if (division_end(text_, after) >= run.offsets[run.count]) return;
    std::size_t letters = run.count;
    if (letters == family + 2 && is_one_of(run.letters[letters - 1], kAfter)) --letters;
    add(after, run.offsets[letters]);
  }

  void name_of_back(const Back& back, std::size_t end) {
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
    const Run run = read_run(text_, begin);
    if (run.count == 0 || dotted_end(text_, run) != end) return false;
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
