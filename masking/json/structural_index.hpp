// StructuralIndex: where the tokens of a JSON text begin, found by simdjson's stage 1 (the kernel is picked at run
// time).
//
// The index holds the offset of every structural character outside strings ({ } [ ] , :), of every opening quote and of
// every first byte of a number or literal. Stage 1 also proves that the bytes are UTF-8, that strings hold no raw
// control character, and that quotes pair up. It proves nothing else: the walk checks the grammar and every token.
//
// Reuses its memory; not thread safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "crypto/base/result.hpp"

namespace veilgate::masking {

class StructuralIndex {
 public:
  // Bytes that must be writable behind the text given to build(), and readable behind any text that is walked.
  static constexpr std::size_t kPadding = 72;

  StructuralIndex();
  ~StructuralIndex();
  StructuralIndex(const StructuralIndex&) = delete;
  StructuralIndex& operator=(const StructuralIndex&) = delete;

  // Indexes `size` bytes (at most 4 GiB - 65, with something else than blanks in them). When `complete` is false the
  // text may end inside a string: the last offset is then that string's opening quote. The end of an incomplete text
  // must not split a character or an escape. Bytes behind `size` are used as room to work in. Errors (origin upstream):
  // bad_utf8, bad_json.
  Result<void> build(char* text, std::size_t size, bool complete);

  // The same of an incomplete text that must not be written to. False: it ends inside a string, and is not indexed.
  Result<bool> build_closed(std::string_view text);

  std::uint32_t count() const noexcept { return count_; }
  // count() offsets, then one entry that holds the size of the text.
  const std::uint32_t* offsets() const noexcept { return offsets_; }

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
  const std::uint32_t* offsets_ = nullptr;
  std::uint32_t count_ = 0;
};

}  // namespace veilgate::masking
