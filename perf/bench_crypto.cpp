// How fast fields are sealed, opened, recognised and indexed, against OpenSSL alone doing the same cryptography on the
// same sizes in the same run, with contexts keyed once and reused (bare_openssl.hpp). Every answer is checked before
// anything is timed.
//
// usage: bench_crypto [--json] [--quick]
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/primitives/ff1.hpp"
#include "crypto/seal/field_sealer.hpp"
#include "crypto/seal/opener.hpp"
#include "crypto/token/aad.hpp"
#include "perf/allocations.hpp"
#include "perf/bare_openssl.hpp"
#include "perf/seal_documents.hpp"
#include "perf/timing.hpp"
#include "tests/support/test_keyring.hpp"
#include "tests/support/test_permit.hpp"

namespace {

using namespace veilgate;
using namespace veilgate::crypto;
using veilgate::perf::BareBlocks;
using veilgate::perf::BareOpenssl;
using veilgate::test::TestPermit;

constexpr const char* kClass = "cn_mobile";
constexpr std::array<std::size_t, 3> kSizes = {11, 32, 128};
constexpr int kFf1Calls = 10;  // block cipher calls of FF1 for up to 19 digits

struct Options {
  bool json = false;
  bool quick = false;
};

[[noreturn]] void fail(const std::string& what) {
  std::fprintf(stderr, "bench_crypto: %s\n", what.c_str());
  std::exit(1);
}
void require(bool condition, const std::string& what) {
  if (!condition) fail(what);
}

std::vector<double> time_all(const std::vector<std::function<void()>>& contenders, const Options& options) {
  return perf::time_all(contenders, options.quick ? 3 : 7, options.quick ? 0.01 : 0.05);
}

std::string value_of(std::size_t size) {
  std::string value;
  while (value.size() < size) value += static_cast<char>('0' + (value.size() * 7 + 3) % 10);
  return value;
}

struct TokenRow {
  std::string suite;
  std::size_t bytes = 0;
  double seal = 0;  // ns
  double open = 0;
  double verify = 0;
  double bare_seal = 0;
  double bare_open = 0;
  double allocations = 0;  // of seal, open and verify together, a field
};

FieldSealer make_sealer(const std::shared_ptr<const Keyring>& keyring, const SealSettings& settings) {
  auto sealer = FieldSealer::make(keyring, test::tenant("acme"), kClass, settings);
  if (!sealer) fail(sealer.error().note.for_log());
  return *std::move(sealer);
}

TokenRow bench_token(const std::shared_ptr<const Keyring>& keyring, Algorithm suite, std::size_t size,
                     const Options& options) {
  auto sealer = make_sealer(keyring, {.suite = suite});
  Opener opener(keyring, test::tenant("acme"));
  const auto grant = TestPermit::grant(test::tenant("acme"), {kClass});
  const auto receipt = TestPermit::receipt();
  const std::string value = value_of(size);

  std::string token;
  std::string back;
  require(sealer.append_token(value, token).has_value(), "not sealed");
  require(opener.open(token, grant, receipt, back).has_value() && back == value, "did not come back");
  require(sealer.is_own_token(token), "not recognised");
  auto changed = token;
  changed[changed.size() - 2] = changed[changed.size() - 2] == 'A' ? 'B' : 'A';
  require(!sealer.is_own_token(changed), "recognised what was changed");

  auto bare = BareOpenssl::make(suite);
  require(bare != nullptr, "no bare loop");
  const Aad aad(test::tenant("acme"), parse_token(token)->header);
  std::vector<std::uint8_t> sealed(size + 16);
  std::vector<std::uint8_t> opened(size);
  require(bare->seal(aad.octets(), octets(value), sealed.data()), "bare: not sealed");
  require(bare->open(aad.octets(), sealed, opened.data()) && as_text(opened) == value, "bare: did not come back");

  std::string out;
  bool good = true;
  const auto seal = [&] {
    out.clear();
    good &= sealer.append_token(value, out).has_value();
  };
  const auto open = [&] {
    out.clear();
    good &= opener.open(token, grant, receipt, out).has_value();
  };
  const auto verify = [&] { good &= sealer.is_own_token(token); };
  seal();
  const auto before = perf::allocations();
  for (int i = 0; i < 100; ++i) {
    seal();
    open();
    verify();
  }
  TokenRow row;
  row.allocations = static_cast<double>(perf::allocations() - before) / 100;
  const auto best =
      time_all({seal, open, verify, [&] { good &= bare->seal(aad.octets(), octets(value), sealed.data()); },
                [&] { good &= bare->open(aad.octets(), sealed, opened.data()); }},
               options);
  require(good, "something failed while it was timed");
  row.suite = to_text(suite);
  row.bytes = size;
  row.seal = best[0];
  row.open = best[1];
  row.verify = best[2];
  row.bare_seal = best[3];
  row.bare_open = best[4];
  return row;
}

// Opening tokens of several processes in turn, so that each needs a subkey the one before did not: ns.
struct TurnRow {
  std::size_t processes = 0;
  double open = 0;
};
constexpr std::array<std::size_t, 3> kProcesses = {2, 8, 32};

TurnRow bench_turns(const std::shared_ptr<const Keyring>& keyring, std::size_t processes, const Options& options) {
  Opener opener(keyring, test::tenant("acme"));
  const auto grant = TestPermit::grant(test::tenant("acme"), {kClass});
  const auto receipt = TestPermit::receipt();
  std::vector<std::string> tokens(processes);
  for (auto& token : tokens) {
    auto sealer = make_sealer(keyring, {.suite = Algorithm::aes256_gcm});
    require(sealer.append_token(value_of(kSizes[0]), token).has_value(), "not sealed");
  }
  std::string out;
  std::size_t turn = 0;
  bool good = true;
  const auto best = time_all({[&] {
                               out.clear();
                               good &= opener.open(tokens[++turn % processes], grant, receipt, out).has_value();
                             }},
                             options);
  require(good, "something failed while it was timed");
  return {processes, best[0]};
}

struct FormatRow {
  std::string suite;
  double primitive = 0;  // FF1 alone, ns
  double seal = 0;       // with text, companion and its tag
  double open = 0;
  double calls = 0;  // the ten block cipher calls
};

FormatRow bench_format(const std::shared_ptr<const Keyring>& keyring, Algorithm suite, const Options& options) {
  const std::string value = "6222021234567890";
  auto sealer = make_sealer(keyring, {.suite = suite, .format = {Alphabet::digits, CheckDigit::none, false}});
  Opener opener(keyring, test::tenant("acme"));
  const auto grant = TestPermit::grant(test::tenant("acme"), {kClass});
  const auto receipt = TestPermit::receipt();
  std::string text;
  std::string companion;
  std::string back;
  require(sealer.append_formatted(value, text, companion).has_value(), "not sealed");
  require(opener.open_formatted(text, companion, grant, receipt, back).has_value() && back == value,
          "did not come back");

  const bool is_sm4 = suite == Algorithm::ff1_sm4;
  auto ff1 = Ff1::make(is_sm4 ? BlockCipher::sm4 : BlockCipher::aes, std::vector<std::uint8_t>(is_sm4 ? 16 : 32), 10,
                       std::vector<std::uint8_t>(40));
  require(ff1.has_value(), "no FF1");
  std::array<std::uint16_t, 16> numerals{1, 2, 3, 4, 5, 6, 7, 8, 9};
  BareBlocks blocks(suite);
  bool good = true;
  std::string out;
  std::string beside;
  const auto best = time_all({[&] { good &= ff1->encrypt(numerals); },
                              [&] {
                                out.clear();
                                beside.clear();
                                good &= sealer.append_formatted(value, out, beside).has_value();
                              },
                              [&] {
                                out.clear();
                                good &= opener.open_formatted(text, companion, grant, receipt, out).has_value();
                              },
                              [&] { good &= blocks.run(kFf1Calls); }},
                             options);
  require(good, "something failed while it was timed");
  return {to_text(suite), best[0], best[1], best[2], best[3]};
}

struct IndexRow {
  std::string algorithm;
  std::array<double, 3> ns{};  // exact, last4, ngram of an 11-digit number
};

IndexRow bench_index(const std::shared_ptr<const Keyring>& keyring, Algorithm algorithm, const Options& options) {
  constexpr std::array kKinds = {IndexKind::exact, IndexKind::last4, IndexKind::ngram};
  const std::string value = "13912345678";
  auto sealer = make_sealer(
      keyring, {.suite = Algorithm::aes_siv, .index = {kKinds.begin(), kKinds.end()}, .index_algorithm = algorithm});
  bool good = true;
  std::string out;
  std::vector<std::function<void()>> contenders;
  for (const auto kind : kKinds) {
    std::string stored;
    const auto appended = sealer.append_index(value, kind, stored);
    const auto queries = make_queries(*keyring, test::tenant("acme"), algorithm, kClass, kind, "+86 139-1234-5678");
    require(appended && *appended && queries && queries->size() == 1 && may_match(stored, queries->front()),
            "an index was not found");
    contenders.push_back([&, kind] {
      out.clear();
      good &= sealer.append_index(value, kind, out).has_value();
    });
  }
  const auto best = time_all(contenders, options);
  require(good, "something failed while it was timed");
  return {to_text(algorithm), {best[0], best[1], best[2]}};
}

double per_second(double ns) {
  return 1e9 / ns;
}

void print_tables(const std::vector<TokenRow>& tokens, const std::vector<TurnRow>& turns,
                  const std::vector<perf::DocumentRow>& documents, const std::vector<FormatRow>& formats,
                  const std::vector<IndexRow>& indexes) {
  std::printf("%-18s %6s | %8s %8s %8s | %9s %9s | %6s %6s | %11s %6s\n", "suite", "bytes", "seal ns", "open ns",
              "verify", "bare seal", "bare open", "/seal", "/open", "fields/s", "allocs");
  for (const auto& row : tokens)
    std::printf("%-18s %6zu | %8.0f %8.0f %8.0f | %9.0f %9.0f | %5.2fx %5.2fx | %11.0f %6.2f\n", row.suite.c_str(),
                row.bytes, row.seal, row.open, row.verify, row.bare_seal, row.bare_open, row.bare_seal / row.seal,
                row.bare_open / row.open, per_second(row.seal), row.allocations);
  // Tokens come in the order of kSizes, aes256-gcm's first.
  for (const auto& row : turns)
    std::printf("aes256-gcm, 11 bytes, tokens of %zu processes in turn: open %.0f ns, %.2fx\n", row.processes, row.open,
                tokens.front().bare_open / row.open);
  std::printf("\n%-18s | %10s %10s | %9s | %10s %10s   a field of a document\n", "suite", "to leaving", "to masking",
              "bare seal", "/bare", "/bare");
  for (const auto& row : documents)
    std::printf("%-18s | %10.0f %10.0f | %9.0f | %9.2fx %9.2fx\n", row.suite.c_str(), row.beyond_leaving,
                row.beyond_masking, row.bare, row.beyond_leaving / row.bare, row.beyond_masking / row.bare);
  std::printf("\n%-18s | %8s %8s %8s | %14s | %10s %10s | %11s\n", "16 digits", "FF1 ns", "seal ns", "open ns",
              "10 cipher calls", "FF1/calls", "seal/calls", "fields/s");
  for (const auto& row : formats)
    std::printf("%-18s | %8.0f %8.0f %8.0f | %14.0f | %9.2fx %9.2fx | %11.0f\n", row.suite.c_str(), row.primitive,
                row.seal, row.open, row.calls, row.primitive / row.calls, row.seal / row.calls, per_second(row.seal));
  std::printf("\n%-18s | %8s %8s %8s   ns for a number of 11 digits\n", "index", "exact", "last4", "ngram");
  for (const auto& row : indexes)
    std::printf("%-18s | %8.0f %8.0f %8.0f\n", row.algorithm.c_str(), row.ns[0], row.ns[1], row.ns[2]);
  std::printf(
      "\nOne thread by its CPU time, best of rounds in turn. seal: value in, token text out, with nonce. open: token "
      "text "
      "in,\nplaintext out, with parsing, permit and key look-up. bare: OpenSSL alone with a reused context on the same "
      "bytes and\nassociated data; for SIV without it, as the suite binds it once. /seal, /open: bare time over ours, "
      "1.00x would be no\ncost at all. fields/s: sealed by one core. allocs: operator new calls for one seal, open and "
      "verify; HMAC allocates\ninside OpenSSL 3.0, which is not counted. A field of a document: 64 orders with a "
      "telephone "
      "of 11 digits each, sealed,\nless the time for the same document when the telephones are left, or masked; over "
      "the "
      "bare seal.\nNot measured: making sealers, more than one thread.\n");
}

void print_json(const std::vector<TokenRow>& tokens, const std::vector<TurnRow>& turns,
                const std::vector<perf::DocumentRow>& documents, const std::vector<FormatRow>& formats,
                const std::vector<IndexRow>& indexes) {
  nlohmann::json out = {
      {"tokens", nlohmann::json::array()}, {"formats", nlohmann::json::array()}, {"indexes", nlohmann::json::array()}};
  for (const auto& row : tokens)
    out["tokens"].push_back({{"suite", row.suite},
                             {"bytes", row.bytes},
                             {"ns", {{"seal", row.seal}, {"open", row.open}, {"verify", row.verify}}},
                             {"bare_ns", {{"seal", row.bare_seal}, {"open", row.bare_open}}},
                             {"seal_ratio", row.bare_seal / row.seal},
                             {"open_ratio", row.bare_open / row.open},
                             {"allocations", row.allocations}});
  for (const auto& row : turns) out["open_in_turns"].push_back({{"processes", row.processes}, {"ns", row.open}});
  for (const auto& row : documents)
    out["documents"].push_back({{"suite", row.suite},
                                {"beyond_leaving_ns", row.beyond_leaving},
                                {"beyond_masking_ns", row.beyond_masking},
                                {"bare_ns", row.bare}});
  for (const auto& row : formats)
    out["formats"].push_back({{"suite", row.suite},
                              {"ns", {{"ff1", row.primitive}, {"seal", row.seal}, {"open", row.open}}},
                              {"calls_ns", row.calls},
                              {"ff1_to_calls", row.primitive / row.calls}});
  for (const auto& row : indexes)
    out["indexes"].push_back(
        {{"algorithm", row.algorithm}, {"ns", {{"exact", row.ns[0]}, {"last4", row.ns[1]}, {"ngram", row.ns[2]}}}});
  std::printf("%s\n", out.dump(2).c_str());
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--json") {
      options.json = true;
    } else if (argument == "--quick") {
      options.quick = true;
    } else {
      fail("usage: bench_crypto [--json] [--quick]");
    }
  }
  const auto keyring = test::make_keyring();
  std::vector<TokenRow> tokens;
  std::vector<FormatRow> formats;
  std::vector<IndexRow> indexes;
  for (const auto& suite : suites()) {
    if (const auto offered = check_offered(suite.algorithm); !offered) {
      if (!options.json) std::printf("not measured: %s\n", offered.error().note.for_log().c_str());
    } else if (suite.keeps_format) {
      formats.push_back(bench_format(keyring, suite.algorithm, options));
    } else {
      for (const auto size : kSizes) tokens.push_back(bench_token(keyring, suite.algorithm, size, options));
    }
  }
  for (const auto algorithm : {Algorithm::hmac_sha256, Algorithm::hmac_sm3})
    indexes.push_back(bench_index(keyring, algorithm, options));
  std::vector<TurnRow> turns;
  for (const auto processes : kProcesses) turns.push_back(bench_turns(keyring, processes, options));
  const auto documents = perf::bench_documents(options.quick);
  options.json ? print_json(tokens, turns, documents, formats, indexes)
               : print_tables(tokens, turns, documents, formats, indexes);
}
