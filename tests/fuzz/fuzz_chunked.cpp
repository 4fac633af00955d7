// Whatever a peer sends as a chunked body: verdict, data and end are the same however the bytes arrive, and what was
// decoded, encoded again, decodes to the same.
//
// Input: one byte that places the cut, then the body.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "proxy/http/chunked.hpp"

namespace {

using veilgate::Origin;
using namespace veilgate::proxy;

[[noreturn]] void object(const char* promise) {
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

struct Outcome {
  bool refused = false;
  bool done = false;
  std::string data;
  std::size_t used = 0;

  bool operator==(const Outcome&) const = default;
};

// Feeds `first` bytes, then `rest` at a time.
Outcome decode(std::string_view input, std::size_t first, std::size_t rest) {
  ChunkedDecoder decoder(Origin::upstream);
  Outcome outcome;
  std::size_t take = first;
  while (!input.empty() && !decoder.done()) {
    std::string_view piece = input.substr(0, take);
    input.remove_prefix(piece.size());
    take = rest;
    const std::size_t size = piece.size();
    for (;;) {
      const auto span = decoder.decode(piece);
      if (!span.has_value()) {
        outcome.refused = true;
        return outcome;
      }
      if (span->empty()) break;
      outcome.data += *span;
    }
    if (!decoder.done() && !piece.empty()) object("all input is used before the end");
    outcome.used += size - piece.size();
  }
  outcome.done = decoder.done();
  if (decoder.decoded_bytes() != outcome.data.size()) object("the count of decoded bytes is right");
  return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  const std::string input(data + 1, data + size);
  Outcome whole = decode(input, input.size(), 1);
  Outcome cut = decode(input, data[0] % (input.size() + 1), input.size());
  Outcome bytewise = decode(input, 1, 1);
  // In a refused body the pieces decide how much had been handed out before; the bytes themselves agree.
  for (Outcome* other : {&cut, &bytewise}) {
    if (whole.refused && other->refused) {
      if (whole.data != other->data) object("what came out before a refusal does not depend on the cut");
      continue;
    }
    if (!(whole == *other)) object("the outcome does not depend on the cut");
  }
  if (whole.refused || whole.data.empty()) return 0;
  std::string again;
  append_chunk_header(again, whole.data.size());
  again.append(whole.data).append(kChunkEnd).append(kLastChunk);
  const Outcome second = decode(again, again.size(), 1);
  if (!second.done || second.data != whole.data || second.used != again.size())
    object("encoding is the inverse of decoding");
  return 0;
}
