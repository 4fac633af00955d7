// Answers in the shapes of real partner interfaces, with made-up persons, and what the built-in rules leave of them:
// documents/NAME.json in, expected/NAME.json out, byte for byte, however the body is cut.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/masked.hpp"
#include "tests/support/read_file.hpp"

namespace {

using namespace veilgate;

const std::filesystem::path kFolder = std::filesystem::path(VEILGATE_SOURCE_DIR) / "tests" / "golden";

std::vector<std::string> names_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

TEST_CASE("documents and expected outputs are pairs") {
  const auto names = names_in(kFolder / "documents");
  CHECK(names.size() >= 25);
  CHECK(names == names_in(kFolder / "expected"));
}

TEST_CASE("goldens") {
  test::MaskingWorld world;
  for (const auto& name : names_in(kFolder / "documents")) {
    CAPTURE(name);
    const auto body = test::read_file(kFolder / "documents" / name);
    const auto expected = test::read_file(kFolder / "expected" / name);
    REQUIRE_FALSE(body.empty());
    const auto whole = world.run(body);
    CHECK(whole.accepted);
    CHECK(whole.output == expected);
    for (const std::size_t size :
         {std::size_t{1}, std::size_t{7}, std::size_t{64}, std::size_t{1000}, body.size() / 2 + 1}) {
      CAPTURE(size);
      CHECK(world.run_cut(body, size, size).output == expected);
      CHECK(world.run_cut(body, size, size, masking::MediaKind::json, {.hold_bytes = 0, .window_bytes = 64}).output ==
            expected);
    }
    // As a record of a stream and as the data of an event it is masked the same way; a byte order mark belongs to the
    // beginning of a body, and a line end ends a record.
    if (body.find_first_of("\r\n") == std::string::npos && !body.starts_with("\xEF\xBB\xBF")) {
      CHECK(world.run(body + "\n" + body + "\n", masking::MediaKind::records).output ==
            expected + "\n" + expected + "\n");
      CHECK(world.run("event: e\ndata: " + body + "\n\n", masking::MediaKind::event_stream).output ==
            "event: e\ndata: " + expected + "\n\n");
    }
    // Hidden in a string it is masked the same way too, a level deeper.
    if (name != "nested_six_times.json" && body.find_first_of("{[") < body.find('"')) {
      const auto in_string = [](const std::string& text) {
        std::string out = "[\"";
        for (const char c : text) {
          constexpr char kHex[] = "0123456789abcdef";
          const auto byte = static_cast<unsigned char>(c);
          if (byte < 0x20) {
            out += "\\u00";
            out += kHex[byte >> 4];
            out += kHex[byte & 15];
            continue;
          }
          if (c == '"' || c == '\\') out += '\\';
          out += c;
        }
        return out + "\"]";
      };
      if (!body.starts_with("\xEF\xBB\xBF")) CHECK(world.run(in_string(body)).output == in_string(expected));
    }
  }
}
