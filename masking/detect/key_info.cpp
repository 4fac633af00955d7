#include "masking/detect/key_info.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <deque>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "masking/detect/key_tables.hpp"
#include "masking/detect/name_endings.hpp"
#include "masking/detect/normal_name.hpp"
#include "masking/detect/pair_names.hpp"

namespace veilgate::masking {
namespace {

// What a row of the tables says about one of its names, as a whole name, as an ending, and as a last word.
struct Said {
  ClassId class_id = ClassId::none;
  NameKind kind = NameKind::attribute;
};
struct Entry {
  const Said* whole = nullptr;
  const Said* ending = nullptr;
  const Said* word = nullptr;
};

// Numbers by which somebody or something is known. Under the word for one of the other classes a number may be
// another's: phoneCode, emailCode, addressCode, birthNo.
bool is_number_class(ClassId id) noexcept {
  switch (id) {
    case ClassId::cn_resident_id:
    case ClassId::foreigner_id:
    case ClassId::passport:
    case ClassId::travel_permit:
    case ClassId::military_id:
    case ClassId::bank_card:
    case ClassId::bank_account:
    case ClassId::cn_credit_code:
    case ClassId::cn_tax_number:
    case ClassId::cn_plate:
    case ClassId::vin:
    case ClassId::driver_file_number:
    case ClassId::qq:
    case ClassId::wechat:
    case ClassId::imei:
    case ClassId::social_security_number:
    case ClassId::medical_card:
    case ClassId::iban:
    case ClassId::us_ssn:
    case ClassId::uk_nino:
    case ClassId::eu_vat: return true;
    default: return false;
  }
}

// …Name and …Nick are a person's when a word for a person stands before them: receiverName, cons_user_name.
constexpr std::string_view kPersonsNameEndings[] = {"name", "nick"};
// Of the name of a list: phones, addresses, mobileList.
constexpr std::string_view kManyEndings[] = {"s", "es", "list", "列表"};

// The tables of key_tables.cpp, ready to be asked. Built at the first question, immutable from then on.
class Tables {
 public:
  static const Tables& get() {
    static const Tables tables;
    return tables;
  }

  // The longest ending of `name` that a row knows. `starts`: where words of it begin.
  template <class Starts>
  const Said* find(std::string_view name, const Starts& starts) const {
    const Said* of_somebody = nullptr;
    std::uint64_t left = sizes_of_endings(name);
    for (std::size_t size = 0; left != 0; left &= ~bit_of_size(size)) {
      size = static_cast<std::size_t>(63 - std::countl_zero(left));
      if (size > name.size()) continue;
      const std::size_t at = name.size() - size;
      const auto found = entries_.find(name.substr(at));
      if (found == entries_.end()) continue;
      const Entry& entry = found->second;
      if (at == 0 && entry.whole != nullptr) return entry.whole;
      if (entry.ending != nullptr) return entry.ending;
      if (entry.word != nullptr && starts[at]) return entry.word;
      // payeeCardNo, custCertNo: what says it alone says it behind a word for somebody, too.
      if (of_somebody == nullptr && entry.whole != nullptr && starts[at] && is_number_class(entry.whole->class_id) &&
          names_somebody(name.substr(0, at))) {
        of_somebody = entry.whole;
      }
    }
    return of_somebody;
  }

  template <class Starts>
  ContextBits context(std::string_view name, const Starts& starts) const {
    ContextBits bits = 0;
    for (const auto& [word, context] : contexts_) {
      if (name.find(word) != std::string_view::npos) bits |= context_bit(context);
    }
    for (const auto& [word, context] : last_contexts_) {
      if (!name.ends_with(word)) continue;
      const bool han = static_cast<unsigned char>(word[0]) >= 0x80;
      if (han || starts[name.size() - word.size()]) bits |= context_bit(context);
    }
    return bits;
  }

  // False of a name, as it was received, that class_of() says nothing about, and of one that is_denied() does not.
  bool may_name_class(std::string_view key) const noexcept { return class_endings_.may_end(key); }
  bool may_be_denied(std::string_view key) const noexcept { return denied_name_endings_.may_end(key); }

  // Whether the words of a name end in one for somebody.
  bool names_somebody(std::string_view words) const {
    return std::any_of(person.begin(), person.end(), [words](std::string_view who) { return words.ends_with(who); }) ||
           std::any_of(short_people.begin(), short_people.end(),
                       [words](std::string_view who) { return words.ends_with(who); });
  }

  using Names = std::vector<std::string_view>;
  using NameSet = std::unordered_set<std::string_view>;
  std::array<Names, 256> denied_by_last = names_by_last(denied_endings());
  Names never_person_ids = names_of(veilgate::masking::never_person_ids());
  Names never_denied = names_of(never_denied_words());
  Names person = names_of(person_words());
  Names product = names_of(product_words());
  NameSet transparent = set_of(transparent_names());
  NameSet carrier = set_of(carrier_names());
  NameSet meta = set_of(meta_names());
  NameSet bare = set_of(bare_names());
  std::size_t longest_bare = longest_of(bare);
  std::array<Names, 256> qualifiers_by_last = names_by_last(qualifier_words());
  Names numbers = names_of(number_words());
  Names short_people = names_of(short_person_words());

 private:
  Tables() {
    said_.reserve(class_names().size() + class_names_abroad().size() + compound_names().size());
    for (const ClassNames& row : class_names()) add(row);
    for (const ClassNames& row : class_names_abroad()) add(row);
    for (const CompoundNames& row : compound_names()) add(row);
    for (const ContextNames& row : context_names()) {
      for_each_name(row.words, [&](std::string_view word) { contexts_.emplace_back(word, row.context); });
      for_each_name(row.last, [&](std::string_view word) { add_last_context(word, row.context); });
    }
    for_each_name(initials_of_people(), [&](std::string_view who) { last_contexts_.emplace_back(who, Context::role); });
    note_other_endings();
  }

  void add(const ClassNames& row) {
    const Said* said = &said_.emplace_back(Said{row.class_id, row.kind});
    for_each_name(row.whole, [&](std::string_view name) { add(name, &Entry::whole, said); });
    for_each_name(row.ending, [&](std::string_view name) { add(name, &Entry::ending, said); });
    for_each_name(row.word, [&](std::string_view name) { add(name, &Entry::word, said); });
  }
  // The first row to say something about a name keeps it.
  void add(std::string_view name, const Said* Entry::*place, const Said* said) {
    add_as_written(name, place, said);
    for (const bool spelled : {false, true}) {
      std::string plain = without_accents(name, spelled);
      if (plain != name) add_as_written(made_.emplace_back(std::move(plain)), place, said);
    }
  }
  void add_as_written(std::string_view name, const Said* Entry::*place, const Said* said) {
    const Said*& slot = entries_[name].*place;
    if (slot == nullptr) slot = said;
    sizes_[place_of_tail(name, name.size() < kTail ? 2 : kTail)] |= bit_of_size(name.size());
    note_ending(name, place == &Entry::ending, *said);
  }
  void add(const CompoundNames& row) {
    const Said* said = &said_.emplace_back(Said{row.class_id, NameKind::attribute});
    for_each_name(row.first, [&](std::string_view first) {
      for_each_name(row.last, [&](std::string_view last) {
        const std::string& name = made_.emplace_back(std::string(first).append(last));
        add_as_written(name, row.word ? &Entry::word : &Entry::ending, said);
      });
    });
  }

  // Of one and of many: passenger, passengers.
  void add_last_context(std::string_view word, Context context) {
    last_contexts_.emplace_back(word, context);
    if (context != Context::role || static_cast<unsigned char>(word[0]) >= 0x80) return;
    last_contexts_.emplace_back(made_.emplace_back(word).append("s"), context);
  }

  // Names in which class_of() finds `name`: as it stands, of many, and before a word for a number.
  void note_ending(std::string_view name, bool inside, const Said& said) {
    class_endings_.add(name, inside);
    for (const std::string_view many : kManyEndings) class_endings_.add(std::string(name).append(many), inside);
    if (!is_number_class(said.class_id)) return;
    for (const std::string_view word : numbers) class_endings_.add(std::string(name).append(word), inside);
  }
  // What else class_of() looks for at the end of a name.
  void note_other_endings() {
    for (const std::string_view suffix : kPersonsNameEndings) {
      class_endings_.add(suffix, true);
      for (const std::string_view many : kManyEndings) class_endings_.add(std::string(suffix).append(many), true);
    }
    for (const std::string_view sign : {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ")", "*", ":"}) {
      class_endings_.add(sign, true);
    }
    for_each_name(qualifier_words(), [&](std::string_view word) { class_endings_.add(word, false); });
    for (const Names* const words : {&person, &short_people}) {
      for (const std::string_view word : *words) class_endings_.add(word, true);
    }
    for_each_name(denied_endings(), [&](std::string_view word) { denied_name_endings_.add(word, true); });
  }

  // By the last bytes of a name, which most share with no row's. Rows have names of 2 to 63 bytes.
  static constexpr std::size_t kTail = 4;
  static constexpr unsigned kTailBits = 13;
  static std::size_t place_of_tail(std::string_view name, std::size_t size) noexcept {
    std::uint32_t tail = 0;
    for (std::size_t i = 1; i <= size; ++i) tail = tail << 8 | static_cast<unsigned char>(name[name.size() - i]);
    return (tail + static_cast<std::uint32_t>(size)) * 0x9E3779B1u >> (32 - kTailBits);
  }
  static std::uint64_t bit_of_size(std::size_t size) noexcept { return size < 64 ? std::uint64_t{1} << size : 0; }
  // The sizes, in bytes, of the rows' names that may be endings of `name`.
  std::uint64_t sizes_of_endings(std::string_view name) const noexcept {
    if (name.size() < 2) return 0;
    const std::uint64_t sizes = sizes_[place_of_tail(name, 2)];
    return name.size() < kTail ? sizes : sizes | sizes_[place_of_tail(name, kTail)];
  }

  static std::size_t longest_of(const NameSet& names) {
    std::size_t longest = 0;
    for (const std::string_view name : names) longest = std::max(longest, name.size());
    return longest;
  }
  static Names names_of(std::string_view table) {
    Names names;
    for_each_name(table, [&](std::string_view name) { names.push_back(name); });
    return names;
  }
  static std::array<Names, 256> names_by_last(std::string_view table) {
    std::array<Names, 256> names;
    for_each_name(table,
                  [&](std::string_view name) { names[static_cast<unsigned char>(name.back())].push_back(name); });
    return names;
  }
  static NameSet set_of(std::string_view table) {
    NameSet names;
    for_each_name(table, [&](std::string_view name) { names.insert(name); });
    return names;
  }

  std::vector<Said> said_;
  std::unordered_map<std::string_view, Entry> entries_;
  std::deque<std::string> made_;  // names that stand in no table as a whole; entries_ views them
  std::vector<std::pair<std::string_view, Context>> contexts_;
  std::vector<std::pair<std::string_view, Context>> last_contexts_;
  std::array<std::uint64_t, std::size_t{1} << kTailBits> sizes_{};  // of the rows' names, by place_of_tail()
  NameEndings class_endings_;
  NameEndings denied_name_endings_;
};

bool ends_with_one_of(std::string_view name, const Tables::Names& names) {
  return std::any_of(names.begin(), names.end(), [name](std::string_view ending) { return name.ends_with(ending); });
}
bool contains_one_of(std::string_view name, const Tables::Names& words) {
  return std::any_of(words.begin(), words.end(),
                     [name](std::string_view word) { return name.find(word) != std::string_view::npos; });
}

bool is_denied(std::string_view name) {
  const Tables& tables = Tables::get();
  return !name.empty() && ends_with_one_of(name, tables.denied_by_last[static_cast<unsigned char>(name.back())]) &&
         !contains_one_of(name, tables.never_denied);
}

bool is_persons_name(std::string_view name) {
  for (const std::string_view suffix : kPersonsNameEndings) {
    if (!name.ends_with(suffix)) continue;
    const std::string_view before = name.substr(0, name.size() - suffix.size());
    return contains_one_of(before, Tables::get().person) && !contains_one_of(before, Tables::get().product);
  }
  return false;
}

constexpr Said kPersonsName{ClassId::person_name, NameKind::attribute};

const Said* said_of(std::string_view name, const NormalName& starts) {
  if (const Said* said = Tables::get().find(name, starts); said != nullptr) return said;
  return is_persons_name(name) ? &kPersonsName : nullptr;
}

// The name without a last word that takes nothing from it (`bak`, `cn`), a remark in brackets, or one or two digits
// that number several of a kind; the name when it has none.
std::string_view without_last(std::string_view name, const NormalName& starts) {
  if (is_digit(name.back())) {
    std::size_t end = name.size() - 1;
    if (end > 0 && is_digit(name[end - 1])) --end;
    return end > 0 && !is_digit(name[end - 1]) ? name.substr(0, end) : name;
  }
  if (name.back() == ')') {
    const std::size_t open = name.rfind('(');
    return open == std::string_view::npos ? name : name.substr(0, open);
  }
  if (name.back() == '*' || name.back() == ':') return name.substr(0, name.size() - 1);
  if (const std::size_t of = name.rfind("of"); of != std::string_view::npos && of > 0 && of + 2 < name.size()) {
    // ID_NO_OF_APPLICANT
    if (starts[of] && starts[of + 2] && Tables::get().names_somebody(name.substr(of + 2))) return name.substr(0, of);
  }
  for (const std::string_view word : Tables::get().qualifiers_by_last[static_cast<unsigned char>(name.back())]) {
    const std::size_t end = name.size() - std::min(word.size(), name.size());
    if (end != 0 && starts[end] && name.ends_with(word)) return name.substr(0, end);
  }
  return name;
}

const Said* said_of_many(std::string_view name, const NormalName& starts) {
  for (const std::string_view many : kManyEndings) {
    if (!name.ends_with(many)) continue;
    if (const Said* said = said_of(name.substr(0, name.size() - many.size()), starts); said != nullptr) return said;
  }
  return nullptr;
}

// What the name says without a word for a number at its end: shebaoNo.
const Said* said_of_number(std::string_view name, const NormalName& starts) {
  for (const std::string_view word : Tables::get().numbers) {
    if (name.size() <= word.size() || !name.ends_with(word)) continue;
    const Said* said = said_of(name.substr(0, name.size() - word.size()), starts);
    if (said != nullptr) return is_number_class(said->class_id) ? said : nullptr;
  }
  return nullptr;
}

// Lists are named like what is in them (phones, receiverNames, mobileList), several of a kind are numbered (phone1,
// addressLine2), and copies and languages have a word of their own behind them (tel_bak, nameCn).
Said class_of(const NormalName& normal) {
  constexpr int kMostTaken = 3;
  std::string_view name = normal.text();
  for (int taken = 0; taken <= kMostTaken && !name.empty(); ++taken) {
    if (const Said* said = said_of(name, normal); said != nullptr) return *said;
    if (const Said* said = said_of_many(name, normal); said != nullptr) return *said;
    if (const Said* said = said_of_number(name, normal); said != nullptr) return *said;
    const std::string_view shorter = without_last(name, normal);
    if (shorter.size() == name.size()) break;
    name = shorter;
  }
  return {};
}

bool looks_like_value(std::string_view key) {
  return std::count_if(key.begin(), key.end(), is_digit) >= 7 || key.find('@') != std::string_view::npos;
}

}  // namespace

std::string normal_name(std::string_view key) {
  return std::string(NormalName(key).text());
}

bool may_name_class(std::string_view key) noexcept {
  return Tables::get().may_name_class(key);
}

ClassId class_named(std::string_view key) {
  return Tables::get().may_name_class(key) ? class_of(NormalName(key)).class_id : ClassId::none;
}

LabelInfo classify_label(std::string_view key) {
  const Tables& tables = Tables::get();
  const bool may_name_class = tables.may_name_class(key);
  if (!may_name_class && !tables.may_be_denied(key) && key.size() > tables.longest_bare) return {};
  const NormalName normal(key);
  const ClassId class_id = may_name_class ? class_of(normal).class_id : ClassId::none;
  return {class_id, class_id == ClassId::none && is_denied(normal.text()), tables.bare.contains(normal.text())};
}

KeyInfo classify_key(std::string_view key) {
  const Tables& tables = Tables::get();
  const NormalName normal(key);
  const std::string_view name = normal.text();
  const Said said = class_of(normal);
  KeyInfo info;
  info.class_id = said.class_id;
  info.entity = said.kind == NameKind::entity;
  info.bare_name = tables.bare.contains(name);
  info.product = contains_one_of(name, tables.product);
  info.person = !info.product && contains_one_of(name, tables.person);
  info.transparent = tables.transparent.contains(name);
  info.carrier = name.empty() || tables.carrier.contains(name);  // {"_":"…"}
  const PairName pair = read_pair_name(name);
  info.label = pair.label;
  info.labelled = pair.labelled;
  info.columns = pair.columns;
  info.meta = tables.meta.contains(name);
  info.protected_hex = info.class_id != ClassId::none && name.starts_with(protected_hex_prefix());
  info.context = tables.context(name, normal) | (info.person ? context_bit(Context::person) : 0);
  info.denied = info.class_id == ClassId::none && is_denied(name);
  info.person_id = info.denied && info.person && !ends_with_one_of(name, tables.never_person_ids) &&
                   (name.ends_with("id") || name.ends_with("no") || name.ends_with("num"));
  info.looks_like_value = looks_like_value(key);
  info.plain = info.class_id == ClassId::none && !info.bare_name && !info.looks_like_value && !info.person_id &&
               !info.label && !info.labelled && !info.columns &&
               (info.context & (context_bit(Context::role) | context_bit(Context::vitals))) == 0;
  return info;
}

}  // namespace veilgate::masking
