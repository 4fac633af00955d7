#include <doctest/doctest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "masking/path/glob.hpp"

namespace {

using namespace veilgate;
using namespace veilgate::masking;

Glob parsed(std::string_view text) {
  auto glob = parse_glob(text);
  REQUIRE(glob.has_value());
  return *glob;
}

// The obvious matcher over whole segments, by recursion.
bool segment_fits(std::string_view pattern, std::string_view segment) {
  if (pattern.empty()) return segment.empty();
  if (pattern[0] == '*') {
    return segment_fits(pattern.substr(1), segment) || (!segment.empty() && segment_fits(pattern, segment.substr(1)));
  }
  return !segment.empty() && segment[0] == pattern[0] && segment_fits(pattern.substr(1), segment.substr(1));
}

using Parts = std::vector<std::string>;

bool parts_fit(const Parts& pattern, std::size_t p, const Parts& path, std::size_t s) {
  if (p == pattern.size()) return s == path.size();
  if (pattern[p] == "**") {
    return parts_fit(pattern, p + 1, path, s) || (s < path.size() && parts_fit(pattern, p, path, s + 1));
  }
  return s < path.size() && segment_fits(pattern[p], path[s]) && parts_fit(pattern, p + 1, path, s + 1);
}

std::string joined(const Parts& parts) {
  std::string text;
  for (const auto& part : parts) text += '/' + part;
  return text.empty() ? "/" : text;
}

}  // namespace

TEST_CASE("what a glob matches") {
  struct Row {
    std::string_view glob;
    std::string_view path;
    bool matches;
  };
  const Row rows[] = {
      {"/", "/", true},
      {"/", "/a", false},
      {"/**", "/", true},
      {"/**", "/a/b/c", true},
      {"/orders", "/orders", true},
      {"/orders", "/orders/", true},
      {"/orders/", "/orders", true},
      {"/orders", "/Orders", false},
      {"/orders", "/orders2", false},
      {"/orders/**", "/orders", true},
      {"/orders/**", "/orders/", true},
      {"/orders/**", "/orders/1/items", true},
      {"/orders/**", "/ordersx", false},
      {"/orders/**", "/x/orders", false},
      {"/orders/*", "/orders/1", true},
      {"/orders/*", "/orders", false},
      {"/orders/*", "/orders/", false},
      {"/orders/*", "/orders/1/2", false},
      {"/*/items", "/1/items", true},
      {"/*/items", "/items", false},
      {"/v*/orders", "/v1/orders", true},
      {"/v*/orders", "/v/orders", true},
      {"/v*/orders", "/v1/2/orders", false},
      {"/a*b*c", "/abbbc", true},
      {"/a*b*c", "/abbbcb", false},
      {"/**/name", "/name", true},
      {"/**/name", "/a/b/name", true},
      {"/**/name", "/a/name/b", false},
      {"/a/**/b/**/c", "/a/b/c", true},
      {"/a/**/b/**/c", "/a/x/b/b/y/c", true},
      {"/a/**/b/**/c", "/a/x/c/y/b", false},
      {"/a/**/**/b", "/a/b", true},
      {"/a.b", "/aXb", false},
      {"/{id}", "/{id}", true},
      {"/100%", "/100%", true},
      {"/\xE8\xAE\xA2\xE5\x8D\x95/**", "/\xE8\xAE\xA2\xE5\x8D\x95/1", true},
      {"/**", "", false},
      {"/**", "a", false},
  };
  for (const auto& row : rows) {
    INFO(row.glob, " against ", row.path);
    CHECK(parsed(row.glob).matches(row.path) == row.matches);
  }
}

TEST_CASE("globs that are refused") {
  struct Row {
    std::string_view text;
    std::string_view note;
  };
  const Row rows[] = {
      {"", "glob, position 1: a glob begins with /"},
      {"orders/**", "glob, position 1: a glob begins with /"},
      {"/a//b", "glob, position 4: an empty segment"},
      {"//", "glob, position 2: an empty segment"},
      {"/a//", "glob, position 4: an empty segment"},
      {"/a/../b", "glob, position 4: a dot segment"},
      {"/./b", "glob, position 2: a dot segment"},
      {"/a**", "glob, position 2: ** stands alone in its segment"},
      {"/a/***", "glob, position 4: ** stands alone in its segment"},
      {"/a?b=1", "glob, position 3: a path has no query or fragment"},
      {"/a#b", "glob, position 3: a path has no query or fragment"},
      {"/a;b", "glob, position 3: no path has this character"},
      {"/a\\b", "glob, position 3: no path has this character"},
      {"/a\tb", "glob, position 3: no path has this character"},
      {"/%6frders", "glob, position 2: percent-encoding; write the character itself"},
  };
  for (const auto& row : rows) {
    INFO(row.note);
    const auto glob = parse_glob(row.text);
    REQUIRE(glob.has_error());
    CHECK(glob.error().code == Code::bad_config);
    CHECK(glob.error().note.for_log() == row.note);
  }
}

TEST_CASE("agrees with a recursive matcher on generated globs and paths") {
  static const char* const kPattern[] = {"a", "b", "*", "**", "a*", "*b", "a*a"};
  static const char* const kPath[] = {"a", "b", "ab", "aa", "aba"};
  std::size_t matched = 0;
  for (unsigned seed = 1; seed <= 5000; ++seed) {
    std::mt19937 generator(seed);
    Parts pattern;
    Parts path;
    for (unsigned n = static_cast<unsigned>(generator()) % 5; n > 0; --n)
      pattern.emplace_back(kPattern[generator() % 7]);
    for (unsigned n = static_cast<unsigned>(generator()) % 6; n > 0; --n) path.emplace_back(kPath[generator() % 5]);
    CAPTURE(seed);
    const bool wanted = parts_fit(pattern, 0, path, 0);
    CHECK(parsed(joined(pattern)).matches(joined(path)) == wanted);
    matched += wanted ? 1 : 0;
  }
  CHECK(matched > 300);
}

TEST_CASE("a hostile path costs no more than its length") {
  // With exponential backtracking this would not end.
  std::string glob;
  std::string path;
  for (int i = 0; i < 30; ++i) glob += "/**/a*a*a*b";
  for (int i = 0; i < 1000; ++i) path += "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
  CHECK_FALSE(parsed(glob).matches(path));
  CHECK_FALSE(parsed("/*a*a*a*a*a*a*a*a*a*a*b").matches("/" + std::string(20000, 'a')));
}

TEST_CASE("one resource has one spelling") {
  struct Row {
    std::string_view name;
    std::string_view raw;
    std::string_view path;  // empty: refused
  };
  const Row rows[] = {
      {"plain", "/orders/1", "/orders/1"},
      {"root", "/", "/"},
      {"trailing slash stays", "/orders/", "/orders/"},
      {"encoded letter", "/%6frders", "/orders"},
      {"encoded capital hex", "/%6Frders", "/orders"},
      {"encoded Han", "/%E8%AE%A2%E5%8D%95", "/\xE8\xAE\xA2\xE5\x8D\x95"},
      {"raw Han", "/\xE8\xAE\xA2\xE5\x8D\x95", "/\xE8\xAE\xA2\xE5\x8D\x95"},
      {"encoded reserved sign", "/a%2Bb", "/a+b"},
      {"encoded space", "/a%20b", "/a b"},
      {"decoded once only", "/%256frders", "/%6frders"},
      {"dot", "/./orders", "/orders"},
      {"dot at the end", "/orders/.", "/orders/"},
      {"dots", "/x/../orders", "/orders"},
      {"dots at the end", "/orders/x/..", "/orders/"},
      {"dots down to the root", "/x/..", "/"},
      {"encoded dots", "/x/%2e%2E/orders", "/orders"},
      {"half-encoded dots", "/x/.%2e/orders", "/orders"},
      {"three dots are a name", "/.../a", "/.../a"},
      {"encoded question mark", "/a%3Fb", "/a?b"},
      {"above the root", "/../orders", {}},
      {"above the root, later", "/a/../../orders", {}},
      {"double slash", "//orders", {}},
      {"double slash inside", "/a//orders", {}},
      {"double slash at the end", "/orders//", {}},
      {"parameters", "/orders;v=1/1", {}},
      {"parameters behind dots", "/x/..;/orders", {}},
      {"encoded parameters", "/orders%3Bv=1", {}},
      {"encoded slash", "/orders%2F1", {}},
      {"encoded slash, small", "/x/..%2forders", {}},
      {"backslash", "/x\\orders", {}},
      {"encoded backslash", "/x%5Corders", {}},
      {"NUL", "/orders%00", {}},
      {"line feed", "/orders%0a", {}},
      {"DEL", "/orders%7F", {}},
      {"raw tab", "/or\tders", {}},
      {"overlong slash", "/x%c0%aforders", {}},
      {"half a character", "/%E8%AE", {}},
      {"broken encoding", "/%6", {}},
      {"broken encoding, letters", "/%zzx", {}},
      {"lone percent sign", "/100%", {}},
      {"query", "/orders?x=1", {}},
      {"fragment", "/orders#x", {}},
      {"empty", "", {}},
      {"asterisk", "*", {}},
      {"authority", "host:443", {}},
  };
  for (const auto& row : rows) {
    INFO(row.name);
    const auto path = normalise_path(row.raw);
    if (row.path.empty()) {
      REQUIRE(path.has_error());
      CHECK(path.error().code == Code::bad_request);
      CHECK(path.error().origin == Origin::client);
    } else {
      REQUIRE(path.has_value());
      CHECK(*path == row.path);
    }
  }
}

TEST_CASE("every spelling of a path is refused or meets the same rule") {
  const Glob guarded = parsed("/orders/**");
  std::mt19937 generator(11);
  std::size_t accepted = 0;
  for (int i = 0; i < 5000; ++i) {
    std::string raw;
    for (const char c : std::string_view("/orders/17")) {
      const unsigned choice = static_cast<unsigned>(generator()) % 12;
      static constexpr char kHex[] = "0123456789abcdef";
      if (c == '/' && choice == 0) raw += "/.";
      if (c == '/' && choice == 1) raw += "/x/..";
      if (c == '/' && choice == 2) raw += "/";
      if (c != '/' && choice == 3) {
        raw += '%';
        raw += kHex[c >> 4];
        raw += kHex[c & 15];
      } else {
        raw += c;
      }
      if (choice == 4) raw += ";a=b";
    }
    const auto path = normalise_path(raw);
    if (path.has_error()) continue;
    ++accepted;
    CHECK(guarded.matches(*path));
    CHECK(normalise_path(*path).has_value());
  }
  CHECK(accepted > 500);
}
