#include "crypto/keys/backup.hpp"

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <array>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

#include "crypto/base/base64url.hpp"
#include "crypto/keys/wrapping.hpp"
#include "crypto/primitives/gcm.hpp"

namespace veilgate::crypto {
namespace {

constexpr std::string_view kFirstLine = "veilgate-backup 1\n";
constexpr std::size_t kPointBytes = 65;
constexpr std::size_t kSharedBytes = 32;
constexpr std::size_t kGcmKeyBytes = 32;

struct Free {
  void operator()(EVP_PKEY* key) const noexcept { EVP_PKEY_free(key); }
  void operator()(EVP_PKEY_CTX* context) const noexcept { EVP_PKEY_CTX_free(context); }
  void operator()(BIO* bio) const noexcept { BIO_free(bio); }
};
using PKey = std::unique_ptr<EVP_PKEY, Free>;
using Context = std::unique_ptr<EVP_PKEY_CTX, Free>;
using Bio = std::unique_ptr<BIO, Free>;
using Point = std::array<std::uint8_t, kPointBytes>;

Error failed(const char* what) {
  ERR_clear_error();
  return make_error(Code::internal, Origin::internal, std::string("OpenSSL: ") + what + " failed");
}

Error wrong_key(const char* why) {
  ERR_clear_error();
  return make_error(Code::bad_config, Origin::policy, why);
}

Error refused(const char* why) {
  ERR_clear_error();
  return make_error(Code::keyring_refused, Origin::policy, why);
}

int no_password(char*, int, int, void*) {
  return -1;
}

Bio read_only(Octets bytes) {
  if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) return {};
  return Bio(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
}

bool is_p256(const EVP_PKEY* key) {
  std::array<char, 32> name{};
  return key != nullptr && EVP_PKEY_get_base_id(key) == EVP_PKEY_EC &&
         EVP_PKEY_get_group_name(key, name.data(), name.size(), nullptr) == 1 &&
         std::string_view(name.data()) == SN_X9_62_prime256v1;
}

std::optional<Point> point_of(const EVP_PKEY* key) {
  Point point{};
  std::size_t size = 0;
  if (EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_ENCODED_PUBLIC_KEY, point.data(), point.size(), &size) !=
          1 ||
      size != point.size() || point[0] != 4) {
    return std::nullopt;
  }
  return point;
}

// The public key of a point; null when it is not on the curve.
PKey key_of(const Point& point) {
  const Context context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  std::array<char, 16> group{SN_X9_62_prime256v1};
  Point copy = point;
  std::array parameters = {OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), 0),
                           OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, copy.data(), copy.size()),
                           OSSL_PARAM_construct_end()};
  EVP_PKEY* key = nullptr;
  if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.data()) != 1) {
    return {};
  }
  return PKey(key);
}

PKey parse_public(std::string_view pem) {
  const Bio in = read_only(octets(pem));
  PKey key(in ? PEM_read_bio_PUBKEY(in.get(), nullptr, no_password, nullptr) : nullptr);
  return is_p256(key.get()) ? std::move(key) : PKey{};
}

// The AES key and, behind it, the nonce.
Result<SecretBytes> agree(EVP_PKEY* own, EVP_PKEY* other, const Point& ephemeral, const Point& recipient) {
  const Context context(EVP_PKEY_CTX_new(own, nullptr));
  SecretBytes shared(kSharedBytes);
  std::size_t size = shared.size();
  if (!context || EVP_PKEY_derive_init(context.get()) != 1 || EVP_PKEY_derive_set_peer(context.get(), other) != 1 ||
      EVP_PKEY_derive(context.get(), shared.mutable_bytes(SecretAccess{}).data(), &size) != 1 ||
      size != shared.size()) {
    return failed("ECDH");
  }
  return derive_secret(Algorithm::aes_kw, shared, {"backup-1", as_text(ephemeral), as_text(recipient)},
                       kGcmKeyBytes + Gcm::kNonceBytes);
}

struct KeyAndNonce {
  Octets key;
  Octets nonce;
};
KeyAndNonce split(const SecretBytes& agreed) {
  const Octets bytes = agreed.bytes(SecretAccess{});
  return {bytes.first(kGcmKeyBytes), bytes.subspan(kGcmKeyBytes)};
}

struct Parsed {
  std::string_view header;
  Point ephemeral{};
  std::vector<std::uint8_t> sealed;
};

// The value of the line `key VALUE` that ends where `text` does; shortens the text to what stands before it.
std::optional<std::string_view> take_last_line(std::string_view& text, std::string_view key) {
  if (!text.ends_with('\n')) return std::nullopt;
  const auto before = text.size() < 2 ? std::string_view::npos : text.rfind('\n', text.size() - 2);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  std::string_view line = text.substr(begin, text.size() - begin - 1);
  if (!line.starts_with(key)) return std::nullopt;
  line.remove_prefix(key.size());
  text = text.substr(0, begin);
  return line;
}

std::optional<Parsed> parse(std::string_view text) {
  if (!text.starts_with(kFirstLine)) return std::nullopt;
  Parsed parsed;
  const auto sealed = take_last_line(text, "sealed ");
  if (!sealed) return std::nullopt;
  parsed.header = text;
  const auto ephemeral = take_last_line(text, "ephemeral ");
  const auto size = base64url_bytes(sealed->size());
  if (!ephemeral || base64url_bytes(ephemeral->size()) != kPointBytes || !size || *size < Gcm::kTagBytes ||
      !decode_base64url(*ephemeral, parsed.ephemeral)) {
    return std::nullopt;
  }
  parsed.sealed.resize(*size);
  if (!decode_base64url(*sealed, parsed.sealed)) return std::nullopt;
  return parsed;
}

}  // namespace

Result<std::string> name_backup_key(std::string_view public_pem) {
  const PKey key = parse_public(public_pem);
  const auto point = key ? point_of(key.get()) : std::nullopt;
  if (!point) return wrong_key("is no P-256 public key in PEM");
  return fingerprint(as_text(*point));
}

Result<std::string> seal_backup(const KeyringDocument& document, std::string_view public_pem) {
  const PKey recipient = parse_public(public_pem);
  const auto recipient_point = recipient ? point_of(recipient.get()) : std::nullopt;
  if (!recipient_point) return wrong_key("is no P-256 public key in PEM");
  const PKey ephemeral(EVP_EC_gen(SN_X9_62_prime256v1));
  const auto ephemeral_point = ephemeral ? point_of(ephemeral.get()) : std::nullopt;
  if (!ephemeral_point) return failed("making a P-256 key");
  const auto agreed = agree(ephemeral.get(), recipient.get(), *ephemeral_point, *recipient_point);
  if (!agreed) return agreed.error();

  const auto text = render_document(document);
  if (!text) return text.error();
  std::string backup(kFirstLine);
  backup += "keyring " + document.id + "\ngeneration " + std::to_string(document.generation) + "\nepoch " +
            std::to_string(document.epoch) + "\nephemeral " + to_base64url(*ephemeral_point) + "\n";
  auto gcm = Gcm::make(BlockCipher::aes, split(*agreed).key);
  std::vector<std::uint8_t> sealed(text->size() + Gcm::kTagBytes);
  if (!gcm ||
      !gcm->seal(split(*agreed).nonce, octets(std::string_view(backup)), octets(std::string_view(*text)), sealed)) {
    return failed("AES-GCM");
  }
  return backup + "sealed " + to_base64url(sealed) + "\n";
}

Result<SecretBytes> open_backup(std::string_view backup, const SecretBytes& private_pem) {
  const Bio in = read_only(private_pem.bytes(SecretAccess{}));
  const PKey own(in ? PEM_read_bio_PrivateKey(in.get(), nullptr, no_password, nullptr) : nullptr);
  const auto own_point = is_p256(own.get()) ? point_of(own.get()) : std::nullopt;
  if (!own_point) return wrong_key("is no P-256 private key in PEM without a password");
  const auto parsed = parse(backup);
  if (!parsed) return refused("is no backup, or is torn");
  const PKey ephemeral = key_of(parsed->ephemeral);
  if (!ephemeral) return refused("was altered");
  const auto agreed = agree(own.get(), ephemeral.get(), parsed->ephemeral, *own_point);
  if (!agreed) return agreed.error();
  auto gcm = Gcm::make(BlockCipher::aes, split(*agreed).key);
  SecretBytes text(parsed->sealed.size() - Gcm::kTagBytes);
  if (!gcm ||
      !gcm->open(split(*agreed).nonce, octets(parsed->header), parsed->sealed, text.mutable_bytes(SecretAccess{}))) {
    return refused("was altered, or is sealed to another key");
  }
  return text;
}

}  // namespace veilgate::crypto
