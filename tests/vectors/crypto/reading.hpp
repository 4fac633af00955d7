// Readers of vector files. A reader hands every vector it understands to the ledger as a Case and writes down, with a
// reason, every one it does not.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/vectors/crypto/case.hpp"

namespace veilgate::test::vectors {

// What became of the vectors of one file.
class Ledger {
 public:
  void add(const Case& tested);
  void leave_out(const std::string& reason, std::size_t count = 1) { left_out_[reason] += count; }
  void fail(const std::string& what) { failures_.push_back(what); }

  std::size_t valid = 0;    // valid ones that gave exactly what they should
  std::size_t invalid = 0;  // invalid ones that were refused
  std::size_t acceptable = 0;
  const std::map<std::string, std::size_t>& left_out() const noexcept { return left_out_; }
  const std::vector<std::string>& failures() const noexcept { return failures_; }

 private:
  std::map<std::string, std::size_t> left_out_;
  std::vector<std::string> failures_;
};

// Throws std::runtime_error for a file that is not what its reader expects.
void read_json(const std::filesystem::path& file, Ledger& ledger);      // Wycheproof, and lists of NIST and RFC samples
void read_stanzas(const std::filesystem::path& file, Ledger& ledger);   // OpenSSL's evptests
void read_response(const std::filesystem::path& file, Ledger& ledger);  // NIST CAVP .rsp, and its KW .txt

Bytes from_hex(std::string_view text);  // throws std::runtime_error
std::string lower(std::string_view text);
std::string trimmed(std::string_view text);

}  // namespace veilgate::test::vectors
