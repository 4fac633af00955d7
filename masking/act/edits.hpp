// EditList: which bytes of a text are replaced by what, in document order.
//
// Offsets are bytes of whatever text the list is about; the replacements live in one buffer, so that a list that is
// cleared and filled again allocates nothing. Not thread safe.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "masking/act/growing_text.hpp"

namespace veilgate::masking {

struct Edit {
  std::uint32_t begin = 0;  // bytes replaced, half open
  std::uint32_t end = 0;
  std::uint32_t text_begin = 0;  // the replacement, in EditList::text
  std::uint32_t text_end = 0;
};

class EditList {
 public:
  void clear() noexcept {
    edits_.clear();
    text_.clear();
  }
  // `replacement` is none of this list's.
  void add(std::uint32_t begin, std::uint32_t end, std::string_view replacement) {
    edits_.push_back({begin, end, 0, 0});
    fill(edits_.size() - 1, replacement);
  }
  // Replaces [begin, end) by `character` written `times` times.
  void add_repeated(std::uint32_t begin, std::uint32_t end, std::string_view character, std::size_t times) {
    const std::size_t size = character.size() * times;
    char* to = text_.room_for(size);
    if (character.size() == 1) {
      std::memset(to, character[0], times <= GrowingText::kSpare ? GrowingText::kSpare : times);  // mostly a fixed size
    } else {
      for (std::size_t i = 0; i < times; ++i) to = std::copy(character.begin(), character.end(), to);
    }
    const auto from = static_cast<std::uint32_t>(text_.size());
    text_.take(size);
    edits_.push_back({begin, end, from, static_cast<std::uint32_t>(text_.size())});
  }

  // Adds an edit whose replacement is said later; its place in the list. Until fill() it is empty.
  std::size_t reserve(std::uint32_t begin, std::uint32_t end) {
    edits_.push_back({begin, end, 0, 0});
    return edits_.size() - 1;
  }
  void fill(std::size_t place, std::string_view replacement) {
    edits_[place].text_begin = static_cast<std::uint32_t>(text_.size());
    text_.append(replacement);
    edits_[place].text_end = static_cast<std::uint32_t>(text_.size());
  }
  // append(text) appends the replacement, and changes nothing that stands in `text` already.
  template <class Append>
  void fill_with(std::size_t place, const Append& append) {
    edits_[place].text_begin = static_cast<std::uint32_t>(text_.size());
    text_.append_with(append);
    edits_[place].text_end = static_cast<std::uint32_t>(text_.size());
  }

  bool empty() const noexcept { return edits_.empty(); }
  std::size_t size() const noexcept { return edits_.size(); }
  std::size_t replacement_bytes() const noexcept { return text_.size(); }  // of all edits
  const Edit& operator[](std::size_t i) const noexcept { return edits_[i]; }
  // GrowingText::kSpare bytes behind it are readable.
  std::string_view replacement(const Edit& edit) const noexcept {
    return text_.view().substr(edit.text_begin, edit.text_end - edit.text_begin);
  }
  std::vector<Edit>::const_iterator begin() const noexcept { return edits_.begin(); }
  std::vector<Edit>::const_iterator end() const noexcept { return edits_.end(); }

 private:
  std::vector<Edit> edits_;
  GrowingText text_;
};

// Calls visit(edit, replacement) for the edits of both lists in the order of the text they are about. Each list is in
// that order. Of what two edits both replace (a name that is masked, of a member that is removed), the first decides.
template <class Visit>
void for_each_edit(const EditList& one, const EditList& other, Visit visit) {
  auto a = one.begin();
  auto b = other.begin();
  std::uint32_t done = 0;
  while (a != one.end() || b != other.end()) {
    const bool take_a = b == other.end() || (a != one.end() && a->begin <= b->begin);
    const EditList& list = take_a ? one : other;
    Edit next = take_a ? *a++ : *b++;
    if (next.begin < done && next.end <= done) continue;
    next.begin = std::max(next.begin, done);
    done = next.end;
    visit(next, list.replacement(next));
  }
}

}  // namespace veilgate::masking
