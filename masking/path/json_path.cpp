#include "masking/path/json_path.hpp"

#include <bit>

#include "masking/path/json_path_parser.hpp"

namespace veilgate::masking {

Result<JsonPath> parse_json_path(std::string_view text) {
  return JsonPathParser(text).parse();
}

Result<PathSet> PathSet::compile(std::span<const JsonPath> paths) {
  std::size_t needed = 0;
  for (const auto& path : paths) needed += path.steps.size() + 1;
  if (needed > kMaxPositions) {
    return make_error(Code::bad_config, Origin::policy,
                      "paths: " + std::to_string(needed) + " steps and ends in all; at most " +
                          std::to_string(kMaxPositions) + " fit");
  }
  PathSet set;
  set.positions_.reserve(needed);
  const auto mark = [](PathState& state, std::size_t at) { state.words_[at / 64] |= std::uint64_t{1} << (at % 64); };
  for (std::size_t i = 0; i < paths.size(); ++i) {
    mark(set.root_, set.positions_.size());
    for (const auto& step : paths[i].steps) {
      if (step.descend) mark(set.descents_, set.positions_.size());
      set.positions_.push_back({step, i});
    }
    mark(set.ends_, set.positions_.size());
    set.positions_.push_back({PathStep{}, i});
  }
  return set;
}

// A position stands before its step. The step that selects a child moves its bit one up; a descending one also stays.
template <class Selects>
PathState PathSet::enter(const PathState& parent, Selects selects) const noexcept {
  PathState child;
  for (std::size_t word = 0; word < parent.words_.size(); ++word) {
    child.words_[word] |= parent.words_[word] & descents_.words_[word];
    for (std::uint64_t rest = parent.words_[word] & ~ends_.words_[word]; rest != 0; rest &= rest - 1) {
      const std::size_t at = word * 64 + static_cast<std::size_t>(std::countr_zero(rest));
      if (!selects(positions_[at].step)) continue;
      child.words_[(at + 1) / 64] |= std::uint64_t{1} << ((at + 1) % 64);
    }
  }
  return child;
}

PathState PathSet::enter_member(const PathState& parent, std::string_view key) const noexcept {
  if (parent.dead()) return {};
  return enter(parent, [key](const PathStep& step) {
    return step.kind == PathStep::Kind::any || (step.kind == PathStep::Kind::member && step.name == key);
  });
}

PathState PathSet::enter_element(const PathState& parent, std::uint64_t index) const noexcept {
  if (parent.dead()) return {};
  return enter(parent, [index](const PathStep& step) {
    return step.kind == PathStep::Kind::any || (step.kind == PathStep::Kind::element && step.index == index);
  });
}

std::optional<std::size_t> PathSet::accepts(const PathState& state, std::size_t from) const noexcept {
  for (std::size_t word = 0; word < state.words_.size(); ++word) {
    for (std::uint64_t rest = state.words_[word] & ends_.words_[word]; rest != 0; rest &= rest - 1) {
      const std::size_t path = positions_[word * 64 + static_cast<std::size_t>(std::countr_zero(rest))].path;
      if (path >= from) return path;
    }
  }
  return std::nullopt;
}

}  // namespace veilgate::masking
