// A keyring in a folder, as the tests of the store and of its records change, break and read it.
#pragma once

#include <map>
#include <string>

#include "crypto/keys/store.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/crypto/keys/faulty_files.hpp"

namespace veilgate::test {

inline constexpr crypto::Time kNow{std::chrono::seconds{1'800'000'000}};

TenantId tenant(const char* name);

// A keyring in a folder, its KEKs in a file beside it.
class Keyrings {
 public:
  explicit Keyrings(crypto::Algorithm wrap = crypto::Algorithm::aes_kw) : wrap_(wrap) {}

  std::string path() const { return folder_.path("keyring"); }
  std::string kek_path() const { return folder_.path("kek"); }
  const TemporaryFolder& folder() const { return folder_; }

  // acme and zeta with a data key each, acme's with two versions.
  void make();

  crypto::KeyId id(const char* name) const { return ids_.at(name); }

  Result<crypto::KeyringStore> open(crypto::Files& files, crypto::ManagedKeySource& source, crypto::Time now = kNow);
  // Opens it as the next process would.
  crypto::KeyringStore reopen(crypto::ManagedKeySource& source);

  std::unique_ptr<crypto::ManagedKeySource> source();

 private:
  crypto::Algorithm wrap_;
  TemporaryFolder folder_;
  std::map<std::string, crypto::KeyId> ids_;
};

std::map<std::string, SecretBytes> secrets_of(crypto::KeyringDocument& document);
bool records_are_whole(const Keyrings& keyrings, const crypto::KeyringDocument& document);

// What an operator would do, as far as these files let it come.
void rotate(crypto::Files& files, Keyrings& keyrings);
void shred_acme(crypto::Files& files, Keyrings& keyrings);

}  // namespace veilgate::test
