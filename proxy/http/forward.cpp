#include "proxy/http/forward.hpp"

#include <algorithm>

#include "proxy/http/append.hpp"
#include "proxy/http/syntax.hpp"

namespace veilgate::proxy {
namespace {

constexpr std::size_t kMaxForwardsDigits = 9;

// Our own entry, which names the version of the message received.
void append_via(std::string& out, Version received, std::string_view name) {
  out.append(received == Version::http_1_0 ? "Via: 1.0 " : "Via: 1.1 ").append(name).append("\r\n");
}

// What belongs to one connection or to the framing of one message (RFC 9110 7.6.1): never forwarded, in neither
// direction.
bool is_of_one_hop(Field field) noexcept {
  switch (field) {
    case Field::content_length:
    case Field::transfer_encoding:
    case Field::connection:
    case Field::keep_alive:
    case Field::proxy_connection:
    case Field::te:
    case Field::trailer:
    case Field::upgrade:
    case Field::http2_settings:
    case Field::proxy_authenticate:
    case Field::proxy_authorization:
    case Field::proxy_other: return true;
    default: return false;
  }
}

bool ends_by_count(Method method) noexcept {
  return method == Method::trace || method == Method::options;
}

// ---- to the upstream ------------------------------------------------------------------------------------------------

// Whether a field of the request goes on as it is. What is replaced is written once, after all others.
bool is_kept_upstream(const RequestHead& head, const HeaderField& field, const RequestIds& ids,
                      const ForwardFacts& facts) {
  if (is_of_one_hop(field.id)) return false;
  switch (field.id) {
    case Field::other: return !head.headers.named_by_connection(field);

    case Field::host:
    case Field::expect:
    case Field::range:
    case Field::if_range:
    case Field::if_match:
    case Field::if_none_match:
    case Field::if_modified_since:
    case Field::if_unmodified_since:
    case Field::want_digest:
    case Field::accept_encoding:
    case Field::x_forwarded_for:
    case Field::x_forwarded_proto:
    case Field::x_forwarded_host:
    case Field::x_request_id:
    case Field::traceparent:
    case Field::x_veilgate:
    case Field::underscore_alias:
    case Field::forwarded: return false;

    case Field::max_forwards: return !ends_by_count(head.method);
    case Field::tracestate: return ids.trace_continued();
    case Field::x_forwarded_other:
    case Field::x_real_ip: return facts.trusted_peer;
    default: return true;
  }
}

// The lines of a list field joined with ", " in front of `own`.
void append_list_field(std::string& out, const Headers& headers, Field id, std::string_view name,
                       std::string_view own) {
  out.append(name).append(": ");
  if (headers.has(id)) {
    for (const HeaderField& field : headers.all()) {
      if (field.id == id && !field.value.empty()) out.append(field.value).append(", ");
    }
  }
  out.append(own).append("\r\n");
}

void append_forwarded(std::string& out, const RequestHead& head, const ForwardFacts& facts) {
  const Headers& headers = head.headers;
  const std::string_view proto = headers.only(Field::x_forwarded_proto);
  const std::string_view host = headers.only(Field::x_forwarded_host);
  const bool proto_believed = facts.trusted_peer && (proto == "http" || proto == "https");
  const bool host_believed = facts.trusted_peer && is_field_value(host) && !host.empty();

  const bool has_address =
      !facts.client_ip.empty() && is_field_value(facts.client_ip);  // a unix socket's peer has none
  if (has_address && facts.trusted_peer) {
    append_list_field(out, headers, Field::x_forwarded_for, "X-Forwarded-For", facts.client_ip);
  } else if (has_address) {
    append_field(out, "X-Forwarded-For", facts.client_ip);
  }
  append_field(out, "X-Forwarded-Proto", proto_believed ? proto : facts.tls ? "https" : "http");
  if (host_believed || !head.host.empty()) append_field(out, "X-Forwarded-Host", host_believed ? host : head.host);
  if (has_address && facts.trusted_peer && headers.has(Field::forwarded)) {
    const bool v6 = facts.client_ip.find(':') != std::string_view::npos;
    std::string own = v6 ? "for=\"[" : "for=";
    own.append(facts.client_ip).append(v6 ? "]\"" : "");
    append_list_field(out, headers, Field::forwarded, "Forwarded", own);
  }
}

// ---- to the client --------------------------------------------------------------------------------------------------

bool is_kept_for_client(const ResponseHead& head, const HeaderField& field, const ResponseFacts& facts) {
  if (is_of_one_hop(field.id)) return false;
  switch (field.id) {
    case Field::other: return !head.headers.named_by_connection(field);

    case Field::content_encoding:
    case Field::content_range:
    case Field::accept_ranges:
    case Field::etag:
    case Field::last_modified:
    case Field::digest:
    case Field::content_digest:
    case Field::repr_digest:
    case Field::content_md5:
    case Field::alt_svc:
    case Field::x_request_id:
    case Field::traceparent:
    case Field::tracestate:
    case Field::x_veilgate: return false;

    case Field::content_type: return facts.content_type.empty();
    case Field::strict_transport_security: return facts.tls;
    default: return true;
  }
}

bool varies_by_coding(const Headers& headers) noexcept {
  if (!headers.has(Field::vary)) return false;
  for (const HeaderField& field : headers.all()) {
    if (field.id != Field::vary) continue;
    const bool silent = for_each_item(field.value, [](std::string_view item) {
      return item != "*" && !equal_ignoring_case(item, "accept-encoding");
    });
    if (!silent) return true;
  }
  return false;
}

}  // namespace

void append_upstream_request(std::string& out, const RequestHead& head, const RequestIds& ids,
                             const ForwardFacts& facts) {
  out.append(head.method_name).append(" ").append(head.target).append(" HTTP/1.1\r\n");
  append_field(out, "Host",
               is_field_value(facts.upstream_host) && !facts.upstream_host.empty() ? facts.upstream_host : head.host);
  for (const HeaderField& field : head.headers.all()) {
    if (is_kept_upstream(head, field, ids, facts)) append_line(out, field.name, field.value);
  }
  append_framing(out, head.framing);
  if (head.expect_continue && facts.forward_expect) out += "Expect: 100-continue\r\n";
  out += "Accept-Encoding: ";
  append_upstream_accept_encoding(out, accepted_codings(head));
  out += "\r\n";
  append_via(out, head.version, facts.via);
  if (facts.max_forwards) {
    out += "Max-Forwards: ";
    append_number(out, *facts.max_forwards);
    out += "\r\n";
  }
  append_forwarded(out, head, facts);
  append_field(out, "X-Request-Id", ids.request_id());
  append_field(out, "traceparent", ids.traceparent());
  if (facts.close) out += "Connection: close\r\n";
  out += "\r\n";
}

bool has_been_here(const RequestHead& head, std::string_view via) noexcept {
  if (!head.headers.has(Field::via)) return false;
  for (const HeaderField& field : head.headers.all()) {
    if (field.id == Field::via && field.value.find(via) != std::string_view::npos) return true;
  }
  return false;
}

Result<std::optional<std::uint64_t>> max_forwards(const RequestHead& head) {
  std::optional<std::uint64_t> left;
  if (!ends_by_count(head.method) || !head.headers.has(Field::max_forwards)) return left;
  const std::string_view text = head.headers.only(Field::max_forwards);
  if (text.empty() || text.size() > kMaxForwardsDigits || !std::all_of(text.begin(), text.end(), is_digit)) {
    return make_error(Code::bad_request, Origin::client, "Max-Forwards is not one number");
  }
  left = 0;
  for (const char c : text) left = *left * 10 + static_cast<std::uint64_t>(c - '0');
  return left;
}

AcceptEncoding accepted_codings(const RequestHead& head) noexcept {
  AcceptEncoding accepted;
  if (!head.headers.has(Field::accept_encoding)) return accepted;
  for (const HeaderField& field : head.headers.all()) {
    if (field.id == Field::accept_encoding) accepted.add(field.value);
  }
  return accepted;
}

Result<Coding> content_coding(const ResponseHead& head) {
  ContentEncoding encoding;
  if (!head.headers.has(Field::content_encoding)) return encoding.coding();
  for (const HeaderField& field : head.headers.all()) {
    if (field.id != Field::content_encoding) continue;
    if (auto added = encoding.add(field.value); !added) return added.error();
  }
  return encoding.coding();
}

void append_client_response_head(std::string& out, const ResponseHead& head, const ResponseFacts& facts) {
  append_status_line(out, head.status);
  auto next_override = facts.overrides.begin();
  for (std::size_t i = 0; i < head.headers.size(); ++i) {
    const HeaderField& field = head.headers[i];
    const bool overridden = next_override != facts.overrides.end() && next_override->index == i;
    const std::optional<std::string_view> value = overridden ? (next_override++)->value : field.value;
    if (!value || !is_kept_for_client(head, field, facts)) continue;
    if (overridden) {
      append_field(out, field.name, *value);
    } else {
      append_line(out, field.name, field.value);
    }
  }
  append_framing(out, facts.framing);
  if (!facts.content_type.empty()) append_field(out, "Content-Type", facts.content_type);
  if (facts.coding != Coding::identity) {
    append_field(out, "Content-Encoding", coding_name(facts.coding));
    if (!varies_by_coding(head.headers)) out += "Vary: Accept-Encoding\r\n";
  }
  append_via(out, head.version, facts.via);
  if (!facts.request_id.empty()) append_field(out, "X-Request-Id", facts.request_id);
  if (!facts.policy.empty()) append_field(out, "X-Veilgate-Policy", facts.policy);
  if (facts.masked) {
    out += "X-Veilgate-Masked: ";
    append_number(out, *facts.masked);
    out += "\r\n";
  }
  append_connection(out, facts.keep_alive, facts.client_version);
  out += "\r\n";
}

}  // namespace veilgate::proxy
