// A JSON Schema (2020-12) of the configuration file, for editors. config/schema.json is its committed output; a test
// fails when the two differ. It is looser than the loader: references between settings and the full syntax of texts are
// the loader's to check.
#pragma once

#include <string>

namespace veilgate::config {

std::string render_json_schema();

}  // namespace veilgate::config
