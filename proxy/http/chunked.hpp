// The chunked transfer coding (RFC 9112 7.1), strict, both ways.
//
// Decoding gives spans of the input; nothing is copied. Refused: anything but hex digits in a size, no digit, more than
// 16 digits or a size over 2^63 - 1, blanks after a size, line ends other than CRLF, missing CRLF after data,
// extensions that are not `;name[=token|"quoted"]`, and trailers that are not well-formed field lines. Extensions and
// trailers are bounded and dropped. Threads: one at a time per object.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"

namespace veilgate::proxy {

inline constexpr std::size_t kMaxChunkLineBytes = 1024;            // a size with its extensions
inline constexpr std::size_t kMaxChunkExtensionBytes = 64 * 1024;  // all extensions of a body together
inline constexpr std::size_t kMaxTrailerBytes = 8 * 1024;          // all trailers of a body together

class ChunkedDecoder {
 public:
  // Whose bytes these are: client makes errors bad_request, anything else upstream_bad_response.
  explicit ChunkedDecoder(Origin peer) noexcept : peer_(peer) {}

  // Takes bytes off the front of `input` and returns the next span of body data in them, a view into `input`. An empty
  // span means that done() or that `input` is used up and more bytes are needed:
  //
  //   for (;;) {
  //     auto data = decoder.decode(input);   // test the error
  //     if (data->empty()) break;            // then: done()? the rest of `input` belongs to the next message
  //     use(*data);
  //   }
  //
  // After an error the decoder is spent. A connection that ends before done() is a truncated body; that is the caller's
  // to say.
  [[nodiscard]] Result<std::string_view> decode(std::string_view& input);

  bool done() const noexcept { return state_ == State::done; }
  std::uint64_t decoded_bytes() const noexcept { return decoded_; }
  void reset(Origin peer) noexcept { *this = ChunkedDecoder(peer); }

 private:
  enum class State : std::uint8_t {
    failed,
    size_first,
    size,
    extension_name_first,
    extension_name,
    extension_value_first,
    extension_token,
    extension_quoted,
    extension_escape,
    extension_quote_end,
    size_lf,
    data,
    data_cr,
    data_lf,
    trailer_start,
    trailer_name,
    trailer_value,
    trailer_lf,
    end_lf,
    done,
  };
  Result<std::string_view> fail(const char* why);
  const char* step(char c) noexcept;
  const char* step_size(char c) noexcept;
  const char* step_extension(char c) noexcept;
  const char* step_trailer(char c) noexcept;
  const char* end_of_item(char c, const char* why) noexcept;

  Origin peer_;
  State state_ = State::size_first;
  std::uint64_t size_ = 0;  // of the chunk; while in data: what is left of it
  std::uint64_t decoded_ = 0;
  std::uint32_t digits_ = 0;
  std::uint32_t line_bytes_ = 0;
  std::uint32_t extension_bytes_ = 0;
  std::uint32_t trailer_bytes_ = 0;
};

// Encoding: header, the data, kChunkEnd; at last kLastChunk. `size` must not be 0 (that would end the body).
void append_chunk_header(std::string& out, std::uint64_t size);
inline constexpr std::string_view kChunkEnd = "\r\n";
inline constexpr std::string_view kLastChunk = "0\r\n\r\n";

}  // namespace veilgate::proxy
