#include "proxy/app/explain_report.hpp"

#include <algorithm>
#include <set>

#include "proxy/observe/json_text.hpp"

namespace veilgate::proxy {
namespace {

using masking::ExplainedFinding;
using masking::ExplainedKind;
using masking::ExplainedMiss;
using masking::ExplainedValue;

std::string_view kind_text(ExplainedKind kind) noexcept {
  switch (kind) {
    case ExplainedKind::string: return "string";
    case ExplainedKind::number: return "number";
    case ExplainedKind::name: return "name";
    case ExplainedKind::container: return "container";
  }
  return "string";
}

// A name may itself be a value (`{"13800138000": …}`): where the engine masks one, no pointer shows it.
class Places {
 public:
  Places(const masking::Explanation& explanation, const ExplainReport& report) {
    if (report.show_values) return;
    for (const ExplainedValue& value : explanation.values) {
      if (value.kind == ExplainedKind::name && !value.stayed()) masked_.insert(own_pointer(value));
    }
  }

  std::string shown(const std::string& pointer) const {
    if (masked_.empty()) return pointer;
    std::string out;
    for (std::size_t at = 0; at < pointer.size();) {
      const std::size_t end = std::min(pointer.find('/', at + 1), pointer.size());
      out += masked_.contains(pointer.substr(0, end)) ? "/(masked)" : pointer.substr(at, end - at);
      at = end;
    }
    return out;
  }

  std::string text(const ExplainedValue& value) const {
    std::string out = value.pointer.empty() ? "(document)" : shown(value.pointer);
    for (const std::string& inside : value.inside) out += " > " + (inside.empty() ? "(document)" : shown(inside));
    if (value.kind == ExplainedKind::name) out += " (name)";
    return out;
  }

 private:
  // In the document the value stands in; the same names in another document of the value are hidden too.
  static const std::string& own_pointer(const ExplainedValue& value) {
    return value.inside.empty() ? value.pointer : value.inside.back();
  }

  std::set<std::string> masked_;
};

std::string rule_text(const ExplainedFinding& finding) {
  return finding.rule.empty() ? "built-in default" : "rule " + finding.rule;
}

void append_list(std::string& out, const std::vector<std::string>& texts) {
  out += '[';
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i != 0) out += ',';
    append_json_string(out, texts[i]);
  }
  out += ']';
}

void append_finding(std::string& out, const ExplainedFinding& finding) {
  out += "{\"class\":";
  append_json_string(out, finding.class_name);
  out += ",\"level\":";
  append_json_string(out, finding.level);
  out += ",\"rule\":";
  if (finding.rule.empty()) {
    out += "null";
  } else {
    append_json_string(out, finding.rule);
  }
  out += ",\"evidence\":";
  append_list(out, finding.evidence);
  out += ",\"action\":";
  append_json_string(out, finding.action);
  out += '}';
}

}  // namespace

std::string explain_as_text(const masking::Explanation& explanation, const ExplainReport& report) {
  const Places places(explanation, report);
  std::string out = report.record == 0 ? "" : "record " + std::to_string(report.record) + ":\n";
  std::size_t stayed = 0;
  for (const ExplainedValue& value : explanation.values) {
    if (value.stayed()) ++stayed;
    if (value.stayed() && value.near.empty() && !report.all) continue;
    out += places.text(value) + '\n';
    if (report.show_values) out += "    value: " + value.value + '\n';
    for (const ExplainedFinding& finding : value.findings) {
      out += "    " + finding.class_name + ' ' + finding.level + ": " + finding.action + ", " + rule_text(finding);
      std::string evidence;
      for (const std::string& each : finding.evidence) evidence += (evidence.empty() ? "" : "; ") + each;
      if (!evidence.empty()) out += " (" + evidence + ')';
      out += '\n';
    }
    if (value.stayed()) out += "    stays\n";
    for (const ExplainedMiss& miss : value.near) out += "    not " + miss.class_name + ": " + miss.reason + '\n';
  }
  out += std::to_string(explanation.values.size()) + " values, " + std::to_string(explanation.values.size() - stayed) +
         " treated, " + std::to_string(stayed) + " stay\n";
  return out;
}

std::string explain_as_json(const masking::Explanation& explanation, const ExplainReport& report) {
  const Places places(explanation, report);
  std::string out = report.record == 0 ? "{" : "{\"record\":" + std::to_string(report.record) + ',';
  out += "\"values\":[";
  bool first = true;
  for (const ExplainedValue& value : explanation.values) {
    if (!first) out += ',';
    first = false;
    out += "\n{\"pointer\":";
    append_json_string(out, places.shown(value.pointer));
    if (!value.inside.empty()) {
      out += ",\"inside\":";
      std::vector<std::string> inside;
      for (const std::string& pointer : value.inside) inside.push_back(places.shown(pointer));
      append_list(out, inside);
    }
    out.append(",\"kind\":\"").append(kind_text(value.kind)).append("\",\"treated\":");
    out += value.stayed() ? "false" : "true";
    out += ",\"findings\":[";
    for (std::size_t i = 0; i < value.findings.size(); ++i) {
      if (i != 0) out += ',';
      append_finding(out, value.findings[i]);
    }
    out += "],\"near\":[";
    for (std::size_t i = 0; i < value.near.size(); ++i) {
      if (i != 0) out += ',';
      out += "{\"class\":";
      append_json_string(out, value.near[i].class_name);
      out += ",\"reason\":";
      append_json_string(out, value.near[i].reason);
      out += '}';
    }
    out += ']';
    if (report.show_values) {
      out += ",\"value\":";
      append_json_string(out, value.value);
    }
    out += '}';
  }
  out += "\n],\"masked\":" + std::to_string(explanation.findings.masked_total()) + "}\n";
  return out;
}

}  // namespace veilgate::proxy
