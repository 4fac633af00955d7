// An operator at the command line: a folder with a keyring, its KEKs and the keys of the people who approve.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/support/child_process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace veilgate::test {

// As PEM texts.
struct KeyPair {
  std::string private_key;
  std::string public_key;
};
KeyPair make_ed25519();
KeyPair make_p256();

class Operator {
 public:
  // The KEKs are in a file unless another source is named.
  explicit Operator(std::string source = {}, std::vector<std::string> environment = {});

  const TemporaryFolder& folder() const { return folder_; }
  std::string path(std::string_view name) const { return folder_.path(name); }
  std::string keyring() const { return path("keyring"); }
  const std::string& source() const { return source_; }

  // A file only its owner may use.
  std::string write_private(std::string_view name, std::string_view text) const;

  // Runs `veilgate` with these words.
  Finished run(const std::vector<std::string>& words, std::string_view input = {});
  // The same with --keyring and --source.
  Finished keys(std::vector<std::string> words, std::string_view input = {});
  // The same, and it has to succeed; its standard output.
  std::string done(std::vector<std::string> words);

  // `keys init` with the approvers alice and bob.
  void init(std::vector<std::string> more = {});
  // The key of a tenant for a purpose, as `keys list` names it.
  std::string id_of(const std::string& tenant, const std::string& purpose);
  // Asks for approval, has it signed by both, and runs the words again with it.
  Finished approved(std::vector<std::string> words);

  // Everything any command has printed.
  const std::string& transcript() const { return transcript_; }

 private:
  TemporaryFolder folder_;
  std::string source_;
  std::vector<std::string> environment_;
  std::string transcript_;
};

bool holds(std::string_view text, std::string_view part);

}  // namespace veilgate::test
