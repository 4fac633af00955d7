#include "masking/detect/label.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

constexpr char to_lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

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
     "contact"},
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
    {Label::vin, "车架|车辆识别代|车辆识别|vin|chassis|frame"},
    {Label::birth,
     "出生|生日|出生日期|出生年月|出生日|出生于|生于|birthday|birth date|date of birth|birth|born|born on|dob"},
    {Label::social_security,
     "社保|社保卡|社会保障|社会保障卡|社会保险|公积金|公积金账|社保账|social security card|social insurance"},
    {Label::medical,
     "医保|医保卡|医保账|医疗保险|就诊卡|病历|病案|住院|门诊|健康卡|诊疗卡|medical card|medical record|mrn|health "
     "card|medicare|"
     "patient|patient id|health insurance"},
    {Label::us_ssn, "ssn|social security|social security number|itin"},
    {Label::uk_nino, "nino|national insurance|ni"},
    {Label::eu_vat, "vat|vat id|vat reg|ust-id|ust-idnr|ustid|tva|btw|iva|partita iva"},
    {Label::iban, "iban"},
    {Label::qq, "qq|扣扣|企鹅"},
    {Label::wechat, "微信|微|加微|加v|威信|薇信|wechat|weixin|wx|vx|v信|加微信"},
    {Label::account, "支付宝|旺旺|抖音|快手|alipay|用户名|username|login|会员"},
    {Label::imei, "imei|imei1|imei2|串|手机串|meid|imsi"},
    {Label::mac, "mac|mac地址|mac address|物理地址|bssid"},
    {Label::ip, "ip|ip地址|ip address|ipv4|ipv6|host|客户端|来源|from|登录地址|server|主机|address|ping|addr"},
    {Label::coordinates,
     "坐标|经纬度|定位|位置|gps|location|coordinates|coordinate|position|latlng|lnglat|经度|纬度|"
     "lat|lng|latitude|longitude|geo"},
    {Label::password, "密码|口令|验证码|动态码|校验码|password|passwd|pwd|passcode|pin code|otp|secret|token"},
    {Label::other,
     "qq群|微信群|群|订单|单|运单|快递单|物流单|流水|批|货|商品|编|型|版本|version|order|order id|sku|no "
     "order|会员卡|购物卡|"
     "礼品卡|充值卡|gift card|显卡|网卡|声卡|内存卡|贺卡|卡片|sim card|graphics "
     "card|税率|税额|单价|价格|size|尺寸|规格"},
};

// What may stand between a label and the value.
constexpr std::string_view kFillers[] = {
    "号码", "号", "码", "是", "为",      "：",   "，", "（", "(",    ":",      "=",   "#",    "-",  "_",
    "[",    "【", "「", "“",  "'",       "\"",   "/",  ".",  " ",    "number", "num", "no",   "id", "is",
    "code", "的", "nr", "\t", "address", "地址", ",",  "+",  "card", "卡",     "证",  "日期", "于", "on"};

bool begins_word(std::string_view text, std::size_t at) noexcept {
  return at == 0 || !is_ascii_letter(text[at]) || !(is_ascii_letter(text[at - 1]) || is_digit(text[at - 1]));
}

// Labels and fillers by their last byte, which one look at a text tells.
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
  const std::vector<Word>& ending_in(char last) const noexcept {
    return by_last_[static_cast<unsigned char>(to_lower(last))];
  }

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
  void add(const Word& word) { by_last_[static_cast<unsigned char>(word.text.back())].push_back(word); }

  std::array<std::vector<Word>, 256> by_last_;
};

// The longest label and the longest filler `text` ends with.
struct Ending {
  Label label = Label::none;
  std::size_t label_size = 0;
  std::size_t filler_size = 0;
};
Ending ending_of(std::string_view text) noexcept {
  Ending ending;
  for (const Word& word : Words::get().ending_in(text.back())) {
    std::size_t& longest = word.label == Label::none ? ending.filler_size : ending.label_size;
    if (word.text.size() <= longest || !ends_folded(text, word.text)) continue;
    if (!begins_word(text, text.size() - word.text.size())) continue;
    longest = word.text.size();
    if (word.label != Label::none) ending.label = word.label;
  }
  return ending;
}

}  // namespace

std::string_view label_words(Label label) noexcept {
  const auto* row = std::find_if(std::begin(kLabels), std::end(kLabels),
                                 [label](const LabelWords& each) { return each.label == label; });
  return row == std::end(kLabels) ? std::string_view() : row->words;
}

Label label_before(std::string_view text, std::size_t begin) noexcept {
  std::string_view before = text.substr(0, begin);
  if (before.size() > kLabelReach) before.remove_prefix(before.size() - kLabelReach);
  Label label = Label::none;
  while (!before.empty()) {
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
