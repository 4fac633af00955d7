// Content codings by name, and which one a client gets. Pure functions; threads: any.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"

namespace veilgate::proxy {

enum class Coding : std::uint8_t { identity, gzip, deflate, br, zstd };
inline constexpr std::size_t kCodingCount = 5;

// "gzip"; "" for identity, which is not written into a Content-Encoding.
std::string_view coding_name(Coding coding) noexcept;

// What the Content-Encoding fields of a message add up to. Feed every line, then ask.
//
// `identity` (a mistake often seen) counts as nothing and `x-gzip` as gzip (RFC 9110 8.4.1.3). One real coding is
// supported: two (`gzip, gzip`, or gzip on two lines) are legal but no sane API sends them, each layer multiplies what
// a small body can blow up to, and a repeated line is more often a proxy's mistake; they are refused. Errors (origin
// upstream): unsupported_coding.
class ContentEncoding {
 public:
  [[nodiscard]] Result<void> add(std::string_view line);
  Coding coding() const noexcept { return coding_; }

 private:
  Coding coding_ = Coding::identity;
};

// A client's Accept-Encoding (RFC 9110 12.5.3). Feed every line. An entry that is malformed is taken as not accepted.
class AcceptEncoding {
 public:
  void add(std::string_view line) noexcept;

  // With no Accept-Encoding at all only identity is taken as accepted: the RFC allows any, clients that can decode say
  // so.
  bool accepts(Coding coding) const noexcept { return weight(coding) > 0; }
  // 0-1000
  unsigned weight(Coding coding) const noexcept;

 private:
  static constexpr std::uint16_t kUnset = 0xffff;
  std::array<std::uint16_t, kCodingCount> weights_{kUnset, kUnset, kUnset, kUnset, kUnset};
  std::uint16_t wildcard_ = kUnset;
};

// The coding for the body sent to the client. A body that came uncoded leaves uncoded; a coded one keeps its coding
// when the client accepts that, else leaves in the accepted one with the highest weight (ties: zstd, br, gzip,
// deflate), else uncoded.
Coding choose_coding(const AcceptEncoding& accepted, Coding upstream) noexcept;

// The value of the Accept-Encoding sent upstream: what both the client and the decoder read, "identity" when nothing.
// Asking for no more than the client takes spares coding what would have to be decoded for nothing.
void append_upstream_accept_encoding(std::string& out, const AcceptEncoding& accepted);

}  // namespace veilgate::proxy
