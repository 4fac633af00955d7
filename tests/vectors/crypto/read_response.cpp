#include <array>
#include <fstream>
#include <map>
#include <stdexcept>

#include "tests/vectors/crypto/reading.hpp"

namespace veilgate::test::vectors {
namespace {

using Fields = std::map<std::string, std::string>;  // by lower-case name

struct Shape {
  const char* begins;  // how the file's name begins, in small letters
  Kind kind;
};
// CAVP names its files by algorithm: gcmEncryptExtIV256.rsp, CMACGenAES256.rsp, KW_AE_256.txt, HMAC.rsp.
constexpr std::array<Shape, 8> kShapes = {{{"gcmencrypt", Kind::gcm},
                                           {"gcmdecrypt", Kind::gcm},
                                           {"cmacgenaes", Kind::cmac},
                                           {"cmacveraes", Kind::cmac},
                                           {"kw_a", Kind::key_wrap},
                                           {"hmac", Kind::hmac},
                                           {"sha256", Kind::digest},
                                           {"ecb", Kind::block}}};

Bytes hex(const Fields& fields, const char* name) {
  const auto found = fields.find(name);
  return found == fields.end() ? Bytes{} : from_hex(found->second);
}

std::size_t number(const Fields& fields, const char* name) {
  const auto found = fields.find(name);
  return found == fields.end() ? 0 : std::stoul(found->second);
}

// A length of 0 is written with one byte of zeros.
Bytes sized(const Fields& fields, const char* name, std::size_t size) {
  auto bytes = hex(fields, name);
  if (bytes.size() < size) throw std::runtime_error("a field is shorter than its length says");
  bytes.resize(size);
  return bytes;
}

void read_vector(Kind kind, const Fields& section, const Fields& fields, bool is_open, Case& one, Ledger& ledger) {
  const bool is_refused = fields.contains("fail") || (fields.contains("result") && fields.at("result")[0] == 'F');
  one.kind = kind;
  one.expectation = is_refused ? Expectation::invalid : Expectation::valid;
  one.key = hex(fields, "key");
  if (is_open) one.direction = Direction::open;
  switch (kind) {
    case Kind::gcm:
      one.iv = hex(fields, "iv");
      one.headers = {hex(fields, "aad")};
      one.ciphertext = hex(fields, "ct");
      one.plaintext = is_refused ? Bytes(one.ciphertext.size()) : hex(fields, "pt");
      one.tag = hex(fields, "tag");
      break;
    case Kind::cmac:
      one.plaintext = sized(fields, "msg", number(fields, "mlen"));
      one.ciphertext = sized(fields, "mac", number(fields, "tlen"));
      break;
    case Kind::key_wrap:
      one.key = hex(fields, "k");
      one.plaintext = hex(fields, "p");
      one.ciphertext = hex(fields, "c");
      break;
    case Kind::hmac:
      if (!section.contains("l") || section.at("l") != "32") {
        ledger.leave_out("HMAC over another digest");
        return;
      }
      one.plaintext = hex(fields, "msg");
      one.ciphertext = hex(fields, "mac");
      break;
    case Kind::digest:
      if (!fields.contains("msg")) {
        ledger.leave_out("digest of a repeated input");
        return;
      }
      one.plaintext = sized(fields, "msg", number(fields, "len") / 8);
      one.ciphertext = hex(fields, "md");
      break;
    case Kind::block:
      one.plaintext = hex(fields, "plaintext");
      one.ciphertext = hex(fields, "ciphertext");
      if (section.contains("decrypt")) one.direction = Direction::open;
      break;
    case Kind::ctr:
    case Kind::siv:
    case Kind::hkdf:
    case Kind::ff1: throw std::runtime_error("no reader for this kind");
  }
  ledger.add(one);
}

}  // namespace

void read_response(const std::filesystem::path& file, Ledger& ledger) {
  const auto name = lower(file.filename().string());
  const Shape* shape = nullptr;
  for (const auto& row : kShapes)
    if (name.starts_with(row.begins)) shape = &row;
  if (shape == nullptr || name.find("mct") != std::string::npos) {
    ledger.leave_out(shape == nullptr ? "response file of an algorithm not used" : "Monte Carlo response file");
    return;
  }
  const bool is_open = name.starts_with("gcmdecrypt") || name.starts_with("kw_ad");

  std::ifstream stream(file);
  Fields section;
  Fields fields;
  std::string line;
  std::size_t at = 0;
  bool was_section = false;
  const auto finish = [&] {
    if (fields.size() <= 1) {  // `Count` alone, or nothing
      fields.clear();
      return;
    }
    Case one;
    one.name = file.filename().string() + " line " + std::to_string(at);
    read_vector(shape->kind, section, fields, is_open, one, ledger);
    fields.clear();
  };
  while (std::getline(stream, line)) {
    ++at;
    auto text = trimmed(line);
    if (text.starts_with('#')) continue;
    if (text.empty()) {
      finish();
      continue;
    }
    const bool is_section = text.starts_with('[');
    if (is_section) {
      finish();
      if (!was_section) section.clear();
      text = text.substr(1, text.size() - 2);
    }
    was_section = is_section;
    const auto equals = text.find('=');
    auto key = lower(trimmed(text.substr(0, equals)));
    auto value = equals == std::string::npos ? std::string{} : trimmed(text.substr(equals + 1));
    (is_section ? section : fields)[std::move(key)] = std::move(value);
  }
  finish();
}

}  // namespace veilgate::test::vectors
