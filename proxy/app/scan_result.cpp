#include "proxy/app/scan_result.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "proxy/observe/json_text.hpp"

namespace veilgate::proxy {
namespace {

constexpr std::size_t kShortestName = 4;  // bytes, of a name that is suggested

bool is_plain_name(std::string_view name) noexcept {
  return !name.empty() && !(name[0] >= '0' && name[0] <= '9') && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

bool is_index(std::string_view segment) noexcept {
  return !segment.empty() && std::all_of(segment.begin(), segment.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// `hidden`: pointers whose last segment is a name that is a value itself.
std::string json_path(std::string_view pointer, const std::set<std::string>& hidden) {
  std::string out = "$";
  for (std::size_t at = 0; at < pointer.size();) {
    const std::size_t end = std::min(pointer.find('/', at + 1), pointer.size());
    std::string name(pointer.substr(at + 1, end - at - 1));
    const bool is_value = hidden.contains(std::string(pointer.substr(0, end)));
    at = end;
    // A number is taken for an index: a member of that name differs from record to record just as well.
    if (is_value || is_index(name)) {
      out += is_value ? ".*" : "[*]";
      continue;
    }
    for (std::size_t tilde = name.find('~'); tilde != std::string::npos; tilde = name.find('~', tilde + 1)) {
      name.replace(tilde, 2, name.compare(tilde, 2, "~1") == 0 ? "/" : "~");
    }
    if (is_plain_name(name)) {
      out += '.' + name;
    } else {
      out += "['";
      for (const char c : name) {
        if (c == '\'' || c == '\\') out += '\\';
        out += c;
      }
      out += "']";
    }
  }
  return out;
}

std::string yaml_text(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

// The name a path ends with; empty when it ends with an index.
std::string last_name(const std::string& path) {
  const std::size_t document = path.rfind(" > ");
  const std::string inner = document == std::string::npos ? path : path.substr(document + 3);
  const std::size_t dot = inner.rfind('.');
  const std::string name = dot == std::string::npos ? std::string() : inner.substr(dot + 1);
  return is_plain_name(name) ? name : std::string();
}

}  // namespace

void ScanResult::add(const masking::Explanation& explanation) {
  ++documents_;
  std::set<std::string> hidden;
  for (const auto& value : explanation.values) {
    if (value.kind == masking::ExplainedKind::name && !value.stayed()) {
      hidden.insert(value.inside.empty() ? value.pointer : value.inside.back());
    }
  }
  for (const auto& value : explanation.values) {
    std::string path = json_path(value.pointer, hidden);
    for (const std::string& inside : value.inside) path += " > " + json_path(inside, hidden);
    ScannedPath& scanned = paths_[path];
    if (value.kind != masking::ExplainedKind::name) {
      ++scanned.values;
      ++values_;
    }
    std::set<std::string_view> counted;
    for (const auto& finding : value.findings) {
      if (!counted.insert(finding.class_name).second) continue;
      ScannedClass& found = scanned.classes[finding.class_name];
      found.level = finding.level;
      const bool by_look = !finding.evidence.empty() && finding.evidence.front().starts_with("pattern");
      ++(by_look ? found.by_look : found.by_key);
      const bool is_string = value.kind == masking::ExplainedKind::string;
      const std::size_t size = value.value.size() - (is_string && value.value.size() >= 2 ? 2 : 0);
      if (by_look && finding.begin == 0 && finding.end == size) ++found.whole;
    }
  }
}

bool ScanResult::has_level(config::Level least) const {
  for (const auto& [path, scanned] : paths_) {
    for (const auto& [name, found] : scanned.classes) {
      if (found.level.size() == 2 && found.level[1] - '0' >= static_cast<int>(least)) return true;
    }
  }
  return false;
}

std::string scan_as_text(const ScanResult& result) {
  std::string out;
  for (const auto& [path, scanned] : result.paths()) {
    if (scanned.classes.empty()) continue;
    out += path + '\n';
    for (const auto& [name, found] : scanned.classes) {
      out += "    " + name + ' ' + found.level + ": " + std::to_string(found.by_key + found.by_look) + " of " +
             std::to_string(scanned.values) + " values";
      if (found.by_key != 0) out += ", " + std::to_string(found.by_key) + " by name or path";
      if (found.by_look != 0) out += ", " + std::to_string(found.by_look) + " by look";
      out += '\n';
    }
  }
  out += std::to_string(result.documents()) + " documents, " + std::to_string(result.values()) + " values, " +
         std::to_string(result.paths().size()) + " paths";
  if (result.refused() != 0) out += ", " + std::to_string(result.refused()) + " documents refused";
  out += "\n\n# Suggested rules\n" + suggested_rules(result);
  return out;
}

std::string scan_as_json(const ScanResult& result) {
  std::string out = "{\"documents\":" + std::to_string(result.documents()) +
                    ",\"refused\":" + std::to_string(result.refused()) +
                    ",\"values\":" + std::to_string(result.values()) + ",\"paths\":[";
  bool first = true;
  for (const auto& [path, scanned] : result.paths()) {
    if (scanned.classes.empty()) continue;
    out += first ? "\n{\"path\":" : ",\n{\"path\":";
    first = false;
    append_json_string(out, path);
    out += ",\"values\":" + std::to_string(scanned.values) + ",\"classes\":[";
    bool first_class = true;
    for (const auto& [name, found] : scanned.classes) {
      out += first_class ? "{\"class\":" : ",{\"class\":";
      first_class = false;
      append_json_string(out, name);
      out += ",\"level\":";
      append_json_string(out, found.level);
      out += ",\"by_name\":" + std::to_string(found.by_key) + ",\"by_look\":" + std::to_string(found.by_look) + '}';
    }
    out += "]}";
  }
  out += "\n],\"suggested_rules\":";
  append_json_string(out, suggested_rules(result));
  return out + "}\n";
}

std::string suggested_rules(const ScanResult& result) {
  std::map<std::string, std::set<std::string>> names;  // by class: names that decide nothing yet
  std::map<std::string, std::string> levels;           // of the classes that were found
  for (const auto& [path, scanned] : result.paths()) {
    for (const auto& [name, found] : scanned.classes) {
      if (name == "path") continue;
      levels[name] = found.level;
      const std::string member = last_name(path);
      // Short names mean something else elsewhere.
      const bool mostly = found.whole * 2 > scanned.values && scanned.classes.size() == 1;
      if (mostly && found.by_key == 0 && member.size() >= kShortestName) names[name].insert(member);
    }
  }
  std::string out;
  if (!names.empty()) out += "classes:  # names under which most values are such by their look: let the name decide\n";
  for (const auto& [name, members] : names) {
    out += "  " + name + ": {keys: [";
    for (auto member = members.begin(); member != members.end(); ++member) {
      if (member != members.begin()) out += ", ";
      out += yaml_text(*member);
    }
    out += "]}\n";
  }
  if (!levels.empty()) out += "rules:  # what was found; smart is the built-in mask of each class\n";
  for (const auto& [name, level] : levels) {
    out.append("  - {id: ").append(name).append(", where: {class: [").append(name);
    out.append("]}, do: smart}  # ").append(level).append("\n");
  }
  if (!out.empty()) return out;
  if (result.documents() == 0) return "# no document was read\n";
  return result.refused() != 0 ? "# nothing was found in the documents that were read\n" : "# nothing was found\n";
}

}  // namespace veilgate::proxy
