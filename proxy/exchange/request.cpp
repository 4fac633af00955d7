// The request on the client's side: its head, its route, whether it is let in.
#include <algorithm>

#include "masking/path/glob.hpp"
#include "proxy/exchange/exchange.hpp"
#include "proxy/exchange/hidden_document.hpp"
#include "proxy/net/address.hpp"

namespace veilgate::proxy {

namespace {

// What the log may show of a target: names of query parameters without their values, sensitive parts covered.
void make_log_target(Exchange& x) {
  std::string& out = x.log_target;
  out = x.request.path;
  std::string_view query = x.request.query;
  char joint = '?';
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const auto pair = query.substr(0, end);
    out += joint;
    out.append(pair.substr(0, pair.find('=')));
    if (pair.find('=') != std::string_view::npos) out += '=';
    joint = '&';
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  const masking::Engine& engine = *x.snapshot->engine;
  if (x.loop->clean_texts.holds(engine, CleanTexts::Kind::target, out)) return;
  auto covered = engine.mask_text(out, x.loop->scratch);
  if (!covered || find_hidden_document(engine, engine.plan("/", {}), x.loop->scratch, out) == HiddenDocument::telling) {
    out = "-";
  } else if (covered->masked != 0) {
    out = std::move(covered->text);
  } else {
    x.loop->clean_texts.add(engine, CleanTexts::Kind::target, out);
  }
}

}  // namespace

Task<Result<void>> read_request_head(Exchange& x) {
  const auto& limits = x.snapshot->settings.limits;
  Connection& client = *x.client;
  HeadFinder finder(HeadKind::request);
  HeadEnd end;
  for (;;) {
    end = finder.find(client.input().view(), limits.header_bytes);
    if (end.state == HeadEnd::State::complete) break;
    if (end.state != HeadEnd::State::need_more) co_return head_error(HeadKind::request, end.state);
    if (const auto ec = co_await client.read_more()) {
      if (client.timed_out()) {
        co_return make_error(Code::client_timeout, Origin::client, "the request head did not arrive in time");
      }
      co_return make_error(Code::client_gone, Origin::client, "the client left before its request was complete");
    }
  }
  client.never_expires();
  const auto received = client.input().view();
  x.request_bytes.assign(received.substr(end.begin, end.end - end.begin));
  client.input().consume(end.end);
  const auto parsed = parse_request_head(x.request_bytes, x.request);
  IdEntropy entropy;
  if (!x.loop->entropy.fill(entropy.data(), entropy.size())) {
    co_return make_error(Code::internal, Origin::internal, "the random generator failed");
  }
  if (!parsed) co_return parsed.error();
  x.request_parsed = true;
  x.ids = RequestIds(x.request, entropy);
  x.upload.source.begin(x.request.framing, Origin::client);
  make_log_target(x);
  co_return Result<void>{};
}

Result<void> select_route(Exchange& x) {
  // `OPTIONS *` is about the server as a whole: it goes where "/" goes.
  auto path = masking::normalise_path(x.request.path == "*" ? "/" : x.request.path);
  if (!path) return path.error();
  x.path = std::move(*path);
  x.route = x.snapshot->routes->find(x.request.host, x.path, x.request.method_name);
  if (x.route == nullptr) return make_error(Code::no_route, Origin::client, "no route matches");
  x.rules = x.snapshot->engine->plan(x.path, {});
  x.shadow = x.route->shadow_at(x.started);
  x.upstream = x.snapshot->upstreams[x.route->upstream].get();
  return {};
}

Result<void> admit(Exchange& x) {
  if (has_been_here(x.request, x.loop->shared.via)) {
    return make_error(Code::loop_detected, Origin::client, "a Via field says that the request has been here before");
  }
  const auto forwards = max_forwards(x.request);
  if (!forwards) return forwards.error();
  if (*forwards == std::uint64_t{0}) {
    return make_error(Code::method_refused, Origin::client, "Max-Forwards is 0, and this proxy answers for itself");
  }
  x.max_forwards = *forwards;
  const auto& limits = x.snapshot->settings.limits;
  const auto running = x.loop->shared.requests.fetch_add(1, std::memory_order_relaxed);
  x.admitted = true;
  if (running >= limits.requests_in_flight) {
    return make_error(Code::overloaded, Origin::policy, "limits.requests_in_flight is reached");
  }
  if (x.request.framing.kind == BodyFraming::length && x.request.framing.length > limits.request_body_bytes) {
    return make_error(Code::request_too_large, Origin::client, "Content-Length is over limits.request_body_bytes");
  }
  return {};
}

void build_upstream_request(Exchange& x) {
  // HTTP/1.0 clients may leave Host out; the upstream's own name stands in.
  std::string fallback_host;
  if (x.request.host.empty()) fallback_host = x.upstream->addresses.front().host;
  append_upstream_request(x.upstream_request, x.request, x.ids,
                          {.client_ip = x.client_ip,
                           .trusted_peer = x.snapshot->trusted_peers->contains(x.client_ip),
                           .tls = x.client->is_tls(),
                           .upstream_host = fallback_host,
                           .forward_expect = false,
                           .close = false,
                           .max_forwards = x.max_forwards ? std::optional(*x.max_forwards - 1) : std::nullopt,
                           .via = x.loop->shared.via});
}

}  // namespace veilgate::proxy
