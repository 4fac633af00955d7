#include "perf/bare_openssl.hpp"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <array>
#include <cstring>

namespace veilgate::perf {
namespace {

using crypto::Algorithm;
using In = std::span<const std::uint8_t>;

constexpr std::size_t kTag = 16;
constexpr std::array<std::uint8_t, 64> kKey = {1, 2, 3, 4, 5, 6, 7, 8, 9};

struct Free {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
  void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, Free>;
using MacContext = std::unique_ptr<EVP_MAC_CTX, Free>;

int as_int(std::size_t size) {
  return static_cast<int>(size);
}

CipherContext make_cipher(const char* name) {
  EVP_CIPHER* cipher = EVP_CIPHER_fetch(nullptr, name, nullptr);
  CipherContext context(EVP_CIPHER_CTX_new());
  const bool made = cipher != nullptr && EVP_EncryptInit_ex2(context.get(), cipher, kKey.data(), nullptr, nullptr) == 1;
  EVP_CIPHER_free(cipher);
  if (!made) return nullptr;
  EVP_CIPHER_CTX_set_padding(context.get(), 0);
  return context;
}

MacContext make_mac(const char* name, const char* parameter, std::string of, std::size_t key_bytes) {
  EVP_MAC* mac = EVP_MAC_fetch(nullptr, name, nullptr);
  MacContext context(EVP_MAC_CTX_new(mac));
  EVP_MAC_free(mac);
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(parameter, of.data(), 0),
                                   OSSL_PARAM_construct_end()};
  if (EVP_MAC_init(context.get(), kKey.data(), key_bytes, parameters) != 1) return nullptr;
  return context;
}

class BareGcm : public BareOpenssl {
 public:
  explicit BareGcm(CipherContext context) : context_(std::move(context)) {}

  bool seal(In aad, In plaintext, std::uint8_t* out) override {
    int written = 0;
    ++nonce_[0];
    return EVP_EncryptInit_ex2(context_.get(), nullptr, nullptr, nonce_.data(), nullptr) == 1 &&
           EVP_EncryptUpdate(context_.get(), nullptr, &written, aad.data(), as_int(aad.size())) == 1 &&
           EVP_EncryptUpdate(context_.get(), out, &written, plaintext.data(), as_int(plaintext.size())) == 1 &&
           EVP_EncryptFinal_ex(context_.get(), out, &written) == 1 &&
           EVP_CIPHER_CTX_ctrl(context_.get(), EVP_CTRL_AEAD_GET_TAG, kTag, out + plaintext.size()) == 1;
  }

  // Opens what was sealed last.
  bool open(In aad, In sealed, std::uint8_t* out) override {
    int written = 0;
    const std::size_t size = sealed.size() - kTag;
    std::array<std::uint8_t, kTag> tag;
    std::memcpy(tag.data(), sealed.data() + size, kTag);
    return EVP_DecryptInit_ex2(context_.get(), nullptr, nullptr, nonce_.data(), nullptr) == 1 &&
           EVP_DecryptUpdate(context_.get(), nullptr, &written, aad.data(), as_int(aad.size())) == 1 &&
           EVP_DecryptUpdate(context_.get(), out, &written, sealed.data(), as_int(size)) == 1 &&
           EVP_CIPHER_CTX_ctrl(context_.get(), EVP_CTRL_AEAD_SET_TAG, kTag, tag.data()) == 1 &&
           EVP_DecryptFinal_ex(context_.get(), out, &written) == 1;
  }

 private:
  CipherContext context_;
  std::array<std::uint8_t, 12> nonce_{};
};

// A MAC and a key stream: of the plaintext first (SIV's work, but for the arithmetic between), or of the counter and
// the ciphertext, as encrypt-then-MAC needs it.
class BareMacAndCtr : public BareOpenssl {
 public:
  BareMacAndCtr(CipherContext ctr, MacContext mac, bool is_siv)
      : ctr_(std::move(ctr)), mac_(std::move(mac)), is_siv_(is_siv) {}

  bool seal(In aad, In plaintext, std::uint8_t* out) override {
    ++counter_[0];
    std::uint8_t* tag = out + plaintext.size();
    if (is_siv_) return authenticate({}, {}, plaintext, tag) && stream(tag, plaintext, out);
    return stream(counter_.data(), plaintext, out) && authenticate(aad, counter_, In(out, plaintext.size()), tag);
  }

  bool open(In aad, In sealed, std::uint8_t* out) override {
    const In text = sealed.first(sealed.size() - kTag);
    const In tag = sealed.last(kTag);
    std::array<std::uint8_t, 32> computed;
    const bool done = is_siv_
                          ? stream(tag.data(), text, out) && authenticate({}, {}, In(out, text.size()), computed.data())
                          : authenticate(aad, counter_, text, computed.data()) && stream(counter_.data(), text, out);
    return done && CRYPTO_memcmp(computed.data(), tag.data(), kTag) == 0;
  }

 private:
  bool stream(const std::uint8_t* counter, In in, std::uint8_t* out) {
    int written = 0;
    return EVP_EncryptInit_ex2(ctr_.get(), nullptr, nullptr, counter, nullptr) == 1 &&
           EVP_EncryptUpdate(ctr_.get(), out, &written, in.data(), as_int(in.size())) == 1;
  }

  bool authenticate(In aad, In counter, In text, std::uint8_t* tag) {
    std::array<std::uint8_t, 32> whole;
    std::size_t written = 0;
    const bool done = EVP_MAC_init(mac_.get(), nullptr, 0, nullptr) == 1 &&
                      (aad.empty() || EVP_MAC_update(mac_.get(), aad.data(), aad.size()) == 1) &&
                      (counter.empty() || EVP_MAC_update(mac_.get(), counter.data(), counter.size()) == 1) &&
                      EVP_MAC_update(mac_.get(), text.data(), text.size()) == 1 &&
                      EVP_MAC_final(mac_.get(), whole.data(), &written, whole.size()) == 1;
    std::memcpy(tag, whole.data(), kTag);
    return done;
  }

  CipherContext ctr_;
  MacContext mac_;
  bool is_siv_;
  std::array<std::uint8_t, 16> counter_{};
};

}  // namespace

std::unique_ptr<BareOpenssl> BareOpenssl::make(Algorithm suite) {
  const auto gcm = [](const char* name) -> std::unique_ptr<BareOpenssl> {
    auto context = make_cipher(name);
    return context ? std::make_unique<BareGcm>(std::move(context)) : nullptr;
  };
  const auto pair = [](const char* ctr, MacContext mac, bool is_siv) -> std::unique_ptr<BareOpenssl> {
    auto context = make_cipher(ctr);
    if (!context || !mac) return nullptr;
    return std::make_unique<BareMacAndCtr>(std::move(context), std::move(mac), is_siv);
  };
  switch (suite) {
    case Algorithm::aes256_gcm: return gcm("AES-256-GCM");
    case Algorithm::sm4_gcm: return gcm("SM4-GCM");
    case Algorithm::aes_siv:
      return pair("AES-256-CTR", make_mac("CMAC", OSSL_MAC_PARAM_CIPHER, "AES-256-CBC", 32), true);
    case Algorithm::sm4_siv: return pair("SM4-CTR", make_mac("CMAC", OSSL_MAC_PARAM_CIPHER, "SM4-CBC", 16), true);
    case Algorithm::sm4_ctr_hmac_sm3: return pair("SM4-CTR", make_mac("HMAC", OSSL_MAC_PARAM_DIGEST, "SM3", 32), false);
    default: return nullptr;
  }
}

struct BareBlocks::Context {
  CipherContext cipher;
  std::array<std::uint8_t, 16> block{};
};

BareBlocks::BareBlocks(Algorithm suite) : context_(std::make_unique<Context>()) {
  context_->cipher = make_cipher(suite == Algorithm::ff1_sm4 ? "SM4-ECB" : "AES-256-ECB");
}
BareBlocks::~BareBlocks() = default;

bool BareBlocks::run(int blocks) {
  int written = 0;
  auto* const block = context_->block.data();
  for (int i = 0; i < blocks; ++i)
    if (EVP_EncryptUpdate(context_->cipher.get(), block, &written, block, 16) != 1) return false;
  return true;
}

}  // namespace veilgate::perf
