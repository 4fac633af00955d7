// Where sensitive values lie inside one text.
//
// The text is one decoded value (UTF-8; JSON escapes resolved) that the caller has normalised: full-width digits,
// letters and signs folded to ASCII, zero-width characters dropped. Spans are offsets into that text. Every class
// reports on its own; overlaps between classes are the caller's to unite.
//
// Numbers are read as whole runs of digits, never as a window inside a longer run, and runs joined by single separators
// (a space, dash, dot, underscore or bracket, also the Unicode ones, with at most two spaces around) are read as one
// written number. A run that touches an ASCII letter is part of a word, a hash or a code and not a number; other
// letters may touch it: `电话13800138000请回复`. The exceptions are telling words (`tel13800138000`) and resident IDs,
// whose check digit speaks for itself.
//
// Every function is linear in the text, adversarial texts included, allocates nothing but the growth of `out` (and what
// a parameter's name needs to be classified), appends and never removes, and reports spans of its class in ascending
// order, without overlap. `text` must be shorter than 4 GiB. Pure; any number of threads.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "masking/classes.hpp"

namespace veilgate::masking {

// Bytes [begin, end) of the text.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  ClassId class_id = ClassId::none;

  friend bool operator==(const Span&, const Span&) = default;
};

// What the key of the value says against it.
enum class Evidence : std::uint8_t {
  denied_key,  // an order, article, time, amount …: only forms that prove themselves count (resident ID of 18, e-mail)
  neutral_key,    // nothing; or the value has no key
  person_id_key,  // an id of a person (buyerId): as denied, but a telephone may be used as one
};

// What stands around a text and speaks for a class in it without deciding it: its key, the keys of the objects it is
// in, a label beside it. The words in the text itself the locators read on their own.
using ContextBits = std::uint32_t;
enum class Context : ContextBits {
  person = 1u << 0,       // a person is described here
  phone = 1u << 1,        // 电话, tel, contact …
  address = 1u << 2,      // 地址, delivery …
  identity = 1u << 3,     // 证件, certificate, passport …
  bank = 1u << 4,         // 银行, card, account …
  vehicle = 1u << 5,      // 车, plate, driver …
  company = 1u << 6,      // 企业, tax, invoice …
  device = 1u << 7,       // 设备, device, terminal …
  network = 1u << 8,      // ip, host, login …
  place = 1u << 9,        // location, gps …
  medical = 1u << 10,     // 医保, 社保, patient …
  birth = 1u << 11,       // 生日, birth …
  messenger = 1u << 12,   // QQ, 微信 …
  credential = 1u << 13,  // login, auth, password …
  role = 1u << 14,        // driver, 医生 …: of the value's own key only, not of the objects around
  vitals = 1u << 15,      // sex, age, 民族 …: what is told of people, and of things made for them
};
// The bits from here on are for the context words of a configuration's classes (vocabulary.cpp gives them out).
inline constexpr unsigned kFirstUserContext = 16;
inline constexpr unsigned kMostUserContexts = 16;
constexpr ContextBits context_bit(Context context) noexcept {
  return static_cast<ContextBits>(context);
}

// Why something that came near a class is not of it. For explanations only.
enum class Rejection : std::uint8_t {
  no_context,  // the form proves too little, and no word speaks for it
  checksum_failed,
  not_allocated,  // a prefix, region, area code or issuer nobody has
  not_a_date,
  wrong_length,
  inside_longer_run,  // touches further digits or letters
  denied_key,         // stands under a name, or behind a word, of an order, article, time, amount …
  other_form,         // a decimal fraction, a UUID, a file name, a version …
  service_number,     // belongs to a company: 400, 800
  allow_listed,
  protected_already,
  excluded_by_rule,
};

// Says what class a name decides (KeyVocabulary).
class NameReader {
 public:
  virtual ~NameReader() = default;
  virtual ClassId class_named(std::string_view name) const = 0;

 protected:
  NameReader() = default;
  NameReader(const NameReader&) = default;
  NameReader(NameReader&&) = default;
  NameReader& operator=(const NameReader&) = default;
  NameReader& operator=(NameReader&&) = default;
};

// Collects rejections; kept out of the data path, where it is null.
class RejectionSink {
 public:
  virtual void reject(ClassId class_id, Rejection reason, std::uint32_t begin, std::uint32_t end) = 0;

 protected:
  ~RejectionSink() = default;
};

struct LocateInput {
  std::string_view text;
  Evidence evidence = Evidence::neutral_key;
  ContextBits context = 0;
  RejectionSink* rejections = nullptr;
  const NameReader* names = nullptr;  // what names in the text say; null: the built-in tables alone

  bool has(Context kind) const noexcept { return (context & context_bit(kind)) != 0; }
  void reject(ClassId class_id, Rejection reason, std::size_t begin, std::size_t end) const {
    if (rejections == nullptr) return;
    rejections->reject(class_id, reason, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end));
  }
};

// Mobile numbers of mainland China, 1[3-9] and nine digits, alone or grouped (3-4-4, 3-3-5, 3-8 anywhere; 4-4-3 and
// other groupings, and single digits, where nothing else is joined to them), after +86, 86, 086, 0086 or 0. The span
// begins at the 1. A bare run behind a word for an order's or article's number (label.hpp), or right before 元, 件 and
// their like, is none. The span holds the extension of a virtual number (`18400913965-7576`, `…转7576`, `…#7576`,
// `…,7576`).
void locate_cn_mobile(const LocateInput& input, std::vector<Span>& out);

// Landlines of mainland China: a known area code and a subscriber number, separated (7 or 8 digits) or in one run (the
// length this area has), area code in brackets or not, after +86, 86 or 0086 also without the 0. The span holds the
// extension. 400 and 800 numbers belong to companies and are no landlines. Seven or eight digits without an area code
// count right behind a word for a telephone.
void locate_cn_landline(const LocateInput& input, std::vector<Span>& out);

// Resident IDs of 18 whose check digit is right, in one run or in any groups. A number of 15 has no check digit, and 1
// in 80 of all 15-digit numbers would pass: it counts only when a word for such a number (身份证, 证件, ID card …)
// stands right before it; one of 18 whose check digit is wrong counts there too. Those of foreigners (9…) are of the
// class foreigner_id.
void locate_cn_resident_id(const LocateInput& input, std::vector<Span>& out);

// Bank cards: a known issuer and Luhn, in one run of 15 to 19 digits, or in groups (4-4-4-4, 4-4-4-4-3, 4-6-5, 4-6-4,
// 6-13; others where nothing else is joined to them). Runs of 13 and 14 digits are barcodes, times and article numbers
// far more often than old cards: they count when a word for a card (卡号, 银行卡, card …) stands right before them.
// Behind such a word 15 to 19 digits count whatever their check digit. Behind a word for an order (订单号) a bare run
// is none.
void locate_bank_card(const LocateInput& input, std::vector<Span>& out);

// E-mail addresses; the whole text when it is one address, else what surrounds an @. Inside a text, Han letters end an
// address whose neighbouring part is ASCII. Lengths are not limited. Image names (`icon@2x.png`) are none.
void locate_email(const LocateInput& input, std::vector<Span>& out);

// Names of people in Han text, by what stands beside them, never by themselves: after a word for somebody
// (收件人：张三, 联系人 张三, 我叫张三; behind a sign whatever it looks like), before a title (张先生, 欧阳女士,
// 王小明老师, 张三您好), beside a telephone number or a resident ID (张三 13800138000, 13800138000（张三）). Names with
// dots (买买提·艾力) after such words and beside numbers. Alone in a value, or several with signs between them, when
// its key names somebody by a role. The span holds the name without its title.
void locate_person_name(const LocateInput& input, std::vector<Span>& out);

// Names after Mr, Mrs, Ms, Miss, Dr, Prof …, `my name is`, `Name:`, `Contact:`, `Dear …,`, `I am …`, `Regards,`.
void locate_western_name(const LocateInput& input, std::vector<Span>& out);

// Chinese addresses: a region (cn_divisions.hpp) with a street, estate or town and a number that counts houses or
// rooms; a street or an estate with such a number; anything of that kind behind 地址：. Towns with a village need no
// number. The span begins with the region, when there is one, so that a mask can leave what read_region() reads.
void locate_address(const LocateInput& input, std::vector<Span>& out);

// English addresses: a number, words with capitals and a word for a street, with room, city, state and ZIP; P.O. Box;
// what follows `address is` or `Address:` to the end of its sentence, when it holds a number; a ZIP code after its
// name.
void locate_western_address(const LocateInput& input, std::vector<Span>& out);
// Numbers of other countries: + and a country code with a length its plan has (ITU-T E.164), the plus in the span; and
// North American ones without it (415-555-2671) where a word for a telephone stands before them, or (415) in brackets.
// Right behind such a word also 10 to 12 digits with a national trunk 0 (`Tel: 07700 900123`), and 00 for the plus.
void locate_intl_phone(const LocateInput& input, std::vector<Span>& out);

// Numbers of documents, accounts and companies. By a word right before them (label.hpp): passports, travel permits,
// military and old foreigners' cards, driver's file numbers, social security and medical cards, bank accounts, tax
// numbers, QQ, IMEI, SSN, NINO, VAT. By form alone, also under a key that lowers evidence: credit codes with both
// checks, VINs with check digit, IBANs. By grouping: SSNs (123-45-6789), NINOs (AB 12 34 56 C). Alone in a value whose
// objects speak for it: passports, permits, IMEIs, VINs, tax numbers, QQ.
void locate_document(const LocateInput& input, std::vector<Span>& out);

// 军字第12345678号 and the like: the marks prove it.
void locate_military_id(const LocateInput& input, std::vector<Span>& out);

// Number plates of mainland China, whole: no letter or digit behind them. Embassies' (使 and six digits), and those
// with a blank behind the province, alone in a value or behind a word.
void locate_cn_plate(const LocateInput& input, std::vector<Span>& out);

// IPv4. Versions have four numbers too: without a word (IP, from, host …), a port, a URL or a key of a network, one
// number has three digits and another two or three, or three have two digits and the first of all is 30 or more.
// Nobody's addresses (loopback, masks) are left.
void locate_ip_address(const LocateInput& input, std::vector<Span>& out);

// MAC addresses and IPv6. Six pairs of decimal digits with dashes need a word: they may be a time.
void locate_mac_address(const LocateInput& input, std::vector<Span>& out);

// Pairs of decimals (latitude and longitude in any order) and single ones, behind a word or under a key of a place.
void locate_coordinates(const LocateInput& input, std::vector<Span>& out);

// Days and months, in figures, Han numerals or with the month in letters, behind a word for birth, before 出生 or 生人,
// or alone under a key that speaks for it.
void locate_birth_date(const LocateInput& input, std::vector<Span>& out);

// Names of WeChat and other accounts behind their word: letters with digits or _; wxid_… anywhere.
void locate_wechat(const LocateInput& input, std::vector<Span>& out);

// What opens doors, by form and under any key: private keys in PEM, JSON web tokens, keys that well-known services
// issue, Bearer and Basic credentials, passwords in URLs; and behind a word for a password, words with a digit in them.
void locate_secret(const LocateInput& input, std::vector<Span>& out);

// The values of name=value pairs, in URLs, forms, settings (name = value, [name] => value) and records of logs, of
// "name":"value" and receiverName: value in pieces of documents, and of elements (<tel>…</tel>), whose name decides a
// class as a member's would (KeyVocabulary; with what named_value.hpp makes of it). The name may stand in an attribute:
// <input name="tel" value="…">, <string name="tel">…</string>, a form's part name="tel" and a blank line. A bare `name`
// among them is a person's where another one is somebody's. Percent-encoding stays as it is. Flags (one character,
// true, false, null) are left.
void locate_parameter(const LocateInput& input, std::vector<Span>& out);

// The cells of tables in text whose column's name decides a class (table_shape.hpp): CSV and its like from the
// beginning of the text on, and the values of a text that is SQL's `insert into t (…) values (…)`.
void locate_table(const LocateInput& input, std::vector<Span>& out);

// Tells the rejections, when somebody listens, what `locate` would have found under a key that does not lower evidence.
void reject_as_denied(const LocateInput& input, void (*locate)(const LocateInput&, std::vector<Span>&));

// All detectors (detectors.hpp). Spans of one detector are ascending; the detectors follow each other.
void locate_all(const LocateInput& input, std::vector<Span>& out);

}  // namespace veilgate::masking
