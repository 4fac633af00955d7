// The key sources whose KEKs are bytes in the memory of this process: a file and the environment.
#include <map>
#include <utility>

#include "crypto/keys/files.hpp"
#include "crypto/keys/kek_text.hpp"
#include "crypto/keys/key_source.hpp"
#include "crypto/keys/secret_text.hpp"
#include "crypto/keys/wrapping.hpp"

namespace veilgate::crypto {
namespace {

std::string epoch_text(Epoch epoch) {
  return "epoch " + std::to_string(epoch);
}

// What both have in common: KEKs read anew for every call, so that none stays in memory between two.
class SoftwareSource : public ManagedKeySource {
 public:
  Result<SecretBytes> unwrap(Epoch epoch, Algorithm algorithm, std::span<const std::uint8_t> wrapped) override {
    auto kek = derived_kek(epoch, algorithm);
    if (!kek) return kek.error();
    auto root = unwrap_secret(algorithm, *kek, wrapped);
    if (!root) {
      return make_error(Code::keyring_refused, Origin::policy,
                        describe() + " holds another KEK of " + epoch_text(epoch) +
                            " than the one this keyring was written with, or the keyring was altered");
    }
    return root;
  }

  Result<std::vector<std::uint8_t>> wrap(Epoch epoch, Algorithm algorithm, const SecretBytes& root) override {
    auto kek = derived_kek(epoch, algorithm);
    if (!kek) return kek.error();
    return wrap_secret(algorithm, *kek, root);
  }

 protected:
  virtual Result<KeksByEpoch> load() = 0;

 private:
  // One key for each algorithm, so that none serves two.
  Result<SecretBytes> derived_kek(Epoch epoch, Algorithm algorithm) {
    if (algorithm != Algorithm::aes_kw && algorithm != Algorithm::sm4_siv) {
      return make_error(Code::key_unavailable, Origin::policy, describe() + " wraps with aes-kw and sm4-siv only");
    }
    auto keks = load();
    if (!keks) return keks.error();
    const auto found = keks->find(epoch);
    if (found == keks->end()) {
      return make_error(Code::key_unavailable, Origin::policy,
                        describe() + " has no KEK of " + epoch_text(epoch) +
                            "; what was wrapped in a destroyed epoch cannot be had again");
    }
    return derive_secret(algorithm, found->second, {"kek", to_text(algorithm)});
  }
};

class FileSource final : public SoftwareSource {
 public:
  FileSource(Files& files, std::string path) : files_(files), path_(std::move(path)) {}

  std::string describe() const override { return "file " + path_; }

  Result<bool> has(Epoch epoch) override {
    const auto keks = load_or_none();
    if (!keks) return keks.error();
    return keks->contains(epoch);
  }

  Result<void> create(Epoch epoch) override {
    auto keks = load_or_none();
    if (!keks) return keks.error();
    if (keks->contains(epoch)) return {};
    if (!keks->empty() && keks->rbegin()->first > epoch) {
      return make_error(Code::key_unavailable, Origin::policy, describe() + " has a KEK of a later epoch already");
    }
    auto key = make_random_secret(kKeyBytes);
    if (!key) return key.error();
    keks->emplace(epoch, std::move(*key));
    return store(*keks);
  }

  // The old file's blocks are overwritten under the name it is moved to, after the new one is in its place.
  Result<Destruction> destroy(Epoch epoch) override {
    auto keks = load_or_none();
    if (!keks) return keks.error();
    if (keks->erase(epoch) != 0) {
      if (auto stored = store(*keks, true); !stored) return stored.error();
    }
    if (auto erased = erase_file(files_, path_ + ".old"); !erased) return erased.error();
    return Destruction::done;
  }

 protected:
  Result<KeksByEpoch> load() override {
    auto text = read_file(files_, path_, kMaxKekTextBytes, Privacy::owner_only);
    if (!text) return make_error(Code::key_unavailable, Origin::policy, "KEK file " + text.error().note.for_log());
    auto keks = parse_keks(*text);
    if (!keks) return make_error(Code::key_unavailable, Origin::policy, path_ + ": " + keks.error().note.for_log());
    return keks;
  }

 private:
  Result<KeksByEpoch> load_or_none() {
    const auto exists = file_exists(files_, path_);
    if (!exists) return exists.error();
    if (!*exists) return KeksByEpoch{};
    return load();
  }

  Result<void> store(const KeksByEpoch& keks, bool keep_old = false) {
    const SecretBytes text = render_keks(keks);
    return replace_file(files_, path_, text.bytes(SecretAccess{}), {.mode = 0600, .keep_old = keep_old});
  }

  Files& files_;
  std::string path_;
};

class EnvironmentSource final : public SoftwareSource {
 public:
  explicit EnvironmentSource(std::string name) : name_(std::move(name)) {}

  std::string describe() const override { return "environment variable " + name_; }

  Result<bool> has(Epoch epoch) override {
    if (read_environment(name_).empty()) return false;
    const auto keks = load();
    if (!keks) return keks.error();
    return keks->contains(epoch);
  }

  Result<void> create(Epoch epoch) override {
    const auto there = has(epoch);
    if (!there) return there.error();
    if (*there) return {};
    return make_error(Code::key_unavailable, Origin::policy,
                      describe() + " has no KEK of " + epoch_text(epoch) +
                          "; a process cannot add one: print it with `veilgate keys make-kek --epoch " +
                          std::to_string(epoch) + "`, add it behind the others, and run the command again");
  }

  Result<Destruction> destroy(Epoch epoch) override {
    const auto there = has(epoch);
    if (!there) return there.error();
    return *there ? Destruction::by_operator : Destruction::done;
  }

 protected:
  Result<KeksByEpoch> load() override {
    const SecretBytes text = read_environment(name_);
    if (text.empty()) {
      return make_error(Code::key_unavailable, Origin::policy, describe() + " is not set");
    }
    auto keks = parse_keks(text);
    if (!keks)
      return make_error(Code::key_unavailable, Origin::policy, describe() + ": " + keks.error().note.for_log());
    return keks;
  }

 private:
  std::string name_;
};

}  // namespace

std::unique_ptr<ManagedKeySource> make_file_source(Files& files, std::string path) {
  return std::make_unique<FileSource>(files, std::move(path));
}

std::unique_ptr<ManagedKeySource> make_environment_source(std::string name) {
  return std::make_unique<EnvironmentSource>(std::move(name));
}

Result<std::unique_ptr<ManagedKeySource>> make_key_source(Files& files, std::string_view reference) {
  if (reference.starts_with("file:") && reference.size() > 5) {
    return make_file_source(files, std::string(reference.substr(5)));
  }
  if (reference.starts_with("env:") && reference.size() > 4) {
    return make_environment_source(std::string(reference.substr(4)));
  }
  if (reference.starts_with("pkcs11:")) return make_pkcs11_source(files, reference);
  return make_error(Code::bad_config, Origin::policy, "a key source is file:PATH, env:NAME or pkcs11:…");
}

}  // namespace veilgate::crypto
