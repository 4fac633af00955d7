// The algorithms of OpenSSL this module uses, by our own names, fetched explicitly once a process.
//
// Fetching by name costs as much as sealing a field, so that everything here is fetched at first use and kept until the
// process ends. Only the default provider is asked.
//
// Threads: any.
#pragma once

#include <cstddef>
#include <cstdint>

struct evp_cipher_st;
struct evp_mac_st;
struct evp_md_st;
struct evp_kdf_st;

namespace veilgate::crypto {

enum class BlockCipher : std::uint8_t { aes, sm4 };      // FIPS 197; GB/T 32907-2016
enum class Digest : std::uint8_t { sha256, sm3 };        // FIPS 180-4; GB/T 32905-2016
enum class Mode : std::uint8_t { ecb, ctr, gcm, wrap };  // SP 800-38A, SP 800-38A, SP 800-38D, RFC 3394

inline constexpr std::size_t kBlockBytes = 16;
inline constexpr std::size_t kDigestBytes = 32;  // of both digests

// Null when the provider does not offer it (SM4-GCM with OpenSSL 3.0) or no such key size exists: AES takes 16, 24 or
// 32 bytes, SM4 16.
const evp_cipher_st* find_cipher(BlockCipher cipher, Mode mode, std::size_t key_bytes) noexcept;

// The name EVP_MAC's CMAC knows the cipher by; null when no such key size exists.
const char* cmac_cipher_name(BlockCipher cipher, std::size_t key_bytes) noexcept;

const char* digest_name(Digest digest) noexcept;
const evp_md_st* find_digest(Digest digest) noexcept;

evp_mac_st* find_hmac() noexcept;
evp_mac_st* find_cmac() noexcept;
evp_kdf_st* find_hkdf() noexcept;

}  // namespace veilgate::crypto
