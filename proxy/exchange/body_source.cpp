#include "proxy/exchange/body_source.hpp"

#include <algorithm>

namespace veilgate::proxy {

void BodySource::begin(Framing framing, Origin peer) noexcept {
  framing_ = framing;
  peer_ = peer;
  bytes_ = 0;
  left_ = framing.kind == BodyFraming::length ? framing.length : 0;
  ended_ = framing.kind == BodyFraming::none || (framing.kind == BodyFraming::length && left_ == 0);
  if (framing.kind == BodyFraming::chunked) chunks_.reset(peer);
}

Result<std::string_view> BodySource::take(ByteBuffer& buffer) {
  if (ended_) return std::string_view{};
  const std::string_view received = buffer.view();
  std::string_view data;
  switch (framing_.kind) {
    case BodyFraming::none: break;
    case BodyFraming::length:
      data = received.substr(0, std::min<std::uint64_t>(left_, received.size()));
      buffer.consume(data.size());
      left_ -= data.size();
      ended_ = left_ == 0;
      break;
    case BodyFraming::chunked: {
      std::string_view rest = received;
      auto decoded = chunks_.decode(rest);
      if (!decoded) return decoded.error();
      data = *decoded;
      // The end of the body is often in the same bytes as its last data: seen now, both go out together.
      if (!data.empty() && !rest.empty()) {
        ChunkedDecoder ahead = chunks_;
        std::string_view after = rest;
        const auto more = ahead.decode(after);
        if (more && more->empty()) {
          chunks_ = ahead;
          rest = after;
        }
      }
      buffer.consume(received.size() - rest.size());
      ended_ = chunks_.done();
      break;
    }
    case BodyFraming::until_close:
      data = received;
      buffer.consume(data.size());
      break;
  }
  bytes_ += data.size();
  return data;
}

Result<void> BodySource::peer_ended() {
  if (ended_) return {};
  if (framing_.kind == BodyFraming::until_close) {
    ended_ = true;
    return {};
  }
  if (peer_ == Origin::client) return make_error(Code::client_gone, peer_, "the client left in the middle of its body");
  return make_error(Code::body_truncated, peer_, "the upstream closed in the middle of a body");
}

}  // namespace veilgate::proxy
