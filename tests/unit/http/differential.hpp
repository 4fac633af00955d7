// One request read by the proxy's functions, by the reference reader, and by an upstream (the reference reader again)
// that gets what the proxy would forward.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "proxy/http/head.hpp"

namespace veilgate::test {

struct Reading {
  enum class Verdict { refused, incomplete, complete };
  Verdict verdict = Verdict::refused;
  std::string why;
  proxy::RequestHead head;
  std::string body;
  std::string forwarded;
  std::size_t size = 0;
};

// What the proxy makes of the first message in `bytes`, which the reading's head points into.
void read_as_proxy(std::string_view bytes, Reading& reading);

// Returns the proxy's verdict; fails the running test case where the three do not see the same message.
Reading::Verdict check_against_reference(const std::string& name, std::string_view bytes);

}  // namespace veilgate::test
