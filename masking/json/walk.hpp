// The walk over one window of a JSON text: checks the grammar token by token, gives every value to the Decider, and
// leaves the edits that mask the window.
//
//   Level::index, Level::bytes of the window --run--> how far it came, Level::decided, Level::found
//
// A window ends anywhere; the walk stops before the first member or element that is not whole in it and goes on from
// there in the next window, of which that member is the beginning. What it decides depends on the document only, never
// on where it was cut: what is looked up ahead of a value (is there a person around this `name`? does a label beside
// this `value` say what it is?) reaches kLookahead or kLabelLookahead bytes behind the value, and the walk stops when
// the window does not hold that much.
//
// One object a window; not thread safe.
#pragma once

#include <cstdint>
#include <string_view>

#include "crypto/base/result.hpp"
#include "masking/json/decide.hpp"
#include "masking/json/level.hpp"

namespace veilgate::masking {

// Whether a member of this class says that its object describes a person: what a shop, a device or a vehicle has too
// does not.
bool speaks_for_person(ClassId id) noexcept;

class Walk {
 public:
  static constexpr std::uint32_t kLookahead = 4096;      // bytes
  static constexpr std::uint32_t kLabelLookahead = 512;  // bytes

  Walk(const WalkContext& context, std::size_t depth, WalkState& state)
      : plan_(context.plan),
        limits_(context.plan.policy.limits()),
        paths_(context.plan.paths),
        tools_(context.tools),
        level_(context.tools.level(depth)),
        decider_(context, depth),
        nests_(depth < context.plan.policy.limits().nested_depth),
        state_(state) {}

  // Walks text[0, size), already indexed and mapped in its Level; `complete` when the document ends there. Returns the
  // bytes that are done with: the edits are about those, and the rest begins the next window.
  // Errors: bad_json, too_deep, number_refused, scan_failed.
  Result<std::uint32_t> run(std::string_view text, bool complete);

 private:
  enum class Flow : std::uint8_t { next, wait, refuse };

  // by_look: a person's if it looks like one; unknown: the window holds too little to tell
  enum class Person : std::uint8_t { no, yes, by_look, unknown };

  Flow step();
  void skip_plain();
  const KeyInfo* find_name(std::uint32_t name, std::uint32_t colon) const;
  bool take_string(const KeyInfo& info, const Frame& frame, ClassId named, const std::uint32_t* value,
                   std::size_t& values);
  Frame& open_plain(const KeyInfo& info, const Frame& outer, bool object);
  bool take_numbers(const std::uint32_t*& value, const std::uint32_t* last, std::size_t& values) const;
  bool is_everyday_string(std::uint32_t begin, std::uint32_t size, ContextBits context) const noexcept;
  bool is_plain_string(std::uint32_t begin, std::uint32_t end, Evidence evidence, ContextBits context) noexcept;
  bool tell_member(const KeyInfo& info, const Frame& frame, const std::uint32_t* value, ClassId& named) const;
  void note_member(const KeyInfo& info, Frame& frame, const std::uint32_t* value) const;
  bool take_own_string(std::uint32_t begin, std::uint32_t end, ContextBits context);
  bool is_plain_document(std::uint32_t begin, std::uint32_t end, ContextBits around, std::size_t& values);
  Flow document();
  Flow first_in_container();
  Flow next_in_container();
  Flow close_container();
  Flow member(std::uint32_t comma, std::uint32_t key);
  Flow element(std::uint32_t comma, std::uint32_t token);
  Flow value(Slot& slot, std::uint32_t token);
  Flow open_container(Slot& slot, std::uint32_t token);
  enum class SealMember : std::uint8_t { none, ours, replaced };
  SealMember seal_member(Frame& frame, std::string_view name, std::uint32_t value_token);
  static bool is_seal_name(std::string_view name) noexcept;
  void note_seal(std::uint32_t name_begin, std::uint32_t name_end);
  struct Labelled {
    LabelInfo label;
    bool unknown = false;  // the window holds too little to tell
  };
  bool tell_by_name(const KeyInfo& info, const Frame& parent, std::string_view raw_key, std::uint32_t token,
                    Slot& slot) const;
  bool tell_by_label(const KeyInfo& info, Frame& parent, std::uint32_t token, Slot& slot) const;
  bool tell_bare_name(Frame& parent, std::uint32_t token, Slot& slot) const;
  LabelInfo read_label(std::uint32_t token) const;
  static void note_label(const LabelInfo& label, Frame& frame) noexcept;
  Labelled find_label(const Frame& frame, std::uint32_t token) const;
  void enter_table(const Slot& slot, std::uint32_t token);
  void leave_table() noexcept;
  void forget_table() noexcept;
  void tell_column(Frame& parent, std::uint32_t token, Slot& slot);
  bool may_be_pair(std::uint32_t token) const;
  bool holds_code(std::uint32_t token) const;
  void tell_pair(Frame& parent, std::uint32_t token, Slot& slot) const;
  bool is_in_rows() const noexcept;
  bool may_name_column(std::uint32_t token) const;
  Person find_person(const Frame& frame, std::uint32_t token) const;
  static bool may_be_outline(std::string_view name, const Frame& around) noexcept;

  // Where the string that begins at a token ends: at its closing quote, the last byte before the next token that is not
  // blank. Anything else there is no string.
  bool find_string_end(std::uint32_t token, std::uint32_t& end) const {
    const std::uint32_t begin = offset(token);
    end = offset(token + 1) - 1;
    while (end > begin && is_json_blank(text_[end])) --end;
    return end > begin && text_[end] == '"';
  }
  std::uint32_t scalar_end(std::uint32_t token) const;
  Flow refuse(Code code, const char* note);

  // Whether the value that begins at a token is whole, which shows only in what follows it.
  bool is_whole(std::uint32_t token) const noexcept { return complete_ ? has_token(token) : has_token(token + 1); }
  bool has_token(std::uint32_t token) const noexcept { return token < count_; }
  // Of the last token + 1 it is the end of the text; is_whole() has seen to it that there is no need of more.
  std::uint32_t offset(std::uint32_t token) const noexcept { return offsets_[token]; }
  char at(std::uint32_t token) const noexcept { return text_[offset(token)]; }
  bool dropping() const noexcept { return state_.drop_depth != 0; }

  const CompiledPlan& plan_;
  const config::EngineLimits& limits_;
  const PathSet& paths_;
  ScratchTools& tools_;
  Level& level_;
  Decider decider_;
  bool nests_;  // documents in strings are walked
  WalkState& state_;

  std::string_view text_;
  const std::uint32_t* offsets_ = nullptr;
  bool complete_ = false;
  std::uint32_t token_ = 0;  // the next one to take
  std::uint32_t count_ = 0;
  std::uint32_t drop_begin_ = 0;
  Error error_;
};

}  // namespace veilgate::masking
