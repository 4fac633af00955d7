// Globs over request paths: which requests a route or a rule is for.
//
//   /orders/*      `*` stands for any characters but '/', inside a segment; alone in a segment for at least one
//   /orders/**     `**`, alone in a segment, stands for any number of whole segments, or none: matches /orders, too
//   /**            every path
//
// Everything else stands for itself, byte for byte: letter case matters, and nothing is percent-decoded here. So the
// path must come from normalise_path; then one resource has one spelling. A trailing '/' makes no difference, in the
// glob or in the path. Where an upstream ignores letter case, a glob that must hold for all its spellings has to be
// written without letters that have case.
//
// A match takes time in proportion to the path's length (times the glob's, at worst). Immutable; any number of threads.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"

namespace veilgate::masking {

class Glob {
 public:
  // `path`: as normalise_path returns it.
  bool matches(std::string_view path) const noexcept;

 private:
  friend Result<Glob> parse_glob(std::string_view text);
  Glob() = default;
  std::vector<std::string> segments_;  // "**" is the any-number one
};

// Errors: bad_config (origin policy) with position (byte, from 1) and reason: no leading '/', an empty, '.' or '..'
// segment, `**` beside other characters, and the characters normalise_path never leaves: '?', '#', ';', '\', control
// characters, and '%' that looks like percent-encoding (a glob is written decoded).
Result<Glob> parse_glob(std::string_view text);

// The one spelling of a request path: percent-encoding decoded (once), then '.' and '..' segments resolved (RFC 3986
// section 5.2.4). For choosing routes and rules; what is sent to the upstream is the client's own spelling.
//
// `raw_target_path`: the path of the request target, without query. What servers read in different ways is refused
// rather than guessed at, so that no client can pick another rule by spelling: an encoded '/', a '\' raw or encoded,
// NUL and other control characters, a broken or non-UTF-8 percent-encoding, an empty segment (`//`), path parameters
// (`;`, raw or encoded), '..' above the root, and a path that does not begin with '/'.
//
// Errors: bad_request (origin client); the note has the reason, not the path.
Result<std::string> normalise_path(std::string_view raw_target_path);

}  // namespace veilgate::masking
