#include "proxy/http/chunked.hpp"

#include <algorithm>

#include "proxy/http/syntax.hpp"

namespace veilgate::proxy {
namespace {

constexpr std::uint32_t kMaxSizeDigits = 16;
constexpr std::uint64_t kMaxChunkBytes = 0x7fffffffffffffffu;

}  // namespace

Result<std::string_view> ChunkedDecoder::fail(const char* why) {
  state_ = State::failed;
  if (peer_ == Origin::client) return make_error(Code::bad_request, Origin::client, why);
  return make_error(Code::upstream_bad_response, Origin::upstream, why);
}

Result<std::string_view> ChunkedDecoder::decode(std::string_view& input) {
  while (!input.empty()) {
    if (state_ == State::data) {
      const std::string_view span =
          input.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(size_, input.size())));
      input.remove_prefix(span.size());
      size_ -= span.size();
      decoded_ += span.size();
      if (size_ == 0) state_ = State::data_cr;
      return span;
    }
    if (state_ == State::done) return std::string_view{};
    const char c = input.front();
    if (const char* why = step(c)) return fail(why);
    input.remove_prefix(1);
  }
  if (state_ == State::failed) return fail("a chunked body goes on after its error");
  return std::string_view{};
}

// One byte outside chunk data. Returns what is wrong with it, or nullptr.
const char* ChunkedDecoder::step(char c) noexcept {
  switch (state_) {
    case State::size_first:
    case State::size: return step_size(c);
    case State::extension_name_first:
    case State::extension_name:
    case State::extension_value_first:
    case State::extension_token:
    case State::extension_quoted:
    case State::extension_escape:
    case State::extension_quote_end:
      if (++line_bytes_ > kMaxChunkLineBytes) return "a chunk extension is too long";
      if (++extension_bytes_ > kMaxChunkExtensionBytes) return "too many chunk extensions";
      return step_extension(c);
    case State::size_lf:
      if (c != '\n') return "a chunk size line does not end in CRLF";
      state_ = size_ == 0 ? State::trailer_start : State::data;
      return nullptr;
    case State::data_cr:
      if (c != '\r') return "chunk data is not followed by CRLF";
      state_ = State::data_lf;
      return nullptr;
    case State::data_lf:
      if (c != '\n') return "chunk data is not followed by CRLF";
      state_ = State::size_first;
      size_ = 0;
      digits_ = 0;
      line_bytes_ = 0;
      return nullptr;
    case State::trailer_start:
    case State::trailer_name:
    case State::trailer_value:
    case State::trailer_lf:
    case State::end_lf:
      if (++trailer_bytes_ > kMaxTrailerBytes) return "the trailers are too long";
      return step_trailer(c);
    case State::failed:
    case State::data:
    case State::done: break;
  }
  return "a chunked body goes on after its error";
}

const char* ChunkedDecoder::step_size(char c) noexcept {
  if (const int digit = hex_digit(c); digit >= 0) {
    if (++digits_ > kMaxSizeDigits || size_ > (kMaxChunkBytes >> 4)) return "a chunk size is out of range";
    size_ = size_ << 4 | static_cast<std::uint64_t>(digit);
    state_ = State::size;
    return nullptr;
  }
  if (state_ == State::size_first) return "a chunk size does not begin with a hex digit";
  return end_of_item(c, "a chunk size is followed by neither CRLF nor an extension");
}

const char* ChunkedDecoder::end_of_item(char c, const char* why) noexcept {
  if (c == '\r') {
    state_ = State::size_lf;
  } else if (c == ';') {
    state_ = State::extension_name_first;
  } else {
    return why;
  }
  return nullptr;
}

const char* ChunkedDecoder::step_extension(char c) noexcept {
  constexpr const char* kWhy = "a chunk extension is malformed";
  switch (state_) {
    case State::extension_name_first:
      if (!is_token_char(c)) return kWhy;
      state_ = State::extension_name;
      return nullptr;
    case State::extension_name:
      if (is_token_char(c)) return nullptr;
      if (c != '=') return end_of_item(c, kWhy);
      state_ = State::extension_value_first;
      return nullptr;
    case State::extension_value_first:
      if (c != '"' && !is_token_char(c)) return kWhy;
      state_ = c == '"' ? State::extension_quoted : State::extension_token;
      return nullptr;
    case State::extension_token: return is_token_char(c) ? nullptr : end_of_item(c, kWhy);
    case State::extension_quoted:
      if (!is_field_byte(c)) return kWhy;
      if (c == '"') state_ = State::extension_quote_end;
      if (c == '\\') state_ = State::extension_escape;
      return nullptr;
    case State::extension_escape:
      if (!is_field_byte(c)) return kWhy;
      state_ = State::extension_quoted;
      return nullptr;
    default: return end_of_item(c, kWhy);
  }
}

const char* ChunkedDecoder::step_trailer(char c) noexcept {
  switch (state_) {
    case State::trailer_start:
      if (c == '\r') {
        state_ = State::end_lf;
        return nullptr;
      }
      if (!is_token_char(c)) return "a trailer has no name";
      state_ = State::trailer_name;
      return nullptr;
    case State::trailer_name:
      if (c == ':') {
        state_ = State::trailer_value;
        return nullptr;
      }
      return is_token_char(c) ? nullptr : "a byte in a trailer's name that is no token character";
    case State::trailer_value:
      if (c == '\r') {
        state_ = State::trailer_lf;
        return nullptr;
      }
      return is_field_byte(c) ? nullptr : "a control byte in a trailer";
    case State::trailer_lf:
      if (c != '\n') return "a trailer does not end in CRLF";
      state_ = State::trailer_start;
      return nullptr;
    default:
      if (c != '\n') return "the body's last line does not end in CRLF";
      state_ = State::done;
      return nullptr;
  }
}

void append_chunk_header(std::string& out, std::uint64_t size) {
  constexpr char kDigits[] = "0123456789abcdef";
  char text[18];
  std::size_t start = 16;
  text[16] = '\r';
  text[17] = '\n';
  do {
    text[--start] = kDigits[size & 15];
    size >>= 4;
  } while (size != 0);
  out.append(text + start, 18 - start);
}

}  // namespace veilgate::proxy
