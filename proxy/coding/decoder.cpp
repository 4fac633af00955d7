#include "proxy/coding/decoder.hpp"

#include <brotli/decode.h>
#define ZLIB_CONST  // next_in points to const
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>

#include "proxy/coding/octets.hpp"

namespace veilgate::proxy {
namespace {

constexpr int kMaxWindowBits = 15;  // zlib's: 32 KiB
constexpr int kGzipWrapper = 16;    // added to the window bits
constexpr char kGzipFirstByte = 0x1f;
constexpr int kZstdWindowLogMax = 23;            // 8 MiB
constexpr std::size_t kZstdHeaderBytesMax = 18;  // RFC 8878 3.1.1, the magic number included
constexpr std::uint64_t kRatioFrom = 1024 * 1024;
constexpr std::size_t kMaxLibraryInput = std::size_t{1} << 30;  // zlib counts in 32 bits

// RFC 1950 2.2: method 8, a window of at most 32 KiB, and a check value that makes the two bytes a multiple of 31.
bool is_zlib_header(const unsigned char* bytes) noexcept {
  return (bytes[0] & 0x0f) == 8 && (bytes[0] >> 4) <= 7 && (bytes[0] * 256 + bytes[1]) % 31 == 0;
}

// First byte of 0xFD2FB528 or of 0x184D2A50-5F, little-endian. The library would wait for more.
bool may_begin_zstd_frame(char first) noexcept {
  const auto byte = static_cast<unsigned char>(first);
  return byte == 0x28 || (byte & 0xf0) == 0x50;
}

}  // namespace

struct BodyDecoder::Contexts {
  z_stream zlib{};
  bool zlib_ready = false;
  unsigned char deflate_head[2]{};
  std::size_t deflate_head_size = 0;
  BrotliDecoderState* brotli = nullptr;
  ZSTD_DCtx* zstd = nullptr;
  std::size_t zstd_header_left = 0;  // bytes that may still belong to the header of the frame under way

  Contexts() = default;
  Contexts(const Contexts&) = delete;
  Contexts& operator=(const Contexts&) = delete;
  ~Contexts() {
    if (zlib_ready) inflateEnd(&zlib);
    BrotliDecoderDestroyInstance(brotli);
    ZSTD_freeDCtx(zstd);
  }

  bool start_zlib(int window_bits) noexcept {
    if (zlib_ready) return inflateReset2(&zlib, window_bits) == Z_OK;
    zlib_ready = inflateInit2(&zlib, window_bits) == Z_OK;
    return zlib_ready;
  }

  // The library has no reset for a Brotli stream.
  bool start_brotli() noexcept {
    BrotliDecoderDestroyInstance(brotli);
    brotli = BrotliDecoderCreateInstance(nullptr, nullptr, nullptr);
    return brotli != nullptr;
  }

  bool start_zstd() noexcept {
    if (zstd == nullptr) zstd = ZSTD_createDCtx();
    if (zstd == nullptr) return false;
    return ZSTD_isError(ZSTD_DCtx_reset(zstd, ZSTD_reset_session_only)) == 0 &&
           ZSTD_isError(ZSTD_DCtx_setParameter(zstd, ZSTD_d_windowLogMax, kZstdWindowLogMax)) == 0;
  }
};

BodyDecoder::BodyDecoder(std::size_t output_bytes) : output_bytes_(std::max<std::size_t>(output_bytes, 64)) {}
BodyDecoder::~BodyDecoder() = default;

Error BodyDecoder::fail(Code code, const char* why) {
  phase_ = Phase::spent;
  return make_error(code, Origin::upstream, why);
}

Result<void> BodyDecoder::reset(Coding coding, const DecodeLimits& limits) {
  coding_ = coding;
  limits_ = limits;
  coded_ = decoded_ = 0;
  phase_ = Phase::spent;
  if (coding != Coding::identity) {
    if (!contexts_) contexts_ = std::make_unique<Contexts>();
    if (!output_) output_ = std::make_unique_for_overwrite<char[]>(output_bytes_);
  }
  bool started = true;
  switch (coding) {
    case Coding::identity: break;
    case Coding::gzip: started = contexts_->start_zlib(kMaxWindowBits + kGzipWrapper); break;
    case Coding::deflate: contexts_->deflate_head_size = 0; break;
    case Coding::br: started = contexts_->start_brotli(); break;
    case Coding::zstd: started = contexts_->start_zstd(); break;
  }
  if (!started) return make_error(Code::internal, Origin::internal, "a decoder could not be made");
  phase_ = Phase::start;
  return {};
}

Result<std::string_view> BodyDecoder::decode(std::string_view& input) {
  if (phase_ == Phase::spent) return fail(Code::bad_coding, "the body goes on after its error");
  std::string_view output;
  while (output.empty()) {
    const bool between = phase_ == Phase::start || phase_ == Phase::at_end;
    if (input.empty() && (between || coding_ == Coding::identity)) return output;
    const std::string_view piece = input.substr(0, kMaxLibraryInput);
    Result<Progress> progress = Progress{piece.size(), piece.size()};
    switch (coding_) {
      case Coding::identity: break;
      case Coding::gzip:
      case Coding::deflate: progress = inflate_some(piece); break;
      case Coding::br: progress = brotli_some(piece); break;
      case Coding::zstd: progress = zstd_some(piece); break;
    }
    if (!progress) return progress.error();
    input.remove_prefix(progress->consumed);
    coded_ += progress->consumed;
    decoded_ += progress->produced;
    output = {coding_ == Coding::identity ? piece.data() : output_.get(), progress->produced};
    if (decoded_ > limits_.decoded_bytes)
      return fail(Code::body_too_large, "the decoded body is larger than the limit");
    if (coding_ != Coding::identity && decoded_ > kRatioFrom && decoded_ > coded_ * limits_.ratio) {
      return fail(Code::expansion_too_large, "the body grows beyond the limit when decoded");
    }
    if (progress->consumed == 0 && progress->produced == 0) {
      if (!input.empty()) return fail(Code::bad_coding, "the decoder makes no progress");
      break;
    }
  }
  return output;
}

Result<void> BodyDecoder::finish() {
  const Phase phase = phase_;
  phase_ = Phase::spent;
  if (phase == Phase::spent) return fail(Code::bad_coding, "the body goes on after its error");
  if (phase == Phase::inside && coding_ != Coding::identity) {
    return fail(Code::body_truncated, "the coded body ends early");
  }
  return {};
}

Result<BodyDecoder::Progress> BodyDecoder::inflate_some(std::string_view input) {
  Contexts& c = *contexts_;
  // The library would wait for a second byte before it looks at the first one.
  if (phase_ != Phase::inside && coding_ == Coding::gzip && input.front() != kGzipFirstByte) {
    return fail(Code::bad_coding, "the body is not what its content coding says");
  }
  if (phase_ == Phase::at_end) {
    if (coding_ == Coding::deflate) return fail(Code::bad_coding, "bytes after the end of the deflate stream");
    if (inflateReset(&c.zlib) != Z_OK) return fail(Code::internal, "zlib cannot be reset");
  }
  phase_ = Phase::inside;

  const auto* next = octets(input.data());
  std::size_t available = input.size();
  std::size_t from_input = 0;
  if (coding_ == Coding::deflate && c.deflate_head_size < sizeof c.deflate_head) {
    while (from_input < input.size() && c.deflate_head_size < sizeof c.deflate_head) {
      c.deflate_head[c.deflate_head_size++] = next[from_input++];
    }
    if (c.deflate_head_size < sizeof c.deflate_head) return Progress{from_input, 0};
    const bool wrapped = is_zlib_header(c.deflate_head);
    if (!c.start_zlib(wrapped ? kMaxWindowBits : -kMaxWindowBits)) return fail(Code::internal, "zlib cannot be reset");
    next = c.deflate_head;
    available = sizeof c.deflate_head;
  }

  c.zlib.next_in = next;
  c.zlib.avail_in = static_cast<uInt>(available);
  c.zlib.next_out = octets(output_.get());
  c.zlib.avail_out = static_cast<uInt>(output_bytes_);
  const int code = inflate(&c.zlib, Z_NO_FLUSH);
  const std::size_t left = c.zlib.avail_in;
  const std::size_t produced = output_bytes_ - c.zlib.avail_out;
  if (code == Z_STREAM_END) {
    phase_ = Phase::at_end;
  } else if (code == Z_MEM_ERROR) {
    return fail(Code::internal, "zlib is out of memory");
  } else if (code != Z_OK && code != Z_BUF_ERROR) {
    return fail(Code::bad_coding, "the body is not what its content coding says");
  }
  if (next == c.deflate_head) {
    if (left != 0) return fail(Code::bad_coding, "the deflate stream is malformed");
    return Progress{from_input, produced};
  }
  return Progress{available - left, produced};
}

Result<BodyDecoder::Progress> BodyDecoder::brotli_some(std::string_view input) {
  if (phase_ == Phase::at_end) return fail(Code::bad_coding, "bytes after the end of the Brotli stream");
  phase_ = Phase::inside;
  std::size_t available_in = input.size();
  const auto* next_in = octets(input.data());
  std::size_t available_out = output_bytes_;
  auto* next_out = octets(output_.get());
  const BrotliDecoderResult result =
      BrotliDecoderDecompressStream(contexts_->brotli, &available_in, &next_in, &available_out, &next_out, nullptr);
  if (result == BROTLI_DECODER_RESULT_ERROR) {
    return fail(Code::bad_coding, "the body is not what its content coding says");
  }
  if (result == BROTLI_DECODER_RESULT_SUCCESS) phase_ = Phase::at_end;
  return Progress{input.size() - available_in, output_bytes_ - available_out};
}

Result<BodyDecoder::Progress> BodyDecoder::zstd_some(std::string_view input) {
  if (phase_ != Phase::inside && !may_begin_zstd_frame(input.front())) {
    return fail(Code::bad_coding, "the body is not what its content coding says");
  }
  Contexts& c = *contexts_;
  if (phase_ != Phase::inside) c.zstd_header_left = kZstdHeaderBytesMax;
  phase_ = Phase::inside;
  // While it reads a frame's header, the library also looks at the bytes of the call alone, as if a frame began there:
  // a whole one is decoded by a shortcut with fewer checks, and one of the formats older than 1.0, which know no window
  // limit, when the header is not valid. A header comes byte by byte, so that the verdict does not depend on the cut.
  if (c.zstd_header_left != 0) input = input.substr(0, 1);
  ZSTD_inBuffer in{input.data(), input.size(), 0};
  ZSTD_outBuffer out{output_.get(), output_bytes_, 0};
  const std::size_t hint = ZSTD_decompressStream(c.zstd, &out, &in);
  if (ZSTD_isError(hint) != 0) {
    const ZSTD_ErrorCode code = ZSTD_getErrorCode(hint);
    if (code == ZSTD_error_memory_allocation) return fail(Code::internal, "zstd is out of memory");
    if (code == ZSTD_error_frameParameter_windowTooLarge) return fail(Code::bad_coding, "a zstd window over 8 MiB");
    return fail(Code::bad_coding, "the body is not what its content coding says");
  }
  c.zstd_header_left -= std::min(c.zstd_header_left, in.pos);
  if (hint == 0) phase_ = Phase::at_end;
  return Progress{in.pos, out.pos};
}

}  // namespace veilgate::proxy
