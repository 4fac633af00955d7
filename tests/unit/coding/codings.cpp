#include "tests/unit/coding/codings.hpp"

#include <brotli/encode.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>

#include "proxy/coding/octets.hpp"

namespace veilgate::test {
namespace {

std::string deflated(std::string_view text, int window_bits) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
  std::string input(text);
  std::string out(deflateBound(&stream, input.size()) + 64, '\0');
  stream.next_in = proxy::octets(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = proxy::octets(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace

std::string gzip(std::string_view text) {
  return deflated(text, 31);
}
std::string zlib(std::string_view text) {
  return deflated(text, 15);
}
std::string raw_deflate(std::string_view text) {
  return deflated(text, -15);
}

std::string brotli(std::string_view text) {
  std::size_t size = BrotliEncoderMaxCompressedSize(text.size()) + 64;
  std::string out(size, '\0');
  BrotliEncoderCompress(5, 22, BROTLI_MODE_GENERIC, text.size(), proxy::octets(text.data()), &size,
                        proxy::octets(out.data()));
  out.resize(size);
  return out;
}

std::string zstd(std::string_view text, int window_log) {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  if (window_log != 0) {
    ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, window_log);
    ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 0);
  }
  std::string out(ZSTD_compressBound(text.size()) + 64, '\0');
  ZSTD_inBuffer in{text.data(), text.size(), 0};
  ZSTD_outBuffer to{out.data(), out.size(), 0};
  // Not told the size beforehand, so that the frame keeps the window asked for.
  ZSTD_compressStream2(context, &to, &in, ZSTD_e_continue);
  ZSTD_compressStream2(context, &to, &in, ZSTD_e_end);
  ZSTD_freeCCtx(context);
  out.resize(to.pos);
  return out;
}

std::string coded(proxy::Coding coding, std::string_view text) {
  switch (coding) {
    case proxy::Coding::identity: return std::string(text);
    case proxy::Coding::gzip: return gzip(text);
    case proxy::Coding::deflate: return zlib(text);
    case proxy::Coding::br: return brotli(text);
    case proxy::Coding::zstd: return zstd(text);
  }
  return {};
}

std::string sample_text(std::size_t bytes) {
  std::string text;
  std::uint32_t state = 12345;
  while (text.size() < bytes) {
    state = state * 1664525 + 1013904223;
    text += R"({"orderId":)" + std::to_string(state) + R"(,"name":"abc"},)";
  }
  text.resize(bytes);
  return text;
}

Decoded decode(proxy::BodyDecoder& decoder, proxy::Coding coding, const std::vector<std::string_view>& pieces,
               const proxy::DecodeLimits& limits) {
  Decoded decoded;
  const auto refuse = [&](const Error& error) {
    decoded.refused = true;
    decoded.code = error.code;
    return decoded;
  };
  if (auto ready = decoder.reset(coding, limits); !ready) return refuse(ready.error());
  for (std::string_view piece : pieces) {
    for (;;) {
      const auto out = decoder.decode(piece);
      if (!out) return refuse(out.error());
      if (out->empty()) break;
      decoded.largest_step = std::max(decoded.largest_step, out->size());
      decoded.text += *out;
    }
  }
  if (auto finished = decoder.finish(); !finished) return refuse(finished.error());
  return decoded;
}

Decoded decode(proxy::Coding coding, const std::vector<std::string_view>& pieces, const proxy::DecodeLimits& limits) {
  proxy::BodyDecoder decoder;
  return decode(decoder, coding, pieces, limits);
}

}  // namespace veilgate::test
