// Runs files of cryptographic test vectors through the primitives of crypto/.
//
//   vectors_crypto [FILE or DIRECTORY]...     Wycheproof and sample JSON, OpenSSL evptests (.txt), NIST CAVP (.rsp,
//   KW_*.txt)
//
// Without an argument: the folder crypto of the suites. Prints, for each file, how many valid vectors gave exactly what
// they should, how many invalid ones were refused, and how many do not apply, by reason. Exit: 0 all right, 1 a vector
// failed, 2 a file could not be read.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <stdexcept>

#include "tests/support/suites.hpp"
#include "tests/vectors/crypto/reading.hpp"

namespace veilgate::test::vectors {

void Ledger::add(const Case& tested) {
  const auto verdict = check(tested);
  switch (verdict.kind) {
    case Verdict::Kind::failed: failures_.push_back(tested.name + ": " + verdict.reason); return;
    case Verdict::Kind::not_applicable: leave_out(verdict.reason); return;
    case Verdict::Kind::passed: break;
  }
  switch (tested.expectation) {
    case Expectation::valid: ++valid; break;
    case Expectation::invalid: ++invalid; break;
    case Expectation::acceptable: ++acceptable; break;
  }
}

Bytes from_hex(std::string_view text) {
  const auto digit = [](char c) -> unsigned {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
    throw std::runtime_error("a hexadecimal digit was expected");
  };
  if (text.size() % 2 != 0) throw std::runtime_error("an odd number of hexadecimal digits");
  Bytes bytes;
  for (std::size_t i = 0; i < text.size(); i += 2)
    bytes.push_back(static_cast<std::uint8_t>(digit(text[i]) << 4 | digit(text[i + 1])));
  return bytes;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const auto first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(kSpace) - first + 1));
}

namespace {

struct Totals {
  std::size_t valid = 0;
  std::size_t invalid = 0;
  std::size_t acceptable = 0;
  std::size_t left_out = 0;
  std::size_t failed = 0;
  bool unreadable = false;
};

void run_file(const std::filesystem::path& file, Totals& totals) {
  constexpr std::size_t kShown = 20;
  const auto name = lower(file.filename().string());
  const auto extension = file.extension().string();
  Ledger ledger;
  try {
    if (extension == ".json") {
      read_json(file, ledger);
    } else if (extension == ".rsp" || name.starts_with("kw_")) {
      read_response(file, ledger);
    } else if (extension == ".txt") {
      read_stanzas(file, ledger);
    } else {
      return;
    }
  } catch (const std::exception& problem) {
    std::printf("%s: cannot be read: %s\n", file.c_str(), problem.what());
    totals.unreadable = true;
    return;
  }
  std::printf("%-40s %5zu valid exact, %4zu invalid refused", file.filename().c_str(), ledger.valid, ledger.invalid);
  if (ledger.acceptable != 0) std::printf(", %zu acceptable", ledger.acceptable);
  std::printf("%s\n", ledger.failures().empty() ? "" : ", FAILED:");
  for (const auto& [reason, count] : ledger.left_out()) {
    std::printf("  not applicable: %5zu  %s\n", count, reason.c_str());
    totals.left_out += count;
  }
  for (std::size_t i = 0; i < std::min(kShown, ledger.failures().size()); ++i)
    std::printf("  failed: %s\n", ledger.failures()[i].c_str());
  if (ledger.failures().size() > kShown) std::printf("  and %zu more\n", ledger.failures().size() - kShown);
  totals.valid += ledger.valid;
  totals.invalid += ledger.invalid;
  totals.acceptable += ledger.acceptable;
  totals.failed += ledger.failures().size();
}

// Folders of other material beside the vectors: canonical JSON, licences and where things came from.
bool is_skipped(const std::filesystem::path& path) {
  const auto name = path.filename().string();
  return name == "rfc8785-jcs" || name.starts_with("LICENSE") || name == "SOURCE";
}

void run(const std::filesystem::path& path, Totals& totals) {
  if (!std::filesystem::is_directory(path)) return run_file(path, totals);
  std::vector<std::filesystem::path> entries;
  for (const auto& entry : std::filesystem::directory_iterator(path))
    if (!is_skipped(entry.path())) entries.push_back(entry.path());
  std::ranges::sort(entries);
  for (const auto& entry : entries) run(entry, totals);
}

}  // namespace
}  // namespace veilgate::test::vectors

int main(int argc, char** argv) {
  using namespace veilgate::test;
  vectors::Totals totals;
  try {
    for (int i = 1; i < argc; ++i) {
      if (!std::filesystem::exists(argv[i])) {
        std::fprintf(stderr, "vectors_crypto: no such file: %s\n", argv[i]);
        return 2;
      }
      vectors::run(argv[i], totals);
    }
    if (argc == 1) {
      const auto suite = find_suite("crypto");
      if (!suite) return 0;
      vectors::run(*suite, totals);
    }
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "vectors_crypto: %s\n", problem.what());
    return 2;
  }
  std::printf("total: %zu valid exact, %zu invalid refused, %zu acceptable, %zu not applicable, %zu failed\n",
              totals.valid, totals.invalid, totals.acceptable, totals.left_out, totals.failed);
  if (totals.unreadable) return 2;
  return totals.failed == 0 ? 0 : 1;
}
