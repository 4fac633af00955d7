#include <exception>

#include "proxy/exchange/exchange.hpp"

namespace veilgate::proxy {

namespace {

Task<Result<void>> carry_out(Exchange& x) {
  if (auto read = co_await read_request_head(x); !read) co_return read;
  if (auto found = select_route(x); !found) co_return found;
  if (auto let_in = admit(x); !let_in) co_return let_in;
  build_upstream_request(x);
  if (auto answered = co_await forward_request(x); !answered) co_return answered;
  const auto plan = plan_body(x);
  if (!plan) co_return plan.error();
  co_return co_await deliver(x, *plan);
}

}  // namespace

Task<bool> run_exchange(Exchange& x) {
  Result<void> done = make_error(Code::internal, Origin::internal, "an exception ended the exchange");
  try {
    done = co_await carry_out(x);
  } catch (const std::exception&) {
    // Memory ran out, in a library at the latest. `done` says so already; the upload still has to be joined.
  }
  if (!done) co_await fail_exchange(x, std::move(done).error());
  co_await stop_upload(x);
  x.client->watch(nullptr);
  record_exchange(x);
  const bool again = x.keep_alive && x.writer.finished();
  co_return again;
}

void Exchange::begin(Loop& on_loop, Connection& on_client, std::string_view ip) {
  loop = &on_loop;
  client = &on_client;
  client_ip = ip;
  snapshot = on_loop.snapshot;
  const auto& limits = snapshot->settings.limits;
  const auto window_s = std::chrono::duration_cast<std::chrono::milliseconds>(snapshot->rate_window).count();
  writer.begin(on_client, {limits.min_rate_bytes * static_cast<std::uint64_t>(window_s) / 1000, snapshot->rate_window});
  request_parsed = false;
  response_parsed = false;
  ids = {};
  path.clear();
  log_target.clear();
  route = nullptr;
  shadow = false;
  upload.source.begin({}, Origin::client);
  upload.stop = false;
  download.begin({}, Origin::upstream);
  upload.error.reset();
  upstream = nullptr;
  address = nullptr;
  upstream_request.clear();
  overrides.clear();
  override_texts.clear();
  masked_in_headers = 0;
  keep_alive = false;
  client_left = false;
  started = std::chrono::system_clock::now();
  began = Clock::now();
  upstream_time = {};
  masking_time = {};
  status = 0;
  outcome = Outcome::refused;
  error.reset();
}

void Exchange::end() noexcept {
  lease.drop();
  if (pipeline) loop->give_pipeline(std::move(pipeline));
  rules.reset();
  snapshot.reset();
  if (admitted) loop->shared.requests.fetch_sub(1, std::memory_order_relaxed);
  admitted = false;
}

}  // namespace veilgate::proxy
