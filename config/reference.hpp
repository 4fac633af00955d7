// The reference for people: every setting with its type, default and sentence, as Markdown. config/reference.md is its
// committed output; a test fails when the two differ.
#pragma once

#include <string>

namespace veilgate::config {

std::string render_reference();

}  // namespace veilgate::config
