#include <algorithm>

#include "crypto/primitives/block.hpp"
#include "crypto/primitives/ctr.hpp"
#include "crypto/primitives/digest.hpp"
#include "crypto/primitives/ff1.hpp"
#include "crypto/primitives/gcm.hpp"
#include "crypto/primitives/hkdf.hpp"
#include "crypto/primitives/key_wrap.hpp"
#include "crypto/primitives/mac.hpp"
#include "crypto/primitives/siv.hpp"
#include "tests/vectors/crypto/case.hpp"

namespace veilgate::test::vectors {
namespace {

using namespace veilgate::crypto;

constexpr std::uint8_t kDirt = 0xa5;

const Verdict kPassed = {Verdict::Kind::passed, {}};
Verdict fail(std::string reason) {
  return {Verdict::Kind::failed, std::move(reason)};
}
Verdict not_applicable(std::string reason) {
  return {Verdict::Kind::not_applicable, std::move(reason)};
}

BlockCipher cipher_of(const Case& tested) {
  return tested.cipher == Cipher::sm4 ? BlockCipher::sm4 : BlockCipher::aes;
}
Digest digest_of(const Case& tested) {
  return tested.hash == Hash::sm3 ? Digest::sm3 : Digest::sha256;
}
bool has_no_such_key(const Case& tested, Mode mode) {
  return find_cipher(cipher_of(tested), mode, tested.key.size()) == nullptr;
}
// What a vector with a key of a size nobody has must give: it is refused, whatever it was meant to show.
Verdict refused_key(const Case& tested) {
  return tested.expectation == Expectation::valid ? not_applicable("key size not used") : kPassed;
}

Bytes dirty(std::size_t size) {
  return Bytes(size, kDirt);
}
bool is_wiped(const Bytes& bytes) {
  return std::ranges::all_of(bytes, [](std::uint8_t byte) { return byte == 0; });
}

// Seals and opens in the directions asked for, and compares with what the vector expects of either.
template <class Seal, class Open>
Verdict both_ways(const Case& tested, const Bytes& sealed, Seal&& seal, Open&& open) {
  if (tested.expectation != Expectation::invalid && tested.direction != Direction::open) {
    Bytes out = dirty(sealed.size());
    const bool done = seal(tested.plaintext, out);
    if (!done && tested.expectation == Expectation::valid) return fail("not sealed");
    if (done && out != sealed) return fail("sealed to other bytes");
    if (!done && !is_wiped(out)) return fail("not sealed, and the output is not wiped");
  }
  if (tested.direction != Direction::seal) {
    Bytes out = dirty(sealed.size() - std::min(sealed.size(), sealed.size() - tested.plaintext.size()));
    const bool done = open(sealed, out);
    if (done && tested.expectation == Expectation::invalid) return fail("opened, and must not");
    if (!done && tested.expectation == Expectation::valid) return fail("not opened");
    if (done && out != tested.plaintext) return fail("opened to other bytes");
    if (!done && !is_wiped(out)) return fail("refused, and the output is not wiped");
  }
  return kPassed;
}

Verdict check_block(const Case& tested) {
  auto block = Block::make(cipher_of(tested), tested.key);
  if (!block) return refused_key(tested);
  if (tested.direction == Direction::open) return not_applicable("block decryption is not used");
  Bytes out = dirty(tested.ciphertext.size());
  if (!block->encrypt(tested.plaintext, out)) return fail("not encrypted");
  return out == tested.ciphertext ? kPassed : fail("encrypted to other bytes");
}

Verdict check_ctr(const Case& tested) {
  auto ctr = Ctr::make(cipher_of(tested), tested.key);
  if (!ctr) return refused_key(tested);
  return both_ways(
      tested, tested.ciphertext, [&](const Bytes& in, Bytes& out) { return ctr->apply(tested.iv, in, out); },
      [&](const Bytes& in, Bytes& out) { return ctr->apply(tested.iv, in, out); });
}

Verdict check_gcm(const Case& tested) {
  if (tested.cipher == Cipher::sm4 && has_no_such_key(tested, Mode::gcm))
    return not_applicable("SM4-GCM: not offered by this OpenSSL");
  auto gcm = Gcm::make(cipher_of(tested), tested.key);
  if (!gcm) return refused_key(tested);
  if (tested.iv.size() != Gcm::kNonceBytes) return not_applicable("GCM nonce of another length than 12 bytes");
  if (tested.tag.size() != Gcm::kTagBytes) return not_applicable("GCM tag of another length than 16 bytes");
  const Bytes aad = tested.headers.empty() ? Bytes{} : tested.headers.front();
  Bytes sealed = tested.ciphertext;
  sealed.insert(sealed.end(), tested.tag.begin(), tested.tag.end());
  return both_ways(
      tested, sealed, [&](const Bytes& in, Bytes& out) { return gcm->seal(tested.iv, aad, in, out); },
      [&](const Bytes& in, Bytes& out) {
        out.resize(in.size() - Gcm::kTagBytes, kDirt);
        return gcm->open(tested.iv, aad, in, out);
      });
}

Verdict check_siv(const Case& tested) {
  auto siv = Siv::make(cipher_of(tested), tested.key);
  if (!siv) return refused_key(tested);
  std::vector<Octets> headers(tested.headers.begin(), tested.headers.end());
  if (!siv->bind(headers)) return fail("headers were not bound");
  return both_ways(
      tested, tested.ciphertext, [&](const Bytes& in, Bytes& out) { return siv->seal(in, out); },
      [&](const Bytes& in, Bytes& out) {
        out.resize(in.size() - std::min(in.size(), Siv::kIvBytes), kDirt);
        return siv->open(in, out);
      });
}

Verdict check_key_wrap(const Case& tested) {
  if (has_no_such_key(tested, Mode::wrap)) return refused_key(tested);
  return both_ways(
      tested, tested.ciphertext, [&](const Bytes& in, Bytes& out) { return wrap_key(tested.key, in, out); },
      [&](const Bytes& in, Bytes& out) {
        out.resize(in.size() - std::min(in.size(), kKeyWrapOverhead), kDirt);
        return unwrap_key(tested.key, in, out);
      });
}

Verdict check_mac(const Case& tested, Mac& mac) {
  constexpr std::size_t kShortest = 8;
  if (tested.ciphertext.size() < kShortest && tested.expectation == Expectation::valid)
    return not_applicable("MAC of less than 8 bytes");
  const bool is_valid = mac.verify({tested.plaintext}, tested.ciphertext);
  if (is_valid != (tested.expectation == Expectation::valid)) return fail(is_valid ? "verified" : "not verified");
  if (!is_valid) return kPassed;
  Bytes out = dirty(tested.ciphertext.size());
  const std::size_t middle = tested.plaintext.size() / 2;
  const Octets message = tested.plaintext;
  if (!mac.compute({message.first(middle), message.subspan(middle)}, out) || out != tested.ciphertext)
    return fail("computed another MAC from two pieces");
  return kPassed;
}

Verdict check_cmac(const Case& tested) {
  auto mac = Cmac::make(cipher_of(tested), tested.key);
  return mac ? check_mac(tested, *mac) : refused_key(tested);
}

Verdict check_hmac(const Case& tested) {
  auto mac = Hmac::make(digest_of(tested), tested.key);
  return mac ? check_mac(tested, *mac) : refused_key(tested);
}

Verdict check_digest(const Case& tested) {
  DigestValue out;
  if (!digest(digest_of(tested), {tested.plaintext}, out)) return fail("no digest");
  return std::ranges::equal(out, tested.ciphertext) ? kPassed : fail("another digest");
}

Verdict check_hkdf(const Case& tested) {
  const Digest hash = digest_of(tested);
  Bytes out = dirty(tested.ciphertext.size());
  bool done = false;
  switch (tested.step) {
    case HkdfStep::both: done = hkdf(hash, tested.key, tested.salt, tested.plaintext, out); break;
    case HkdfStep::extract: done = hkdf_extract(hash, tested.key, tested.salt, out); break;
    case HkdfStep::expand: done = hkdf_expand(hash, tested.key, tested.plaintext, out); break;
  }
  if (tested.expectation == Expectation::invalid) return done ? fail("derived, and must not") : kPassed;
  return done && out == tested.ciphertext ? kPassed : fail(done ? "derived other bytes" : "not derived");
}

Verdict check_ff1(const Case& tested) {
  if (tested.from.size() > Ff1::kMostNumerals) return not_applicable("FF1 of more than 512 numerals");
  auto ff1 = Ff1::make(cipher_of(tested), tested.key, tested.radix, tested.tweak);
  if (!ff1) return refused_key(tested);
  auto numerals = tested.from;
  const bool done = ff1->encrypt(numerals);
  if (tested.expectation == Expectation::invalid) {
    auto other = tested.from;
    if (done || ff1->decrypt(other)) return fail("encrypted, and must not");
    return std::ranges::all_of(numerals, [](auto n) { return n == 0; }) ? kPassed : fail("refused, not wiped");
  }
  if (!done) return fail("not encrypted");
  if (numerals != tested.to) return fail("encrypted to other numerals");
  if (!ff1->decrypt(numerals)) return fail("not decrypted");
  return numerals == tested.from ? kPassed : fail("decrypted to other numerals");
}

}  // namespace

Verdict check(const Case& tested) {
  switch (tested.kind) {
    case Kind::block: return check_block(tested);
    case Kind::ctr: return check_ctr(tested);
    case Kind::gcm: return check_gcm(tested);
    case Kind::siv: return check_siv(tested);
    case Kind::key_wrap: return check_key_wrap(tested);
    case Kind::cmac: return check_cmac(tested);
    case Kind::hmac: return check_hmac(tested);
    case Kind::digest: return check_digest(tested);
    case Kind::hkdf: return check_hkdf(tested);
    case Kind::ff1: return check_ff1(tested);
  }
  return fail("no such kind");
}

}  // namespace veilgate::test::vectors
