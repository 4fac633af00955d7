// Labelled sets made from a seed: values of every class in every form and carrier, values that are nobody's, titles and
// sentences, whole records. Made-up people only.
//
// Nothing here is shared with the engine: check digits, word lists and spellings are this folder's own.
#pragma once

#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace veilgate::accuracy {

using Random = std::mt19937_64;

inline std::size_t pick(Random& random, std::size_t n) {
  return static_cast<std::size_t>(random() % n);
}
template <class Range>
const auto& pick_of(Random& random, const Range& range) {
  return *(std::begin(range) + static_cast<std::ptrdiff_t>(pick(random, std::size(range))));
}

// ---- values ---------------------------------------------------------------------------------------------------------

struct ClassSource {
  std::string_view name;   // of the class
  bool structured;         // found by what it looks like
  bool speaks_for_itself;  // found without a word beside it
  bool numeric;            // all digits: may be a JSON number, in groups, with full-width digits
  std::string_view word_zh;
  std::string_view word_en;
  std::vector<std::string_view> keys;
  std::string (*make)(Random& random);
};
const std::vector<ClassSource>& class_sources();

// ---- forms ----------------------------------------------------------------------------------------------------------

struct Form {
  std::string_view name;
  // The value as it is written; empty: the class is not written so. `raw`: the answer is the inside of a JSON string
  // already.
  std::string (*write)(const ClassSource& source, const std::string& value);
  bool raw = false;
};

// ---- carriers -------------------------------------------------------------------------------------------------------

struct Carrier {
  std::string_view name;
  bool has_word;  // a word for the class stands beside the value
  std::string (*document)(const ClassSource& source, const std::string& json_inside);
};

// `text` as the inside of a JSON string.
std::string json_inside(std::string_view text);

// ---- what is nobody's -----------------------------------------------------------------------------------------------

struct NearMissSet {
  std::string_view name;
  std::string (*make)(Random& random);  // a document without anything to mask
};
const std::vector<NearMissSet>& near_miss_values();
const std::vector<NearMissSet>& near_miss_texts();

// ---- sets -----------------------------------------------------------------------------------------------------------

struct LabelledSets {
  std::vector<Form> forms;
  std::vector<Carrier> carriers;
  std::vector<NearMissSet> values;
  std::vector<NearMissSet> texts;  // titles and sentences: one text a document
};
const LabelledSets& own_sets();       // what the detectors are built looking at
const LabelledSets& held_out_sets();  // and what they are not

// ---- records --------------------------------------------------------------------------------------------------------

struct LabelledRecord {
  std::string shape;
  std::string json;
  std::vector<std::string> sensitive;  // JSON pointers whose values must change
  std::vector<std::string> harmless;   // and those that must not
  std::vector<std::string> hidden;     // values that may stand nowhere in the output
};
LabelledRecord make_record(Random& random);

// ---- outsiders ------------------------------------------------------------------------------------------------------

// Somebody who writes documents without having seen the detectors; each document is a form to be filled.
struct Outsider {
  std::string_view name;
  std::span<const std::string_view> documents;
};
std::span<const Outsider> outsiders();
std::span<const std::string_view> carrier_documents();  // of one of them
std::span<const std::string_view> partner_documents();  // of another
std::span<const std::string_view> people_documents();   // of a third
LabelledRecord make_outside_record(std::string_view form, Random& random);

}  // namespace veilgate::accuracy
