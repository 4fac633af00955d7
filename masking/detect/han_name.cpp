#include "masking/detect/han_name.hpp"

#include "masking/detect/cn_divisions.hpp"
#include "masking/detect/han_roles.hpp"
#include "masking/detect/surnames.hpp"

namespace veilgate::masking {
namespace {

// A name ends before these.
constexpr std::string_view kFollowers[] = {
    "先生", "女士", "小姐", "老师", "师傅", "电话", "手机", "联系", "地址", "身份", "证件", "住址", "邮箱", "收件",
    "收货", "签收", "已经", "已签", "下单", "购买", "申请", "反馈", "来电", "致电", "投诉", "要求", "希望", "表示",
    "需要", "同意", "可以", "不在", "已收", "代收", "号码", "性别", "年龄", "银行", "卡号", "账号", "订单", "快递",
    "反映", "反应", "咨询", "询问", "催促", "催单", "退货", "退款", "换货", "拒收", "修改", "更改", "提供", "收到",
    "发来", "提出", "认为", "觉得", "确认", "办理", "预约", "登记", "报修", "就诊", "住院", "入院", "出院", "入职",
    "离职", "请假", "登录", "注册", "充值", "提现", "转账", "汇款", "挂失", "开户", "持有", "名下", "您好", "你好",
    "护照", "生日", "工号", "微信", "邮件", "账户", "车牌", "派送", "配送", "送达", "揽收", "代签", "诉称", "辩称",
    "未到", "正在", "未能", "未收", "没有", "无法", "现在", "今天", "昨天", "之前", "本人", "家属", "同志"};
constexpr std::string_view kNobody[] = {
    "电话", "地址", "未知", "同上", "匿名", "本人", "客服", "不详", "没有", "信息", "姓名", "手机", "如下",
    "见下", "暂无", "保密", "不能", "必填", "错误", "为空", "不存", "格式", "长度", "名称", "无法", "请填",
    "请输", "填写", "输入", "必须", "默认", "列表", "管理", "已经", "方式", "你好", "您好", "谢谢", "商家",
    "买家", "卖家", "用户", "客户", "系统", "快递", "物流", "公司", "以上", "以下", "不一", "前台", "门卫",
    "物业", "家人", "邻居", "丰巢", "菜鸟", "驿站", "保安", "门口", "单位", "收发", "超市", "家里", "同事",
    "参数", "字段", "编号", "编码", "类型", "数量", "状态", "成功", "失败", "校验"};

// The first two characters of the words of some lists, by their hash: most places no word begins at.
struct HanBegins {
  static constexpr std::size_t kSlots = 0x2000;
  static constexpr std::size_t slot_of(char32_t first, char32_t second) noexcept {
    return (first * 37 + second) & (kSlots - 1);
  }
  std::array<bool, kSlots> begun{};

  template <std::size_t N>
  constexpr void add(const std::string_view (&words)[N]) noexcept {
    for (const std::string_view word : words) {
      const Character first = decode_utf8(word, 0);
      begun[slot_of(first.value, decode_utf8(word, first.length).value)] = true;
    }
  }
  constexpr bool may_begin(char32_t first, char32_t second) const noexcept { return begun[slot_of(first, second)]; }
};
constexpr HanBegins kFollowerBegins = [] {
  HanBegins begins;
  begins.add(kFollowers);
  begins.add(kNameRoles);
  return begins;
}();
constexpr HanBegins kNobodyBegins = [] {
  HanBegins begins;
  begins.add(kNobody);
  begins.add(kNameRoles);
  begins.add(kWeakNameRoles);
  return begins;
}();

// Up to how many letters of the run before a word, or a letter no name goes on with.
std::size_t letters_to_follower(std::string_view text, const HanRun& run, std::size_t from) noexcept {
  for (std::size_t i = from; i < run.count; ++i) {
    const bool last = i + 1 == run.count;
    if (last ? !run.more : !kFollowerBegins.may_begin(run.letters[i], run.letters[i + 1])) continue;
    if (word_at(text, run.offsets[i], kFollowers) != run.offsets[i] ||
        word_at(text, run.offsets[i], kNameRoles) != run.offsets[i]) {
      return i;
    }
  }
  return run.count;
}

}  // namespace

HanRun read_han_run(std::string_view text, std::size_t at) noexcept {
  HanRun run;
  run.offsets[0] = at;
  for (;;) {
    const Character c = decode_utf8(text, at);
    if (c.length == 0 || !is_han(c.value)) return run;
    if (run.count == HanRun::kMost) {
      run.more = true;
      return run;
    }
    run.letters[run.count++] = c.value;
    at += c.length;
    run.offsets[run.count] = at;
  }
}

HanBack read_han_back(std::string_view text, std::size_t floor, std::size_t end) noexcept {
  HanBack back;
  while (back.count < HanBack::kMost && end > floor) {
    const Character c = decode_utf8_before(text, end);
    if (c.length == 0 || !is_han(c.value)) break;
    end -= c.length;
    back.letters[back.count] = c.value;
    back.offsets[back.count++] = end;
  }
  return back;
}

bool is_nobody(std::string_view text, std::size_t at) noexcept {
  const Character first = decode_utf8(text, at);
  if (!kNobodyBegins.may_begin(first.value, decode_utf8(text, at + first.length).value)) return false;
  return word_at(text, at, kNobody) != at || word_at(text, at, kNameRoles) != at ||
         word_at(text, at, kWeakNameRoles) != at;
}

std::size_t family_letters(const HanRun& run) noexcept {
  if (run.count > 2 && is_compound_surname(run.letters[0], run.letters[1])) return 2;
  return run.count > 1 && is_surname(run.letters[0]) ? 1 : 0;
}

std::size_t dotted_name_end(std::string_view text, const HanRun& run) noexcept {
  std::size_t end = run.offsets[run.count];
  std::size_t parts = 1;
  while (parts < 5) {
    const Character dot = decode_utf8(text, end);
    if (dot.length == 0 || !is_name_dot(dot.value)) break;
    const HanRun part = read_han_run(text, end + dot.length);
    const std::size_t letters = letters_to_follower(text, part, 1);
    if (part.count == 0 || letters > 8) break;
    end = part.offsets[letters];
    ++parts;
    if (letters != part.count) break;
  }
  return parts > 1 && run.count <= 8 ? end : run.offsets[0];
}

std::size_t han_name_end(std::string_view text, std::size_t at, bool sure) noexcept {
  const HanRun run = read_han_run(text, at);
  if (run.count == 0) return at;
  if (const std::size_t end = dotted_name_end(text, run); end != at) return end;
  if (run.count < 2 || is_nobody(text, at)) return at;
  const std::size_t family = family_letters(run);
  std::size_t letters = letters_to_follower(text, run, family == 0 ? 2 : family);
  if (letters < 2) return at;
  if (letters > kLongestHanName || run.more || (letters == kLongestHanName && family == 1)) {
    if (family == 0) return at;
    // The text goes on: two letters after the family name, fewer where the second is none of a name.
    const bool one = letters > family + 1 && is_one_of(run.letters[family + 1], kNotOfNames);
    if (!sure && !one && letters > family + 2 && !is_one_of(run.letters[family + 2], kNotOfNames)) return at;
    letters = one ? family + 1 : std::min(letters, family + 2);
  } else if (family != 0 && letters == family + 2 && is_one_of(run.letters[family + 1], kNotOfNames)) {
    letters = family + 1;
  } else if (family == 0 && (!sure || letters > kLongestHanName)) {
    return at;
  }
  if (family == 1 && is_word_like_name(run.letters[0], run.letters[1]) && !(sure && letters == 2)) return at;
  const std::size_t end = run.offsets[letters];
  if (!sure && division_end(text, at) >= end) return at;
  return end;
}

namespace {

// 高雄市, 安保部: a place or an office.
constexpr std::u32string_view kEndsOffice = U"市省县縣區区部局处處组組队隊店厂廠司院校会";

}  // namespace

std::size_t plain_han_name_end(std::string_view text, std::size_t at, bool open) noexcept {
  const HanRun run = read_han_run(text, at);
  const std::size_t family = family_letters(run);
  if (family == 0 || is_nobody(text, at) || is_word_like_name(run.letters[0], run.letters[1])) return at;
  std::size_t given = 0;
  while (given < 2 && family + given < run.count && is_given_letter(run.letters[family + given])) ++given;
  const std::size_t follower = letters_to_follower(text, run, family);
  for (; given != 0; --given) {
    const std::size_t letters = family + given;
    if (letters > follower) continue;
    const bool ends =
        letters == follower || run.letters[letters] == U'为' || is_one_of(run.letters[letters], kNotOfNames);
    if (!ends && !(open && given == 2)) continue;
    return division_end(text, at) >= run.offsets[letters] ? at : run.offsets[letters];
  }
  return at;
}

bool is_plain_name(const HanBack& back, std::size_t letters) noexcept {
  if (letters < 2 || letters > back.count || letters > kLongestHanName) return false;
  const char32_t first = back.letters[letters - 1];
  const char32_t second = back.letters[letters - 2];
  const bool compound = letters > 2 && is_compound_surname(first, second);
  if (!compound && (letters > 3 || !is_surname(first))) return false;
  if (is_word_like_name(first, second)) return false;
  for (std::size_t i = 0; i < letters - (compound ? 2 : 1); ++i) {
    if (!is_given_letter(back.letters[i])) return false;
  }
  return true;
}

std::size_t spaced_han_name_end(std::string_view text, std::size_t at) noexcept {
  std::size_t end = at;
  std::array<char32_t, kLongestHanName> letters{};
  std::size_t count = 0;
  for (std::size_t place = at; count < kLongestHanName;) {
    const Character c = decode_utf8(text, place);
    if (c.length == 0 || !is_han(c.value)) break;
    const Character next = decode_utf8(text, place + c.length);
    if (next.length != 0 && is_han(next.value)) return at;
    letters[count++] = c.value;
    end = place + c.length;
    place = skip_signs(text, end, U"", 2);
    if (place == end) break;
  }
  const bool family =
      count > 1 && (is_surname(letters[0]) || (count > 2 && is_compound_surname(letters[0], letters[1])));
  if (!family || is_word_like_name(letters[0], letters[1])) return at;
  return end;
}

std::size_t whole_han_name_end(std::string_view text, std::size_t at) noexcept {
  const HanRun run = read_han_run(text, at);
  if (run.count == 0) return at;
  if (const std::size_t end = dotted_name_end(text, run); end != at) return end;
  if (run.count < 2 || run.count > kLongestHanName || is_nobody(text, at)) return at;
  // 高雄市, 安保部: a place or an office.
  constexpr std::u32string_view kEndsOffice = U"市省县區区部局处處组組队隊店厂廠司院校会";
  if (run.count > 2 && is_one_of(run.letters[run.count - 1], kEndsOffice)) return at;
  const std::size_t family = family_letters(run);
  if (family == 0 || run.count > family + 2 || is_word_like_name(run.letters[0], run.letters[1])) return at;
  return division_end(text, at) >= run.offsets[run.count] ? at : run.offsets[run.count];
}

}  // namespace veilgate::masking
