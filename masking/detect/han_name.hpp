// Chinese names: where one ends that begins at a place of a text, by family names, by the words it cannot go on with,
// and by the dots of names of minorities. What stands beside it is locate_person_name.cpp's.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "masking/detect/han_words.hpp"

namespace veilgate::masking {

// ---- words ----------------------------------------------------------------------------------------------------------
// After these stands a name, whatever it looks like, when a sign separates it.
inline constexpr std::string_view kNameRoles[] = {
    "收件人", "收货人", "联系人",   "寄件人", "发件人", "发货人", "签收人",   "提货人",     "取件人",     "经办人",
    "申请人", "持卡人", "投保人",   "被保人", "受益人", "付款人", "收款人",   "借款人",     "代收人",     "下单人",
    "购买人", "委托人", "负责人",   "监护人", "乘车人", "入住人", "真实姓名", "姓名",       "名字",       "户名",
    "機主",   "机主",   "业主",     "户主",   "收貨人", "聯繫人", "聯絡人",   "联络人",     "顾客姓名",   "开票人",
    "車主",   "车主",   "被保险人", "处理人", "操作人", "报名人", "担保人",   "紧急联系人", "法定代表人", "法人代表"};
// After these stands a name only when it is one of a known family.
inline constexpr std::string_view kWeakNameRoles[] = {
    "客户", "顾客",   "买家", "用户",   "会员",   "签收",   "代收",   "患者",   "病人",   "乘客",   "旅客",   "司机",
    "骑手", "快递员", "我叫", "我是",   "名叫",   "叫做",   "转交",   "转给",   "交给",   "联系",   "本人",   "住户",
    "学生", "老板",   "师傅", "驾驶人", "驾驶员", "尊敬的", "亲爱的", "患儿",   "产妇",   "老人",   "孩子",   "员工",
    "职工", "家属",   "家长", "会员",   "业务员", "派送员", "派件员", "配送员", "抬头",   "转账给", "汇款给", "打款给",
    "租客", "房东",   "同学", "医生",   "护士",   "候选人", "应聘者", "投诉人", "报案人", "当事人", "原告",   "被告",
    "父亲", "母亲",   "妻子", "丈夫",   "儿子",   "女儿",   "配偶",   "经理"};
inline constexpr std::u32string_view kNotOfNames =
    U"的了是在和与要已说来去到请把给收电打寄住也都不没有会将被让从向对及或等，。你我他她您这那吗呢吧啊呀"
    U"先女联签需下买付退换想就还又再才刚能可";

inline constexpr std::size_t kLongestHanName = 4;

// A run of Han letters that begins at a byte.
struct HanRun {
  static constexpr std::size_t kMost = 12;  // looked at of one name

  std::array<char32_t, kMost> letters{};
  std::array<std::size_t, kMost + 1> offsets{};  // of the letters, and of the end
  std::size_t count = 0;
  bool more = false;  // further Han letters follow
};
HanRun read_han_run(std::string_view text, std::size_t at) noexcept;

// The Han letters before a byte, nearest first; offsets[i] is where letter i begins.
struct HanBack {
  static constexpr std::size_t kMost = 6;

  std::array<char32_t, kMost> letters{};
  std::array<std::size_t, kMost> offsets{};
  std::size_t count = 0;
};
HanBack read_han_back(std::string_view text, std::size_t floor, std::size_t end) noexcept;

// Whether a word that is nobody's name begins at byte `at`: 电话, 客服, a role.
bool is_nobody(std::string_view text, std::size_t at) noexcept;

// How many letters of the run's beginning are a family name: 0, 1, 2.
std::size_t family_letters(const HanRun& run) noexcept;

// The name of parts joined by dots that begins with the run: where it ends; its begin when it is none.
std::size_t dotted_name_end(std::string_view text, const HanRun& run) noexcept;

// The name that begins at `at`: where it ends; `at` when none begins there. `sure`: a word and a sign before it say
// that there is one.
std::size_t han_name_end(std::string_view text, std::size_t at, bool sure) noexcept;

// The same for a name that is all of its run: a family name and one or two letters, or one with dots. No word, place or
// role.
std::size_t whole_han_name_end(std::string_view text, std::size_t at) noexcept;

}  // namespace veilgate::masking
