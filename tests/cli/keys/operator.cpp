#include "tests/cli/keys/operator.hpp"

#include <doctest/doctest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <sys/stat.h>

#include <memory>
#include <nlohmann/json.hpp>

namespace veilgate::test {
namespace {

constexpr int kPatienceSeconds = 120;

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;

std::string text_of(const Bio& bio) {
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

KeyPair pair_of(EVP_PKEY* made) {
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(made, EVP_PKEY_free);
  const Bio secret(BIO_new(BIO_s_mem()), BIO_free);
  const Bio open(BIO_new(BIO_s_mem()), BIO_free);
  REQUIRE(PEM_write_bio_PrivateKey(secret.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
  REQUIRE(PEM_write_bio_PUBKEY(open.get(), key.get()) == 1);
  return {text_of(secret), text_of(open)};
}

}  // namespace

KeyPair make_ed25519() {
  return pair_of(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
}

KeyPair make_p256() {
  return pair_of(EVP_EC_gen("P-256"));
}

bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

Operator::Operator(std::string source, std::vector<std::string> environment)
    : source_(source.empty() ? "file:" + folder_.path("kek") : std::move(source)),
      environment_(std::move(environment)) {}

std::string Operator::write_private(std::string_view name, std::string_view text) const {
  std::string written = folder_.write(name, text);
  REQUIRE(chmod(written.c_str(), 0600) == 0);
  return written;
}

Finished Operator::run(const std::vector<std::string>& words, std::string_view input) {
  ChildProcess child(VEILGATE_PROGRAM, words, environment_);
  Finished finished = child.finish(input, in_seconds(kPatienceSeconds));
  transcript_ += finished.out + finished.err;
  return finished;
}

Finished Operator::keys(std::vector<std::string> words, std::string_view input) {
  words.insert(words.end(), {"--keyring", keyring(), "--source", source_});
  return run(words, input);
}

std::string Operator::done(std::vector<std::string> words) {
  auto finished = keys(std::move(words));
  CAPTURE(finished.err);
  REQUIRE(finished.exit_code == 0);
  return finished.out;
}

void Operator::init(std::vector<std::string> more) {
  std::vector<std::string> words = {"keys", "init"};
  for (const char* name : {"alice", "bob"}) {
    const auto pair = make_ed25519();
    write_private(std::string(name) + ".key", pair.private_key);
    words.insert(words.end(),
                 {"--approver", name + ("=" + folder_.write(std::string(name) + ".pem", pair.public_key))});
  }
  words.insert(words.end(), more.begin(), more.end());
  done(words);
}

std::string Operator::id_of(const std::string& tenant, const std::string& purpose) {
  const auto listed = nlohmann::json::parse(done({"keys", "list", "--tenant", tenant, "--format", "json"}));
  for (const auto& key : listed["keys"]) {
    if (key["purpose"] == purpose) return key["id"];
  }
  FAIL("no such key");
  return {};
}

Finished Operator::approved(std::vector<std::string> words) {
  auto asking = words;
  asking.insert(asking.end(), {"--request-out", path("request")});
  done(asking);
  for (const char* name : {"alice", "bob"}) {
    const auto signing =
        run({"keys", "approve", path("request"), "--as", name, "--key", "file:" + path(std::string(name) + ".key"),
             "--out", path(std::string(name) + ".approval")});
    REQUIRE(signing.exit_code == 0);
  }
  words.insert(words.end(), {"--request", path("request"), "--approval", path("alice.approval"), "--approval",
                             path("bob.approval")});
  return keys(words);
}

}  // namespace veilgate::test
