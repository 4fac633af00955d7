// One line of the access log: a JSON object, strictly escaped, no value of a body and no query value in it.
//
//   {"time":"2026-03-01T08:00:00.123Z","request_id":"…","trace_id":"…","client_ip":"…","method":"GET","target":"/orders/1",
//    "route":"…","upstream":"…","upstream_address":"…","status":200,"upstream_status":200,"outcome":"forwarded",
//    "code":"…","reason":"…","shadow":true,                          these three only where they apply
//    "request_bytes":0,"upstream_bytes":0,"response_bytes":0,"masked":{"cn_mobile":2},
//    "total_ms":1.234,"upstream_ms":1.000,"masking_ms":0.050}
//
// Threads: one AccessLineWriter per thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "proxy/observe/recorder.hpp"

namespace veilgate::proxy {

std::string_view outcome_name(Outcome outcome) noexcept;

// Appends `text` as a JSON string with its quotes. Control characters, quote, backslash and bytes that are not UTF-8
// are escaped (the last as U+FFFD), so that a line stays one line and one valid document whatever is in it.
void append_json_string(std::string& out, std::string_view text);

class AccessLineWriter {
 public:
  // Appends the line with its newline.
  void append(std::string& out, const ExchangeRecord& record);

 private:
  void append_time(std::string& out, std::chrono::system_clock::time_point time);

  std::int64_t second_ = -1;  // the second `text_` was made for
  char text_[20] = {};        // "2026-03-01T08:00:00" and a zero
};

}  // namespace veilgate::proxy
