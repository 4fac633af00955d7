#include "proxy/net/tls.hpp"

#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace veilgate::proxy {

namespace {

using ContextPtr = std::shared_ptr<ssl_ctx_st>;

// ALPN wire form: a length byte and the name.
constexpr std::string_view kAlpn = "\x08http/1.1";

Error bad(std::string_view setting, std::string_view why) {
  std::string note;
  note.append(setting).append(": ").append(why);
  if (const unsigned long code = ::ERR_peek_last_error(); code != 0) {
    if (const char* reason = ::ERR_reason_error_string(code)) note.append(" (").append(reason).append(")");
  }
  ::ERR_clear_error();
  return make_error(Code::bad_config, Origin::policy, std::move(note));
}

// A secret's bytes, wiped over all that was allocated.
class SecretText {
 public:
  explicit SecretText(std::size_t bytes) : text_(bytes, '\0') {}
  SecretText(const SecretText&) = delete;
  SecretText& operator=(const SecretText&) = delete;
  ~SecretText() { ::OPENSSL_cleanse(text_.data(), text_.capacity()); }
  std::string& text() noexcept { return text_; }

 private:
  std::string text_;
};

int refuse_passphrase(char*, int, int, void*) {
  return 0;
}

Result<void> use_key_bytes(SSL_CTX* context, std::string_view pem, std::string_view setting) {
  const std::unique_ptr<BIO, decltype(&::BIO_free)> bio(::BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())),
                                                        &::BIO_free);
  if (!bio) return bad(setting, "out of memory");
  const std::unique_ptr<EVP_PKEY, decltype(&::EVP_PKEY_free)> key(
      ::PEM_read_bio_PrivateKey(bio.get(), nullptr, &refuse_passphrase, nullptr), &::EVP_PKEY_free);
  if (!key) return bad(setting, "not a PEM private key without passphrase");
  if (::SSL_CTX_use_PrivateKey(context, key.get()) != 1) return bad(setting, "the key does not fit the certificate");
  return {};
}

Result<void> use_key(SSL_CTX* context, const config::SecretRef& ref, std::string_view setting) {
  switch (ref.kind) {
    case config::SecretRef::Kind::none:
      return bad(setting, "a certificate needs its private key (file:PATH or env:NAME)");
    case config::SecretRef::Kind::env: {
      const char* value = std::getenv(ref.name.c_str());
      if (value == nullptr) return bad(setting, "the environment variable is not set");
      return use_key_bytes(context, value, setting);
    }
    case config::SecretRef::Kind::file: {
      std::ifstream file(ref.name, std::ios::binary | std::ios::ate);
      const auto size = file ? static_cast<std::streamoff>(file.tellg()) : -1;
      constexpr std::streamoff kMostBytes = 1024 * 1024;
      if (size <= 0 || size > kMostBytes) return bad(setting, "the file cannot be read");
      SecretText pem(static_cast<std::size_t>(size));
      file.seekg(0);
      if (!file.read(pem.text().data(), size)) return bad(setting, "the file cannot be read");
      return use_key_bytes(context, pem.text(), setting);
    }
    case config::SecretRef::Kind::pkcs11: break;
  }
  return bad(setting, "a private key is given as file:PATH or env:NAME");
}

Result<void> use_certificate(SSL_CTX* context, const std::string& file, const config::SecretRef& key,
                             const std::string& where) {
  if (::SSL_CTX_use_certificate_chain_file(context, file.c_str()) != 1) {
    return bad(where + ".certificate_file", "not a readable PEM certificate chain");
  }
  if (auto used = use_key(context, key, where + ".private_key"); !used) return used;
  if (::SSL_CTX_check_private_key(context) != 1) {
    return bad(where + ".private_key", "the key does not fit the certificate");
  }
  return {};
}

// SHA-256 over several texts, each with its length, so that none can pass for another.
class MaterialDigest {
 public:
  MaterialDigest() : context_(::EVP_MD_CTX_new(), &::EVP_MD_CTX_free) {
    ::EVP_DigestInit_ex(context_.get(), ::EVP_sha256(), nullptr);
  }
  void add(std::string_view text) {
    const std::uint64_t size = text.size();
    ::EVP_DigestUpdate(context_.get(), &size, sizeof size);
    ::EVP_DigestUpdate(context_.get(), text.data(), text.size());
  }
  void add_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    const auto size = file ? static_cast<std::streamoff>(file.tellg()) : 0;
    constexpr std::streamoff kMostBytes = 16 * 1024 * 1024;
    SecretText bytes(size > 0 && size <= kMostBytes ? static_cast<std::size_t>(size) : 0);
    file.seekg(0);
    file.read(bytes.text().data(), static_cast<std::streamsize>(bytes.text().size()));
    add(bytes.text());
  }
  TlsMaterial finish() {
    TlsMaterial out{};
    ::EVP_DigestFinal_ex(context_.get(), out.data(), nullptr);
    return out;
  }

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&::EVP_MD_CTX_free)> context_;
};

ContextPtr make_context(const SSL_METHOD* method) {
  ContextPtr context(::SSL_CTX_new(method), &::SSL_CTX_free);
  if (!context) return context;
  ::SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  ::SSL_CTX_set_options(context.get(),
                        SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  ::SSL_CTX_set_mode(context.get(),
                     SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  return context;
}

int choose_alpn(SSL*, const unsigned char** out, unsigned char* out_size, const unsigned char* offered,
                unsigned offered_size, void*) {
  unsigned char* chosen = nullptr;
  const int found = ::SSL_select_next_proto(&chosen, out_size, reinterpret_cast<const unsigned char*>(kAlpn.data()),
                                            static_cast<unsigned>(kAlpn.size()), offered, offered_size);
  *out = chosen;
  return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

}  // namespace

Result<ContextPtr> make_server_tls(const config::TlsServer& settings) {
  ::ERR_clear_error();
  ContextPtr context = make_context(::TLS_server_method());
  if (!context) return bad("listen.tls", "out of memory");
  SSL_CTX* raw = context.get();
  if (settings.min_version == config::TlsVersion::tls_1_3) ::SSL_CTX_set_min_proto_version(raw, TLS1_3_VERSION);
  if (auto used = use_certificate(raw, settings.certificate_file, settings.private_key, "listen.tls"); !used) {
    return used.error();
  }
  ::SSL_CTX_set_options(raw, SSL_OP_NO_TICKET);
  ::SSL_CTX_set_session_cache_mode(raw, SSL_SESS_CACHE_OFF);
  ::SSL_CTX_set_alpn_select_cb(raw, &choose_alpn, nullptr);
  if (!settings.client_ca_file.empty()) {
    if (::SSL_CTX_load_verify_file(raw, settings.client_ca_file.c_str()) != 1) {
      return bad("listen.tls.client_ca_file", "not a readable PEM file of certificates");
    }
    ::SSL_CTX_set_client_CA_list(raw, ::SSL_load_client_CA_file(settings.client_ca_file.c_str()));
    ::SSL_CTX_set_verify(
        raw, settings.require_client_certificate ? SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT : SSL_VERIFY_PEER,
        nullptr);
  } else if (settings.require_client_certificate) {
    return bad("listen.tls.require_client_certificate", "client_ca_file is needed to check client certificates");
  }
  return context;
}

Result<ContextPtr> make_client_tls(const config::TlsClient& settings) {
  ::ERR_clear_error();
  ContextPtr context = make_context(::TLS_client_method());
  if (!context) return bad("tls", "out of memory");
  SSL_CTX* raw = context.get();
  if (settings.ca_file.empty()) {
    if (settings.verify && ::SSL_CTX_set_default_verify_paths(raw) != 1) {
      return bad("tls.ca_file", "the system's certificates cannot be read");
    }
  } else if (::SSL_CTX_load_verify_file(raw, settings.ca_file.c_str()) != 1) {
    return bad("tls.ca_file", "not a readable PEM file of certificates");
  }
  if (!settings.certificate_file.empty()) {
    if (auto used = use_certificate(raw, settings.certificate_file, settings.private_key, "tls"); !used) {
      return used.error();
    }
  }
  ::SSL_CTX_set_alpn_protos(raw, reinterpret_cast<const unsigned char*>(kAlpn.data()),
                            static_cast<unsigned>(kAlpn.size()));
  ::SSL_CTX_set_session_cache_mode(raw, SSL_SESS_CACHE_OFF);
  return context;
}

TlsMaterial digest_tls_material(const config::TlsClient& settings) {
  MaterialDigest digest;
  if (settings.ca_file.empty()) {
    digest.add_file(::X509_get_default_cert_file());
    std::error_code ignored;
    const auto changed = std::filesystem::last_write_time(::X509_get_default_cert_dir(), ignored);
    digest.add(std::to_string(changed.time_since_epoch().count()));
  } else {
    digest.add_file(settings.ca_file);
  }
  digest.add_file(settings.certificate_file);
  switch (settings.private_key.kind) {
    case config::SecretRef::Kind::none:
    case config::SecretRef::Kind::pkcs11: break;
    case config::SecretRef::Kind::file: digest.add_file(settings.private_key.name); break;
    case config::SecretRef::Kind::env: {
      const char* value = std::getenv(settings.private_key.name.c_str());
      digest.add(value != nullptr ? value : "");
      break;
    }
  }
  return digest.finish();
}

}  // namespace veilgate::proxy
