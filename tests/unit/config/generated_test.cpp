// The committed reference and JSON Schema are what the table says now.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "config/json_schema.hpp"
#include "config/reference.hpp"
#include "config/schema.hpp"

namespace veilgate::config {
namespace {

std::string read(const std::string& path) {
  std::ifstream file(std::string(VEILGATE_SOURCE_DIR) + '/' + path, std::ios::binary);
  REQUIRE_MESSAGE(file, path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST_CASE("config/reference.md is fresh") {
  const bool fresh = read("config/reference.md") == render_reference();
  CHECK_MESSAGE(fresh, "run: veilgate config reference > config/reference.md");
}

TEST_CASE("config/schema.json is fresh") {
  const bool fresh = read("config/schema.json") == render_json_schema();
  CHECK_MESSAGE(fresh, "run: veilgate config schema > config/schema.json");
}

void check_mentioned(const Section& section, const std::string& reference, const std::string& schema) {
  for (const Setting& setting : section.settings) {
    CAPTURE(setting.key);
    CHECK(reference.find("| `" + std::string(setting.key) + "` |") != std::string::npos);
    CHECK(reference.find(setting.says) != std::string::npos);
    CHECK(schema.find('"' + std::string(setting.key) + "\": {") != std::string::npos);
    if (setting.nested.section != nullptr) check_mentioned(*setting.nested.section, reference, schema);
  }
}

TEST_CASE("every setting is in the reference and in the JSON Schema") {
  check_mentioned(settings_section(), render_reference(), render_json_schema());
}

}  // namespace
}  // namespace veilgate::config
