// The built-in classes in words, for people: `config show` and `explain` print them. The tables and locators decide.
#pragma once

#include <cstddef>
#include <string_view>

#include "masking/classes.hpp"

namespace veilgate::masking {

struct ClassFacts {
  std::string_view pattern;    // what a value looks like; empty: known by its name only
  std::string_view validator;  // what it has to pass; empty: nothing
  std::string_view context;    // what has to stand near it when the form proves too little; empty: nothing
  std::string_view mask;       // the default
};

const ClassFacts& class_facts(ClassId id) noexcept;  // of built-in classes

}  // namespace veilgate::masking
