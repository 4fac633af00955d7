#include "masking/json/json_masker.hpp"

#include <algorithm>
#include <cstring>

#include "masking/json/scalar.hpp"
#include "masking/json/walk.hpp"

namespace veilgate::masking {
namespace {

constexpr std::size_t kMostSpare = 128 * 1024;  // bytes a window is made larger than what it has to hold
constexpr std::size_t kLeastWindow = 4;         // a byte order mark, or a character, is whole in a window
constexpr std::size_t kGathered = 32 * 1024;    // bytes of a window that is put together from pieces

bool is_blank(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(), is_json_blank);
}

// How much of an incomplete window can be walked: it must not end inside a character or an escape.
std::size_t readable_size(std::string_view text) noexcept {
  // A window that ends inside a string is indexed twice, or copied. Behind a quote and what follows a value it most
  // likely does not.
  constexpr std::size_t kNear = 4096;
  std::size_t size = text.size();
  for (std::size_t at = size; at > 2 && at + kNear > size; --at) {
    const bool ends_value = text[at - 2] == '"' && text[at - 3] != '\\';
    if (ends_value && (text[at - 1] == ',' || text[at - 1] == '}' || text[at - 1] == ']')) return at;
  }
  for (std::size_t back = 1; back <= 3 && back <= size; ++back) {
    const auto byte = static_cast<unsigned char>(text[size - back]);
    if ((byte & 0xC0) == 0x80) continue;
    const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
    if (length > back) size -= back;
    break;
  }
  std::size_t slashes = 0;
  while (slashes < size && text[size - 1 - slashes] == '\\') ++slashes;
  return size - slashes % 2;
}

}  // namespace

void Window::append(std::string_view bytes) {
  const std::size_t needed = size_ + bytes.size() + StructuralIndex::kPadding;
  if (needed > capacity_) {
    const std::size_t capacity = std::max(needed, std::min(capacity_ * 2, needed + kMostSpare));
    auto larger = std::make_unique_for_overwrite<char[]>(capacity);
    if (size_ != 0) std::memcpy(larger.get(), data_.get(), size_);
    data_ = std::move(larger);
    capacity_ = capacity;
  }
  if (!bytes.empty()) std::memcpy(data_.get() + size_, bytes.data(), bytes.size());
  size_ += bytes.size();
}

void Window::drop_front(std::size_t count) noexcept {
  size_ -= count;
  if (size_ != 0) std::memmove(data_.get(), data_.get() + count, size_);
}

void JsonMasker::reset(const Plan& plan, const MaskerOptions& options) {
  plan_ = plan.compiled();
  options_ = options;
  options_.window_bytes = std::max(options.window_bytes, kLeastWindow);
  window_.clear();
  state_.reset(plan_->policy.limits().json_depth);
  state_.around.path = plan_->paths.root();
  findings_ = Findings{};
  output_.clear();
  released_ = false;
  streaming_ = false;
  started_ = false;
  // An observer is told of places in the document, which are those in its only window.
  gathered_ = options.observer != nullptr ? kWhole : std::min(options_.window_bytes, kGathered);
  wanted_ = gathered_;
}

Result<MaskedBody> JsonMasker::feed(std::string_view piece) {
  if (released_) output_.clear();
  released_ = false;
  findings_.bytes_in += piece.size();
  while (!piece.empty()) {
    const auto done = mask_in_place(piece);
    if (!done) return done.error();
    piece.remove_prefix(*done);
    if (*done != 0) continue;
    if (auto gathered = gather(piece); !gathered) return gathered.error();
  }
  streaming_ = streaming_ || findings_.bytes_in > options_.hold_bytes;
  return streaming_ ? release() : MaskedBody();
}

Result<MaskedBody> JsonMasker::finish() {
  if (released_) output_.clear();
  released_ = false;
  if (findings_.bytes_in == 0) return MaskedBody();
  if (auto done = mask_window(true); !done) return done.error();
  if (state_.step != WalkState::Step::end) {
    return make_error(Code::bad_json, Origin::upstream, "the body holds no JSON document, or half of one");
  }
  return release();
}

MaskedBody JsonMasker::release() noexcept {
  released_ = true;
  return MaskedBody(ReleaseKey{}, output_.view());
}

Result<void> JsonMasker::gather(std::string_view& piece) {
  const std::size_t room = wanted_ > window_.size() ? wanted_ - window_.size() : 0;
  const std::string_view part = piece.substr(0, room);
  window_.append(part);
  piece.remove_prefix(part.size());
  const std::size_t size = window_.size();
  if (size < wanted_) return {};
  if (auto done = mask_window(false); !done) return done;
  if (window_.size() < size && window_.size() <= part.size()) {  // what is left stands in the piece, too
    piece = {piece.data() - window_.size(), piece.size() + window_.size()};
    window_.clear();
  }
  // A window that was all one value gives way to a larger one; the walk refuses what is over the limit.
  wanted_ = std::max(gathered_, window_.size() * 2);
  if (window_.size() > plan_->policy.limits().string_bytes + 2 * options_.window_bytes) {
    return make_error(Code::string_too_long, Origin::upstream, "a single value is longer than the limit");
  }
  return {};
}

Result<std::size_t> JsonMasker::mask_in_place(std::string_view piece) {
  if (!window_.empty() || !started_ || gathered_ == kWhole) return std::size_t{0};
  if (piece.size() < gathered_ + StructuralIndex::kPadding) return std::size_t{0};
  std::string_view text = piece.substr(0, std::min(options_.window_bytes, piece.size() - StructuralIndex::kPadding));
  if (is_blank(text)) return std::size_t{0};
  text = text.substr(0, readable_size(text));
  const auto closed = tools_.level(0).index.build_closed(text);
  if (!closed) return closed.error();
  return *closed ? mask_indexed(text, false) : std::size_t{0};
}

Result<void> JsonMasker::mask_window(bool complete) {
  if (!started_ && (complete || window_.size() >= kByteOrderMark.size())) {
    started_ = true;
    if (window_.text().starts_with(kByteOrderMark)) {
      output_.append(kByteOrderMark);
      window_.drop_front(kByteOrderMark.size());
    }
  }
  if (is_blank(window_.text())) {  // simdjson has no index for it
    output_.append(window_.text());
    window_.clear();
    return {};
  }
  const std::size_t size = complete ? window_.size() : readable_size(window_.text());
  const char rest = window_.data()[size];  // the index may put a quote here
  if (auto built = tools_.level(0).index.build(window_.data(), size, complete); !built) return built;
  window_.data()[size] = rest;
  const auto done = mask_indexed(window_.text().substr(0, size), complete);
  if (!done) return done.error();
  window_.drop_front(*done);
  return {};
}

Result<std::size_t> JsonMasker::mask_indexed(std::string_view text, bool complete) {
  Level& level = tools_.level(0);
  level.bytes.build(text.data(), text.size());
  Walk walk({*plan_, tools_, findings_, options_.observer}, 0, state_);
  const auto done = walk.run(text, complete);
  if (!done) return done.error();
  append_output(text.substr(0, *done), level);
  return std::size_t{*done};
}

void JsonMasker::append_output(std::string_view done, const Level& level) {
  if (options_.shadow) {
    output_.append(done);
    return;
  }
  const std::size_t most = done.size() + level.decided.replacement_bytes() + level.found.replacement_bytes();
  char* const begin = output_.room_for(most);
  char* to = begin;
  std::size_t copied = 0;
  const auto copy_until = [&](std::size_t end) {
    std::memcpy(to, done.data() + copied, end - copied);
    to += end - copied;
  };
  for_each_edit(level.decided, level.found, [&](const Edit& edit, std::string_view replacement) {
    copy_until(edit.begin);
    copied = edit.end;
    const bool is_short = replacement.size() <= GrowingText::kSpare;
    std::memcpy(to, replacement.data(), is_short ? GrowingText::kSpare : replacement.size());
    to += replacement.size();
  });
  copy_until(done.size());
  output_.take(static_cast<std::size_t>(to - begin));
}

}  // namespace veilgate::masking
