#include "proxy/coding/encoder.hpp"

#include <brotli/encode.h>
#define ZLIB_CONST  // next_in points to const
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstring>

#include "proxy/coding/octets.hpp"

namespace veilgate::proxy {
namespace {

constexpr int kDeflateLevel = 1;
constexpr int kDeflateMemory = 8;
constexpr int kMaxWindowBits = 15;
constexpr int kGzipWrapper = 16;
constexpr std::uint32_t kBrotliQuality = 2;
constexpr std::uint32_t kBrotliWindowLog = 18;  // 256 KiB: more buys little at this quality
constexpr int kZstdLevel = 1;
constexpr std::size_t kFirstOutputBytes = 16 * 1024;
constexpr std::size_t kMinRoomBytes = 4 * 1024;
constexpr std::size_t kMaxLibraryInput = std::size_t{1} << 30;  // zlib counts in 32 bits

}  // namespace

struct BodyEncoder::Contexts {
  z_stream gzip{};
  z_stream deflate{};
  bool gzip_ready = false;
  bool deflate_ready = false;
  BrotliEncoderState* brotli = nullptr;
  ZSTD_CCtx* zstd = nullptr;

  Contexts() = default;
  Contexts(const Contexts&) = delete;
  Contexts& operator=(const Contexts&) = delete;
  ~Contexts() {
    if (gzip_ready) deflateEnd(&gzip);
    if (deflate_ready) deflateEnd(&deflate);
    BrotliEncoderDestroyInstance(brotli);
    ZSTD_freeCCtx(zstd);
  }

  static bool start_zlib(z_stream& stream, bool& ready, int window_bits) noexcept {
    if (ready) return deflateReset(&stream) == Z_OK;
    ready = deflateInit2(&stream, kDeflateLevel, Z_DEFLATED, window_bits, kDeflateMemory, Z_DEFAULT_STRATEGY) == Z_OK;
    return ready;
  }

  // The library has no reset for a Brotli stream.
  bool start_brotli() noexcept {
    BrotliEncoderDestroyInstance(brotli);
    brotli = BrotliEncoderCreateInstance(nullptr, nullptr, nullptr);
    return brotli != nullptr &&
           BrotliEncoderSetParameter(brotli, BROTLI_PARAM_QUALITY, kBrotliQuality) == BROTLI_TRUE &&
           BrotliEncoderSetParameter(brotli, BROTLI_PARAM_LGWIN, kBrotliWindowLog) == BROTLI_TRUE;
  }

  bool start_zstd() noexcept {
    if (zstd == nullptr) zstd = ZSTD_createCCtx();
    if (zstd == nullptr) return false;
    return ZSTD_isError(ZSTD_CCtx_reset(zstd, ZSTD_reset_session_only)) == 0 &&
           ZSTD_isError(ZSTD_CCtx_setParameter(zstd, ZSTD_c_compressionLevel, kZstdLevel)) == 0;
  }
};

BodyEncoder::BodyEncoder() = default;
BodyEncoder::~BodyEncoder() = default;

Result<void> BodyEncoder::reset(Coding coding) {
  coding_ = coding;
  ready_ = true;
  if (coding == Coding::identity) return {};
  if (!contexts_) contexts_ = std::make_unique<Contexts>();
  switch (coding) {
    case Coding::identity: break;
    case Coding::gzip:
      ready_ = Contexts::start_zlib(contexts_->gzip, contexts_->gzip_ready, kMaxWindowBits + kGzipWrapper);
      break;
    case Coding::deflate:
      ready_ = Contexts::start_zlib(contexts_->deflate, contexts_->deflate_ready, kMaxWindowBits);
      break;
    case Coding::br: ready_ = contexts_->start_brotli(); break;
    case Coding::zstd: ready_ = contexts_->start_zstd(); break;
  }
  if (!ready_) return make_error(Code::internal, Origin::internal, "an encoder could not be made");
  return {};
}

Result<masking::MaskedBody> BodyEncoder::encode(masking::MaskedBody piece, Flush flush) {
  if (coding_ == Coding::identity && ready_) return piece;
  return run(piece.bytes(), flush == Flush::yes ? Step::flush : Step::run);
}

Result<masking::MaskedBody> BodyEncoder::finish(masking::MaskedBody last) {
  const bool nothing_to_end = coding_ == Coding::identity && ready_;
  Result<masking::MaskedBody> end = nothing_to_end ? Result<masking::MaskedBody>(last) : run(last.bytes(), Step::end);
  ready_ = false;
  return end;
}

Result<masking::MaskedBody> BodyEncoder::run(std::string_view input, Step step) {
  output_size_ = 0;
  bool going = ready_;
  do {
    const std::string_view slice = input.substr(0, kMaxLibraryInput);
    input.remove_prefix(slice.size());
    const Step now = input.empty() ? step : Step::run;
    switch (coding_) {
      case Coding::identity: going = false; break;
      case Coding::gzip:
      case Coding::deflate: going = going && deflate_all(slice, now); break;
      case Coding::br: going = going && brotli_all(slice, now); break;
      case Coding::zstd: going = going && zstd_all(slice, now); break;
    }
  } while (going && !input.empty());
  if (!going) {
    ready_ = false;
    return make_error(Code::internal, Origin::internal, "an encoder failed");
  }
  return masking::MaskedBody{masking::ReleaseKey{}, {output_.get(), output_size_}};
}

std::size_t BodyEncoder::make_room() {
  if (output_capacity_ - output_size_ < kMinRoomBytes) {
    const std::size_t capacity = std::max(2 * output_capacity_, kFirstOutputBytes);
    auto grown = std::make_unique_for_overwrite<char[]>(capacity);
    if (output_size_ != 0) std::memcpy(grown.get(), output_.get(), output_size_);
    output_ = std::move(grown);
    output_capacity_ = capacity;
  }
  return output_capacity_ - output_size_;
}

bool BodyEncoder::deflate_all(std::string_view input, Step step) {
  z_stream& stream = coding_ == Coding::gzip ? contexts_->gzip : contexts_->deflate;
  const int flush = step == Step::end ? Z_FINISH : step == Step::flush ? Z_SYNC_FLUSH : Z_NO_FLUSH;
  stream.next_in = octets(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  for (;;) {
    const std::size_t room = std::min(make_room(), kMaxLibraryInput);
    stream.next_out = octets(output_.get() + output_size_);
    stream.avail_out = static_cast<uInt>(room);
    const int code = deflate(&stream, flush);
    output_size_ += room - stream.avail_out;
    if (code == Z_STREAM_END) return true;
    if (code != Z_OK && code != Z_BUF_ERROR) return false;
    if (stream.avail_out != 0) return step != Step::end;  // with room to spare everything asked for was written
  }
}

bool BodyEncoder::brotli_all(std::string_view input, Step step) {
  const BrotliEncoderOperation operation = step == Step::end     ? BROTLI_OPERATION_FINISH
                                           : step == Step::flush ? BROTLI_OPERATION_FLUSH
                                                                 : BROTLI_OPERATION_PROCESS;
  std::size_t available_in = input.size();
  const auto* next_in = octets(input.data());
  for (;;) {
    const std::size_t room = make_room();
    std::size_t available_out = room;
    auto* next_out = octets(output_.get() + output_size_);
    if (BrotliEncoderCompressStream(contexts_->brotli, operation, &available_in, &next_in, &available_out, &next_out,
                                    nullptr) == BROTLI_FALSE) {
      return false;
    }
    output_size_ += room - available_out;
    if (available_in != 0 || BrotliEncoderHasMoreOutput(contexts_->brotli) == BROTLI_TRUE) continue;
    return step != Step::end || BrotliEncoderIsFinished(contexts_->brotli) == BROTLI_TRUE;
  }
}

bool BodyEncoder::zstd_all(std::string_view input, Step step) {
  const ZSTD_EndDirective directive = step == Step::end     ? ZSTD_e_end
                                      : step == Step::flush ? ZSTD_e_flush
                                                            : ZSTD_e_continue;
  ZSTD_inBuffer in{input.data(), input.size(), 0};
  for (;;) {
    const std::size_t room = make_room();
    ZSTD_outBuffer out{output_.get() + output_size_, room, 0};
    const std::size_t left = ZSTD_compressStream2(contexts_->zstd, &out, &in, directive);
    if (ZSTD_isError(left) != 0) return false;
    output_size_ += out.pos;
    if (in.pos == in.size && (step == Step::run || left == 0)) return true;
  }
}

}  // namespace veilgate::proxy
