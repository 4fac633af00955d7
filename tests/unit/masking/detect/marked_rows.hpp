// Rows of texts with the spans marked that must be reported, and the check of them.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "masking/detect/locate.hpp"

namespace veilgate::test {

// « and » mark the spans; everything else must not be reported. `source` says where the form comes from.
struct MarkedRow {
  std::string_view source;
  std::string_view marked;
};

struct Marked {
  std::string text;
  std::vector<masking::Span> spans;
};

// How many rows of each class this program has tried: with something to find, and with nothing.
struct Tally {
  std::size_t hits = 0;
  std::size_t near_misses = 0;
};
inline std::map<masking::ClassId, Tally>& tallies() {
  static std::map<masking::ClassId, Tally> all;
  return all;
}
inline void count_row(masking::ClassId id, bool hit) {
  Tally& tally = tallies()[id];
  ++(hit ? tally.hits : tally.near_misses);
}

inline Marked unmarked(std::string_view marked, masking::ClassId id) {
  constexpr std::string_view kOpen = "«";
  constexpr std::string_view kClose = "»";
  Marked result;
  while (!marked.empty()) {
    if (marked.starts_with(kOpen)) {
      result.spans.push_back({static_cast<std::uint32_t>(result.text.size()), 0, id});
      marked.remove_prefix(kOpen.size());
    } else if (marked.starts_with(kClose)) {
      result.spans.back().end = static_cast<std::uint32_t>(result.text.size());
      marked.remove_prefix(kClose.size());
    } else {
      result.text += marked.front();
      marked.remove_prefix(1);
    }
  }
  return result;
}

inline std::string described(const std::vector<masking::Span>& spans) {
  std::string result;
  for (const auto& span : spans) result += std::to_string(span.begin) + '-' + std::to_string(span.end) + ' ';
  return result;
}

// The spans of class `id` that all locators together report.
inline void check_marked(masking::ClassId id, const std::vector<MarkedRow>& rows,
                         masking::Evidence evidence = masking::Evidence::neutral_key,
                         masking::ContextBits context = 0) {
  for (const auto& row : rows) {
    INFO(row.source);
    const Marked wanted = unmarked(row.marked, id);
    count_row(id, !wanted.spans.empty());
    std::vector<masking::Span> all;
    masking::locate_all({wanted.text, evidence, context}, all);
    std::vector<masking::Span> found;
    for (const auto& span : all) {
      // Two detectors may find the same: a word beside it and the name of its parameter.
      if (span.class_id == id && std::find(found.begin(), found.end(), span) == found.end()) found.push_back(span);
    }
    INFO(wanted.text);
    CHECK(described(found) == described(wanted.spans));
  }
}

// The same for one locator, whose every span is of class `id`.
inline void check_rows(void (*locate)(const masking::LocateInput&, std::vector<masking::Span>&), masking::ClassId id,
                       const std::vector<MarkedRow>& rows,
                       masking::Evidence evidence = masking::Evidence::neutral_key) {
  for (const auto& row : rows) {
    INFO(row.source);
    const Marked wanted = unmarked(row.marked, id);
    count_row(id, !wanted.spans.empty());
    std::vector<masking::Span> found;
    locate({wanted.text, evidence}, found);
    CHECK(described(found) == described(wanted.spans));
    for (const auto& span : found) CHECK(span.class_id == id);
  }
}

}  // namespace veilgate::test
