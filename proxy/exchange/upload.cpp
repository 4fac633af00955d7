// The request's body, from the client to the upstream as it comes.
#include <exception>

#include "proxy/exchange/exchange.hpp"

namespace veilgate::proxy {

namespace {

// Waits for more of the body under the minimum rate.
struct RateWatch {
  RateFloor floor;
  Clock::time_point window_end = Clock::time_point::min();
  std::uint64_t received = 0;

  void before_read(Connection& client) {
    if (floor.bytes == 0) return;
    if (received >= floor.bytes || window_end == Clock::time_point::min()) {
      received = 0;
      window_end = Clock::now() + floor.window;
    }
    client.expires_at(window_end);
  }
};

Task<Result<void>> pump(Exchange& x) {
  const auto& limits = x.snapshot->settings.limits;
  Connection& client = *x.client;
  BodySource& source = x.upload.source;
  const bool chunked = x.request.framing.kind == BodyFraming::chunked;
  const auto lease = x.lease.shared();
  std::string chunk_header;
  RateWatch rate{x.writer.floor(), Clock::time_point::min(), 0};
  while (!source.ended()) {
    auto taken = source.take(client.input());
    if (!taken) co_return taken.error();
    if (source.bytes() > limits.request_body_bytes) {
      co_return make_error(Code::request_too_large, Origin::client, "a body over limits.request_body_bytes");
    }
    if (taken->empty() && !source.ended()) {
      rate.before_read(client);
      const auto before = client.input().size();
      const auto ec = co_await client.read_more();
      client.never_expires();
      if (x.upload.stop) co_return Result<void>{};
      rate.received += client.input().size() - before;
      if (ec && client.input().size() == before) {
        if (client.timed_out()) {
          co_return make_error(Code::client_timeout, Origin::client, "the body came slower than limits.min_rate_bytes");
        }
        co_return make_error(Code::client_gone, Origin::client, "the client left in the middle of its body");
      }
      continue;
    }
    lease->expires_after(x.upstream->settings.header_timeout);
    std::string_view data_end;
    std::string_view body_end;
    if (chunked) {
      chunk_header.clear();
      if (!taken->empty()) {
        append_chunk_header(chunk_header, taken->size());
        data_end = kChunkEnd;
      }
      if (source.ended()) body_end = kLastChunk;
    }
    if (co_await lease->write(Connection::gather(chunk_header, *taken, data_end, body_end))) {
      // The upstream reads no further. It may have answered already, so that is not an error of its own.
      x.upload.stop = true;
      co_return Result<void>{};
    }
    if (x.upload.stop) co_return Result<void>{};
  }
  lease->expires_after(x.upstream->settings.header_timeout);
  co_return Result<void>{};
}

}  // namespace

Task<> pump_request_body(Exchange& x) {
  Result<void> pumped = make_error(Code::internal, Origin::internal, "an exception ended the upload");
  try {
    pumped = co_await pump(x);
  } catch (const std::exception&) {
    // `pumped` says so already; whoever joins the upload must not wait for ever.
  }
  if (!pumped) {
    x.upload.error = std::move(pumped).error();
    if (x.upload.error->code == Code::client_gone) x.client_left = true;
    if (x.lease) x.lease->close();
  } else if (x.upload.source.ended()) {
    watch_client(x);
  }
  x.upload.running = false;
  x.upload.ended.signal();
}

Task<> stop_upload(Exchange& x) {
  if (!x.upload.running) co_return;
  x.upload.stop = true;
  x.client->interrupt_read();
  x.lease.drop();
  while (x.upload.running) co_await x.upload.ended.wait();
}

}  // namespace veilgate::proxy
