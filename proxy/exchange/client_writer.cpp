#include "proxy/exchange/client_writer.hpp"

#include "proxy/http/chunked.hpp"

namespace veilgate::proxy {

namespace {

constexpr std::string_view kChunkEndAndLastChunk = "\r\n0\r\n\r\n";

}  // namespace

void ClientWriter::begin(Connection& client, RateFloor floor) noexcept {
  client_ = &client;
  floor_ = floor;
  head_.clear();
  framing_ = BodyFraming::none;
  started_ = false;
  finished_ = false;
  body_bytes_ = 0;
}

Task<error_code> ClientWriter::send(masking::MaskedBody body, bool last) {
  const std::string_view head = started_ ? std::string_view{} : head_;
  started_ = true;
  std::string_view opening;
  std::string_view closing;
  if (framing_ == BodyFraming::chunked) {
    if (!body.empty()) {
      chunk_header_.clear();
      append_chunk_header(chunk_header_, body.bytes().size());
      opening = chunk_header_;
      closing = last ? kChunkEndAndLastChunk : kChunkEnd;
    } else if (last) {
      closing = kLastChunk;
    }
  }
  auto buffers = Connection::gather(head, opening, body.bytes(), closing);
  error_code ec;
  if (!client_->write_at_once(buffers, ec)) ec = co_await client_->write(buffers, floor_);
  if (ec) co_return ec;
  body_bytes_ += body.bytes().size();
  finished_ = last;
  co_return ec;
}

void ClientWriter::send_what_fits(masking::MaskedBody body) noexcept {
  started_ = true;
  head_.append(body.bytes());
  client_->write_without_waiting(head_);
}

}  // namespace veilgate::proxy
