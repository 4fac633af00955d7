#include "tests/demo/verify.hpp"

namespace veilgate::demo {
namespace {

// Cuts `after` along the kept parts; nothing when they are not all there, in order and from end to end.
std::optional<std::vector<std::string>> align(const Parts& parts, std::string_view after) {
  if (!after.starts_with(parts.kept.front()) || !after.ends_with(parts.kept.back())) return std::nullopt;
  std::vector<std::string> replacements;
  auto at = parts.kept.front().size();
  for (std::size_t i = 0; i < parts.planted.size(); ++i) {
    const auto& next = parts.kept[i + 1];
    const bool last = i + 1 == parts.planted.size();
    const auto found = last ? after.size() - next.size() : after.find(next, at);
    if (found == std::string_view::npos || found < at) return std::nullopt;
    replacements.emplace_back(after.substr(at, found - at));
    at = found + next.size();
  }
  return at == after.size() ? std::optional(replacements) : std::nullopt;
}

bool is_masked(std::string_view replacement) {
  return replacement == "null" || replacement.find('*') != std::string_view::npos ||
         replacement.find("vg1") != std::string_view::npos;
}

}  // namespace

Verdict verify(const Sample& sample, std::string_view after) {
  const auto parts = split_marks(sample.marked);
  for (const auto& planted : parts.planted) {
    if (after.find(planted) != std::string_view::npos) return {"a planted value came through", {}};
  }
  if (sample.expectation == Expectation::replaced) return {};
  auto replacements = align(parts, after);
  if (!replacements) return {"something changed that is not sensitive", {}};
  for (const auto& replacement : *replacements) {
    if (!is_masked(replacement)) return {"a sensitive part is not masked", {}};
  }
  return {"", std::move(*replacements)};
}

}  // namespace veilgate::demo
