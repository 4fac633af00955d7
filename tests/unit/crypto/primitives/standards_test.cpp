// The published vectors of the standards, beside the suites of others (tests/vectors/crypto), and what the primitives
// refuse.
#include <doctest/doctest.h>
#include <openssl/err.h>

#include <algorithm>
#include <array>
#include <string>

#include "crypto/primitives/block.hpp"
#include "crypto/primitives/digest.hpp"
#include "crypto/primitives/gcm.hpp"
#include "crypto/primitives/hkdf.hpp"
#include "crypto/primitives/key_wrap.hpp"
#include "crypto/primitives/mac.hpp"
#include "crypto/primitives/siv.hpp"
#include "crypto/primitives/xaes.hpp"
#include "tests/unit/crypto/hex.hpp"

namespace veilgate::test {
namespace {

using namespace crypto;

const Bytes kSm4Key = hex("0123456789abcdeffedcba9876543210");

TEST_CASE("SM4: GB/T 32907-2016 appendix A") {
  auto block = Block::make(BlockCipher::sm4, kSm4Key);
  REQUIRE(block.has_value());
  Bytes text = kSm4Key;
  REQUIRE(block->encrypt(text, text));
  CHECK(text == hex("681edf34d206965e86b3e94f536e4246"));
  for (int i = 1; i < 1'000'000; ++i) REQUIRE(block->encrypt(text, text));
  CHECK(text == hex("595298c7c6fd271f0402f804c33d3f66"));
}

TEST_CASE("SM3: GB/T 32905-2016 appendix A") {
  DigestValue value;
  REQUIRE(digest(Digest::sm3, {octets("abc")}, value));
  CHECK(std::ranges::equal(value, hex("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")));
  std::string text;
  for (int i = 0; i < 16; ++i) text += "abcd";
  REQUIRE(digest(Digest::sm3, {octets(text).first(10), octets(text).subspan(10)}, value));
  CHECK(std::ranges::equal(value, hex("debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732")));
}

TEST_CASE("SM4-GCM: RFC 8998 appendix A.1, where the provider has it") {
  auto gcm = Gcm::make(BlockCipher::sm4, kSm4Key);
  if (!gcm) {
    MESSAGE("not applicable: this OpenSSL has no SM4-GCM");
    CHECK(gcm.error().code == Code::bad_config);
    return;
  }
  const auto plaintext = hex(
      "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeee"
      "aaaaaaaaaaaaaaaa");
  Bytes out(plaintext.size() + Gcm::kTagBytes);
  REQUIRE(gcm->seal(hex("00001234567800000000abcd"), hex("feedfacedeadbeeffeedfacedeadbeefabaddad2"), plaintext, out));
  CHECK(out ==
        hex("17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15a568"
            "34cbcf98c397b4024a2691233b8d83de3541e4c2b58177e065a9bf7b62ec"));
}

TEST_CASE("XAES-256-GCM: the vectors of the C2SP specification") {
  // Both have the nonce "ABCDEFGHIJKLMNOPQRSTUVWX" and the plaintext "XAES-256-GCM".
  struct Row {
    const char* name;
    std::uint8_t key;
    const char* aad;
    const char* sealed;
  };
  for (const auto& row :
       {Row{"first bit of L is 0", 0x01, "", "ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271"},
        Row{"first bit of L is 1", 0x03, "c2sp.org/XAES-256-GCM",
            "986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d"}}) {
    CAPTURE(std::string(row.name));
    auto xaes = Xaes256Gcm::make(Bytes(32, row.key));
    REQUIRE(xaes.has_value());
    const auto nonce = octets("ABCDEFGHIJKLMNOPQRSTUVWX");
    const auto plaintext = octets("XAES-256-GCM");
    Bytes out(plaintext.size() + Xaes256Gcm::kTagBytes);
    REQUIRE(xaes->seal(nonce, octets(row.aad), plaintext, out));
    CHECK(out == hex(row.sealed));
    Bytes back(plaintext.size());
    REQUIRE(xaes->open(nonce, octets(row.aad), out, back));
    CHECK(as_text(back) == "XAES-256-GCM");
    // Another selector in between, and back.
    auto other = Bytes(nonce.begin(), nonce.end());
    other[0] ^= 1;
    CHECK_FALSE(xaes->open(other, octets(row.aad), out, back));
    CHECK(back == Bytes(plaintext.size()));
    CHECK(xaes->open(nonce, octets(row.aad), out, back));
  }
}

TEST_CASE("CMAC over SM4 with the subkeys of SP 800-38B: one block, no block, part of one") {
  // From the definition: with the ECB alone, and from the primitive; they have to agree.
  auto block = Block::make(BlockCipher::sm4, kSm4Key);
  auto cmac = Cmac::make(BlockCipher::sm4, kSm4Key);
  REQUIRE(block.has_value());
  REQUIRE(cmac.has_value());
  const auto doubled = [](Bytes in) {
    Bytes out(16);
    for (std::size_t i = 0; i < 16; ++i)
      out[i] = static_cast<std::uint8_t>(in[i] << 1 | (i + 1 < 16 ? in[i + 1] >> 7 : 0));
    if (in[0] & 0x80) out[15] ^= 0x87;
    return out;
  };
  Bytes l(16);
  REQUIRE(block->encrypt(l, l));
  for (std::size_t size = 0; size <= 50; ++size) {
    Bytes message(size);
    for (std::size_t i = 0; i < size; ++i) message[i] = static_cast<std::uint8_t>(i * 7 + 1);
    Bytes padded = message;
    Bytes last_key = doubled(l);
    if (size == 0 || size % 16 != 0) {
      last_key = doubled(last_key);
      padded.push_back(0x80);
      while (padded.size() % 16 != 0) padded.push_back(0);
    }
    Bytes expected(16);
    for (std::size_t at = 0; at < padded.size(); at += 16) {
      for (std::size_t i = 0; i < 16; ++i) {
        expected[i] ^= padded[at + i];
        if (at + 16 == padded.size()) expected[i] ^= last_key[i];
      }
      REQUIRE(block->encrypt(expected, expected));
    }
    Bytes tag(16);
    REQUIRE(cmac->compute({message}, tag));
    CHECK(tag == expected);
  }
}

TEST_CASE("SIV over SM4 is RFC 5297 with the block cipher changed") {
  // S2V and CTR from the definition, on the ECB alone, for the shapes the RFC tells apart.
  auto siv = Siv::make(BlockCipher::sm4, hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"));
  auto cmac = Cmac::make(BlockCipher::sm4, hex("000102030405060708090a0b0c0d0e0f"));
  auto block = Block::make(BlockCipher::sm4, hex("101112131415161718191a1b1c1d1e1f"));
  REQUIRE(siv.has_value());
  const auto doubled = [](const Bytes& in) {
    Bytes out(16);
    for (std::size_t i = 0; i < 16; ++i)
      out[i] = static_cast<std::uint8_t>(in[i] << 1 | (i + 1 < 16 ? in[i + 1] >> 7 : 0));
    if (in[0] & 0x80) out[15] ^= 0x87;
    return out;
  };
  const auto mac = [&](const Bytes& message) {
    Bytes tag(16);
    REQUIRE(cmac->compute({message}, tag));
    return tag;
  };
  for (const std::size_t headers : {0, 1, 2})
    for (const std::size_t size : {0, 1, 15, 16, 17, 32, 33, 100}) {
      CAPTURE(headers);
      CAPTURE(size);
      std::vector<Bytes> bound;
      for (std::size_t i = 0; i < headers; ++i) bound.emplace_back(5 + 20 * i, static_cast<std::uint8_t>(i + 1));
      Bytes plaintext(size);
      for (std::size_t i = 0; i < size; ++i) plaintext[i] = static_cast<std::uint8_t>(i);

      Bytes d = mac(Bytes(16));
      for (const auto& header : bound) {
        d = doubled(d);
        const auto tag = mac(header);
        for (std::size_t i = 0; i < 16; ++i) d[i] ^= tag[i];
      }
      Bytes t = plaintext;
      if (size < 16) {
        t.push_back(0x80);
        t.resize(16);
        d = doubled(d);
        for (std::size_t i = 0; i < 16; ++i) t[i] ^= d[i];
      } else {
        for (std::size_t i = 0; i < 16; ++i) t[size - 16 + i] ^= d[i];
      }
      Bytes expected = mac(t);
      Bytes counter = expected;
      counter[8] &= 0x7f;
      counter[12] &= 0x7f;
      for (std::size_t at = 0; at < size; at += 16) {
        Bytes stream(16);
        REQUIRE(block->encrypt(counter, stream));
        for (std::size_t i = at; i < std::min(at + 16, size); ++i)
          expected.push_back(static_cast<std::uint8_t>(plaintext[i] ^ stream[i - at]));
        for (std::size_t i = 16; i-- > 0 && ++counter[i] == 0;) {
        }
      }

      const std::vector<Octets> views(bound.begin(), bound.end());
      REQUIRE(siv->bind(views));
      Bytes sealed(size + Siv::kIvBytes);
      REQUIRE(siv->seal(plaintext, sealed));
      CHECK(sealed == expected);
      Bytes back(size, 0xaa);
      REQUIRE(siv->open(sealed, back));
      CHECK(back == plaintext);
    }
}

TEST_CASE("no primitive takes a key of a size its cipher does not have") {
  for (const std::size_t size : {0, 1, 8, 15, 17, 20, 31, 33, 40, 64}) {
    CAPTURE(size);
    const Bytes key(size, 1);
    for (const auto cipher : {BlockCipher::aes, BlockCipher::sm4}) {
      CHECK_FALSE(Block::make(cipher, key).has_value());
      CHECK_FALSE(Cmac::make(cipher, key).has_value());
      CHECK_FALSE(Gcm::make(cipher, key).has_value());
      const bool is_siv = cipher == BlockCipher::aes && size == 64;
      if (!is_siv) CHECK_FALSE(Siv::make(cipher, key).has_value());
    }
    CHECK_FALSE(Xaes256Gcm::make(key).has_value());
    Bytes out(24, 0xaa);
    CHECK_FALSE(wrap_key(key, Bytes(16), out));
    CHECK(out == Bytes(24));
  }
  CHECK_FALSE(Hmac::make(Digest::sm3, {}).has_value());
  for (const std::size_t size : {24, 32}) CHECK_FALSE(Block::make(BlockCipher::sm4, Bytes(size)).has_value());
}

TEST_CASE("what is not authentic is not released, and the output is wiped") {
  auto gcm = Gcm::make(BlockCipher::aes, Bytes(32, 7));
  auto siv = Siv::make(BlockCipher::aes, Bytes(64, 7));
  REQUIRE(gcm.has_value());
  REQUIRE(siv.has_value());
  const Bytes nonce(12, 3);
  const Bytes aad = {1, 2, 3};
  for (const std::size_t size : {0, 1, 16, 33}) {
    const Bytes plaintext(size, 0x5c);
    Bytes sealed(size + 16);
    REQUIRE(gcm->seal(nonce, aad, plaintext, sealed));
    Bytes sealed_siv(size + 16);
    REQUIRE(siv->seal(plaintext, sealed_siv));
    for (std::size_t i = 0; i < sealed.size(); ++i) {
      auto changed = sealed;
      changed[i] ^= 1;
      Bytes out(size, 0xaa);
      CHECK_FALSE(gcm->open(nonce, aad, changed, out));
      CHECK(out == Bytes(size));
      changed = sealed_siv;
      changed[i] ^= 0x80;
      out.assign(size, 0xaa);
      CHECK_FALSE(siv->open(changed, out));
      CHECK(out == Bytes(size));
    }
    for (std::size_t i = 0; i < nonce.size(); ++i) {
      auto changed = nonce;
      changed[i] ^= 1;
      Bytes out(size, 0xaa);
      CHECK_FALSE(gcm->open(changed, aad, sealed, out));
      CHECK(out == Bytes(size));
    }
    for (std::size_t i = 0; i < aad.size(); ++i) {
      auto changed = aad;
      changed[i] ^= 1;
      Bytes out(size, 0xaa);
      CHECK_FALSE(gcm->open(nonce, changed, sealed, out));
      CHECK(out == Bytes(size));
    }
    // After every refusal the right one opens still: no state is left behind.
    Bytes out(size);
    CHECK(gcm->open(nonce, aad, sealed, out));
    CHECK(out == plaintext);
  }
}

TEST_CASE("neither a refusal nor an algorithm that is not offered leaves an error for others in OpenSSL's queue") {
  (void)Gcm::make(BlockCipher::sm4, kSm4Key);
  auto gcm = Gcm::make(BlockCipher::aes, Bytes(32));
  REQUIRE(gcm.has_value());
  Bytes out(16);
  CHECK_FALSE(gcm->open(Bytes(12), {}, Bytes(32), out));
  CHECK_FALSE(unwrap_key(Bytes(32), Bytes(24), out));
  CHECK_FALSE(hkdf(Digest::sm3, {}, {}, {}, out));
  CHECK(ERR_peek_error() == 0);
}

TEST_CASE("wrong sizes are refused before anything is computed") {
  auto gcm = Gcm::make(BlockCipher::aes, Bytes(32, 7));
  REQUIRE(gcm.has_value());
  Bytes out(20, 0xaa);
  CHECK_FALSE(gcm->seal(Bytes(12), {}, Bytes(5), out));
  CHECK(out == Bytes(20));
  CHECK_FALSE(gcm->seal(Bytes(16), {}, Bytes(4), out));
  CHECK_FALSE(gcm->open(Bytes(12), {}, Bytes(3), MutableOctets(out).first(0)));
  auto siv = Siv::make(BlockCipher::aes, Bytes(32, 7));
  REQUIRE(siv.has_value());
  CHECK_FALSE(siv->open(Bytes(15), MutableOctets(out).first(0)));
  const std::vector<Octets> too_many(Siv::kMostHeaders + 1);
  CHECK_FALSE(siv->bind(too_many));
  CHECK_FALSE(siv->seal(Bytes(4), out));  // and nothing is sealed under headers that were not bound
  CHECK(siv->bind({}));
  CHECK(siv->seal(Bytes(4), out));
  auto mac = Hmac::make(Digest::sha256, Bytes(32));
  REQUIRE(mac.has_value());
  CHECK_FALSE(mac->compute({}, MutableOctets(out).first(0)));
  Bytes tag(33);
  CHECK_FALSE(mac->compute({}, tag));
  REQUIRE(mac->compute({octets("a")}, MutableOctets(tag).first(32)));
  CHECK_FALSE(mac->verify({octets("a")}, Octets(tag).first(7)));
  CHECK(mac->verify({octets("a")}, Octets(tag).first(8)));
  CHECK_FALSE(hkdf(Digest::sha256, Bytes(32), {}, {}, MutableOctets(out).first(0)));
  Bytes large(kMostDerivedBytes + 1);
  CHECK_FALSE(hkdf(Digest::sha256, Bytes(32), {}, {}, large));
}

}  // namespace
}  // namespace veilgate::test
