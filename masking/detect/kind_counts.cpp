#include "masking/detect/kind_counts.hpp"

namespace veilgate::masking {

KindCounts KindCounts::of(std::string_view text) noexcept {
  std::array<unsigned, kAllKinds + 1> bytes{};
  for (const char c : text) ++bytes[kind_of(static_cast<unsigned char>(c))];
  KindCounts all;
  for (std::size_t i = 0; i < kSets.size(); ++i) {
    unsigned count = 0;
    for (const Kinds kind : {kDigits, kLetters, kSigns, kHigh}) count += (kSets[i] & kind) != 0 ? bytes[kind] : 0;
    all.set(i, count);
  }
  return all;
}

KindCounts KindCounts::with(KindCounts more) const noexcept {
  KindCounts all;
  for (std::size_t i = 0; i < kSets.size(); ++i) all.set(i, of_set(i) + more.of_set(i));
  return all;
}

}  // namespace veilgate::masking
