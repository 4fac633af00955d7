// The parser behind parse_json_path; the grammar is in json_path.hpp. Not for others than json_path_parser.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "masking/path/json_path.hpp"

namespace veilgate::masking {

// One use: construct, parse. `text` must outlive it.
class JsonPathParser {
 public:
  explicit JsonPathParser(std::string_view text) : text_(text) {}
  Result<JsonPath> parse();

 private:
  bool at_end() const noexcept { return at_ == text_.size(); }
  char peek() const noexcept { return at_end() ? '\0' : text_[at_]; }
  bool take(char c) noexcept;

  // Each reads one part; false when reason_ says what is wrong at at_.
  bool read_step(PathStep& step);
  bool read_name(PathStep& step);
  bool read_bracket(PathStep& step);
  bool read_quoted(PathStep& step);
  bool read_escape(std::string& name);
  bool read_code_unit(unsigned& unit);
  bool read_unicode_escape(std::string& name);
  bool read_index(PathStep& step);
  bool fail(std::string_view reason);

  std::string_view text_;
  std::size_t at_ = 0;
  std::string_view reason_;
};

}  // namespace veilgate::masking
