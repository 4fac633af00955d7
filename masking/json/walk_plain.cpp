// The part of the walk that most of a document takes.
#include <algorithm>
#include <bit>

#include "masking/json/walk.hpp"
#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

constexpr std::uint32_t kFewDigits = 4;    // that are nothing whatever stands around them
constexpr std::uint32_t kPlainTokens = 4;  // behind the first of a member: its name, colon and value, and what follows

// Whether a text is what most values are: few digits, the digits of an order or article, a price, a time. Such a text
// holds nothing whatever the evidence. `digits`: where it has them.
bool is_everyday_value(std::string_view text, std::uint64_t digits) noexcept {
  constexpr std::size_t kShortId = 15;  // longer runs of digits may be cards
  const std::uint64_t others = first_places(static_cast<unsigned>(text.size())) & ~digits;
  if (others == 0) return text.size() < kFewestDigits || (text.size() < kShortId && !plain_run_may_matter(text));
  if (text.size() > kFewestDigits) return is_date_and_time(text, digits);
  const char sign = text[static_cast<std::size_t>(std::countr_zero(others))];
  return (others & (others - 1)) == 0 && (sign == '.' || sign == '-' || sign == ':');
}

// What a member or element says against a scalar, and what it and the containers around it speak for.
Evidence evidence_under(const KeyInfo& info, const Frame& frame) noexcept {
  return frame.object ? evidence_of(info) : frame.evidence;
}
ContextBits context_under(const KeyInfo& info, const Frame& frame) noexcept {
  return info.product ? info.context : frame.context | info.context;
}

}  // namespace

// Whether a string is of the kind that most are.
inline bool Walk::is_everyday_string(std::uint32_t begin, std::uint32_t size, ContextBits context) const noexcept {
  if (size == 0) return true;
  if (size >= ByteMap::kWidth) return false;
  const std::uint64_t digits = level_.bytes.digits_from(begin) & first_places(size);
  if (size <= kFewDigits && digits == first_places(size)) return true;
  return !may_be_told(context, size) && is_everyday_value(text_.substr(begin, size), digits);
}

// Takes an array of a few plain numbers, which says nothing and needs no frame. `value`: its first token, then its
// last.
inline bool Walk::take_numbers(const std::uint32_t*& value, const std::uint32_t* last, std::size_t& values) const {
  constexpr std::ptrdiff_t kMost = 2 * 16;  // tokens
  last = std::min(last, value + kMost);
  for (const std::uint32_t* token = value + 1; token < last; token += 2) {
    const std::uint32_t begin = token[0];
    const std::uint32_t end = token[1];
    if (text_[begin] != '-' && !is_digit(text_[begin])) return false;
    if (!decider_.is_plain_scalar(begin, end, false) || decider_.wants_own(begin, end)) return false;
    if (text_[end] == ']') {
      values += static_cast<std::size_t>(token + 1 - value) / 2;
      value = token + 1;
      return true;
    }
    if (text_[end] != ',') return false;
  }
  return false;
}

// What the name from one token to its colon says. Null: the name is not surely one.
[[gnu::always_inline]] inline const KeyInfo* Walk::find_name(std::uint32_t name, std::uint32_t colon) const {
  const char* const text = text_.data();
  if (const KeyInfo* const expected = tools_.keys.expect(text + name, colon + 1 - name); expected != nullptr) {
    return expected;
  }
  const std::uint32_t end = colon - 1;
  if (text[name] != '"' || end == name || text[end] != '"' || text[colon] != ':') return nullptr;
  return end - name > limits_.string_bytes ? nullptr : &tools_.keys.find({text + name + 1, end - name - 1});
}

// Takes a string that holds nothing, or is masked for its name, of the class `named`. `value`: its token; in an object
// the two before it are those of its name. False: that is for the general way.
[[gnu::always_inline]] inline bool Walk::take_string(const KeyInfo& info, const Frame& frame, ClassId named,
                                                     const std::uint32_t* value, std::size_t& values) {
  const char* const text = text_.data();
  const std::uint32_t begin = value[0];
  std::uint32_t quote = value[1] - 1;
  if (text[quote] != '"') {
    while (is_json_blank(text[quote])) --quote;
    if (text[quote] != '"') return false;
  }
  if (quote == begin || quote - begin > limits_.string_bytes) return false;
  const ContextBits context = context_under(info, frame);
  if (named != ClassId::none) {
    const std::uint32_t name = value[-2] + 1;
    const std::uint32_t name_end = value[-1] - 1;
    if (!decider_.mask_named_string(named, info, name, name_end, begin + 1, quote)) return false;
    if (level_.last_seal != Level::LastSeal::none) note_seal(name, name_end);
  } else if (const bool own = decider_.wants_own(begin + 1, quote);
             own || !is_everyday_string(begin + 1, quote - begin - 1, context)) {
    if (may_begin_document(text + begin + 1)) {
      if (!is_plain_document(begin + 1, quote, context, values)) return false;
    } else {
      if (!is_plain_string(begin + 1, quote, evidence_under(info, frame), context)) return false;
      if (own && !take_own_string(begin + 1, quote, context)) return false;
    }
  }
  ++values;
  return true;
}

// Opens an array or object in `outer`, with what its name and `outer` hand down to what is in it.
[[gnu::always_inline]] inline Frame& Walk::open_plain(const KeyInfo& info, const Frame& outer, bool object) {
  Frame& frame = state_.frames.emplace_back();  // frames never move
  frame.object = object;
  frame.evidence = evidence_under(info, outer);
  frame.person = info.person || ((info.transparent || !outer.object) && outer.person);
  frame.context = context_under(info, outer);
  if (object) frame.context &= ~context_bit(Context::role);
  return frame;
}

// Most of a document says nothing and holds nothing: names of no meaning, short numbers, strings without anything that
// a class could need, and the arrays and objects around them; and most of the rest are strings that are masked for
// their names. All that is taken here; whatever is not surely of that kind, a fault of the grammar included, is left
// where it stands for the general way.
void Walk::skip_plain() {
  Frame* frame = &state_.frames.back();
  bool first = state_.step == WalkState::Step::first;
  if (frame->hands_down || dropping() || !(first || frame->kept)) return;
  if (decider_.context().observer != nullptr || state_.table.depth != 0) return;
  const char* const text = text_.data();
  const std::uint32_t* const last = offsets_ + (count_ > kPlainTokens ? count_ - kPlainTokens : 0);
  const std::uint32_t* token = offsets_ + token_;
  KeyInfo no_name;
  no_name.plain = true;
  KeyInfo told;
  std::size_t values = 0;
  bool object = frame->object;
  while (token < last) {
    const std::uint32_t* value = token;  // the token the value begins with
    const char c = text[*token];
    if (c == ',' && !first) {
      ++value;
    } else if (c == (object ? '}' : ']')) {
      state_.frames.pop_back();
      ++token;
      first = false;
      if (state_.frames.empty()) {
        state_.step = WalkState::Step::end;
        break;
      }
      frame = &state_.frames.back();
      object = frame->object;
      if (frame->hands_down || !frame->kept) break;
      continue;
    } else if (!first) {
      break;
    }

    const KeyInfo* info = &no_name;
    if (object) {
      info = find_name(value[0], value[1]);
      if (info == nullptr) break;
      value += 2;
    }

    ClassId named = ClassId::none;
    if (!info->plain) {
      told = *info;  // the next name that is looked up may take its place
      info = &told;
      if (!tell_member(told, *frame, value, named)) break;
    }
    const std::uint32_t begin = value[0];
    const std::uint32_t end = value[1];
    const char opening = text[begin];
    if (opening == '"') {
      if (!take_string(*info, *frame, named, value, values)) break;
    } else if (named != ClassId::none) {
      break;
    } else if (opening == '{' || opening == '[') {
      if (state_.frames.size() >= limits_.json_depth) break;
      if (opening == '[' && info->plain && take_numbers(value, last, values)) {
        frame->kept = true;
        first = false;
        token = value + 1;
        continue;
      }
      if (opening == '[' && text[end] == '"' && !object) {
        if (first) break;  // may name the columns of a table
        const LabelInfo label = read_label(static_cast<std::uint32_t>(value + 1 - offsets_));
        if (label.class_id != ClassId::none || label.may_be_person()) break;  // or the other of a pair
      }
      if (!info->plain) note_member(*info, *frame, value);
      frame->kept = true;
      object = opening == '{';
      frame = &open_plain(*info, *frame, object);
      first = true;
      token = value + 1;
      continue;
    } else {
      if (!decider_.is_plain_scalar(begin, end, info->denied) || decider_.wants_own(begin, end)) break;
      ++values;
    }
    if (!info->plain) note_member(*info, *frame, value);
    if (first) frame->kept = true;
    first = false;
    token = value + 1;
  }
  if (!state_.frames.empty()) state_.step = first ? WalkState::Step::first : WalkState::Step::next;
  decider_.count_values(values);
  token_ = static_cast<std::uint32_t>(token - offsets_);
}

// Of what class a member is whose name says more than most. False: that is for the general way.
bool Walk::tell_member(const KeyInfo& info, const Frame& frame, const std::uint32_t* value, ClassId& named) const {
  if (!info.tells_class) return false;
  if (plan_.seal_mask != nullptr && is_seal_name(text_.substr(value[-2] + 1, value[-1] - 2 - value[-2]))) return false;
  const auto token = static_cast<std::uint32_t>(value - offsets_);
  const char first = text_[*value];
  const bool container = first == '{' || first == '[';
  named = info.class_id;
  if (info.label && named != ClassId::none) return false;
  if (info.columns && first == '[') return false;
  if (named == ClassId::none && info.labelled) {
    if (container) return frame.labelled.class_id == ClassId::none;
    const Labelled labelled = find_label(frame, token);
    if (labelled.unknown) return false;
    named = labelled.label.class_id;
    if (named == ClassId::none && labelled.label.may_be_person()) return false;
  }
  if (named == ClassId::none && info.bare_name && (first == '"' || container)) {
    const Person person = find_person(frame, token);
    if (person == Person::unknown || person == Person::by_look) return false;
    if (person == Person::yes) named = ClassId::person_name;
  }
  return true;
}

// What a member that was taken says about those that follow.
void Walk::note_member(const KeyInfo& info, Frame& frame, const std::uint32_t* value) const {
  const auto token = static_cast<std::uint32_t>(value - offsets_);
  const char first = text_[*value];
  const bool container = first == '{' || first == '[';
  if (speaks_for_person(info.class_id)) frame.saw_person = true;
  if ((info.context & context_bit(Context::vitals)) != 0) frame.saw_vitals = true;
  if (info.bare_name && (first == '"' || container)) frame.saw_bare_name = true;
  if (!info.label || first != '"' || (info.labelled && info.class_id == ClassId::none)) return;
  note_label(read_label(token), frame);
}

// Puts a string before the configuration's patterns. False: that is for the general way.
bool Walk::take_own_string(std::uint32_t begin, std::uint32_t end, ContextBits context) {
  if (plan_.removes_found_values) return false;  // it has to be settled at once
  return decider_.add_own_string(begin, end, context, {});
}

bool Walk::is_plain_string(std::uint32_t begin, std::uint32_t end, Evidence evidence, ContextBits context) noexcept {
  if (begin == end) return true;
  const std::uint32_t size = end - begin;
  const std::string_view raw = text_.substr(begin, size);
  const bool told = may_be_told(context, size);
  const bool is_short = size < ByteMap::kWidth;
  const auto has_forms = [&] {
    const std::uint64_t inside = first_places(size);
    CharacterBits bits;
    bits.digits = level_.bytes.digits_from(begin) & inside;
    bits.letters = level_.bytes.letters_from(begin) & inside;
    bits.high = level_.bytes.high_from(begin) & inside;
    bits.signs = inside & ~(bits.digits | bits.letters | bits.high);
    const bool escaped = (level_.bytes.backslashes_from(begin) & inside) != 0;
    return escaped || forms_may_matter(raw, bits);
  };
  const bool special = !is_short || (level_.bytes.special_from(begin) & (first_places(size) << 1 | 1)) != 0;
  const bool encoded = may_begin_encoded(raw.data() + payload_begin(raw));
  if (!special && !told && !encoded && !has_forms()) return true;
  if (encoded) return false;
  if (tools_.empty.holds(raw, evidence, context)) return true;
  const bool plain = !told && decider_.is_plain(begin, end, evidence, !is_short || !special || has_forms());
  if (plain) tools_.empty.add(raw, evidence, context);
  return plain;
}

// A document in a string is mostly one flat object without blanks, whose only escapes are those of its quotes, and
// holds nothing: `{\"cid\":\"12345\",\"isVMI\":0}`. That shows without decoding it.
bool Walk::is_plain_document(std::uint32_t begin, std::uint32_t end, ContextBits around, std::size_t& values) {
  if (!nests_ || text_[begin] != '{') return false;
  const char* const text = text_.data();
  const auto is_quote = [text](std::uint32_t at) { return text[at] == '\\' && text[at + 1] == '"'; };
  std::size_t found = 0;
  std::uint32_t at = begin;  // a brace or comma
  do {
    if (!is_quote(at + 1)) return false;
    const std::uint32_t key = at + 3;
    const std::uint32_t key_end = level_.bytes.next_backslash(key);
    if (key_end >= end || text[key_end + 1] != '"' || text[key_end + 2] != ':') return false;
    const KeyInfo& info = tools_.keys.find({text + key, key_end - key});
    if (!info.plain) return false;
    const std::uint32_t value = key_end + 3;
    if (is_quote(value)) {
      const std::uint32_t inside = value + 2;
      const std::uint32_t close = level_.bytes.next_backslash(inside);
      if (close >= end || text[close + 1] != '"' || decider_.wants_own(inside, close)) return false;
      const ContextBits context = info.product ? info.context : around | info.context;
      if (may_begin_document(text + inside) && close != inside) return false;
      if (!is_everyday_string(inside, close - inside, context) &&
          !is_plain_string(inside, close, evidence_of(info), context)) {
        return false;
      }
      at = close + 2;
    } else {
      at = value;
      while (at < end && text[at] != ',' && text[at] != '}') ++at;
      if (at == value || is_json_blank(text[at - 1]) || decider_.wants_own(value, at)) return false;
      if (!decider_.is_plain_scalar(value, at, info.denied)) return false;
    }
    ++found;
  } while (text[at] == ',');
  if (text[at] != '}' || at + 1 != end) return false;
  values += found;
  return true;
}

}  // namespace veilgate::masking
