#include "masking/detect/label.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <vector>

#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

bool ends_folded(std::string_view text, std::string_view lower) noexcept {
  return text.size() >= lower.size() &&
         std::equal(lower.begin(), lower.end(), text.end() - static_cast<std::ptrdiff_t>(lower.size()),
                    [](char a, char b) { return to_lower(b) == a; });
}

// Small letters; parted by |.
struct LabelWords {
  Label label;
  std::string_view words;
};
constexpr LabelWords kLabels[] = {
    {Label::phone,
     "电话|手机|联系方式|联系电话|致电|拨打|tel|telephone|phone|mobile|cell|cellphone|call|fax|whatsapp|sms|hotline|"
     "contact|my number|my new number|reach me|ring me|text me|"
     "tél|téléphone|telefon|telefono|teléfono|telefone|handy|mobil|móvil|portable|cellulare|celular"},
    {Label::identity,
     "身份证|身份|证件|公民身份|居住证|id card|idcard|identity card|identity|identification|resident id|citizen id|id"},
    {Label::foreigner,
     "永久居留证|永久居留身份证|永居证|外国人永久居留|permanent residence card|permanent resident card"},
    {Label::passport, "护照|passport"},
    {Label::permit,
     "通行证|回乡证|台胞证|来往内地通行证|来往大陆通行证|入台证|travel permit|home return permit|permit"},
    {Label::military, "军官证|士兵证|军人证|士官证|警官证|文职干部证|military id|military card|officer id"},
    {Label::driver_file, "档案编|档案|驾驶证档案编|driver file"},
    {Label::bank_card, "银行卡|信用卡|储蓄卡|借记卡|卡|card|bank card|credit card|debit card"},
    {Label::bank_account,
     "银行账|银行帐|银行账户|账|帐|账户|帐户|对公账户|收款账户|收款账|付款账户|account|bank account|a/c|acct"},
    {Label::tax, "税|纳税|纳税人识别|纳税人税|税务登记|tax|taxpayer|tin"},
    {Label::credit_code, "信用代|统一社会信用代|社会信用代|uscc|credit code|社会信用|营业执照"},
    {Label::plate, "车牌|号牌|车|plate|license plate"},
    {Label::vin, "车架|大架|车辆识别代|车辆识别|vin|chassis|frame"},
    {Label::birth,
     "出生|生日|出生日期|出生年月|出生年月日|出生日|出生于|生于|birthday|birth date|date of birth|birth|born|born "
     "on|dob|geboren|geboren am|geburtsdatum|nacido el|nacida el|nato il|nata il"},
    {Label::social_security,
     "社保|社保卡|社会保障|社会保障卡|社会保险|公积金|公积金账|社保账|social security card|social insurance"},
    {Label::medical,
     "医保|医保卡|医保账|医疗保险|就诊卡|病历|病案|住院|门诊|健康卡|诊疗卡|medical card|medical record|mrn|health "
     "card|medicare|"
     "patient|patient id|health insurance|nhs|nhs number"},
    {Label::us_ssn, "社会安全|ssn|social security|social security number|itin"},
    {Label::uk_nino, "国民保险|nino|national insurance|ni"},
    {Label::eu_vat, "vat|vat id|vat reg|ust-id|ust-idnr|ustid|tva|btw|iva|partita iva"},
    {Label::iban, "iban"},
    {Label::qq, "qq|扣扣|企鹅"},
    {Label::wechat, "微信|微|加微|加v|加我v|加我微|v号|威信|薇信|wechat|weixin|wx|vx|v信|加微信"},
    {Label::account, "支付宝|旺旺|抖音|快手|alipay|用户名|username|login|会员"},
    {Label::imei, "imei|imei1|imei2|串|串码|设备识别|手机串|meid|imsi"},
    {Label::mac, "mac|mac地址|mac address|物理地址|硬件地址|网卡地址|bssid"},
    {Label::ip, "ip|ip地址|ip address|ipv4|ipv6|host|客户端|来源|from|登录地址|server|主机|address|ping|addr"},
    {Label::coordinates,
     "坐标|经纬度|定位|位置|gps|location|coordinates|coordinate|position|latlng|lnglat|经度|纬度|"
     "lat|lng|latitude|longitude|geo|point"},
    {Label::password,
     "密码|口令|验证码|动态码|校验码|登录码|登陆码|授权码|取件码|取货码|提货码|核销码|password|passwd|pwd|passcode|"
     "pin code|otp|secret|token|verification code|authentication code|login code"},
    {Label::card_code, "cvv|cvv2|cvc|cvc2|cvn|cvn2|安全码"},
    {Label::order,
     "bestellung|auftrag|sendung|pedido|commande|注文|注文番|受注|受注番|주문|주문번호|offset|part|订单|订单编|单号|"
     "运单|快递单|物流单|包裹单|退货单|退款单|售后单|换货单|服务单|工单|采购单|出库单|配送单|面单|"
     "保单|流水|批次|"
     "批号|货号|编号|商品编|商品|货品|条形|交易|发票|合同|凭证|物料|序列|sku|spu|order|order id|no "
     "order|waybill|tracking|shipment|"
     "parcel|invoice|batch|serial|item|product|article|transaction|reference|ref|ticket|case|contract|lot|isbn|ean|"
     "upc"},
    {Label::other,
     "login to|log in to|logged in to|sign in to|signed in to|secret to|contact id|call id|phone model|phone "
     "price|qq群|微信群|"
     "群|单|批|货|编|型|版本|version|会员卡|购物卡|礼品卡|充值卡|gift card|显卡|网卡|声卡|内存卡|贺卡|卡片|sim "
     "card|graphics card|"
     "税率|税额|单价|价格|size|尺寸|规格"},
};

// What may stand between a label and the value.
constexpr std::string_view kFillers[] = {
    // signs and markup
    "：", "，", "（", "）", "(", ")", ":", "=", "#", "-", "_", "[", "]", "【", "】", "「", "」", "“", "”", "'", "\"",
    "/", ".", " ", ",", "+", "*", "|", "`", "\\", "\t", "\n", "\r", "→", ">", "~",
    // what names of numbers end in
    "号码", "号", "码", "编", "编号", "的", "地址", "卡", "证", "件", "日期", "信息", "number", "num", "no", "id",
    "code", "nr", "address", "card", "certificate", "details", "value",
    // what is said of it
    "是", "为", "就是", "即", "成", "到", "于", "在", "改", "换", "变更", "更新", "修改", "更改", "设", "填", "填写",
    "填的", "写", "写的", "如下", "应该", "应", "已", "现在", "现", "打", "加我", "重置", "设置", "变", "了", "给你",
    "给您", "发你", "新", "is", "es", "est", "ist", "was", "are", "be", "to", "as", "on", "in", "should", "will",
    "must", "has", "been", "now", "new", "the", "my", "me", "us", "at", "changed", "updated", "set", "file", "record",
    "reads", "says"};

// Also in a name of a program's, passportNo; not in iPhone. Names of secrets say more than their last word (pageToken).
bool begins_word(std::string_view text, std::size_t at, Label label) noexcept {
  if (at == 0 || !is_ascii_letter(text[at]) || !(is_ascii_letter(text[at - 1]) || is_digit(text[at - 1]))) return true;
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  return label != Label::password && at >= 2 && !is_small(text[at]) && is_small(text[at - 1]) &&
         is_ascii_letter(text[at - 2]);
}

// Labels and fillers by their last byte, which one look at a text tells; most that end in it are told apart by the byte
// before it.
struct Word {
  std::string_view text;
  Label label;  // none: a filler
};
class Words {
 public:
  static const Words& get() {
    static const Words words;
    return words;
  }
  // Those `text` may end with.
  const std::vector<Word>& ending(std::string_view text) const noexcept {
    static const std::vector<Word> none;
    return ends_[pair_of(text)] ? by_last_[byte_of(text.back())] : none;
  }
  bool may_end_in_label(std::string_view text) const noexcept { return ends_label_[pair_of(text)]; }

 private:
  Words() {
    for (const LabelWords& row : kLabels) {
      std::string_view words = row.words;
      while (!words.empty()) {
        const std::size_t bar = std::min(words.find('|'), words.size());
        add({words.substr(0, bar), row.label});
        words.remove_prefix(std::min(bar + 1, words.size()));
      }
    }
    for (const std::string_view filler : kFillers) add({filler, Label::none});
  }
  void add(const Word& word) {
    const unsigned char last = byte_of(word.text.back());
    by_last_[last].push_back(word);
    for (std::size_t before = 0; before < kBytes; ++before) {
      if (word.text.size() > 1 && byte_of(word.text[word.text.size() - 2]) != before) continue;
      ends_.set(last * kBytes + before);
      if (word.label != Label::none) ends_label_.set(last * kBytes + before);
    }
  }

  static constexpr std::size_t kBytes = 256;
  static unsigned char byte_of(char c) noexcept { return static_cast<unsigned char>(to_lower(c)); }
  static std::size_t pair_of(std::string_view text) noexcept {
    return byte_of(text.back()) * kBytes + (text.size() > 1 ? byte_of(text[text.size() - 2]) : 0);
  }

  std::array<std::vector<Word>, kBytes> by_last_;
  std::bitset<kBytes * kBytes> ends_;        // a word ends in these two bytes
  std::bitset<kBytes * kBytes> ends_label_;  // a label does
};

// The longest label and the longest filler `text` ends with.
struct Ending {
  Label label = Label::none;
  std::size_t label_size = 0;
  std::size_t filler_size = 0;
};
Ending ending_of(std::string_view text) noexcept {
  Ending ending;
  for (const Word& word : Words::get().ending(text)) {
    std::size_t& longest = word.label == Label::none ? ending.filler_size : ending.label_size;
    if (word.text.size() <= longest || !ends_folded(text, word.text)) continue;
    if (!begins_word(text, text.size() - word.text.size(), word.label)) continue;
    longest = word.text.size();
    if (word.label != Label::none) ending.label = word.label;
  }
  return ending;
}

// Where the tag that `text` ends with begins: `<b>`, `</td>`, `<p class="x">`; its size when it ends with none.
std::size_t tag_begin(std::string_view text) noexcept {
  constexpr std::size_t kLongestTag = 48;
  const std::size_t open = text.rfind('<');
  if (open == std::string_view::npos || text.size() - open < 3 || text.size() - open > kLongestTag) return text.size();
  const char first = text[open + 1] == '/' ? text[open + 2] : text[open + 1];
  return is_ascii_letter(first) && text.find('>', open) == text.size() - 1 ? open : text.size();
}

// Whether a sentence ends with the byte at `at`.
bool ends_sentence(std::string_view text, std::size_t at) noexcept {
  const char c = text[at];
  if (c == '\n' || c == '!' || c == '?' || c == ';') return true;
  if (c == '.') return at + 1 == text.size() || text[at + 1] == ' ';
  if (static_cast<unsigned char>(c) < 0x80 || at < 2) return false;
  const std::string_view sign = text.substr(at - 2, 3);
  return sign == "。" || sign == "！" || sign == "？" || sign == "；";
}

// A character ends with the byte at `at`, and no ASCII word goes on behind it.
bool ends_word(std::string_view text, std::size_t at) noexcept {
  if (at + 1 == text.size()) return true;
  const auto next = static_cast<unsigned char>(text[at + 1]);
  if ((next & 0xC0) == 0x80) return false;
  return !(is_ascii_letter(text[at]) && is_ascii_letter(text[at + 1]));
}

bool label_in_sentence(std::string_view text, std::size_t begin, Label label) noexcept {
  const Words& words = Words::get();
  const std::size_t floor = begin > kSentenceReach ? begin - kSentenceReach : 0;
  for (std::size_t at = begin; at > floor && !ends_sentence(text, at - 1); --at) {
    if (!words.may_end_in_label(text.substr(floor, at - floor)) || !ends_word(text, at - 1)) continue;
    const Label found = ending_of(text.substr(floor, at - floor)).label;
    if (found == label) return true;
    if (is_of_nobody(found)) return false;
  }
  return false;
}

// The last label in the sentence before `begin`.
Label label_in_sentence(std::string_view text, std::size_t begin) noexcept {
  const std::size_t floor = begin > kSentenceReach ? begin - kSentenceReach : 0;
  for (std::size_t at = begin; at > floor && !ends_sentence(text, at - 1); --at) {
    if (!ends_word(text, at - 1)) continue;
    const Label found = ending_of(text.substr(floor, at - floor)).label;
    if (found != Label::none) return found;
  }
  return Label::none;
}

}  // namespace

bool label_behind(std::string_view text, std::size_t end, Label label) noexcept {
  constexpr std::string_view kJoints[] = {"是", "为", "is", "was", "(", "[", "（", "【", "as"};
  std::string_view behind = text.substr(end, kLabelReach);
  while (!behind.empty() && (behind.front() == ' ' || behind.front() == '"')) behind.remove_prefix(1);
  if (std::none_of(std::begin(kJoints), std::end(kJoints),
                   [behind](std::string_view joint) { return behind.starts_with(joint); })) {
    return false;
  }
  for (std::size_t at = 0; at < behind.size() && !ends_sentence(behind, at); ++at) {
    if (is_digit(behind[at])) return false;
    if (!ends_word(behind, at)) continue;
    const Label found = ending_of(behind.substr(0, at + 1)).label;
    if (found != Label::none) return found == label;
  }
  return false;
}

bool label_around(std::string_view text, std::size_t begin, std::size_t end, Label label) noexcept {
  return label_in_sentence(text, begin, label) || label_behind(text, end, label);
}

bool is_label(std::string_view name) noexcept {
  return !name.empty() && ending_of(name).label_size == name.size();
}

std::string_view label_words(Label label) noexcept {
  const auto* row = std::find_if(std::begin(kLabels), std::end(kLabels),
                                 [label](const LabelWords& each) { return each.label == label; });
  return row == std::end(kLabels) ? std::string_view() : row->words;
}

Label label_of_number(std::string_view text, std::size_t begin) noexcept {
  constexpr std::string_view kNumberWords[] = {"号码", "卡号", "账号", "帐号", "number"};
  const Label label = label_before(text, begin);
  if (label != Label::none && label != Label::bank_card && label != Label::bank_account) return label;
  // Back over 是, is, a colon and blanks.
  std::string_view before = text.substr(0, begin);
  while (!before.empty()) {
    const char last = before.back();
    const bool sign = last == ' ' || last == ':';
    if (!sign && !before.ends_with(" is") && !before.ends_with("是") && !before.ends_with("为")) break;
    before.remove_suffix(sign ? 1 : 3);
  }
  // All but the last word end in 号 or 码.
  if (!before.ends_with("号") && !before.ends_with("码") && (before.empty() || (before.back() | 0x20) != 'r')) {
    return label;
  }
  for (const std::string_view word : kNumberWords) {
    if (before.size() <= word.size() || !ends_folded(before, word)) continue;
    const Label named = label_in_sentence(before, before.size() - word.size());
    // A card's or an account's number is that of a document only when that has cards and accounts.
    const bool cards = named == Label::medical || named == Label::social_security;
    return label == Label::none ? named : cards ? named : label;
  }
  return label;
}

Label label_before(std::string_view text, std::size_t begin) noexcept {
  std::string_view before = text.substr(0, begin);
  if (before.size() > kLabelReach) before.remove_prefix(before.size() - kLabelReach);
  Label label = Label::none;
  while (!before.empty()) {
    if (before.back() == '>') {
      if (const std::size_t tag = tag_begin(before); tag != before.size()) {
        before = before.substr(0, tag);
        continue;
      }
    }
    const Ending ending = ending_of(before);
    // `card` and 卡 fill and label: 医保卡 is read on, a lone 卡 is what it says.
    if (label == Label::none) label = ending.label;
    if (ending.label_size > ending.filler_size) return ending.label;
    if (ending.filler_size == 0) break;
    before.remove_suffix(ending.filler_size);
  }
  return label;
}

}  // namespace veilgate::masking
