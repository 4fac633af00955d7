// gzip and br for the demo: the partner encodes, the demo's client decodes what it shows.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace veilgate::demo {

// `coding` is gzip or br; any other leaves the bytes as they are.
std::string encode(std::string_view coding, std::string_view bytes);

// Nothing when the bytes are not whole or not of that coding.
std::optional<std::string> decode(std::string_view coding, std::string_view bytes);

}  // namespace veilgate::demo
