#include "masking/detect/key_info.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "masking/detect/key_tables.hpp"

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
    if (name.size() < 2 || !last_two_[place_of_last_two(name)]) return nullptr;
    for (std::size_t at = name.size() > longest_ ? name.size() - longest_ : 0; at < name.size(); ++at) {
      const auto found = entries_.find(name.substr(at));
      if (found == entries_.end()) continue;
      const Entry& entry = found->second;
      if (at == 0 && entry.whole != nullptr) return entry.whole;
      if (entry.ending != nullptr) return entry.ending;
      if (entry.word != nullptr && starts[at]) return entry.word;
    }
    return nullptr;
  }

  ContextBits context(std::string_view name) const {
    ContextBits bits = 0;
    for (const auto& [word, context] : contexts_) {
      if (name.find(word) != std::string_view::npos) bits |= context_bit(context);
    }
    return bits;
  }

  using Names = std::vector<std::string_view>;
  using NameSet = std::unordered_set<std::string_view>;
  Names denied = names_of(denied_endings());
  Names never_person_ids = names_of(veilgate::masking::never_person_ids());
  Names never_denied = names_of(never_denied_words());
  Names person = names_of(person_words());
  Names product = names_of(product_words());
  NameSet transparent = set_of(transparent_names());
  NameSet carrier = set_of(carrier_names());
  NameSet meta = set_of(meta_names());

 private:
  Tables() {
    said_.reserve(class_names().size());
    for (const ClassNames& row : class_names()) {
      const Said* said = &said_.emplace_back(Said{row.class_id, row.kind});
      // The first row to say something about a name keeps it.
      const auto add = [&](std::string_view table, const Said* Entry::*place) {
        for_each_name(table, [&](std::string_view name) {
          const Said*& slot = entries_[name].*place;
          if (slot == nullptr) slot = said;
          longest_ = std::max(longest_, name.size());
          last_two_[place_of_last_two(name)] = true;
        });
      };
      add(row.whole, &Entry::whole);
      add(row.ending, &Entry::ending);
      add(row.word, &Entry::word);
    }
    for (const ContextNames& row : context_names()) {
      for_each_name(row.words, [&](std::string_view word) { contexts_.emplace_back(word, row.context); });
    }
  }

  // Most names end in two bytes no row's name ends in. Rows have no name of one byte.
  static std::size_t place_of_last_two(std::string_view name) noexcept {
    const auto byte = [name](std::size_t from_end) {
      return static_cast<std::size_t>(static_cast<unsigned char>(name[name.size() - from_end]));
    };
    return byte(2) << 8 | byte(1);
  }

  static Names names_of(std::string_view table) {
    Names names;
    for_each_name(table, [&](std::string_view name) { names.push_back(name); });
    return names;
  }
  static NameSet set_of(std::string_view table) {
    NameSet names;
    for_each_name(table, [&](std::string_view name) { names.insert(name); });
    return names;
  }

  std::vector<Said> said_;
  std::unordered_map<std::string_view, Entry> entries_;
  std::vector<std::pair<std::string_view, Context>> contexts_;
  std::size_t longest_ = 0;
  std::vector<bool> last_two_ = std::vector<bool>(0x10000);  // by place_of_last_two()
};

bool ends_with_one_of(std::string_view name, const Tables::Names& names) {
  return std::any_of(names.begin(), names.end(), [name](std::string_view ending) { return name.ends_with(ending); });
}
bool contains_one_of(std::string_view name, const Tables::Names& words) {
  return std::any_of(words.begin(), words.end(),
                     [name](std::string_view word) { return name.find(word) != std::string_view::npos; });
}

constexpr bool is_small(char c) noexcept {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_capital(char c) noexcept {
  return c >= 'A' && c <= 'Z';
}
constexpr bool is_figure(char c) noexcept {
  return c >= '0' && c <= '9';
}
constexpr bool is_joint(char c) noexcept {
  return c == '_' || c == '-' || c == '.' || c == ' ';
}

// The name as it is compared, and where words begin in it: after a joint, at a capital after a small letter (clientIp)
// or before one (IDCard), and where ASCII and other letters meet.
class NormalName {
 public:
  explicit NormalName(std::string_view key) {
    if (key.size() > kShort) {
      long_text_.resize(key.size());
      long_starts_.resize(key.size());
    }
    char* const text = is_short(key) ? short_text_.data() : long_text_.data();
    bool after_joint = true;
    for (std::size_t i = 0; i < key.size(); ++i) {
      const char c = key[i];
      if (is_joint(c)) {
        after_joint = true;
        continue;
      }
      const char before = i == 0 ? '_' : key[i - 1];
      const bool humped = is_capital(c) && (is_small(before) || is_figure(before) ||
                                            (is_capital(before) && i + 1 < key.size() && is_small(key[i + 1])));
      const bool scripts_meet = (static_cast<unsigned char>(c) < 0x80) != (static_cast<unsigned char>(before) < 0x80);
      const bool starts = after_joint || humped || scripts_meet;
      if (is_short(key)) {
        short_starts_[size_] = starts;
      } else {
        long_starts_[size_] = starts;
      }
      text[size_++] = is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c;
      after_joint = false;
    }
  }

  std::string_view text() const noexcept {
    return {long_text_.empty() ? short_text_.data() : long_text_.data(), size_};
  }
  // Whether a word begins at a byte of text().
  bool operator[](std::size_t at) const noexcept { return long_text_.empty() ? short_starts_[at] : long_starts_[at]; }

 private:
  static constexpr std::size_t kShort = 64;  // bytes; most names, for which nothing is allocated

  static bool is_short(std::string_view key) noexcept { return key.size() <= kShort; }

  std::array<char, kShort> short_text_;
  std::bitset<kShort> short_starts_;
  std::string long_text_;
  std::vector<bool> long_starts_;
  std::size_t size_ = 0;
};

// …Name and …Nick are a person's when a word for a person stands before them: receiverName, cons_user_name.
bool is_persons_name(std::string_view name) {
  for (const std::string_view suffix : {std::string_view("name"), std::string_view("nick")}) {
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

// Lists are named like what is in them (phones, receiverNames, mobileList), and several of a kind are numbered
// (phone1, addressLine2).
Said class_of(const NormalName& normal) {
  const std::string_view name = normal.text();
  const Said* said = said_of(name, normal);
  for (const std::string_view many : {std::string_view("s"), std::string_view("es"), std::string_view("list")}) {
    if (said == nullptr && name.ends_with(many)) {
      said = said_of(name.substr(0, name.size() - many.size()), normal);
    }
  }
  if (said == nullptr && !name.empty() && is_figure(name.back())) {
    std::size_t end = name.size() - 1;
    if (end > 0 && is_figure(name[end - 1])) --end;
    if (end > 0 && !is_figure(name[end - 1])) said = said_of(name.substr(0, end), normal);
  }
  return said == nullptr ? Said{} : *said;
}

bool looks_like_value(std::string_view key) {
  return std::count_if(key.begin(), key.end(), is_figure) >= 7 || key.find('@') != std::string_view::npos;
}

// {"label":"电话","value":"…"}, {"type":"mobile","content":"…"}: the names of the two members.
constexpr std::string_view kLabelNames[] = {
    "label", "field",    "fieldname", "key",      "name",      "title", "type", "attr", "attrname", "prop",  "propname",
    "item",  "itemname", "question",  "fieldkey", "fieldtype", "名称",  "字段", "标签", "项目",     "字段名"};
constexpr std::string_view kLabelledNames[] = {"value",     "val",       "content",    "fieldvalue", "attrvalue",
                                               "propvalue", "itemvalue", "inputvalue", "answer",     "textvalue",
                                               "值",        "内容",      "字段值"};

}  // namespace

std::string normal_name(std::string_view key) {
  return std::string(NormalName(key).text());
}

ClassId class_named(std::string_view key) {
  return class_of(NormalName(key)).class_id;
}

KeyInfo classify_key(std::string_view key) {
  const Tables& tables = Tables::get();
  const NormalName normal(key);
  const std::string_view name = normal.text();
  const Said said = class_of(normal);
  KeyInfo info;
  info.class_id = said.class_id;
  info.entity = said.kind == NameKind::entity;
  info.bare_name = name == "name";
  info.product = contains_one_of(name, tables.product);
  info.person = !info.product && contains_one_of(name, tables.person);
  info.transparent = tables.transparent.contains(name);
  info.carrier = tables.carrier.contains(name);
  info.label = std::find(std::begin(kLabelNames), std::end(kLabelNames), name) != std::end(kLabelNames);
  info.labelled = std::find(std::begin(kLabelledNames), std::end(kLabelledNames), name) != std::end(kLabelledNames);
  info.meta = tables.meta.contains(name);
  info.protected_hex = info.class_id != ClassId::none && name.starts_with(protected_hex_prefix());
  info.context = tables.context(name) | (info.person ? context_bit(Context::person) : 0);
  info.denied = info.class_id == ClassId::none && ends_with_one_of(name, tables.denied) &&
                !contains_one_of(name, tables.never_denied);
  info.person_id = info.denied && info.person && !ends_with_one_of(name, tables.never_person_ids) &&
                   (name.ends_with("id") || name.ends_with("no") || name.ends_with("num"));
  info.looks_like_value = looks_like_value(key);
  info.plain = info.class_id == ClassId::none && !info.bare_name && !info.looks_like_value && !info.person_id &&
               !info.label && !info.labelled;
  return info;
}

}  // namespace veilgate::masking
