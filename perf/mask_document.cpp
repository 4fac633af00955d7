// Masks one made document again and again, for a profiler or perf/count_instructions: what is worth counting happens in
// mask_warm(), when every buffer has its size and every name is known.
//
// usage: mask_document NAME|FILE [TIMES]; without a name, the names there are. A name that ends in -rules: with the
// published set of 500 user rules.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "masking/engine.hpp"
#include "perf/order_documents.hpp"
#include "perf/other_documents.hpp"
#include "perf/user_rules.hpp"

namespace {

using namespace veilgate;

struct Named {
  std::string_view name;
  std::string (*make)();
};

constexpr std::uint64_t kSeed = 20251111;

template <std::size_t bytes, perf::Spelling spelling>
std::string orders() {
  return perf::make_order_document(bytes, spelling, kSeed).text;
}

const Named kDocuments[] = {
    {"orders-1k", orders<1'200, perf::Spelling::raw>},
    {"orders-12k", orders<12'000, perf::Spelling::raw>},
    {"orders-120k", orders<120'000, perf::Spelling::raw>},
    {"orders-120k-rules", orders<120'000, perf::Spelling::raw>},
    {"orders-120k-escaped", orders<120'000, perf::Spelling::escaped>},
    {"outlines-120k", [] { return perf::make_outlines(120'000, kSeed); }},
    {"messages-120k", [] { return perf::make_messages(120'000, kSeed); }},
    {"prose-120k", [] { return perf::make_prose(120'000, kSeed); }},
    {"crowded-30k", [] { return perf::make_crowded(30'000, kSeed); }},
    {"crowded-120k", [] { return perf::make_crowded(120'000, kSeed); }},
};

std::size_t mask(masking::BodyMasker& masker, const masking::Plan& plan, std::string_view document, long times) {
  std::size_t sent = 0;
  for (long i = 0; i < times; ++i) {
    masker.reset(plan, {});
    const auto first = masker.feed(document);
    if (!first) std::exit(1);
    sent += first->bytes().size();
    const auto last = masker.finish();
    if (!last) std::exit(1);
    sent += last->bytes().size();
  }
  return sent;
}

}  // namespace

// Of another linkage than the rest, so that it keeps its name and is not inlined.
std::size_t mask_warm(masking::BodyMasker& masker, const masking::Plan& plan, std::string_view document, long times);
[[gnu::noinline]] std::size_t mask_warm(masking::BodyMasker& masker, const masking::Plan& plan,
                                        std::string_view document, long times) {
  return mask(masker, plan, document, times);
}

int main(int argc, char** argv) {
  if (argc < 2) {
    for (const auto& document : kDocuments) {
      std::printf("%.*s\n", static_cast<int>(document.name.size()), document.name.data());
    }
    return 0;
  }
  const std::string_view name = argv[1];
  const long times = argc > 2 ? std::strtol(argv[2], nullptr, 10) : 1;
  std::string document;
  for (const auto& named : kDocuments) {
    if (named.name == name) document = named.make();
  }
  if (document.empty()) {
    std::ifstream file(argv[1], std::ios::binary);
    document.assign(std::istreambuf_iterator<char>(file), {});
  }
  if (document.empty()) {
    std::fprintf(stderr, "mask_document: no document of that name\n");
    return 2;
  }
  const auto engine = masking::Engine::compile(name.ends_with("-rules") ? perf::make_user_rules() : config::Policy{});
  if (!engine) return 1;
  const auto plan = (*engine)->plan("/orders", "");
  masking::Scratch scratch;
  const auto masker = (*engine)->make_masker(masking::MediaKind::json, plan, scratch, {});
  mask(*masker, plan, document, 2);
  const auto sent = mask_warm(*masker, plan, document, times);
  std::printf("%zu bytes in, %zu out\n", document.size() * static_cast<std::size_t>(times), sent);
  return 0;
}
