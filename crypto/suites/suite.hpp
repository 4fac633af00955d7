// The suites a value can be sealed with; one row each. README.md of crypto/ compares them.
//
// To add one: a row here, an Algorithm in crypto/keys/key.hpp, a class beside this file and a line in body_cipher.cpp.
//
// Threads: pure functions over a constant table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/keys/key.hpp"
#include "crypto/primitives/algorithms.hpp"

namespace veilgate::crypto {

struct SuiteFacts {
  Algorithm algorithm = Algorithm::none;
  char letter = 0;                // in a token
  bool is_deterministic = false;  // equal values of a tenant and class make equal tokens
  bool keeps_format = false;      // the ciphertext looks like the value; a companion stands beside it
  BlockCipher cipher = BlockCipher::aes;
  Digest digest = Digest::sha256;  // of key derivation and of MACs: SM3 where the cipher is SM4
  std::size_t overhead = 0;        // bytes of a body beyond the plaintext; all of it where the format is kept
  std::size_t key_bytes = 0;       // derived from the data key
  // What a version of a key may seal at most, all replicas together; a process alone stops there. 0: no bound, since
  // subkeys change by themselves.
  std::uint64_t most_messages = 0;
};

std::span<const SuiteFacts> suites() noexcept;

// Null: no suite.
const SuiteFacts* find_suite(Algorithm algorithm) noexcept;
const SuiteFacts* find_suite(char letter) noexcept;

// The row of an algorithm that is known to be a suite's.
const SuiteFacts& facts_of(Algorithm suite) noexcept;

// How many values a process may seal with a version of a data key: the suite's bound or the key's message_limit,
// whichever is less; 0: any number, since subkeys change by themselves and keep to message_limit each.
std::uint64_t limit_of(const KeyParameters& key) noexcept;

// "aes256-gcm", …; "sm4" is sm4-ctr-hmac-sm3. Errors: bad_config for another name, and for a suite this OpenSSL does
// not offer (sm4-gcm with 3.0): a fleet whose members could not open each other's tokens must not start.
Result<Algorithm> parse_suite(std::string_view name);

// Errors: bad_config, as above, with a sentence that names the suite and what to use in its place.
Result<void> check_offered(Algorithm suite);

}  // namespace veilgate::crypto
