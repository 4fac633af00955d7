// What tests look for in a head that was written.
#pragma once

#include <string>
#include <string_view>

#include "proxy/http/field.hpp"

namespace veilgate::test {

inline bool has_line(const std::string& message, const std::string& line) {
  return message.find("\r\n" + line + "\r\n") != std::string::npos;
}

inline bool has_name(const std::string& message, std::string_view name) {
  for (std::size_t at = message.find("\r\n"); at + 2 < message.size(); at = message.find("\r\n", at + 2)) {
    const std::string_view line = std::string_view(message).substr(at + 2);
    if (line.size() > name.size() && line[name.size()] == ':' &&
        proxy::equal_ignoring_case(line.substr(0, name.size()), name)) {
      return true;
    }
  }
  return false;
}

}  // namespace veilgate::test
