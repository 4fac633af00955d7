#include "masking/detect/key_info.hpp"

#include <algorithm>

#include "masking/detect/key_tables.hpp"
#include "masking/detect/known_names.hpp"
#include "masking/detect/normal_name.hpp"
#include "masking/detect/pair_names.hpp"

namespace veilgate::masking {
namespace {

bool ends_with_one_of(std::string_view name, const KnownNames::Names& names) {
  return std::any_of(names.begin(), names.end(), [name](std::string_view ending) { return name.ends_with(ending); });
}
bool contains_one_of(std::string_view name, const KnownNames::Names& words) {
  return std::any_of(words.begin(), words.end(),
                     [name](std::string_view word) { return name.find(word) != std::string_view::npos; });
}

bool is_denied(std::string_view name) {
  const KnownNames& tables = KnownNames::get();
  return !name.empty() && ends_with_one_of(name, tables.denied_by_last[static_cast<unsigned char>(name.back())]) &&
         !contains_one_of(name, tables.never_denied);
}

bool is_persons_name(std::string_view name) {
  for (const std::string_view suffix : kPersonsNameEndings) {
    if (!name.ends_with(suffix)) continue;
    const std::string_view before = name.substr(0, name.size() - suffix.size());
    return contains_one_of(before, KnownNames::get().person) && !contains_one_of(before, KnownNames::get().product);
  }
  return false;
}

constexpr KnownName kPersonsName{ClassId::person_name, NameKind::attribute};

const KnownName* said_of(std::string_view name, const NormalName& starts) {
  if (const KnownName* said = KnownNames::get().find(name, starts); said != nullptr) return said;
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
    if (starts[of] && starts[of + 2] && KnownNames::get().names_somebody(name.substr(of + 2)))
      return name.substr(0, of);
  }
  for (const std::string_view word : KnownNames::get().qualifiers_by_last[static_cast<unsigned char>(name.back())]) {
    const std::size_t end = name.size() - std::min(word.size(), name.size());
    if (end != 0 && starts[end] && name.ends_with(word)) return name.substr(0, end);
  }
  return name;
}

const KnownName* said_of_many(std::string_view name, const NormalName& starts) {
  for (const std::string_view many : kManyEndings) {
    if (!name.ends_with(many)) continue;
    if (const KnownName* said = said_of(name.substr(0, name.size() - many.size()), starts); said != nullptr)
      return said;
  }
  return nullptr;
}

// What the name says without a word for a number at its end: shebaoNo.
const KnownName* said_of_number(std::string_view name, const NormalName& starts) {
  for (const std::string_view word : KnownNames::get().numbers) {
    if (name.size() <= word.size() || !name.ends_with(word)) continue;
    const KnownName* said = said_of(name.substr(0, name.size() - word.size()), starts);
    if (said != nullptr) return is_number_class(said->class_id) ? said : nullptr;
  }
  return nullptr;
}

// Lists are named like what is in them (phones, receiverNames, mobileList), several of a kind are numbered (phone1,
// addressLine2), and copies and languages have a word of their own behind them (tel_bak, nameCn).
KnownName class_of(const NormalName& normal) {
  constexpr int kMostTaken = 3;
  std::string_view name = normal.text();
  for (int taken = 0; taken <= kMostTaken && !name.empty(); ++taken) {
    if (const KnownName* said = said_of(name, normal); said != nullptr) return *said;
    if (const KnownName* said = said_of_many(name, normal); said != nullptr) return *said;
    if (const KnownName* said = said_of_number(name, normal); said != nullptr) return *said;
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

bool may_name_class(std::string_view key) noexcept {
  return KnownNames::get().may_name_class(key);
}

ClassId class_named(std::string_view key) {
  return KnownNames::get().may_name_class(key) ? class_of(NormalName(key)).class_id : ClassId::none;
}

bool is_family_name(std::string_view label) {
  constexpr std::size_t kLongest = 9;
  const std::string_view word = label.substr(label.rfind(' ') + 1);
  if (word.size() > kLongest || word.size() < 5 || !is_capital(word.front())) return false;
  const bool small = std::all_of(word.begin() + 1, word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return small && (word.ends_with("tel") || word.ends_with("fax")) && !KnownNames::get().knows(normal_name(word));
}

LabelInfo classify_label(std::string_view key) {
  const KnownNames& tables = KnownNames::get();
  const bool may_name_class = tables.may_name_class(key);
  const bool may_be_role = tables.may_be_role(key);
  if (!may_name_class && !may_be_role && !tables.may_be_denied(key) && key.size() > tables.longest_bare) return {};
  const NormalName normal(key);
  const ClassId class_id = may_name_class ? class_of(normal).class_id : ClassId::none;
  if (class_id != ClassId::none) return {class_id};
  const bool role = may_be_role && (tables.context(normal.text(), normal) & context_bit(Context::role)) != 0;
  return {ClassId::none, is_denied(normal.text()), tables.bare.contains(normal.text()), role};
}

KeyInfo classify_key(std::string_view key) {
  const KnownNames& tables = KnownNames::get();
  const NormalName normal(key);
  const std::string_view name = normal.text();
  const KnownName said = class_of(normal);
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
