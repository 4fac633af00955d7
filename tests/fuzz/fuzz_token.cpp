// Whatever is given as a token, a companion, a value or a query: nothing crashes; what parses has one spelling; nothing
// verifies that was not sealed here; what was sealed here comes back as a token that verifies; an index finds its own
// value.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "crypto/index/normalise.hpp"
#include "crypto/seal/field_sealer.hpp"
#include "crypto/token/token.hpp"
#include "tests/support/test_keyring.hpp"

namespace {

using namespace veilgate;
using namespace veilgate::crypto;

[[noreturn]] void object(const char* promise) {
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

FieldSealer make_sealer(const std::shared_ptr<const Keyring>& keyring, Algorithm suite, const Format& format) {
  auto sealer = FieldSealer::make(
      keyring, test::tenant("acme"), "cn_mobile",
      {.suite = suite, .index = {IndexKind::exact, IndexKind::last4, IndexKind::ngram}, .format = format});
  if (!sealer) object("a sealer is made");
  return *std::move(sealer);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto keyring = test::make_keyring();
  static FieldSealer sealer = make_sealer(keyring, Algorithm::aes_siv, {});
  static FieldSealer formatted = make_sealer(keyring, Algorithm::ff1_aes, {Alphabet::digits, CheckDigit::luhn, false});
  const std::string input(data, data + size);
  const std::string_view text = input;

  if (const auto token = parse_token(text)) {
    std::string again;
    append_header(token->header, again);
    if (again.size() != header_length(token->header)) object("the length of a header is known");
    again += token->body;
    if (again != text) object("a token has one spelling");
    if (!split_token(text)) object("both readers agree");
  }
  std::string sealed;
  if (sealer.is_own_token(text)) {
    // Deterministic and without plaintext known: only what this very process could have made verifies.
    if (!parse_token(text)) object("what verifies parses");
  }
  const auto half = text.size() / 2;
  (void)sealer.is_own_formatted(text.substr(0, half), text.substr(half));

  if (sealer.append_token(text, sealed) && !sealer.is_own_token(sealed)) object("what was sealed verifies");
  if (sealed == text) object("a token is not its own value");

  std::string out;
  std::string companion;
  if (formatted.append_formatted(text, out, companion)) {
    if (out.size() != text.size()) object("the length stays");
    if (!formatted.is_own_formatted(out, companion)) object("what was sealed verifies");
  } else if (!out.empty() || !companion.empty()) {
    object("a refusal leaves nothing");
  }

  std::string normal;
  append_normalised(text, normal);
  if (normal.size() > text.size()) object("normalising does not add");
  for (const auto kind : {IndexKind::exact, IndexKind::last4, IndexKind::ngram}) {
    std::string index;
    const auto appended = sealer.append_index(text, kind, index);
    if (!appended || *appended == index.empty()) object("an index is there or not");
    if (*appended && !may_match(index, index)) object("an index finds its own value");
    (void)may_match(text, index);
    (void)may_match(index, text);
  }
  return 0;
}
