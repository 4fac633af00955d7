// TLS on both sides: who is believed, who is shown what, and what a reload changes.
#include <doctest/doctest.h>

#include <filesystem>

#include "tests/support/fake_upstream.hpp"
#include "tests/support/proxy_under_test.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/test_certificates.hpp"

using namespace veilgate;
using namespace veilgate::test;

namespace {

constexpr std::string_view kGet = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";
constexpr std::string_view kPlain = R"({"mobile":"13800138000"})";
constexpr std::string_view kMasked = R"({"mobile":"138****8000"})";

config::SecretRef file_ref(const std::string& path) {
  return {config::SecretRef::Kind::file, path};
}

config::TlsServer listener_tls(const TestAuthority::Files& files) {
  config::TlsServer tls;
  tls.certificate_file = files.certificate;
  tls.private_key = file_ref(files.key);
  return tls;
}

struct TlsPartner {
  explicit TlsPartner(TestAuthority::Context context, std::string response = json_response(kPlain))
      : upstream([this, context, response = std::move(response)](BlockingSocket& socket, std::size_t) {
          if (!socket.handshake_as_server(context.get())) return;
          {
            const std::lock_guard lock(mutex);
            sni = socket.sni();
            client_certificate = socket.peer_has_certificate();
          }
          RawReader reader(socket);
          while (reader.read_request().complete && socket.write(response)) {
          }
        }) {}
  std::string url(const std::string& host) const { return "https://" + host + ":" + std::to_string(upstream.port()); }

  std::mutex mutex;
  std::string sni;
  bool client_certificate = false;
  FakeUpstream upstream;
};

}  // namespace

TEST_CASE("the listener speaks TLS 1.2 and 1.3 and nothing older") {
  TestAuthority authority;
  auto upstream = FakeUpstream::answering(json_response(kPlain));
  auto settings = settings_for(upstream->url());
  settings.listen.tls = listener_tls(authority.issue("proxy", "DNS:proxy.test"));
  struct Row {
    const char* name;
    int version;
    config::TlsVersion least;
    bool accepted;
  };
  const Row rows[] = {
      {"1.3", TLS1_3_VERSION, config::TlsVersion::tls_1_2, true},
      {"1.2", TLS1_2_VERSION, config::TlsVersion::tls_1_2, true},
      {"1.1", TLS1_1_VERSION, config::TlsVersion::tls_1_2, false},
      {"1.2 where 1.3 is the least", TLS1_2_VERSION, config::TlsVersion::tls_1_3, false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    settings.listen.tls->min_version = row.least;
    ProxyUnderTest proxy(settings);
    const auto context = authority.client();
    SSL_CTX_set_min_proto_version(context.get(), row.version);
    SSL_CTX_set_max_proto_version(context.get(), row.version);
    SSL_CTX_set_cipher_list(context.get(), "DEFAULT@SECLEVEL=0");
    auto client = proxy.connect();
    CHECK(client.handshake_as_client(context.get(), "proxy.test") == row.accepted);
    if (!row.accepted) continue;
    RawReader reader(client);
    for (int i = 0; i < 3; ++i) {
      client.write(kGet);
      CHECK(reader.read_response().body == kMasked);
    }
    client.write("GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    CHECK(reader.read_response().body == kMasked);
    CHECK(reader.read_to_end().empty());
    CHECK(client.end() == End::clean);  // close_notify came
    CHECK(upstream->last_request().field("X-Forwarded-Proto") == "https");
  }
}

TEST_CASE("client certificates") {
  TestAuthority authority;
  TestAuthority stranger;
  auto upstream = FakeUpstream::answering(json_response(kPlain));
  auto settings = settings_for(upstream->url());
  settings.listen.tls = listener_tls(authority.issue("proxy", "DNS:proxy.test"));
  settings.listen.tls->client_ca_file = authority.ca_file();
  const auto known = authority.issue("client", "DNS:client.test");
  const auto unknown = stranger.issue("client", "DNS:client.test");
  struct Row {
    const char* name;
    bool required;
    const TestAuthority::Files* shown;
    bool served;
  };
  const Row rows[] = {
      {"required, none shown", true, nullptr, false},     {"required, a stranger's", true, &unknown, false},
      {"required, a good one", true, &known, true},       {"optional, none shown", false, nullptr, true},
      {"optional, a stranger's", false, &unknown, false}, {"optional, a good one", false, &known, true},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    settings.listen.tls->require_client_certificate = row.required;
    ProxyUnderTest proxy(settings);
    const auto context = row.shown != nullptr ? authority.client(*row.shown) : authority.client();
    auto client = proxy.connect();
    const bool shaken = client.handshake_as_client(context.get(), "proxy.test");
    // In TLS 1.3 the refusal arrives after the client's part of the handshake.
    const bool served = shaken && client.write(kGet) && RawReader(client).read_response().status() == 200;
    CHECK(served == row.served);
  }
  CHECK(upstream->requests().size() == 3);
}

TEST_CASE("large bodies over TLS on both sides, and a visible cut") {
  TestAuthority authority;
  std::string plain = "[";
  std::string masked = "[";
  while (plain.size() < 3'000'000) {
    plain += R"({"mobile":"13800138000"},)";
    masked += R"({"mobile":"138****8000"},)";
  }
  plain += "0]";
  masked += "0]";
  const bool spoil = false;
  for (const bool bad : {spoil, !spoil}) {
    CAPTURE(bad);
    TlsPartner partner(authority.server(authority.issue("partner", "DNS:localhost")),
                       json_response(bad ? plain.substr(0, plain.size() - 1) + "}" : plain));
    auto settings = settings_for(partner.url("localhost"));
    settings.upstreams[0].tls.ca_file = authority.ca_file();
    settings.listen.tls = listener_tls(authority.issue("proxy", "DNS:proxy.test"));
    ProxyUnderTest proxy(settings);
    const auto context = authority.client();
    auto client = proxy.connect();
    REQUIRE(client.handshake_as_client(context.get(), "proxy.test"));
    client.write(kGet);
    const auto answer = RawReader(client).read_response();
    CHECK(answer.complete == !bad);
    if (bad) CHECK(client.end() == End::reset);
    CHECK(answer.body.find("13800138000") == std::string::npos);
    CHECK((masked.compare(0, answer.body.size(), answer.body) == 0));
  }
}

TEST_CASE("upstreams are verified unless the settings say otherwise") {
  TestAuthority authority;
  TestAuthority stranger;
  struct Row {
    const char* name;
    std::string names;  // in the partner's certificate
    bool known_authority;
    bool verify;
    std::string server_name;
    bool served;
    std::string sni;
  };
  const Row rows[] = {
      {"the right name", "DNS:localhost", true, true, "", true, "localhost"},
      {"another name", "DNS:other.test", true, true, "", false, ""},
      {"another name, as configured", "DNS:other.test", true, true, "other.test", true, "other.test"},
      {"an unknown authority", "DNS:localhost", false, true, "", false, ""},
      {"verification off", "DNS:other.test", false, false, "", true, "localhost"},
      {"a common name is no name", "", true, true, "", false, ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    TlsPartner partner(authority.server(authority.issue("localhost", row.names)));
    auto settings = settings_for(partner.url("localhost"));
    settings.upstreams[0].tls.ca_file = row.known_authority ? authority.ca_file() : stranger.ca_file();
    settings.upstreams[0].tls.verify = row.verify;
    settings.upstreams[0].tls.server_name = row.server_name;
    ProxyUnderTest proxy(settings);
    const auto answer = proxy.get("/a");
    CHECK(answer.status() == (row.served ? 200 : 502));
    if (row.served) {
      CHECK(answer.body == kMasked);
      const std::lock_guard lock(partner.mutex);
      CHECK(partner.sni == row.sni);
    }
  }
}

TEST_CASE("an upstream named by its address is verified by it, without SNI") {
  TestAuthority authority;
  for (const bool right : {true, false}) {
    CAPTURE(right);
    TlsPartner partner(authority.server(authority.issue("partner", right ? "IP:127.0.0.1" : "DNS:127.0.0.1")));
    auto settings = settings_for(partner.url("127.0.0.1"));
    settings.upstreams[0].tls.ca_file = authority.ca_file();
    ProxyUnderTest proxy(settings);
    CHECK(proxy.get("/a").status() == (right ? 200 : 502));
    const std::lock_guard lock(partner.mutex);
    CHECK(partner.sni.empty());
  }
}

TEST_CASE("the upstream is shown a certificate") {
  TestAuthority authority;
  TlsPartner partner(authority.server(authority.issue("partner", "DNS:localhost"), true));
  auto settings = settings_for(partner.url("localhost"));
  settings.upstreams[0].tls.ca_file = authority.ca_file();
  SUBCASE("none: refused") {
    ProxyUnderTest proxy(settings);
    CHECK(proxy.get("/a").status() == 502);
  }
  SUBCASE("one") {
    const auto files = authority.issue("veilgate", "DNS:veilgate.test");
    settings.upstreams[0].tls.certificate_file = files.certificate;
    settings.upstreams[0].tls.private_key = file_ref(files.key);
    ProxyUnderTest proxy(settings);
    CHECK(proxy.get("/a").status() == 200);
    const std::lock_guard lock(partner.mutex);
    CHECK(partner.client_certificate);
  }
}

TEST_CASE("an answer that ends with the connection needs close_notify") {
  TestAuthority authority;
  const auto context = authority.server(authority.issue("partner", "DNS:localhost"));
  for (const bool notify : {true, false}) {
    CAPTURE(notify);
    FakeUpstream partner([&](BlockingSocket& socket, std::size_t) {
      if (!socket.handshake_as_server(context.get())) return;
      RawReader(socket).read_request();
      socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + std::string(kPlain));
      if (!notify) {
        socket.shutdown_send();  // a TCP end without the TLS one, as an attacker on the way can make it
        std::string rest;
        while (socket.read_some(rest)) {
        }
      }
    });
    auto settings = settings_for("https://localhost:" + std::to_string(partner.port()));
    settings.upstreams[0].tls.ca_file = authority.ca_file();
    ProxyUnderTest proxy(settings);
    const auto answer = proxy.get("/a");
    CHECK(answer.status() == (notify ? 200 : 502));
    if (!notify) CHECK(answer.body.find("body_truncated") != std::string::npos);
  }
}

TEST_CASE("certificates reload with the snapshot") {
  TestAuthority first;
  TestAuthority second;
  auto upstream = FakeUpstream::answering(json_response(kPlain));
  auto settings = settings_for(upstream->url());
  settings.listen.tls = listener_tls(first.issue("proxy", "DNS:proxy.test"));
  ProxyUnderTest proxy(settings);
  const auto old_client = first.client();
  const auto new_client = second.client();
  auto kept = proxy.connect();
  REQUIRE(kept.handshake_as_client(old_client.get(), "proxy.test"));
  settings.listen.tls = listener_tls(second.issue("proxy", "DNS:proxy.test"));
  auto next = proxy::build_snapshot(settings);
  REQUIRE(next.has_value());
  REQUIRE(proxy.server().replace(*next).has_value());
  auto refused = proxy.connect();
  CHECK(!refused.handshake_as_client(old_client.get(), "proxy.test"));
  auto accepted = proxy.connect();
  CHECK(accepted.handshake_as_client(new_client.get(), "proxy.test"));
  kept.write(kGet);  // a connection that stands goes on
  CHECK(RawReader(kept).read_response().status() == 200);
}

TEST_CASE("a reload keeps the connections to a TLS upstream unless a file of it changed") {
  TestAuthority authority;
  TestAuthority stranger;
  TlsPartner partner(authority.server(authority.issue("partner", "DNS:localhost")));
  TemporaryFolder folder;
  const std::string ca_file = folder.path("ca.pem");
  const auto copy = std::filesystem::copy_options::overwrite_existing;
  std::filesystem::copy_file(authority.ca_file(), ca_file, copy);
  auto settings = settings_for(partner.url("localhost"));
  settings.upstreams[0].tls.ca_file = ca_file;
  ProxyUnderTest proxy(settings);
  CHECK(proxy.get("/a").status() == 200);
  REQUIRE(proxy.reload(settings).has_value());
  CHECK(proxy.get("/a").status() == 200);
  CHECK(partner.upstream.connections() == 1);
  std::filesystem::copy_file(stranger.ca_file(), ca_file, copy);
  REQUIRE(proxy.reload(settings).has_value());
  CHECK(proxy.get("/a").status() == 502);  // nobody vouches for the partner any more
  CHECK(partner.upstream.connections() == 2);
}

TEST_CASE("a key that does not fit its certificate is found when the snapshot is built") {
  TestAuthority authority;
  const auto one = authority.issue("a", "DNS:a");
  const auto two = authority.issue("b", "DNS:b");
  auto settings = settings_for("http://127.0.0.1:1");
  settings.listen.tls = listener_tls({one.certificate, two.key});
  const auto built = proxy::build_snapshot(settings);
  REQUIRE(!built.has_value());
  CHECK(built.error().note.for_log().find("listen.tls.private_key") != std::string::npos);
}
