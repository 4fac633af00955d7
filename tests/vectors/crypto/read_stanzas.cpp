#include <array>
#include <fstream>
#include <stdexcept>
#include <utility>

#include "tests/vectors/crypto/reading.hpp"

namespace veilgate::test::vectors {
namespace {

using Stanza = std::vector<std::pair<std::string, std::string>>;

std::string value_of(const Stanza& stanza, std::string_view name) {
  for (const auto& [key, value] : stanza)
    if (key == name) return value;
  return {};
}

bool has(const Stanza& stanza, std::string_view name) {
  for (const auto& [key, value] : stanza)
    if (key == name) return true;
  return false;
}

Bytes octets_of(std::string_view value) {
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
    return Bytes(value.begin() + 1, value.end() - 1);
  return from_hex(value);
}

struct KnownCipher {
  const char* name;
  Kind kind;
  Cipher cipher;
};
constexpr std::array<KnownCipher, 22> kCiphers = {{
    {"aes-128-siv", Kind::siv, Cipher::aes},
    {"aes-192-siv", Kind::siv, Cipher::aes},
    {"aes-256-siv", Kind::siv, Cipher::aes},
    {"id-aes128-wrap", Kind::key_wrap, Cipher::aes},
    {"id-aes192-wrap", Kind::key_wrap, Cipher::aes},
    {"id-aes256-wrap", Kind::key_wrap, Cipher::aes},
    {"aes128-wrap", Kind::key_wrap, Cipher::aes},
    {"aes192-wrap", Kind::key_wrap, Cipher::aes},
    {"aes256-wrap", Kind::key_wrap, Cipher::aes},
    {"aes-128-gcm", Kind::gcm, Cipher::aes},
    {"aes-192-gcm", Kind::gcm, Cipher::aes},
    {"aes-256-gcm", Kind::gcm, Cipher::aes},
    {"sm4-gcm", Kind::gcm, Cipher::sm4},
    {"aes-128-ctr", Kind::ctr, Cipher::aes},
    {"aes-192-ctr", Kind::ctr, Cipher::aes},
    {"aes-256-ctr", Kind::ctr, Cipher::aes},
    {"sm4-ctr", Kind::ctr, Cipher::sm4},
    {"aes-128-ecb", Kind::block, Cipher::aes},
    {"aes-192-ecb", Kind::block, Cipher::aes},
    {"aes-256-ecb", Kind::block, Cipher::aes},
    {"sm4-ecb", Kind::block, Cipher::sm4},
    {"sm4", Kind::block, Cipher::sm4},
}};

void read_cipher(const Stanza& stanza, Case& one, Ledger& ledger) {
  const auto name = lower(value_of(stanza, "Cipher"));
  const KnownCipher* known = nullptr;
  for (const auto& row : kCiphers)
    if (name == row.name) known = &row;
  if (known == nullptr) {
    ledger.leave_out("cipher or mode not used: " + name);
    return;
  }
  one.kind = known->kind;
  one.cipher = known->cipher;
  one.key = octets_of(value_of(stanza, "Key"));
  one.iv = octets_of(value_of(stanza, "IV"));
  one.plaintext = octets_of(value_of(stanza, "Plaintext"));
  one.ciphertext = octets_of(value_of(stanza, "Ciphertext"));
  one.tag = octets_of(value_of(stanza, "Tag"));
  for (const auto& [key, value] : stanza)
    if (key == "AAD") one.headers.push_back(octets_of(value));
  if (one.kind == Kind::siv) one.ciphertext.insert(one.ciphertext.begin(), one.tag.begin(), one.tag.end());
  const auto operation = lower(value_of(stanza, "Operation"));
  if (operation == "decrypt") one.direction = Direction::open;
  if (operation == "encrypt") one.direction = Direction::seal;
  ledger.add(one);
}

std::optional<Hash> hash_named(const std::string& name) {
  if (name == "sha256") return Hash::sha256;
  if (name == "sm3") return Hash::sm3;
  return std::nullopt;
}

void read_digest(const Stanza& stanza, Case& one, Ledger& ledger) {
  const auto name = lower(value_of(stanza, "Digest"));
  const auto hash = hash_named(name);
  if (!hash || has(stanza, "Ncopy") || has(stanza, "Count")) {
    ledger.leave_out(hash ? "digest of a repeated input" : "digest not used: " + name);
    return;
  }
  one.kind = Kind::digest;
  one.hash = *hash;
  one.plaintext = octets_of(value_of(stanza, "Input"));
  one.ciphertext = octets_of(value_of(stanza, "Output"));
  ledger.add(one);
}

void read_mac(const Stanza& stanza, Case& one, Ledger& ledger) {
  const auto name = lower(value_of(stanza, "MAC"));
  const auto algorithm = lower(value_of(stanza, "Algorithm"));
  one.key = octets_of(value_of(stanza, "Key"));
  one.plaintext = octets_of(value_of(stanza, "Input"));
  one.ciphertext = octets_of(value_of(stanza, "Output"));
  if (const auto hash = hash_named(algorithm); name == "hmac" && hash) {
    one.kind = Kind::hmac;
    one.hash = *hash;
  } else if (name == "cmac" && (algorithm.starts_with("aes-") || algorithm == "sm4-cbc")) {
    one.kind = Kind::cmac;
    one.cipher = algorithm == "sm4-cbc" ? Cipher::sm4 : Cipher::aes;
  } else {
    ledger.leave_out("MAC not used: " + name + " " + algorithm);
    return;
  }
  ledger.add(one);
}

// `hexkey:0b0b` or `key:text` behind `Ctrl.anything =`.
std::optional<Bytes> control(const Stanza& stanza, const std::string& name) {
  std::optional<Bytes> found;
  for (const auto& [key, value] : stanza) {
    if (!key.starts_with("Ctrl")) continue;
    if (value.starts_with("hex" + name + ":")) {
      auto more = from_hex(value.substr(name.size() + 4));
      if (!found) found.emplace();
      found->insert(found->end(), more.begin(), more.end());
    } else if (value.starts_with(name + ":")) {
      if (!found) found.emplace();
      found->insert(found->end(), value.begin() + static_cast<std::ptrdiff_t>(name.size()) + 1, value.end());
    }
  }
  return found;
}

void read_kdf(const Stanza& stanza, Case& one, Ledger& ledger) {
  const auto text = [&](const std::string& name) {
    const auto value = control(stanza, name);
    return value ? std::string(value->begin(), value->end()) : std::string{};
  };
  const auto digest_name = lower(text("digest"));
  const auto hash = hash_named(digest_name);
  if (lower(value_of(stanza, "KDF")) != "hkdf" || !hash) {
    ledger.leave_out("key derivation not used: " + value_of(stanza, "KDF") + " " + digest_name);
    return;
  }
  const auto mode = text("mode");
  one.kind = Kind::hkdf;
  one.hash = *hash;
  one.step = mode == "EXTRACT_ONLY" ? HkdfStep::extract : mode == "EXPAND_ONLY" ? HkdfStep::expand : HkdfStep::both;
  one.key = control(stanza, "key").value_or(Bytes{});
  one.salt = control(stanza, "salt").value_or(Bytes{});
  one.plaintext = control(stanza, "info").value_or(Bytes{});
  one.ciphertext = octets_of(value_of(stanza, "Output"));
  ledger.add(one);
}

void read_stanza(const Stanza& stanza, const std::string& name, Ledger& ledger) {
  if (stanza.empty() || has(stanza, "Title")) return;
  Case one;
  one.name = name;
  one.expectation = has(stanza, "Result") ? Expectation::invalid : Expectation::valid;
  if (has(stanza, "Cipher")) {
    read_cipher(stanza, one, ledger);
  } else if (has(stanza, "Digest")) {
    read_digest(stanza, one, ledger);
  } else if (has(stanza, "MAC")) {
    read_mac(stanza, one, ledger);
  } else if (has(stanza, "KDF")) {
    read_kdf(stanza, one, ledger);
  } else if (has(stanza, "Verify") || has(stanza, "Sign") || has(stanza, "Decrypt") || has(stanza, "Derive")) {
    ledger.leave_out("public-key operation");
  } else if (!has(stanza, "PrivateKey") && !has(stanza, "PublicKey")) {
    ledger.leave_out("stanza of an unknown kind");
  }
}

}  // namespace

void read_stanzas(const std::filesystem::path& file, Ledger& ledger) {
  std::ifstream stream(file);
  Stanza stanza;
  std::string line;
  std::size_t number = 0;
  std::size_t first = 0;
  bool is_pem = false;
  const auto finish = [&] {
    read_stanza(stanza, file.filename().string() + " line " + std::to_string(first), ledger);
    stanza.clear();
  };
  while (std::getline(stream, line)) {
    ++number;
    const auto text = trimmed(line);
    if (text.starts_with("-----BEGIN")) is_pem = true;
    if (is_pem || text.starts_with('#')) {
      if (text.starts_with("-----END")) is_pem = false;
      continue;
    }
    const auto equals = text.find('=');
    if (text.empty()) {
      finish();
    } else if (equals == std::string::npos) {
      throw std::runtime_error("line " + std::to_string(number) + " is no 'Name = value'");
    } else {
      if (stanza.empty()) first = number;
      stanza.emplace_back(trimmed(text.substr(0, equals)), trimmed(text.substr(equals + 1)));
    }
  }
  finish();
}

}  // namespace veilgate::test::vectors
