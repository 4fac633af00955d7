// A small tree of texts that can be written as JSON or as YAML. What `config show` and the JSON Schema are made of.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace veilgate::config {

class Document {
 public:
  enum class Kind : unsigned char { scalar, list, map };

  static Document raw(std::string json);  // a number, true, false, null, or any other JSON text, as it is
  static Document text(std::string_view text);
  static Document word(std::string_view text);  // a text that YAML needs no quotes for, such as 5s
  static Document list();
  static Document map();

  void add(Document item);                         // to a list
  Document& put(std::string key, Document value);  // to a map; returns the value

  Kind kind() const noexcept { return kind_; }
  bool empty() const noexcept { return members_.empty(); }

  // Indented by two, ends in a line end.
  std::string to_json() const;
  std::string to_yaml() const;

 private:
  explicit Document(Kind kind) : kind_(kind) {}
  bool is_flat_list() const;
  void append_json(std::string& out, std::size_t indent) const;
  void append_yaml(std::string& out, std::size_t indent) const;
  void append_yaml_value(std::string& out, std::size_t indent) const;

  Kind kind_;
  bool is_word_ = false;
  std::string json_;                                       // of a scalar
  std::vector<std::pair<std::string, Document>> members_;  // of a list, with empty keys, or of a map
};

}  // namespace veilgate::config
