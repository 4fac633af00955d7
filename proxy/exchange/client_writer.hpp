// ClientWriter: everything of a response that goes to a client. Its body functions take MaskedBody and nothing else.
//
// The head waits until the first body bytes are there, so that head and body leave in one gathered write. One thread.
#pragma once

#include <cstdint>
#include <string>

#include "masking/masked_body.hpp"
#include "proxy/http/head.hpp"
#include "proxy/net/connection.hpp"

namespace veilgate::proxy {

class ClientWriter {
 public:
  void begin(Connection& client, RateFloor floor) noexcept;

  // To be filled with the whole head before the first send.
  std::string& head() noexcept { return head_; }
  void set_framing(BodyFraming framing) noexcept { framing_ = framing; }

  bool started() const noexcept { return started_; }    // bytes of the head may have left
  bool finished() const noexcept { return finished_; }  // the response is complete on the wire
  std::uint64_t body_bytes() const noexcept { return body_bytes_; }
  RateFloor floor() const noexcept { return floor_; }

  // Sends the head if it is still here, then `body`; `last`: and the end of the body.
  Task<error_code> send(masking::MaskedBody body, bool last);
  // The last words to a client that may not be waited for: one attempt, and no telling whether they arrived.
  void send_what_fits(masking::MaskedBody body) noexcept;

 private:
  Connection* client_ = nullptr;
  RateFloor floor_;
  std::string head_;
  std::string chunk_header_;
  BodyFraming framing_ = BodyFraming::none;
  bool started_ = false;
  bool finished_ = false;
  std::uint64_t body_bytes_ = 0;
};

}  // namespace veilgate::proxy
