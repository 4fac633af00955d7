#include "proxy/app/held_output.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "masking/engine.hpp"
#include "tests/support/temporary_folder.hpp"

namespace veilgate::proxy {
namespace {

// Masks `document` in pieces into `output`.
void mask_into(HeldOutput& output, const std::string& document, std::size_t piece_bytes) {
  const auto engine = masking::Engine::compile({});
  REQUIRE(engine.has_value());
  masking::Scratch scratch;
  const auto masker =
      (*engine)->make_masker(masking::MediaKind::json, (*engine)->plan("/", ""), scratch, {.hold_bytes = 0});
  for (std::size_t at = 0; at < document.size(); at += piece_bytes) {
    const auto piece = masker->feed(std::string_view(document).substr(at, piece_bytes));
    REQUIRE(piece.has_value());
    REQUIRE(output.add(*piece).has_value());
  }
  const auto last = masker->finish();
  REQUIRE(last.has_value());
  REQUIRE(output.add(*last).has_value());
}

std::string released(HeldOutput& output, const test::TemporaryFolder& folder) {
  const int fd = open(folder.path("out").c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  REQUIRE(fd >= 0);
  CHECK(output.release(fd).has_value());
  close(fd);
  return folder.read("out");
}

std::string long_document() {
  std::string document = "[0";
  for (int i = 1; i < 200'000; ++i) document += "," + std::to_string(i);
  return document + "]";
}

TEST_CASE("what was held comes out in order, from memory and through the file") {
  const auto document = long_document();
  for (const std::size_t memory_bytes : {HeldOutput::kMemoryBytes, std::size_t{100'000}, std::size_t{0}}) {
    CAPTURE(memory_bytes);
    test::TemporaryFolder folder;
    setenv("TMPDIR", folder.path("").c_str(), 1);
    HeldOutput output(memory_bytes);
    mask_into(output, document, 10'000);
    CHECK(std::filesystem::is_empty(folder.path("")));  // the file has no name
    CHECK(released(output, folder) == document);
    unsetenv("TMPDIR");
  }
}

TEST_CASE("no folder for the file is an error, not lost output") {
  setenv("TMPDIR", "/nonexistent-folder", 1);
  const auto engine = masking::Engine::compile({});
  masking::Scratch scratch;
  const auto masker = (*engine)->make_masker(masking::MediaKind::json, (*engine)->plan("/", ""), scratch, {});
  REQUIRE(masker->feed("[1,2,3]").has_value());
  HeldOutput output(1);
  const auto last = masker->finish();
  REQUIRE(last.has_value());
  const auto added = output.add(*last);
  REQUIRE_FALSE(added.has_value());
  CHECK(added.error().code == Code::io_failed);
  unsetenv("TMPDIR");
}

TEST_CASE("a full disk at the end is an error") {
  HeldOutput output;
  mask_into(output, "{\"a\":1}", 100);
  const int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
  REQUIRE(full >= 0);
  CHECK_FALSE(output.release(full).has_value());
  close(full);
}

}  // namespace
}  // namespace veilgate::proxy
