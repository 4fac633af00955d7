// Coded test bodies, made with the libraries' one-call functions, and a decoder driven piece by piece.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "proxy/coding/decoder.hpp"

namespace veilgate::test {

std::string gzip(std::string_view text);
std::string zlib(std::string_view text);
std::string raw_deflate(std::string_view text);
std::string brotli(std::string_view text);
std::string zstd(std::string_view text, int window_log = 0);

std::string coded(proxy::Coding coding, std::string_view text);

// Text that neither compresses to nothing nor is random.
std::string sample_text(std::size_t bytes);

inline constexpr proxy::Coding kAllCodings[] = {proxy::Coding::identity, proxy::Coding::gzip, proxy::Coding::deflate,
                                                proxy::Coding::br, proxy::Coding::zstd};
inline constexpr proxy::DecodeLimits kWide{std::uint64_t{1} << 40, 1'000'000};

struct Decoded {
  bool refused = false;
  Code code = Code::internal;
  std::string text;
  std::size_t largest_step = 0;
};
Decoded decode(proxy::BodyDecoder& decoder, proxy::Coding coding, const std::vector<std::string_view>& pieces,
               const proxy::DecodeLimits& limits = kWide);
Decoded decode(proxy::Coding coding, const std::vector<std::string_view>& pieces,
               const proxy::DecodeLimits& limits = kWide);

}  // namespace veilgate::test
