// The published set of 500 user rules, made from a seed: 300 names, 150 patterns with a literal, 50 without one, in 50
// classes. Half of the names are globs. What it finds in the order documents is what the built-in classes find: none of
// the made-up names and patterns occurs in them, so that the answer is the same and only the looking costs.
#pragma once

#include <cstddef>
#include <cstdint>

#include "config/model.hpp"

namespace veilgate::perf {

inline constexpr std::uint64_t kUserRulesSeed = 500;

struct UserRuleCounts {
  std::size_t names = 300;
  std::size_t literal_patterns = 150;
  std::size_t free_patterns = 50;
};

config::Policy make_user_rules(std::uint64_t seed = kUserRulesSeed, const UserRuleCounts& counts = {});

}  // namespace veilgate::perf
