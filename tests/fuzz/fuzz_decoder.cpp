// Whatever an upstream sends as a coded body: memory and output stay within their bounds, and verdict and output are
// the same however the bytes arrive.
//
// Input: one byte of choices, one byte that places the cut, then the body.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "proxy/coding/decoder.hpp"

namespace {

using veilgate::Code;
using namespace veilgate::proxy;

constexpr std::size_t kOutputBytes = 4096;
constexpr std::size_t kSmall = 600;  // up to this size, the input is also fed byte by byte
constexpr DecodeLimits kLimits{4 * 1024 * 1024, 200};

[[noreturn]] void object(const char* promise) {
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

struct Outcome {
  bool refused = false;
  Code code = Code::internal;
  std::string text;
};

// Feeds `first` bytes, then `rest` at a time.
Outcome decode(Coding coding, std::string_view input, std::size_t first, std::size_t rest) {
  static BodyDecoder decoder(kOutputBytes);
  Outcome outcome;
  const auto refuse = [&](const veilgate::Error& error) {
    outcome.refused = true;
    outcome.code = error.code;
    return outcome;
  };
  if (const auto ready = decoder.reset(coding, kLimits); !ready.has_value()) return refuse(ready.error());
  std::size_t take = first;
  while (!input.empty()) {
    std::string_view piece = input.substr(0, take);
    input.remove_prefix(piece.size());
    take = rest;
    for (;;) {
      const auto out = decoder.decode(piece);
      if (!out.has_value()) return refuse(out.error());
      if (out->empty()) break;
      if (coding != Coding::identity && out->size() > kOutputBytes) object("a step's output is bounded");
      outcome.text += *out;
      if (outcome.text.size() > kLimits.decoded_bytes) object("the output is bounded");
    }
    if (!piece.empty()) object("all input is used");
  }
  if (const auto finished = decoder.finish(); !finished.has_value()) return refuse(finished.error());
  return outcome;
}

void expect_same(const Outcome& whole, const Outcome& cut) {
  if (whole.refused != cut.refused) object("the verdict does not depend on the cut");
  if (!whole.refused && whole.text != cut.text) object("the output does not depend on the cut");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const auto coding = static_cast<Coding>(data[0] % kCodingCount);
  const std::string input(data + 2, data + size);
  const Outcome whole = decode(coding, input, input.size(), 1);
  if (whole.code == Code::expansion_too_large) return 0;  // the ratio is of what was fed so far
  expect_same(whole, decode(coding, input, data[1] % (input.size() + 1), input.size()));
  if (input.size() <= kSmall) expect_same(whole, decode(coding, input, 1, 1));
  return 0;
}
