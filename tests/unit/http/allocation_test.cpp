// Reading a head and writing the next one takes no memory from the heap once the buffers have grown.
#include <doctest/doctest.h>

#include <cstdlib>
#include <new>
#include <string>

#include "proxy/http/chunked.hpp"
#include "proxy/http/forward.hpp"
#include "proxy/http/head.hpp"

namespace {

std::size_t g_allocations = 0;

}  // namespace

void* operator new(std::size_t size) {
  ++g_allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

using namespace veilgate;
using namespace veilgate::proxy;

TEST_CASE("an exchange of heads allocates nothing in the steady state") {
  const std::string request =
      "POST /orders/query?page=1 HTTP/1.1\r\nHost: api.example\r\nAccept-Encoding: gzip, br\r\nConnection: close, "
      "X-Hop\r\n"
      "X-Hop: 1\r\nX-Forwarded-For: 1.1.1.1\r\nTransfer-Encoding: chunked\r\nAuthorization: " +
      std::string(300, 'x') + "\r\n\r\n";
  const std::string response =
      "HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Type: application/json\r\nContent-Length: 1234\r\nSet-Cookie: a=" +
      std::string(300, 'x') + "\r\n\r\n";
  const std::string chunks = "5;a=b\r\nhello\r\n0\r\nA: b\r\n\r\n";
  RequestHead request_head;
  ResponseHead response_head;
  std::string out;

  bool good = true;
  const auto exchange = [&] {
    out.clear();
    const HeadEnd end = HeadFinder(HeadKind::request).find(request, 32 * 1024);
    good = good && end.state == HeadEnd::State::complete && parse_request_head(request, request_head).has_value();
    const RequestIds ids(request_head, IdEntropy{});
    ForwardFacts facts;
    facts.client_ip = "192.0.2.1";
    append_upstream_request(out, request_head, ids, facts);
    good = good && parse_response_head(response, Method::post, response_head).has_value();
    ResponseFacts answer;
    answer.framing = {BodyFraming::length, 99};
    answer.request_id = ids.request_id();
    append_client_response_head(out, response_head, answer);
    ChunkedDecoder decoder(Origin::client);
    std::string_view rest = chunks;
    for (auto span = decoder.decode(rest); span.has_value() && !span->empty(); span = decoder.decode(rest)) {
      append_chunk_header(out, span->size());
    }
    good = good && decoder.done();
  };
  exchange();
  const std::size_t before = g_allocations;
  for (int i = 0; i < 10; ++i) exchange();
  const std::size_t after = g_allocations;
  CHECK(good);
  CHECK(after == before);
  CHECK(before > 0);
}
