#include "masking/detect/han_signs.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "masking/detect/label.hpp"
#include "masking/text/fold.hpp"
#include "masking/text/reveal.hpp"
#include "masking/validate/digits.hpp"
#include "masking/validate/utf8.hpp"

namespace veilgate::masking {
namespace {

// The last two characters of the words that speak for a name (locate_person_name.cpp), and of 地址, 住址 and their
// like.
constexpr std::u32string_view kNamePairs =
    U"先生女士小姐太太老师師傅师傅医生醫生教授经理經理老師阿姨律师主任大爷大妈同志叔叔大夫护士警官校长院长老板件人货人"
    U"系人收人"
    U"取人办人请人卡人保人益人款人代人单人买人托人责人护人乘人住人姓名名字户名機主机主业主户主貨人繫人絡人络人票人提人"
    U"车人"
    U"客户顾客买家用户会员签收代收患者病人乘客旅客司机骑手递员我叫我是名叫叫做转交转给交给联系本人住户学生"
    U"車主车主险人理人作人表人代表员工职工家属家长务员送员件员抬头账给款给租客房东同学选人聘者诉人案人事人原告被告"
    U"父亲母亲妻子丈夫儿子女儿配偶您好你好敬的爱的驶人驶员患儿产妇老人孩子"
    U"，您,您，你,你工资代发转账汇款还款借款报销货款退款房租奖金押金学费务费转帐酬金";
constexpr std::u32string_view kAddressPairs = U"地址住址货到家住住在寄到送到寄往送往發往位于搬到嘎查居委社区";
// A number before one of these may count houses; 村 and its like need none.
constexpr std::u32string_view kUnits = U"号號楼樓室栋棟幢座弄层層院组户房铺單单门队巷排期区社支街路";
constexpr std::u32string_view kPlaces = U"村镇乡屯庄寨堡沟";
constexpr std::u32string_view kNumerals = U"十百千两甲乙丙丁";
// The provinces of number plates, and the plates of embassies.
constexpr std::u32string_view kPlates = U"京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使";
constexpr std::u32string_view kMilitary = U"字第";
constexpr std::u32string_view kBirth = U"生人";

constexpr std::uint64_t key_of(char32_t before, char32_t code) noexcept {
  return std::uint64_t{before} << 32 | code;
}

std::u32string characters_of(std::string_view word) {
  std::u32string characters;
  for (std::size_t at = 0; at < word.size();) {
    const Character c = decode_utf8(word, at);
    if (c.length == 0) break;
    characters.push_back(c.value);
    at += c.length;
  }
  return characters;
}

}  // namespace

HanSigns::HanSigns() {
  const auto add_pairs = [this](std::u32string_view pairs, DetectorId id) {
    for (std::size_t i = 1; i < pairs.size(); i += 2) add(pairs[i - 1], pairs[i], {detector_bit(id), 0});
  };
  add_pairs(kNamePairs, DetectorId::person_name);
  add_pairs(kAddressPairs, DetectorId::address);
  add_pairs(kMilitary, DetectorId::military_id);
  add_label(kBirth, detector_bit(DetectorId::birth_date));
  for (const AskedLabel& asked : kAskedLabels) {
    std::string_view words = label_words(asked.label);
    while (!words.empty()) {
      const std::size_t bar = std::min(words.find('|'), words.size());
      add_label(characters_of(words.substr(0, bar)), detector_bit(asked.detector));
      words.remove_prefix(std::min(bar + 1, words.size()));
    }
  }
  const auto mark = [this](std::u32string_view characters, std::uint8_t kind) {
    for (const char32_t c : characters) kinds_[c] |= kind;
  };
  mark(kUnits, kUnit);
  mark(kPlaces, kPlace);
  mark(kNumerals, kNumeral);
  mark(kPlates, kPlate);
  for (char32_t c = 0x80; c < kinds_.size(); ++c) {
    if (chinese_digit(c) >= 0) kinds_[c] |= kNumeral;
    if (folds_to_telling_form(c)) kinds_[c] |= kFoldable;
  }
}

const HanSigns& HanSigns::get() noexcept {
  static const HanSigns signs;
  return signs;
}

void HanSigns::add(char32_t first, char32_t last, const WordCalls& calls) {
  WordCalls& all = pairs_[key_of(first, last)];
  all.calls |= calls.calls;
  all.asks |= calls.asks;
  kinds_[first] |= kPairBegin;
  kinds_[last] |= kPairEnd;
}

// A word with a character beyond ASCII among its last two; those of ASCII alone are calling_words.hpp's.
void HanSigns::add_label(std::u32string_view word, DetectorSet asks) {
  if (word.size() == 1 && word[0] >= 0x80) {
    pairs_[key_of(0, word[0])].asks |= asks;
    kinds_[word[0]] |= kAlone;
  }
  if (word.size() < 2) return;
  const char32_t first = word[word.size() - 2];
  const char32_t last = word[word.size() - 1];
  if (first >= 0x80 || last >= 0x80) add(first, last, {0, asks});
}

WordCalls HanSigns::find(char32_t before, char32_t code) const noexcept {
  WordCalls found;
  for (const char32_t first : {char32_t{0}, before}) {
    const auto known = pairs_.find(key_of(first, code));
    if (known == pairs_.end()) continue;
    found.calls |= known->second.calls;
    found.asks |= known->second.asks;
  }
  return found;
}

}  // namespace veilgate::masking
