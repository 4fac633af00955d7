// What the outside learns of an exchange.
#include "proxy/exchange/exchange.hpp"

namespace veilgate::proxy {

namespace {

std::chrono::microseconds to_us(Clock::duration span) noexcept {
  return std::chrono::duration_cast<std::chrono::microseconds>(span);
}

}  // namespace

void record_exchange(Exchange& x) {
  x.loop->shared.recorder.exchange({
      .started = x.started,
      .total = to_us(Clock::now() - x.began),
      .upstream = to_us(x.upstream_time),
      .masking = to_us(x.masking_time),
      .request_id = x.ids.request_id(),
      .traceparent = x.ids.traceparent(),
      .client_ip = x.client_ip,
      .method = x.request_parsed ? x.request.method_name : std::string_view{},
      .target = x.log_target,
      .route = x.route != nullptr ? std::string_view(x.route->id) : std::string_view{},
      .upstream_id = x.upstream != nullptr ? std::string_view(x.upstream->settings.id) : std::string_view{},
      .upstream_address = x.address != nullptr ? std::string_view(x.address->text) : std::string_view{},
      .status = x.status,
      .upstream_status = x.response_parsed ? x.response.status : 0,
      .outcome = x.outcome,
      .error = x.error ? &*x.error : nullptr,
      .shadow = x.shadow,
      .request_bytes = x.upload.source.bytes(),
      .upstream_bytes = x.response_parsed ? x.download.bytes() : 0,
      .response_bytes = x.writer.body_bytes(),
      .findings = x.pipeline ? x.pipeline->findings() : masking::Findings{},
      .own_classes = x.snapshot ? x.snapshot->engine->own_classes() : masking::OwnClassLabels{},
  });
}

}  // namespace veilgate::proxy
