#include "proxy/observe/access_line.hpp"

#include <array>
#include <charconv>
#include <ctime>

namespace veilgate::proxy {
namespace {

constexpr char kHex[] = "0123456789abcdef";

// Bytes that stand for themselves in a JSON string.
constexpr auto kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t c = 0x20; c < 0x7f; ++c) plain[c] = c != '"' && c != '\\';
  return plain;
}();

// The length of the well-formed UTF-8 sequence at the start of `text` (RFC 3629, table 3-7 of Unicode), 0 when there is
// none.
std::size_t utf8_length(std::string_view text) {
  const auto at = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const auto tail = [&](std::size_t i) { return (at(i) & 0xC0u) == 0x80u; };
  const unsigned a = at(0);
  const unsigned b = at(1);
  if (a >= 0xC2 && a <= 0xDF) return tail(1) ? 2 : 0;
  if (a >= 0xE0 && a <= 0xEF) {
    const unsigned low = a == 0xE0 ? 0xA0 : 0x80;
    const unsigned high = a == 0xED ? 0x9F : 0xBF;
    return b >= low && b <= high && tail(2) ? 3 : 0;
  }
  if (a >= 0xF0 && a <= 0xF4) {
    const unsigned low = a == 0xF0 ? 0x90 : 0x80;
    const unsigned high = a == 0xF4 ? 0x8F : 0xBF;
    return b >= low && b <= high && tail(2) && tail(3) ? 4 : 0;
  }
  return 0;
}

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

void append_masked(std::string& out, const masking::Findings& findings) {
  out += ",\"masked\":{";
  bool first = true;
  for (std::size_t i = 0; i < masking::kClassCount; ++i) {
    if (findings.masked[i] == 0) continue;
    out += first ? "\"" : ",\"";
    first = false;
    out += masking::class_name(static_cast<masking::ClassId>(i));
    out += "\":";
    append_number(out, findings.masked[i]);
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

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t i = 0;
  while (i < text.size()) {
    std::size_t end = i;
    while (end < text.size() && kPlain[static_cast<unsigned char>(text[end])]) ++end;
    out.append(text, i, end - i);
    if (end == text.size()) break;
    i = end;
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += static_cast<char>(c);
      ++i;
    } else if (c < 0x80) {
      const char escape[6] = {'\\', 'u', '0', '0', kHex[c >> 4], kHex[c & 15]};
      out.append(escape, sizeof escape);
      ++i;
    } else if (const auto length = utf8_length(text.substr(i)); length != 0) {
      out.append(text, i, length);
      i += length;
    } else {
      out += "\\ufffd";
      ++i;
    }
  }
  out += '"';
}

void AccessLineWriter::append_time(std::string& out, std::chrono::system_clock::time_point time) {
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
  const std::int64_t second = ms / 1000;
  if (second != second_) {
    const std::time_t clock = second;
    std::tm parts{};
    gmtime_r(&clock, &parts);
    std::strftime(text_, sizeof text_, "%Y-%m-%dT%H:%M:%S", &parts);
    second_ = second;
  }
  out.append(text_, sizeof text_ - 1);
  const auto rest = static_cast<unsigned>(ms % 1000);
  const char tail[5] = {'.', static_cast<char>('0' + rest / 100), static_cast<char>('0' + rest / 10 % 10),
                        static_cast<char>('0' + rest % 10), 'Z'};
  out.append(tail, sizeof tail);
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
  append_time(out, record.started);
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
  append_masked(out, record.findings);
  duration(",\"total_ms\":", record.total);
  duration(",\"upstream_ms\":", record.upstream);
  duration(",\"masking_ms\":", record.masking);
  out += "}\n";
}

}  // namespace veilgate::proxy
