#include "crypto/keys/signature.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <limits>
#include <memory>
#include <utility>

namespace veilgate::crypto {
namespace {

struct Free {
  void operator()(EVP_PKEY* key) const noexcept { EVP_PKEY_free(key); }
  void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
  void operator()(BIO* bio) const noexcept { BIO_free(bio); }
};
using PKey = std::unique_ptr<EVP_PKEY, Free>;
using Context = std::unique_ptr<EVP_MD_CTX, Free>;
using Bio = std::unique_ptr<BIO, Free>;

Error failed(const char* what) {
  ERR_clear_error();
  return make_error(Code::internal, Origin::internal, std::string("OpenSSL: ") + what + " failed");
}

Error refused(const char* why) {
  ERR_clear_error();
  return make_error(Code::bad_config, Origin::policy, why);
}

Bio read_only(Octets bytes) {
  if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) return {};
  return Bio(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
}

// A key under a password is refused instead of asked for on the terminal.
int no_password(char*, int, int, void*) {
  return -1;
}

PKey private_key(const SecretBytes& seed) {
  const Octets bytes = seed.bytes(SecretAccess{});
  return PKey(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytes.data(), bytes.size()));
}

}  // namespace

Result<SigningKey> SigningKey::from_seed(SecretBytes seed) {
  const PKey key = private_key(seed);
  VerifyKey verify_key{};
  std::size_t size = verify_key.size();
  if (!key || EVP_PKEY_get_raw_public_key(key.get(), verify_key.data(), &size) != 1 || size != verify_key.size()) {
    return failed("making an Ed25519 key");
  }
  return SigningKey(std::move(seed), verify_key);
}

Result<SigningKey> SigningKey::from_pem(const SecretBytes& pem) {
  const Bio in = read_only(pem.bytes(SecretAccess{}));
  const PKey key(in ? PEM_read_bio_PrivateKey(in.get(), nullptr, no_password, nullptr) : nullptr);
  if (!key || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_ED25519) {
    return refused("is no Ed25519 private key in PEM without a password");
  }
  SecretBytes seed(32);
  std::size_t size = seed.size();
  if (EVP_PKEY_get_raw_private_key(key.get(), seed.mutable_bytes(SecretAccess{}).data(), &size) != 1) {
    return failed("reading an Ed25519 key");
  }
  return from_seed(std::move(seed));
}

Result<SignatureBytes> SigningKey::sign(std::string_view message) const {
  const PKey key = private_key(seed_);
  const Context context(EVP_MD_CTX_new());
  SignatureBytes signature{};
  std::size_t size = signature.size();
  const Octets bytes = octets(message);
  if (!key || !context || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1 ||
      EVP_DigestSign(context.get(), signature.data(), &size, bytes.data(), bytes.size()) != 1) {
    return failed("signing");
  }
  return signature;
}

bool is_signed(std::string_view message, Octets signature, const VerifyKey& by) noexcept {
  const PKey key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, by.data(), by.size()));
  const Context context(EVP_MD_CTX_new());
  const Octets bytes = octets(message);
  const bool is_right =
      key && context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
      EVP_DigestVerify(context.get(), signature.data(), signature.size(), bytes.data(), bytes.size()) == 1;
  ERR_clear_error();
  return is_right;
}

Result<VerifyKey> parse_verify_key(std::string_view pem) {
  const Bio in = read_only(octets(pem));
  const PKey key(in ? PEM_read_bio_PUBKEY(in.get(), nullptr, no_password, nullptr) : nullptr);
  VerifyKey verify_key{};
  std::size_t size = verify_key.size();
  if (!key || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_ED25519 ||
      EVP_PKEY_get_raw_public_key(key.get(), verify_key.data(), &size) != 1) {
    return refused("is no Ed25519 public key in PEM");
  }
  return verify_key;
}

std::string to_pem(const VerifyKey& verify_key) {
  const PKey key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, verify_key.data(), verify_key.size()));
  const Bio out(BIO_new(BIO_s_mem()));
  if (!key || !out || PEM_write_bio_PUBKEY(out.get(), key.get()) != 1) return {};
  char* text = nullptr;
  const long size = BIO_get_mem_data(out.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

}  // namespace veilgate::crypto
