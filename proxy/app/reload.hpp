// What is known of the last reload, for /readyz and the answer of POST /-/reload.
//
// Threads: plain values.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace veilgate::proxy {

struct ReloadState {
  using Time = std::chrono::system_clock::time_point;

  Time loaded_at;          // when the configuration in force was loaded
  bool attempted = false;  // a reload was asked for since the start
  bool succeeded = false;  // … and the last one took effect
  Time attempted_at;
  std::vector<std::string> problems;  // why the last one did not; file, place, key and reason, no values
  std::uint64_t failures = 0;
};

// {"loaded_at":…,"reload_failures":0,"last_reload":{"ok":true,"at":…,"problems":[…]}}; last_reload is null before the
// first.
std::string to_json(const ReloadState& state);

}  // namespace veilgate::proxy
