// FieldSealer: the front of this folder, and what masking/ calls for ENCRYPT. It seals values of one tenant and class
// with one suite, computes their blind indexes, and recognises tokens that are ours already.
//
//   auto sealer = FieldSealer::make(keyring, tenant, "cn_mobile", {.suite = suite, .index = {IndexKind::exact}});
//   if (!sealer->is_own_token(value)) {
//     sealer->append_token(value, out);                         // vg1c…
//     sealer->append_index(value, IndexKind::exact, index);     // eB.9fK…
//   }
//
// Suites that keep the format (keeps_format()) have append_formatted() in the place of append_token(): the value goes
// where it was, the companion beside it. Where in a document companions and indexes stand is for masking/ to say.
//
// Threads: one object a thread; a keyring serves any number. No clock, no I/O, no exceptions; where memory is lacking
// the program ends.
// Cost: make() derives keys (some microseconds); keep the object for the life of a keyring. Once a value as long as any
// to come was sealed, nothing is allocated but by growing `out`, and, with HMAC, inside OpenSSL 3.0.
// Lifetime: it holds its keyring. After a rotation make a new one from the new keyring; tokens of this one open with
// that, as the old version is kept.
// Limits: 1 MiB a value. Messages a key: aes256-gcm and sm4-gcm draw a new subkey before the key's message_limit and go
// on for ever. The others count what this process seals with a version (crypto/keys/message_count.hpp); where its
// message_limit or the suite's own bound is reached, all sealers of the process go on with the next version that is
// pending in the keyring, and without one they refuse. So keep a pending version (`keys rotate --pending`) beside a key
// with a limit, on every replica. Deterministic suites then make other tokens than replicas that are not there yet, as
// with any rotation.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/index/blind_index.hpp"
#include "crypto/keys/keyring.hpp"
#include "crypto/seal/token_reader.hpp"
#include "crypto/suites/body_cipher.hpp"
#include "crypto/suites/format_cipher.hpp"

namespace veilgate::crypto {

struct SealSettings {
  Algorithm suite = Algorithm::none;  // nothing can be sealed
  std::vector<IndexKind> index = {};
  Algorithm index_algorithm = Algorithm::none;  // none: HMAC-SM3 beside a suite over SM4, else HMAC-SHA-256
  Format format = {};                           // of a suite that keeps the format
};

class FieldSealer {
 public:
  // Errors: bad_config (no such suite, one this OpenSSL does not offer, no class name, no format where one is kept);
  // key_unavailable (the tenant has no active key for the suite or for an index); internal.
  static Result<FieldSealer> make(std::shared_ptr<const Keyring> keyring, const TenantId& tenant,
                                  std::string_view class_name, const SealSettings& settings);

  bool keeps_format() const noexcept { return std::holds_alternative<FormatCipher>(sealing_.cipher); }

  // Appends the token of a value; an empty value has one too. Errors, after which `out` is as it was: seal_refused
  // (longer than 1 MiB, or the suite keeps the format); key_unavailable (the key has sealed all it may); internal
  // (OpenSSL or the random generator failed).
  Result<void> append_token(std::string_view plaintext, std::string& out) noexcept;

  // The tokens of several values, one after the other; ends[i] is where the i-th one ends in `out`. `ends` is as long
  // as `plaintexts`. All or nothing.
  Result<void> append_tokens(std::span<const std::string_view> plaintexts, std::string& out,
                             std::span<std::size_t> ends) noexcept;

  // Appends the value in its own form to `out` and its companion to `companion`. Errors, after which both are as they
  // were: seal_refused (not of the format, fewer than 10^6 possible values, a wrong check digit, or the suite keeps no
  // format); key_unavailable (the key has sealed all it may); internal.
  Result<void> append_formatted(std::string_view plaintext, std::string& out, std::string& companion) noexcept;

  // Appends the index of a value; false: it has none of this kind (crypto/index/blind_index.hpp), and nothing was
  // appended. Errors: bad_config (a kind that make() was not told); internal.
  Result<bool> append_index(std::string_view plaintext, IndexKind kind, std::string& out) noexcept;

  // Whether the text is a token of this tenant that verifies: of any class, any suite and any version that may open. A
  // text that only looks like one is not, and is to be sealed as any other.
  bool is_own_token(std::string_view text) noexcept;
  bool is_own_formatted(std::string_view text, std::string_view companion) noexcept;

  // How long the token of so many bytes is. Not for suites that keep the format.
  std::size_t token_length(std::size_t plaintext_bytes) const noexcept;

 private:
  using Cipher = std::variant<BodyCipher, FormatCipher>;
  struct Index {
    IndexKind kind = IndexKind::none;
    BlindIndex index;
  };

  // What depends on the version of the key.
  struct Sealing {
    const DataKey* key = nullptr;
    Cipher cipher;
    std::string header;  // of every token
    MessageAllowance allowance;
  };
  static Result<Sealing> make_sealing(const Keyring& keyring, const DataKey& key, std::string_view class_name,
                                      const Format& format);

  FieldSealer(Sealing sealing, std::string_view class_name, const Format& format, std::vector<Index> indexes,
              TokenReader reader)
      : sealing_(std::move(sealing)),
        class_name_(class_name),
        format_(format),
        indexes_(std::move(indexes)),
        reader_(std::move(reader)) {}

  // Seals with the next version, as this one may seal no more. Errors: key_unavailable, internal.
  Result<void> go_on();

  Sealing sealing_;
  std::string class_name_;
  Format format_;
  std::vector<Index> indexes_;
  TokenReader reader_;
  std::vector<std::uint8_t> body_;
};

}  // namespace veilgate::crypto
