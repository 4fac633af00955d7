#include "tests/unit/crypto/primitives/ff1_reference.hpp"

#include <openssl/bn.h>
#include <openssl/evp.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <stdexcept>

namespace veilgate::test {
namespace {

using Bytes = std::vector<std::uint8_t>;
using Numerals = std::vector<std::uint16_t>;

struct Free {
  void operator()(BIGNUM* number) const { BN_free(number); }
  void operator()(BN_CTX* context) const { BN_CTX_free(context); }
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Number = std::unique_ptr<BIGNUM, Free>;

void require(bool condition) {
  if (!condition) throw std::runtime_error("the reference failed");
}

Bytes encrypt_block(const char* cipher, const Bytes& key, const Bytes& block) {
  std::unique_ptr<EVP_CIPHER_CTX, Free> context(EVP_CIPHER_CTX_new());
  std::unique_ptr<EVP_CIPHER, decltype(&EVP_CIPHER_free)> algorithm(EVP_CIPHER_fetch(nullptr, cipher, nullptr),
                                                                    &EVP_CIPHER_free);
  Bytes out(32);
  int written = 0;
  require(EVP_EncryptInit_ex2(context.get(), algorithm.get(), key.data(), nullptr, nullptr) == 1);
  require(EVP_EncryptUpdate(context.get(), out.data(), &written, block.data(), 16) == 1 && written == 16);
  out.resize(16);
  return out;
}

// NUM_radix(X), algorithm 1.
Number number_of(const Numerals& numerals, unsigned radix) {
  Number number(BN_new());
  for (const auto numeral : numerals)
    require(BN_mul_word(number.get(), radix) == 1 && BN_add_word(number.get(), numeral) == 1);
  return number;
}

// STR^m_radix(x), algorithm 3.
Numerals numerals_of(const BIGNUM* from, unsigned radix, std::size_t m) {
  Number number(BN_dup(from));
  Numerals numerals(m);
  for (std::size_t i = m; i-- > 0;) numerals[i] = static_cast<std::uint16_t>(BN_div_word(number.get(), radix));
  return numerals;
}

// PRF(X), algorithm 6: CBC-MAC.
Bytes prf(const char* cipher, const Bytes& key, const Bytes& x) {
  Bytes y(16);
  for (std::size_t at = 0; at < x.size(); at += 16) {
    for (std::size_t i = 0; i < 16; ++i) y[i] ^= x[at + i];
    y = encrypt_block(cipher, key, y);
  }
  return y;
}

}  // namespace

std::vector<std::uint16_t> reference_ff1(const char* cipher, const Bytes& key, unsigned radix, const Bytes& tweak,
                                         Numerals numerals, bool is_encrypting) {
  const std::size_t n = numerals.size();
  const std::size_t t = tweak.size();
  const std::size_t u = n / 2;
  const std::size_t v = n - u;
  Numerals a(numerals.begin(), numerals.begin() + static_cast<std::ptrdiff_t>(u));
  Numerals b(numerals.begin() + static_cast<std::ptrdiff_t>(u), numerals.end());

  std::unique_ptr<BN_CTX, Free> context(BN_CTX_new());
  Number base(BN_new());
  Number exponent(BN_new());
  Number largest(BN_new());
  require(BN_set_word(base.get(), radix) == 1 && BN_set_word(exponent.get(), v) == 1);
  require(BN_exp(largest.get(), base.get(), exponent.get(), context.get()) == 1);
  require(BN_sub_word(largest.get(), 1) == 1);
  const std::size_t bytes = static_cast<std::size_t>(BN_num_bits(largest.get()) + 7) / 8;
  const std::size_t d = 4 * ((bytes + 3) / 4) + 4;

  Bytes p = {1, 2, 1};
  for (const int shift : {16, 8, 0}) p.push_back(static_cast<std::uint8_t>(radix >> shift));
  p.push_back(10);
  p.push_back(static_cast<std::uint8_t>(u % 256));
  for (const int shift : {24, 16, 8, 0}) p.push_back(static_cast<std::uint8_t>(n >> shift));
  for (const int shift : {24, 16, 8, 0}) p.push_back(static_cast<std::uint8_t>(t >> shift));

  for (int step = 0; step < 10; ++step) {
    const int i = is_encrypting ? step : 9 - step;
    Bytes q = tweak;
    q.insert(q.end(), (16 - (t + bytes + 1) % 16) % 16, 0);
    q.push_back(static_cast<std::uint8_t>(i));
    Bytes number(bytes);
    require(BN_bn2binpad(number_of(is_encrypting ? b : a, radix).get(), number.data(), static_cast<int>(bytes)) >= 0);
    q.insert(q.end(), number.begin(), number.end());
    Bytes x = p;
    x.insert(x.end(), q.begin(), q.end());
    const Bytes r = prf(cipher, key, x);
    Bytes s = r;
    for (std::uint8_t j = 1; s.size() < d; ++j) {
      Bytes block = r;
      block[15] ^= j;
      const Bytes more = encrypt_block(cipher, key, block);
      s.insert(s.end(), more.begin(), more.end());
    }
    s.resize(d);
    Number y(BN_bin2bn(s.data(), static_cast<int>(s.size()), nullptr));
    const std::size_t m = i % 2 == 0 ? u : v;
    Number modulus(BN_new());
    require(BN_set_word(exponent.get(), m) == 1);
    require(BN_exp(modulus.get(), base.get(), exponent.get(), context.get()) == 1);
    Number c(BN_new());
    if (is_encrypting) {
      require(BN_mod_add(c.get(), number_of(a, radix).get(), y.get(), modulus.get(), context.get()) == 1);
      a = b;
      b = numerals_of(c.get(), radix, m);
    } else {
      require(BN_mod_sub(c.get(), number_of(b, radix).get(), y.get(), modulus.get(), context.get()) == 1);
      b = a;
      a = numerals_of(c.get(), radix, m);
    }
  }
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

}  // namespace veilgate::test
