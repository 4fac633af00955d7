// What stands beside a member and around it and says what it is: members that speak for a person, labels, places.
#include <algorithm>

#include "masking/json/walk.hpp"
#include "masking/validate/digits.hpp"

namespace veilgate::masking {

bool speaks_for_person(ClassId id) noexcept {
  switch (id) {
    case ClassId::none:
    case ClassId::cn_credit_code:
    case ClassId::cn_tax_number:
    case ClassId::eu_vat:
    case ClassId::cn_plate:
    case ClassId::vin:
    case ClassId::ip_address:
    case ClassId::mac_address:
    case ClassId::imei:
    case ClassId::coordinates:
    case ClassId::secret: return false;
    default: return true;
  }
}

namespace {

// Of any script, or an escape that may be one.
bool has_letter(std::string_view raw) noexcept {
  return std::any_of(raw.begin(), raw.end(),
                     [](char c) { return is_ascii_letter(c) || c == '\\' || static_cast<unsigned char>(c) >= 0x80; });
}

}  // namespace

// A bare `name` is a person's when the object around it describes a person, or when a member beside it names a personal
// class. A second `name` in one object is odd enough to be masked without looking. Beside an age or a sex it may be a
// person's or that of a thing made for people: its look says. What has no letter is nobody's: {"name":"#1001"}.
Walk::Person Walk::find_person(const Frame& frame, std::uint32_t token) const {
  std::uint32_t value_end = offset(token);
  const bool text = at(token) == '"';
  if (text && !find_string_end(token, value_end)) return Person::no;
  if (text && !has_letter(text_.substr(offset(token) + 1, value_end - offset(token) - 1))) return Person::no;
  if (frame.person || frame.saw_person || frame.saw_bare_name) return Person::yes;
  const std::uint32_t limit = value_end + kLookahead;
  std::size_t depth = 0;
  Person otherwise = frame.saw_vitals ? Person::by_look : Person::no;
  for (std::uint32_t next = text ? token + 1 : token; has_token(next); ++next) {
    if (offset(next) >= limit) return otherwise;
    const char c = at(next);
    if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      if (depth == 0) return otherwise;
      --depth;
    } else if (c == ':' && depth == 0) {
      std::uint32_t key_end = 0;
      if (at(next - 1) != '"' || !find_string_end(next - 1, key_end)) continue;
      const std::uint32_t key_begin = offset(next - 1) + 1;
      const KeyInfo& info = tools_.keys.find(text_.substr(key_begin, key_end - key_begin));
      if (speaks_for_person(info.class_id)) return Person::yes;
      if ((info.context & context_bit(Context::vitals)) != 0) otherwise = Person::by_look;
    }
  }
  return complete_ || text_.size() >= limit ? otherwise : Person::unknown;
}

// What the string at a token says as a member's name would; its colon and blanks aside.
LabelInfo Walk::read_label(std::uint32_t token) const {
  std::uint32_t end = 0;
  if (!find_string_end(token, end)) return {};
  std::string_view label = text_.substr(offset(token) + 1, end - offset(token) - 1);
  static constexpr std::string_view kColon = "：";
  while (!label.empty()) {
    const char last = label.back();
    const bool colon = last == kColon.back() && label.ends_with(kColon);
    if (last != ' ' && last != ':' && last != '*' && !colon) break;
    label.remove_suffix(colon ? kColon.size() : 1);
  }
  return label.size() > KeyCache::kLongest ? LabelInfo() : tools_.keys.label(label);
}

// The last label that names a class says what the value is; without one, one of an order speaks against it.
void Walk::note_label(const LabelInfo& label, Frame& frame) noexcept {
  if (label.class_id != ClassId::none) frame.labelled = label;
  if (frame.labelled.class_id != ClassId::none) return;
  frame.labelled.denied |= label.denied;
  frame.labelled.bare_name |= label.bare_name;
  frame.labelled.role |= label.role;
}

// What a label beside the value at a token says it is: one that came before, or the first that follows in the same
// object within kLabelLookahead bytes.
Walk::Labelled Walk::find_label(const Frame& frame, std::uint32_t token) const {
  if (frame.labelled.class_id != ClassId::none) return {frame.labelled, false};
  LabelInfo otherwise = frame.labelled;
  const std::uint32_t limit = offset(token + 1) + kLabelLookahead;
  std::size_t depth = 0;
  for (std::uint32_t next = token + 1; has_token(next); ++next) {
    if (offset(next) >= limit) return {otherwise, false};
    const char c = at(next);
    if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      if (depth == 0) return {otherwise, false};
      --depth;
    } else if (c == ':' && depth == 0) {
      std::uint32_t key_end = 0;
      if (at(next - 1) != '"' || !find_string_end(next - 1, key_end)) continue;
      const std::uint32_t key_begin = offset(next - 1) + 1;
      if (!tools_.keys.find(text_.substr(key_begin, key_end - key_begin)).label) continue;
      if (!has_token(next + 2)) return {otherwise, !complete_};
      if (at(next + 1) != '"') continue;
      const LabelInfo label = read_label(next + 1);
      if (label.class_id != ClassId::none) return {label, false};
      otherwise.denied |= label.denied;
      otherwise.bare_name |= label.bare_name;
      otherwise.role |= label.role;
    }
  }
  return {otherwise, !complete_ && text_.size() < limit};
}

// What a label beside a member says about its value, and a label about the values beside it. False: the window holds
// too little to tell.
bool Walk::tell_by_label(const KeyInfo& info, Frame& parent, std::uint32_t token, Slot& slot) const {
  const char first = at(token);
  if (info.labelled && slot.class_id == ClassId::none && first != '{' && first != '[') {
    const Labelled labelled = find_label(parent, token);
    if (labelled.unknown) return false;
    slot.class_id = labelled.label.class_id;
    if (labelled.label.denied) slot.evidence = Evidence::denied_key;
    if (labelled.label.may_be_person()) slot.context |= context_bit(Context::role);
  } else if (info.labelled && slot.inherited == ClassId::none && parent.labelled.class_id != ClassId::none) {
    // {"key":"mobile","value":{"stringValue":"…"}}
    slot.inherited = parent.labelled.class_id;
    slot.attribute = slot.inherited != ClassId::person_name && slot.inherited != ClassId::address;
  } else if (info.label && first == '"') {
    const LabelInfo label = read_label(token);
    note_label(label, parent);
    // What names a class is no name of somebody: {"displayName":"护照号","displayValue":"…"}.
    const bool names_class = label.class_id != ClassId::none && info.class_id == ClassId::person_name;
    std::uint32_t end = 0;
    const bool string = names_class && find_string_end(token, end);
    if (string && !is_family_name(text_.substr(offset(token) + 1, end - offset(token) - 1)))
      slot.class_id = ClassId::none;
  }
  return true;
}

// Whether the value of a bare `name` is a person's. False: the window holds too little to tell.
bool Walk::tell_bare_name(Frame& parent, std::uint32_t token, Slot& slot) const {
  const char first = at(token);
  if (first != '"' && first != '[' && first != '{') return true;
  const Person person = find_person(parent, token);
  if (person == Person::unknown) return false;
  if (person == Person::yes) {
    slot.class_id = ClassId::person_name;
    slot.inherited = ClassId::person_name;
    slot.attribute = true;
  }
  if (person == Person::by_look) slot.context |= context_bit(Context::role);
  std::uint32_t end = 0;
  if (person == Person::no && first == '"' && find_string_end(token, end)) {
    decider_.observe_near(slot, offset(token) + 1, end, ClassId::person_name, Rejection::no_context);
  }
  parent.saw_bare_name = true;
  return true;
}

// Whether positions in arrays of arrays under a name are an outline or a line on the map (RFC 7946: Polygon, LineString
// … under `coordinates`), which is nobody's position, and not the way somebody went: nothing around them describes a
// person or tells where one is.
bool Walk::may_be_outline(std::string_view name, const Frame& around) noexcept {
  return name == "coordinates" && !around.person && (around.context & context_bit(Context::place)) == 0;
}

}  // namespace veilgate::masking
