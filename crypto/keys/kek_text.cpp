#include "crypto/keys/kek_text.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include "crypto/keys/key.hpp"
#include "crypto/keys/secret_text.hpp"

namespace veilgate::crypto {
namespace {

constexpr std::string_view kVersionWord = "veilgate-kek-1";
constexpr std::string_view kSpaces = " \t\r\n";

Error wrong(std::size_t word, const char* rule) {
  return make_error(Code::bad_config, Origin::policy, "word " + std::to_string(word) + " " + rule);
}

// Takes the next word off the front of `text`; empty at the end.
std::string_view take_word(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(kSpaces), text.size()));
  const std::string_view word = text.substr(0, text.find_first_of(kSpaces));
  text.remove_prefix(word.size());
  return word;
}

std::optional<Epoch> parse_epoch(std::string_view text) {
  Epoch epoch = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), epoch);
  if (error != std::errc{} || end != text.data() + text.size() || epoch == 0) return std::nullopt;
  return epoch;
}

}  // namespace

Result<KeksByEpoch> parse_keks(const SecretBytes& secret) {
  std::string_view text = text_of(secret);
  if (take_word(text) != kVersionWord) return wrong(1, "is not veilgate-kek-1, so these are no key-encryption keys");
  KeksByEpoch keks;
  for (std::size_t number = 2;; ++number) {
    const std::string_view word = take_word(text);
    if (word.empty()) return keks;
    const auto colon = word.find(':');
    const auto epoch = parse_epoch(word.substr(0, colon));
    if (colon == std::string_view::npos || !epoch) return wrong(number, "is not EPOCH:KEY");
    if (!keks.empty() && *epoch <= keks.rbegin()->first)
      return wrong(number, "has an epoch that is not above the last");
    SecretBytes key = from_base64url(word.substr(colon + 1), kKeyBytes);
    if (key.empty()) return wrong(number, "does not hold 32 bytes in unpadded base64url");
    keks.emplace(*epoch, std::move(key));
  }
}

SecretBytes render_keks(const KeksByEpoch& keks) {
  SecretBytes text = join(kVersionWord, "\n");
  for (const auto& [epoch, key] : keks) {
    const SecretBytes before = join(text_of(text), std::to_string(epoch) + ":");
    const SecretBytes line = join(text_of(to_base64url(key)), "\n");
    text = join(text_of(before), text_of(line));
  }
  return text;
}

}  // namespace veilgate::crypto
