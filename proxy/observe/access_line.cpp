#include "proxy/observe/access_line.hpp"

#include <array>
#include <charconv>
#include <cstdint>

#include "proxy/observe/json_text.hpp"

namespace veilgate::proxy {
namespace {

void append_number(std::string& out, std::uint64_t value) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

// Milliseconds with three decimals.
void append_milliseconds(std::string& out, std::chrono::microseconds value) {
  const std::uint64_t us = value.count() < 0 ? 0 : static_cast<std::uint64_t>(value.count());
  append_number(out, us / 1000);
  const auto rest = static_cast<unsigned>(us % 1000);
  const char decimals[4] = {'.', static_cast<char>('0' + rest / 100), static_cast<char>('0' + rest / 10 % 10),
                            static_cast<char>('0' + rest % 10)};
  out.append(decimals, sizeof decimals);
}

void append_masked(std::string& out, const masking::Findings& findings, masking::OwnClassLabels own_classes) {
  out += ",\"masked\":{";
  bool first = true;
  const auto append = [&](std::string_view name, std::uint64_t count) {
    if (count == 0) return;
    out += first ? "\"" : ",\"";
    first = false;
    out += name;
    out += "\":";
    append_number(out, count);
  };
  for (std::size_t i = 0; i < masking::kBuiltinClassCount; ++i) {
    append(masking::class_name(static_cast<masking::ClassId>(i)), findings.masked[i]);
  }
  for (std::size_t i = 0; i < own_classes.size(); ++i) {
    append(own_classes[i].name, findings.masked[masking::kBuiltinClassCount + i]);
  }
  out += '}';
}

// The trace id of a W3C traceparent "00-<32 hex>-<16 hex>-<2 hex>"; empty when it is not one.
std::string_view trace_id(std::string_view traceparent) {
  return traceparent.size() >= 55 && traceparent[2] == '-' && traceparent[35] == '-' ? traceparent.substr(3, 32)
                                                                                     : std::string_view{};
}

}  // namespace

std::string_view outcome_name(Outcome outcome) noexcept {
  switch (outcome) {
    case Outcome::refused: return "refused";
    case Outcome::forwarded: return "forwarded";
    case Outcome::passed: return "passed";
    case Outcome::cut: return "cut";
    case Outcome::gone: return "gone";
  }
  return "refused";
}

void AccessLineWriter::append(std::string& out, const ExchangeRecord& record) {
  const auto text = [&out](std::string_view key, std::string_view value) {
    out += key;
    append_json_string(out, value);
  };
  const auto count = [&out](std::string_view key, std::uint64_t value) {
    out += key;
    append_number(out, value);
  };
  const auto duration = [&out](std::string_view key, std::chrono::microseconds value) {
    out += key;
    append_milliseconds(out, value);
  };

  out += "{\"time\":\"";
  time_.append(out, record.started);
  text("\",\"request_id\":", record.request_id);
  text(",\"trace_id\":", trace_id(record.traceparent));
  text(",\"client_ip\":", record.client_ip);
  text(",\"method\":", record.method);
  text(",\"target\":", record.target);
  text(",\"route\":", record.route);
  text(",\"upstream\":", record.upstream_id);
  text(",\"upstream_address\":", record.upstream_address);
  count(",\"status\":", record.status);
  count(",\"upstream_status\":", record.upstream_status);
  text(",\"outcome\":", outcome_name(record.outcome));
  if (record.error != nullptr) {
    text(",\"code\":", code_name(record.error->code));
    text(",\"reason\":", record.error->note.for_log());
  }
  if (record.shadow) out += ",\"shadow\":true";
  count(",\"request_bytes\":", record.request_bytes);
  count(",\"upstream_bytes\":", record.upstream_bytes);
  count(",\"response_bytes\":", record.response_bytes);
  append_masked(out, record.findings, record.own_classes);
  duration(",\"total_ms\":", record.total);
  duration(",\"upstream_ms\":", record.upstream);
  duration(",\"masking_ms\":", record.masking);
  out += "}\n";
}

}  // namespace veilgate::proxy
