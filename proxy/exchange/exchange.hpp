// Exchange: one request and its response, from the first byte of the head to the record.
//
//   run_exchange                                     run_exchange.cpp
//     read_request_head, select_route, admit         request.cpp
//     take or connect, send, read_response_head      forward.cpp      (the request's body: upload.cpp)
//     plan_body                                      plan.cpp         (header values: header_masking.cpp)
//     deliver                                        deliver.cpp
//   fail_exchange, the only error exit               fail.cpp
//   record_exchange, exactly once                    record.cpp
//
// An Exchange is reused: what it allocated stays for the next request of its loop. Its pipeline, which has the large
// buffers, is lent only while a body is delivered, so that few of them serve many exchanges that wait. It belongs to
// one coroutine; the upload runs beside that one on the same loop and is always joined before run_exchange returns.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proxy/exchange/body_pipeline.hpp"
#include "proxy/exchange/body_source.hpp"
#include "proxy/exchange/client_writer.hpp"
#include "proxy/exchange/route_table.hpp"
#include "proxy/exchange/snapshot.hpp"
#include "proxy/http/forward.hpp"
#include "proxy/http/head.hpp"
#include "proxy/http/problem.hpp"
#include "proxy/http/request_ids.hpp"
#include "proxy/net/loop.hpp"
#include "proxy/observe/recorder.hpp"
#include "proxy/upstream/pool.hpp"

namespace veilgate::proxy {

// The request's body on its way to the upstream.
struct Upload {
  BodySource source;
  bool running = false;  // its coroutine has not ended
  bool stop = false;     // nobody needs the rest
  std::optional<Error> error;
  Event ended;
};

// What becomes of the response's body.
struct BodyPlan {
  enum class Kind : std::uint8_t {
    refuse,   // `why`; the default
    replace,  // an upstream's error or redirect page nobody may see: its status stays, a problem+json takes its place
    empty,    // there is none
    pipe,     // through the pipeline
  };
  Kind kind = Kind::refuse;
  std::optional<Error> why;  // for refuse and replace
  PipelinePlan pipeline;
  std::optional<std::uint64_t> content_length;  // to be announced: a passed body's, or that of a HEAD answer
};

// Ordered by meaning; the few bytes that costs are paid once a request in flight.
// NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding)
struct Exchange {
  // Where it happens.
  Loop* loop = nullptr;
  Connection* client = nullptr;
  std::string_view client_ip;
  std::shared_ptr<const Snapshot> snapshot;

  // The request.
  std::string request_bytes;  // the raw head; the views of `request` point into it
  RequestHead request;
  bool request_parsed = false;
  RequestIds ids;
  std::string path;        // normalised
  std::string log_target;  // without query values and sensitive parts
  const Route* route = nullptr;
  std::optional<masking::Plan> rules;
  bool shadow = false;
  std::optional<std::uint64_t> max_forwards;  // of TRACE and OPTIONS
  bool admitted = false;
  Upload upload;

  // The upstream.
  Upstream* upstream = nullptr;
  UpstreamAddress* address = nullptr;
  UpstreamLease lease;
  std::string upstream_request;
  std::string response_bytes;  // the raw head; the views of `response` point into it
  ResponseHead response;
  bool response_parsed = false;
  BodySource download;

  // The answer.
  std::unique_ptr<BodyPipeline> pipeline;  // lent by the loop while there is a body
  ClientWriter writer;
  ProblemBody problem;
  std::vector<FieldOverride> overrides;
  std::vector<std::string> override_texts;
  std::uint64_t masked_in_headers = 0;
  bool keep_alive = false;
  bool client_left = false;

  // The record.
  std::chrono::system_clock::time_point started;
  Clock::time_point began;
  Clock::duration upstream_time{0};
  Clock::duration masking_time{0};
  unsigned status = 0;
  Outcome outcome = Outcome::refused;
  std::optional<Error> error;

  // Makes it as new for the next request on `client`.
  void begin(Loop& on_loop, Connection& on_client, std::string_view ip);
  // Lets go of everything that belongs to one request only.
  void end() noexcept;
};

// Carries out one request; the first bytes of its head may already be in the client's buffer. Returns true when the
// connection may be used for another one.
Task<bool> run_exchange(Exchange& x);

// ---- the steps, in their order --------------------------------------------------------------------------------------

Task<Result<void>> read_request_head(Exchange& x);
Result<void> select_route(Exchange& x);
Result<void> admit(Exchange& x);
void build_upstream_request(Exchange& x);
// A connection, the request on it, the head of the answer; once more when a pooled connection was dead and the request
// may be repeated.
Task<Result<void>> forward_request(Exchange& x);
Result<BodyPlan> plan_body(Exchange& x);
Task<Result<void>> deliver(Exchange& x, const BodyPlan& plan);

// The only error exit: a problem+json while nothing was sent, else a visible cut.
Task<> fail_exchange(Exchange& x, Error error);
void record_exchange(Exchange& x);

// ---- shared by the steps --------------------------------------------------------------------------------------------

// The request's body: what is in the client's buffer goes out with the head, the rest in a coroutine of its own.
Task<> pump_request_body(Exchange& x);
Task<> stop_upload(Exchange& x);

// Notices a client that leaves while its answer is being made; then the upstream connection is closed.
void watch_client(Exchange& x);

// Finds sensitive values in the response's header fields and fills x.overrides. A field whose name tells is covered
// whole; of others an opaque word (x13800138000y, Base64 of a bare value) says nothing, as in a body
// (masking/detect/README.md). Errors: sensitive_header, scan_failed.
Result<void> mask_response_headers(Exchange& x);

// Whether the connection can go on after this exchange, as things stand.
bool may_keep_alive(const Exchange& x) noexcept;

// Replaces or keeps the upstream's head and puts ours into x.writer. `masked`: to be told to the client; none: not
// told.
void make_response_head(Exchange& x, Framing framing, Coding coding, std::string_view content_type,
                        std::optional<std::uint64_t> masked);

}  // namespace veilgate::proxy
