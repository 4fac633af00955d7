// `veilgate keys rewrap`: tokens of older key versions, one a line, become tokens of the active ones. No plaintext
// leaves the rewrapper.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <string_view>

#include "crypto/seal/rewrapper.hpp"
#include "proxy/app/exit_code.hpp"
#include "proxy/app/files.hpp"
#include "proxy/app/keys/command.hpp"
#include "proxy/app/keys/key_verbs.hpp"

namespace veilgate::proxy {
namespace {

constexpr std::size_t kPieceBytes = 256 * 1'024;
constexpr std::size_t kMostLineBytes = 4 * 1'024 * 1'024;
constexpr std::uint64_t kProgressEvery = 100'000;

struct Options {
  KeyringOptions keyring;
  std::string tenant;
  std::string file = "-";
  bool keeps_refused = false;
  bool is_quiet = false;
};

class LineRewrapper {
 public:
  LineRewrapper(std::shared_ptr<const crypto::Keyring> keyring, TenantId tenant, const Options& options)
      : rewrapper_(std::move(keyring), std::move(tenant)), options_(options) {}

  // Errors: of the file, and open_refused with the line's number.
  Result<void> run(InputFile& input) {
    std::string piece(kPieceBytes, '\0');
    for (;;) {
      const auto got = input.read(piece.data(), piece.size());
      if (!got) return got.error();
      if (*got == 0) break;
      pending_.append(piece, 0, *got);
      if (auto taken = take_lines(); !taken) return taken;
      if (auto written = write_stdout(out_); !written) return written;
      out_.clear();
    }
    // The last line may lack its end, and keeps lacking it.
    if (!pending_.empty()) {
      if (auto taken = take_line(pending_); !taken) return taken;
    }
    return write_stdout(out_);
  }

  void say_progress(bool is_end) const {
    if (options_.is_quiet) return;
    complain((is_end ? "done: " : "") + std::to_string(lines_) + " lines: " + std::to_string(rewrapped_) +
             " rewrapped, " + std::to_string(current_) + " current already, " + std::to_string(refused_) + " refused");
  }

  bool has_refused() const noexcept { return refused_ != 0; }

 private:
  Result<void> take_lines() {
    std::size_t begin = 0;
    for (;;) {
      const auto end = pending_.find('\n', begin);
      if (end == std::string::npos) break;
      if (auto taken = take_line(std::string_view(pending_).substr(begin, end - begin)); !taken) return taken;
      out_ += '\n';
      begin = end + 1;
    }
    pending_.erase(0, begin);
    if (pending_.size() <= kMostLineBytes) return {};
    return make_error(Code::bad_request, Origin::client, "line " + std::to_string(lines_ + 1) + " is too long");
  }

  Result<void> take_line(std::string_view line) {
    ++lines_;
    if (lines_ % kProgressEvery == 0) say_progress(false);
    const std::string_view end = line.ends_with('\r') ? "\r" : "";
    line.remove_suffix(end.size());
    if (auto taken = rewrap(line); !taken) return taken;
    out_ += end;
    return {};
  }

  Result<void> rewrap(std::string_view line) {
    if (line.empty()) return {};
    const auto outcome = rewrap_token(line);
    if (outcome) {
      ++(*outcome == crypto::Rewrapper::Outcome::rewrapped ? rewrapped_ : current_);
      return {};
    }
    if (!options_.keeps_refused || outcome.error().code != Code::open_refused) {
      return make_error(outcome.error().code, outcome.error().origin,
                        "line " + std::to_string(lines_) + ": " + outcome.error().note.for_log());
    }
    ++refused_;
    out_ += line;
    return {};
  }

  // A tab separates a value that kept its format from its companion.
  Result<crypto::Rewrapper::Outcome> rewrap_token(std::string_view line) {
    const auto tab = line.find('\t');
    if (tab == std::string_view::npos) return rewrapper_.append_rewrapped(line, out_);
    std::string companion;
    auto outcome = rewrapper_.append_rewrapped(line.substr(0, tab), line.substr(tab + 1), out_, companion);
    if (outcome) out_ += "\t" + companion;
    return outcome;
  }

  crypto::Rewrapper rewrapper_;
  const Options& options_;
  std::string pending_;
  std::string out_;
  std::uint64_t lines_ = 0;
  std::uint64_t rewrapped_ = 0;
  std::uint64_t current_ = 0;
  std::uint64_t refused_ = 0;
};

int run_rewrap(const Options& options) {
  const auto place = find_keyring(options.keyring);
  if (!place) return refuse(place.error());
  auto tenant = parse_tenant_option(options.tenant.empty() ? place->tenant : options.tenant);
  if (!tenant) return refuse(tenant.error());
  auto keyring = crypto::load_keyring(place->files(), place->path, *place->source, clock_now());
  if (!keyring) return refuse(keyring.error());
  auto input = InputFile::open(options.file);
  if (!input) {
    complain(input.error().note.for_log());
    return kUsage;
  }
  LineRewrapper rewrapper(std::move(*keyring), std::move(*tenant), options);
  if (const auto done = rewrapper.run(*input); !done) return refuse(done.error());
  rewrapper.say_progress(true);
  return rewrapper.has_refused() ? kRefused : kDone;
}

}  // namespace

void add_key_rewrap_verb(CLI::App& keys, Chosen& chosen) {
  auto options = std::make_shared<Options>();
  auto* verb = keys.add_subcommand("rewrap",
                                   "Reads tokens, one a line, and writes them sealed under the active versions of "
                                   "their keys; a value that kept its\n"
                                   "format and its companion are separated by a tab. Progress goes to standard error. "
                                   "A line that does not open ends\n"
                                   "it with exit 1; what was written until then is right.");
  add_keyring_options(*verb, options->keyring);
  verb->add_option("--tenant", options->tenant, "Whose tokens; keys.tenant of the configuration without");
  verb->add_flag("--keep-refused", options->keeps_refused,
                 "Write lines that do not open as they are, and exit 1 at the end");
  verb->add_flag("--quiet", options->is_quiet, "No progress");
  verb->add_option("FILE", options->file, "The tokens; - is standard input")->capture_default_str();
  verb->footer("Example:\n  veilgate keys rewrap --config veilgate.yaml --tenant acme tokens.txt > tokens.new");
  verb->callback([options, &chosen] { chosen = [options] { return run_rewrap(*options); }; });
}

}  // namespace veilgate::proxy
