#include "masking/detect/key_vocabulary.hpp"

#include <algorithm>
#include <atomic>

#include "masking/detect/normal_name.hpp"
#include "masking/detect/text_signs.hpp"
#include "masking/detect/user_patterns.hpp"

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

std::shared_ptr<const KeyVocabulary> KeyVocabulary::extended(AddedNames added) {
  if (added.keys.empty() && added.contexts.empty() && added.patterns == nullptr) return builtin();
  std::shared_ptr<KeyVocabulary> vocabulary(new KeyVocabulary());
  for (const AddedKey& key : added.keys) {
    const std::size_t place = vocabulary->added_.size();
    vocabulary->added_.push_back({normal_name(key.pattern), key.class_id});
    const std::string& name = vocabulary->added_.back().name;
    if (name.find('*') == std::string::npos) {
      vocabulary->whole_.emplace(name, place);
    } else {
      vocabulary->globs_.push_back(place);
    }
  }
  vocabulary->contexts_ = std::move(added.contexts);
  for (AddedContext& context : vocabulary->contexts_) context.word = normal_name(context.word);
  vocabulary->patterns_ = std::move(added.patterns);
  return vocabulary;
}

ClassId KeyVocabulary::whole_class(std::string_view name) const {
  const auto whole = whole_.find(std::string(name));
  return whole == whole_.end() ? ClassId::none : added_[whole->second].class_id;
}

ClassId KeyVocabulary::glob_class(std::string_view name) const {
  const auto found =
      std::find_if(globs_.begin(), globs_.end(), [&](std::size_t place) { return fits(added_[place].name, name); });
  return found == globs_.end() ? ClassId::none : added_[*found].class_id;
}

ClassId KeyVocabulary::class_named(std::string_view key) const {
  return class_with_added(key, masking::class_named(key));
}

LabelInfo KeyVocabulary::classify_label(std::string_view key) const {
  LabelInfo label = masking::classify_label(key);
  label.class_id = class_with_added(key, label.class_id);
  label.denied = label.denied && label.class_id == ClassId::none;
  label.bare_name = label.bare_name && label.class_id == ClassId::none;
  label.role = label.role && label.class_id == ClassId::none;
  return label;
}

ClassId KeyVocabulary::class_with_added(std::string_view key, ClassId builtin) const {
  if (added_.empty()) return builtin;
  const std::string name = normal_name(key);
  const ClassId whole = whole_class(name);
  if (whole != ClassId::none) return whole;
  return builtin != ClassId::none ? builtin : glob_class(name);
}

KeyInfo KeyVocabulary::classify(std::string_view key) const {
  KeyInfo info = classify_key(key);
  if (!info.looks_like_value && info.class_id == ClassId::none) {
    std::vector<Span> spans;
    locate({key}, read_signs(key).called, spans);
    info.looks_like_value = !spans.empty();
    info.plain = info.plain && spans.empty();
  }
  if (added_.empty() && contexts_.empty() && patterns_ == nullptr) return info;
  const std::string name = normal_name(key);
  ClassId added = whole_class(name);
  if (added == ClassId::none && info.class_id == ClassId::none) added = glob_class(name);
  if (added != ClassId::none) {
    info.class_id = added;
    info.denied = false;
    info.plain = false;
  }
  for (const AddedContext& context : contexts_) {
    if (!context.word.empty() && name.find(context.word) != std::string::npos) info.context |= context.context;
  }
  if (patterns_ != nullptr && patterns_->may_match(key)) {
    info.looks_like_value = true;
    info.plain = false;
  }
  return info;
}

}  // namespace veilgate::masking
