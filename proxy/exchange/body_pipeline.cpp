#include "proxy/exchange/body_pipeline.hpp"

#include <utility>

namespace veilgate::proxy {

namespace {

masking::MediaKind kind_of(MediaPlan media) noexcept {
  switch (media) {
    case MediaPlan::records: return masking::MediaKind::records;
    case MediaPlan::event_stream: return masking::MediaKind::event_stream;
    case MediaPlan::refuse:
    case MediaPlan::json:
    case MediaPlan::pass: break;
  }
  return masking::MediaKind::json;
}

}  // namespace

Result<void> BodyPipeline::begin(const PipelinePlan& plan, const masking::Engine& engine, const masking::Plan& rules,
                                 masking::Scratch& scratch) {
  reset();
  plan_ = plan;
  if (plan.media == MediaPlan::refuse) {
    return make_error(Code::unsupported_media_type, Origin::upstream, "no plan for this media type");
  }
  if (plan.media == MediaPlan::pass) {
    step_ = Step::pass;
    return {};
  }
  if (auto ready = decoder_.reset(plan.from, {plan.decoded_bytes, plan.ratio}); !ready) return ready;
  if (auto ready = encoder_.reset(plan.to); !ready) return ready;
  const auto kind = kind_of(plan.media);
  const masking::MaskerOptions options{.hold_bytes = plan.hold_bytes, .shadow = plan.shadow};
  auto& masker = maskers_[static_cast<std::size_t>(kind)];
  if (masker) {
    masker->reset(rules, options);
  } else {
    masker = engine.make_masker(kind, rules, scratch, options);
  }
  masker_ = masker.get();
  step_ = Step::feed;
  return {};
}

void BodyPipeline::reset() noexcept {
  masker_ = nullptr;
  passed_.reset();
  input_ = {};
  ended_ = false;
  coding_needed_ = false;
  step_ = Step::done;
}

Result<masking::MaskedBody> BodyPipeline::next() {
  if (step_ == Step::pass) {
    if (input_.empty()) {
      if (ended_) step_ = Step::done;
      return masking::MaskedBody{};
    }
    if (input_.size() > plan_.decoded_bytes - passed_.bytes()) {
      return make_error(Code::body_too_large, Origin::upstream, "a passed body is over limits.response_body_bytes");
    }
    if (ended_) step_ = Step::done;
    return passed_.let_out(std::exchange(input_, {}));
  }
  if (step_ == Step::feed) {
    auto out = feed();
    if (!out || !out->empty() || !ended_) return out;
    if (auto whole = decoder_.finish(); !whole) return whole.error();
    return finish();
  }
  return masking::MaskedBody{};
}

Result<masking::MaskedBody> BodyPipeline::feed() {
  // Records and events go out one by one, so the client must be able to decode each as it comes.
  const auto flush = plan_.media == MediaPlan::json ? BodyEncoder::Flush::no : BodyEncoder::Flush::yes;
  for (;;) {
    auto decoded = decoder_.decode(input_);
    if (!decoded) return decoded.error();
    if (decoded->empty()) return masking::MaskedBody{};
    auto masked = masker_->feed(*decoded);
    if (!masked) return masked.error();
    if (masked->empty()) continue;
    coding_needed_ = true;
    auto coded = encoder_.encode(*masked, flush);
    if (!coded || !coded->empty()) return coded;
  }
}

Result<masking::MaskedBody> BodyPipeline::finish() {
  step_ = Step::done;
  auto masked = masker_->finish();
  if (!masked) return masked.error();
  if (masked->empty() && !coding_needed_) return masking::MaskedBody{};
  return encoder_.finish(*masked);
}

masking::Findings BodyPipeline::findings() const noexcept {
  return masker_ != nullptr ? masker_->findings() : masking::Findings{};
}

}  // namespace veilgate::proxy
