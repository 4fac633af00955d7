// The one table from an error code to what a client and the log get, and the body made from it (RFC 9457).
//
// A client learns the class of the failure and a correlation id; nothing else about the cause. Threads: the table is
// constant; a ProblemBody belongs to one thread at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/base/error.hpp"
#include "masking/masked_body.hpp"
#include "proxy/http/head.hpp"
#include "proxy/observe/recorder.hpp"

namespace veilgate::proxy {

struct Problem {
  Code code = Code::internal;
  unsigned status = 500;
  std::string_view title;  // the client's sentence
  EventLevel level = EventLevel::error;
  unsigned retry_after_s = 0;  // 0: no Retry-After
};

// The row of a code; every Code has exactly one.
const Problem& find_problem(Code code) noexcept;

inline constexpr std::string_view kProblemType = "application/problem+json";

class ProblemBody {
 public:
  // {"type":"about:blank","title":...,"status":...,"code":...,"correlation_id":...}
  // `status` replaces the table's where an upstream's error page keeps its own. A correlation id that is not a
  // well-formed request id is left out. The body is valid until the next call.
  masking::MaskedBody make(Code code, std::string_view correlation_id, std::optional<unsigned> status = std::nullopt);

 private:
  std::string text_;
};

struct ProblemFacts {
  Code code = Code::internal;
  std::size_t body_bytes = 0;
  bool keep_alive = false;
  Version client_version = Version::http_1_1;
  std::string_view request_id = {};
};

// The whole head of a problem answer: status, type, length, Cache-Control: no-store, Retry-After, Connection.
void append_problem_head(std::string& out, const ProblemFacts& facts);

}  // namespace veilgate::proxy
