// The patterns a configuration adds, compiled in two engines: Hyperscan says whether a text is worth a look, RE2 says
// where a match lies.
//
//   texts --add--> Arena('\0') --UserPatterns::scan--> PatternHits: (entry, pattern) --locate--> Spans
//
// A match counts when all of this holds: it is not empty; it touches no further ASCII letter or digit (unless the class
// says inside_words), or is the whole text (whole_value); every validator of its class accepts it; and, where the class
// has context words, one stands in the 64 bytes before it or in the names around the value. Of the matches that begin
// at one place the longest is taken.
//
// Texts that hold less than every pattern needs (pattern_needs.hpp) can be left out before.
//
// The texts are normalised (detect/locate.hpp) and valid UTF-8. Immutable; any number of threads, each with a
// PatternScratch of its own. Scanning allocates nothing but the growth of `hits`; RE2 keeps caches of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/model.hpp"
#include "crypto/base/result.hpp"
#include "masking/detect/arena.hpp"
#include "masking/detect/locate.hpp"
#include "masking/detect/pattern_needs.hpp"

namespace veilgate::masking {

struct PatternHit {
  std::uint32_t entry = 0;
  std::uint32_t pattern = 0;
};

// One thread's Hyperscan scratch, and short texts in which the patterns scanned last match nowhere.
class PatternScratch {
 public:
  PatternScratch();
  ~PatternScratch();

 private:
  friend class UserPatterns;
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

// A class of the configuration that has patterns.
struct PatternClass {
  ClassId class_id = ClassId::none;
  const config::Class* source = nullptr;
  ContextBits context = 0;  // what names around a value set when they hold one of its context words
};

class UserPatterns {
 public:
  // Null when no class has a pattern. Errors: bad_config with every pattern that cannot be used and why.
  static Result<std::shared_ptr<const UserPatterns>> compile(std::span<const PatternClass> classes);
  ~UserPatterns();

  // Texts shorter than this cannot match. Bytes.
  std::size_t least_bytes() const noexcept { return least_bytes_; }
  // What a text needs to match some pattern.
  const LeastNeeds& least_needs() const noexcept { return least_needs_; }

  // Whether a scan with this scratch has found nothing in the text before. Texts that come again and again need no
  // other one; what was found in a text depends on nothing but the text.
  bool is_known_empty(std::string_view text, const PatternScratch& scratch) const noexcept;

  // Which patterns may match in which entries, in the order of the entries, each pair once. Errors: scan_failed; `hits`
  // then says nothing.
  Result<void> scan(const Arena& arena, PatternScratch& scratch, std::vector<PatternHit>& hits) const;

  // Appends where the pattern of a hit matches.
  void locate(std::uint32_t pattern, const LocateInput& input, std::vector<Span>& out) const;
  // The same for all patterns. Errors: none; every pattern is tried.
  void locate_all(const LocateInput& input, std::vector<Span>& out) const;
  // Whether some pattern matches somewhere in the text, context words aside.
  bool may_match(std::string_view text) const;

  // For `config show`: what a pattern costs.
  struct Cost {
    ClassId class_id = ClassId::none;
    std::string_view pattern;  // as written
    bool has_literal = false;  // three bytes or more that every match holds: a scan skips from one to the next
    std::uint32_t least_bytes = 0;
    KindCounts needs;
  };
  std::vector<Cost> costs() const;

 private:
  struct Pattern;
  struct Databases;
  UserPatterns();

  static std::unique_ptr<const Pattern> make_pattern(const PatternClass& added, std::string_view text,
                                                     std::string& why);
  Result<void> prepare_scan();
  void locate(const Pattern& pattern, const LocateInput& input, std::vector<Span>& out) const;

  std::uint64_t id_;
  std::size_t least_bytes_ = 0;
  LeastNeeds least_needs_;
  std::vector<std::unique_ptr<const Pattern>> patterns_;
  std::unique_ptr<Databases> databases_;
};

}  // namespace veilgate::masking
