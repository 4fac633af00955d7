#include "tests/demo/codings.hpp"

#include <brotli/decode.h>
#include <brotli/encode.h>
#include <zlib.h>

#include <array>
#include <cstdint>
#include <cstdlib>

namespace veilgate::demo {
namespace {

constexpr int kGzipWindow = 15 + 16;

std::uint8_t* bytes_of(std::string& text) {
  return reinterpret_cast<std::uint8_t*>(text.data());
}
const std::uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}
Bytef* input_of(std::string_view text) {
  return const_cast<Bytef*>(bytes_of(text));
}

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    std::abort();
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = input_of(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = bytes_of(out);
  stream.avail_out = static_cast<uInt>(out.size());
  if (deflate(&stream, Z_FINISH) != Z_STREAM_END) std::abort();
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::optional<std::string> gunzip(std::string_view bytes) {
  z_stream stream{};
  if (inflateInit2(&stream, kGzipWindow) != Z_OK) return std::nullopt;
  stream.next_in = input_of(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string out;
  std::array<char, 16384> buffer;
  int state = Z_OK;
  while (state == Z_OK) {
    stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream.avail_out = static_cast<uInt>(buffer.size());
    state = inflate(&stream, Z_NO_FLUSH);
    out.append(buffer.data(), buffer.size() - stream.avail_out);
  }
  const bool whole = state == Z_STREAM_END && stream.avail_in == 0;
  inflateEnd(&stream);
  return whole ? std::optional(out) : std::nullopt;
}

std::string brotli(std::string_view bytes) {
  std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
  std::string out(size, '\0');
  if (BrotliEncoderCompress(BROTLI_DEFAULT_QUALITY, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
                            bytes_of(bytes), &size, bytes_of(out)) != BROTLI_TRUE) {
    std::abort();
  }
  out.resize(size);
  return out;
}

std::optional<std::string> unbrotli(std::string_view bytes) {
  constexpr std::size_t kMostDecoded = 1024 * 1024;  // a sample is a few kilobytes
  std::string out(kMostDecoded, '\0');
  std::size_t size = out.size();
  if (BrotliDecoderDecompress(bytes.size(), bytes_of(bytes), &size, bytes_of(out)) != BROTLI_DECODER_RESULT_SUCCESS) {
    return std::nullopt;
  }
  out.resize(size);
  return out;
}

}  // namespace

std::string encode(std::string_view coding, std::string_view bytes) {
  if (coding == "gzip") return gzip(bytes);
  if (coding == "br") return brotli(bytes);
  return std::string(bytes);
}

std::optional<std::string> decode(std::string_view coding, std::string_view bytes) {
  if (coding == "gzip") return gunzip(bytes);
  if (coding == "br") return unbrotli(bytes);
  return std::string(bytes);
}

}  // namespace veilgate::demo
