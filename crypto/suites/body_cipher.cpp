#include "crypto/suites/body_cipher.hpp"

#include <array>

#include "crypto/suites/derive.hpp"
#include "crypto/token/aad.hpp"

namespace veilgate::crypto {
namespace {

// Siv takes its headers apart from its key.
Result<Siv> make_siv(BlockCipher cipher, Octets key, Octets aad) {
  auto siv = Siv::make(cipher, key);
  if (!siv) return siv.error();
  const std::array<Octets, 1> headers = {aad};
  if (!siv->bind(headers)) return make_error(Code::internal, Origin::internal, "OpenSSL could not compute a CMAC");
  return siv;
}

}  // namespace

TokenHeader header_of(const DataKey& key, std::string_view class_name) noexcept {
  return {key.parameters().algorithm, key.parameters().id, key.parameters().version, class_name};
}

Result<BodyCipher> BodyCipher::make(const DataKey& key, std::string_view class_name) {
  const Algorithm suite = key.parameters().algorithm;
  if (auto offered = check_offered(suite); !offered) return offered.error();
  const SuiteFacts& facts = facts_of(suite);
  if (facts.keeps_format)
    return make_error(Code::bad_config, Origin::policy, "a suite that keeps the format makes no token bodies");
  if (!is_class_name(class_name))
    return make_error(Code::bad_config, Origin::policy,
                      "a class's name is a letter, then up to 63 letters, digits, '-', '_', '.'");
  const auto derived = derive_key(key, facts.digest, class_name, "seal", facts.key_bytes);
  if (!derived) return derived.error();
  const Aad aad(*key.parameters().tenant, header_of(key, class_name));
  const auto secret = derived->bytes(SecretAccess{});
  const std::uint64_t most_messages = key.parameters().message_limit;
  const auto wrap = [&](auto cipher) -> Result<BodyCipher> {
    if (!cipher) return cipher.error();
    return BodyCipher(*std::move(cipher), facts.overhead);
  };
  switch (suite) {
    case Algorithm::aes256_gcm: return wrap(XaesBody::make(secret, aad.octets(), most_messages));
    case Algorithm::sm4_gcm: return wrap(Sm4GcmBody::make(secret, aad.octets(), most_messages));
    case Algorithm::sm4_ctr_hmac_sm3: return wrap(CtrHmacBody::make(secret, aad.octets()));
    default: return wrap(make_siv(facts.cipher, secret, aad.octets()));
  }
}

bool BodyCipher::seal(Octets plaintext, MutableOctets body) noexcept {
  return std::visit([&](auto& cipher) { return cipher.seal(plaintext, body); }, cipher_);
}

bool BodyCipher::open(Octets body, MutableOctets plaintext) noexcept {
  return std::visit([&](auto& cipher) { return cipher.open(body, plaintext); }, cipher_);
}

}  // namespace veilgate::crypto
