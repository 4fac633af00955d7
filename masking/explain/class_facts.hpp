// The built-in classes in words, for people: `config show` and `explain` print them. The tables and locators decide.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "masking/classes.hpp"

namespace veilgate::masking {

struct ClassFacts {
  std::string_view pattern;    // what a value looks like; empty: known by a name only, of its member or in a text
  std::string_view validator;  // what it has to pass; empty: nothing
  std::string_view context;    // what has to stand near it when the form proves too little; empty: nothing
  std::string_view sample;     // a made-up value
};

// Of built-in classes. Pure; any number of threads.
const ClassFacts& class_facts(ClassId id) noexcept;
// How many names in the tables (key_tables.hpp) decide the class; endings and words count once, names made of two words
// are left out.
std::size_t class_name_count(ClassId id) noexcept;
// What the default mask leaves of the sample; "removed" where nothing stays in its place.
std::string default_mask_sample(ClassId id);

}  // namespace veilgate::masking
