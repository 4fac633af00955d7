// Owners of OpenSSL contexts, so that no header of this folder needs OpenSSL's.
#pragma once

#include <memory>

struct evp_cipher_ctx_st;
struct evp_mac_ctx_st;

namespace veilgate::crypto {

struct FreeContext {
  void operator()(evp_cipher_ctx_st* context) const noexcept;  // wipes the key schedule too
  void operator()(evp_mac_ctx_st* context) const noexcept;
};
using CipherContext = std::unique_ptr<evp_cipher_ctx_st, FreeContext>;
using MacContext = std::unique_ptr<evp_mac_ctx_st, FreeContext>;

}  // namespace veilgate::crypto
