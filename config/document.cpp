#include "config/document.hpp"

#include <algorithm>
#include <array>

#include "config/text_formats.hpp"

namespace veilgate::config {
namespace {

constexpr std::size_t kStep = 2;

// Whether YAML reads the text without quotes as itself, and every reader as a text.
bool is_plain(std::string_view text) {
  constexpr std::array<std::string_view, 9> kWords = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"};
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (text.empty() || (!is_letter(text.front()) && text.front() != '/')) return false;
  const bool harmless = std::all_of(text.begin(), text.end(), [&](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || std::string_view("-_./").find(c) != std::string_view::npos;
  });
  if (!harmless) return false;
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return std::find(kWords.begin(), kWords.end(), lower) == kWords.end();
}

// A JSON scalar as YAML: the same text, without quotes where they say nothing.
std::string_view yaml_scalar(std::string_view json, bool is_word = false) {
  if (json.size() < 2 || json.front() != '"') return json;
  const std::string_view inside = json.substr(1, json.size() - 2);
  return is_word || is_plain(inside) ? inside : json;
}

std::string quoted(std::string_view text) {
  std::string json;
  append_json_string(json, text);
  return json;
}

}  // namespace

Document Document::raw(std::string json) {
  Document document(Kind::scalar);
  document.json_ = std::move(json);
  return document;
}

Document Document::text(std::string_view text) {
  return raw(quoted(text));
}
Document Document::word(std::string_view word) {
  Document document = text(word);
  document.is_word_ = true;
  return document;
}

Document Document::list() {
  return Document(Kind::list);
}
Document Document::map() {
  return Document(Kind::map);
}

void Document::add(Document item) {
  members_.emplace_back(std::string(), std::move(item));
}

Document& Document::put(std::string key, Document value) {
  return members_.emplace_back(std::move(key), std::move(value)).second;
}

bool Document::is_flat_list() const {
  return kind_ == Kind::list && std::all_of(members_.begin(), members_.end(),
                                            [](const auto& member) { return member.second.kind_ == Kind::scalar; });
}

std::string Document::to_json() const {
  std::string out;
  append_json(out, 0);
  out += '\n';
  return out;
}

void Document::append_json(std::string& out, std::size_t indent) const {
  if (kind_ == Kind::scalar) {
    out += json_;
    return;
  }
  const bool flat = is_flat_list();
  out += kind_ == Kind::list ? '[' : '{';
  for (std::size_t i = 0; i < members_.size(); ++i) {
    if (i != 0) out += flat ? ", " : ",";
    if (!flat) out += '\n' + std::string(indent + kStep, ' ');
    if (kind_ == Kind::map) out += quoted(members_[i].first) + ": ";
    members_[i].second.append_json(out, indent + kStep);
  }
  if (!members_.empty() && !flat) out += '\n' + std::string(indent, ' ');
  out += kind_ == Kind::list ? ']' : '}';
}

std::string Document::to_yaml() const {
  std::string out;
  append_yaml(out, 0);
  return out;
}

// A map's members or a list's elements, a line each and more below.
void Document::append_yaml(std::string& out, std::size_t indent) const {
  for (const auto& [key, value] : members_) {
    out += std::string(indent, ' ');
    if (kind_ == Kind::map) {
      out += yaml_scalar(quoted(key));
      out += ':';
      value.append_yaml_value(out, indent + kStep);
      continue;
    }
    // The first line of an element stands behind its dash.
    std::string element;
    value.append_yaml(element, indent + kStep);
    out += "- " + element.substr(std::min(indent + kStep, element.size()));
  }
}

// What follows `key:`, with the line end.
void Document::append_yaml_value(std::string& out, std::size_t indent) const {
  if (kind_ == Kind::scalar) {
    out += ' ';
    out += yaml_scalar(json_, is_word_);
    out += '\n';
  } else if (is_flat_list()) {
    out += " [";
    for (std::size_t i = 0; i < members_.size(); ++i) {
      if (i != 0) out += ", ";
      out += yaml_scalar(members_[i].second.json_, members_[i].second.is_word_);
    }
    out += "]\n";
  } else if (members_.empty()) {
    out += " {}\n";
  } else {
    out += '\n';
    append_yaml(out, indent);
  }
}

}  // namespace veilgate::config
