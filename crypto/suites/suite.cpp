#include "crypto/suites/suite.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>

namespace veilgate::crypto {
namespace {

constexpr std::uint64_t kTwoTo44 = std::uint64_t{1} << 44;
constexpr std::uint64_t kTwoTo48 = std::uint64_t{1} << 48;

constexpr std::array<SuiteFacts, 7> kSuites = {{
    {Algorithm::aes256_gcm, 'g', false, false, BlockCipher::aes, Digest::sha256, 34, 32, 0},
    {Algorithm::aes_siv, 's', true, false, BlockCipher::aes, Digest::sha256, 16, 64, kTwoTo48},
    {Algorithm::sm4_ctr_hmac_sm3, 'c', false, false, BlockCipher::sm4, Digest::sm3, 32, 48, kTwoTo44},
    {Algorithm::sm4_gcm, 'h', false, false, BlockCipher::sm4, Digest::sm3, 34, 32, 0},
    {Algorithm::sm4_siv, 't', true, false, BlockCipher::sm4, Digest::sm3, 16, 32, kTwoTo48},
    {Algorithm::ff1_aes, 'f', true, true, BlockCipher::aes, Digest::sha256, 9, 64, kTwoTo48},
    {Algorithm::ff1_sm4, 'd', true, true, BlockCipher::sm4, Digest::sm3, 9, 48, kTwoTo48},
}};

}  // namespace

std::span<const SuiteFacts> suites() noexcept {
  return kSuites;
}

const SuiteFacts* find_suite(Algorithm algorithm) noexcept {
  for (const auto& suite : kSuites)
    if (suite.algorithm == algorithm) return &suite;
  return nullptr;
}

const SuiteFacts* find_suite(char letter) noexcept {
  for (const auto& suite : kSuites)
    if (suite.letter == letter) return &suite;
  return nullptr;
}

const SuiteFacts& facts_of(Algorithm suite) noexcept {
  const SuiteFacts* facts = find_suite(suite);
  if (facts == nullptr) std::abort();
  return *facts;
}

std::uint64_t limit_of(const KeyParameters& key) noexcept {
  const SuiteFacts* suite = find_suite(key.algorithm);
  const std::uint64_t bound = suite == nullptr ? 0 : suite->most_messages;
  return bound == 0 || key.message_limit == 0 ? bound : std::min(bound, key.message_limit);
}

Result<Algorithm> parse_suite(std::string_view name) {
  const auto algorithm = name == "sm4" ? Algorithm::sm4_ctr_hmac_sm3 : parse_algorithm(name).value_or(Algorithm::none);
  if (find_suite(algorithm) == nullptr) {
    std::string known = "sm4";
    for (const auto& suite : kSuites) known += std::string(", ") + to_text(suite.algorithm);
    return make_error(Code::bad_config, Origin::policy, "no such suite; there are " + known);
  }
  if (auto offered = check_offered(algorithm); !offered) return offered.error();
  return algorithm;
}

Result<void> check_offered(Algorithm suite) {
  if (find_suite(suite) == nullptr) return make_error(Code::bad_config, Origin::policy, "no such suite");
  constexpr std::size_t kSm4KeyBytes = 16;
  if (suite == Algorithm::sm4_gcm && find_cipher(BlockCipher::sm4, Mode::gcm, kSm4KeyBytes) == nullptr)
    return make_error(Code::bad_config, Origin::policy,
                      "suite sm4-gcm: this OpenSSL has no SM4-GCM (3.3 and newer have); sm4 (sm4-ctr-hmac-sm3) works "
                      "with every one");
  return {};
}

}  // namespace veilgate::crypto
