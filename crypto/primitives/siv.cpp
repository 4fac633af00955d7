#include "crypto/primitives/siv.hpp"

#include <algorithm>
#include <cstring>

#include "crypto/base/secret.hpp"
#include "crypto/primitives/cipher_context.hpp"
#include "crypto/primitives/doubling.hpp"

namespace veilgate::crypto {
namespace {

using Half = std::array<std::uint8_t, kBlockBytes>;

void add(const Half& from, Half& to) noexcept {
  std::array<std::uint64_t, 2> a;
  std::array<std::uint64_t, 2> b;
  std::memcpy(a.data(), from.data(), from.size());
  std::memcpy(b.data(), to.data(), to.size());
  b[0] ^= a[0];
  b[1] ^= a[1];
  std::memcpy(to.data(), b.data(), to.size());
}

}  // namespace

Result<Siv> Siv::make(BlockCipher cipher, Octets key) {
  if (key.size() % 2 != 0) return make_error(Code::bad_config, Origin::policy, "SIV takes a key of two equal halves");
  auto cmac = Cmac::make(cipher, key.first(key.size() / 2));
  if (!cmac) return cmac.error();
  auto ctr = Ctr::make(cipher, key.last(key.size() / 2));
  if (!ctr) return ctr.error();
  Siv siv(*std::move(cmac), *std::move(ctr));
  if (!siv.bind({})) return make_error(Code::internal, Origin::internal, "OpenSSL could not compute a CMAC");
  return siv;
}

Siv::~Siv() {
  wipe(bound_);
  wipe(doubled_);
}

bool Siv::bind(std::span<const Octets> headers) noexcept {
  is_bound_ = headers.size() <= kMostHeaders && add_headers(headers);
  doubled_ = bound_;
  double_block(doubled_);
  return is_bound_;
}

bool Siv::add_headers(std::span<const Octets> headers) noexcept {
  constexpr Half kZero{};
  if (!cmac_.compute({kZero}, bound_)) return false;
  for (const Octets header : headers) {
    Half tag;
    if (!cmac_.compute({header}, tag)) return false;
    double_block(bound_);
    add(tag, bound_);
  }
  return true;
}

bool Siv::derive_iv(Octets plaintext, MutableOctets iv) noexcept {
  if (!is_bound_) return false;
  Half last{};
  if (plaintext.size() < kBlockBytes) {
    if (!plaintext.empty()) std::memcpy(last.data(), plaintext.data(), plaintext.size());
    last[plaintext.size()] = 0x80;
    add(doubled_, last);
    const bool done = cmac_.compute({last}, iv);
    wipe(last);
    return done;
  }
  std::memcpy(last.data(), plaintext.data() + plaintext.size() - kBlockBytes, kBlockBytes);
  add(bound_, last);
  const bool done = cmac_.compute({plaintext.first(plaintext.size() - kBlockBytes), last}, iv);
  wipe(last);
  return done;
}

bool Siv::apply(Octets iv, Octets in, MutableOctets out) noexcept {
  Half counter;
  std::ranges::copy(iv, counter.begin());
  counter[8] &= 0x7f;
  counter[12] &= 0x7f;
  return ctr_.apply(counter, in, out);
}

bool Siv::seal(Octets plaintext, MutableOctets out) noexcept {
  if (plaintext.size() <= kMostOctets && out.size() == plaintext.size() + kIvBytes &&
      derive_iv(plaintext, out.first(kIvBytes)) && apply(out.first(kIvBytes), plaintext, out.subspan(kIvBytes)))
    return true;
  wipe(out);
  return false;
}

bool Siv::open(Octets sealed, MutableOctets out) noexcept {
  Half iv;
  if (sealed.size() >= kIvBytes && out.size() == sealed.size() - kIvBytes &&
      apply(sealed.first(kIvBytes), sealed.subspan(kIvBytes), out) && derive_iv(out, iv) &&
      equal_in_constant_time(iv, sealed.first(kIvBytes)))
    return true;
  wipe(out);
  return false;
}

}  // namespace veilgate::crypto
