// The response's body: pieces from the upstream, through the pipeline, to the client.
#include <boost/asio/ssl/error.hpp>

#include "proxy/exchange/exchange.hpp"

namespace veilgate::proxy {

namespace {

Error client_write_error(const Exchange& x) {
  if (x.client->timed_out()) {
    return make_error(Code::client_timeout, Origin::client, "the client read slower than limits.min_rate_bytes");
  }
  return make_error(Code::client_gone, Origin::client, "the client left while its answer was being sent");
}

// Waits for more of the upstream's body, or for its end.
Task<Result<void>> read_body(Exchange& x) {
  Connection& upstream = *x.lease;
  const auto asked = Clock::now();
  upstream.expires_at(asked + x.upstream->settings.idle_timeout);
  const auto before = upstream.input().size();
  const auto ec = co_await upstream.read_more();
  x.upstream_time += Clock::now() - asked;
  if (!ec || upstream.input().size() != before) co_return Result<void>{};
  if (x.client_left) co_return client_write_error(x);
  if (x.upload.error) co_return *x.upload.error;
  if (upstream.timed_out()) {
    co_return make_error(Code::upstream_timeout, Origin::upstream, "the upstream paused longer than idle_timeout");
  }
  // Over TLS the end of a connection is an end of a message only when the peer said so.
  if (ec == asio::error::eof) co_return x.download.peer_ended();
  co_return make_error(Code::body_truncated, Origin::upstream, "the upstream closed in the middle of a body");
}

bool upstream_reusable(const Exchange& x) noexcept {
  return x.download.ended() && x.response.keep_alive && !x.upload.running && x.upload.source.ended() && x.lease &&
         x.lease->input().empty() && !x.lease->reading();
}

// The framing of an answer whose length is not known while its head is made.
Framing open_framing(const Exchange& x) noexcept {
  if (x.request.version == Version::http_1_1) return {BodyFraming::chunked, 0};
  return {BodyFraming::until_close, 0};
}

Task<Result<void>> deliver_nothing(Exchange& x, const BodyPlan& plan) {
  Framing announced;
  Coding coding = Coding::identity;
  if (x.request.method == Method::head) {
    // A length that masking would change is not announced.
    if (plan.content_length) announced = {BodyFraming::length, *plan.content_length};
    coding = plan.pipeline.to;
  } else if (x.response.status != 204) {
    announced = {BodyFraming::length, 0};
  }
  if (upstream_reusable(x)) x.lease.release();
  x.outcome = Outcome::forwarded;
  make_response_head(x, announced, coding, std::string_view{}, std::nullopt);
  x.writer.set_framing(BodyFraming::none);
  const masking::MaskedBody nothing;
  if (co_await x.writer.send(nothing, true)) co_return client_write_error(x);
  co_return Result<void>{};
}

// True when the body turns out to have no byte at all.
Task<Result<bool>> is_empty_after_all(Exchange& x) {
  if (x.response.framing.kind == BodyFraming::length) co_return x.response.framing.length == 0;
  while (!x.download.ended()) {
    auto piece = x.download.take(x.lease->input());
    if (!piece) co_return piece.error();
    if (!piece->empty()) co_return false;
    if (x.download.ended()) break;
    if (auto more = co_await read_body(x); !more) co_return more.error();
  }
  co_return true;
}

Task<Result<void>> replace_page(Exchange& x, const Error& why) {
  x.lease.drop();
  const auto body = x.problem.make(why.code, x.ids.request_id(), x.response.status);
  make_response_head(x, {BodyFraming::length, body.bytes().size()}, Coding::identity, kProblemType, std::nullopt);
  x.outcome = Outcome::refused;
  x.error = why;
  const auto sent = x.request.method == Method::head ? masking::MaskedBody{} : body;
  if (co_await x.writer.send(sent, true)) co_return client_write_error(x);
  co_return Result<void>{};
}

// One piece that may leave. The first one decides the framing: alone it gets a length, else the answer streams.
Task<Result<void>> send_piece(Exchange& x, const BodyPlan& plan, masking::MaskedBody body, bool last) {
  if (!x.writer.started()) {
    Framing framing = open_framing(x);
    if (plan.content_length) framing = {BodyFraming::length, *plan.content_length};
    if (last) framing = {BodyFraming::length, body.bytes().size()};
    std::optional<std::uint64_t> masked;
    // A length of 0 is not a body of any coding.
    const Coding coding = last && body.empty() ? Coding::identity : plan.pipeline.to;
    if (last && x.route->emit_headers) masked = x.pipeline->findings().masked_total() + x.masked_in_headers;
    make_response_head(x, framing, coding, {}, masked);
  }
  if (co_await x.writer.send(body, last)) co_return client_write_error(x);
  co_return Result<void>{};
}

Result<masking::MaskedBody> next_piece(Exchange& x, bool pass) {
  if (pass) return x.pipeline->next();
  const auto asked = Clock::now();
  auto piece = x.pipeline->next();
  x.masking_time += Clock::now() - asked;
  return piece;
}

Task<Result<void>> deliver_body(Exchange& x, const BodyPlan& plan) {
  x.pipeline = x.loop->take_pipeline();
  if (auto ready = x.pipeline->begin(plan.pipeline, *x.snapshot->engine, *x.rules, x.loop->scratch); !ready) {
    co_return ready;
  }
  const bool pass = plan.pipeline.media == MediaPlan::pass;
  x.outcome = pass ? Outcome::passed : Outcome::forwarded;
  for (bool ended = false; !ended;) {
    auto piece = x.download.take(x.lease->input());
    if (!piece) co_return piece.error();
    ended = x.download.ended();
    if (piece->empty() && !ended) {
      // A client that opened an event stream waits for its head, not for the first event.
      if (plan.pipeline.media == MediaPlan::event_stream && !x.writer.started()) {
        const masking::MaskedBody nothing;
        x.pipeline->coding_announced();
        if (auto sent = co_await send_piece(x, plan, nothing, false); !sent) co_return sent;
      }
      if (auto more = co_await read_body(x); !more) co_return more;
      continue;
    }
    x.pipeline->give(*piece);
    if (ended) x.pipeline->end();
    for (;;) {
      const auto out = next_piece(x, pass);
      if (!out) co_return out.error();
      const bool last = x.pipeline->last();
      // What is sent now lies in the pipeline's own buffers, unless it is a passed body.
      if (last && !pass && upstream_reusable(x)) x.lease.release();
      if (!out->empty() || last) {
        if (auto sent = co_await send_piece(x, plan, *out, last); !sent) co_return sent;
      }
      if (out->empty() || last) break;
    }
  }
  if (upstream_reusable(x)) x.lease.release();
  co_return Result<void>{};
}

}  // namespace

bool may_keep_alive(const Exchange& x) noexcept {
  return x.request_parsed && x.request.keep_alive && !x.loop->shared.draining.load(std::memory_order_relaxed) &&
         x.upload.source.ended() && !x.upload.error && !x.client_left;
}

void make_response_head(Exchange& x, Framing framing, Coding coding, std::string_view content_type,
                        std::optional<std::uint64_t> masked) {
  x.keep_alive = may_keep_alive(x) && framing.kind != BodyFraming::until_close;
  x.status = x.response.status;
  append_client_response_head(x.writer.head(), x.response,
                              {.framing = framing,
                               .keep_alive = x.keep_alive,
                               .client_version = x.request.version,
                               .tls = x.client->is_tls(),
                               .coding = coding,
                               .content_type = content_type,
                               .request_id = x.ids.request_id(),
                               .policy = x.route->emit_headers ? std::string_view(x.route->id) : std::string_view{},
                               .masked = masked,
                               .overrides = x.overrides,
                               .via = x.loop->shared.via});
  x.writer.set_framing(framing.kind);
}

Task<Result<void>> deliver(Exchange& x, const BodyPlan& plan) {
  x.download.begin(x.response.framing, Origin::upstream);
  switch (plan.kind) {
    case BodyPlan::Kind::empty: co_return co_await deliver_nothing(x, plan);
    case BodyPlan::Kind::pipe: co_return co_await deliver_body(x, plan);
    case BodyPlan::Kind::replace:
    case BodyPlan::Kind::refuse: break;
  }
  if (x.request.method != Method::head) {
    const auto empty = co_await is_empty_after_all(x);
    if (!empty) co_return empty.error();
    if (*empty) co_return co_await deliver_nothing(x, plan);
  }
  if (plan.kind == BodyPlan::Kind::replace) co_return co_await replace_page(x, *plan.why);
  co_return *plan.why;
}

}  // namespace veilgate::proxy
