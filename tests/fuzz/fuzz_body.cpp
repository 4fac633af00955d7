// Whatever a partner sends and however it is cut:
//   - the engine neither crashes nor reads beyond its input;
//   - verdict and output are the same for every cut of the input;
//   - a value under a telling key that is part of an accepted document never leaves;
//   - what was accepted is accepted again, and masking it again changes no byte;
//   - shadow mode accepts the same documents and returns them unchanged.
//
// Input: one byte of choices, three bytes that place the cut and the padding, then the document.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "masking/engine.hpp"

namespace {

using veilgate::Code;
using veilgate::masking::BodyMasker;
using veilgate::masking::Engine;
using veilgate::masking::MaskerOptions;
using veilgate::masking::MediaKind;
using veilgate::masking::Plan;
using veilgate::masking::Scratch;

constexpr std::string_view kCanary = "13987654321";
// Documents are pushed across these boundaries of the engine: of a window gathered from pieces, and of one in a piece.
constexpr std::size_t kGathered = 32 * 1024;
constexpr std::size_t kWindow = 128 * 1024;
constexpr std::size_t kSmall = 600;  // up to this size, the input is also fed byte by byte

[[noreturn]] void object(const char* promise) {
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

struct Verdict {
  bool accepted = false;
  Code code = Code::internal;
  std::string output;
  std::uint64_t masked = 0;
};

struct World {
  std::shared_ptr<const Engine> engine;
  std::optional<Plan> plan;
  Scratch scratch;

  World() {
    const auto compiled = Engine::compile(veilgate::config::Policy{});
    if (!compiled) object("the built-in policy compiles");
    engine = *compiled;
    plan = engine->plan("/orders", "");
  }

  // Feeds `input` in pieces: the first of `first` bytes, then pieces of `rest` bytes.
  Verdict mask(std::string_view input, MediaKind kind, const MaskerOptions& options, std::size_t first,
               std::size_t rest) {
    const auto masker = engine->make_masker(kind, *plan, scratch, options);
    Verdict verdict;
    std::size_t take = first;
    while (!input.empty()) {
      const auto piece = input.substr(0, take);
      input.remove_prefix(piece.size());
      take = std::max<std::size_t>(rest, 1);
      const auto out = masker->feed(piece);
      if (!out) {
        verdict.code = out.error().code;
        return verdict;
      }
      verdict.output += out->bytes();
    }
    const auto out = masker->finish();
    if (!out) {
      verdict.code = out.error().code;
      return verdict;
    }
    verdict.output += out->bytes();
    verdict.accepted = true;
    verdict.masked = masker->findings().masked_total();
    return verdict;
  }
};

// `in_place`: windows end where pieces do, and of several faults in a document each may be the first to be seen.
void expect_same(const Verdict& whole, const Verdict& cut, bool in_place) {
  if (whole.accepted != cut.accepted) object("the verdict does not depend on the cut");
  if (!in_place && !whole.accepted && whole.code != cut.code) object("the reason does not depend on the cut");
  if (whole.accepted && whole.output != cut.output) object("the output does not depend on the cut");
  // A streamed document that is refused has been sent up to some window: the same bytes, maybe not as many.
  const auto shorter = std::min(whole.output.size(), cut.output.size());
  if (whole.output.compare(0, shorter, cut.output, 0, shorter) != 0) object("what was sent does not depend on the cut");
}

// The document with the canary under a telling key beside it.
std::string plant(std::string_view document, MediaKind kind, bool before) {
  const std::string member = "\"mobile\":\"" + std::string(kCanary) + "\"";
  const std::string object_text = "{" + member + "}";
  switch (kind) {
    case MediaKind::json:
      return before ? "{" + member + ",\"rest\":" + std::string(document) + "}"
                    : "{\"rest\":" + std::string(document) + "," + member + "}";
    case MediaKind::records:
      return before ? object_text + "\n" + std::string(document) : std::string(document) + "\n" + object_text;
    case MediaKind::event_stream:
      return before ? "data: " + object_text + "\n\n" + std::string(document)
                    : std::string(document) + "\n\ndata: " + object_text + "\n\n";
  }
  return {};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static World world;
  if (size < 4) return 0;
  const unsigned choices = data[0];
  const auto kind = static_cast<MediaKind>(choices % 3);
  const bool planted = (choices & 4) != 0;
  const bool padded = (choices & 8) != 0 && kind == MediaKind::json;
  const bool in_place = padded && (choices & 64) != 0;
  MaskerOptions options;
  options.hold_bytes = (choices & 16) != 0 ? 0 : 1024 * 1024;
  const std::size_t cut_seed = data[1] | (std::size_t{data[2]} << 8);
  const std::size_t pad_seed = data[3];

  std::string input(reinterpret_cast<const char*>(data) + 4, size - 4);
  const bool canary_is_own = input.find(kCanary) == std::string::npos;
  if (planted) input = plant(input, kind, (choices & 32) != 0);
  std::size_t padding = 0;
  if (padded) {
    const std::size_t boundary = in_place ? kGathered + kWindow : kGathered;
    padding = boundary - std::min(boundary, pad_seed * (1 + input.size() / 256));
    input.insert(0, padding, ' ');
  }

  const auto whole = world.mask(input, kind, options, input.size(), input.size());
  const auto cut = padding + (input.size() > padding ? cut_seed % (input.size() - padding) : 0);
  expect_same(whole, world.mask(input, kind, options, cut, input.size()), in_place);
  if (padding == 0 && input.size() <= kSmall) expect_same(whole, world.mask(input, kind, options, 1, 1), false);

  if (planted && canary_is_own && whole.output.find(kCanary) != std::string::npos)
    object("the planted value never leaves");

  auto shadow_options = options;
  shadow_options.shadow = true;
  const auto shadow = world.mask(input, kind, shadow_options, cut, input.size());
  if (shadow.accepted != whole.accepted) object("shadow mode has the same verdict");
  if (shadow.accepted && shadow.output != input) object("shadow mode returns the input");

  if (!whole.accepted) return 0;
  if (whole.masked == 0 && whole.output != input) object("nothing found, nothing changed");
  const auto again = world.mask(whole.output, kind, options, cut, input.size());
  if (!again.accepted) object("an output is accepted again");
  if (again.output != whole.output) object("masking an output again changes no byte");
  return 0;
}
