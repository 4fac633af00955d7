// What becomes of the response's body.
#include "proxy/exchange/exchange.hpp"

namespace veilgate::proxy {

namespace {

bool is_success(unsigned status) noexcept {
  return status >= 200 && status < 300;
}

PipelinePlan make_pipeline(const Exchange& x, MediaPlan media, Coding from) {
  const auto& limits = x.snapshot->settings.limits;
  const Coding to = media == MediaPlan::pass ? from : choose_coding(accepted_codings(x.request), from);
  return {.media = media,
          .from = from,
          .to = to,
          .hold_bytes = limits.hold_bytes,
          .decoded_bytes = limits.response_body_bytes,
          .ratio = limits.decompression_ratio,
          .shadow = x.shadow};
}

}  // namespace

Result<BodyPlan> plan_body(Exchange& x) {
  const ResponseHead& head = x.response;
  // Ranges and conditions were taken off the request: such an answer is to something nobody asked.
  if (head.status == 206 || head.status == 304) {
    return make_error(Code::upstream_bad_response, Origin::upstream,
                      "206 or 304 to a request without range or condition");
  }
  if (auto masked = mask_response_headers(x); !masked) return masked.error();

  BodyPlan plan;
  const bool to_head = x.request.method == Method::head;
  const bool no_body =
      head.framing.kind == BodyFraming::none || (head.framing.kind == BodyFraming::length && head.framing.length == 0);
  if (no_body && (!to_head || !head.headers.has(Field::content_type))) {
    plan.kind = BodyPlan::Kind::empty;
    return plan;
  }

  // RFC 9110 15.3.6: a 205 has none. Clients that believe that would take its bytes for the next answer.
  if (head.status == 205) {
    plan.why = make_error(Code::upstream_bad_response, Origin::upstream, "a 205 with a body");
    return plan;
  }

  const auto coding = content_coding(head);
  const auto media = x.route->media.plan(head);
  if (!coding || !media) {
    plan.why = !media ? media.error() : coding.error();
    // What an upstream says about a failure or a redirect is in its status and its fields; the page may be lost.
    plan.kind = is_success(head.status) ? BodyPlan::Kind::refuse : BodyPlan::Kind::replace;
    return plan;
  }
  plan.pipeline = make_pipeline(x, *media, *coding);
  if (*media == MediaPlan::pass && head.has_content_length) plan.content_length = head.content_length;
  plan.kind = no_body ? BodyPlan::Kind::empty : BodyPlan::Kind::pipe;
  return plan;
}

}  // namespace veilgate::proxy
