// The counters one thread keeps: written by that thread alone, read by whoever collects.
//
// A Cell is an atomic with one writer, so that adding is a plain load, add and store: no locked instruction, no shared
// cache line. Sums over all threads are made when the metrics are read.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "proxy/observe/recorder.hpp"

namespace veilgate::proxy {

inline constexpr std::size_t kOutcomeCount = 5;
inline constexpr std::size_t kStatusClassCount = 6;  // index status / 100; 0: the client saw no status
inline constexpr std::size_t kCodeCount = static_cast<std::size_t>(Code::io_failed) + 1;

class Cell {
 public:
  void add(std::uint64_t n) noexcept {
    value_.store(value_.load(std::memory_order_relaxed) + n, std::memory_order_relaxed);
  }
  std::uint64_t value() const noexcept { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_{0};
};

// A latency histogram in microseconds.
struct HistogramCells {
  static constexpr std::array<std::uint32_t, 16> kUpperMicroseconds{
      100,    250,     500,     1'000,   2'500,     5'000,     10'000,    25'000,
      50'000, 100'000, 250'000, 500'000, 1'000'000, 2'500'000, 5'000'000, 10'000'000};
  std::array<Cell, kUpperMicroseconds.size() + 1> buckets;  // not cumulative; the last one is +Inf
  Cell sum_microseconds;

  void observe(std::chrono::microseconds value) noexcept {
    const std::uint64_t us = value.count() < 0 ? 0 : static_cast<std::uint64_t>(value.count());
    std::size_t i = 0;
    while (i < kUpperMicroseconds.size() && us > kUpperMicroseconds[i]) ++i;
    buckets[i].add(1);
    sum_microseconds.add(us);
  }
};

struct RouteCells {
  std::array<Cell, kOutcomeCount> outcomes;
  std::array<Cell, kStatusClassCount> status_classes;
  std::array<Cell, masking::kBuiltinClassCount> would_mask;  // shadow mode
};

struct RouteHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};

// Of one class a configuration adds. Kept by name and level, so that a reload that gives its number to another class
// changes nothing that was counted.
struct OwnClassCells {
  Cell masked;
  std::map<std::string, Cell, std::less<>> would_mask;  // by route
};

// All cells of one thread.
class ThreadCells {
 public:
  // Counts one exchange. The owning thread only.
  void exchange(const ExchangeRecord& record);
  void connection_opened() noexcept { opened.add(1); }
  void connection_closed() noexcept { closed.add(1); }

  // Visits (route id, cells). Any thread.
  template <class F>
  void for_each_route(F&& visit) const {
    const std::lock_guard lock(mutex_);
    for (const auto& [route, cells] : routes_) visit(route, *cells);
  }

  // Visits (name, level, cells) of the classes configurations have added. Any thread.
  template <class F>
  void for_each_own_class(F&& visit) const {
    const std::lock_guard lock(mutex_);
    for (const auto& [label, cells] : own_classes_) visit(label.first, label.second, cells);
  }

  std::array<Cell, masking::kBuiltinClassCount> masked;
  std::array<Cell, kCodeCount> blocked;
  Cell unscanned;
  Cell opened;
  Cell closed;
  Cell request_bytes;
  Cell upstream_bytes;
  Cell response_bytes;
  HistogramCells upstream_time;
  HistogramCells masking_time;
  HistogramCells total_time;

 private:
  RouteCells& route(std::string_view id);
  void count_own_classes(const ExchangeRecord& record);

  // Written by the owning thread, which therefore reads without the lock.
  mutable std::mutex mutex_;
  std::unordered_map<std::string, std::unique_ptr<RouteCells>, RouteHash, std::equal_to<>> routes_;
  std::map<std::pair<std::string, config::Level>, OwnClassCells> own_classes_;
};

}  // namespace veilgate::proxy
