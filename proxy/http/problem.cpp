#include "proxy/http/problem.hpp"

#include <array>

#include "proxy/http/append.hpp"
#include "proxy/http/request_ids.hpp"

namespace veilgate::proxy {
namespace {

// One sentence for every way a response could not be checked: which check failed is for the log only.
constexpr std::string_view kNotReleased = "The upstream's response could not be checked and was not released.";
constexpr std::string_view kNoService = "The service is not available at present.";

constexpr std::array kTable = {
    Problem{Code::internal, 500, "The request could not be completed.", EventLevel::error},

    Problem{Code::bad_json, 502, kNotReleased, EventLevel::warn},
    Problem{Code::bad_utf8, 502, kNotReleased, EventLevel::warn},
    Problem{Code::too_deep, 502, kNotReleased, EventLevel::warn},
    Problem{Code::string_too_long, 502, kNotReleased, EventLevel::warn},
    Problem{Code::body_too_large, 502, kNotReleased, EventLevel::warn},
    Problem{Code::body_truncated, 502, kNotReleased, EventLevel::warn},
    Problem{Code::bad_record, 502, kNotReleased, EventLevel::warn},
    Problem{Code::scan_failed, 502, kNotReleased, EventLevel::error},
    Problem{Code::number_refused, 502, kNotReleased, EventLevel::warn},
    Problem{Code::unsupported_media_type, 502, kNotReleased, EventLevel::warn},
    Problem{Code::unsupported_charset, 502, kNotReleased, EventLevel::warn},
    Problem{Code::unsupported_coding, 502, kNotReleased, EventLevel::warn},
    Problem{Code::bad_coding, 502, kNotReleased, EventLevel::warn},
    Problem{Code::expansion_too_large, 502, kNotReleased, EventLevel::warn},
    Problem{Code::sensitive_header, 502, kNotReleased, EventLevel::warn},

    Problem{Code::upstream_unreachable, 502, "The upstream could not be reached.", EventLevel::warn},
    Problem{Code::upstream_timeout, 504, "The upstream did not answer in time.", EventLevel::warn},
    Problem{Code::upstream_bad_response, 502, "The upstream's response was not valid HTTP.", EventLevel::warn},

    Problem{Code::bad_request, 400, "The request is not valid HTTP.", EventLevel::info},
    Problem{Code::header_too_large, 431, "The request's header fields are too large.", EventLevel::info},
    Problem{Code::request_too_large, 413, "The request's body is too large.", EventLevel::info},
    Problem{Code::expectation_failed, 417, "The request's expectation cannot be met.", EventLevel::info},
    Problem{Code::method_refused, 501, "The request's method is not supported.", EventLevel::info},
    Problem{Code::no_route, 404, "Nothing is served at this address.", EventLevel::info},
    Problem{Code::loop_detected, 508, "The request came back to where it has been.", EventLevel::warn},
    Problem{Code::client_timeout, 408, "The request did not arrive in time.", EventLevel::info},
    // Never sent: there is nobody to read it.
    Problem{Code::client_gone, 400, "The client closed the connection.", EventLevel::info},

    Problem{Code::overloaded, 503, kNoService, EventLevel::warn, 1},
    Problem{Code::shutting_down, 503, kNoService, EventLevel::info, 1},
    Problem{Code::bad_config, 500, "The request could not be completed.", EventLevel::error},
    Problem{Code::key_unavailable, 502, kNotReleased, EventLevel::error},
    Problem{Code::approval_needed, 403, "The request was refused.", EventLevel::warn},
    Problem{Code::keyring_refused, 500, "The request could not be completed.", EventLevel::error},
    Problem{Code::seal_refused, 502, kNotReleased, EventLevel::warn},
    Problem{Code::open_refused, 400, "The token cannot be opened.", EventLevel::warn},
    Problem{Code::io_failed, 500, "The request could not be completed.", EventLevel::error},
};

constexpr bool is_in_order() {
  for (std::size_t i = 0; i < kTable.size(); ++i) {
    if (static_cast<std::size_t>(kTable[i].code) != i) return false;
  }
  return true;
}
static_assert(is_in_order(), "one row a Code, in the order of the enum");
static_assert(kTable.size() == static_cast<std::size_t>(Code::io_failed) + 1, "a Code has no row");

}  // namespace

const Problem& find_problem(Code code) noexcept {
  const auto index = static_cast<std::size_t>(code);
  return kTable[index < kTable.size() ? index : 0];
}

masking::MaskedBody ProblemBody::make(Code code, std::string_view correlation_id, std::optional<unsigned> status) {
  const Problem& problem = find_problem(code);
  text_ = R"({"type":"about:blank","title":")";
  text_ += problem.title;
  text_ += R"(","status":)";
  append_number(text_, status.value_or(problem.status));
  text_ += R"(,"code":")";
  text_ += code_name(problem.code);
  if (is_request_id(correlation_id)) {
    text_ += R"(","correlation_id":")";
    text_ += correlation_id;
  }
  text_ += "\"}";
  return {masking::ReleaseKey{}, text_};
}

void append_problem_head(std::string& out, const ProblemFacts& facts) {
  const Problem& problem = find_problem(facts.code);
  append_status_line(out, problem.status);
  append_field(out, "Content-Type", kProblemType);
  append_framing(out, {BodyFraming::length, facts.body_bytes});
  append_field(out, "Cache-Control", "no-store");
  if (problem.retry_after_s != 0) {
    out += "Retry-After: ";
    append_number(out, problem.retry_after_s);
    out += "\r\n";
  }
  if (is_request_id(facts.request_id)) append_field(out, "X-Request-Id", facts.request_id);
  append_connection(out, facts.keep_alive, facts.client_version);
  out += "\r\n";
}

}  // namespace veilgate::proxy
