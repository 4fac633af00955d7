// The upstream's side: a connection, the request on it, the head of the answer.
#include <algorithm>

#include "proxy/exchange/exchange.hpp"

namespace veilgate::proxy {

namespace {

constexpr std::size_t kMostConnects = 3;
constexpr unsigned kMostInterimHeads = 16;
constexpr std::size_t kMostPipelinedBytes = 64 * 1024;

Error client_gone() {
  return make_error(Code::client_gone, Origin::client, "the client left while its answer was being made");
}

void note_failure(Exchange& x) {
  if (x.upstream->note_failure(*x.address, Clock::now())) {
    x.loop->shared.recorder.event(EventLevel::warn, "upstream_ejected",
                                  "upstream " + x.upstream->settings.id + ", " + x.address->text);
  }
}

void note_success(Exchange& x) {
  if (x.upstream->note_success(*x.address)) {
    x.loop->shared.recorder.event(EventLevel::info, "upstream_restored",
                                  "upstream " + x.upstream->settings.id + ", " + x.address->text);
  }
}

// RFC 9110 9.2.2, and nothing of a body that might be gone from the buffer.
bool may_repeat(const RequestHead& request) noexcept {
  switch (request.method) {
    case Method::get:
    case Method::head:
    case Method::options:
    case Method::put:
    case Method::del: break;
    default: return false;
  }
  return request.framing.kind == BodyFraming::none ||
         (request.framing.kind == BodyFraming::length && request.framing.length == 0);
}

// Connecting has sent nothing yet, so every request may try the next address.
Task<Result<void>> connect(Exchange& x) {
  const std::size_t most = std::min(x.upstream->addresses.size(), kMostConnects);
  for (std::size_t tried = 1;; ++tried) {
    auto lease = co_await x.loop->pool.connect(*x.upstream, *x.address);
    if (x.client_left) co_return client_gone();
    if (lease) {
      x.lease = std::move(*lease);
      co_return Result<void>{};
    }
    note_failure(x);
    if (tried >= most) co_return lease.error();
    x.address = &x.upstream->pick(coarse_now());
  }
}

// The head, with as much of the body as is here when its length is known.
Connection::Buffers first_of_request(Exchange& x) {
  std::string_view body;
  BodySource& source = x.upload.source;
  if (x.request.framing.kind == BodyFraming::length && !source.ended()) {
    // Errors are those of the chunked coding, which this is not.
    if (const auto taken = source.take(x.client->input())) body = *taken;
  }
  return Connection::gather(x.upstream_request, body);
}

// `silent`: the peer ended the connection without a byte of an answer.
Task<Result<void>> read_response_head(Exchange& x, bool& silent) {
  const std::size_t limit = x.snapshot->settings.limits.header_bytes;
  Connection& upstream = *x.lease;
  ByteBuffer& input = upstream.input();
  HeadFinder finder(HeadKind::response);
  for (unsigned interim = 0; interim <= kMostInterimHeads; ++interim) {
    finder.reset();
    HeadEnd end;
    for (;;) {
      end = finder.find(input.view(), limit);
      if (end.state == HeadEnd::State::complete) break;
      if (end.state != HeadEnd::State::need_more) co_return head_error(HeadKind::response, end.state);
      if (co_await upstream.read_more()) {
        if (x.client_left) co_return client_gone();
        if (x.upload.error) co_return *x.upload.error;
        if (upstream.timed_out()) {
          co_return make_error(Code::upstream_timeout, Origin::upstream, "no answer within header_timeout");
        }
        silent = input.empty() && interim == 0;
        co_return make_error(Code::upstream_bad_response, Origin::upstream,
                             "the upstream closed before the end of its response head");
      }
    }
    const auto received = input.view();
    x.response_bytes.assign(received.substr(end.begin, end.end - end.begin));
    input.consume(end.end);
    if (auto parsed = parse_response_head(x.response_bytes, x.request.method, x.response); !parsed) co_return parsed;
    if (!x.response.interim()) {
      x.response_parsed = true;
      co_return Result<void>{};
    }
  }
  co_return make_error(Code::upstream_bad_response, Origin::upstream, "too many interim responses");
}

}  // namespace

void watch_client(Exchange& x) {
  x.client->watch([&x] {
    if (x.client->timed_out()) return;  // whoever waits for the client finds out
    if (x.client->read_error()) {
      x.client_left = true;
      if (x.lease) x.lease->close();
    } else if (x.client->input().size() < kMostPipelinedBytes) {
      watch_client(x);  // a pipelined request: kept for later, and the watch goes on
    }
  });
  x.client->start_read();
}

Task<Result<void>> forward_request(Exchange& x) {
  const auto asked = Clock::now();
  const bool repeatable = may_repeat(x.request);
  if (x.upload.source.ended()) watch_client(x);
  Result<void> outcome;
  for (bool fresh = false;; fresh = true) {
    x.address = &x.upstream->pick(coarse_now());
    if (!fresh) x.lease = x.loop->pool.take(*x.upstream, *x.address);
    if (!x.lease) {
      outcome = co_await connect(x);
      if (!outcome) break;
    }
    if (x.request.expect_continue && !x.upload.source.ended() && x.client->input().empty()) {
      if (co_await x.client->write(Connection::gather(kContinue))) {
        outcome = client_gone();
        break;
      }
    }
    const bool reused = x.lease.reused();
    bool silent = false;
    x.lease->expires_after(x.upstream->settings.header_timeout);
    auto first = first_of_request(x);
    error_code ec;
    if (!x.lease->write_at_once(first, ec)) ec = co_await x.lease->write(first);
    if (x.client_left) {
      outcome = client_gone();
      break;
    }
    if (ec) {
      silent = x.lease->input().empty() && !x.lease->timed_out();
      outcome = make_error(x.lease->timed_out() ? Code::upstream_timeout : Code::upstream_unreachable, Origin::upstream,
                           "the request could not be sent");
    } else {
      if (!x.upload.source.ended()) {
        x.upload.running = true;
        x.loop->spawn(pump_request_body(x));
      }
      outcome = co_await read_response_head(x, silent);
    }
    if (outcome) {
      note_success(x);
      break;
    }
    const bool dead_pooled = reused && silent && !fresh;
    if (!dead_pooled && outcome.error().origin == Origin::upstream) note_failure(x);
    if (!dead_pooled || !repeatable) break;
    x.lease.drop();
  }
  x.upstream_time += Clock::now() - asked;
  co_return outcome;
}

}  // namespace veilgate::proxy
