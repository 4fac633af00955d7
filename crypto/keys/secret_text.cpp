#include "crypto/keys/secret_text.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "crypto/base/base64url.hpp"
#include "crypto/base/octets.hpp"
#include "crypto/keys/files.hpp"

namespace veilgate::crypto {
namespace {

constexpr std::size_t kMaxSecretBytes = 4'096;

}  // namespace

std::string_view text_of(const SecretBytes& secret) noexcept {
  return as_text(secret.bytes(SecretAccess{}));
}

SecretBytes to_base64url(const SecretBytes& secret) {
  SecretBytes text(base64url_length(secret.size()));
  const MutableOctets out = text.mutable_bytes(SecretAccess{});
  encode_base64url(secret.bytes(SecretAccess{}), static_cast<char*>(static_cast<void*>(out.data())));
  return text;
}

SecretBytes from_base64url(std::string_view text, std::size_t size) {
  if (base64url_bytes(text.size()) != size) return {};
  SecretBytes secret(size);
  if (!decode_base64url(text, secret.mutable_bytes(SecretAccess{}))) return {};
  return secret;
}

SecretBytes join(std::string_view first, std::string_view second) {
  SecretBytes joined(first.size() + second.size());
  const MutableOctets out = joined.mutable_bytes(SecretAccess{});
  std::copy(second.begin(), second.end(), std::copy(first.begin(), first.end(), out.begin()));
  return joined;
}

SecretBytes read_environment(const std::string& name) {
  const char* const value = std::getenv(name.c_str());
  return value == nullptr ? SecretBytes{} : join(value, {});
}

Result<SecretBytes> read_secret(Files& files, std::string_view reference) {
  SecretBytes secret;
  if (reference.starts_with("file:")) {
    auto read = read_file(files, std::string(reference.substr(5)), kMaxSecretBytes, Privacy::owner_only);
    if (!read) return read.error();
    secret = std::move(*read);
  } else if (reference.starts_with("env:")) {
    const std::string name(reference.substr(4));
    secret = read_environment(name);
    if (secret.empty()) {
      return make_error(Code::key_unavailable, Origin::policy,
                        "the variable " + name + " is not set in the environment");
    }
  } else {
    return make_error(Code::bad_config, Origin::policy, "a secret is given as file:PATH or env:NAME");
  }
  std::string_view text = text_of(secret);
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  secret.shrink(text.size());
  return secret;
}

}  // namespace veilgate::crypto
