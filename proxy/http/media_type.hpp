// Content-Type, and what becomes of a body because of it.
//
// MediaRules is compiled once from a route's `pass` and `treat_as`; plan() then decides without allocating. Threads:
// any; immutable after compile.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "config/model.hpp"
#include "crypto/base/result.hpp"
#include "proxy/http/head.hpp"

namespace veilgate::proxy {

enum class MediaPlan : std::uint8_t { refuse, json, records, event_stream, pass };

// A Content-Type value taken apart (RFC 9110 8.3.1); views into it.
struct MediaType {
  std::string_view type;     // "application"
  std::string_view subtype;  // "vnd.api+json"
  std::string_view essence;  // "application/vnd.api+json", as written
  std::string_view charset;  // unquoted; "" when absent
  bool has_charset = false;
};

// Errors (origin upstream): unsupported_media_type for anything outside the grammar, for two charset parameters and for
// escapes inside a quoted charset.
[[nodiscard]] Result<MediaType> parse_media_type(std::string_view value);

class MediaRules {
 public:
  MediaRules() = default;  // nothing passes, nothing is mapped

  // `pass`: "type/subtype" or "type/*". `*/*` is refused: a body that passes unread must be named.
  // `treat_as`: from "type/subtype", or "" for a body without Content-Type; to one of application/json,
  // application/x-ndjson, text/event-stream. Errors (origin policy): bad_config.
  static Result<MediaRules> compile(const std::vector<std::string>& pass, const std::vector<config::TreatAs>& treat_as);

  // In this order: treat_as; an exact `pass`; the types read here; a `type/*` of `pass`; refuse. A wildcard therefore
  // never lets a JSON body pass unread.
  //   json          application/json, text/json, */*+json
  //   records       application/x-ndjson, application/ndjson, application/jsonl, application/jsonlines,
  //   application/x-jsonlines event_stream  text/event-stream
  // application/json-seq (RFC 7464) is refused: its records begin with a control byte that no JSON reader takes.
  // The charset of what is read must be absent, utf-8 or utf8.
  //
  // Errors (origin upstream): unsupported_media_type (also: no Content-Type, or more than one), unsupported_charset.
  // The plan of a success is never `refuse`. Not to be asked for a message without a body.
  [[nodiscard]] Result<MediaPlan> plan(const ResponseHead& head) const;
  [[nodiscard]] Result<MediaPlan> plan(std::string_view content_type) const;  // "": absent

 private:
  struct Mapping {
    std::string from;  // lower case
    MediaPlan to = MediaPlan::refuse;
  };
  std::vector<Mapping> treat_as_;
  std::vector<std::string> pass_exact_;  // "image/png", lower case
  std::vector<std::string> pass_types_;  // "image", lower case
};

}  // namespace veilgate::proxy
