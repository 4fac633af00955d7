#include "crypto/base/error.hpp"

namespace veilgate {

const char* code_name(Code code) noexcept {
  switch (code) {
    case Code::internal: return "internal";
    case Code::bad_json: return "bad_json";
    case Code::bad_utf8: return "bad_utf8";
    case Code::too_deep: return "too_deep";
    case Code::string_too_long: return "string_too_long";
    case Code::body_too_large: return "body_too_large";
    case Code::body_truncated: return "body_truncated";
    case Code::bad_record: return "bad_record";
    case Code::scan_failed: return "scan_failed";
    case Code::number_refused: return "number_refused";
    case Code::unsupported_media_type: return "unsupported_media_type";
    case Code::unsupported_charset: return "unsupported_charset";
    case Code::unsupported_coding: return "unsupported_coding";
    case Code::bad_coding: return "bad_coding";
    case Code::expansion_too_large: return "expansion_too_large";
    case Code::sensitive_header: return "sensitive_header";
    case Code::upstream_unreachable: return "upstream_unreachable";
    case Code::upstream_timeout: return "upstream_timeout";
    case Code::upstream_bad_response: return "upstream_bad_response";
    case Code::bad_request: return "bad_request";
    case Code::header_too_large: return "header_too_large";
    case Code::request_too_large: return "request_too_large";
    case Code::expectation_failed: return "expectation_failed";
    case Code::method_refused: return "method_refused";
    case Code::no_route: return "no_route";
    case Code::loop_detected: return "loop_detected";
    case Code::client_timeout: return "client_timeout";
    case Code::client_gone: return "client_gone";
    case Code::overloaded: return "overloaded";
    case Code::shutting_down: return "shutting_down";
    case Code::bad_config: return "bad_config";
    case Code::key_unavailable: return "key_unavailable";
    case Code::approval_needed: return "approval_needed";
    case Code::keyring_refused: return "keyring_refused";
    case Code::seal_refused: return "seal_refused";
    case Code::open_refused: return "open_refused";
    case Code::io_failed: return "io_failed";
  }
  return "internal";
}

}  // namespace veilgate
