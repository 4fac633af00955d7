// SecretBytes: key material and other secrets in memory.
//
//   where     in one arena of the process: pages locked against swapping where the system allows it (RLIMIT_MEMLOCK),
//             left out of core dumps (MADV_DONTDUMP), with an unreadable page before and after each block
//   wiped     over the whole allocated cell when it is released, moved from or assigned over
//   move-only a second copy is made only by clone() and copy_of(), which one grep finds
//   closed    reading the bytes needs a SecretAccess, which one grep finds; there is no other way in
//   unprintable: no operator<< and no formatter; both fail to compile (tests/compile_fail)
//   compared  in a time that depends on the length only
//
// Threads: the arena is safe for any number; one object belongs to one thread at a time, reading a const one is free.
// Out of memory ends the program, as there is no place to keep a secret in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <span>
#include <utility>

namespace veilgate {

// Whoever writes `SecretAccess{}` handles the bytes of a secret: it hands them to a primitive or to a key source and
// keeps no copy outside a SecretBytes. tests/lint/forbidden.txt lists the files that may.
class SecretAccess {
 public:
  explicit SecretAccess() = default;
};

class SecretBytes {
 public:
  SecretBytes() = default;                   // empty
  explicit SecretBytes(std::size_t size);    // filled with zeros
  SecretBytes(SecretBytes&& other) noexcept  // leaves the other empty
      : data_(std::exchange(other.data_, nullptr)),
        size_(std::exchange(other.size_, 0)),
        allocated_(std::exchange(other.allocated_, 0)) {}
  SecretBytes& operator=(SecretBytes&& other) noexcept;
  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;
  ~SecretBytes() { wipe(); }

  // The source stays the caller's to wipe (wipe_memory).
  static SecretBytes copy_of(std::span<const std::uint8_t> bytes);
  SecretBytes clone() const;

  std::size_t size() const noexcept { return size_; }
  bool empty() const noexcept { return size_ == 0; }

  std::span<const std::uint8_t> bytes(SecretAccess) const noexcept { return {data_, size_}; }
  std::span<std::uint8_t> mutable_bytes(SecretAccess) noexcept { return {data_, size_}; }

  // Wipes what lies behind `size` and forgets it; a larger size changes nothing.
  void shrink(std::size_t size) noexcept;
  // Wipes and releases; the object is empty afterwards.
  void wipe() noexcept;

  friend bool operator==(const SecretBytes& a, const SecretBytes& b) noexcept;

 private:
  std::uint8_t* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t allocated_ = 0;
};

// A secret has no text form.
std::ostream& operator<<(std::ostream&, const SecretBytes&) = delete;
void format_as(const SecretBytes&) = delete;

// Overwrites memory in a way the compiler may not leave out.
void wipe_memory(void* data, std::size_t size) noexcept;

// Whether both hold the same bytes, in a time that depends on the lengths only.
bool equal_in_constant_time(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b) noexcept;

// What the arena got from the system, for `keys check` and for tests.
struct SecretMemory {
  std::size_t reserved_bytes = 0;   // pages held
  std::size_t locked_bytes = 0;     // of these, locked against swapping
  std::size_t in_use_bytes = 0;     // cells given out
  bool excluded_from_dumps = true;  // MADV_DONTDUMP held for every page
};
SecretMemory secret_memory() noexcept;

}  // namespace veilgate
