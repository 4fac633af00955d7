#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "tests/vectors/crypto/reading.hpp"

namespace veilgate::test::vectors {
namespace {

using nlohmann::json;

constexpr std::uint16_t kNoNumeral = 0xffff;  // what a character outside the alphabet becomes

Bytes hex(const json& object, const char* name) {
  return object.contains(name) ? from_hex(object.at(name).get<std::string>()) : Bytes{};
}

Expectation expectation_of(const json& test) {
  const auto result = test.at("result").get<std::string>();
  if (result == "valid") return Expectation::valid;
  return result == "acceptable" ? Expectation::acceptable : Expectation::invalid;
}

std::vector<std::uint16_t> numerals_of(const json& text, const std::string& alphabet) {
  std::vector<std::uint16_t> numerals;
  if (text.is_array()) {
    for (const auto& numeral : text) {
      const int number = numeral.get<int>();
      numerals.push_back(number < 0 ? kNoNumeral : static_cast<std::uint16_t>(number));
    }
    return numerals;
  }
  for (const char character : text.get<std::string>()) {
    const auto at = alphabet.find(character);
    numerals.push_back(at == std::string::npos ? kNoNumeral : static_cast<std::uint16_t>(at));
  }
  return numerals;
}

struct Known {
  const char* algorithm;
  Kind kind;
  Cipher cipher;
  Hash hash;
};
constexpr Known kKnown[] = {
    {"AES-GCM", Kind::gcm, Cipher::aes, Hash::sha256},
    {"SM4-GCM", Kind::gcm, Cipher::sm4, Hash::sha256},
    {"AES-SIV-CMAC", Kind::siv, Cipher::aes, Hash::sha256},
    {"AEAD-AES-SIV-CMAC", Kind::siv, Cipher::aes, Hash::sha256},
    {"AES-WRAP", Kind::key_wrap, Cipher::aes, Hash::sha256},
    {"AES-CMAC", Kind::cmac, Cipher::aes, Hash::sha256},
    {"HMACSHA256", Kind::hmac, Cipher::aes, Hash::sha256},
    {"HMACSM3", Kind::hmac, Cipher::sm4, Hash::sm3},
    {"HKDF-SHA-256", Kind::hkdf, Cipher::aes, Hash::sha256},
    {"HKDF-SM3", Kind::hkdf, Cipher::sm4, Hash::sm3},
    {"AES-FF1", Kind::ff1, Cipher::aes, Hash::sha256},
};

void read_test(const Known& known, const json& group, const json& test, const std::string& file, Ledger& ledger) {
  Case one;
  one.name = file + " tcId " + std::to_string(test.at("tcId").get<int>());
  one.kind = known.kind;
  one.cipher = known.cipher;
  one.hash = known.hash;
  one.expectation = expectation_of(test);
  one.key = hex(test, known.kind == Kind::hkdf ? "ikm" : "key");
  switch (known.kind) {
    case Kind::gcm:
      one.iv = hex(test, "iv");
      one.headers = {hex(test, "aad")};
      one.plaintext = hex(test, "msg");
      one.ciphertext = hex(test, "ct");
      one.tag = hex(test, "tag");
      break;
    case Kind::siv:
      one.headers = {hex(test, "aad")};
      one.plaintext = hex(test, "msg");
      one.ciphertext = hex(test, "ct");
      if (test.contains("iv")) {  // RFC 5297 section 3: the nonce is the last header, the tag stands apart
        one.headers.push_back(hex(test, "iv"));
        auto tag = hex(test, "tag");
        one.ciphertext.insert(one.ciphertext.begin(), tag.begin(), tag.end());
      }
      break;
    case Kind::key_wrap:
      one.plaintext = hex(test, "msg");
      one.ciphertext = hex(test, "ct");
      break;
    case Kind::cmac:
    case Kind::hmac:
      one.plaintext = hex(test, "msg");
      one.ciphertext = hex(test, "tag");
      break;
    case Kind::hkdf:
      one.salt = hex(test, "salt");
      one.plaintext = hex(test, "info");
      one.ciphertext = hex(test, "okm");
      if (one.ciphertext.empty()) one.ciphertext.resize(test.at("size").get<std::size_t>());
      break;
    case Kind::ff1: {
      const auto alphabet = group.value("alphabet", std::string{});
      one.radix = group.at("radix").get<std::uint32_t>();
      one.tweak = hex(test, "tweak");
      one.from = numerals_of(test.at("msg"), alphabet);
      one.to = numerals_of(test.at("ct"), alphabet);
      break;
    }
    case Kind::block:
    case Kind::ctr:
    case Kind::digest: throw std::runtime_error("no reader for this kind");
  }
  ledger.add(one);
}

void read_wycheproof(const json& document, const std::string& file, Ledger& ledger) {
  const auto algorithm = document.value("algorithm", document.value("schema", std::string("unnamed")));
  const Known* known = nullptr;
  for (const auto& row : kKnown)
    if (algorithm == row.algorithm) known = &row;
  for (const auto& group : document.at("testGroups")) {
    if (known == nullptr) {
      ledger.leave_out("algorithm not used: " + algorithm, group.at("tests").size());
      continue;
    }
    for (const auto& test : group.at("tests")) read_test(*known, group, test, file, ledger);
  }
}

// {"source": …, "vectors": […]}: FF1 samples have a radix, AEAD samples an iv.
void read_samples(const json& document, const std::string& file, Ledger& ledger) {
  const auto source = document.value("source", std::string{});
  std::size_t number = 0;
  for (const auto& sample : document.at("vectors")) {
    Case one;
    one.name = file + " number " + std::to_string(++number);
    one.expectation = Expectation::valid;
    one.cipher = source.find("SM4") != std::string::npos ? Cipher::sm4 : Cipher::aes;
    one.key = hex(sample, "key");
    if (sample.contains("radix")) {
      one.kind = Kind::ff1;
      one.radix = sample.at("radix").get<std::uint32_t>();
      const auto alphabet = sample.value("alphabet", std::string("0123456789abcdefghijklmnopqrstuvwxyz"));
      one.tweak = hex(sample, "tweak");
      one.from = numerals_of(sample.at("pt"), alphabet);
      one.to = numerals_of(sample.at("ct"), alphabet);
    } else if (sample.contains("tag")) {
      one.kind = Kind::gcm;
      one.iv = hex(sample, "iv");
      one.headers = {hex(sample, "aad")};
      one.plaintext = hex(sample, "pt");
      one.ciphertext = hex(sample, "ct");
      one.tag = hex(sample, "tag");
    } else {
      ledger.leave_out("sample of an unknown kind");
      continue;
    }
    ledger.add(one);
  }
}

}  // namespace

void read_json(const std::filesystem::path& file, Ledger& ledger) {
  std::ifstream stream(file, std::ios::binary);
  const auto document = json::parse(stream, nullptr, false);
  if (!document.is_object()) throw std::runtime_error("not a JSON object");
  const auto name = file.filename().string();
  if (document.contains("testGroups")) {
    read_wycheproof(document, name, ledger);
  } else if (document.contains("vectors")) {
    read_samples(document, name, ledger);
  } else {
    ledger.leave_out("JSON without test vectors");
  }
}

}  // namespace veilgate::test::vectors
