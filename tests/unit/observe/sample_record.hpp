// A record of one exchange for the tests of observe.
#pragma once

#include "proxy/observe/recorder.hpp"

namespace veilgate::proxy {

inline ExchangeRecord sample_record() {
  using namespace std::chrono_literals;
  ExchangeRecord record;
  record.started = std::chrono::system_clock::time_point{1'772'323'200'007ms};  // 2026-03-01T00:00:00.007Z
  record.total = 1234us;
  record.upstream = 1000us;
  record.masking = 50us;
  record.request_id = "req-1";
  record.traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  record.client_ip = "192.0.2.7";
  record.method = "GET";
  record.target = "/orders/1?page=";
  record.route = "orders";
  record.upstream_id = "jos";
  record.upstream_address = "http://127.0.0.1:9";
  record.status = 200;
  record.upstream_status = 200;
  record.outcome = Outcome::forwarded;
  record.request_bytes = 3;
  record.upstream_bytes = 700;
  record.response_bytes = 699;
  record.findings.masked[static_cast<std::size_t>(masking::ClassId::cn_mobile)] = 2;
  record.findings.bytes_in = 700;
  return record;
}

}  // namespace veilgate::proxy
