#include "crypto/keys/backup.hpp"

#include <doctest/doctest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <memory>
#include <string>

#include "crypto/keys/administration.hpp"
#include "crypto/keys/secret_text.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/crypto/keys/faulty_files.hpp"

namespace veilgate::test {
namespace {

using namespace crypto;

constexpr Time kNow{std::chrono::seconds{1'800'000'000}};

struct Pem {
  std::string public_key;
  SecretBytes private_key;
};

std::string text_of_bio(BIO* bio) {
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio, &text);
  return {text, static_cast<std::size_t>(size)};
}

Pem make_pem(const char* curve) {
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen(curve), EVP_PKEY_free);
  const std::unique_ptr<BIO, decltype(&BIO_free)> pub(BIO_new(BIO_s_mem()), BIO_free);
  const std::unique_ptr<BIO, decltype(&BIO_free)> priv(BIO_new(BIO_s_mem()), BIO_free);
  REQUIRE(PEM_write_bio_PUBKEY(pub.get(), key.get()) == 1);
  REQUIRE(PEM_write_bio_PrivateKey(priv.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
  return {text_of_bio(pub.get()), join(text_of_bio(priv.get()), {})};
}

TEST_CASE("a backup opens with the offline key only, and gives the keyring's text") {
  const TemporaryFolder folder;
  auto source = make_file_source(quick_files(), folder.path("kek"));
  REQUIRE(source->create(1).has_value());
  auto document = make_document(*source, Algorithm::aes_kw, kNow);
  REQUIRE(document.has_value());
  document->generation = 3;
  const Pem offline = make_pem("P-256");
  const auto backup = seal_backup(*document, offline.public_key);
  REQUIRE(backup.has_value());
  CHECK(backup->starts_with("veilgate-backup 1\nkeyring " + document->id + "\ngeneration 3\nepoch 1\nephemeral "));
  CHECK_FALSE(*backup == *seal_backup(*document, offline.public_key));

  const auto text = open_backup(*backup, offline.private_key);
  REQUIRE(text.has_value());
  CHECK(text_of(*text) == *render_document(*document));
  CHECK(parse_document(text_of(*text), *source).has_value());

  CHECK(open_backup(*backup, make_pem("P-256").private_key).error().code == Code::keyring_refused);
  CHECK(open_backup(*backup, make_pem("P-384").private_key).error().code == Code::bad_config);
  CHECK(open_backup(*backup, join("nonsense", {})).error().code == Code::bad_config);
  CHECK(seal_backup(*document, make_pem("P-384").public_key).error().code == Code::bad_config);
  CHECK(seal_backup(*document, "nonsense").error().code == Code::bad_config);
  CHECK(name_backup_key(offline.public_key)->size() == 64);

  for (std::size_t i = 0; i < backup->size(); i += 3) {
    CAPTURE(i);
    std::string altered = *backup;
    altered[i] = static_cast<char>(altered[i] ^ 1);
    const auto refused = open_backup(altered, offline.private_key);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == Code::keyring_refused);
    CHECK_FALSE(open_backup(backup->substr(0, i), offline.private_key).has_value());
  }
}

}  // namespace
}  // namespace veilgate::test
