// How long a piece of work takes.
#pragma once

#include <time.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <vector>

namespace veilgate::perf {

// Seconds of this thread's own CPU time: what other processes of the machine do counts less than with a wall clock.
inline double cpu_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// Seconds one call takes, measured over enough calls to be worth reading.
inline double time_once(const std::function<void()>& work, double wanted_seconds) {
  std::size_t calls = 1;
  for (;;) {
    const double start = cpu_seconds();
    for (std::size_t i = 0; i < calls; ++i) work();
    const double seconds = cpu_seconds() - start;
    if (seconds >= wanted_seconds) return seconds / static_cast<double>(calls);
    const double grow = seconds > 0 ? 1.2 * wanted_seconds / seconds : 100.0;
    calls = static_cast<std::size_t>(static_cast<double>(calls) * std::clamp(grow, 1.5, 100.0)) + 1;
  }
}

// Nanoseconds one call of each takes, the best of some rounds, taking turns so that a disturbance of the machine hits
// all alike.
inline std::vector<double> time_all(const std::vector<std::function<void()>>& contenders, int rounds,
                                    double wanted_seconds) {
  std::vector<double> best(contenders.size(), 1e9);
  for (int round = 0; round < rounds; ++round)
    for (std::size_t i = 0; i < contenders.size(); ++i)
      best[i] = std::min(best[i], time_once(contenders[i], wanted_seconds) * 1e9);
  return best;
}

}  // namespace veilgate::perf
