// Tables in arrays: what names a column says what stands in it.
//
//   {"columns":["id","mobile"],"rows":[[1,"138…"]]}      a header and, behind it, arrays of rows in the same object
//   {"columns":[{"name":"mobile"}],"data":[["138…"]]}    described by objects
//   {"meta":{"columns":["mobile"]},"rows":[["138…"]]}    or one object further out
//   {"fields":["id","mobile"],"values":[1,"138…"]}       one row alone, under a name for values
//   [["id","name","mobile"],[1,"张三","138…"]]           a first row of nothing but texts
//   [["mobile","138…"],["name","张三"]]                  pairs
//
// A column with the bare name `name` holds people's when another one speaks for people: a telephone, an ID. Of two
// columns a first row has to name a class or a `name` by the second: ["mobile","138…"] is a pair. Rows in front of
// their header are judged by what they look like.
#include <algorithm>

#include "masking/json/walk.hpp"
#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

constexpr std::size_t kMostColumns = 1024;

void add_column(Table& table, const LabelInfo& label) {
  if (table.columns.size() < kMostColumns) table.columns.push_back(label);
}

bool names_class(const LabelInfo& label) noexcept {
  return label.class_id != ClassId::none;
}

bool is_of_codes(ClassId id) noexcept {
  return id != ClassId::none && id != ClassId::person_name && id != ClassId::address && id != ClassId::secret &&
         id != ClassId::invoice_title;
}

void name_people(Table& table) noexcept {
  const auto speaks = [](const LabelInfo& column) { return speaks_for_person(column.class_id); };
  if (std::none_of(table.columns.begin(), table.columns.end(), speaks)) return;
  for (LabelInfo& column : table.columns) {
    if (column.bare_name && column.class_id == ClassId::none) column.class_id = ClassId::person_name;
  }
}

}  // namespace

bool Walk::is_in_rows() const noexcept {
  return std::any_of(state_.frames.begin(), state_.frames.end(),
                     [](const Frame& frame) { return frame.part == TablePart::rows || frame.part == TablePart::row; });
}

// What the container that was just opened is of a table.
void Walk::enter_table(const Slot& slot, std::uint32_t token) {
  const std::size_t depth = state_.frames.size();
  Frame& frame = state_.frames.back();
  Frame* const parent = depth > 1 ? &state_.frames[depth - 2] : nullptr;
  Table& table = state_.table;
  if (parent != nullptr && parent->part == TablePart::header && frame.object) {
    frame.part = TablePart::column;
  } else if (frame.object || parent == nullptr) {
    return;
  } else if (parent->part == TablePart::rows) {
    frame.part = TablePart::row;
  } else if (slot.columns && !is_in_rows()) {
    table.clear();
    table.depth = depth - 1;
    frame.part = TablePart::header;
  } else if (table.depth == depth - 1 && parent->object && !table.columns.empty()) {
    frame.part = TablePart::rows;
    frame.flat_row = slot.flat_row;
  } else if (!parent->object && parent->part == TablePart::none && table.depth == 0 && slot.comma == Slot::kNoComma &&
             has_token(token + 1) && at(token + 1) == '"') {
    table.depth = depth - 1;
    frame.part = TablePart::first_row;
  } else {
    return;
  }
  frame.hands_down = true;
}

// Whether the string at a token may stand in a first row of names: it is short and has no digit.
bool Walk::may_name_column(std::uint32_t token) const {
  std::uint32_t end = 0;
  if (!find_string_end(token, end)) return false;
  const std::string_view name = text_.substr(offset(token) + 1, end - offset(token) - 1);
  return name.size() <= KeyCache::kLongest && std::none_of(name.begin(), name.end(), is_digit);
}

// What the column of an element says about it, and an element of a header about its column.
void Walk::tell_column(Frame& parent, std::uint32_t token, Slot& slot) {
  Table& table = state_.table;
  const char first = at(token);
  if (parent.part == TablePart::header) {
    if (first != '{') add_column(table, first == '"' ? read_label(token) : LabelInfo());
    return;
  }
  if (parent.part == TablePart::first_row) {
    if (first == '"' && may_name_column(token)) return add_column(table, read_label(token));
    parent.part = TablePart::none;
    table.clear();
    return;
  }
  if (parent.part != TablePart::row && !(parent.flat_row && first != '[' && first != '{')) return;
  if (parent.next_column >= table.columns.size()) return;
  const LabelInfo& column = table.columns[parent.next_column++];
  if (slot.class_id != ClassId::none) return;
  slot.class_id = slot.inherited = column.class_id;
  slot.attribute = column.class_id != ClassId::person_name && column.class_id != ClassId::address;
  if (column.denied) slot.evidence = Evidence::denied_key;
  if (column.role) slot.context |= context_bit(Context::role);
}

// Whether the container that was just opened may be a pair in an array, ["phone","138…"].
bool Walk::may_be_pair(std::uint32_t token) const {
  const std::size_t depth = state_.frames.size();
  return depth > 1 && !state_.frames[depth - 1].object && !state_.frames[depth - 2].object && has_token(token + 1) &&
         at(token + 1) == '"';
}

// Whether the string at a token has a letter or digit of ASCII, or an escape that may be one.
bool Walk::holds_code(std::uint32_t token) const {
  std::uint32_t end = 0;
  if (!find_string_end(token, end)) return true;
  const std::string_view text = text_.substr(offset(token) + 1, end - offset(token) - 1);
  return std::any_of(text.begin(), text.end(), [](char c) { return is_digit(c) || is_ascii_letter(c) || c == '\\'; });
}

// What the first of two elements says about the second, unless that is a name, too (["phone","email"]), or no number or
// code where it should be one (["手机","白色款"]).
void Walk::tell_pair(Frame& parent, std::uint32_t token, Slot& slot) const {
  if (!parent.pair) return;
  const char c = at(token);
  if (slot.comma == Slot::kNoComma) {
    parent.labelled = read_label(token);
    parent.pair = names_class(parent.labelled) || parent.labelled.may_be_person();
    return;
  }
  parent.pair = false;
  const bool last = c != '{' && c != '[' && has_token(token + 1) && at(token + 1) == ']';
  const LabelInfo value = c == '"' ? read_label(token) : LabelInfo();
  if (!last || slot.class_id != ClassId::none || names_class(value) || value.bare_name) return;
  if (c == '"' && is_of_codes(parent.labelled.class_id) && !holds_code(token)) return;
  slot.class_id = parent.labelled.class_id;
  if (parent.labelled.may_be_person()) slot.context |= context_bit(Context::role);
}

// Before the innermost container is closed.
void Walk::leave_table() noexcept {
  const Frame& frame = state_.frames.back();
  Table& table = state_.table;
  if (frame.part == TablePart::column) add_column(table, frame.labelled);
  if (frame.part == TablePart::header && std::none_of(table.columns.begin(), table.columns.end(), [](const auto& each) {
        return names_class(each) || each.denied;
      })) {
    table.clear();
  }
  if (frame.part == TablePart::header) name_people(table);
  if (frame.part != TablePart::first_row) return;
  const std::size_t count = table.columns.size();
  const bool named = std::any_of(table.columns.begin(), table.columns.end(), names_class);
  if (!named || count < 2 || (count == 2 && !names_class(table.columns[1]) && !table.columns[1].bare_name))
    return table.clear();
  name_people(table);
  Frame& rows = state_.frames[state_.frames.size() - 2];
  rows.part = TablePart::rows;
  rows.hands_down = true;
}

// After it was: a table ends with the object its rows stand in, or the one around that.
void Walk::forget_table() noexcept {
  Table& table = state_.table;
  const std::size_t depth = state_.frames.size();
  if (table.depth <= depth) return;
  if (depth == 0 || table.lifted || !state_.frames.back().object) return table.clear();
  table.depth = depth;
  table.lifted = true;
}

}  // namespace veilgate::masking
