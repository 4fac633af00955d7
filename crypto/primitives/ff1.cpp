#include "crypto/primitives/ff1.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "crypto/primitives/cipher_context.hpp"
#include "crypto/primitives/ff1_number.hpp"

namespace veilgate::crypto {
namespace {

using Cell = std::array<std::uint8_t, kBlockBytes>;

constexpr std::size_t kMostHalfBytes = Ff1::kMostNumerals / 2 * 2;
// The changing blocks of Q: the round, the number, and what of the tweak shares their first block.
constexpr std::size_t kMostTail = kMostHalfBytes + 2 * kBlockBytes;

__extension__ using Wide = unsigned __int128;

std::uint64_t swapped(std::uint64_t word) noexcept {
  return std::endian::native == std::endian::little ? __builtin_bswap64(word) : word;
}
std::uint64_t load_word(const std::uint8_t* from) noexcept {
  std::uint64_t word = 0;
  std::memcpy(&word, from, sizeof word);
  return swapped(word);
}
void store_word(std::uint64_t word, std::uint8_t* to) noexcept {
  word = swapped(word);
  std::memcpy(to, &word, sizeof word);
}

void put_big_endian(std::uint64_t number, MutableOctets out) noexcept {
  for (std::size_t i = out.size(); i-- > 0; number >>= 8) out[i] = static_cast<std::uint8_t>(number);
}

// radix^count, or 0 when that is 2^64 or more.
std::uint64_t power(std::uint32_t radix, std::size_t count) noexcept {
  std::uint64_t result = 1;
  for (std::size_t i = 0; i < count; ++i)
    if (__builtin_mul_overflow(result, std::uint64_t{radix}, &result)) return 0;
  return result;
}

std::uint64_t number_of(std::span<const Ff1::Numeral> numerals, std::uint32_t radix) noexcept {
  std::uint64_t number = 0;
  for (const auto numeral : numerals) number = number * radix + numeral;
  return number;
}

// A division by a constant costs a fifth of one by a variable, and ten is what is asked for most.
void write_numerals(std::uint64_t number, std::uint32_t radix, std::span<Ff1::Numeral> out) noexcept {
  constexpr std::uint32_t kTen = 10;
  if (radix == kTen) {
    for (std::size_t i = out.size(); i-- > 0; number /= kTen) out[i] = static_cast<Ff1::Numeral>(number % kTen);
  } else {
    for (std::size_t i = out.size(); i-- > 0; number /= radix) out[i] = static_cast<Ff1::Numeral>(number % radix);
  }
}

}  // namespace

Result<Ff1> Ff1::make(BlockCipher cipher, Octets key, std::uint32_t radix, Octets tweak) {
  if (radix < 2 || radix > kMostRadix)
    return make_error(Code::bad_config, Origin::policy, "FF1: the radix is 2 to 65536");
  if (tweak.size() > kMostTweakBytes) return make_error(Code::bad_config, Origin::policy, "FF1: the tweak is too long");
  auto block = Block::make(cipher, key);
  if (!block) return block.error();
  return Ff1(*std::move(block), radix, tweak);
}

bool Ff1::has_domain(std::uint32_t radix, std::size_t length, std::uint32_t least) noexcept {
  std::uint64_t size = 1;
  for (std::size_t i = 0; i < length && size < least; ++i) size *= radix;
  return size >= least;
}

bool Ff1::shape_for(std::size_t length) noexcept {
  if (shape_.length == length) return true;
  Shape shape;
  shape.u = length / 2;
  shape.v = length - shape.u;
  shape.b = (ff1::bits_of_largest(radix_, shape.v) + 7) / 8;
  shape.d = 4 * ((shape.b + 3) / 4) + 4;
  if (shape.b <= sizeof(std::uint64_t)) {
    shape.modulus_u = power(radix_, shape.u);
    shape.modulus_v = power(radix_, shape.v);
    if (shape.modulus_v == 0) shape.modulus_u = 0;
  }

  // P
  Cell cell = {1, 2, 1};
  put_big_endian(radix_, MutableOctets(cell).subspan(3, 3));
  cell[6] = kRounds;
  cell[7] = static_cast<std::uint8_t>(shape.u);
  put_big_endian(length, MutableOctets(cell).subspan(8, 4));
  put_big_endian(tweak_.size(), MutableOctets(cell).subspan(12, 4));
  shape.state = cell;
  if (!block_.encrypt(shape.state, shape.state)) return false;

  // Q = tweak, zeros, round, number: a whole number of blocks. The blocks before the one in which the round stands
  // never change.
  shape.tail_blocks = (shape.b + 1 + kBlockBytes - 1) / kBlockBytes;
  const std::size_t size = (tweak_.size() + shape.b + 1 + kBlockBytes - 1) / kBlockBytes * kBlockBytes;
  const std::size_t fixed = size - shape.tail_blocks * kBlockBytes;
  const auto tweak_octet = [&](std::size_t at) { return at < tweak_.size() ? tweak_[at] : std::uint8_t{0}; };
  for (std::size_t at = 0; at < fixed; at += kBlockBytes) {
    for (std::size_t i = 0; i < kBlockBytes; ++i) shape.state[i] ^= tweak_octet(at + i);
    if (!block_.encrypt(shape.state, shape.state)) return false;
  }
  for (std::size_t i = 0; i < kBlockBytes; ++i) shape.first_tail[i] = tweak_octet(fixed + i);
  shape.length = length;
  shape_ = shape;
  return true;
}

bool Ff1::prepare(std::span<const Numeral> numerals) noexcept {
  if (numerals.size() < 2 || numerals.size() > kMostNumerals || !has_domain(radix_, numerals.size(), 100)) return false;
  if (radix_ < kMostRadix && std::ranges::any_of(numerals, [&](Numeral numeral) { return numeral >= radix_; }))
    return false;
  return shape_for(numerals.size());
}

bool Ff1::feed_tail(std::size_t round, Octets number, Cell& r) noexcept {
  r = shape_.state;
  std::array<std::uint8_t, kMostTail> tail;
  const std::size_t size = shape_.tail_blocks * kBlockBytes;
  std::ranges::copy(shape_.first_tail, tail.begin());
  // The tweak ends in the first of these blocks; behind it there are only zeros up to the round.
  std::fill(tail.begin() + kBlockBytes, tail.begin() + std::max(size, kBlockBytes), std::uint8_t{0});
  tail[size - number.size() - 1] = static_cast<std::uint8_t>(round);
  std::ranges::copy(number, tail.begin() + static_cast<std::ptrdiff_t>(size - number.size()));
  for (std::size_t at = 0; at < size; at += kBlockBytes) {
    for (std::size_t i = 0; i < kBlockBytes; ++i) r[i] ^= tail[at + i];
    if (!block_.encrypt(r, r)) return false;
  }
  return true;
}

// Both halves are below 2^64, so that one round is one block and a little arithmetic. What changes in the block is the
// round and the number behind it.
bool Ff1::run_short(std::span<Numeral> numerals, bool is_encrypting) noexcept {
  constexpr std::size_t kWord = sizeof(std::uint64_t);
  std::uint64_t a = number_of(numerals.first(shape_.u), radix_);
  std::uint64_t b = number_of(numerals.subspan(shape_.u), radix_);
  Cell fixed = shape_.state;
  for (std::size_t i = 0; i < kBlockBytes; ++i) fixed[i] ^= shape_.first_tail[i];
  const std::uint64_t fixed_word = load_word(fixed.data() + kWord);
  const std::size_t round_at = kBlockBytes - 1 - shape_.b;
  for (std::size_t step = 0; step < kRounds; ++step) {
    const std::size_t round = is_encrypting ? step : kRounds - 1 - step;
    const std::uint64_t modulus = round % 2 == 0 ? shape_.modulus_u : shape_.modulus_v;
    // Encrypting, the second half is fed and the first changed; decrypting, the other way round.
    Cell r = fixed;
    store_word(fixed_word ^ (is_encrypting ? b : a), r.data() + kWord);
    r[round_at] ^= static_cast<std::uint8_t>(round);
    if (!block_.encrypt(r, r)) return false;
    const std::uint64_t high = load_word(r.data());
    // d is 8 or 12 bytes.
    const std::uint64_t rest =
        shape_.d == kWord
            ? high % modulus
            : static_cast<std::uint64_t>((Wide{high} << 32 | load_word(r.data() + kWord) >> 32) % modulus);
    // No sum of two numbers below the modulus is computed, as it may be 2^64 or more.
    if (is_encrypting) {
      const std::uint64_t c = a >= modulus - rest ? a - (modulus - rest) : a + rest;
      a = b;
      b = c;
    } else {
      const std::uint64_t c = b >= rest ? b - rest : modulus - (rest - b);
      b = a;
      a = c;
    }
  }
  write_numerals(a, radix_, numerals.first(shape_.u));
  write_numerals(b, radix_, numerals.subspan(shape_.u));
  return true;
}

bool Ff1::run_long(std::span<Numeral> numerals, bool is_encrypting) noexcept {
  std::array<Numeral, kMostNumerals / 2 + 1> first{};
  std::array<Numeral, kMostNumerals / 2 + 1> second{};
  std::span<Numeral> a(first.data(), shape_.u);
  std::span<Numeral> b(second.data(), shape_.v);
  std::ranges::copy(numerals.first(shape_.u), a.begin());
  std::ranges::copy(numerals.subspan(shape_.u), b.begin());
  std::array<std::uint8_t, kMostHalfBytes> number;
  std::array<std::uint8_t, kMostHalfBytes + 2 * kBlockBytes> s;
  bool done = true;
  for (std::size_t step = 0; done && step < kRounds; ++step) {
    const std::size_t round = is_encrypting ? step : kRounds - 1 - step;
    const auto fed = MutableOctets(number).first(shape_.b);
    ff1::write_number(is_encrypting ? b : a, radix_, fed);
    Cell r;
    done = feed_tail(round, fed, r);
    std::ranges::copy(r, s.begin());
    for (std::size_t block = 1; done && block * kBlockBytes < shape_.d; ++block) {
      const auto more = MutableOctets(s).subspan(block * kBlockBytes, kBlockBytes);
      std::ranges::copy(r, more.begin());
      for (std::size_t i = 0; i < sizeof(std::uint64_t); ++i)
        more[kBlockBytes - 1 - i] ^= static_cast<std::uint8_t>(std::uint64_t{block} >> (8 * i));
      done = block_.encrypt(more, more);
    }
    // The changed half takes the other's place, so that the spans change places instead of the numerals.
    const auto changed = is_encrypting ? a : b;
    ff1::add_number(Octets(s).first(shape_.d), radix_, is_encrypting, changed);
    std::swap(a, b);
  }
  if (done) {
    std::ranges::copy(a, numerals.begin());
    std::ranges::copy(b, numerals.begin() + static_cast<std::ptrdiff_t>(shape_.u));
  }
  wipe_memory(first.data(), sizeof(first));
  wipe_memory(second.data(), sizeof(second));
  wipe(number);
  return done;
}

bool Ff1::run(std::span<Numeral> numerals, bool is_encrypting) noexcept {
  if (prepare(numerals) &&
      (shape_.modulus_v != 0 ? run_short(numerals, is_encrypting) : run_long(numerals, is_encrypting)))
    return true;
  std::ranges::fill(numerals, Numeral{0});
  return false;
}

bool Ff1::encrypt(std::span<Numeral> numerals) noexcept {
  return run(numerals, true);
}

bool Ff1::decrypt(std::span<Numeral> numerals) noexcept {
  return run(numerals, false);
}

}  // namespace veilgate::crypto
