// Text that is put together or read without leaving copies of secrets in ordinary memory.
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"

namespace veilgate::crypto {

class Files;

// The unpadded base64url of a secret, itself a secret.
SecretBytes to_base64url(const SecretBytes& secret);

// Of exactly `size` bytes; empty when the text is not the base64url of so many bytes.
SecretBytes from_base64url(std::string_view text, std::size_t size);

// The text of a secret, as a view that lives as long as it does.
std::string_view text_of(const SecretBytes& secret) noexcept;

// One text after the other.
SecretBytes join(std::string_view first, std::string_view second);

// The secret as it stands in a file or in a variable of the environment, without the line end at its end: the PIN of a
// token, the password of a key. Errors: io_failed, bad_config, key_unavailable (no such variable).
Result<SecretBytes> read_secret(Files& files, std::string_view reference);

// The value of a variable; empty when it is not set.
SecretBytes read_environment(const std::string& name);

}  // namespace veilgate::crypto
