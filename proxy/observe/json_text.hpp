// Text as a JSON string, for the documents this program writes itself.
#pragma once

#include <string>
#include <string_view>

namespace veilgate::proxy {

// Appends `text` as a JSON string with its quotes. Control characters, quote, backslash and bytes that are not UTF-8
// are escaped (the last as U+FFFD), so that a line stays one line and one valid document whatever is in it.
void append_json_string(std::string& out, std::string_view text);

}  // namespace veilgate::proxy
