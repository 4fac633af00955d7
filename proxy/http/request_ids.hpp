// The request id and the W3C trace context of one exchange, decided once and then written everywhere.
//
// Pure: the caller brings the random bytes. Threads: plain values.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "proxy/http/head.hpp"

namespace veilgate::proxy {

inline constexpr std::size_t kMaxRequestIdBytes = 128;

// From a cryptographic generator; they are visible to clients and upstreams.
using IdEntropy = std::array<std::uint8_t, 40>;

class RequestIds {
 public:
  RequestIds() = default;

  // request_id: the client's X-Request-Id when there is exactly one and it is 1-128 of [A-Za-z0-9._-], else 32 hex
  // digits. traceparent (W3C Trace Context, version 00): a valid one keeps its trace id and flags and gets a new parent
  // id; an invalid, repeated or absent one is replaced by a new trace, not sampled.
  RequestIds(const RequestHead& head, const IdEntropy& entropy) noexcept;

  std::string_view request_id() const noexcept { return {request_id_.data(), request_id_size_}; }
  std::string_view traceparent() const noexcept { return {traceparent_.data(), traceparent_size_}; }
  // False: the trace is new, so the client's tracestate does not belong to it and is dropped.
  bool trace_continued() const noexcept { return trace_continued_; }

 private:
  std::array<char, kMaxRequestIdBytes> request_id_{};
  std::array<char, 55> traceparent_{};
  std::uint8_t request_id_size_ = 0;
  std::uint8_t traceparent_size_ = 0;
  bool trace_continued_ = false;
};

bool is_request_id(std::string_view text) noexcept;
bool is_traceparent(std::string_view text) noexcept;

}  // namespace veilgate::proxy
