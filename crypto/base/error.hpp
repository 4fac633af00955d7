// What went wrong, in a form every folder shares.
//
// An Error carries three things and never a value from a body, a header or a secret:
//   code    what it is; one row of the proxy's problem table gives its status and client sentence
//   origin  who caused it
//   note    a sentence for the operator's log; a type of its own, so that it cannot be sent to a client by mistake
//
// Threads: plain values.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

namespace veilgate {

enum class Origin : std::uint8_t { internal, client, upstream, policy };

enum class Code : std::uint8_t {
  internal,  // the refusing default: nobody said what it is

  // A body that could not be checked, so it is refused.
  bad_json,
  bad_utf8,
  too_deep,
  string_too_long,
  body_too_large,
  body_truncated,
  bad_record,
  scan_failed,
  number_refused,
  unsupported_media_type,
  unsupported_charset,
  unsupported_coding,
  bad_coding,
  expansion_too_large,
  sensitive_header,

  // The upstream.
  upstream_unreachable,
  upstream_timeout,
  upstream_bad_response,

  // The client.
  bad_request,
  header_too_large,
  request_too_large,
  expectation_failed,
  method_refused,
  no_route,
  loop_detected,  // the request has been through this proxy before
  client_timeout,
  client_gone,

  // This process.
  overloaded,
  shutting_down,
  bad_config,
  key_unavailable,  // a key or its source is not there, or may not be used
  approval_needed,  // two people have to agree first
  keyring_refused,  // a keyring file that is torn, altered or of another key source
  seal_refused,     // a value its suite cannot seal: too long, or not of the format the suite keeps
  open_refused,     // a token that does not open, whatever the reason: there is one refusal for all
  io_failed,
};

// The stable name of a code, as it appears in problem+json, logs and metrics ("bad_json").
const char* code_name(Code code) noexcept;

// Text for the log only. Never contains a value.
class LogNote {
 public:
  LogNote() = default;
  explicit LogNote(std::string text) : text_(std::move(text)) {}
  const std::string& for_log() const noexcept { return text_; }

 private:
  std::string text_;
};

struct Error {
  Code code = Code::internal;
  Origin origin = Origin::internal;
  LogNote note;
};

inline Error make_error(Code code, Origin origin, std::string note = {}) {
  return Error{code, origin, LogNote{std::move(note)}};
}

}  // namespace veilgate
