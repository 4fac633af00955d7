#include "masking/detect/key_vocabulary.hpp"

#include <algorithm>
#include <atomic>

namespace veilgate::masking {
namespace {

// `*` any number of bytes; everything else stands for itself. Linear: after the last `*` nothing is tried again.
bool fits(std::string_view glob, std::string_view name) noexcept {
  std::size_t g = 0;
  std::size_t n = 0;
  std::size_t star = std::string_view::npos;
  std::size_t retry = 0;
  while (n < name.size()) {
    if (g < glob.size() && glob[g] == '*') {
      star = g++;
      retry = n;
    } else if (g < glob.size() && glob[g] == name[n]) {
      ++g;
      ++n;
    } else if (star != std::string_view::npos) {
      g = star + 1;
      n = ++retry;
    } else {
      return false;
    }
  }
  return std::all_of(glob.begin() + static_cast<std::ptrdiff_t>(g), glob.end(), [](char c) { return c == '*'; });
}

std::uint64_t next_id() noexcept {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

}  // namespace

KeyVocabulary::KeyVocabulary() : id_(next_id()) {}

std::shared_ptr<const KeyVocabulary> KeyVocabulary::builtin() {
  static const std::shared_ptr<const KeyVocabulary> shared(new KeyVocabulary());
  return shared;
}

std::shared_ptr<const KeyVocabulary> KeyVocabulary::extended(const std::vector<AddedKey>& added) {
  if (added.empty()) return builtin();
  std::shared_ptr<KeyVocabulary> vocabulary(new KeyVocabulary());
  for (const AddedKey& key : added) {
    const std::size_t place = vocabulary->added_.size();
    vocabulary->added_.push_back({normal_name(key.pattern), key.class_id});
    const std::string& name = vocabulary->added_.back().name;
    if (name.find('*') == std::string::npos) {
      vocabulary->whole_.emplace(name, place);
    } else {
      vocabulary->globs_.push_back(place);
    }
  }
  return vocabulary;
}

ClassId KeyVocabulary::added_class(std::string_view name) const {
  std::size_t first = added_.size();
  if (const auto whole = whole_.find(std::string(name)); whole != whole_.end()) first = whole->second;
  for (const std::size_t place : globs_) {
    if (place >= first) break;
    if (fits(added_[place].name, name)) first = place;
  }
  return first < added_.size() ? added_[first].class_id : ClassId::none;
}

KeyInfo KeyVocabulary::classify(std::string_view key) const {
  KeyInfo info = classify_key(key);
  if (added_.empty()) return info;
  if (const ClassId added = added_class(normal_name(key)); added != ClassId::none) {
    info.class_id = added;
    info.denied = false;
    info.plain = false;
  }
  return info;
}

}  // namespace veilgate::masking
