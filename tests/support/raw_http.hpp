// A small blocking reader of HTTP messages for tests: independent of the code under test, and strict, so that what it
// accepts is well-formed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/blocking_socket.hpp"

namespace veilgate::test {

struct RawMessage {
  std::string start_line;
  std::vector<std::pair<std::string, std::string>> fields;
  std::string body;  // without the chunked coding
  bool chunked = false;
  bool complete = false;  // false: the connection ended first
  unsigned status() const;
  std::optional<std::string> field(std::string_view name) const;  // the first one
  std::size_t count(std::string_view name) const;
};

// Reads messages one after the other off a socket; keeps what belongs to the next one.
class RawReader {
 public:
  explicit RawReader(BlockingSocket& socket) : socket_(&socket) {}

  // A request, its body included.
  RawMessage read_request() { return read(true, false); }
  RawMessage read_request_head() { return read(true, true); }
  // A response; 1xx are returned like any other. `to_head`: no body follows.
  RawMessage read_response(bool to_head = false) { return read(false, to_head); }

  // Everything until the peer ends.
  std::string read_to_end();
  const std::string& buffered() const { return buffer_; }

 private:
  RawMessage read(bool request, bool head_only);
  bool fill(std::size_t bytes);
  std::optional<std::string> line();

  BlockingSocket* socket_;
  std::string buffer_;
};

}  // namespace veilgate::test
