// A real PKCS#11 token: SoftHSM2's, made in a temporary folder of the test.
#pragma once

#include <string>

#include "tests/support/temporary_folder.hpp"

namespace veilgate::test {

class SoftToken {
 public:
  static constexpr const char* kPin = "491872";
  static constexpr const char* kLabel = "veilgate-test";

  // Makes the token, and points SoftHSM2 at it by the environment of this process; one at a time.
  SoftToken();
  ~SoftToken();
  SoftToken(const SoftToken&) = delete;
  SoftToken& operator=(const SoftToken&) = delete;

  // False where SoftHSM2 is not installed.
  static bool is_available();
  static std::string module_path();

  std::string uri(const std::string& object, const std::string& pin_file = "pin") const;
  std::string configuration() const { return folder_.path("softhsm2.conf"); }
  const TemporaryFolder& folder() const { return folder_; }

 private:
  TemporaryFolder folder_;
};

}  // namespace veilgate::test
