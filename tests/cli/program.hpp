// The program under test as a child process.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/child_process.hpp"
#include "tests/support/http_client.hpp"

namespace veilgate::test {

// A value planted in inputs; must never be seen where values do not belong.
inline constexpr std::string_view kCanary = "13812345678";
inline constexpr std::string_view kCanaryMasked = "138****5678";

// How long anything may take before it counts as failed; far more than it needs, since the machine may be busy.
inline constexpr int kPatienceSeconds = 60;

// Runs the program to its end.
Finished run_program(const std::vector<std::string>& arguments, std::string_view input = {},
                     const std::vector<std::string>& environment = {});

// `veilgate serve` that has said where it listens.
class Serving {
 public:
  // `arguments` after `serve`; both addresses are on a port the system chooses unless given.
  explicit Serving(const std::vector<std::string>& arguments);

  ChildProcess& child() noexcept { return child_; }
  const std::string& url() const noexcept { return url_; }
  const std::string& admin() const noexcept { return admin_; }
  const std::string& said() const noexcept { return said_; }  // on standard error until it listened

  HttpResponse get(const std::string& target) const { return ask(url_, {.target = target}); }
  HttpResponse get_admin(const std::string& target) const { return ask(admin_, {.target = target}); }
  HttpResponse post_admin(const std::string& target) const { return ask(admin_, {.method = "POST", .target = target}); }

  // The metrics once they hold `line`; an exchange is counted after its last byte was written, so a client may be
  // faster.
  std::string metrics_with(std::string_view line) const;

  // SIGTERM, then everything it still has to say.
  Finished stop();

 private:
  static HttpResponse ask(const std::string& address, const HttpRequest& request);

  ChildProcess child_;
  std::string url_;
  std::string admin_;
  std::string said_;
};

}  // namespace veilgate::test
