// FF1 as SP 800-38G writes it down, step by step, with OpenSSL's big integers and no regard for speed: what
// crypto/primitives/ff1 is compared with. It shares only the block cipher's ECB with it.
#pragma once

#include <cstdint>
#include <vector>

namespace veilgate::test {

// `cipher` is an EVP name of an ECB mode ("SM4-ECB", "AES-256-ECB"). Throws std::runtime_error.
std::vector<std::uint16_t> reference_ff1(const char* cipher, const std::vector<std::uint8_t>& key, unsigned radix,
                                         const std::vector<std::uint8_t>& tweak, std::vector<std::uint16_t> numerals,
                                         bool is_encrypting);

}  // namespace veilgate::test
