#include "masking/detect/known_names.hpp"

#include <algorithm>
#include <bit>

namespace veilgate::masking {

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

const KnownNames& KnownNames::get() {
  static const KnownNames names;
  return names;
}

const KnownName* KnownNames::find(std::string_view name, const NormalName& starts) const {
  const KnownName* of_somebody = nullptr;
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

ContextBits KnownNames::context(std::string_view name, const NormalName& starts) const {
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

bool KnownNames::names_somebody(std::string_view words) const {
  return std::any_of(person.begin(), person.end(), [words](std::string_view who) { return words.ends_with(who); }) ||
         std::any_of(short_people.begin(), short_people.end(),
                     [words](std::string_view who) { return words.ends_with(who); });
}

KnownNames::KnownNames() {
  known_.reserve(class_names().size() + class_names_abroad().size() + compound_names().size());
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

void KnownNames::add(const ClassNames& row) {
  const KnownName* known = &known_.emplace_back(KnownName{row.class_id, row.kind});
  for_each_name(row.whole, [&](std::string_view name) { add(name, &Entry::whole, known); });
  for_each_name(row.ending, [&](std::string_view name) { add(name, &Entry::ending, known); });
  for_each_name(row.word, [&](std::string_view name) { add(name, &Entry::word, known); });
}

// The first row to say something about a name keeps it.
void KnownNames::add(std::string_view name, const KnownName* Entry::*place, const KnownName* known) {
  add_as_written(name, place, known);
  for (const bool spelled : {false, true}) {
    std::string plain = without_accents(name, spelled);
    if (plain != name) add_as_written(made_.emplace_back(std::move(plain)), place, known);
  }
}

void KnownNames::add_as_written(std::string_view name, const KnownName* Entry::*place, const KnownName* known) {
  const KnownName*& slot = entries_[name].*place;
  if (slot == nullptr) slot = known;
  sizes_[place_of_tail(name, name.size() < kTail ? 2 : kTail)] |= bit_of_size(name.size());
  note_ending(name, place == &Entry::ending, *known);
}

void KnownNames::add(const CompoundNames& row) {
  const KnownName* known = &known_.emplace_back(KnownName{row.class_id, NameKind::attribute});
  for_each_name(row.first, [&](std::string_view first) {
    for_each_name(row.last, [&](std::string_view last) {
      const std::string& name = made_.emplace_back(std::string(first).append(last));
      add_as_written(name, row.word ? &Entry::word : &Entry::ending, known);
    });
  });
}

// Of one and of many: passenger, passengers.
void KnownNames::add_last_context(std::string_view word, Context context) {
  last_contexts_.emplace_back(word, context);
  if (context != Context::role || static_cast<unsigned char>(word[0]) >= 0x80) return;
  last_contexts_.emplace_back(made_.emplace_back(word).append("s"), context);
}

// Names in which class_of() of key_info.cpp finds `name`: as it stands, of many, and before a word for a number.
void KnownNames::note_ending(std::string_view name, bool inside, const KnownName& known) {
  class_endings_.add(name, inside);
  for (const std::string_view many : kManyEndings) class_endings_.add(std::string(name).append(many), inside);
  if (!is_number_class(known.class_id)) return;
  for (const std::string_view word : numbers) class_endings_.add(std::string(name).append(word), inside);
}

// What else class_of() looks for at the end of a name.
void KnownNames::note_other_endings() {
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
  for (const auto& [word, context] : last_contexts_) {
    if (context == Context::role) role_endings_.add(word, static_cast<unsigned char>(word[0]) >= 0x80);
  }
}

std::size_t KnownNames::longest_of(const NameSet& names) {
  std::size_t longest = 0;
  for (const std::string_view name : names) longest = std::max(longest, name.size());
  return longest;
}

KnownNames::Names KnownNames::names_of(std::string_view table) {
  Names names;
  for_each_name(table, [&](std::string_view name) { names.push_back(name); });
  return names;
}

std::array<KnownNames::Names, 256> KnownNames::names_by_last(std::string_view table) {
  std::array<Names, 256> names;
  for_each_name(table, [&](std::string_view name) { names[static_cast<unsigned char>(name.back())].push_back(name); });
  return names;
}

KnownNames::NameSet KnownNames::set_of(std::string_view table) {
  NameSet names;
  for_each_name(table, [&](std::string_view name) { names.insert(name); });
  return names;
}

}  // namespace veilgate::masking
