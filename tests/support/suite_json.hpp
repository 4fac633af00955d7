// A JSON file of the suites (suites.hpp), read whole.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace veilgate::test {

// A discarded value when the file is no JSON. Half a surrogate pair, which has no UTF-8, becomes what the engine
// decodes it to: U+FFFD.
inline nlohmann::json read_suite_json(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  for (const std::string_view half : {"\\ud800@", "\\udc00@"}) {
    for (std::size_t at = text.find(half); at != std::string::npos; at = text.find(half)) {
      text.replace(at, half.size(), "\\ufffd@");
    }
  }
  return nlohmann::json::parse(text, nullptr, false);
}

}  // namespace veilgate::test
