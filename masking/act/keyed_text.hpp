// The bytes that PSEUDONYM and FAKE are made of: a keyed digest of a value in its canonical form. One object a value; a
// KeyedHasher may be shared by threads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "crypto/pseudonym/keyed_hasher.hpp"
#include "masking/classes.hpp"

namespace veilgate::masking {

// One value, however it is spelled: of written numbers the digits and letters without separators and without 86 in
// front, letters as capitals; of e-mail addresses small letters; of other texts what is left without blanks around.
// Values longer than the buffer, numbers of more than 64 places, are taken as they are.
class CanonicalText {
 public:
  CanonicalText(ClassId class_id, std::string_view value) noexcept;
  std::string_view text() const noexcept { return text_; }
  // The value holds digits, letters and separators alone.
  bool is_number() const noexcept { return is_number_; }

 private:
  std::array<char, 128> buffer_;
  std::string_view text_;
  bool is_number_ = false;
};

// Bytes, and numbers made of them, as many as are asked for. The same for the same value and key.
class KeyedStream {
 public:
  KeyedStream(const crypto::KeyedHasher& hasher, std::string_view message) noexcept
      : hasher_(hasher), message_(message) {}

  // Before anything is taken. False: OpenSSL failed.
  [[nodiscard]] bool start() noexcept { return next_block(); }

  // Zeros after a failure.
  std::uint8_t byte() noexcept {
    if (at_ == block_.size()) next_block();
    return block_[at_++];
  }
  // Below `bound`, 1 to 65,536; the bias is less than 1 in 2^15 / bound.
  std::uint32_t below(std::uint32_t bound) noexcept {
    const std::uint32_t high = byte();
    const std::uint32_t middle = byte();
    return static_cast<std::uint32_t>(((high << 16 | middle << 8 | byte()) * std::uint64_t{bound}) >> 24);
  }
  char digit() noexcept { return static_cast<char>('0' + below(10)); }
  char letter() noexcept { return static_cast<char>('a' + below(26)); }

 private:
  bool next_block() noexcept {
    at_ = 0;
    return hasher_.digest(message_, counter_++, block_);
  }

  const crypto::KeyedHasher& hasher_;
  std::string_view message_;
  crypto::KeyedDigest block_{};
  std::size_t at_ = sizeof(crypto::KeyedDigest);
  std::uint32_t counter_ = 0;
};

}  // namespace veilgate::masking
