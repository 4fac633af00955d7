#include "proxy/admin/server.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>

#include "proxy/admin/probe.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/temporary_folder.hpp"

namespace veilgate::proxy {
namespace {

AdminHooks hooks() {
  return {[] {
            return AdminReply{200, "{}"};
          },
          [] { return std::string(200'000, 'm'); }, [] { return std::string("{}"); },
          [] {
            return AdminReply{200, "{}"};
          }};
}

std::unique_ptr<AdminServer> started(const std::string& address) {
  auto server = AdminServer::listen(*parse_admin_address(address), false, hooks());
  REQUIRE(server.has_value());
  (*server)->start();
  return std::move(*server);
}

TEST_CASE("answers on TCP, on the port the system chose") {
  const auto server = started("127.0.0.1:0");
  const auto at = server->address().text();
  CHECK(server->address().port != 0);
  const auto response = test::fetch(at, {.target = "/metrics"});
  REQUIRE(response);
  CHECK(response->status == 200);
  CHECK(response->body.size() == 200'000);
  CHECK(response->header("Content-Type").starts_with("text/plain; version=0.0.4"));
  CHECK(response->header("Cache-Control") == "no-store");
  const auto head = test::fetch(at, {.method = "HEAD", .target = "/metrics"});
  REQUIRE(head);
  CHECK(head->body.empty());
  CHECK(head->header("Content-Length") == "200000");
}

TEST_CASE("refuses what is too large or not HTTP, and goes on") {
  const auto server = started("127.0.0.1:0");
  const auto at = server->address().text();
  CHECK_FALSE(test::fetch(at, {.target = "/" + std::string(20'000, 'a')}));
  CHECK_FALSE(test::fetch(at, {.method = "POST", .target = "/-/reload", .body = std::string(5'000, 'b')}));
  CHECK(test::fetch(at, {.target = "/healthz"})->status == 200);
}

TEST_CASE("a unix socket: private, replaced when left over, gone afterwards") {
  test::TemporaryFolder folder;
  const auto path = folder.path("admin.sock");
  {
    const auto server = started("unix:" + path);
    struct stat info {};
    REQUIRE(stat(path.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0660);
    CHECK(test::fetch("unix:" + path, {.target = "/healthz"})->status == 200);
    CHECK(*probe_admin("unix:" + path, "/healthz", std::chrono::seconds(10)) == 200);
    // One that is alive is not pushed aside.
    CHECK_FALSE(AdminServer::listen(*parse_admin_address("unix:" + path), false, hooks()).has_value());
    CHECK(test::fetch("unix:" + path, {.target = "/healthz"})->status == 200);
    std::filesystem::create_hard_link(path, folder.path("left-over.sock"));
  }
  CHECK_FALSE(std::filesystem::exists(path));
  CHECK(started("unix:" + folder.path("left-over.sock")) != nullptr);
}

TEST_CASE("a file that is no socket is never removed") {
  test::TemporaryFolder folder;
  const auto path = folder.write("notes.txt", "mine");
  CHECK_FALSE(AdminServer::listen(*parse_admin_address("unix:" + path), false, hooks()).has_value());
  CHECK(folder.read("notes.txt") == "mine");
}

TEST_CASE("an address other machines reach needs to be asked for") {
  const auto address = *parse_admin_address("0.0.0.0:0");
  const auto refused = AdminServer::listen(address, false, hooks());
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().code == Code::bad_config);
  CHECK(AdminServer::listen(address, true, hooks()).has_value());
}

TEST_CASE("the probe says when nobody answers") {
  std::string gone;
  {
    const auto server = started("127.0.0.1:0");
    gone = server->address().text();
  }
  const auto status = probe_admin(gone, "/healthz", std::chrono::seconds(10));
  REQUIRE_FALSE(status.has_value());
  CHECK(status.error().code == Code::io_failed);
  CHECK(probe_admin("nonsense", "/healthz", std::chrono::seconds(1)).error().code == Code::bad_config);
}

}  // namespace
}  // namespace veilgate::proxy
