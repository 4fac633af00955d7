// Masks one JSON document, window by window (the BodyMasker of masking/engine.hpp for JSON). A window stands in the
// piece it came with, as far as it can; what is not whole there is copied and joined with the next piece. One thread,
// errors and all else as BodyMasker says.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "masking/act/growing_text.hpp"
#include "masking/engine.hpp"
#include "masking/json/level.hpp"

namespace veilgate::masking {

// The bytes of a document that are not done with yet, and room behind them that the index may read and write.
class Window {
 public:
  char* data() noexcept { return data_.get(); }
  std::size_t size() const noexcept { return size_; }
  bool empty() const noexcept { return size_ == 0; }
  std::string_view text() const noexcept { return {data_.get(), size_}; }
  void append(std::string_view bytes);
  void drop_front(std::size_t count) noexcept;
  void clear() noexcept { size_ = 0; }

 private:
  std::unique_ptr<char[]> data_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

class JsonMasker final : public BodyMasker {
 public:
  explicit JsonMasker(ScratchTools& tools) : tools_(tools) {}  // reset() comes before its first use

  Result<MaskedBody> feed(std::string_view piece) override;
  Result<MaskedBody> finish() override;
  void reset(const Plan& plan, const MaskerOptions& options) override;
  const Findings& findings() const noexcept override { return findings_; }

 private:
  static constexpr std::size_t kWhole = ~std::size_t{0};

  // Masks as much of the piece as can be where it stands, without copying it. Returns the bytes done with; 0: a window
  // has to be gathered.
  Result<std::size_t> mask_in_place(std::string_view piece);
  // Takes bytes off the piece into the window, and masks the window when it has got enough.
  Result<void> gather(std::string_view& piece);
  Result<void> mask_window(bool complete);
  // Of a text that is indexed. Returns the bytes done with: all but the first member that is not whole.
  Result<std::size_t> mask_indexed(std::string_view text, bool complete);
  void append_output(std::string_view done, const Level& level);
  MaskedBody release() noexcept;

  std::shared_ptr<const CompiledPlan> plan_;
  ScratchTools& tools_;
  MaskerOptions options_;

  Window window_;
  WalkState state_;
  Findings findings_;
  GrowingText output_;
  bool released_ = false;     // output_ was handed out by the last call
  bool streaming_ = false;    // more than the hold has come in
  bool started_ = false;      // a byte order mark, if any, has been dealt with
  std::size_t gathered_ = 0;  // bytes of a window that is gathered from pieces
  std::size_t wanted_ = 0;    // of the next one
};

}  // namespace veilgate::masking
