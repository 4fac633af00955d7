#include "tests/cli/program.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <csignal>

namespace veilgate::test {
namespace {

std::vector<std::string> serve_arguments(const std::vector<std::string>& given) {
  std::vector<std::string> all{"serve"};
  all.insert(all.end(), given.begin(), given.end());
  for (const char* option : {"--listen", "--admin"}) {
    if (std::find(given.begin(), given.end(), option) != given.end()) continue;
    all.emplace_back(option);
    all.emplace_back("127.0.0.1:0");
  }
  return all;
}

std::string after(const std::string& line, std::string_view mark) {
  return line.substr(line.find(mark) + mark.size());
}

}  // namespace

Finished run_program(const std::vector<std::string>& arguments, std::string_view input,
                     const std::vector<std::string>& environment) {
  ChildProcess child(VEILGATE_PROGRAM, arguments, environment);
  return child.finish(input, in_seconds(kPatienceSeconds));
}

Serving::Serving(const std::vector<std::string>& arguments) : child_(VEILGATE_PROGRAM, serve_arguments(arguments)) {
  constexpr std::string_view kListening = " listening: ";
  constexpr std::string_view kAdmin = " admin_listening: ";
  const auto deadline = in_seconds(kPatienceSeconds);
  while (url_.empty()) {
    const auto line = child_.read_err_line(deadline);
    REQUIRE_MESSAGE(line.has_value(), "it did not start: " << said_);
    said_ += *line + "\n";
    if (line->find(kAdmin) != std::string::npos) admin_ = after(*line, kAdmin);
    if (line->find(kListening) != std::string::npos) url_ = after(*line, kListening);
  }
}

HttpResponse Serving::ask(const std::string& address, const HttpRequest& request) {
  auto response = fetch(address, request, std::chrono::seconds(kPatienceSeconds));
  REQUIRE_MESSAGE(response.has_value(), "no answer to " << request.target);
  return *response;
}

std::string Serving::metrics_with(std::string_view line) const {
  const auto deadline = in_seconds(kPatienceSeconds);
  for (;;) {
    auto text = get_admin("/metrics").body;
    const bool found = text.find(line) != std::string::npos;
    if (found || std::chrono::steady_clock::now() > deadline) {
      CHECK_MESSAGE(found, "not in the metrics: " << line);
      return text;
    }
  }
}

Finished Serving::stop() {
  child_.signal(SIGTERM);
  return child_.finish({}, in_seconds(kPatienceSeconds));
}

}  // namespace veilgate::test
