// Streaming content coding of what the engine released.
//
// Takes and gives MaskedBody, so nothing enters a compressor that could not have been sent as it is. Levels favour
// speed (gzip and deflate 1, br 2, zstd 1). The library contexts are made at first use and kept: an encoder is made to
// be reused. Threads: one at a time per object.
//
// Errors: internal (a library failed or cannot allocate). After an error the encoder is spent until reset().
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "crypto/base/result.hpp"
#include "masking/masked_body.hpp"
#include "proxy/coding/coding.hpp"

namespace veilgate::proxy {

class BodyEncoder {
 public:
  enum class Flush : std::uint8_t {
    no,   // the library may hold bytes back
    yes,  // the client can decode everything given so far: one event, one record
  };

  BodyEncoder();
  ~BodyEncoder();
  BodyEncoder(const BodyEncoder&) = delete;
  BodyEncoder& operator=(const BodyEncoder&) = delete;

  [[nodiscard]] Result<void> reset(Coding coding);

  // The coded bytes that can be sent now, often none. Valid until the next call (identity: the piece itself).
  [[nodiscard]] Result<masking::MaskedBody> encode(masking::MaskedBody piece, Flush flush = Flush::no);

  // The end of the coded body; `last`, the rest of it, is coded in the same go, so that a body given whole comes out
  // whole. What nothing was put into ends as the coded form of an empty body. Spent afterwards.
  [[nodiscard]] Result<masking::MaskedBody> finish(masking::MaskedBody last = {});

 private:
  struct Contexts;
  enum class Step : std::uint8_t { run, flush, end };

  Result<masking::MaskedBody> run(std::string_view input, Step step);
  bool deflate_all(std::string_view input, Step step);
  bool brotli_all(std::string_view input, Step step);
  bool zstd_all(std::string_view input, Step step);

  std::size_t make_room();  // free bytes at the end of the output, never 0

  std::unique_ptr<Contexts> contexts_;
  std::unique_ptr<char[]> output_;
  std::size_t output_capacity_ = 0;
  std::size_t output_size_ = 0;
  Coding coding_ = Coding::identity;
  bool ready_ = false;
};

}  // namespace veilgate::proxy
