#include "perf/user_rules.hpp"

#include <random>
#include <string>
#include <string_view>

namespace veilgate::perf {
namespace {

constexpr std::size_t kClasses = 50;

class Maker {
 public:
  explicit Maker(std::uint64_t seed) : random_(seed) {}

  std::size_t pick(std::size_t n) { return static_cast<std::size_t>(random_() % n); }
  std::string letters(std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += static_cast<char>('a' + pick(26));
    return out;
  }
  std::string capitals(std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += static_cast<char>('A' + pick(26));
    return out;
  }

  // A member's name of two made-up words, every other one a glob.
  std::string name(std::size_t number) {
    const std::string word = "q" + letters(5);
    return number % 2 == 0 ? word + "_" + letters(4) + "No" : "*_" + word + "_" + letters(3);
  }

  // A number or code behind letters that nothing else begins with.
  std::string literal_pattern() {
    const std::string mark = capitals(4);
    switch (pick(4)) {
      case 0: return mark + "-[0-9]{8}";
      case 1: return mark + "[0-9]{6,10}";
      case 2: return "(?i)" + letters(5) + "[ :#-]{1,3}[0-9A-Z]{6,12}";
      default: return mark + "/[0-9]{4}/[0-9]{2,6}";
    }
  }

  // Digits and letters in an order that codes have, and no word to go by.
  std::string free_pattern() {
    const std::string one = std::to_string(3 + pick(3));
    const std::string other = std::to_string(5 + pick(4));
    switch (pick(5)) {
      case 0: return "[A-Z]{" + one + "}[0-9]{" + other + "}[A-Z]";
      case 1: return "[0-9]{" + other + "}-[A-Z]{" + one + "}-[0-9]{2}";
      case 2: return "[A-Z][0-9]{" + one + "}[A-Z]{2}[0-9]{" + other + "}";
      case 3: return "[a-f0-9]{4}(?::[a-f0-9]{4}){" + one + "}";
      default: return "[0-9]{3}[A-Z]{" + one + "}[0-9]{" + other + "}";
    }
  }

 private:
  std::mt19937_64 random_;
};

}  // namespace

config::Policy make_user_rules(std::uint64_t seed, const UserRuleCounts& counts) {
  Maker make(seed);
  config::Policy policy;
  for (std::size_t i = 0; i < kClasses; ++i) {
    config::Class& added = policy.classes.emplace_back();
    added.id = "own_" + std::to_string(i + 1);
    added.level = i % 2 == 0 ? "L3" : "L4";
  }
  const auto class_of = [&](std::size_t number) -> config::Class& { return policy.classes[number % kClasses]; };
  for (std::size_t i = 0; i < counts.names; ++i) class_of(i).keys.push_back(make.name(i));
  for (std::size_t i = 0; i < counts.literal_patterns; ++i) class_of(i).patterns.push_back(make.literal_pattern());
  for (std::size_t i = 0; i < counts.free_patterns; ++i) class_of(i).patterns.push_back(make.free_pattern());
  return policy;
}

}  // namespace veilgate::perf
