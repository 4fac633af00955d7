// ByteBuffer: received bytes that were not consumed yet, in a block that is reused from message to message.
//
//   |  consumed  |  view()  |  free  |
//   0          begin       end    capacity
//
// Views stay valid until the next prepare() or grow(). One thread.
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

// Large blocks, lent for the length of a body. One pool a loop.
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
  explicit ByteBuffer(std::size_t capacity)
      : block_(std::make_unique_for_overwrite<char[]>(capacity)), capacity_(capacity), small_(capacity) {}

  std::string_view view() const noexcept { return {block_.get() + begin_, end_ - begin_}; }
  char* data() noexcept { return block_.get() + begin_; }
  std::size_t size() const noexcept { return end_ - begin_; }
  bool empty() const noexcept { return begin_ == end_; }
  std::size_t capacity() const noexcept { return capacity_; }

  void consume(std::size_t bytes) noexcept { begin_ += bytes; }
  void commit(std::size_t bytes) noexcept { end_ += bytes; }

  // The free bytes after the view, as many as there are once the view was moved to the front. Empty: the buffer is
  // full.
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

  // Room for at least `capacity` bytes in all.
  void reserve(std::size_t capacity) {
    if (capacity <= capacity_) return;
    replace(std::make_unique_for_overwrite<char[]>(capacity), capacity);
  }

  // A large block for the length of a body; shrink() gives it back. The view is kept by both.
  void borrow(BlockPool& pool) {
    if (capacity_ >= BlockPool::kBlockBytes) return;
    replace(pool.take(), BlockPool::kBlockBytes);
    borrowed_ = true;
  }
  void shrink(BlockPool& pool) {
    if (capacity_ == small_ || size() > small_) return;
    Block old = replace(std::make_unique_for_overwrite<char[]>(small_), small_);
    if (std::exchange(borrowed_, false)) pool.give(std::move(old));
  }

 private:
  Block replace(Block block, std::size_t capacity) {
    const std::size_t bytes = size();
    std::memcpy(block.get(), block_.get() + begin_, bytes);
    std::swap(block_, block);
    capacity_ = capacity;
    begin_ = 0;
    end_ = bytes;
    return block;
  }

  Block block_;
  std::size_t capacity_;
  std::size_t small_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool borrowed_ = false;
};

}  // namespace veilgate::proxy
