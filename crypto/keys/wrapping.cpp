#include "crypto/keys/wrapping.hpp"

#include "crypto/base/base64url.hpp"
#include "crypto/primitives/digest.hpp"
#include "crypto/primitives/hkdf.hpp"
#include "crypto/primitives/key_wrap.hpp"
#include "crypto/primitives/mac.hpp"
#include "crypto/primitives/random.hpp"
#include "crypto/primitives/siv.hpp"

namespace veilgate::crypto {
namespace {

Error failed(const char* what) {
  return make_error(Code::internal, Origin::internal, std::string("OpenSSL: ") + what + " failed");
}

Digest digest_of(Algorithm algorithm) noexcept {
  return algorithm == Algorithm::sm4_siv ? Digest::sm3 : Digest::sha256;
}

void append_field(std::string& info, std::string_view field) {
  for (int shift = 24; shift >= 0; shift -= 8) info += static_cast<char>((field.size() >> shift) & 0xFF);
  info += field;
}

}  // namespace

Result<SecretBytes> make_random_secret(std::size_t size) {
  SecretBytes secret(size);
  if (!random_octets(secret.mutable_bytes(SecretAccess{}))) return failed("the random generator");
  return secret;
}

Result<SecretBytes> derive_secret(Algorithm algorithm, const SecretBytes& from,
                                  std::initializer_list<std::string_view> context, std::size_t size) {
  std::string info;
  append_field(info, "veilgate");
  append_field(info, "keys-1");
  for (const std::string_view field : context) append_field(info, field);
  SecretBytes derived(size);
  if (!hkdf(digest_of(algorithm), from.bytes(SecretAccess{}), {}, octets(std::string_view(info)),
            derived.mutable_bytes(SecretAccess{}))) {
    return failed("HKDF");
  }
  return derived;
}

Result<std::vector<std::uint8_t>> wrap_secret(Algorithm algorithm, const SecretBytes& kek, const SecretBytes& secret) {
  if (algorithm == Algorithm::aes_kw) {
    std::vector<std::uint8_t> wrapped(secret.size() + kKeyWrapOverhead);
    if (wrap_key(kek.bytes(SecretAccess{}), secret.bytes(SecretAccess{}), wrapped)) return wrapped;
  } else if (algorithm == Algorithm::sm4_siv) {
    std::vector<std::uint8_t> wrapped(secret.size() + Siv::kIvBytes);
    auto siv = Siv::make(BlockCipher::sm4, kek.bytes(SecretAccess{}));
    if (siv && siv->bind({}) && siv->seal(secret.bytes(SecretAccess{}), wrapped)) return wrapped;
  }
  return failed("wrapping a key");
}

Result<SecretBytes> unwrap_secret(Algorithm algorithm, const SecretBytes& kek, Octets wrapped) {
  const std::size_t overhead = algorithm == Algorithm::aes_kw ? kKeyWrapOverhead : Siv::kIvBytes;
  if (wrapped.size() == kKeyBytes + overhead) {
    SecretBytes secret(kKeyBytes);
    if (algorithm == Algorithm::aes_kw) {
      if (unwrap_key(kek.bytes(SecretAccess{}), wrapped, secret.mutable_bytes(SecretAccess{}))) return secret;
    } else if (algorithm == Algorithm::sm4_siv) {
      auto siv = Siv::make(BlockCipher::sm4, kek.bytes(SecretAccess{}));
      if (siv && siv->bind({}) && siv->open(wrapped, secret.mutable_bytes(SecretAccess{}))) return secret;
    }
  }
  return make_error(Code::keyring_refused, Origin::policy, "a wrapped key does not open under the key above it");
}

Result<std::vector<std::uint8_t>> authenticate(Algorithm algorithm, const SecretBytes& key, std::string_view text) {
  auto hmac = Hmac::make(digest_of(algorithm), key.bytes(SecretAccess{}));
  std::vector<std::uint8_t> tag(kDigestBytes);
  if (!hmac || !hmac->compute({octets(text)}, tag)) return failed("HMAC");
  return tag;
}

Result<std::string> fingerprint(std::string_view text) {
  DigestValue value{};
  if (!digest(Digest::sha256, {octets(text)}, value)) return failed("SHA-256");
  return to_hex(value);
}

std::string to_base64url(Octets bytes) {
  std::string text(base64url_length(bytes.size()), '\0');
  encode_base64url(bytes, text.data());
  return text;
}

std::string to_hex(Octets bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(2 * bytes.size());
  for (const std::uint8_t byte : bytes) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 0xF];
  }
  return text;
}

}  // namespace veilgate::crypto
