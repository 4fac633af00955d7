// Decides about one value: is it sensitive by its key, by a path rule or by what it looks like, and what becomes of it.
//
// Values a key or a path decides are masked at once (Level::decided). Values that might be sensitive by what they look
// like are put into the Level's arena, and resolve.hpp settles all of them when the walk has ended (Level::found). One
// object a window; not thread safe. Offsets are bytes of the window.
#pragma once

#include <cstdint>
#include <string_view>

#include "crypto/base/result.hpp"
#include "masking/detect/prefilter.hpp"
#include "masking/detect/text_signs.hpp"
#include "masking/findings.hpp"
#include "masking/json/level.hpp"
#include "masking/json/observer.hpp"
#include "masking/json/scalar.hpp"

namespace veilgate::masking {

// What a walk works with; the same for a document and the documents nested in its strings.
struct WalkContext {
  const CompiledPlan& plan;
  ScratchTools& tools;
  Findings& findings;
  WalkObserver* observer = nullptr;  // null on the data path
};

enum class Verdict : std::uint8_t {
  refuse,  // see Decider::error
  keep,    // stays, possibly with edits or as a candidate
  remove,  // its member or element has to go
};

// Where the payload of a data URL in Base64 begins (RFC 2397): data:application/json;base64,eyJ…; 0 of anything else.
inline std::size_t payload_begin(std::string_view raw) noexcept {
  constexpr std::string_view kScheme = "data:";
  constexpr std::string_view kBase64 = ";base64,";
  constexpr std::size_t kLongestHead = 96;
  if (!raw.starts_with(kScheme)) return 0;
  const std::size_t mark = raw.substr(0, kLongestHead).find(kBase64);
  return mark == std::string_view::npos ? 0 : mark + kBase64.size();
}

// Whether a string's inside that begins at `at` may hold a JSON array or object in Base64 (`eyJ…`, `W3s…`) or in
// hexadecimal digits (`7b22…`). Its quote and the byte behind it are readable.
inline bool may_begin_encoded(const char* at) noexcept {
  if (at[0] == 'e') return at[1] == 'y' || at[1] == 'w';
  if (at[0] == 'W') return at[1] == '3' || at[1] == 'y' || at[1] == 'w' || at[1] == 'z';
  return (at[0] == '7' || at[0] == '5') && (at[1] == 'b' || at[1] == 'B');
}

// Whether a string whose inside begins at `at` may be a JSON document: by its first byte, or by the escape it begins
// with, as no document begins with a character beyond U+00FF. Three bytes behind it are readable.
inline bool may_begin_document(const char* at) noexcept {
  if (at[0] == '\\') return at[1] != 'u' || (at[2] == '0' && at[3] == '0');
  return at[0] == '{' || at[0] == '[' || is_json_blank(at[0]);
}

// Whether a string is worth parsing as a JSON array or object, or as a string that holds one: it begins and ends like
// one. `[sale] phone` is not.
bool looks_like_document(std::string_view text) noexcept;

class Decider {
 public:
  Decider(const WalkContext& context, std::size_t depth)
      : context_(context), tools_(context.tools), level_(context.tools.level(depth)), depth_(depth) {
    if (const UserPatterns* patterns = context.plan.policy.vocabulary().patterns(); patterns != nullptr) {
      least_own_bytes_ = patterns->least_bytes();
      own_needs_ = &patterns->least_needs();
    }
  }

  // The text that the offsets below are about.
  void use_text(std::string_view text) noexcept {
    text_ = text;
    signs_end_ = 0;
  }

  // Whether [begin, end) is a literal, or a number without an exponent and with too few digits before its point for any
  // class. Numbers longer than ByteMap::kWidth bytes are never.
  bool is_plain_scalar(std::uint32_t begin, std::uint32_t end, bool denied) const noexcept;
  // Whether a string's inside [begin, end), not empty, which neither key nor path decides and which begins no document,
  // needs no further look. Its escapes are valid then.
  // `forms`: forms_may_matter() did not rule it out.
  bool is_plain(std::uint32_t begin, std::uint32_t end, Evidence evidence, bool forms) noexcept;
  // Whether the configuration's patterns are to be tried on a string's inside or a number: it, or what it may become
  // when it is normalised, holds what one of them needs.
  bool wants_own(std::uint32_t begin, std::uint32_t end) const noexcept {
    return end - begin >= least_own_bytes_ && may_meet_own(begin, end);
  }
  // Puts a string's inside without signs of anything hidden before the configuration's patterns. False: it has a bad
  // escape.
  bool add_own_string(std::uint32_t begin, std::uint32_t end, ContextBits context, const PathState& path);
  void count_values(std::size_t count) noexcept { context_.findings.values += count; }

  // A string's inside [begin, end), and a whole number. The slot's class becomes what the value turned out to be.
  Verdict string_value(Slot& slot, std::uint32_t begin, std::uint32_t end);
  Verdict number_value(Slot& slot, std::uint32_t begin, std::uint32_t end);
  // Masks the inside of a string whose member's name says its class, when all of that is putting a mask in its place:
  // without escapes, with nothing to remove, and no reason to spare it. A seal waits as any other. False: nothing was
  // done.
  bool mask_named_string(ClassId named, const KeyInfo& info, std::uint32_t name_begin, std::uint32_t name_end,
                         std::uint32_t begin, std::uint32_t end);
  // A member's name that may itself be a value.
  void name_as_value(std::uint32_t begin, std::uint32_t end);
  // The treatment of the whole value in this slot, when a key or a path decides it.
  const Treatment* treatment_of(const Slot& slot) const noexcept;
  // The treatment of a whole array or object, when a path chooses it.
  const Treatment* container_treatment_of(const Slot& slot) const noexcept;

  // Whether a text is a token of ours.
  bool is_own_token(std::string_view text);
  // A string's inside came near a class and is none.
  void observe_near(const Slot& slot, std::uint32_t begin, std::uint32_t end, ClassId near, Rejection why) const {
    observe_spared(slot, ValueKind::string, begin, end, near, why);
  }
  void observe_container(const Slot& slot, std::uint32_t begin, const Treatment& treatment) const {
    observe_decided(slot, ValueKind::container, begin, begin + 1, treatment);
  }

  // A value was masked, or would have been.
  void count(ClassId class_id) noexcept { ++context_.findings.masked[index_of(class_id)]; }

  const WalkContext& context() const noexcept { return context_; }
  const Error& error() const noexcept { return error_; }

 private:
  Verdict judge_string(const Slot& slot, const ByteMap::Content& content, std::uint32_t begin, std::uint32_t end);
  Verdict judge_number(const Slot& slot, std::uint32_t begin, std::uint32_t end);
  // Whether a value of the slot's class, which is one, stays all the same, and why; the class may become another.
  // `other_view`: the normal view may differ from the raw value.
  bool is_spared(Slot& slot, std::uint32_t begin, std::uint32_t end, bool other_view, Rejection& why);
  void observe_spared(const Slot& slot, ValueKind kind, std::uint32_t begin, std::uint32_t end, ClassId named,
                      Rejection why) const;
  void observe_decided(const Slot& slot, ValueKind kind, std::uint32_t begin, std::uint32_t end,
                       const Treatment& treatment) const;
  Verdict treat_string(const Slot& slot, const Treatment& treatment, std::uint32_t begin, std::uint32_t end,
                       bool decode);
  Verdict treat_number(const Slot& slot, const Treatment& treatment, std::uint32_t begin, std::uint32_t end);
  std::string_view name_of(const Slot& slot) const noexcept;
  Verdict seal_string(const Slot& slot, const MaskSpec& mask, std::uint32_t begin, std::uint32_t end);
  // The signs of a string's raw inside, remembered until the next is asked for.
  const TextSigns& signs_of(std::uint32_t begin, std::uint32_t end) noexcept;
  void observe_looked_at(const Slot& slot, std::uint32_t begin, std::uint32_t end) const;
  // Puts the normal view of a string before the detectors; `identical`: it is the raw text.
  Verdict add_text(const Slot& slot, std::uint32_t begin, std::uint32_t end, std::string_view text, DetectorSet called,
                   bool identical);
  void add_candidate(const Candidate& candidate, std::string_view text, DetectorSet called);
  // The verdict on a value that was added last: with a plan that removes what is found, at once.
  Verdict settle_added();
  enum class Nested : std::uint8_t { not_json, masked, refused };
  Nested nested_document(const Slot& slot, std::uint32_t begin, std::uint32_t end, bool escaped);
  Nested encoded_document(const Slot& slot, std::uint32_t begin, std::uint32_t end, std::string_view text);
  Nested walk_nested(const Slot& slot, std::uint32_t begin, std::uint32_t end, std::size_t size);
  Verdict refuse(Error error);
  bool may_meet_own(std::uint32_t begin, std::uint32_t end) const noexcept;
  // Whether the normal view of a text holds what one of the configuration's patterns needs.
  bool wants_own(std::string_view text) const noexcept;
  // Puts the normal view of a value before the configuration's patterns.
  void add_own(Candidate::Kind kind, std::uint32_t begin, std::uint32_t end, std::string_view text, ContextBits context,
               const PathState& path);

  WalkContext context_;
  ScratchTools& tools_;
  Level& level_;
  std::size_t depth_;
  std::size_t least_own_bytes_ = ~std::size_t{0};
  const LeastNeeds* own_needs_ = nullptr;  // null: there are no patterns of the configuration's
  std::string_view text_;
  TextSigns signs_;  // of [signs_begin_, signs_end_)
  std::uint32_t signs_begin_ = 0;
  std::uint32_t signs_end_ = 0;
  Error error_;
};

inline bool Decider::is_plain_scalar(std::uint32_t begin, std::uint32_t end, bool denied) const noexcept {
  while (is_json_blank(text_[end - 1])) --end;
  const std::uint32_t size = end - begin;
  if (size > ByteMap::kWidth) return false;
  // Whatever is no digit: nothing, a sign, a point, both.
  std::uint64_t others = ~level_.bytes.digits_from(begin) & first_places(size);
  const std::uint32_t sign = text_[begin] == '-' ? 1 : 0;
  others &= ~std::uint64_t{sign};
  std::uint32_t point = size;
  if (others != 0) {
    point = static_cast<std::uint32_t>(std::countr_zero(others));
    const bool decimal = (others & (others - 1)) == 0 && text_[begin + point] == '.' && point + 1 < size;
    if (!decimal) return is_json_literal(text_.substr(begin, size));
  }
  if (point == sign || point - sign >= fewest_digits(denied ? Evidence::denied_key : Evidence::neutral_key))
    return false;
  return text_[begin + sign] != '0' || point == sign + 1;
}

}  // namespace veilgate::masking
