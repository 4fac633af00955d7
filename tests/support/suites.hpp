// Where the test suites written by others are: $VEILGATE_SUITES, or ../shared/suites beside the source tree. They are
// not part of the project; a test that needs them says so and passes where they are absent.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>

namespace veilgate::test {

// The path of one file or folder of the suites; prints `skipped: suites not found` and returns nothing when it is
// absent.
inline std::optional<std::filesystem::path> find_suite(const std::string& name) {
  const char* chosen = std::getenv("VEILGATE_SUITES");
  const std::filesystem::path root =
      chosen != nullptr ? std::filesystem::path(chosen)
                        : std::filesystem::path(VEILGATE_SOURCE_DIR).parent_path() / "shared" / "suites";
  std::error_code error;
  if (std::filesystem::exists(root / name, error)) return root / name;
  std::cout << "skipped: suites not found (" << name << ")\n";
  return std::nullopt;
}

}  // namespace veilgate::test
