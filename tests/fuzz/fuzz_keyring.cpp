// What a keyring is read from, in any form: nothing crashes; what parses is written again to what parses to the same;
// nothing that was altered is believed.
//
// The first byte says what the rest is:
//   K  the lines of a keyring before its mac, which is put behind it here: what a parser sees once the mac is right
//   k  a keyring as it stands
//   R  records       B  a backup      b  changes to a backup that opens: pairs of place and bits
//   A  an approval   E  KEKs          U  a PKCS#11 URI     T  a time
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/keys/administration.hpp"
#include "crypto/keys/approval.hpp"
#include "crypto/keys/backup.hpp"
#include "crypto/keys/document.hpp"
#include "crypto/keys/kek_text.hpp"
#include "crypto/keys/pkcs11_uri.hpp"
#include "crypto/keys/records.hpp"
#include "crypto/keys/secret_text.hpp"
#include "crypto/keys/wrapping.hpp"
#include "tests/support/fixed_keyring.hpp"

namespace {

using namespace veilgate;
using namespace veilgate::crypto;

[[noreturn]] void object(const char* promise) {
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

SecretBytes secret_of(std::string_view text) {
  return SecretBytes::copy_of(octets(text));
}

// The rest of the first line that begins with this word.
std::string_view value_of(std::string_view text, std::string_view word) {
  const auto at = text.find(word);
  if (at == std::string_view::npos) return {};
  const auto begin = at + word.size();
  return text.substr(begin, text.find('\n', begin) - begin);
}

// A keyring's text with the mac that its own beginning asks for.
std::string with_mac(std::string_view lines) {
  const auto wrap = parse_algorithm(value_of(lines, "\nwrap ")).value_or(Algorithm::aes_kw);
  if (!fits(Purpose::root, wrap)) return std::string(lines);
  const auto key =
      derive_secret(wrap, test::fixed_secret(0), {"mac", value_of(lines, "\nkeyring "), value_of(lines, "\nepoch ")});
  const auto mac = key ? authenticate(wrap, *key, lines) : Result<std::vector<std::uint8_t>>(key.error());
  if (!mac) object("a mac is computed");
  return std::string(lines) + "mac " + to_base64url(*mac) + "\n";
}

void read_keyring_text(std::string_view text) {
  test::FixedSource source;
  const auto document = parse_document(text, source);
  if (!document) return;
  const auto written = render_document(*document);
  if (!written) object("what was read can be written");
  const auto again = parse_document(*written, source);
  if (!again) object("what was written can be read");
  if (*render_document(*again) != *written) object("a keyring has one text");
  (void)make_keyring(*document, document->written).has_value();
  (void)list_signers(*document).has_value();
  (void)list_due(*document, document->written).size();
}

void read_records_text(std::string_view text) {
  KeyringDocument document = test::fixed_document();
  const auto last = last_sequence(text);
  const auto checked = check_records(text, document);
  if (checked && (!last || *last != *checked)) object("records are counted alike");
  (void)adopt_records(text, document).has_value();
  (void)sequence_of(text);
}

struct BackupKey {
  std::string public_pem;
  std::string private_pem;
};
const BackupKey& backup_key() {
  static const BackupKey kKey = [] {
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    const auto pem = [&](auto write) {
      const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()), BIO_free);
      write(bio.get());
      char* text = nullptr;
      const auto size = BIO_get_mem_data(bio.get(), &text);
      return std::string(text, static_cast<std::size_t>(size));
    };
    return BackupKey{pem([&](BIO* bio) { PEM_write_bio_PUBKEY(bio, key.get()); }), pem([&](BIO* bio) {
                       PEM_write_bio_PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
                     })};
  }();
  return kKey;
}

void change_backup(std::string_view changes) {
  static const std::string kGood = *seal_backup(test::fixed_document(), backup_key().public_pem);
  static const std::string kText = *render_document(test::fixed_document());
  std::string backup = kGood;
  for (std::size_t i = 0; i + 2 < changes.size(); i += 3) {
    const auto at = static_cast<std::uint8_t>(changes[i]) * 256U + static_cast<std::uint8_t>(changes[i + 1]);
    backup[at % backup.size()] = static_cast<char>(backup[at % backup.size()] ^ changes[i + 2]);
  }
  const auto opened = open_backup(backup, secret_of(backup_key().private_pem));
  if (opened.has_value() != (backup == kGood)) object("a backup opens when it was not altered, and only then");
  if (opened && text_of(*opened) != kText) object("a backup gives back what was sealed");
}

void read_approval(std::string_view text) {
  KeyringDocument document = test::fixed_document();
  // A request, then approvals of it.
  constexpr std::string_view kApproval = "veilgate-approval 1\n";
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find(kApproval, begin + 1), text.size());
    parts.emplace_back(text.substr(begin, end - begin));
    begin = end == text.size() ? end + 1 : end;
  }
  const std::string request = parts.front();
  parts.erase(parts.begin());
  if (use_approvals(document, {"tenants.shred", "acme"}, request, parts, document.written))
    object("nobody approved anything");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string input(data, data + size);
  const std::string_view text = std::string_view(input).substr(1);
  switch (input.front()) {
    case 'K': read_keyring_text(with_mac(text)); break;
    case 'k': read_keyring_text(text); break;
    case 'R': read_records_text(text); break;
    case 'B': (void)open_backup(text, secret_of(backup_key().private_pem)).has_value(); break;
    case 'b': change_backup(text); break;
    case 'A': read_approval(text); break;
    case 'E':
      if (const auto keks = parse_keks(secret_of(text)); keks && text_of(render_keks(*keks)).empty())
        object("KEKs have a text");
      break;
    case 'U': (void)parse_pkcs11_uri(text).has_value(); break;
    case 'T':
      if (const auto time = parse_time_text(text); time && time_text(*time) != text) object("a time has one text");
      break;
    default: break;
  }
  return 0;
}
