// What `veilgate config show` adds to the settings: the built-in classes, and what the file's own patterns cost.
#pragma once

#include <string>

#include "config/model.hpp"
#include "crypto/base/result.hpp"

namespace veilgate::proxy {

// YAML comments, so that what is printed loads again. Errors: bad_config, when the classes do not compile.
Result<std::string> class_listing_yaml(const config::Policy& policy);
// The members `"builtin_classes":[…],"patterns":[…]` of a JSON object, without braces.
Result<std::string> class_listing_json(const config::Policy& policy);

}  // namespace veilgate::proxy
