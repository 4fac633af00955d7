#include "crypto/pseudonym/keyed_hasher.hpp"

#include <atomic>
#include <string>
#include <utility>
#include <vector>

#include "crypto/base/octets.hpp"
#include "crypto/primitives/hkdf.hpp"
#include "crypto/primitives/mac.hpp"

namespace veilgate::crypto {
namespace {

constexpr std::size_t kSlots = 4;
constexpr std::string_view kLabel = "veilgate keyed hasher 1";

void append_part(std::string& out, std::string_view part) {
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>((part.size() >> shift) & 0xFF));
  out.append(part);
}

}  // namespace

struct KeyedHasher::Slots {
  struct Slot {
    explicit Slot(Hmac made) : hmac(std::move(made)) {}
    Hmac hmac;
    std::atomic_flag busy;
  };
  std::vector<std::unique_ptr<Slot>> slots;
};

KeyedHasher::KeyedHasher(std::unique_ptr<Slots> slots) : slots_(std::move(slots)) {}
KeyedHasher::~KeyedHasher() = default;

Result<std::shared_ptr<const KeyedHasher>> KeyedHasher::make(const SecretBytes& secret, Digest digest,
                                                             std::string_view use, std::string_view tenant) {
  if (secret.size() < kLeastSecretBytes) {
    return make_error(Code::bad_config, Origin::policy, "the key of a keyed mask is shorter than 16 bytes");
  }
  std::string info;
  append_part(info, kLabel);
  append_part(info, use);
  append_part(info, tenant);
  SecretBytes key(kDigestBytes);
  if (!hkdf(digest, secret.bytes(SecretAccess{}), {}, octets(std::string_view(info)),
            key.mutable_bytes(SecretAccess{}))) {
    return make_error(Code::internal, Origin::internal, "OpenSSL could not derive the key of a keyed mask");
  }
  auto slots = std::make_unique<Slots>();
  for (std::size_t i = 0; i < kSlots; ++i) {
    auto hmac = Hmac::make(digest, key.bytes(SecretAccess{}));
    if (!hmac) return hmac.error();
    slots->slots.push_back(std::make_unique<Slots::Slot>(std::move(*hmac)));
  }
  return std::shared_ptr<const KeyedHasher>(new KeyedHasher(std::move(slots)));
}

bool KeyedHasher::digest(std::string_view message, std::uint32_t counter, KeyedDigest& out) const noexcept {
  const std::array<std::uint8_t, 4> number = {
      static_cast<std::uint8_t>(counter >> 24), static_cast<std::uint8_t>(counter >> 16),
      static_cast<std::uint8_t>(counter >> 8), static_cast<std::uint8_t>(counter)};
  for (std::size_t i = 0;; i = (i + 1) % kSlots) {
    Slots::Slot& slot = *slots_->slots[i];
    if (slot.busy.test_and_set(std::memory_order_acquire)) continue;
    const bool done = slot.hmac.compute({octets(message), number}, out);
    slot.busy.clear(std::memory_order_release);
    return done;
  }
}

}  // namespace veilgate::crypto
