#include "masking/detect/pair_names.hpp"

#include <algorithm>
#include <iterator>

namespace veilgate::masking {
namespace {

// {"label":"电话","value":"…"}, {"paramKey":"mobile","paramVal":"…"}, {"field":"tel","before":"…"}: the names of the
// two members, alone or behind a word for what has such a pair.
constexpr std::string_view kLabelNames[] = {
    "label",  "field",    "key",    "k",    "caption", "prompt", "name",   "title",       "type",      "attr",
    "prop",   "item",     "column", "col",  "path",    "param",  "code",   "property",    "attribute", "parameter",
    "header", "question", "名称",   "字段", "标签",    "项目",   "字段名", "displayname", "system"};
constexpr std::string_view kLabelledNames[] = {
    "value",         "val",          "values",       "v",           "content",
    "contents",      "answer",       "data",         "textvalue",   "before",
    "after",         "old",          "new",          "oldvalue",    "newvalue",
    "rejectedvalue", "invalidvalue", "currentvalue", "stringvalue", "valuestring",
    "defaultvalue",  "from",         "to",           "fromvalue",   "fromstring",
    "tostring",      "tovalue",      "值",           "内容",        "字段值"};
// {"columns":["id","mobile"],"rows":[[1,"…"]]}: the name of the first.
constexpr std::string_view kColumnsNames[] = {
    "columns",    "cols",      "columnnames", "columnlist",  "fields",   "fieldnames", "fieldlist",
    "headers",    "header",    "headernames", "tableheader", "meta",     "metadata",   "columnsinfo",
    "fieldsinfo", "tablehead", "thead",       "head",        "colnames", "schema",     "keys",
    "names",      "titles",    "表头",        "列名",        "字段"};
constexpr std::string_view kPairNames[] = {
    "field",   "attr", "attribute", "prop",     "property", "item",   "param",  "parameter", "column", "col",
    "element", "form", "display",   "question", "tag",      "custom", "option", "variable",  "input",  "header"};
constexpr std::string_view kLabelEndings[] = {"name", "key", "label", "title", "code", "caption", "type"};
constexpr std::string_view kLabelledEndings[] = {"value", "val", "content", "data", "text", "answer"};

template <std::size_t N>
bool is_one_of(std::string_view name, const std::string_view (&names)[N]) noexcept {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}
template <std::size_t N>
bool ends_pair_name(std::string_view name, const std::string_view (&endings)[N]) noexcept {
  return std::any_of(std::begin(endings), std::end(endings), [name](std::string_view ending) {
    return name.ends_with(ending) && is_one_of(name.substr(0, name.size() - ending.size()), kPairNames);
  });
}

}  // namespace

PairName read_pair_name(std::string_view name) noexcept {
  return {is_one_of(name, kLabelNames) || ends_pair_name(name, kLabelEndings),
          is_one_of(name, kLabelledNames) || ends_pair_name(name, kLabelledEndings), is_one_of(name, kColumnsNames)};
}

}  // namespace veilgate::masking
