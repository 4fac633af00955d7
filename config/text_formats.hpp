// The syntax of the texts a configuration holds: yes or no, no side effects, no allocation beyond the result.
//
// Every function looks at the whole text and refuses control characters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace veilgate::config {

// A name a file gives to a thing and refers to: a letter, then letters, digits, `-`, `_`, `.`; at most 64 characters.
bool is_id(std::string_view text) noexcept;

// No control characters; not empty.
bool is_line(std::string_view text) noexcept;

// `name`, `NAME_2`: what a shell accepts as the name of an environment variable.
bool is_environment_name(std::string_view text) noexcept;

// `/`, then segments of a request path, percent-decoded; `*` stands for one segment or part of one, `**` for any number
// of segments and stands alone in its segment. No empty segment, no `.` or `..`, no `?`, `#`, `;`, `\`, no `%41`. What
// is accepted here is what masking/path/glob.hpp compiles.
bool is_glob(std::string_view text) noexcept;

// `/`, then anything a request path may hold: no blank, no `?`, no `#`.
bool is_request_path(std::string_view text) noexcept;

// `$`, then any number of `.name`, `['name']`, `[*]`, `[n]`, `.*`, each of which `..` may precede (`..name`, `..[*]`).
// Everything accepted here masking/path/json_path.hpp compiles.
bool is_json_path(std::string_view text) noexcept;

// RFC 6901: empty, or `/` segments where `~` is followed by 0 or 1.
bool is_json_pointer(std::string_view text) noexcept;

// RFC 3339 date-time with its offset: 2027-06-30T00:00:00+08:00. The day must exist; leap seconds are refused.
bool is_timestamp(std::string_view text) noexcept;

// RFC 9110 type/subtype without parameters, in lower case.
bool is_media_type(std::string_view text) noexcept;

// A media type, or an empty text for a body that names none.
bool is_media_type_or_none(std::string_view text) noexcept;

// A media type, or `type/*`. Ranges and types that would cover what the engine reads (JSON, records, event streams) are
// refused: such a body must not pass unread.
bool is_passable_media(std::string_view text) noexcept;

// An RFC 9110 method in capitals.
bool is_method(std::string_view text) noexcept;

// Exactly one character (code point), not a control character.
bool is_one_character(std::string_view text) noexcept;

// The bytes a well-formed UTF-8 text has before its first fault; text.size() when there is none. Overlong forms,
// surrogates and code points beyond U+10FFFF are faults (RFC 3629).
std::size_t valid_utf8_prefix(std::string_view text) noexcept;

// The code points of a well-formed UTF-8 text.
std::size_t count_characters(std::string_view text) noexcept;

// Appends `text` as a JSON string with its quotes. What YAML reads differently from JSON (DEL, NEL, line and paragraph
// separators, the byte order mark) is escaped, so that the result is the same string in both.
void append_json_string(std::string& out, std::string_view text);

// The number grammar of RFC 8259.
bool is_json_number(std::string_view text) noexcept;

}  // namespace veilgate::config
