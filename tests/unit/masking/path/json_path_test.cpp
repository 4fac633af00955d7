#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "masking/path/json_path.hpp"

namespace {

using namespace veilgate;
using namespace veilgate::masking;
using nlohmann::ordered_json;

// Every value of the document that some path selects: its JSON Pointer, and the index of the first such path.
using Selected = std::vector<std::pair<std::string, std::size_t>>;

void walk(const ordered_json& value, const std::string& pointer, const PathSet& set, const PathState& state,
          Selected& out) {
  if (const auto path = set.accepts(state)) out.emplace_back(pointer, *path);
  if (value.is_object()) {
    for (const auto& [key, child] : value.items()) {
      walk(child, pointer + '/' + key, set, set.enter_member(state, key), out);
    }
  } else if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      walk(value[i], pointer + '/' + std::to_string(i), set, set.enter_element(state, i), out);
    }
  }
}

// The obvious matcher: tries each path step by step, by recursion.
void select(const ordered_json& value, const std::string& pointer, const JsonPath& path, std::size_t step,
            std::vector<std::string>& out) {
  if (step == path.steps.size()) {
    out.push_back(pointer);
    return;
  }
  const PathStep& wanted = path.steps[step];
  const auto visit = [&](const ordered_json& child, const std::string& below, bool chosen) {
    if (chosen) select(child, below, path, step + 1, out);
    if (wanted.descend) select(child, below, path, step, out);
  };
  if (value.is_object()) {
    for (const auto& [key, child] : value.items()) {
      visit(child, pointer + '/' + key,
            wanted.kind == PathStep::Kind::any || (wanted.kind == PathStep::Kind::member && wanted.name == key));
    }
  } else if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      visit(value[i], pointer + '/' + std::to_string(i),
            wanted.kind == PathStep::Kind::any || (wanted.kind == PathStep::Kind::element && wanted.index == i));
    }
  }
}

Selected expected(const ordered_json& document, const std::vector<JsonPath>& paths) {
  Selected all;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    std::vector<std::string> pointers;
    select(document, "", paths[i], 0, pointers);
    for (auto& pointer : pointers) {
      const bool known = std::any_of(all.begin(), all.end(), [&](const auto& entry) { return entry.first == pointer; });
      if (!known) all.emplace_back(pointer, i);
    }
  }
  std::sort(all.begin(), all.end());
  return all;
}

Selected actual(const ordered_json& document, const std::vector<JsonPath>& paths) {
  const auto set = PathSet::compile(paths);
  REQUIRE(set.has_value());
  Selected all;
  walk(document, "", *set, set->root(), all);
  std::sort(all.begin(), all.end());
  return all;
}

JsonPath parsed(std::string_view text) {
  auto path = parse_json_path(text);
  REQUIRE(path.has_value());
  return *path;
}

ordered_json random_document(std::mt19937& generator, int depth) {
  static const char* const kKeys[] = {"a", "b", "c", "name"};
  const auto pick = [&](unsigned n) { return static_cast<unsigned>(generator()) % n; };
  if (depth == 0 || pick(4) == 0) return pick(100);
  ordered_json value = pick(2) == 0 ? ordered_json::array() : ordered_json::object();
  for (unsigned n = pick(4); n > 0; --n) {
    if (value.is_array()) {
      value.push_back(random_document(generator, depth - 1));
    } else {
      value[kKeys[pick(4)]] = random_document(generator, depth - 1);
    }
  }
  return value;
}

JsonPath random_path(std::mt19937& generator) {
  static const char* const kSteps[] = {".a",  ".b",  ".name", "['c']",  ".*",  "[*]",
                                       "[0]", "[1]", "..a",   "..name", "..*", "..[0]"};
  std::string text = "$";
  for (unsigned n = static_cast<unsigned>(generator()) % 5; n > 0; --n) text += kSteps[generator() % std::size(kSteps)];
  return parsed(text);
}

}  // namespace

TEST_CASE("paths that parse") {
  struct Row {
    std::string_view text;
    std::size_t steps;
    const char* last_name;  // null: not a member step
  };
  const Row rows[] = {
      {"$", 0, nullptr},
      {"$.data", 1, "data"},
      {"$.data[*].buyer.name", 4, "name"},
      {"$['a b']", 1, "a b"},
      {"$[\"a'b\"]", 1, "a'b"},
      {"$['it\\'s']", 1, "it's"},
      {"$['\\u0041\\ud83d\\ude00']", 1, "A\xF0\x9F\x98\x80"},
      {"$['\\\\\\/\\b\\f\\n\\r\\t']", 1, "\\/\b\f\n\r\t"},
      {"$['']", 1, ""},
      {"$.\xE5\xA7\x93\xE5\x90\x8D", 1, "\xE5\xA7\x93\xE5\x90\x8D"},
      {"$._x9", 1, "_x9"},
      {"$..mobile", 1, "mobile"},
      {"$..['full name']", 1, "full name"},
      {"$..*", 1, nullptr},
      {"$..[*]", 1, nullptr},
      {"$..[3]", 1, nullptr},
      {"$.*[0]", 2, nullptr},
      {"$[9007199254740991]", 1, nullptr},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    const auto path = parse_json_path(row.text);
    REQUIRE(path.has_value());
    CHECK(path->steps.size() == row.steps);
    if (row.last_name != nullptr) {
      CHECK(path->steps.back().kind == PathStep::Kind::member);
      CHECK(path->steps.back().name == row.last_name);
    } else if (row.steps > 0) {
      CHECK(path->steps.back().kind != PathStep::Kind::member);
    }
  }
}

TEST_CASE("paths that are refused, with place and reason") {
  struct Row {
    std::string_view text;
    std::string_view note;
  };
  const Row rows[] = {
      {"", "path, position 1: a path begins with $"},
      {"data", "path, position 1: a path begins with $"},
      {"$data", "path, position 2: expected . or ["},
      {"$.", "path, position 3: expected a name of letters, digits and _, or *; other names go in ['...']"},
      {"$...a", "path, position 4: expected a name of letters, digits and _, or *; other names go in ['...']"},
      {"$.1a", "path, position 3: expected a name of letters, digits and _, or *; other names go in ['...']"},
      {"$.a-b", "path, position 4: this character cannot stand in a plain name; write the name as ['...']"},
      {"$.a ", "path, position 4: this character cannot stand in a plain name; write the name as ['...']"},
      {"$..", "path, position 4: expected a name of letters, digits and _, or *; other names go in ['...']"},
      {"$[", "path, position 3: expected a quoted name, an index or *"},
      {"$[]", "path, position 3: expected a quoted name, an index or *"},
      {"$[a]", "path, position 3: expected a quoted name, an index or *"},
      {"$['a", "path, position 5: the quoted name does not end"},
      {"$['a'", "path, position 6: expected ]"},
      {"$['a','b']", "path, position 6: unions are not part of these paths; write one path for each"},
      {"$[1:2]", "path, position 4: slices are not part of these paths"},
      {"$[:2]", "path, position 3: expected a quoted name, an index or *"},
      {"$[-1]", "path, position 3: an index counts from the front; negative ones need the whole array"},
      {"$[?@.a]", "path, position 3: filters are not part of these paths"},
      {"$[01]", "path, position 3: an index has no leading zero"},
      {"$[9007199254740992]", "path, position 18: the index is too large"},
      {"$['\\x41']", "path, position 5: no such escape"},
      {"$['\\u00g0']", "path, position 8: \\u takes four hexadecimal digits"},
      {"$['\\ud800']", "path, position 10: half of a surrogate pair"},
      {"$['\\udc00']", "path, position 10: half of a surrogate pair"},
      {"$['a\nb']", "path, position 5: a control character must be written as an escape"},
      {"$.a\xFF", "path, position 4: not UTF-8"},
      {"$.a]", "path, position 4: this character cannot stand in a plain name; write the name as ['...']"},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    const auto path = parse_json_path(row.text);
    REQUIRE(path.has_error());
    CHECK(path.error().code == Code::bad_config);
    CHECK(path.error().origin == Origin::policy);
    CHECK(path.error().note.for_log() == row.note);
  }
}

TEST_CASE("what a path selects") {
  const ordered_json document = ordered_json::parse(
      R"({"name":"n","data":[{"buyer":{"name":"x","tel":["1","2"]}},{"buyer":{"name":"y"}}],"a":{"a":{"a":1}}})");
  struct Row {
    std::string_view path;
    Selected selected;
  };
  const Row rows[] = {
      {"$", {{"", 0}}},
      {"$.name", {{"/name", 0}}},
      {"$.Name", {}},
      {"$.data[*].buyer.name", {{"/data/0/buyer/name", 0}, {"/data/1/buyer/name", 0}}},
      {"$.data.*.buyer.name", {{"/data/0/buyer/name", 0}, {"/data/1/buyer/name", 0}}},
      {"$.data[1].buyer.name", {{"/data/1/buyer/name", 0}}},
      {"$.data[2]", {}},
      {"$['data'][0]['buyer']['tel'][1]", {{"/data/0/buyer/tel/1", 0}}},
      {"$..tel[0]", {{"/data/0/buyer/tel/0", 0}}},
      {"$..a", {{"/a", 0}, {"/a/a", 0}, {"/a/a/a", 0}}},
      {"$..a..a", {{"/a/a", 0}, {"/a/a/a", 0}}},
      {"$.a.*", {{"/a/a", 0}}},
      {"$..[0]", {{"/data/0", 0}, {"/data/0/buyer/tel/0", 0}}},
      {"$[0]", {}},
      {"$.name.x", {}},
  };
  for (const auto& row : rows) {
    INFO(row.path);
    CHECK(actual(document, {parsed(row.path)}) == row.selected);
  }
}

TEST_CASE("the first path in the order of declaration wins; from asks for a later one") {
  const std::vector<JsonPath> paths = {parsed("$.x"), parsed("$..name"), parsed("$.a.name"), parsed("$.a.*")};
  const auto set = PathSet::compile(paths);
  REQUIRE(set.has_value());
  const PathState name = set->enter_member(set->enter_member(set->root(), "a"), "name");
  CHECK(set->accepts(name) == std::size_t{1});
  CHECK(set->accepts(name, 2) == std::size_t{2});
  CHECK(set->accepts(name, 3) == std::size_t{3});
  CHECK_FALSE(set->accepts(name, 4).has_value());
}

TEST_CASE("the empty set") {
  const PathSet set;
  CHECK(set.empty());
  CHECK(set.root().dead());
  CHECK(set.enter_member(set.root(), "a").dead());
  CHECK(set.enter_element(set.root(), 0).dead());
  CHECK_FALSE(set.accepts(set.root()).has_value());
}

TEST_CASE("states die where nothing can match") {
  const auto set = PathSet::compile(std::vector<JsonPath>{parsed("$.a.b")});
  REQUIRE(set.has_value());
  CHECK(set->enter_member(set->root(), "x").dead());
  CHECK(set->enter_element(set->root(), 0).dead());
  const PathState end = set->enter_member(set->enter_member(set->root(), "a"), "b");
  CHECK(set->accepts(end).has_value());
  CHECK(set->enter_member(end, "b").dead());
}

TEST_CASE("256 positions fit, 257 do not") {
  std::vector<JsonPath> paths(64, parsed("$.a.b.c"));
  const auto full = PathSet::compile(paths);
  REQUIRE(full.has_value());
  PathState state = full->root();
  for (const char* key : {"a", "b", "c"}) state = full->enter_member(state, key);
  CHECK(full->accepts(state) == std::size_t{0});
  CHECK(full->accepts(state, 63) == std::size_t{63});
  paths.push_back(JsonPath{});
  const auto over = PathSet::compile(paths);
  REQUIRE(over.has_error());
  CHECK(over.error().code == Code::bad_config);
}

TEST_CASE("agrees with a recursive matcher on generated documents and paths") {
  std::size_t selections = 0;
  for (unsigned seed = 1; seed <= 600; ++seed) {
    CAPTURE(seed);
    std::mt19937 generator(seed);
    const ordered_json document = random_document(generator, 5);
    std::vector<JsonPath> paths;
    for (unsigned n = 1 + seed % 8; n > 0; --n) paths.push_back(random_path(generator));
    const Selected wanted = expected(document, paths);
    CHECK(actual(document, paths) == wanted);
    selections += wanted.size();
  }
  CHECK(selections > 1000);
}

TEST_CASE("random bytes never parse into a path that cannot be walked") {
  const std::string_view alphabet = "$$..[]*'\"\\u0aZ9-?:, \xC3\xA9";
  std::mt19937 generator(7);
  std::size_t parsed_count = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string text = "$";
    for (unsigned n = static_cast<unsigned>(generator()) % 12; n > 0; --n)
      text += alphabet[generator() % alphabet.size()];
    const auto path = parse_json_path(text);
    if (path.has_error()) {
      CHECK(path.error().note.for_log().starts_with("path, position "));
      continue;
    }
    ++parsed_count;
    CHECK(PathSet::compile(std::vector<JsonPath>{*path}).has_value());
  }
  CHECK(parsed_count > 20);
}
