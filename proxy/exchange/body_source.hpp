// BodySource: takes the transfer framing off a message body that arrives in a connection's buffer.
//
// Serves request bodies (peer client) and response bodies (peer upstream). It owns nothing and reads nothing: the
// caller hands it the buffer, and reads more into it when take() had nothing.
#pragma once

#include <cstdint>
#include <string_view>

#include "proxy/http/chunked.hpp"
#include "proxy/http/head.hpp"
#include "proxy/net/byte_buffer.hpp"

namespace veilgate::proxy {

class BodySource {
 public:
  void begin(Framing framing, Origin peer) noexcept;

  // The next bytes of the body, consumed from `buffer` but still in it until that is next read into. Empty: ended() or
  // more bytes are needed. Errors: those of ChunkedDecoder.
  [[nodiscard]] Result<std::string_view> take(ByteBuffer& buffer);

  // The peer has closed its side in order. Errors: body_truncated (upstream), client_gone (client) when bytes are
  // missing.
  [[nodiscard]] Result<void> peer_ended();

  bool ended() const noexcept { return ended_; }
  std::uint64_t bytes() const noexcept { return bytes_; }  // of body data so far

 private:
  Framing framing_;
  Origin peer_ = Origin::client;
  ChunkedDecoder chunks_{Origin::client};
  std::uint64_t left_ = 0;
  std::uint64_t bytes_ = 0;
  bool ended_ = true;
};

}  // namespace veilgate::proxy
