#include "proxy/observe/access_log.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <latch>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/temporary_folder.hpp"
#include "tests/unit/observe/sample_record.hpp"

namespace veilgate::proxy {
namespace {

using test::TemporaryFolder;

std::vector<std::string> lines_of(const std::string& path) {
  std::ifstream in(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

ExchangeRecord record_for(std::string_view route) {
  auto record = sample_record();
  record.route = route;
  return record;
}

TEST_CASE("everything appended is in the file once the log is closed, lines whole") {
  TemporaryFolder folder;
  const auto path = folder.path("access.log");
  std::atomic<std::uint64_t> dropped{0};
  constexpr int kThreads = 4;
  constexpr int kLines = 2000;
  {
    auto log = AccessLog::open(path, [&](std::uint64_t lines) { dropped += lines; });
    REQUIRE(log.has_value());
    std::vector<std::jthread> threads;
    for (int t = 0; t < kThreads; ++t) {
      threads.emplace_back([&] {
        for (int i = 0; i < kLines; ++i) (*log)->append(sample_record());
      });
    }
  }
  CHECK(dropped == 0);
  const auto lines = lines_of(path);
  CHECK(lines.size() == kThreads * kLines);
  for (const auto& line : lines) {
    if (!line.starts_with("{\"time\":\"2026") || !line.ends_with("}")) FAIL("a torn line");
  }
  struct stat info {};
  REQUIRE(stat(path.c_str(), &info) == 0);
  CHECK((info.st_mode & 0137) == 0);  // no more than rw-r-----
}

TEST_CASE("reopen goes on in the new file, also when the old one was moved away") {
  TemporaryFolder folder;
  const auto path = folder.path("access.log");
  {
    auto log = AccessLog::open(path, {});
    REQUIRE(log.has_value());
    (*log)->append(record_for("before"));
    std::filesystem::rename(path, folder.path("access.log.1"));
    REQUIRE((*log)->reopen(path).has_value());
    (*log)->append(record_for("after"));
    CHECK_FALSE((*log)->reopen(folder.path("missing/access.log")).has_value());
    (*log)->append(record_for("still"));
  }
  const auto lines = lines_of(path);
  REQUIRE(lines.size() >= 2);
  CHECK(lines[lines.size() - 2].find("\"route\":\"after\"") != std::string::npos);
  CHECK(lines.back().find("\"route\":\"still\"") != std::string::npos);
  CHECK(lines.size() + lines_of(folder.path("access.log.1")).size() == 3);
}

TEST_CASE("a file that cannot be opened is an error that names it") {
  const auto log = AccessLog::open("/nonexistent-folder/access.log", {});
  REQUIRE_FALSE(log.has_value());
  CHECK(log.error().code == Code::bad_config);
  CHECK(log.error().note.for_log().find("/nonexistent-folder/access.log") != std::string::npos);
}

TEST_CASE("a reader that does not read costs lines, never time, and what is lost is counted") {
  TemporaryFolder folder;
  const auto path = folder.path("pipe");
  REQUIRE(mkfifo(path.c_str(), 0600) == 0);
  const int reader = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  REQUIRE(reader >= 0);
  std::atomic<std::uint64_t> dropped{0};
  std::uint64_t appended = 0;
  {
    auto log = AccessLog::open(path, [&](std::uint64_t lines) { dropped += lines; });
    REQUIRE(log.has_value());
    const std::string filler(60'000, 'x');
    auto record = sample_record();
    record.target = filler;
    // Far more than the pipe and the buffer hold together; would never end if append() waited.
    for (; appended < 400; ++appended) (*log)->append(record);
  }
  CHECK(dropped > 0);
  CHECK(dropped <= appended);
  close(reader);
}

TEST_CASE("a reader that went away is counted") {
  TemporaryFolder folder;
  const auto path = folder.path("pipe");
  REQUIRE(mkfifo(path.c_str(), 0600) == 0);
  const int reader = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  REQUIRE(reader >= 0);
  signal(SIGPIPE, SIG_IGN);
  std::atomic<std::uint64_t> dropped{0};
  {
    auto log = AccessLog::open(path, [&](std::uint64_t lines) { dropped += lines; });
    REQUIRE(log.has_value());
    close(reader);
    (*log)->append(sample_record());
  }
  CHECK(dropped == 1);
}

TEST_CASE("none writes nothing") {
  auto log = AccessLog::open("none", [](std::uint64_t) { FAIL("nothing can be lost"); });
  REQUIRE(log.has_value());
  (*log)->append(sample_record());
}

}  // namespace
}  // namespace veilgate::proxy
