#include "proxy/observe/process_stats.hpp"

#include <dirent.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <optional>

#include "proxy/observe/families.hpp"

namespace veilgate::proxy {
namespace {

using prometheus::MetricType;

// The moment this program was loaded, which is near enough to its start and needs no arithmetic on clock ticks.
const auto start_time = std::chrono::system_clock::now();

std::optional<double> resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  double size = 0;
  double resident = 0;
  if (!(statm >> size >> resident)) return std::nullopt;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

std::optional<double> open_descriptors() {
  DIR* dir = opendir("/proc/self/fd");
  if (dir == nullptr) return std::nullopt;
  double count = 0;
  while (const dirent* entry = readdir(dir)) {
    if (entry->d_name[0] != '.') ++count;
  }
  closedir(dir);
  return count - 1;  // the one that reads the list
}

std::optional<double> processor_seconds() {
  rusage usage{};
  if (getrusage(RUSAGE_SELF, &usage) != 0) return std::nullopt;
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}  // namespace

std::vector<prometheus::MetricFamily> collect_process_stats() {
  std::vector<prometheus::MetricFamily> out;
  if (const auto bytes = resident_bytes()) {
    out.push_back(single("process_resident_memory_bytes", "Resident memory in bytes.", MetricType::Gauge, *bytes));
  }
  if (const auto count = open_descriptors()) {
    out.push_back(single("process_open_fds", "Open file descriptors.", MetricType::Gauge, *count));
  }
  if (const auto seconds = processor_seconds()) {
    out.push_back(
        single("process_cpu_seconds_total", "Processor time used, in seconds.", MetricType::Counter, *seconds));
  }
  out.push_back(single("process_start_time_seconds", "Start of the process, seconds since 1970.", MetricType::Gauge,
                       std::chrono::duration<double>(start_time.time_since_epoch()).count()));
  return out;
}

}  // namespace veilgate::proxy
