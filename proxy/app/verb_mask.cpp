#include <unistd.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "masking/engine.hpp"
#include "proxy/app/exit_code.hpp"
#include "proxy/app/files.hpp"
#include "proxy/app/held_output.hpp"
#include "proxy/app/read_document.hpp"
#include "proxy/app/settings_source.hpp"
#include "proxy/app/verbs.hpp"

namespace veilgate::proxy {
namespace {

constexpr std::size_t kPieceBytes = 256 * 1024;

struct MaskOptions {
  std::string config;
  std::string route = "/";
  std::string file = "-";
  bool ndjson = false;
};

Result<void> mask_all(InputFile& input, masking::BodyMasker& masker, HeldOutput& output) {
  std::vector<char> buffer(kPieceBytes);
  for (;;) {
    const auto got = input.read(buffer.data(), buffer.size());
    if (!got) return got.error();
    const auto masked = *got == 0 ? masker.finish() : masker.feed({buffer.data(), *got});
    if (!masked) return masked.error();
    if (auto added = output.add(*masked); !added) return added;
    if (*got == 0) return {};
  }
}

int run_mask(const MaskOptions& options) {
  const auto engine = load_engine_or_default(options.config);
  if (engine == nullptr) return kUsage;
  auto input = InputFile::open(options.file);
  if (!input) {
    complain(input.error().note.for_log());
    return kUsage;
  }
  masking::Scratch scratch;
  const auto kind = options.ndjson || is_records(options.file) ? masking::MediaKind::records : masking::MediaKind::json;
  const auto masker = engine->make_masker(kind, engine->plan(options.route, ""), scratch, {});
  HeldOutput output;
  if (const auto masked = mask_all(*input, *masker, output); !masked) return complain_refused(masked.error());
  if (const auto written = output.release(STDOUT_FILENO); !written) {
    complain("standard output: " + written.error().note.for_log());
    return kRefused;
  }
  return kDone;
}

}  // namespace

void add_mask_verb(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<MaskOptions>();
  auto* verb =
      app.add_subcommand("mask",
                         "Masks one JSON document, or records: a file *.ndjson or *.jsonl, or --ndjson.\n"
                         "A document that cannot be checked whole is refused: exit 1, nothing on standard output,\n"
                         "the reason on standard error.");
  verb->add_option("--config", options->config, "Configuration with classes, masks and rules; built-in rules without");
  verb->add_option("--route", options->route, "Request path the rules are chosen by")->capture_default_str();
  verb->add_flag("--ndjson", options->ndjson, "One JSON document a line, whatever the file is called");
  verb->add_option("FILE", options->file, "The document; - is standard input")->capture_default_str();
  verb->footer("Example:\n  curl -s https://partner.example/order/1 | veilgate mask --route /order/1");
  verb->callback([options, &chosen] { chosen = [options] { return run_mask(*options); }; });
}

}  // namespace veilgate::proxy
