// Keys and certificates made at test time; none is in the tree. Files live in a temporary folder that goes with the
// object.
#pragma once

#include <openssl/ssl.h>

#include <filesystem>
#include <memory>
#include <string>

namespace veilgate::test {

// A certificate authority and what it signed.
class TestAuthority {
 public:
  TestAuthority();
  ~TestAuthority();
  TestAuthority(const TestAuthority&) = delete;
  TestAuthority& operator=(const TestAuthority&) = delete;

  struct Files {
    std::string certificate;
    std::string key;
  };
  // `names`: subjectAltName as OpenSSL writes it, e.g. "DNS:partner.test,IP:127.0.0.1".
  Files issue(const std::string& common_name, const std::string& names);
  std::string ca_file() const;

  // Contexts for the test's own peers.
  using Context = std::shared_ptr<SSL_CTX>;
  Context server(const Files& files, bool ask_for_certificate = false) const;
  Context client() const;                    // trusts this authority
  Context client(const Files& files) const;  // and shows a certificate

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace veilgate::test
