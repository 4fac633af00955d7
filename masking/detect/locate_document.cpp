#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "masking/detect/character_bits.hpp"
#include "masking/detect/digit_groups.hpp"
#include "masking/detect/document_forms.hpp"
#include "masking/detect/label.hpp"
#include "masking/detect/locate.hpp"
#include "masking/detect/text_tokens.hpp"
#include "masking/validate/cn_credit_code.hpp"
#include "masking/validate/iban.hpp"
#include "masking/validate/network.hpp"
#include "masking/validate/travel_document.hpp"
#include "masking/validate/vin.hpp"
#include "masking/validate/western_id.hpp"

namespace veilgate::masking {
namespace {

Span span_of(std::size_t begin, std::size_t end, ClassId id) noexcept {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), id};
}

// ---- groups ---------------------------------------------------------------------------------------------------------

// A code in groups, as it is printed: 86-940755-964500-4, E 1234 5678, DE89 3704 0044. One kind of joint.
struct Groups {
  static constexpr std::size_t kMostCharacters = 34;
  static constexpr std::size_t kMost = 12;

  std::array<char, kMostCharacters> characters{};
  std::array<std::uint8_t, kMost> size_to{};    // characters up to the end of each group
  std::array<std::uint8_t, kMost> digits_to{};  // digits among them
  std::array<std::uint32_t, kMost> end_of{};    // byte of the text where each ends
  std::size_t count = 0;
  bool dotted = false;

  Groups() noexcept = default;
  // `most`: of its groups as many are read. `letters`: a group may be letters alone, as in GB29 NWBK 6016.
  Groups(std::string_view text, std::size_t begin, std::size_t most = kMost, bool letters = false) noexcept {
    Joint kind = Joint::none;
    std::size_t size = 0;
    std::size_t digits = 0;
    for (std::size_t at = begin; count < most;) {
      const std::size_t group = size;
      bool digit = false;
      while (at < text.size() && is_word_character(text[at]) && size < kMostCharacters) {
        digit = digit || is_digit(text[at]);
        digits += is_digit(text[at]) ? 1 : 0;
        characters[size++] = text[at++];
      }
      // A word in letters is no more of the number, but for the letter that closes it.
      const bool cut = at < text.size() && is_word_character(text[at]);
      if (cut || size == group || (count != 0 && !digit && !letters && size - group > 1)) return;
      size_to[count] = static_cast<std::uint8_t>(size);
      digits_to[count] = static_cast<std::uint8_t>(digits);
      end_of[count++] = static_cast<std::uint32_t>(at);
      const JointRead joint = read_joint(text, at);
      if (joint.kind == Joint::none || joint.kind == Joint::bracket) return;
      if (kind != Joint::none && joint.kind != kind) return;
      dotted = joint.kind == Joint::dot;
      kind = joint.kind;
      at = joint.end;
    }
  }
  std::string_view joined(std::size_t k) const noexcept { return {characters.data(), size_to[k]}; }
  std::size_t digits() const noexcept { return count == 0 ? 0 : digits_to[count - 1]; }
};

// An IBAN in blocks, as it is printed: DE89 3704 0044 0532 0130 00. Where it ends; `begin` when it is none.
std::size_t grouped_iban_end(std::string_view text, std::size_t begin) noexcept {
  const unsigned length = iban_length(text.substr(begin));
  if (length == 0) return begin;
  const Groups groups(text, begin, Groups::kMost, true);
  for (std::size_t k = 1; k < groups.count; ++k) {
    if (groups.size_to[k] == length) return is_iban(groups.joined(k)) ? groups.end_of[k] : begin;
  }
  return begin;
}

// What may be a VIN in groups: LGXE PVS4 62M3 8889 6. As many characters, a digit last. Where it ends; `begin` when it
// is none.
std::size_t grouped_vin_end(std::string_view text, std::size_t begin) noexcept {
  constexpr std::size_t kSize = 17;
  const Groups groups(text, begin, Groups::kMost, true);
  for (std::size_t k = 1; k < groups.count; ++k) {
    if (groups.size_to[k] == kSize) return is_digit(groups.joined(k).back()) ? groups.end_of[k] : begin;
  }
  return begin;
}

constexpr std::size_t kGroupsOfSsn = 3;
bool has_ssn_groups(const Groups& groups) noexcept {
  return groups.count >= kGroupsOfSsn && groups.size_to[0] == 3 && groups.size_to[1] == 5 && groups.size_to[2] == 9;
}

// 123-45-6789.
std::size_t grouped_ssn_end(std::string_view text, std::size_t begin, const Groups& groups, bool told) noexcept {
  if (!has_ssn_groups(groups)) return begin;
  const std::string_view number = groups.joined(2);
  if (!is_all_digits(number) || (!told && !is_us_ssn(number) && !is_us_itin(number))) return begin;
  const std::size_t end = groups.end_of[2];
  return end < text.size() && text[end] == '-' ? begin : end;
}

// AB 12 34 56 C. The prefixes in use, or any behind a word.
std::size_t grouped_nino_end(std::string_view text, std::size_t begin, const Groups& groups) noexcept {
  for (std::size_t k = 1; k < groups.count && groups.size_to[k] <= 9; ++k) {
    const std::string_view number = groups.joined(k);
    if (!has_nino_form(number)) continue;
    const bool pairs = k == 4 && groups.size_to[0] == 2 && groups.size_to[3] == 8 && is_uk_nino(number);
    if (pairs || label_of_number(text, begin) == Label::uk_nino) return groups.end_of[k];
  }
  return begin;
}

// ---- the pass -------------------------------------------------------------------------------------------------------

// qq123456789
bool is_glued_qq(std::string_view word, std::size_t digits) noexcept {
  return digits >= 5 && digits <= 11 && word.size() == digits + 2 && (word[0] | 0x20) == 'q' &&
         (word[1] | 0x20) == 'q' && word[2] != '0' && is_digit(word[2]);
}

bool may_begin(std::string_view text, std::size_t begin) noexcept {
  return begin == 0 || (!is_word_character(text[begin - 1]) && text[begin - 1] != '-' && text[begin - 1] != '.');
}

// `no 12345`, `id 12345`: nothing of the number.
bool is_filler(std::string_view word) noexcept {
  constexpr std::string_view kFillers[] = {"no", "nr", "id", "is", "to", "as", "be", "in", "on"};
  return word.size() == 2 && std::any_of(std::begin(kFillers), std::end(kFillers), [word](std::string_view filler) {
           return (word[0] | 0x20) == filler[0] && (word[1] | 0x20) == filler[1];
         });
}

// Shorter than every document's number: RO and two digits are a VAT number.
bool is_too_short(std::string_view word, std::size_t digits) noexcept {
  constexpr std::size_t kShortest = 4;
  return word.size() < kShortest || (word.size() == kShortest && digits == kShortest);
}

// A digit behind one sign or blank, of one byte or three: the next group of a number.
bool another_group_follows(std::string_view text, std::size_t end) noexcept {
  if (end + 1 >= text.size()) return false;
  const std::size_t next = static_cast<unsigned char>(text[end]) >= 0xE0 ? end + 3 : end + 1;
  return next < text.size() && is_digit(text[next]);
}

class Documents {
 public:
  Documents(const LocateInput& input, std::vector<Span>& out)
      : input_(input), text_(input.text), out_(out), denied_(input.evidence != Evidence::neutral_key) {}

  void run() {
    TextTokens tokens(text_);
    std::size_t done = 0;
    for (std::size_t digit = find_digit(text_, 0); digit < text_.size(); digit = find_digit(text_, done)) {
      std::size_t begin = digit;
      while (begin > done && is_word_character(text_[begin - 1])) --begin;
      if (const std::size_t letters = letters_before(begin, done); letters != begin) {
        tokens.seek(letters);
        if (!is_filler(tokens.word())) read(tokens);
      }
      const std::size_t capitals = capitals_before(begin, done);
      if ((capitals != begin && read_vin_at(capitals)) || read_vin_at(begin)) {
        done = floor_;
        continue;
      }
      tokens.seek(begin);
      done = tokens.end();
      if (begin >= floor_) read(tokens);
    }
  }

 private:
  // Where one or two letters begin that may be the first group of a number whose next one begins at `begin`: E 1234
  // 5678; `begin` when there are none.
  std::size_t letters_before(std::size_t begin, std::size_t done) const noexcept {
    constexpr std::size_t kMost = 2;
    constexpr std::size_t kWideSign = 3;  // bytes
    const std::size_t floor = std::max(done, floor_);
    if (begin <= floor || !is_digit(text_[begin])) return begin;
    const bool wide = static_cast<unsigned char>(text_[begin - 1]) >= 0x80;
    if (wide && begin < floor + kWideSign) return begin;
    const std::size_t end = begin - (wide ? kWideSign : 1);
    if (wide && static_cast<unsigned char>(text_[end]) < 0xE0) return begin;
    std::size_t size = 0;
    while (size <= kMost && end - size > floor && is_word_character(text_[end - size - 1])) ++size;
    return size == 0 || size > kMost ? begin : end - size;
  }

  // Where a group of capitals begins that ends one blank or dash before `begin`; `begin` when none does.
  std::size_t capitals_before(std::size_t begin, std::size_t done) const noexcept {
    constexpr std::size_t kMost = 8;
    const std::size_t floor = std::max(done, floor_);
    if (begin <= floor || (text_[begin - 1] != ' ' && text_[begin - 1] != '-')) return begin;
    std::size_t at = begin - 1;
    while (at > floor && begin - at <= kMost && is_capital(text_[at - 1])) --at;
    return begin - at > 2 && (at == 0 || !is_word_character(text_[at - 1])) ? at : begin;
  }

  // A VIN in groups right behind a word for it.
  bool read_vin_at(std::size_t begin) {
    constexpr std::size_t kFewest = 3;  // characters of the first group
    const std::string_view first = text_.substr(begin, kFewest);
    if (denied_ || begin < floor_ || std::none_of(first.begin(), first.end(), is_capital) ||
        !std::all_of(first.begin(), first.end(), is_word_character))
      return false;
    const std::size_t end = grouped_vin_end(text_, begin);
    if (end == begin || label_before(text_, begin) != Label::vin) return false;
    add(begin, end, ClassId::vin);
    return true;
  }

  void add(std::size_t begin, std::size_t end, ClassId id) {
    out_.push_back(span_of(begin, end, id));
    floor_ = end;
  }

  void read(const TextTokens& tokens) {
    const std::string_view word = tokens.word();
    const std::size_t digits = tokens.digits();
    const std::size_t begin = tokens.begin();
    if (digits >= 5) {
      const ClassId proven = proven_document(word, digits, tokens.joined(), denied_);
      // One code of letters and digits in eleven has a VIN's check digit by chance.
      const bool chance = proven == ClassId::vin && label_before(text_, begin) == Label::order;
      if (proven != ClassId::none && !chance) return add(begin, tokens.end(), proven);
    }
    const bool grouped = another_group_follows(text_, tokens.end()) || (word.size() == 4 && iban_length(word) != 0);
    if (digits < 4 && !grouped) return;
    if (denied_ && tokens.alone()) return explain(word, digits, begin, tokens.end(), Label::none);

    const bool in_groups = grouped && !denied_;
    // As many as tell what proves itself; of numbers that begin with a digit that is an SSN of three.
    const std::size_t most = is_digit(word[0]) ? kGroupsOfSsn : Groups::kMost;
    const Groups groups = in_groups ? Groups(text_, begin, most) : Groups();
    if (in_groups && may_begin(text_, begin) && proven_groups(word, begin, groups)) return;
    if (is_too_short(word, digits) && groups.count < most && groups.digits() < kFewestInGroups) {
      if (!denied_ && input_.rejections != nullptr)
        explain(word, digits, begin, tokens.end(), label_of_number(text_, begin));
      return;
    }
    const Label label = label_of_number(text_, begin);
    if (label != Label::none && labelled(word, digits, begin, tokens.end(), label, grouped)) return;
    if (denied_) return;
    if (label == Label::none && tokens.alone()) {
      const ClassId found = document_in_context(input_, word, digits);
      if (found != ClassId::none) return add(begin, tokens.end(), found);
    }
    if (is_glued_qq(word, digits)) return add(begin + 2, tokens.end(), ClassId::qq);
    const FormedDocument formed = is_of_nobody(label) ? FormedDocument{} : formed_document(word, digits);
    const bool told = formed.class_id != ClassId::none && label_around(text_, begin, tokens.end(), formed.label);
    if (told) return add(begin, tokens.end(), formed.class_id);
    // 账号：中国银行深圳分行 2125…: as long as accounts' numbers are, with nothing else said of it.
    const bool account = label == Label::none && digits == word.size() && digits >= kFewestOfAccount &&
                         digits <= kMostOfAccount && speaks_of_account(begin) &&
                         label_around(text_, begin, tokens.end(), Label::bank_account);
    if (account) return add(begin, tokens.end(), ClassId::bank_account);
    // C12345678 and the like are permits' form and no passports'.
    const bool permit = digits >= 7 && digits < word.size() && !is_of_nobody(label) && has_travel_permit_form(word) &&
                        label_around(text_, begin, tokens.end(), Label::permit);
    if (permit) return add(begin, tokens.end(), ClassId::travel_permit);
    explain(word, digits, begin, tokens.end(), label);
  }

  // A first look for what label_around() is asked about.
  bool speaks_of_account(std::size_t begin) const noexcept {
    const std::size_t from = begin > kSentenceReach ? begin - kSentenceReach : 0;
    const std::string_view before = text_.substr(from, begin - from);
    return before.find("账") != before.npos || before.find("帐") != before.npos || before.find("ccount") != before.npos;
  }

  // Groupings that prove themselves, or nearly.
  bool proven_groups(std::string_view word, std::size_t begin, const Groups& groups) {
    if (word.size() > 8) return false;
    std::size_t end = begin;
    ClassId found = ClassId::none;
    if (is_ascii_letter(word[0]) && word.size() >= 2) {
      if (word.size() == 4) end = grouped_iban_end(text_, begin);
      found = ClassId::iban;
      if (end == begin) {
        end = grouped_nino_end(text_, begin, groups);
        found = ClassId::uk_nino;
      }
    } else if (word.size() == 3 && has_ssn_groups(groups)) {
      const bool told =
          label_of_number(text_, begin) == Label::us_ssn || label_around(text_, begin, groups.end_of[2], Label::us_ssn);
      if (told || text_[begin + 3] == '-') end = grouped_ssn_end(text_, begin, groups, told);
      found = ClassId::us_ssn;
    }
    if (end != begin) add(begin, end, found);
    return end != begin;
  }

  bool labelled(std::string_view word, std::size_t digits, std::size_t begin, std::size_t end, Label label,
                bool grouped) {
    const bool whole = digits >= 4 && !(grouped && digits == word.size());
    if (const ClassId found = whole ? labelled_document(label, word, digits) : ClassId::none; found != ClassId::none) {
      add(begin, end, found);
      return true;
    }
    if (!grouped || denied_ || is_of_nobody(label)) return false;
    // Of a number in groups as many as there are: its rest must not stay.
    const Groups groups(text_, begin);
    for (std::size_t k = groups.count; k > 0; --k) {
      const std::string_view number = groups.joined(k - 1);
      if (groups.digits_to[k - 1] < kFewestInGroups && k > 1) continue;
      if (label == Label::bank_account && k > 1 && number.size() < 12) continue;
      if (groups.dotted && k == 2) continue;  // an amount
      const ClassId found = labelled_document(label, number, groups.digits_to[k - 1]);
      if (found == ClassId::none) continue;
      add(begin, groups.end_of[k - 1], found);
      return true;
    }
    return false;
  }

  // What the word came near to, and the first reason against it.
  void explain(std::string_view word, std::size_t digits, std::size_t begin, std::size_t end, Label label) const {
    if (input_.rejections == nullptr) return;
    const auto near = [&](ClassId id, Rejection why) { input_.reject(id, why, begin, end); };
    const Rejection weak = denied_ ? Rejection::denied_key : Rejection::no_context;
    if (has_cn_credit_code_form(word)) near(ClassId::cn_credit_code, Rejection::checksum_failed);
    if (has_vin_form(word) && digits < word.size())
      near(ClassId::vin, is_vin(word) ? weak : Rejection::checksum_failed);
    if (iban_length(word) != 0 && digits >= 7) {
      near(ClassId::iban, word.size() == iban_length(word) ? Rejection::checksum_failed : Rejection::wrong_length);
    }
    if (is_imei(word)) near(ClassId::imei, weak);
    if (is_uk_nino(word)) near(ClassId::uk_nino, weak);
    if (digits != word.size() && has_cn_passport_form(word)) near(ClassId::passport, weak);
    if (digits != word.size() && has_travel_permit_form(word)) near(ClassId::travel_permit, weak);
    if (has_old_foreigner_id_form(word)) near(ClassId::foreigner_id, weak);
    if (digits == word.size() && is_cn_tax_number(word)) near(ClassId::cn_tax_number, weak);
    if (has_eu_vat_form(word) && digits >= 8) near(ClassId::eu_vat, weak);
    for (const auto& [asked, id] : kAskedClasses) {
      if (asked == label) near(id, Rejection::wrong_length);
    }
  }

  static constexpr std::size_t kFewestInGroups = 5;  // digits
  static constexpr std::size_t kFewestOfAccount = 14;
  static constexpr std::size_t kMostOfAccount = 21;

  struct AskedClass {
    Label label;
    ClassId class_id;
  };
  static constexpr AskedClass kAskedClasses[] = {
      {Label::passport, ClassId::passport},
      {Label::permit, ClassId::travel_permit},
      {Label::military, ClassId::military_id},
      {Label::foreigner, ClassId::foreigner_id},
      {Label::driver_file, ClassId::driver_file_number},
      {Label::social_security, ClassId::social_security_number},
      {Label::medical, ClassId::medical_card},
      {Label::uk_nino, ClassId::uk_nino},
      {Label::eu_vat, ClassId::eu_vat},
      {Label::tax, ClassId::cn_tax_number},
      {Label::credit_code, ClassId::cn_credit_code},
      {Label::vin, ClassId::vin},
      {Label::imei, ClassId::imei},
      {Label::iban, ClassId::iban},
      {Label::qq, ClassId::qq},
      {Label::us_ssn, ClassId::us_ssn},
      {Label::bank_account, ClassId::bank_account},
  };

  const LocateInput& input_;
  std::string_view text_;
  std::vector<Span>& out_;
  bool denied_;
  std::size_t floor_ = 0;  // where the last span ends
};

}  // namespace

void locate_document(const LocateInput& input, std::vector<Span>& out) {
  Documents(input, out).run();
}

}  // namespace veilgate::masking
