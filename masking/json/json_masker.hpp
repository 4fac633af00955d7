// Masks one JSON document, window by window (the BodyMasker of masking/engine.hpp for JSON).
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
  Result<void> mask_window(bool complete);
  std::size_t readable_size() const noexcept;
  void append_output(std::string_view done, const Level& level);
  MaskedBody release() noexcept;

  std::shared_ptr<const CompiledPlan> plan_;
  ScratchTools& tools_;
  MaskerOptions options_;

  Window window_;
  WalkState state_;
  Findings findings_;
  GrowingText output_;
  bool released_ = false;   // output_ was handed out by the last call
  bool streaming_ = false;  // more than the hold has come in
  bool started_ = false;    // a byte order mark, if any, has been dealt with
  std::size_t wanted_ = 0;  // bytes to gather before the next window is worth walking
};

}  // namespace veilgate::masking
