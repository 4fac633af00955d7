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

#include <string>
#include <string_view>

#include "proxy/observe/recorder.hpp"
#include "proxy/observe/time_text.hpp"

namespace veilgate::proxy {

std::string_view outcome_name(Outcome outcome) noexcept;

class AccessLineWriter {
 public:
  // Appends the line with its newline.
  void append(std::string& out, const ExchangeRecord& record);

 private:
  TimeText time_;
};

}  // namespace veilgate::proxy
