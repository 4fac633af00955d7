// What the data path tells the outside about its work: one record an exchange, one event a thing worth a log line.
//
// Records and events carry counts, names from the configuration and texts already cleaned of values; never a value.
// A Recorder is called from every loop at once and must not block: the implementation in observe/ counts in the metrics
// registry and hands log lines to an asynchronous writer.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/base/error.hpp"
#include "masking/class_labels.hpp"
#include "masking/findings.hpp"

namespace veilgate::proxy {

enum class Outcome : std::uint8_t {
  refused,    // the client got a problem+json of ours (the default: nothing else was proven)
  forwarded,  // the whole response went out, checked by the engine
  passed,     // the whole response went out unread, as the route's `pass` says
  cut,        // the response had begun and the connection was cut
  gone,       // the client left first
};

// Views are valid during the call only.
struct ExchangeRecord {
  std::chrono::system_clock::time_point started;
  std::chrono::microseconds total{0};     // request head read -> last byte written
  std::chrono::microseconds upstream{0};  // waiting for the upstream (connect, head, body reads)
  std::chrono::microseconds masking{0};   // decode + engine + encode
  std::string_view request_id;
  std::string_view traceparent;  // as sent to the upstream
  std::string_view client_ip;
  std::string_view method;
  std::string_view target;  // query values removed, sensitive path parts covered
  std::string_view route;   // id, "" when none matched
  std::string_view upstream_id;
  std::string_view upstream_address;
  unsigned status = 0;  // what the client saw; 0: nothing
  unsigned upstream_status = 0;
  Outcome outcome = Outcome::refused;
  const Error* error = nullptr;  // why, for everything but forwarded and passed
  bool shadow = false;
  std::uint64_t request_bytes = 0;   // body bytes from the client
  std::uint64_t upstream_bytes = 0;  // body bytes from the upstream, as coded
  std::uint64_t response_bytes = 0;  // body bytes to the client, as coded
  masking::Findings findings;
  masking::OwnClassLabels own_classes;  // of the configuration the findings were made with
};

enum class EventLevel : std::uint8_t { info, warn, error };

class Recorder {
 public:
  virtual ~Recorder() = default;
  virtual void exchange(const ExchangeRecord& record) = 0;
  // `name` is a stable identifier ("upstream_ejected"), `detail` a sentence without values.
  virtual void event(EventLevel level, std::string_view name, std::string_view detail) = 0;
  virtual void connection_opened() = 0;
  virtual void connection_closed() = 0;
};

}  // namespace veilgate::proxy
