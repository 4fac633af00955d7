// One Hyperscan scan over everything in a window that might be sensitive.
//
//   values that passed the walk's bit tests --add--> Arena --Scanner::scan--> each entry: the detectors to call
//
// Numbers are asked for their forms (number_signs.hpp), words and prefixes by Hyperscan. They say whether, the locators
// (detect/locate.hpp) say where: a pattern here is wider than its locator, and a flag on an entry is a reason to look,
// never a finding. Entries are kept apart by a byte that no text holds; a pattern that reaches across it can only cause
// a needless look.
//
// Scanner is immutable and shared by all threads. ScanState holds one thread's Hyperscan scratch.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "masking/detect/detectors.hpp"

namespace veilgate::masking {

class Arena {
 public:
  // `separator`: a byte that no text holds; where texts must stay valid UTF-8, NUL, which no pattern should rely on.
  explicit Arena(char separator = '\xFF') : separator_(separator) {}

  struct Entry {
    std::uint32_t begin = 0;  // bytes of text()
    std::uint32_t end = 0;
    DetectorSet found = 0;
  };

  void clear() noexcept {
    size_ = 0;
    entries_.clear();
  }
  // `called`: detectors to call whatever the scan says.
  void add(std::string_view value, DetectorSet called = 0) {
    const std::size_t end = size_ + value.size();
    if (end >= text_.size()) text_.resize(2 * end + 64);
    if (!value.empty()) std::memcpy(text_.data() + size_, value.data(), value.size());
    text_[end] = separator_;
    entries_.push_back({static_cast<std::uint32_t>(size_), static_cast<std::uint32_t>(end), called});
    size_ = end + 1;
  }
  std::string_view value(const Entry& entry) const noexcept {
    return {text_.data() + entry.begin, entry.end - entry.begin};
  }
  std::string_view text() const noexcept { return {text_.data(), size_}; }
  std::vector<Entry>& entries() noexcept { return entries_; }
  const std::vector<Entry>& entries() const noexcept { return entries_; }

 private:
  std::vector<char> text_;  // the first size_ bytes are in use
  std::size_t size_ = 0;
  std::vector<Entry> entries_;
  char separator_;
};

// The detectors that may find something in a text, told without the scan: more than it would call.
DetectorSet detectors_without_scan(std::string_view text) noexcept;

class ScanState;

class Scanner {
 public:
  // The scanner of the built-in detectors, compiled at the first call and shared from then on.
  // Errors: internal, when the built-in patterns do not compile on this machine.
  static Result<std::shared_ptr<const Scanner>> builtin();
  ~Scanner();

  // Sets `found` of every entry. Errors: scan_failed; the entries then say nothing.
  Result<void> scan(Arena& arena, ScanState& state) const;

 private:
  struct Database;
  static Result<std::shared_ptr<const Scanner>> compile();
  explicit Scanner(std::unique_ptr<Database> database);
  std::unique_ptr<Database> database_;
};

class ScanState {
 public:
  ScanState();
  ~ScanState();

 private:
  friend class Scanner;
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

}  // namespace veilgate::masking
