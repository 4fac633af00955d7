#include "crypto/primitives/siv.hpp"

#include <algorithm>

#include "crypto/base/secret.hpp"
#include "crypto/primitives/cipher_context.hpp"
#include "crypto/primitives/doubling.hpp"

namespace veilgate::crypto {

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

bool Siv::bind(std::span<const Octets> headers) noexcept {
  constexpr Half kZero{};
  is_bound_ = headers.size() <= kMostHeaders && cmac_.compute({kZero}, bound_);
  for (std::size_t i = 0; is_bound_ && i < headers.size(); ++i) {
    Half tag;
    is_bound_ = cmac_.compute({headers[i]}, tag);
    double_block(bound_);
    for (std::size_t k = 0; k < tag.size(); ++k) bound_[k] ^= tag[k];
  }
  return is_bound_;
}

bool Siv::derive_iv(Octets plaintext, MutableOctets iv) noexcept {
  if (!is_bound_) return false;
  Half last = bound_;
  if (plaintext.size() < kBlockBytes) {
    double_block(last);
    for (std::size_t i = 0; i < plaintext.size(); ++i) last[i] ^= plaintext[i];
    last[plaintext.size()] ^= 0x80;
    const bool done = cmac_.compute({last}, iv);
    wipe(last);
    return done;
  }
  const auto tail = plaintext.last(kBlockBytes);
  for (std::size_t i = 0; i < kBlockBytes; ++i) last[i] ^= tail[i];
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
