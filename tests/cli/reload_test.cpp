#include <doctest/doctest.h>

#include <csignal>
#include <filesystem>
#include <string>

#include "tests/cli/program.hpp"
#include "tests/support/fake_upstream.hpp"
#include "tests/support/temporary_folder.hpp"

namespace veilgate::test {
namespace {

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

struct Fixture {
  std::unique_ptr<FakeUpstream> upstream =
      FakeUpstream::answering(json_response("{\"mobile\":\"" + std::string(kCanary) + "\"}"));
  TemporaryFolder folder;
  std::string config = folder.path("veilgate.yaml");

  std::string with(const std::string& more) const {
    return "version: 1\n"
           "upstreams: {jos: {addresses: [\"" +
           upstream->url() + "\"]}}\nroutes: [{id: orders, upstream: jos}]\n" + more;
  }
  void configure(const std::string& text) const { folder.write("veilgate.yaml", text); }

  static constexpr const char* kFull = "rules: [{id: phones, where: {class: [cn_mobile]}, do: full}]\n";
};

TEST_CASE_FIXTURE(Fixture, "a reload takes effect whole: by signal and by request") {
  configure(with(""));
  Serving serving({"--config", config});
  CHECK(holds(serving.get("/").body, kCanaryMasked));

  configure(with(kFull));
  serving.child().signal(SIGHUP);
  REQUIRE(serving.child().wait_for_err("config_reloaded", in_seconds(kPatienceSeconds)));
  CHECK(holds(serving.get("/").body, "\"***********\""));

  configure(with(""));
  const auto reloaded = serving.post_admin("/-/reload");
  CHECK(reloaded.status == 200);
  CHECK(holds(reloaded.body, "\"ok\":true"));
  CHECK(holds(serving.get("/").body, kCanaryMasked));
  CHECK(holds(serving.get_admin("/readyz").body, "\"last_reload\":{\"ok\":true"));
}

TEST_CASE_FIXTURE(Fixture, "a bad reload leaves the last good one running, and that is visible") {
  configure(with(kFull));
  Serving serving({"--config", config});
  struct Row {
    const char* name;
    std::string text;
    const char* problem;
  };
  std::size_t failures = 0;
  for (const auto& row :
       {Row{"an unknown key", with("rulez: [" + std::string(kCanary) + "]\n"), "rulez"},
        Row{"not YAML", "version: [1\n", "veilgate.yaml"},
        Row{"a mask nobody declared", with("rules: [{id: a, where: {level: \">= L3\"}, do: nowhere}]\n"), "rules[0]"},
        Row{"a certificate that is not there",
            with("listen: {tls: {certificate_file: /nonexistent.pem, private_key: \"file:/nonexistent\"}}\n"),
            "certificate"},
        Row{"no route left", "version: 1\n", "routes"},
        Row{"a log that cannot be opened", with("log: {access: /nonexistent-folder/a.log}\n"), "access log"},
        Row{"another number of threads", with("threads: 7\n"), "threads"}}) {
    CAPTURE(std::string(row.name));
    configure(row.text);
    const auto refused = serving.post_admin("/-/reload");
    ++failures;
    CHECK(refused.status == 422);
    CHECK(holds(refused.body, "\"ok\":false"));
    CHECK(holds(refused.body, row.problem));
    CHECK_FALSE(holds(refused.body, kCanary));
    CHECK(holds(serving.get("/").body, "\"***********\""));
    const auto ready = serving.get_admin("/readyz");
    CHECK(ready.status == 200);
    CHECK(holds(ready.body, "\"reload_failures\":" + std::to_string(failures)));
    CHECK(holds(ready.body, row.problem));
  }
  CHECK(holds(serving.get_admin("/metrics").body,
              "veilgate_config_reload_failures_total " + std::to_string(failures) + "\n"));

  serving.child().signal(SIGHUP);
  CHECK(serving.child().wait_for_err("config_refused", in_seconds(kPatienceSeconds)));

  configure(with(""));
  CHECK(serving.post_admin("/-/reload").status == 200);
  CHECK(holds(serving.get("/").body, kCanaryMasked));
  const auto finished = serving.stop();
  CHECK(finished.exit_code == 0);
  CHECK_FALSE(holds(finished.err, kCanary));
}

TEST_CASE_FIXTURE(Fixture, "what the command line said outlives a reload") {
  configure(with("listen: {address: \"127.0.0.1:1\"}\n"));
  Serving serving({"--config", config});
  CHECK(serving.post_admin("/-/reload").status == 200);
  CHECK(serving.get("/").status == 200);
}

TEST_CASE_FIXTURE(Fixture, "the access log is opened anew on SIGUSR1 and follows a reload") {
  configure(with("log: {access: \"" + folder.path("access.log") + "\"}\n"));
  Serving serving({"--config", config});
  serving.get("/first");
  std::filesystem::rename(folder.path("access.log"), folder.path("access.log.1"));
  serving.child().signal(SIGUSR1);
  REQUIRE(serving.child().wait_for_err("log_reopened", in_seconds(kPatienceSeconds)));
  serving.get("/second");
  configure(with("log: {access: \"" + folder.path("other.log") + "\"}\n"));
  CHECK(serving.post_admin("/-/reload").status == 200);
  serving.get("/third");
  CHECK(serving.stop().exit_code == 0);
  // An exchange is written down when its response has left, which may be after the log has moved on.
  const auto later = folder.read("access.log") + folder.read("other.log");
  CHECK(holds(folder.read("access.log.1") + later, "\"target\":\"/first\""));
  CHECK(holds(later, "\"target\":\"/second\""));
  CHECK(holds(folder.read("other.log"), "\"target\":\"/third\""));
}

}  // namespace
}  // namespace veilgate::test
