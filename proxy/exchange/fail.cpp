// The only error exit.
#include "proxy/exchange/exchange.hpp"

namespace veilgate::proxy {

Task<> fail_exchange(Exchange& x, Error error) {
  x.error = std::move(error);
  x.client->watch(nullptr);
  x.lease.drop();
  co_await stop_upload(x);
  const Code code = x.error->code;
  if (x.client_left || code == Code::client_gone) {
    x.outcome = Outcome::gone;
    x.keep_alive = false;
    x.client->close();
    co_return;
  }
  if (x.writer.started()) {
    // A reset, and no final chunk: nobody can take what was sent for the whole.
    x.outcome = Outcome::cut;
    x.keep_alive = false;
    x.client->abort();
    co_return;
  }
  x.outcome = Outcome::refused;
  x.status = find_problem(code).status;
  x.keep_alive = may_keep_alive(x);
  const auto body = x.problem.make(code, x.ids.request_id());
  x.writer.head().clear();
  append_problem_head(x.writer.head(), {.code = code,
                                        .body_bytes = body.bytes().size(),
                                        .keep_alive = x.keep_alive,
                                        .client_version = x.request_parsed ? x.request.version : Version::http_1_1,
                                        .request_id = x.ids.request_id()});
  x.writer.set_framing(BodyFraming::length);
  if (x.client->timed_out()) {
    // Waiting is over for this client; what its socket takes at once is all it gets.
    x.keep_alive = false;
    x.writer.send_what_fits(body);
    co_return;
  }
  const bool to_head = x.request_parsed && x.request.method == Method::head;
  const auto sent = to_head ? masking::MaskedBody{} : body;
  if (co_await x.writer.send(sent, true)) {
    x.keep_alive = false;
    x.outcome = Outcome::gone;
  }
}

}  // namespace veilgate::proxy
