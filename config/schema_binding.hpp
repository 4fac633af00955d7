// How the rows of the schema table reach the members of the model: private to schema.cpp.
//
// A row is made by one of row, part, optional_part and parts from a function object that yields the member of an owner;
// what the table keeps of it are plain function pointers.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "config/model.hpp"
#include "config/schema.hpp"

namespace veilgate::config::binding {

// ---- the names of enumerations, in the order of their values --------------------------------------------------------

template <class E>
struct Names;

template <>
struct Names<MaskType> {
  static constexpr std::array<std::string_view, 17> kList = {
      "FULL",
      "KEEP_FIRST_N_LAST_M",
      "KEEP_FROM_X_TO_Y",
      "MASK_FIRST_N_LAST_M",
      "MASK_FROM_X_TO_Y",
      "MASK_BEFORE_SPECIAL_CHARS",
      "MASK_AFTER_SPECIAL_CHARS",
      "FIXED_TEXT",
      "SET_NULL",
      "REMOVE_MEMBER",
      "SMART",
      "EMPTY",
      "BUCKET",
      "TRUNCATE",
      "PSEUDONYM",
      "FAKE",
      "ENCRYPT",
  };
};
template <>
struct Names<BucketUnit> {
  static constexpr std::array<std::string_view, 4> kList = {"number", "month", "year", "decade"};
};
template <>
struct Names<BucketBounds> {
  static constexpr std::array<std::string_view, 2> kList = {"range", "lower"};
};
template <>
struct Names<DateUnit> {
  static constexpr std::array<std::string_view, 3> kList = {"month", "year", "decade"};
};
template <>
struct Names<KeyedHash> {
  static constexpr std::array<std::string_view, 2> kList = {"sha256", "sm3"};
};
template <>
struct Names<SealSuite> {
  static constexpr std::array<std::string_view, 7> kList = {"sm4",     "aes256-gcm", "aes-siv", "sm4-siv",
                                                            "sm4-gcm", "ff1-aes",    "ff1-sm4"};
};
template <>
struct Names<OnNumber> {
  static constexpr std::array<std::string_view, 5> kList = {"null", "zero", "string", "block", "number"};
};
template <>
struct Names<Level> {
  static constexpr std::array<std::string_view, 4> kList = {">= L1", ">= L2", ">= L3", ">= L4"};
  static constexpr std::size_t kFirst = 1;
};
template <>
struct Names<TlsVersion> {
  static constexpr std::array<std::string_view, 2> kList = {"TLS1.2", "TLS1.3"};
};
template <>
struct Names<LocationPolicy> {
  static constexpr std::array<std::string_view, 3> kList = {"refuse", "mask", "pass"};
};
template <>
struct Names<Mode> {
  static constexpr std::array<std::string_view, 2> kList = {"enforce", "shadow"};
};
template <>
struct Names<LogLevel> {
  static constexpr std::array<std::string_view, 4> kList = {"debug", "info", "warn", "error"};
};

template <class E>
constexpr std::size_t first_value() {
  if constexpr (requires { Names<E>::kFirst; }) return Names<E>::kFirst;
  return 0;
}

// ---- members of the model to and from Value -------------------------------------------------------------------------

inline Value to_value(bool member) {
  return member;
}
inline Value to_value(std::uint32_t member) {
  return std::uint64_t{member};
}
inline Value to_value(std::uint64_t member) {
  return member;
}
inline Value to_value(milliseconds member) {
  return static_cast<std::uint64_t>(member.count());
}
inline Value to_value(const std::string& member) {
  return member;
}
inline Value to_value(const std::vector<std::string>& member) {
  return member;
}
inline Value to_value(const SecretRef& member) {
  return to_text(member);
}
template <class E>
requires std::is_enum_v<E> Value to_value(E member) {
  const auto index = static_cast<std::size_t>(member) - first_value<E>();
  return index < Names<E>::kList.size() ? Value(std::string(Names<E>::kList[index])) : Value();
}
template <class E>
Value to_value(const std::optional<E>& member) {
  return member ? to_value(*member) : Value();
}
inline Value to_value(const std::vector<TreatAs>& member) {
  Pairs pairs;
  for (const TreatAs& item : member) pairs.emplace_back(item.from, item.to);
  return pairs;
}
inline Value to_value(const std::vector<ExpectedValue>& member) {
  Pairs pairs;
  for (const ExpectedValue& item : member) pairs.emplace_back(item.pointer, item.json);
  return pairs;
}

// A Value of another type than the member's is a mistake in the table, which the tests look for; it changes nothing.
template <class T>
void take(const Value& value, auto&& assign) {
  if (const T* held = std::get_if<T>(&value)) assign(*held);
}

inline void from_value(const Value& value, bool& member) {
  take<bool>(value, [&](bool held) { member = held; });
}
inline void from_value(const Value& value, std::uint32_t& member) {
  take<std::uint64_t>(value, [&](std::uint64_t held) { member = static_cast<std::uint32_t>(held); });
}
inline void from_value(const Value& value, std::uint64_t& member) {
  take<std::uint64_t>(value, [&](std::uint64_t held) { member = held; });
}
inline void from_value(const Value& value, milliseconds& member) {
  take<std::uint64_t>(value, [&](std::uint64_t held) { member = milliseconds(static_cast<std::int64_t>(held)); });
}
inline void from_value(const Value& value, std::string& member) {
  take<std::string>(value, [&](const std::string& held) { member = held; });
}
inline void from_value(const Value& value, std::vector<std::string>& member) {
  take<std::vector<std::string>>(value, [&](const std::vector<std::string>& held) { member = held; });
}
inline void from_value(const Value& value, SecretRef& member) {
  take<std::string>(value, [&](const std::string& held) { member = parse_secret_ref(held); });
}
template <class E>
requires std::is_enum_v<E>
void from_value(const Value& value, E& member) {
  take<std::string>(value, [&](const std::string& held) {
    const auto& list = Names<E>::kList;
    const auto found = std::find(list.begin(), list.end(), held);
    if (found == list.end()) return;
    member = static_cast<E>(static_cast<std::size_t>(found - list.begin()) + first_value<E>());
  });
}
template <class E>
void from_value(const Value& value, std::optional<E>& member) {
  from_value(value, member.emplace());
}
inline void from_value(const Value& value, std::vector<TreatAs>& member) {
  take<Pairs>(value, [&](const Pairs& pairs) {
    member.clear();
    for (const auto& [from, to] : pairs) member.push_back({from, to});
  });
}
inline void from_value(const Value& value, std::vector<ExpectedValue>& member) {
  take<Pairs>(value, [&](const Pairs& pairs) {
    member.clear();
    for (const auto& [pointer, json] : pairs) member.push_back({pointer, json});
  });
}

// ---- rows -----------------------------------------------------------------------------------------------------------

// What a row says beside its key, type and member.
struct More {
  bool required = false;
  bool may_be_null = false;
  bool absent_when_empty = false;
  std::uint64_t min = 0;
  std::uint64_t max = std::numeric_limits<std::uint64_t>::max();
  std::span<const std::string_view> choices = {};
  std::span<const std::string_view> only_for = {};
  Shape shape = Shape::one;
  Type key_type = Type::text;
};

// `Member` is a function object that yields the member of an Owner.
template <class Owner, class Member>
constexpr Setting row(std::string_view key, Type type, Member, std::string_view says, More more = {}) {
  Setting setting;
  setting.key = key;
  setting.type = type;
  setting.shape = more.shape;
  setting.required = more.required;
  setting.may_be_null = more.may_be_null;
  setting.absent_when_empty = more.absent_when_empty;
  setting.min = more.min;
  setting.max = more.max;
  setting.choices = more.choices;
  setting.only_for = more.only_for;
  setting.key_type = more.key_type;
  setting.says = says;
  setting.read = [](const void* owner) { return to_value(Member{}(*static_cast<const Owner*>(owner))); };
  setting.write = [](void* owner, const Value& value) { from_value(value, Member{}(*static_cast<Owner*>(owner))); };
  return setting;
}

// A section that is always there. `Inner` yields the object its settings belong to, which may be the owner itself.
template <class Owner, class Inner>
constexpr Setting part(std::string_view key, const Section& section, Inner, std::string_view says,
                       bool required = false) {
  Setting setting;
  setting.key = key;
  setting.type = Type::section;
  setting.required = required;
  setting.says = says;
  setting.nested.section = &section;
  setting.nested.count = [](const void*) { return std::size_t{1}; };
  setting.nested.at = [](const void* owner, std::size_t) -> const void* {
    return &Inner{}(*static_cast<const Owner*>(owner));
  };
  setting.nested.add = [](void* owner, std::string_view) -> void* { return &Inner{}(*static_cast<Owner*>(owner)); };
  return setting;
}

template <class Owner, class Member>
constexpr Setting optional_part(std::string_view key, const Section& section, Member, std::string_view says) {
  Setting setting;
  setting.key = key;
  setting.type = Type::section;
  setting.says = says;
  setting.nested.section = &section;
  setting.nested.count = [](const void* owner) {
    return std::size_t{Member{}(*static_cast<const Owner*>(owner)).has_value()};
  };
  setting.nested.at = [](const void* owner, std::size_t) -> const void* {
    return &*Member{}(*static_cast<const Owner*>(owner));
  };
  setting.nested.add = [](void* owner, std::string_view) -> void* {
    return &Member{}(*static_cast<Owner*>(owner)).emplace();
  };
  return setting;
}

// A list of sections, or (Shape::map) a map from ids to sections.
template <class Owner, class Member>
constexpr Setting parts(std::string_view key, const Section& section, Shape shape, Member, std::string_view says) {
  using Element = typename std::remove_cvref_t<decltype(Member{}(std::declval<Owner&>()))>::value_type;
  Setting setting;
  setting.key = key;
  setting.type = Type::section;
  setting.shape = shape;
  setting.says = says;
  setting.nested.section = &section;
  setting.nested.count = [](const void* owner) { return Member{}(*static_cast<const Owner*>(owner)).size(); };
  setting.nested.at = [](const void* owner, std::size_t index) -> const void* {
    return &Member{}(*static_cast<const Owner*>(owner))[index];
  };
  setting.nested.add = [](void* owner, std::string_view name) -> void* {
    Element& element = Member{}(*static_cast<Owner*>(owner)).emplace_back();
    if constexpr (requires { element.id; }) element.id = name;
    return &element;
  };
  if constexpr (requires(Element e) { e.id; }) {
    setting.nested.name = [](const void* element) -> std::string_view {
      return static_cast<const Element*>(element)->id;
    };
  }
  return setting;
}

template <class T>
const void* made_by_default() {
  static const T object{};
  return &object;
}

}  // namespace veilgate::config::binding
