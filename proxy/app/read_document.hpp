// Documents for the verbs that look at them whole.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"

namespace veilgate::proxy {

inline constexpr std::size_t kMostDocumentBytes = 256 * 1024 * 1024;

// A whole file or standard input ("-"). Errors: io_failed; body_too_large over kMostDocumentBytes.
Result<std::string> read_document(const std::string& path);

// Whether a file holds one JSON document a line, by its name: .ndjson, .jsonl.
bool is_records(std::string_view path) noexcept;

// Calls `record` for each line of an NDJSON file that is not blank, and `progress` with the bytes read so far after
// each piece. Errors: io_failed; body_too_large for a line over kMostDocumentBytes; what `record` returns.
Result<void> read_records(const std::string& path, const std::function<Result<void>(std::string_view record)>& record,
                          const std::function<void(std::size_t bytes)>& progress);

}  // namespace veilgate::proxy
