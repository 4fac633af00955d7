// JSONPath, the small part of RFC 9535 that a streaming walk can answer.
//
//   $              the root; every path begins with it
//   .name          a member; name: letters, digits, _ and non-ASCII characters, not beginning with a digit
//   ['name']       a member with any name; quotes of either kind; escapes \' \" \\ \/ \b \f \n \r \t \uXXXX
//   .* [*]         every member of an object or element of an array
//   [n]            an element, counted from 0
//   ..             before any of these (..name ..* ..['name'] ..[n] ..[*]): at this level and every one below
//
// Slices, unions, filters and negative indexes are refused. Names are compared after unescaping, exactly, byte for
// byte.
//
//   texts --parse_json_path--> JsonPath --PathSet::compile--> PathSet; per open container of a walk one PathState
//
// A PathSet is immutable and may be used by any number of threads; a PathState is a plain value of 32 bytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"

namespace veilgate::masking {

struct PathStep {
  enum class Kind : std::uint8_t { member, element, any };
  Kind kind = Kind::member;
  bool descend = false;     // preceded by `..`
  std::string name;         // member; decoded
  std::uint64_t index = 0;  // element
};

struct JsonPath {
  std::vector<PathStep> steps;  // none: the root
};

// Errors: bad_config (origin policy); the note has the position (byte, from 1) and the reason, not the text.
Result<JsonPath> parse_json_path(std::string_view text);

// Where all paths stand at one value of the document.
class PathState {
 public:
  // No path can match here or anywhere below.
  bool dead() const noexcept { return (words_[0] | words_[1] | words_[2] | words_[3]) == 0; }

  friend bool operator==(const PathState&, const PathState&) = default;

 private:
  friend class PathSet;
  std::array<std::uint64_t, 4> words_{};
};

class PathSet {
 public:
  static constexpr std::size_t kMaxPositions = 256;  // each path takes one for every step and one for its end

  PathSet() = default;  // no path; every state is dead

  // Errors: bad_config when the paths need more than kMaxPositions.
  static Result<PathSet> compile(std::span<const JsonPath> paths);

  bool empty() const noexcept { return positions_.empty(); }

  // The state of the document's root value; from it, member by member and element by element, that of every other. The
  // key is the decoded one.
  PathState root() const noexcept { return root_; }
  PathState enter_member(const PathState& parent, std::string_view key) const noexcept;
  PathState enter_element(const PathState& parent, std::uint64_t index) const noexcept;

  // The first path, in the order given to compile and from number `from` on, that selects this value.
  std::optional<std::size_t> accepts(const PathState& state, std::size_t from = 0) const noexcept;

 private:
  struct Position {
    PathStep step;         // unused at an end
    std::size_t path = 0;  // index of the path
  };
  template <class Selects>
  PathState enter(const PathState& parent, Selects selects) const noexcept;

  std::vector<Position> positions_;  // path after path, step after step
  PathState root_;
  PathState ends_;      // positions where a whole path has matched
  PathState descents_;  // positions that also stay where they are
};

}  // namespace veilgate::masking
