// TLS contexts from the configuration: files are read and secret references resolved here, once a snapshot.
//
// TLS 1.2 and 1.3, no compression, no renegotiation, ALPN http/1.1. Session tickets are off on the listener: their keys
// would outlive a certificate that was replaced. Threads: a finished context may be used by all loops.
//
// Errors: bad_config with a note naming the setting and OpenSSL's reason, never the content of a file.
#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "config/model.hpp"
#include "crypto/base/result.hpp"

struct ssl_ctx_st;

namespace veilgate::proxy {

Result<std::shared_ptr<ssl_ctx_st>> make_server_tls(const config::TlsServer& settings);
Result<std::shared_ptr<ssl_ctx_st>> make_client_tls(const config::TlsClient& settings);

// A digest of the certificates and the key these settings name, to tell whether a context made from them is still what
// would be made now. What cannot be read counts as empty; make_client_tls() says so. Of the system's folder of
// certificates only the time of its last change is taken.
using TlsMaterial = std::array<std::uint8_t, 32>;
TlsMaterial digest_tls_material(const config::TlsClient& settings);

}  // namespace veilgate::proxy
