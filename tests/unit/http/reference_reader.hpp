// A second, deliberately different reader of HTTP/1 requests: RFC 9112's grammar as regular expressions over whole
// lines, copies everywhere, no regard for speed. What the proxy accepts must read the same here.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace veilgate::test {

struct ReferenceRequest {
  enum class Verdict { malformed, incomplete, complete };
  Verdict verdict = Verdict::malformed;
  std::string method;
  std::string target;
  std::string version;
  std::vector<std::pair<std::string, std::string>> fields;
  std::string body;
  std::size_t size = 0;  // bytes of the message, empty lines before it included

  std::size_t count(std::string_view lower_name) const;
  std::string value(std::string_view lower_name) const;  // of the first one
};

ReferenceRequest read_request(std::string_view bytes);

}  // namespace veilgate::test
