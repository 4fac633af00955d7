// A second reading of a head that was accepted, by Beast's parser. Two independent parsers that see the same message
// are a better reason to forward it than one. Nothing is allocated or copied: Beast's callbacks compare views. Pure
// functions.
#pragma once

#include <string_view>

#include "proxy/http/head.hpp"

namespace veilgate::proxy {

// True when Beast accepts `raw` and finds the same first line, the same fields in the same order and the same framing.
bool beast_agrees(std::string_view raw, std::string_view target, const RequestHead& head) noexcept;
bool beast_agrees(std::string_view raw, Method request_method, const ResponseHead& head) noexcept;

}  // namespace veilgate::proxy
