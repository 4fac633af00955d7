#include "tests/support/test_certificates.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <cstdlib>
#include <stdexcept>

namespace veilgate::test {

namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&::EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&::X509_free)>;
using File = std::unique_ptr<std::FILE, decltype(&std::fclose)>;

void need(bool done) {
  if (!done) throw std::runtime_error("OpenSSL could not make a test certificate");
}

void add_extension(X509* certificate, X509* issuer, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  ::X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = ::X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
  need(extension != nullptr);
  ::X509_add_ext(certificate, extension, -1);
  ::X509_EXTENSION_free(extension);
}

Certificate make_certificate(const std::string& common_name, EVP_PKEY* key, X509* issuer, EVP_PKEY* issuer_key,
                             const std::string& names, long serial) {
  Certificate certificate(::X509_new(), &::X509_free);
  ::X509_set_version(certificate.get(), 2);
  ::ASN1_INTEGER_set(::X509_get_serialNumber(certificate.get()), serial);
  ::X509_gmtime_adj(::X509_getm_notBefore(certificate.get()), -3600);
  ::X509_gmtime_adj(::X509_getm_notAfter(certificate.get()), 24 * 3600);
  ::X509_set_pubkey(certificate.get(), key);
  X509_NAME* name = ::X509_get_subject_name(certificate.get());
  const auto* text = reinterpret_cast<const unsigned char*>(common_name.c_str());
  ::X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, text, -1, -1, 0);
  X509* signer = issuer != nullptr ? issuer : certificate.get();
  ::X509_set_issuer_name(certificate.get(), ::X509_get_subject_name(signer));
  if (issuer == nullptr) add_extension(certificate.get(), signer, NID_basic_constraints, "critical,CA:TRUE");
  if (!names.empty()) add_extension(certificate.get(), signer, NID_subject_alt_name, names);
  need(::X509_sign(certificate.get(), issuer_key, ::EVP_sha256()) > 0);
  return certificate;
}

Key make_key() {
  return {::EVP_EC_gen("P-256"), &::EVP_PKEY_free};
}

void write_certificate(const std::string& path, X509* certificate) {
  const File file(std::fopen(path.c_str(), "wb"), &std::fclose);
  need(file && ::PEM_write_X509(file.get(), certificate) == 1);
}

void write_key(const std::string& path, EVP_PKEY* key) {
  const File file(std::fopen(path.c_str(), "wb"), &std::fclose);
  need(file && ::PEM_write_PrivateKey(file.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1);
}

}  // namespace

struct TestAuthority::Impl {
  std::filesystem::path folder;
  Key key = make_key();
  Certificate certificate{nullptr, &::X509_free};
  long serial = 1;
};

TestAuthority::TestAuthority() : impl_(std::make_unique<Impl>()) {
  std::string pattern = std::filesystem::temp_directory_path() / "veilgate-test-XXXXXX";
  need(::mkdtemp(pattern.data()) != nullptr);
  impl_->folder = pattern;
  impl_->certificate = make_certificate("test authority", impl_->key.get(), nullptr, impl_->key.get(), "", 1);
  write_certificate(ca_file(), impl_->certificate.get());
}

TestAuthority::~TestAuthority() {
  std::error_code ignored;
  std::filesystem::remove_all(impl_->folder, ignored);
}

std::string TestAuthority::ca_file() const {
  return impl_->folder / "ca.pem";
}

TestAuthority::Files TestAuthority::issue(const std::string& common_name, const std::string& names) {
  const long serial = ++impl_->serial;
  const Key key = make_key();
  const Certificate certificate =
      make_certificate(common_name, key.get(), impl_->certificate.get(), impl_->key.get(), names, serial);
  Files files{impl_->folder / (std::to_string(serial) + ".pem"), impl_->folder / (std::to_string(serial) + ".key")};
  write_certificate(files.certificate, certificate.get());
  write_key(files.key, key.get());
  return files;
}

TestAuthority::Context TestAuthority::server(const Files& files, bool ask_for_certificate) const {
  Context context(::SSL_CTX_new(::TLS_server_method()), &::SSL_CTX_free);
  need(::SSL_CTX_use_certificate_chain_file(context.get(), files.certificate.c_str()) == 1);
  need(::SSL_CTX_use_PrivateKey_file(context.get(), files.key.c_str(), SSL_FILETYPE_PEM) == 1);
  need(::SSL_CTX_load_verify_file(context.get(), ca_file().c_str()) == 1);
  if (ask_for_certificate) {
    ::SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
  }
  return context;
}

TestAuthority::Context TestAuthority::client() const {
  Context context(::SSL_CTX_new(::TLS_client_method()), &::SSL_CTX_free);
  need(::SSL_CTX_load_verify_file(context.get(), ca_file().c_str()) == 1);
  ::SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  return context;
}

TestAuthority::Context TestAuthority::client(const Files& files) const {
  Context context = client();
  need(::SSL_CTX_use_certificate_chain_file(context.get(), files.certificate.c_str()) == 1);
  need(::SSL_CTX_use_PrivateKey_file(context.get(), files.key.c_str(), SSL_FILETYPE_PEM) == 1);
  return context;
}

}  // namespace veilgate::test
