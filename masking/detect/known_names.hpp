// The tables of names (key_tables.hpp), ready to be asked.
//
// Made at the first question, immutable from then on; any number of threads. Names are written as they are compared
// (normal_name.hpp) where nothing else is said.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "masking/detect/key_tables.hpp"
#include "masking/detect/name_endings.hpp"
#include "masking/detect/normal_name.hpp"

namespace veilgate::masking {

// What a row of the tables says about its names.
struct KnownName {
  ClassId class_id = ClassId::none;
  NameKind kind = NameKind::attribute;
};

// Numbers by which somebody or something is known. Under the word for one of the other classes a number may be
// another's: phoneCode, emailCode, addressCode, birthNo.
bool is_number_class(ClassId id) noexcept;

// …Name and …Nick are a person's when a word for a person stands before them: receiverName, cons_user_name.
inline constexpr std::string_view kPersonsNameEndings[] = {"name", "nick", "nm"};
// Of the name of a list: phones, addresses, mobileList.
inline constexpr std::string_view kManyEndings[] = {"s", "es", "list", "列表"};

class KnownNames {
 public:
  static const KnownNames& get();

  // What the longest ending of `name` that a row knows means; null: none does. `starts`: where words of the whole name
  // begin, of which `name` is the beginning.
  const KnownName* find(std::string_view name, const NormalName& starts) const;

  // What the words of a name speak for.
  ContextBits context(std::string_view name, const NormalName& starts) const;

  // False of a name, as it was received, whose class or denial key_info.cpp could not find at its end.
  bool may_name_class(std::string_view key) const noexcept { return class_endings_.may_end(key); }
  bool may_be_denied(std::string_view key) const noexcept { return denied_name_endings_.may_end(key); }
  // Whether a row has the name as it is compared.
  bool knows(std::string_view name) const { return entries_.contains(name); }
  // False of a name whose last word is no role's.
  bool may_be_role(std::string_view key) const noexcept { return role_endings_.may_end(key); }

  // Whether the words of a name end in one for somebody.
  bool names_somebody(std::string_view words) const;

  // The tables of words, each under what key_tables.hpp calls it; `…_by_last`: by the last byte of the word.
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
  struct Entry {
    const KnownName* whole = nullptr;
    const KnownName* ending = nullptr;
    const KnownName* word = nullptr;
  };

  KnownNames();
  void add(const ClassNames& row);
  void add(const CompoundNames& row);
  void add(std::string_view name, const KnownName* Entry::*place, const KnownName* known);
  void add_as_written(std::string_view name, const KnownName* Entry::*place, const KnownName* known);
  void add_last_context(std::string_view word, Context context);
  void note_ending(std::string_view name, bool inside, const KnownName& known);
  void note_other_endings();

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

  static std::size_t longest_of(const NameSet& names);
  static Names names_of(std::string_view table);
  static std::array<Names, 256> names_by_last(std::string_view table);
  static NameSet set_of(std::string_view table);

  std::vector<KnownName> known_;  // by row
  std::unordered_map<std::string_view, Entry> entries_;
  std::deque<std::string> made_;  // names that stand in no table as a whole; entries_ views them
  std::vector<std::pair<std::string_view, Context>> contexts_;
  std::vector<std::pair<std::string_view, Context>> last_contexts_;
  std::array<std::uint64_t, std::size_t{1} << kTailBits> sizes_{};  // of the rows' names, by place_of_tail()
  NameEndings class_endings_;
  NameEndings denied_name_endings_;
  NameEndings role_endings_;
};

}  // namespace veilgate::masking
