// BodyPipeline: the way of one response body from the upstream's coding to the client's, without sockets.
//
//   coded bytes -> BodyDecoder -> masking::BodyMasker -> BodyEncoder -> MaskedBody
//                  or, for a type the route passes: unread -> PassedBody -> MaskedBody
//
//   pipeline.begin(plan, ...);
//   for each piece { pipeline.give(piece); while (!(out = pipeline.next())->empty()) send(*out); }
//   pipeline.end();                        while (!(out = pipeline.next())->empty()) send(*out);
//
// What next() returns is valid until the next call; a piece given must stay until next() returned empty. After an error
// nothing more may be sent. last() tells, after a piece that is not empty, that no other follows: so a body that comes
// out whole can be sent with its length.
//
// Made to be reused. One thread.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>

#include "masking/engine.hpp"
#include "proxy/coding/decoder.hpp"
#include "proxy/coding/encoder.hpp"
#include "proxy/exchange/passed_body.hpp"
#include "proxy/http/media_type.hpp"

namespace veilgate::proxy {

struct PipelinePlan {
  MediaPlan media = MediaPlan::refuse;
  Coding from = Coding::identity;  // as it comes; a passed body keeps it
  Coding to = Coding::identity;    // as it leaves
  std::uint64_t hold_bytes = 0;
  std::uint64_t decoded_bytes = 0;  // the most a body may have
  std::uint32_t ratio = 0;
  bool shadow = false;
};

class BodyPipeline {
 public:
  // `scratch` must outlive the pipeline and be the same for every body. Errors: internal; unsupported_media_type for a
  // plan that refuses.
  [[nodiscard]] Result<void> begin(const PipelinePlan& plan, const masking::Engine& engine, const masking::Plan& rules,
                                   masking::Scratch& scratch);

  void give(std::string_view piece) noexcept { input_ = piece; }
  void end() noexcept { ended_ = true; }

  // The client was told the coding before there was a byte: an empty body then ends as that coding's form of nothing.
  // Else it ends as no byte at all, to be sent without a coding.
  void coding_announced() noexcept { coding_needed_ = true; }

  // Errors: those of BodyDecoder, BodyMasker and BodyEncoder; body_too_large for a passed body.
  [[nodiscard]] Result<masking::MaskedBody> next();

  bool last() const noexcept { return step_ == Step::done; }

  // Counts of this body; those of a passed one are zero.
  masking::Findings findings() const noexcept;

  // Lets go of what belongs to one body only.
  void reset() noexcept;

 private:
  enum class Step : std::uint8_t { done, pass, feed };

  Result<masking::MaskedBody> feed();
  Result<masking::MaskedBody> finish();

  PipelinePlan plan_;
  Step step_ = Step::done;
  bool ended_ = false;
  bool coding_needed_ = false;  // the encoder was given something, or its coding was announced
  std::string_view input_;
  BodyDecoder decoder_;
  std::array<std::unique_ptr<masking::BodyMasker>, 3> maskers_;  // one a MediaKind, made at first use
  masking::BodyMasker* masker_ = nullptr;                        // of the body under way
  BodyEncoder encoder_;
  PassedBody passed_;
};

}  // namespace veilgate::proxy
