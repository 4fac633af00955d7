#include "masking/json/walk.hpp"

#include "masking/json/resolve.hpp"
#include "masking/json/scalar.hpp"
#include "masking/json/seal_value.hpp"

namespace veilgate::masking {

namespace {

constexpr std::uint32_t kNoComma = Slot::kNoComma;

// What becomes of a member in whose place ours stands.
const MaskSpec kRemove = [] {
  MaskSpec mask;
  mask.type = config::MaskType::remove_member;
  return mask;
}();
const Treatment kReplacedMember{&kRemove};

}  // namespace

Result<std::uint32_t> Walk::run(std::string_view text, bool complete) {
  text_ = text;
  complete_ = complete;
  token_ = 0;
  count_ = level_.index.count();
  offsets_ = level_.index.offsets();
  drop_begin_ = 0;
  level_.begin_window();
  tools_.keys.use(decider_.context().plan.policy.keys());
  decider_.use_text(text);
  level_.text = text;

  Flow flow = Flow::next;
  while (flow == Flow::next && has_token(token_)) flow = step();
  if (flow == Flow::refuse) return error_;
  if (complete_ && state_.step != WalkState::Step::end) {
    refuse(Code::bad_json, "the document ends too early");
    return error_;
  }
  const std::uint32_t consumed = has_token(token_) ? offset(token_) : static_cast<std::uint32_t>(text_.size());
  if (dropping()) level_.decided.add(drop_begin_, consumed, {});
  if (auto resolved = resolve_candidates(decider_.context(), level_); !resolved) return resolved.error();
  if (auto sealed = seal_waiting(decider_.context(), level_.seals); !sealed) return sealed.error();
  return consumed;
}

Walk::Flow Walk::step() {
  if (state_.step == WalkState::Step::document) return document();
  if (state_.step != WalkState::Step::end) skip_plain();
  if (!has_token(token_)) return Flow::wait;
  switch (state_.step) {
    case WalkState::Step::first: return first_in_container();
    case WalkState::Step::next: return next_in_container();
    case WalkState::Step::document:
    case WalkState::Step::end: break;
  }
  return refuse(Code::bad_json, "something follows the document");
}

Walk::Flow Walk::document() {
  if (!is_whole(token_)) return Flow::wait;
  Slot slot = state_.around;
  slot.begin = offset(token_);
  slot.class_id = ClassId::none;
  const Flow flow = value(slot, token_);
  if (state_.frames.empty()) state_.step = WalkState::Step::end;
  return flow;
}

Walk::Flow Walk::first_in_container() {
  const char c = at(token_);
  const bool object = state_.frames.back().object;
  if (c == (object ? '}' : ']')) return close_container();
  return object ? member(kNoComma, token_) : element(kNoComma, token_);
}

Walk::Flow Walk::next_in_container() {
  const char c = at(token_);
  const bool object = state_.frames.back().object;
  if (c == (object ? '}' : ']')) return close_container();
  if (c != ',') return refuse(Code::bad_json, "a comma or the end of a container is missing");
  return object ? member(offset(token_), token_ + 1) : element(offset(token_), token_ + 1);
}

Walk::Flow Walk::close_container() {
  if (dropping() && state_.drop_depth == state_.frames.size()) {
    level_.decided.add(drop_begin_, offset(token_) + 1, {});
    state_.drop_depth = 0;
  }
  if (state_.table.depth != 0) leave_table();
  state_.frames.pop_back();
  if (state_.table.depth != 0) forget_table();
  state_.step = state_.frames.empty() ? WalkState::Step::end : WalkState::Step::next;
  ++token_;
  return Flow::next;
}

Walk::Flow Walk::member(std::uint32_t comma, std::uint32_t key) {
  const std::uint32_t value_token = key + 2;
  if (!is_whole(value_token)) return Flow::wait;
  std::uint32_t key_end = 0;
  if (at(key) != '"' || !find_string_end(key, key_end)) return refuse(Code::bad_json, "a member has no name");
  if (at(key + 1) != ':') return refuse(Code::bad_json, "a colon is missing after a member's name");
  const std::uint32_t key_begin = offset(key) + 1;
  const std::string_view raw_key = text_.substr(key_begin, key_end - key_begin);
  if (raw_key.size() > limits_.string_bytes) return refuse(Code::string_too_long, "a name is longer than the limit");
  Frame& parent = state_.frames.back();
  const KeyInfo& info = tools_.keys.find(raw_key);
  Slot slot;
  slot.comma = comma;
  slot.begin = offset(key);
  slot.name_begin = key_begin;
  slot.name_end = key_end;
  slot.evidence = evidence_of(info);
  slot.person = info.person || (info.transparent && parent.person);  // also of a document in a string
  slot.context = info.product ? info.context : parent.context | info.context;
  const char first = at(value_token);
  if (info.plain && !parent.hands_down && first != '{' && first != '[') return value(slot, value_token);

  if (info.malformed) return refuse(Code::bad_json, "a member's name has a bad escape");
  // Looking up the names beside the value takes `info` its place.
  const bool names_a_person = speaks_for_person(info.class_id);
  const bool looks_like_value = info.looks_like_value;
  const bool bare_name = info.bare_name;
  const bool tells_vitals = (info.context & context_bit(Context::vitals)) != 0;
  if (!tell_by_name(info, parent, raw_key, value_token, slot)) return Flow::wait;
  if (!parent.path.dead() && unescape(raw_key, tools_.decoded)) {
    slot.path = paths_.enter_member(parent.path, tools_.decoded.text);
  }
  if (!tell_by_label(info, parent, value_token, slot)) return Flow::wait;
  if (bare_name && slot.class_id == ClassId::none && !tell_bare_name(parent, value_token, slot)) return Flow::wait;
  if (plan_.seal_mask != nullptr && !dropping()) {
    const SealMember what = seal_member(parent, raw_key, value_token);
    if (what != SealMember::none) {
      Slot plain;
      plain.comma = slot.comma;
      plain.begin = slot.begin;
      if (what == SealMember::replaced) plain.forced = &kReplacedMember;
      return value(plain, value_token);
    }
  }
  if (names_a_person) parent.saw_person = true;
  if (tells_vitals) parent.saw_vitals = true;
  if (looks_like_value && !dropping()) decider_.name_as_value(key_begin, key_end);
  return value(slot, value_token);
}

// What a member's name says about its value, and what the container around it hands down. False: the window holds too
// little to tell.
bool Walk::tell_by_name(const KeyInfo& info, const Frame& parent, std::string_view raw_key, std::uint32_t token,
                        Slot& slot) const {
  const char first = at(token);
  slot.class_id = info.class_id;
  slot.inherited = info.class_id;
  slot.attribute = !info.entity;
  slot.protected_hex = info.protected_hex;
  slot.columns = info.columns;
  slot.flat_row = info.labelled || info.transparent;
  slot.forced = parent.forced;
  if (info.class_id == ClassId::coordinates && first == '[' && may_be_outline(raw_key, parent)) {
    if (!is_whole(token + 1)) return false;
    if (at(token + 1) == '[') slot.class_id = slot.inherited = ClassId::none;
  }
  if (info.class_id != ClassId::none) return true;
  // A telling name's object: its carriers are the value, and of an attribute's object every text that is not itself an
  // id or says what kind of value it is: {"zh": …, "en": …}. Of pictures, where they lie is the value, too.
  const bool pictures = parent.inherited == ClassId::biometric;
  const bool part = parent.attribute && first == '"' && !info.meta && (!info.denied || pictures);
  if (info.carrier || part) slot.class_id = parent.inherited;
  if (info.carrier || info.transparent || pictures) slot.inherited = parent.inherited;
  slot.attribute = parent.attribute;
  return true;
}

Walk::Flow Walk::element(std::uint32_t comma, std::uint32_t token) {
  if (!is_whole(token)) return Flow::wait;
  Frame& parent = state_.frames.back();
  Slot slot;
  slot.comma = comma;
  slot.begin = offset(token);
  slot.evidence = parent.evidence;
  slot.person = parent.person;
  slot.context = parent.context;
  if (parent.hands_down) {
    slot.class_id = parent.inherited;
    slot.inherited = parent.inherited;
    slot.attribute = parent.inherited == ClassId::biometric;
    slot.forced = parent.forced;
    slot.path = paths_.enter_element(parent.path, parent.next_element++);
    if (parent.part != TablePart::none) tell_column(parent, token, slot);
  }
  tell_pair(parent, token, slot);
  return value(slot, token);
}

Walk::Flow Walk::value(Slot& slot, std::uint32_t token) {
  const bool at_root = state_.frames.empty();
  if (!at_root && slot.comma != kNoComma && !state_.frames.back().kept && !dropping()) {
    // Whatever stood before this comma was removed, so the comma goes too.
    level_.decided.add(slot.comma, slot.comma + 1, {});
    slot.comma = kNoComma;
  }
  state_.step = WalkState::Step::next;
  token_ = token + 1;
  const char c = at(token);
  if (c == '{' || c == '[') return open_container(slot, token);

  const std::uint32_t begin = offset(token);
  std::uint32_t end = 0;
  Verdict verdict = Verdict::keep;
  if (c == '"') {
    if (!find_string_end(token, end)) return refuse(Code::bad_json, "a string does not end where it should");
    if (end - begin > limits_.string_bytes) return refuse(Code::string_too_long, "a string is longer than the limit");
    if (!dropping()) {
      verdict = decider_.string_value(slot, begin + 1, end);
    } else if (!escapes_are_valid(text_.substr(begin + 1, end - begin - 1))) {
      return refuse(Code::bad_json, "a string has a bad escape");
    }
    ++end;
  } else {
    end = scalar_end(token);
    const std::string_view scalar = text_.substr(begin, end - begin);
    if (scalar.size() > limits_.string_bytes) return refuse(Code::string_too_long, "a number is longer than the limit");
    if (is_json_number(scalar)) {
      if (!dropping()) verdict = decider_.number_value(slot, begin, end);
    } else if (is_json_literal(scalar)) {
      if (!dropping()) decider_.count_values(1);
      if (slot.forced == &kReplacedMember) verdict = Verdict::remove;
    } else {
      return refuse(Code::bad_json, "a value is neither string, number, literal, array nor object");
    }
  }
  if (verdict == Verdict::refuse) {
    error_ = decider_.error();
    return Flow::refuse;
  }
  if (level_.last_seal != Level::LastSeal::none) note_seal(slot.name_begin, slot.name_end);
  if (verdict == Verdict::remove && at_root) {
    level_.decided.add(begin, end, "null");  // there is no document without a value
  } else if (verdict == Verdict::remove) {
    level_.decided.add(slot.comma != kNoComma ? slot.comma : slot.begin, end, {});
  } else if (!at_root) {
    state_.frames.back().kept = true;
  }
  return Flow::next;
}

Walk::Flow Walk::open_container(Slot& slot, std::uint32_t token) {
  if (state_.frames.size() >= limits_.json_depth)
    return refuse(Code::too_deep, "arrays and objects are nested too deep");
  bool removed = false;
  if (!dropping() && (!slot.path.dead() || slot.forced == &kReplacedMember)) {
    const Treatment* treatment = slot.forced == &kReplacedMember ? slot.forced : decider_.container_treatment_of(slot);
    if (treatment != nullptr) {
      const auto type = treatment->mask->type;
      removed = type == config::MaskType::remove_member && !state_.frames.empty();
      if (removed || type == config::MaskType::remove_member || type == config::MaskType::set_null ||
          type == config::MaskType::fixed_text) {
        decider_.count(slot.class_id);
        decider_.observe_container(slot, offset(token), *treatment);
        drop_begin_ = removed && slot.comma != kNoComma ? slot.comma : removed ? slot.begin : offset(token);
        if (!removed) level_.decided.add(drop_begin_, drop_begin_, "null");
        state_.drop_depth = state_.frames.size() + 1;
      } else {
        slot.forced = treatment;
      }
    }
  }
  if (!removed && !state_.frames.empty()) state_.frames.back().kept = true;
  Frame& frame = state_.frames.emplace_back();
  frame.object = at(token) == '{';
  frame.person = slot.person;
  frame.evidence = slot.evidence;
  // Whose role a name tells is its own value's, not that of the members inside.
  frame.context = frame.object ? slot.context & ~context_bit(Context::role) : slot.context;
  frame.inherited = slot.inherited;
  frame.attribute = slot.attribute && slot.inherited != ClassId::none;
  frame.forced = slot.forced;
  frame.path = slot.path;
  frame.hands_down = slot.inherited != ClassId::none || slot.forced != nullptr || !slot.path.dead();
  if (slot.columns || state_.table.depth != 0 || (!frame.object && slot.comma == kNoComma)) enter_table(slot, token);
  frame.pair = may_be_pair(token);
  frame.hands_down |= frame.pair;
  state_.step = WalkState::Step::first;
  return Flow::next;
}

std::uint32_t Walk::scalar_end(std::uint32_t token) const {
  std::uint32_t end = offset(token + 1);
  while (is_json_blank(text_[end - 1])) --end;
  return end;
}

Walk::Flow Walk::refuse(Code code, const char* note) {
  error_ = make_error(code, Origin::upstream, note);
  return Flow::refuse;
}

}  // namespace veilgate::masking
