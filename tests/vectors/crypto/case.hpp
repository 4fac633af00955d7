// One test vector, whatever file it came from, and the verdict of this module's primitives on it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace veilgate::test::vectors {

using Bytes = std::vector<std::uint8_t>;

enum class Kind : std::uint8_t { block, ctr, gcm, siv, key_wrap, cmac, hmac, digest, hkdf, ff1 };
enum class Cipher : std::uint8_t { aes, sm4 };
enum class Hash : std::uint8_t { sha256, sm3 };
enum class HkdfStep : std::uint8_t { both, extract, expand };
enum class Expectation : std::uint8_t { valid, invalid, acceptable };
enum class Direction : std::uint8_t { both, seal, open };

struct Case {
  std::string name;  // the file and the number or line in it
  Kind kind = Kind::block;
  Cipher cipher = Cipher::aes;
  Hash hash = Hash::sha256;
  HkdfStep step = HkdfStep::both;
  Expectation expectation = Expectation::invalid;
  Direction direction = Direction::both;
  Bytes key;
  Bytes iv;                         // GCM's nonce, CTR's counter
  std::vector<Bytes> headers;       // associated data; SIV has several
  Bytes plaintext;                  // or the message, the key to wrap, HKDF's info
  Bytes ciphertext;                 // or the MAC, the digest, HKDF's output
  Bytes tag;                        // GCM
  Bytes salt;                       // HKDF
  std::uint32_t radix = 0;          // FF1
  Bytes tweak;                      // FF1
  std::vector<std::uint16_t> from;  // FF1
  std::vector<std::uint16_t> to;    // FF1
};

struct Verdict {
  enum class Kind : std::uint8_t { failed, passed, not_applicable };
  Kind kind = Kind::failed;
  std::string reason;  // of failed and not_applicable
};

Verdict check(const Case& tested);

}  // namespace veilgate::test::vectors
