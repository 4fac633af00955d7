#include "proxy/admin/requests.hpp"

#include <doctest/doctest.h>

namespace veilgate::proxy {
namespace {

struct Fixture {
  int reloads = 0;
  AdminHooks hooks{[] {
                     return AdminReply{503, "{\"ready\":false}"};
                   },
                   [] { return std::string("a_metric 1\n"); }, [] { return std::string("{\"version\":1}"); },
                   [this] {
                     ++reloads;
                     return AdminReply{422, "{}"};
                   }};
  AdminRequest request{"GET", "/healthz", "127.0.0.1:9090", "", "", true};
};

TEST_CASE_FIXTURE(Fixture, "each path answers with what it stands for") {
  CHECK(answer_admin(request, hooks).status == 200);
  request.target = "/readyz";
  CHECK(answer_admin(request, hooks).status == 503);
  CHECK(answer_admin(request, hooks).content_type == "application/json");
  request.target = "/metrics";
  CHECK(answer_admin(request, hooks).body == "a_metric 1\n");
  request.target = "/config";
  CHECK(answer_admin(request, hooks).body == "{\"version\":1}");
  request.method = "HEAD";
  CHECK(answer_admin(request, hooks).status == 200);
  request.method = "POST";
  request.target = "/-/reload";
  CHECK(answer_admin(request, hooks).status == 422);
  CHECK(reloads == 1);
}

TEST_CASE_FIXTURE(Fixture, "what is not in the table is refused") {
  for (const char* target :
       {"/", "", "/healthz/", "/healthz?x=1", "//healthz", "/HEALTHZ", "http://127.0.0.1/healthz", "*"}) {
    CAPTURE(target);
    request.target = target;
    CHECK(answer_admin(request, hooks).status == 404);
  }
  request.target = "/-/reload";
  for (const char* method : {"GET", "HEAD", "PUT", "post", "OPTIONS"}) {
    CAPTURE(method);
    request.method = method;
    const auto answer = answer_admin(request, hooks);
    CHECK(answer.status == 405);
    CHECK(answer.allow == "POST");
  }
  CHECK(reloads == 0);
}

TEST_CASE_FIXTURE(Fixture, "a page in a browser cannot reload") {
  request.method = "POST";
  request.target = "/-/reload";
  struct Row {
    const char* name;
    const char* host;
    const char* origin;
    const char* fetch_site;
    unsigned status;
  };
  for (const auto& row :
       {Row{"another site", "127.0.0.1:9090", "https://evil.example", "cross-site", 403},
        Row{"another site without fetch metadata", "127.0.0.1:9090", "https://evil.example", "", 403},
        Row{"a sandboxed page", "127.0.0.1:9090", "null", "", 403},
        Row{"another port", "127.0.0.1:9090", "http://127.0.0.1:8080", "same-site", 403},
        Row{"a name that was rebound", "evil.example:9090", "http://evil.example:9090", "same-origin", 421},
        Row{"a name that was rebound, no origin", "evil.example", "", "", 421},
        Row{"the listener's own page", "127.0.0.1:9090", "http://127.0.0.1:9090", "same-origin", 422},
        Row{"localhost", "localhost:9090", "", "none", 422}, Row{"IPv6", "[::1]:9090", "", "", 422},
        Row{"no Host, HTTP/1.0", "", "", "", 422}}) {
    CAPTURE(row.name);
    request.host = row.host;
    request.origin = row.origin;
    request.fetch_site = row.fetch_site;
    CHECK(answer_admin(request, hooks).status == row.status);
  }
  CHECK(reloads == 4);
}

TEST_CASE_FIXTURE(Fixture, "a remote listener may be reached by name") {
  request.host = "veilgate:9090";
  request.checks_host = false;
  CHECK(answer_admin(request, hooks).status == 200);
}

}  // namespace
}  // namespace veilgate::proxy
