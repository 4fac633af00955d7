#include "crypto/keys/key_source.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <iostream>

#include "crypto/keys/files.hpp"
#include "crypto/keys/kek_text.hpp"
#include "crypto/keys/pkcs11_uri.hpp"
#include "crypto/keys/secret_text.hpp"
#include "tests/unit/crypto/keys/key_source_contract.hpp"
#include "tests/unit/crypto/keys/soft_token.hpp"

namespace veilgate::test {
namespace {

using namespace crypto;

// 32 bytes of one value.
std::string kek_word(Epoch epoch, char first) {
  return std::to_string(epoch) + ":" + first + std::string(41, 'A') + "E";
}

TEST_CASE("contract: file") {
  const TemporaryFolder folder;
  Subject subject;
  subject.open = [&] { return make_file_source(system_files(), folder.path("kek")); };
  subject.open_other = [&] {
    auto other = make_file_source(system_files(), folder.path("other"));
    REQUIRE(other->create(1).has_value());
    return other;
  };
  subject.algorithms = {Algorithm::aes_kw, Algorithm::sm4_siv};
  check_contract(subject);
  struct stat facts {};
  REQUIRE(stat(folder.path("kek").c_str(), &facts) == 0);
  CHECK((facts.st_mode & 0777) == 0600);
  CHECK(stat(folder.path("kek.old").c_str(), &facts) != 0);
}

TEST_CASE("contract: environment") {
  std::map<Epoch, std::string> words;
  const auto set = [&] {
    std::string text = "veilgate-kek-1";
    for (const auto& [epoch, word] : words) text += " " + word;
    setenv("VEILGATE_TEST_KEK", text.c_str(), 1);
  };
  setenv("VEILGATE_TEST_OTHER_KEK", ("veilgate-kek-1 " + kek_word(1, 'x')).c_str(), 1);
  Subject subject;
  subject.open = [] { return make_environment_source("VEILGATE_TEST_KEK"); };
  subject.open_other = [] { return make_environment_source("VEILGATE_TEST_OTHER_KEK"); };
  subject.add_by_hand = [&](Epoch epoch) {
    words[epoch] = kek_word(epoch, static_cast<char>('a' + epoch));
    set();
  };
  subject.remove_by_hand = [&](Epoch epoch) {
    words.erase(epoch);
    set();
  };
  subject.algorithms = {Algorithm::aes_kw, Algorithm::sm4_siv};
  subject.secrets = {kek_word(1, 'b').substr(2), kek_word(2, 'c').substr(2)};
  check_contract(subject);
  unsetenv("VEILGATE_TEST_KEK");
  unsetenv("VEILGATE_TEST_OTHER_KEK");
}

TEST_CASE("contract: PKCS#11, a token of SoftHSM2") {
  if (!SoftToken::is_available()) {
    std::cout << "skipped: softhsm2 is not installed\n";
    return;
  }
  const SoftToken token;
  const auto open = [&](const std::string& object) {
    auto source = make_pkcs11_source(system_files(), token.uri(object));
    REQUIRE(source.has_value());
    return std::move(*source);
  };
  Subject subject;
  subject.open = [&] { return open("kek"); };
  subject.open_other = [&] {
    auto other = open("other");
    REQUIRE(other->create(1).has_value());
    return other;
  };
  subject.algorithms = {Algorithm::aes_kw};
  subject.secrets = {SoftToken::kPin};
  check_contract(subject);

  SUBCASE("a wrong PIN, a missing PIN file, another token, SM4: refused with a reason, without the PIN") {
    token.folder().write("wrong_pin", "000000");
    chmod(token.folder().path("wrong_pin").c_str(), 0600);
    auto wrong = make_pkcs11_source(system_files(), token.uri("kek", "wrong_pin"));
    REQUIRE(wrong.has_value());
    const auto refused = (*wrong)->has(2);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().note.for_log() == "PKCS#11 token veilgate-test, object kek refused the PIN");
    auto missing = make_pkcs11_source(system_files(), token.uri("kek", "no_pin"));
    REQUIRE(missing.has_value());
    CHECK((*missing)->has(2).error().code == Code::key_unavailable);
    std::string other = token.uri("kek");
    other.replace(other.find("veilgate-test"), 13, "another-token");
    auto elsewhere = make_pkcs11_source(system_files(), other);
    REQUIRE(elsewhere.has_value());
    CHECK((*elsewhere)->has(2).error().note.for_log() == "there is no PKCS#11 token labelled another-token");
    CHECK((*open("kek")).wrap(2, Algorithm::sm4_siv, SecretBytes(32)).error().code == Code::key_unavailable);
  }
  SUBCASE("a library that is none") {
    std::string uri = token.uri("kek");
    const auto at = uri.find(SoftToken::module_path());
    uri.replace(at, SoftToken::module_path().size(), "/nonexistent.so");
    CHECK(make_pkcs11_source(system_files(), uri).error().code == Code::key_unavailable);
  }
}

TEST_CASE("a KEK file has to be private") {
  const TemporaryFolder folder;
  const std::string path = folder.path("kek");
  auto source = make_file_source(system_files(), path);
  REQUIRE(source->create(1).has_value());
  for (const mode_t mode : {0640, 0604, 0660, 0601, 0620}) {
    CAPTURE(mode);
    REQUIRE(chmod(path.c_str(), mode) == 0);
    const auto refused = source->wrap(1, Algorithm::aes_kw, SecretBytes(kKeyBytes));
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == Code::key_unavailable);
    CHECK(refused.error().note.for_log().find("chmod 600") != std::string::npos);
  }
  REQUIRE(chmod(path.c_str(), 0400) == 0);
  CHECK(source->wrap(1, Algorithm::aes_kw, SecretBytes(kKeyBytes)).has_value());
}

TEST_CASE("the text of KEKs is read strictly") {
  struct Row {
    const char* name;
    std::string text;
  };
  const std::string good = kek_word(1, 'k');
  for (const Row& row : {Row{"empty", ""},
                         {"another version", "veilgate-kek-2 " + good},
                         {"no colon", "veilgate-kek-1 1"},
                         {"epoch 0", "veilgate-kek-1 0" + good.substr(1)},
                         {"a sign", "veilgate-kek-1 +" + good},
                         {"epochs do not ascend", "veilgate-kek-1 2" + good.substr(1) + " " + good},
                         {"the same epoch twice", "veilgate-kek-1 " + good + " " + good},
                         {"31 bytes", "veilgate-kek-1 " + good.substr(0, good.size() - 2)},
                         {"33 bytes", "veilgate-kek-1 " + good + "A"},
                         {"padding", "veilgate-kek-1 " + good + "="},
                         {"unused bits", "veilgate-kek-1 " + good.substr(0, good.size() - 1) + "F"}}) {
    CAPTURE(row.name);
    const auto parsed = parse_keks(join(row.text, {}));
    REQUIRE_FALSE(parsed.has_value());
    CHECK(parsed.error().code == Code::bad_config);
    CHECK(parsed.error().note.for_log().find("kAAA") == std::string::npos);
  }
  const auto parsed = parse_keks(join("veilgate-kek-1\r\n" + good + "\n\t" + kek_word(7, 'm') + "\n", {}));
  REQUIRE(parsed.has_value());
  CHECK(parsed->size() == 2);
  const auto again = parse_keks(render_keks(*parsed));
  REQUIRE(again.has_value());
  CHECK(again->at(7) == parsed->at(7));
}

TEST_CASE("references to key sources") {
  for (const char* wrong : {"", "kek", "file:", "env:", "http://kms", "pkcs11:", "pkcs11:token=a"}) {
    CAPTURE(wrong);
    const auto source = make_key_source(system_files(), wrong);
    REQUIRE_FALSE(source.has_value());
    CHECK(source.error().code == Code::bad_config);
  }
  CHECK(make_key_source(system_files(), "file:/etc/kek").has_value());
  CHECK(make_key_source(system_files(), "env:KEK").has_value());

  const std::string good = "pkcs11:token=a%20b;object=kek?module-path=/m.so&pin-source=file:/pin";
  const auto uri = parse_pkcs11_uri(good);
  REQUIRE(uri.has_value());
  CHECK(uri->token == "a b");
  CHECK(uri->pin_source == "file:/pin");
  for (const char* wrong : {"pkcs11:token=a;object=k?module-path=/m.so&pin-source=file:/pin&pin-value=12345678",
                            "pkcs11:token=a;token=b;object=k?module-path=/m.so&pin-source=file:/pin",
                            "pkcs11:token=a;object=k?module-path=m.so&pin-source=file:/pin",
                            "pkcs11:token=a;object=k?module-path=/m.so&pin-source=/pin",
                            "pkcs11:token=a;object=k;manufacturer=x?module-path=/m.so&pin-source=file:/pin",
                            "pkcs11:token=a;object=%0a?module-path=/m.so&pin-source=file:/pin",
                            "pkcs11:token=a;object=%4?module-path=/m.so&pin-source=file:/pin",
                            "pkcs11:token=;object=k?module-path=/m.so&pin-source=file:/pin",
                            "pkcs11:token=a;object=k;module-path=/m.so?pin-source=file:/pin"}) {
    CAPTURE(wrong);
    const auto refused = parse_pkcs11_uri(wrong);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().note.for_log().find("12345678") == std::string::npos);
  }
}

}  // namespace
}  // namespace veilgate::test
