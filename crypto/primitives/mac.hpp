// Message authentication: CMAC (SP 800-38B, over AES or SM4) and HMAC (FIPS 198-1, GB/T 15852.2, over SHA-256 or SM3).
//
// Threads: one at a time. make() allocates; HMAC's restart allocates inside OpenSSL 3.0, which copies a digest state.
#pragma once

#include <initializer_list>

#include "crypto/base/octets.hpp"
#include "crypto/base/result.hpp"
#include "crypto/primitives/algorithms.hpp"
#include "crypto/primitives/handles.hpp"

namespace veilgate::crypto {

// A keyed context that is restarted for every message. The message is given in pieces, which are joined.
class Mac {
 public:
  std::size_t size() const noexcept { return size_; }

  // Writes the first out.size() bytes of the tag. False: `out` is empty or longer than size(), or OpenSSL failed; `out`
  // is wiped.
  [[nodiscard]] bool compute(std::initializer_list<Octets> pieces, MutableOctets out) noexcept;

  // True: `tag`, of 8 bytes or more, is the beginning of the message's tag. The comparison takes constant time.
  [[nodiscard]] bool verify(std::initializer_list<Octets> pieces, Octets tag) noexcept;

 protected:
  Mac(MacContext context, std::size_t size) noexcept : context_(std::move(context)), size_(size) {}

 private:
  MacContext context_;
  std::size_t size_;
};

class Cmac : public Mac {
 public:
  static Result<Cmac> make(BlockCipher cipher, Octets key);  // bad_config for a key size the cipher does not have

 private:
  using Mac::Mac;
};

class Hmac : public Mac {
 public:
  static Result<Hmac> make(Digest digest, Octets key);  // any key, one byte or longer

 private:
  using Mac::Mac;
};

}  // namespace veilgate::crypto
