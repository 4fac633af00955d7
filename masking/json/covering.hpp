// Covering: the parts of one text that have to be hidden.
//
//   spans of the locators and of the configuration's patterns, less those the file spares
//     --> of those that overlap, the union under the strictest treatment
//     --> whatever the masked text would show anew
//
// The unions lie in the thread's scratch until the next text. One object a window; not thread safe.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "masking/json/decide.hpp"

namespace veilgate::masking {

class Covering {
 public:
  explicit Covering(const WalkContext& context)
      : context_(context),
        tools_(context.tools),
        patterns_(context.plan.policy.vocabulary().patterns()),
        unions_(context.tools.covers),
        pieces_(context.tools.pieces) {}

  // Finds the unions in the candidate's normalised text; false when there is none. `called`: the detectors its signs
  // call for; `hits`: of the configuration's patterns.
  bool find(const Candidate& candidate, std::string_view text, DetectorSet called, std::span<const PatternHit> hits);

  // In the order of the text, apart from one another.
  const std::vector<Cover>& unions() const noexcept { return unions_; }
  // The strictest treatment among the unions, of which there is one at least.
  const Cover& strictest() const;
  // Whether no detector found anything in the text looked at last, whatever the plan says about it.
  bool is_empty() const noexcept { return is_empty_; }

 private:
  bool leave_own_tokens(std::string_view text, std::vector<Span>& spans) const;
  void add_span(const Span& span, const Candidate& candidate, std::string_view text, bool by_pattern);
  bool is_spared(const Span& span, const Candidate& candidate, std::string_view text) const;
  void locate_every(const LocateInput& input, std::vector<Span>& spans);
  void unite();
  void settle(const Candidate& candidate, std::string_view text);
  bool cover_what_is_left(const Candidate& candidate, std::string_view text);
  bool masks_more(const Span& masked, const Cover& whole, const Candidate& candidate);
  std::uint32_t origin_of(std::uint32_t at, bool end) const;

  const WalkContext& context_;
  ScratchTools& tools_;
  const UserPatterns* patterns_;
  std::vector<Cover>& unions_;
  std::vector<MaskedPiece>& pieces_;
  bool is_empty_ = false;
};

// The edits of a union's mask.
void append_mask_of(const Cover& each, std::string_view text, EditList& out);

// Adds a text that may hold bytes that are no UTF-8, each of them as a question mark.
void add_as_utf8(std::string_view text, Arena& arena);

}  // namespace veilgate::masking
