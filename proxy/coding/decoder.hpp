// Streaming removal of one content coding, with bounds.
//
//   gzip     RFC 1952, any number of members; anything after the last member is refused
//   deflate  RFC 1950 (zlib), or bare RFC 1951 as some servers send it; decided once, from the first two bytes
//   br       RFC 7932, window up to 16 MiB (large-window streams are refused)
//   zstd     RFC 8878, any number of frames, skippable ones too; windows over 8 MiB are refused; no dictionaries
//
// Memory: one output buffer of the size given to the constructor plus the coding's window, whatever the input says. The
// library contexts are made at first use and kept (Brotli's, which cannot be reset, is made anew), so a decoder is made
// to be reused. Threads: one at a time per object.
//
// Errors, all of origin upstream: bad_coding (not this coding, checksum wrong, bytes after the end), body_truncated
// (from finish()), body_too_large, expansion_too_large. After an error the decoder is spent until reset().
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "crypto/base/result.hpp"
#include "proxy/coding/coding.hpp"

namespace veilgate::proxy {

struct DecodeLimits {
  std::uint64_t decoded_bytes = 0;  // over this: body_too_large. The default refuses every body that is not empty.
  std::uint32_t ratio = 0;          // decoded : coded, tested once more than 1 MiB came out; not tested for identity
};

class BodyDecoder {
 public:
  explicit BodyDecoder(std::size_t output_bytes = 64 * 1024);
  ~BodyDecoder();
  BodyDecoder(const BodyDecoder&) = delete;
  BodyDecoder& operator=(const BodyDecoder&) = delete;

  // Begins a new body. Errors: internal when a library cannot allocate its context.
  [[nodiscard]] Result<void> reset(Coding coding, const DecodeLimits& limits);

  // Takes bytes off the front of `input` and returns the next decoded bytes, at most output_bytes of them (identity:
  // all of `input`, uncopied). Empty means that `input` is used up and nothing is pending:
  //
  //   do { out = decoder.decode(input); /* test the error, use *out */ } while (!out->empty());
  //
  // The view is valid until the next call (identity: as long as the input).
  [[nodiscard]] Result<std::string_view> decode(std::string_view& input);

  // The body has ended. A body of zero coded bytes is an empty body in any coding.
  [[nodiscard]] Result<void> finish();

  std::uint64_t coded_bytes() const noexcept { return coded_; }
  std::uint64_t decoded_bytes() const noexcept { return decoded_; }

 private:
  struct Contexts;
  enum class Phase : std::uint8_t { spent, start, inside, at_end };
  struct Progress {
    std::size_t consumed = 0;
    std::size_t produced = 0;
  };

  Result<Progress> inflate_some(std::string_view input);
  Result<Progress> brotli_some(std::string_view input);
  Result<Progress> zstd_some(std::string_view input);
  Error fail(Code code, const char* why);

  std::unique_ptr<Contexts> contexts_;
  std::size_t output_bytes_;
  std::unique_ptr<char[]> output_;
  DecodeLimits limits_;
  Coding coding_ = Coding::identity;
  Phase phase_ = Phase::spent;
  std::uint64_t coded_ = 0;
  std::uint64_t decoded_ = 0;
};

}  // namespace veilgate::proxy
