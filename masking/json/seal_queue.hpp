// SealQueue: the values of a window that are to be sealed, until the walk over it has ended.
//
// The code that walks a document and the code that seals do not both fit into a processor's instruction cache: sealing
// each value where it stands costs as much again as sealing them one after the other. So the walk leaves an edit
// without a replacement where the value was, and seal_waiting() (seal_value.hpp) fills them all at the end of the
// window.
//
// Plaintexts are copied, as the buffers they are decoded in are used again. Names are views of the window's text, edits
// places in lists of the Level whose queue this is. Not thread safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "masking/act/edits.hpp"
#include "masking/act/mask.hpp"

namespace veilgate::masking {

struct WaitingSeal {
  const MaskSpec* mask = nullptr;
  EditList* out = nullptr;
  std::size_t edit = 0;          // in `out`: of the value itself
  std::string_view name;         // raw, of the member; empty: no member, and no edit for what stands beside the value
  std::uint32_t text_begin = 0;  // the plaintext, in SealQueue
  std::uint32_t text_end = 0;
  ClassId class_id = ClassId::none;
  bool is_number = false;
  config::OnNumber on_number = config::OnNumber::block;  // of numbers
};

class SealQueue {
 public:
  void clear() noexcept {
    waiting_.clear();
    texts_.clear();
  }
  // Takes a value; where its text is kept is said here.
  void add(WaitingSeal value, std::string_view plaintext) {
    value.text_begin = static_cast<std::uint32_t>(texts_.size());
    texts_.append(plaintext);
    value.text_end = static_cast<std::uint32_t>(texts_.size());
    waiting_.push_back(value);
  }

  std::string_view plaintext(const WaitingSeal& value) const noexcept {
    return std::string_view(texts_).substr(value.text_begin, value.text_end - value.text_begin);
  }
  std::vector<WaitingSeal>::const_iterator begin() const noexcept { return waiting_.begin(); }
  std::vector<WaitingSeal>::const_iterator end() const noexcept { return waiting_.end(); }

 private:
  std::vector<WaitingSeal> waiting_;
  std::string texts_;
};

}  // namespace veilgate::masking
