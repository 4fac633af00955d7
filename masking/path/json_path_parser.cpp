#include "masking/path/json_path_parser.hpp"

#include "masking/text/write_utf8.hpp"
#include "masking/validate/digits.hpp"
#include "masking/validate/utf8.hpp"

namespace veilgate::masking {
namespace {

constexpr std::uint64_t kMaxIndex = (std::uint64_t{1} << 53) - 1;  // RFC 9535 section 2.1

}  // namespace

bool JsonPathParser::take(char c) noexcept {
  if (peek() != c || at_end()) return false;
  ++at_;
  return true;
}

bool JsonPathParser::fail(std::string_view reason) {
  reason_ = reason;
  return false;
}

Result<JsonPath> JsonPathParser::parse() {
  JsonPath path;
  bool good = take('$') || fail("a path begins with $");
  while (good && !at_end()) good = read_step(path.steps.emplace_back());
  if (good) return path;
  return make_error(Code::bad_config, Origin::policy,
                    "path, position " + std::to_string(at_ + 1) + ": " + std::string(reason_));
}

bool JsonPathParser::read_step(PathStep& step) {
  if (take('[')) return read_bracket(step);
  if (!take('.')) return fail("expected . or [");
  if (take('.')) {
    step.descend = true;
    if (take('[')) return read_bracket(step);
  }
  if (take('*')) {
    step.kind = PathStep::Kind::any;
    return true;
  }
  return read_name(step);
}

bool JsonPathParser::read_name(PathStep& step) {
  const std::size_t begin = at_;
  while (!at_end()) {
    const Character character = decode_utf8(text_, at_);
    if (character.length == 0) return fail("not UTF-8");
    const char c = peek();
    const bool letter = is_ascii_letter(c) || c == '_' || character.length > 1;
    if (!letter && !(is_digit(c) && at_ > begin)) break;
    at_ += character.length;
  }
  if (at_ == begin) return fail("expected a name of letters, digits and _, or *; other names go in ['...']");
  if (!at_end() && peek() != '.' && peek() != '[') {
    return fail("this character cannot stand in a plain name; write the name as ['...']");
  }
  step.name = text_.substr(begin, at_ - begin);
  return true;
}

bool JsonPathParser::read_bracket(PathStep& step) {
  if (take('*')) {
    step.kind = PathStep::Kind::any;
  } else if (peek() == '\'' || peek() == '"') {
    if (!read_quoted(step)) return false;
  } else if (is_digit(peek())) {
    if (!read_index(step)) return false;
  } else if (peek() == '-') {
    return fail("an index counts from the front; negative ones need the whole array");
  } else if (peek() == '?') {
    return fail("filters are not part of these paths");
  } else {
    return fail("expected a quoted name, an index or *");
  }
  if (peek() == ':') return fail("slices are not part of these paths");
  if (peek() == ',') return fail("unions are not part of these paths; write one path for each");
  return take(']') || fail("expected ]");
}

bool JsonPathParser::read_index(PathStep& step) {
  step.kind = PathStep::Kind::element;
  if (peek() == '0' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1])) return fail("an index has no leading zero");
  for (; is_digit(peek()); ++at_) {
    step.index = step.index * 10 + static_cast<unsigned>(peek() - '0');
    if (step.index > kMaxIndex) return fail("the index is too large");
  }
  return true;
}

bool JsonPathParser::read_quoted(PathStep& step) {
  const char quote = text_[at_++];
  while (!at_end()) {
    if (take(quote)) return true;
    const Character character = decode_utf8(text_, at_);
    if (character.length == 0) return fail("not UTF-8");
    if (character.value < 0x20) return fail("a control character must be written as an escape");
    if (peek() == '\\') {
      ++at_;
      if (!read_escape(step.name)) return false;
    } else {
      step.name += text_.substr(at_, character.length);
      at_ += character.length;
    }
  }
  return fail("the quoted name does not end");
}

bool JsonPathParser::read_escape(std::string& name) {
  switch (peek()) {
    case 'b': name += '\b'; break;
    case 'f': name += '\f'; break;
    case 'n': name += '\n'; break;
    case 'r': name += '\r'; break;
    case 't': name += '\t'; break;
    case '\'':
    case '"':
    case '\\':
    case '/': name += peek(); break;
    case 'u': ++at_; return read_unicode_escape(name);
    default: return fail("no such escape");
  }
  ++at_;
  return true;
}

bool JsonPathParser::read_code_unit(unsigned& unit) {
  unit = 0;
  for (int i = 0; i < 4; ++i, ++at_) {
    if (!is_hex_digit(peek())) return fail("\\u takes four hexadecimal digits");
    unit = unit * 16 + hex_value(peek());
  }
  return true;
}

bool JsonPathParser::read_unicode_escape(std::string& name) {
  unsigned unit = 0;
  if (!read_code_unit(unit)) return false;
  char32_t value = unit;
  if (unit >= 0xD800 && unit <= 0xDFFF) {
    unsigned low = 0;
    if (unit > 0xDBFF || !take('\\') || !take('u')) return fail("half of a surrogate pair");
    if (!read_code_unit(low)) return false;
    if (low < 0xDC00 || low > 0xDFFF) return fail("half of a surrogate pair");
    value = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
  }
  append_utf8(value, name);
  return true;
}

}  // namespace veilgate::masking
