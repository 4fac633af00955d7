// What one thread needs to walk one document: reused from document to document, one Level for each depth of JSON nested
// in strings.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "masking/act/edits.hpp"
#include "masking/detect/arena.hpp"
#include "masking/detect/empty_texts.hpp"
#include "masking/detect/key_cache.hpp"
#include "masking/detect/locate.hpp"
#include "masking/json/byte_map.hpp"
#include "masking/json/seal_queue.hpp"
#include "masking/json/structural_index.hpp"
#include "masking/path/json_path.hpp"
#include "masking/policy.hpp"
#include "masking/seal/sealing.hpp"
#include "masking/text/decode.hpp"

namespace veilgate::masking {

// A value that passed the bit tests and waits in the arena to be settled (resolve.hpp).
struct Candidate {
  enum class Kind : std::uint8_t { string, number, key };
  Kind kind = Kind::string;
  Evidence evidence = Evidence::neutral_key;
  ContextBits context = 0;
  bool identical = true;    // the arena's text is the raw text
  std::uint32_t begin = 0;  // the raw value in the window: a string's inside, a whole number
  std::uint32_t end = 0;
  std::uint32_t name_begin = 0;  // of a number: the inside of its member's name, if it has one
  std::uint32_t name_end = 0;
  PathState path;
};

// A value that the configuration's patterns are tried on.
struct OwnCandidate {
  Candidate::Kind kind = Candidate::Kind::string;
  ContextBits context = 0;
  std::uint32_t begin = 0;  // as in Candidate
  std::uint32_t end = 0;
  std::uint32_t path = 0;  // 1 + its place in Level::own_paths; 0: none, no path matches there
};

// A place where a value stands, and what is known about the value before looking at it.
struct Slot {
  static constexpr std::uint32_t kNoComma = ~std::uint32_t{0};
  std::uint32_t comma = kNoComma;  // the comma before its member or element
  std::uint32_t begin = 0;         // where its member or element begins
  std::uint32_t name_begin = 0;    // the inside of its name; nothing: it has none
  std::uint32_t name_end = 0;
  ClassId class_id = ClassId::none;
  Evidence evidence = Evidence::neutral_key;
  ContextBits context = 0;  // of its key and of the containers around it
  // What a container standing here hands down to the values in it.
  bool person = false;
  bool attribute = false;      // an object here is one value of the class `inherited`, in parts or several languages
  bool protected_hex = false;  // KeyInfo's
  bool columns = false;        // KeyInfo's
  bool flat_row = false;       // Frame's
  ClassId inherited = ClassId::none;
  const Treatment* forced = nullptr;
  PathState path;
};

// What a container is of a table in arrays (walk_table.cpp).
enum class TablePart : std::uint8_t {
  none,
  header,     // the array that names the columns
  column,     // an object in it, which describes one
  first_row,  // the first array in an array: its texts may name the columns of those that follow
  rows,       // an array of rows; what stands in it itself is a row when `flat_row`
  row,
};

// A table that is being walked.
struct Table {
  std::size_t depth = 0;  // of the container whose arrays are its rows; 0: there is no table
  bool lifted = false;    // that is not the one with the header in it, but the one around that
  std::vector<LabelInfo> columns;

  void clear() noexcept {
    depth = 0;
    lifted = false;
    columns.clear();
  }
};

// An open array or object.
struct Frame {
  bool object = false;
  bool kept = false;        // a member or element was left in the output
  bool person = false;      // describes a person
  bool saw_person = false;  // a member so far names a personal class
  bool saw_bare_name = false;
  bool saw_vitals = false;  // a member so far tells an age, a sex …
  bool attribute = false;   // Slot's
  bool hands_down = false;  // says something about what is in it: `inherited`, `forced`, `path`, `part`
  Evidence evidence = Evidence::neutral_key;  // of an array's scalars: what the array's name says against them
  TablePart part = TablePart::none;
  bool flat_row = false;
  bool pair = false;  // an array in an array that began with a text: ["phone","138…"]
  bool sealed_before = false;
  // What labels among its members so far, or the first element of a pair, say about the value beside them.
  LabelInfo labelled;
  ContextBits context = 0;
  ClassId inherited = ClassId::none;  // of an array's scalars, and of carrier-named members
  std::uint32_t next_column = 0;
  const Treatment* forced = nullptr;  // a path rule chose the whole container: how its scalars are treated
  std::uint64_t next_element = 0;
  // The last member whose value was sealed, by us or before us (`sealed_before`): by the hash of its name, 0: none.
  std::size_t sealed_name = 0;
  PathState path;
};

// Where a walk stands between two windows.
struct WalkState {
  enum class Step : std::uint8_t { document, first, next, end };
  Step step = Step::document;
  std::vector<Frame> frames;
  Table table;
  std::size_t drop_depth = 0;  // the container at this depth is being removed; 0: none
  // What surrounds the document: nothing, or for a nested one the member whose value it is.
  Slot around;

  // `depth`: the most containers that may be open at once; frames never move while a walk goes on.
  void reset(std::size_t depth) {
    step = Step::document;
    frames.clear();
    frames.reserve(depth);
    table.clear();
    drop_depth = 0;
    around = Slot{};
  }
};

struct Level {
  StructuralIndex index;
  ByteMap bytes;
  Arena arena;
  std::vector<Candidate> candidates;
  Arena own{'\0'};                           // for the configuration's patterns
  std::vector<OwnCandidate> own_candidates;  // of the entries of `own`
  std::vector<PathState> own_paths;
  std::vector<PatternHit> own_hits;
  std::string_view text;  // being walked
  EditList decided;       // by key, path or structure, as the walk went
  EditList found;         // by value, as the candidates were settled
  SealQueue seals;        // values that are yet to be sealed, of both
  DecodedText document;   // of a nested document: its text, padded, and the way back
  WalkState state;        // of a nested document
  // What became of the last value an ENCRYPT mask treated; Walk takes note of it and sets it back.
  enum class LastSeal : std::uint8_t { none, by_us, before_us };
  LastSeal last_seal = LastSeal::none;

  void begin_window() {
    arena.clear();
    candidates.clear();
    own.clear();
    own_candidates.clear();
    own_paths.clear();
    decided.clear();
    found.clear();
    seals.clear();
  }
};

// Findings in one text that overlap, covered as one (covering.hpp).
struct Cover {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t order = 0;           // of those that begin alike
  ClassId class_id = ClassId::none;  // of the strictest treatment
  Treatment treatment;
  bool exact = true;  // one span, or several that are the same
};

// A part of a masked text (covering.hpp).
struct MaskedPiece {
  std::uint32_t out_begin = 0;  // in the masked text
  std::uint32_t begin = 0;      // in the text
  std::uint32_t end = 0;
  bool kept = false;
};

struct ScratchTools {
  KeyCache keys;
  EmptyTexts empty;  // raw insides of strings that begin no document
  Sealing sealing;
  std::vector<std::unique_ptr<Level>> levels;
  DecodedText decoded;  // a value being looked at
  EditList masked;      // a value's edits before they are put in place
  std::vector<Span> spans;
  std::string text;
  PatternScratch own_scan;
  Arena own_settled{'\0'};  // covering.hpp: a masked value
  std::vector<PatternHit> own_settled_hits;
  std::vector<Cover> covers;
  std::vector<MaskedPiece> pieces;
  EditList settling;       // covering.hpp: a value's edits while it is masked more than once
  EditList settled_again;  // those of what was masked
  std::string settled;

  Level& level(std::size_t depth) {
    while (levels.size() <= depth) levels.push_back(std::make_unique<Level>());
    return *levels[depth];
  }
};

}  // namespace veilgate::masking
