// Whatever a peer sends as a head:
//   - the finder says the same however the bytes arrive;
//   - what is accepted goes out as exactly one well-formed head, which means the same message and holds no field that
//   was
//     to be taken off.
//
// Input: one byte of choices, one byte that places the cut, then the head.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "proxy/http/forward.hpp"
#include "proxy/http/head.hpp"

namespace {

using namespace veilgate::proxy;

constexpr std::size_t kLimit = 32 * 1024;

[[noreturn]] void object(const char* promise) {
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

HeadEnd find_in_two(HeadKind kind, std::string_view input, std::size_t cut) {
  HeadFinder finder(kind);
  const HeadEnd early = finder.find(input.substr(0, cut), kLimit);
  return early.state == HeadEnd::State::need_more ? finder.find(input, kLimit) : early;
}

// The whole of `text` is one head.
void expect_one_head(HeadKind kind, std::string_view text) {
  const HeadEnd end = HeadFinder(kind).find(text, text.size());
  if (end.state != HeadEnd::State::complete || end.begin != 0 || end.end != text.size()) object("one head goes out");
}

void expect_absent(const Headers& headers, std::initializer_list<Field> fields) {
  for (const Field field : fields) {
    if (headers.has(field)) object("a field that is taken off does not go out");
  }
}

void try_response(std::string_view raw, unsigned choices) {
  static ResponseHead head;
  static ResponseHead again;
  const Method method = (choices & 2) != 0 ? Method::head : Method::get;
  if (!parse_response_head(raw, method, head).has_value() || head.interim()) return;
  ResponseFacts facts;
  facts.framing = (choices & 4) != 0 ? Framing{BodyFraming::chunked, 0} : Framing{BodyFraming::length, 7};
  facts.keep_alive = (choices & 8) != 0;
  facts.coding = (choices & 16) != 0 ? Coding::gzip : Coding::identity;
  if (head.status == 204 || head.status == 304) facts.framing = {};
  std::string out;
  append_client_response_head(out, head, facts);
  expect_one_head(HeadKind::response, out);
  if (head.headers.size() > kMaxFields - 8) return;  // the own fields may make it too many to read again
  if (!parse_response_head(out, Method::get, again).has_value()) object("an answer that goes out is well-formed");
  const bool same_framing = facts.framing.kind == BodyFraming::none ||
                            (again.framing.kind == facts.framing.kind && again.framing.length == facts.framing.length);
  if (again.status != head.status || !same_framing) object("an answer keeps its status and has the framing asked for");
  if (again.keep_alive != (facts.keep_alive && again.framing.kind != BodyFraming::until_close)) object("keep-alive");
  expect_absent(again.headers,
                {Field::etag, Field::digest, Field::content_digest, Field::repr_digest, Field::content_md5,
                 Field::last_modified, Field::accept_ranges, Field::content_range, Field::trailer, Field::te,
                 Field::upgrade, Field::keep_alive, Field::proxy_other, Field::x_veilgate, Field::alt_svc});
}

void try_request(std::string_view raw, unsigned choices) {
  static RequestHead head;
  static RequestHead again;
  if (!parse_request_head(raw, head).has_value()) return;
  ForwardFacts facts;
  facts.client_ip = (choices & 2) != 0 ? "192.0.2.1" : "2001:db8::1";
  facts.trusted_peer = (choices & 4) != 0;
  facts.upstream_host = head.host.empty() ? "upstream" : "";
  const RequestIds ids(head, IdEntropy{});
  std::string out;
  append_upstream_request(out, head, ids, facts);
  expect_one_head(HeadKind::request, out);
  if (head.headers.size() > kMaxFields - 10) return;
  if (!parse_request_head(out, again).has_value()) object("a request that goes out is well-formed");
  if (again.method_name != head.method_name || again.target != head.target) object("method and target stay");
  if (again.framing.kind != head.framing.kind || again.framing.length != head.framing.length)
    object("the framing stays");
  if (!head.host.empty() && again.host != head.host) object("the host stays");
  expect_absent(again.headers, {Field::range, Field::if_range, Field::if_match, Field::if_none_match,
                                Field::if_modified_since, Field::if_unmodified_since, Field::te, Field::trailer,
                                Field::upgrade, Field::keep_alive, Field::proxy_other, Field::proxy_authorization,
                                Field::x_veilgate, Field::underscore_alias, Field::expect});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const unsigned choices = data[0];
  const std::string input(data + 2, data + size);
  const HeadKind kind = (choices & 1) != 0 ? HeadKind::request : HeadKind::response;
  const HeadEnd end = HeadFinder(kind).find(input, kLimit);
  const HeadEnd cut = find_in_two(kind, input, data[1] % (input.size() + 1));
  if (end.state != cut.state || end.begin != cut.begin || end.end != cut.end)
    object("the end does not depend on the cut");
  if (end.state != HeadEnd::State::complete) return 0;
  const std::string_view raw = std::string_view(input).substr(end.begin, end.end - end.begin);
  if (kind == HeadKind::request) {
    try_request(raw, choices);
  } else {
    try_response(raw, choices);
  }
  return 0;
}
