#include "proxy/http/request_ids.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "proxy/http/syntax.hpp"

namespace veilgate::proxy {
namespace {

constexpr std::size_t kTraceParentBytes = 55;  // 00-<32 hex>-<16 hex>-<2 hex>
constexpr std::size_t kTraceIdAt = 3;
constexpr std::size_t kParentIdAt = 36;
constexpr std::size_t kFlagsAt = 53;

bool is_lower_hex(char c) noexcept {
  return is_digit(c) || (c >= 'a' && c <= 'f');
}
bool all_zero(std::string_view hex) noexcept {
  return hex.find_first_not_of('0') == std::string_view::npos;
}

// The two digits of every byte.
constexpr auto kHexPairs = [] {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::array<char, 512> pairs{};
  for (std::size_t byte = 0; byte < 256; ++byte) {
    pairs[2 * byte] = kDigits[byte >> 4];
    pairs[2 * byte + 1] = kDigits[byte & 15];
  }
  return pairs;
}();

// Writes `bytes` as lower-case hex; an all-zero id is invalid, so the last bit is set then.
void write_id(char* out, const std::uint8_t* bytes, std::size_t count) noexcept {
  unsigned any = 0;
  for (std::size_t i = 0; i < count; ++i) {
    any |= bytes[i];
    std::memcpy(out + 2 * i, kHexPairs.data() + 2 * std::size_t{bytes[i]}, 2);
  }
  if (any == 0) out[2 * count - 1] = '1';
}

}  // namespace

bool is_request_id(std::string_view text) noexcept {
  if (text.empty() || text.size() > kMaxRequestIdBytes) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_alpha(c) || is_digit(c) || c == '.' || c == '_' || c == '-'; });
}

bool is_traceparent(std::string_view text) noexcept {
  if (text.size() != kTraceParentBytes || text.substr(0, kTraceIdAt) != "00-") return false;
  if (text[kParentIdAt - 1] != '-' || text[kFlagsAt - 1] != '-') return false;
  const std::string_view trace_id = text.substr(kTraceIdAt, 32);
  const std::string_view parent_id = text.substr(kParentIdAt, 16);
  const std::string_view flags = text.substr(kFlagsAt);
  for (const std::string_view part : {trace_id, parent_id, flags}) {
    if (!std::all_of(part.begin(), part.end(), is_lower_hex)) return false;
  }
  return !all_zero(trace_id) && !all_zero(parent_id);
}

RequestIds::RequestIds(const RequestHead& head, const IdEntropy& entropy) noexcept {
  const std::string_view given_id = head.headers.only(Field::x_request_id);
  if (is_request_id(given_id)) {
    std::copy(given_id.begin(), given_id.end(), request_id_.begin());
    request_id_size_ = static_cast<std::uint8_t>(given_id.size());
  } else {
    write_id(request_id_.data(), entropy.data(), 16);
    request_id_size_ = 32;
  }

  const std::string_view given_trace = head.headers.only(Field::traceparent);
  trace_continued_ = is_traceparent(given_trace);
  if (trace_continued_) {
    std::copy(given_trace.begin(), given_trace.end(), traceparent_.begin());
  } else {
    constexpr std::string_view kNew = "00-00000000000000000000000000000000-0000000000000000-00";
    std::copy(kNew.begin(), kNew.end(), traceparent_.begin());
    write_id(traceparent_.data() + kTraceIdAt, entropy.data() + 16, 16);
  }
  write_id(traceparent_.data() + kParentIdAt, entropy.data() + 32, 8);
  traceparent_size_ = kTraceParentBytes;
}

}  // namespace veilgate::proxy
