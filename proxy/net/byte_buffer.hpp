// ByteBuffer: received bytes that were not consumed yet.
//
//   |  consumed  |  view()  |  free  |
//   0          begin       end    capacity
//
// It owns no memory while it has nothing to keep: bytes arrive in a large block borrowed from the loop's pool, and what
// is left of them while more is waited for moves to a block of its own size. So the one block that is in the
// processor's cache serves every connection in turn, and a connection that waits costs nothing.
//
// Views stay valid until the next prepare(), reserve(), borrow() or settle(). One thread.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace veilgate::proxy {

using Block = std::unique_ptr<char[]>;

// Large blocks, lent to whatever has just received something. One pool a loop.
class BlockPool {
 public:
  static constexpr std::size_t kBlockBytes = 256 * 1024;

  Block take() {
    if (blocks_.empty()) return std::make_unique_for_overwrite<char[]>(kBlockBytes);
    Block block = std::move(blocks_.back());
    blocks_.pop_back();
    return block;
  }
  void give(Block block) {
    if (blocks_.size() < kKept) blocks_.push_back(std::move(block));
  }

 private:
  static constexpr std::size_t kKept = 8;
  std::vector<Block> blocks_;
};

class ByteBuffer {
 public:
  std::string_view view() const noexcept { return {block_.get() + begin_, end_ - begin_}; }
  std::size_t size() const noexcept { return end_ - begin_; }
  bool empty() const noexcept { return begin_ == end_; }
  std::size_t capacity() const noexcept { return capacity_; }

  void consume(std::size_t bytes) noexcept { begin_ += bytes; }
  void commit(std::size_t bytes) noexcept { end_ += bytes; }

  // The free bytes after the view; the view moves to the front when that gives more. Empty: the buffer is full.
  std::span<char> prepare() noexcept {
    if (begin_ == end_) {
      begin_ = end_ = 0;
    } else if (begin_ != 0 && capacity_ - end_ < capacity_ / 2) {
      std::memmove(block_.get(), block_.get() + begin_, end_ - begin_);
      end_ -= begin_;
      begin_ = 0;
    }
    return {block_.get() + end_, capacity_ - end_};
  }

  // Room for at least `capacity` bytes in all, in a block of its own.
  void reserve(std::size_t capacity) {
    if (capacity > capacity_) replace(std::make_unique_for_overwrite<char[]>(capacity), capacity);
  }

  // A block of the pool, until settle() or give_back().
  void borrow(BlockPool& pool) {
    if (capacity_ >= BlockPool::kBlockBytes) return;
    replace(pool.take(), BlockPool::kBlockBytes);
    borrowed_ = true;
  }

  // More is waited for: a borrowed block goes back, unless much is in it.
  void settle(BlockPool& pool) {
    if (!borrowed_ || size() > kMuch) return;
    Block own = empty() ? nullptr : std::make_unique_for_overwrite<char[]>(size());
    pool.give(replace(std::move(own), size()));
    borrowed_ = false;
  }

  // The buffer's end: whatever is in it is gone.
  void give_back(BlockPool& pool) {
    consume(size());
    settle(pool);
  }

 private:
  static constexpr std::size_t kMuch = BlockPool::kBlockBytes / 4;

  Block replace(Block block, std::size_t capacity) {
    const std::size_t bytes = size();
    if (bytes != 0) std::memcpy(block.get(), block_.get() + begin_, bytes);
    std::swap(block_, block);
    capacity_ = capacity;
    begin_ = 0;
    end_ = bytes;
    return block;
  }

  Block block_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool borrowed_ = false;
};

}  // namespace veilgate::proxy
