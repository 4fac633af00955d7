#include <algorithm>
#include <array>
#include <cstddef>

#include "masking/detect/bare_name.hpp"
#include "masking/detect/key_info.hpp"
#include "masking/detect/key_tables.hpp"
#include "masking/detect/locate.hpp"
#include "masking/detect/named_value.hpp"
#include "masking/detect/table_shape.hpp"
#include "masking/detect/text_tokens.hpp"

namespace veilgate::masking {
namespace {

constexpr std::size_t kMostColumns = 64;
constexpr std::size_t kLongestName = 48;
constexpr std::string_view kAround = " \t`'\"";         // of a cell: blanks, quotes
constexpr std::string_view kAroundName = " \t`'\"*[]";  // and marks

struct Cell {
  std::size_t begin = 0;
  std::size_t end = 0;
};

Cell trimmed(std::string_view text, Cell cell, std::string_view signs) noexcept {
  while (cell.begin < cell.end && signs.find(text[cell.begin]) != std::string_view::npos) ++cell.begin;
  while (cell.end > cell.begin && signs.find(text[cell.end - 1]) != std::string_view::npos) --cell.end;
  return cell;
}

// The cell that begins at `at`, up to a separator outside quotes or `end`.
Cell cell_at(std::string_view text, std::size_t at, std::size_t end, char separator, char quote) noexcept {
  bool quoted = false;
  std::size_t place = at;
  for (; place < end && (quoted || text[place] != separator); ++place) quoted = quoted != (text[place] == quote);
  return {at, place};
}

// A header's cell: a name or two words, no piece of a sentence.
bool may_be_name(std::string_view name) noexcept {
  const bool sentence = name.find_first_of(".,!?:=") != std::string_view::npos;
  return !name.empty() && name.size() <= kLongestName && !sentence && std::count(name.begin(), name.end(), ' ') < 2;
}

class Tables {
 public:
  Tables(const LocateInput& input, std::vector<Span>& out) : input_(input), text_(input.text), out_(out) {}

  void run() {
    if (const char separator = table_separator(text_, false); separator != 0) read_lines(separator);
    if (begins_insert(text_)) read_insert();
  }

 private:
  struct Columns {
    std::array<ClassId, kMostColumns> classes{};
    std::array<bool, kMostColumns> protected_hex{};
    std::size_t count = 0;
    bool telling = false;
  };

  ClassId class_of(std::string_view name) const {
    return input_.names != nullptr ? input_.names->class_named(name) : class_named(name);
  }

  Columns read_columns(std::size_t begin, std::size_t end, char separator) const {
    Columns columns;
    std::size_t bare = kMostColumns;
    bool somebody = false;
    for (std::size_t at = begin; at <= end && columns.count < kMostColumns; ++columns.count) {
      const Cell cell = cell_at(text_, at, end, separator, '"');
      const Cell inside = trimmed(text_, cell, kAroundName);
      const std::string_view name = text_.substr(inside.begin, inside.end - inside.begin);
      if (may_be_name(name)) {
        columns.classes[columns.count] = class_of(name);
        columns.protected_hex[columns.count] = name.starts_with(protected_hex_prefix());
      }
      if (is_bare_name(name)) bare = columns.count;
      somebody = somebody || speaks_for_somebody(columns.classes[columns.count]);
      columns.telling = columns.telling || columns.classes[columns.count] != ClassId::none;
      at = cell.end + 1;
    }
    if (somebody && bare != kMostColumns) columns.classes[bare] = ClassId::person_name;
    return columns;
  }

  void add(const Columns& columns, std::size_t column, const Cell& cell) {
    const ClassId class_id = column < columns.count ? columns.classes[column] : ClassId::none;
    const Cell inside = trimmed(text_, cell, kAround);
    const std::string_view value = text_.substr(inside.begin, inside.end - inside.begin);
    // A flag, a line under the header, SQL's NULL and calls.
    if (class_id == ClassId::none || value.size() < 2 || value.find_first_not_of("-:") == std::string_view::npos)
      return;
    if (value == "NULL" || value == "null" || value.back() == ')') return;
    const NamedValue read = read_named_value(class_id, columns.protected_hex[column], value);
    if (read.stays) return input_.reject(class_id, read.why, inside.begin, inside.end);
    out_.push_back({static_cast<std::uint32_t>(inside.begin), static_cast<std::uint32_t>(inside.end), read.class_id});
  }

  void read_lines(char separator) {
    std::size_t end = line_end(text_, 0);
    const Columns columns = read_columns(0, end, separator);
    if (!columns.telling) return;
    for (std::size_t at = next_line(end); at < text_.size(); at = next_line(end)) {
      end = line_end(text_, at);
      std::size_t column = 0;
      for (std::size_t place = at; place <= end; ++column) {
        const Cell cell = cell_at(text_, place, end, separator, '"');
        add(columns, column, cell);
        place = cell.end + 1;
      }
      if (column == 1) return;  // the table is over
    }
  }
  std::size_t next_line(std::size_t end) const noexcept {
    return end < text_.size() && text_[end] == '\r' ? end + 2 : end + 1;
  }

  // insert into t (a, b) values (1, 'x'), (2, 'y')
  void read_insert() {
    const std::size_t open = text_.substr(0, kLongestHeader).find('(');
    if (open == std::string_view::npos) return;
    const std::size_t size = text_.substr(open + 1, kLongestHeader).find(')');
    if (size == std::string_view::npos) return;
    const std::size_t behind = skip_blanks(open + 1 + size + 1);
    constexpr std::string_view kValues = "values";
    const std::string_view word = text_.substr(std::min(behind, text_.size()), kValues.size());
    if (!std::equal(word.begin(), word.end(), kValues.begin(), kValues.end(),
                    [](char a, char b) { return (a | 0x20) == b; })) {
      return;
    }
    const Columns columns = read_columns(open + 1, open + 1 + size, ',');
    if (columns.telling) read_values(columns, behind + kValues.size());
  }
  void read_values(const Columns& columns, std::size_t at) {
    for (at = skip_blanks(at); at < text_.size() && text_[at] == '('; at = skip_blanks(at)) {
      std::size_t column = 0;
      for (++at; at < text_.size(); ++column) {
        const Cell cell = value_at(at);
        add(columns, column, cell);
        at = cell.end + 1;
        if (cell.end >= text_.size() || text_[cell.end] == ')') break;
      }
      if (skip_blanks(at) < text_.size() && text_[skip_blanks(at)] == ',') at = skip_blanks(at) + 1;
    }
  }
  // Up to a comma or bracket outside quotes.
  Cell value_at(std::size_t at) const noexcept {
    bool quoted = false;
    std::size_t place = at;
    for (; place < text_.size() && (quoted || (text_[place] != ',' && text_[place] != ')')); ++place) {
      quoted = quoted != (text_[place] == '\'');
    }
    return {at, place};
  }
  std::size_t skip_blanks(std::size_t at) const noexcept {
    while (at < text_.size() && static_cast<unsigned char>(text_[at]) <= ' ') ++at;
    return at;
  }
  const LocateInput& input_;
  std::string_view text_;
  std::vector<Span>& out_;
};

}  // namespace

void locate_table(const LocateInput& input, std::vector<Span>& out) {
  Tables(input, out).run();
}

}  // namespace veilgate::masking
