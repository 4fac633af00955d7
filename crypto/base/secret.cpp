#include "crypto/base/secret.hpp"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <mutex>
#include <new>

namespace veilgate {
namespace {

constexpr std::size_t kSmallestCell = 64;
constexpr std::size_t kLargestCell = 4'096;  // larger ones get pages of their own
constexpr std::size_t kBlockBytes = 64 * 1'024;
constexpr std::size_t kCellSizes = std::bit_width(kLargestCell / kSmallestCell);

class Arena {
 public:
  std::uint8_t* take(std::size_t allocated) {
    const std::scoped_lock lock(mutex_);
    state_.in_use_bytes += allocated;
    if (allocated > kLargestCell) return map(allocated);
    FreeCell*& head = free_[class_of(allocated)];
    if (head == nullptr) head = fill(allocated);
    FreeCell* const cell = std::exchange(head, head->next);
    cell->~FreeCell();
    void* const memory = cell;
    *static_cast<FreeCell**>(memory) = nullptr;
    return static_cast<std::uint8_t*>(memory);
  }

  // The cell has been wiped.
  void give_back(std::uint8_t* data, std::size_t allocated) noexcept {
    const std::scoped_lock lock(mutex_);
    state_.in_use_bytes -= allocated;
    if (allocated > kLargestCell) {
      unmap(data, allocated);
      return;
    }
    FreeCell*& head = free_[class_of(allocated)];
    head = new (data) FreeCell{head};
  }

  SecretMemory state() noexcept {
    const std::scoped_lock lock(mutex_);
    return state_;
  }

 private:
  struct FreeCell {
    FreeCell* next = nullptr;
  };

  static std::size_t class_of(std::size_t allocated) noexcept { return std::bit_width(allocated / kSmallestCell) - 1; }

  FreeCell* fill(std::size_t allocated) {
    std::uint8_t* const block = map(kBlockBytes);
    FreeCell* head = nullptr;
    for (std::size_t at = kBlockBytes; at >= allocated; at -= allocated)
      head = new (block + at - allocated) FreeCell{head};
    return head;
  }

  // `size` bytes of whole pages between two pages nobody can read.
  std::uint8_t* map(std::size_t size) {
    void* const all = mmap(nullptr, size + 2 * page_, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (all == MAP_FAILED) std::abort();
    std::uint8_t* const data = static_cast<std::uint8_t*>(all) + page_;
    if (mprotect(data, size, PROT_READ | PROT_WRITE) != 0) std::abort();
    if (madvise(data, size, MADV_DONTDUMP) != 0) state_.excluded_from_dumps = false;
    if (mlock(data, size) == 0) state_.locked_bytes += size;
    state_.reserved_bytes += size;
    return data;
  }

  void unmap(std::uint8_t* data, std::size_t size) noexcept {
    if (munlock(data, size) == 0) state_.locked_bytes -= std::min(size, state_.locked_bytes);
    munmap(data - page_, size + 2 * page_);
    state_.reserved_bytes -= size;
  }

  std::mutex mutex_;
  std::size_t page_ = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  std::array<FreeCell*, kCellSizes> free_{};
  SecretMemory state_;
};

// Never destroyed: secrets with static lifetime may outlive every other object.
Arena& arena() {
  alignas(Arena) static std::array<std::uint8_t, sizeof(Arena)> memory;
  static Arena* const made = new (memory.data()) Arena;
  return *made;
}

std::size_t allocation_of(std::size_t size) noexcept {
  if (size <= kLargestCell) return std::bit_ceil(std::max(size, kSmallestCell));
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  return (size + page - 1) / page * page;
}

}  // namespace

SecretBytes::SecretBytes(std::size_t size) {
  if (size == 0) return;
  allocated_ = allocation_of(size);
  data_ = arena().take(allocated_);
  size_ = size;
}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
  if (this == &other) return *this;
  wipe();
  data_ = std::exchange(other.data_, nullptr);
  size_ = std::exchange(other.size_, 0);
  allocated_ = std::exchange(other.allocated_, 0);
  return *this;
}

SecretBytes SecretBytes::copy_of(std::span<const std::uint8_t> bytes) {
  SecretBytes copy(bytes.size());
  std::copy(bytes.begin(), bytes.end(), copy.data_);
  return copy;
}

SecretBytes SecretBytes::clone() const {
  return copy_of({data_, size_});
}

void SecretBytes::shrink(std::size_t size) noexcept {
  if (size >= size_) return;
  wipe_memory(data_ + size, size_ - size);
  size_ = size;
}

void SecretBytes::wipe() noexcept {
  if (data_ == nullptr) return;
  wipe_memory(data_, allocated_);
  arena().give_back(data_, allocated_);
  data_ = nullptr;
  size_ = 0;
  allocated_ = 0;
}

bool operator==(const SecretBytes& a, const SecretBytes& b) noexcept {
  return equal_in_constant_time({a.data_, a.size_}, {b.data_, b.size_});
}

void wipe_memory(void* data, std::size_t size) noexcept {
  if (size != 0) explicit_bzero(data, size);
}

bool equal_in_constant_time(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b) noexcept {
  if (a.size() != b.size()) return false;
  std::uint8_t difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    difference |= static_cast<std::uint8_t>(a[i] ^ b[i]);
    // Without this the compiler may see that one difference settles the rest.
    __asm__ __volatile__("" : "+r"(difference));
  }
  return difference == 0;
}

SecretMemory secret_memory() noexcept {
  return arena().state();
}

}  // namespace veilgate
