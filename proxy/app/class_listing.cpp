#include "proxy/app/class_listing.hpp"

#include <string_view>
#include <utility>

#include "masking/explain/class_facts.hpp"
#include "masking/vocabulary.hpp"
#include "proxy/observe/json_text.hpp"

namespace veilgate::proxy {
namespace {

using masking::ClassId;

std::string level_text(config::Level level) {
  return "L" + std::to_string(static_cast<int>(level));
}

// What a text must have for the pattern to be tried on it.
std::string needs_text(const masking::UserPatterns::Cost& cost) {
  std::string out = std::to_string(cost.least_bytes) + " bytes or more";
  // As KindCounts::kSets begins.
  constexpr std::pair<std::size_t, std::string_view> kKinds[] = {
      {0, "digits"}, {1, "letters"}, {2, "signs"}, {3, "bytes beyond ASCII"}};
  std::string_view before = " with at least ";
  for (const auto& [set, name] : kKinds) {
    const unsigned count = cost.needs.of_set(set);
    if (count == 0) continue;
    out.append(before).append(std::to_string(count)).append(" ").append(name);
    before = ", ";
  }
  return out;
}

std::string cost_text(const masking::UserPatterns::Cost& cost) {
  if (cost.has_literal) return "has a literal, cheap";
  return "no literal: tried on every text of " + needs_text(cost);
}

}  // namespace

Result<std::string> class_listing_yaml(const config::Policy& policy) {
  const auto vocabulary = masking::Vocabulary::compile(policy);
  if (!vocabulary) return vocabulary.error();
  std::string out =
      "# Built-in classes: level, names that decide, what a value looks like, default mask of a sample.\n";
  for (std::size_t i = 1; i < masking::kBuiltinClassCount; ++i) {
    const auto id = static_cast<ClassId>(i);
    const masking::ClassFacts& facts = masking::class_facts(id);
    out += "#   ";
    out += masking::class_name(id);
    out +=
        ": " + level_text(masking::class_level(id)) + ", " + std::to_string(masking::class_name_count(id)) + " names";
    const auto add = [&](std::string_view label, std::string_view text) {
      if (!text.empty()) out.append("; ").append(label).append(text);
    };
    add("pattern: ", facts.pattern.empty() ? std::string_view("none, by name only") : facts.pattern);
    add("validator: ", facts.validator);
    add("context: ", facts.context);
    add("mask: ", masking::default_mask_sample(id));
    out += '\n';
  }
  if (const masking::UserPatterns* patterns = (*vocabulary)->patterns(); patterns != nullptr) {
    out += "# Patterns of this configuration and what they cost.\n";
    for (const auto& cost : patterns->costs()) {
      out += "#   ";
      out += (*vocabulary)->class_name(cost.class_id);
      out.append(": ").append(cost.pattern).append(": ").append(cost_text(cost)).append("\n");
    }
  }
  return out;
}

Result<std::string> class_listing_json(const config::Policy& policy) {
  const auto vocabulary = masking::Vocabulary::compile(policy);
  if (!vocabulary) return vocabulary.error();
  std::string out = "\"builtin_classes\":[";
  for (std::size_t i = 1; i < masking::kBuiltinClassCount; ++i) {
    const auto id = static_cast<ClassId>(i);
    const masking::ClassFacts& facts = masking::class_facts(id);
    const auto add = [&](std::string_view key, std::string_view text) {
      out.append(key);
      append_json_string(out, text);
    };
    add(i == 1 ? "\n{\"class\":" : ",\n{\"class\":", masking::class_name(id));
    add(",\"level\":", level_text(masking::class_level(id)));
    out += ",\"names\":" + std::to_string(masking::class_name_count(id));
    add(",\"pattern\":", facts.pattern);
    add(",\"validator\":", facts.validator);
    add(",\"context\":", facts.context);
    add(",\"default_mask\":", masking::default_mask_sample(id));
    out += '}';
  }
  out += "\n],\"patterns\":[";
  bool first = true;
  if (const masking::UserPatterns* patterns = (*vocabulary)->patterns(); patterns != nullptr) {
    for (const auto& cost : patterns->costs()) {
      out += first ? "\n{\"class\":" : ",\n{\"class\":";
      first = false;
      append_json_string(out, (*vocabulary)->class_name(cost.class_id));
      out += ",\"pattern\":";
      append_json_string(out, cost.pattern);
      out += ",\"has_literal\":";
      out += cost.has_literal ? "true" : "false";
      out += ",\"least_bytes\":" + std::to_string(cost.least_bytes) + '}';
    }
  }
  return out + "\n]";
}

}  // namespace veilgate::proxy
