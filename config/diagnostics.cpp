#include "config/diagnostics.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "config/text_formats.hpp"

namespace veilgate::config {
namespace {

constexpr std::size_t kMaxShownKey = 64;
// Names longer than this are never mistyped into one another, and the comparison stays cheap.
constexpr std::size_t kMaxCompared = 64;

char lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Edits between two words: insert, delete, replace, swap of neighbours; case does not count.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), row(b.size() + 1), next(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    next[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      next[j] = std::min({row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]))
        next[j] = std::min(next[j], before[j - 2] + 1);
    }
    std::swap(before, row);
    std::swap(row, next);
  }
  return row[b.size()];
}

}  // namespace

void Diagnostics::add(Severity severity, Place place, std::string key, std::string reason, std::string suggestion) {
  has_errors_ = has_errors_ || severity == Severity::error;
  if (list_.size() == kMaxDiagnostics) {
    overflow_ = true;
    return;
  }
  list_.push_back({severity, file_, place, std::move(key), std::move(reason), std::move(suggestion)});
}

std::vector<Diagnostic> Diagnostics::take() {
  const auto order = [](const Diagnostic& d) { return std::tuple(d.place.line, d.place.column); };
  std::stable_sort(list_.begin(), list_.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return order(a) < order(b); });
  if (overflow_) list_.push_back({Severity::error, file_, {}, "", "there are more problems; these come first", ""});
  return std::exchange(list_, {});
}

std::string to_text(const Diagnostic& diagnostic) {
  std::string text = diagnostic.file;
  if (diagnostic.place.line != 0) {
    text += ':' + std::to_string(diagnostic.place.line) + ':' + std::to_string(diagnostic.place.column);
  }
  text += diagnostic.severity == Severity::error ? ": error: " : ": warning: ";
  if (!diagnostic.key.empty()) text += diagnostic.key + ": ";
  text += diagnostic.reason;
  if (!diagnostic.suggestion.empty()) text += "; " + diagnostic.suggestion;
  return text;
}

std::string to_json(const Diagnostic& diagnostic) {
  std::string json = R"({"severity":)";
  json += diagnostic.severity == Severity::error ? R"("error")" : R"("warning")";
  json += R"(,"file":)";
  append_json_string(json, diagnostic.file);
  json += R"(,"line":)" + std::to_string(diagnostic.place.line);
  json += R"(,"column":)" + std::to_string(diagnostic.place.column);
  json += R"(,"key":)";
  append_json_string(json, diagnostic.key);
  json += R"(,"reason":)";
  append_json_string(json, diagnostic.reason);
  json += R"(,"suggestion":)";
  append_json_string(json, diagnostic.suggestion);
  json += '}';
  return json;
}

std::string printable(std::string_view key) {
  std::string shown;
  for (std::size_t i = 0; i < key.size(); ++i) {
    const auto byte = static_cast<unsigned char>(key[i]);
    const bool character_starts = (byte & 0xc0) != 0x80;
    if (character_starts && shown.size() >= kMaxShownKey) return shown + "...";
    const bool second_control = byte == 0xc2 && i + 1 < key.size() && static_cast<unsigned char>(key[i + 1]) < 0xa0;
    if (byte < 0x20 || byte == 0x7f || second_control) {
      shown += '?';
      if (second_control) ++i;
    } else {
      shown += key[i];
    }
  }
  return shown;
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> names) {
  if (word.empty() || word.size() > kMaxCompared) return {};
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string_view name : names) {
    if (name.size() > kMaxCompared) continue;
    const std::size_t edits = distance(word, name);
    if (edits < best_distance && edits < name.size()) {
      best = name;
      best_distance = edits;
    }
  }
  return best;
}

std::string suggest(std::string_view word, std::span<const std::string_view> names) {
  if (const std::string_view near = nearest(word, names); !near.empty()) {
    return "did you mean \"" + std::string(near) + "\"?";
  }
  return names.empty() ? std::string() : "one of: " + join(names);
}

std::string join(std::span<const std::string_view> names) {
  std::string text;
  for (const std::string_view name : names) {
    if (!text.empty()) text += ", ";
    text += name;
  }
  return text;
}

}  // namespace veilgate::config
