#include "tests/unit/crypto/keys/soft_token.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

#include "tests/support/child_process.hpp"

namespace veilgate::test {

std::string SoftToken::module_path() {
  for (const char* path :
       {"/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so"}) {
    if (access(path, R_OK) == 0) return path;
  }
  return {};
}

bool SoftToken::is_available() {
  return !module_path().empty() && access("/usr/bin/softhsm2-util", X_OK) == 0;
}

SoftToken::SoftToken() {
  if (mkdir(folder_.path("tokens").c_str(), 0700) != 0) std::abort();
  folder_.write("softhsm2.conf", "directories.tokendir = " + folder_.path("tokens") +
                                     "\nobjectstore.backend = file\nlog.level = ERROR\nslots.removable = false\n");
  folder_.write("pin", std::string(kPin) + "\n");
  if (chmod(folder_.path("pin").c_str(), 0600) != 0) std::abort();
  setenv("SOFTHSM2_CONF", configuration().c_str(), 1);
  ChildProcess made("/usr/bin/softhsm2-util",
                    {"--init-token", "--free", "--label", kLabel, "--so-pin", "8675309", "--pin", kPin});
  if (made.finish({}, in_seconds(60)).exit_code != 0) std::abort();
}

SoftToken::~SoftToken() {
  unsetenv("SOFTHSM2_CONF");
}

std::string SoftToken::uri(const std::string& object, const std::string& pin_file) const {
  return std::string("pkcs11:token=") + kLabel + ";object=" + object + "?module-path=" + module_path() +
         "&pin-source=file:" + folder_.path(pin_file);
}

}  // namespace veilgate::test
