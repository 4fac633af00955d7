// BlindIndex: short keyed hashes that stand beside a token, so that sealed values can be searched without opening them.
//
//   exact   e B . 9fKxQ2mLpA7c                        the whole value
//   last4   l B . Xa8-0pQz                            the last four digits of a number of 7 or more
//   ngram   n B . 0aF3.9xQ_.kk2Z                      the set of its n-grams, sorted, each once
//           | |   |
//           | |   base64url of HMAC, truncated: 9, 6 and 3 bytes
//           | version of the index key, as in a token
//           kind; a capital letter where the HMAC is over SM3, a small one where it is over SHA-256
//
// The HMAC key is derived for tenant, class and kind (crypto/suites/derive.hpp), the value normalised (normalise.hpp).
// An n-gram is the shortest run of characters that begins at a place and weighs 4 or more, where an ASCII character
// weighs 1 and any other 2: four letters or digits, or two Han characters. So every text of that weight that is
// contained in a value has all its n-grams among the value's.
//
// README.md of this folder says what each kind gives away and how often it finds too much.
//
// Threads: one object a thread. It allocates when a value is longer than any before, and inside OpenSSL 3.0.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/keys/keyring.hpp"
#include "crypto/primitives/mac.hpp"

namespace veilgate::crypto {

enum class IndexKind : std::uint8_t { none, exact, last4, ngram };

// "exact", "last4", "ngram"; bad_config for another name.
Result<IndexKind> parse_index_kind(std::string_view name);
const char* to_text(IndexKind kind) noexcept;

class BlindIndex {
 public:
  static constexpr std::size_t kMostBytes = 8192;  // of a value

  // Errors: bad_config (the kind is none, the class name is none, the key's algorithm is no HMAC); internal.
  static Result<BlindIndex> make(const IndexKey& key, std::string_view class_name, IndexKind kind);

  // Appends the index of a value. False: it has none, as nothing is left after normalisation, it is no number of 7 or
  // more digits (last4), it weighs less than 4 (ngram) or it is longer than kMostBytes; nothing was appended.
  // Errors: internal.
  Result<bool> append(std::string_view value, std::string& out) noexcept;

  // The index of what is searched for: the same, but that four digits alone are the last four of a number.
  Result<bool> append_query(std::string_view searched, std::string& out) noexcept;

 private:
  BlindIndex(Hmac hmac, IndexKind kind, std::string header)
      : hmac_(std::move(hmac)), kind_(kind), header_(std::move(header)) {}
  Result<bool> append_of(std::string_view indexed, std::string& out) noexcept;
  Result<bool> append_ngrams(std::string& out) noexcept;

  Hmac hmac_;
  IndexKind kind_;
  std::string header_;
  std::string normalised_;
  std::vector<std::size_t> starts_;  // of the characters of normalised_, and its end
  std::vector<std::uint32_t> grams_;
};

// The queries for a value or a part of one, one for every version of the tenant's index key that may have made an
// index: newest first; any may match. Empty: what is searched for has no index of this kind.
// Errors: key_unavailable (the tenant has no index key of this algorithm), bad_config, internal.
Result<std::vector<std::string>> make_queries(const Keyring& keyring, const TenantId& tenant, Algorithm algorithm,
                                              std::string_view class_name, IndexKind kind, std::string_view searched);

// Whether a stored index may be of a value that is searched for: equal, or, with n-grams, all those of the query among
// those stored. What may match has to be opened and compared.
bool may_match(std::string_view stored, std::string_view query) noexcept;

}  // namespace veilgate::crypto
