// How fast the engine masks, against simdjson visiting every value (On-Demand, as raw tokens and as values), the naive
// way (On-Demand and a Hyperscan call a string), simdjson building the tree (DOM) and a copy, on the same documents in
// the same run. Every answer is checked before anything is timed; an engine that masks wrongly is not timed.
//
// usage: bench_engine [--json] [--quick]
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "masking/engine.hpp"
#include "perf/allocations.hpp"
#include "perf/order_documents.hpp"
#include "perf/peers.hpp"
#include "perf/timing.hpp"
#include "perf/user_rules.hpp"

namespace {

using veilgate::masking::BodyMasker;
using veilgate::masking::Engine;
using veilgate::masking::MaskerOptions;
using veilgate::masking::MediaKind;
using veilgate::masking::Plan;
using veilgate::masking::Scratch;
using veilgate::perf::Peers;
using veilgate::perf::time_once;

constexpr int kRounds = 5;
constexpr std::size_t kPiece = 256 * 1024;  // what a proxy reads at once

struct Options {
  bool json = false;
  bool quick = false;
};

struct Row {
  std::string name;
  std::size_t bytes = 0;
  std::uint64_t values = 0;
  std::uint64_t masked = 0;
  double engine = 0;  // GB/s
  double on_demand = 0;
  double on_demand_values = 0;
  double naive = 0;
  double dom = 0;
  double copy = 0;
  double allocations = 0;  // a document, in the steady state
};

[[noreturn]] void fail(const std::string& what) {
  std::fprintf(stderr, "bench_engine: %s\n", what.c_str());
  std::exit(1);
}

class EngineContender {
 public:
  explicit EngineContender(const veilgate::config::Policy& policy = {}) {
    const double start = veilgate::perf::cpu_seconds();
    auto engine = Engine::compile(policy);
    compile_seconds_ = veilgate::perf::cpu_seconds() - start;
    if (!engine) fail("the policy does not compile: " + engine.error().note.for_log());
    engine_ = *engine;
    plan_ = engine_->plan("/orders", "");
    masker_ = engine_->make_masker(MediaKind::json, *plan_, scratch_, MaskerOptions{});
  }

  // Masks the document as a proxy would, piece by piece; gives what may be sent to `sink`. False: refused.
  template <class Sink>
  bool mask(std::string_view document, Sink&& sink) {
    masker_->reset(*plan_, MaskerOptions{});
    while (!document.empty()) {
      const auto piece = document.substr(0, kPiece);
      document.remove_prefix(piece.size());
      const auto out = masker_->feed(piece);
      if (!out) return false;
      sink(out->bytes());
    }
    const auto out = masker_->finish();
    if (!out) return false;
    sink(out->bytes());
    return true;
  }

  std::uint64_t masked() const { return masker_->findings().masked_total(); }

  double compile_seconds() const { return compile_seconds_; }  // the first one compiles the built-in patterns, too

 private:
  std::shared_ptr<const Engine> engine_;
  std::optional<Plan> plan_;
  Scratch scratch_;
  std::unique_ptr<BodyMasker> masker_;
  double compile_seconds_ = 0;
};

// The best of some rounds, the contenders taking turns, so that a disturbance of the machine hits all alike.
Row time_document(std::string name, std::string_view document, EngineContender& engine, Peers& peers,
                  const Options& options) {
  std::size_t sent = 0;
  const auto run_engine = [&] {
    if (!engine.mask(document, [&](std::string_view bytes) { sent += bytes.size(); }))
      fail(name + ": refused while timed");
  };
  const std::array<std::function<void()>, 6> contenders = {
      run_engine,           [&] { peers.on_demand(); }, [&] { peers.on_demand_values(); }, [&] { peers.naive(); },
      [&] { peers.dom(); }, [&] { peers.copy(); }};
  std::array<double, contenders.size()> best{};
  const double wanted = options.quick ? 0.02 : 0.15;
  for (int round = 0; round < (options.quick ? 2 : kRounds); ++round)
    for (std::size_t i = 0; i < contenders.size(); ++i) {
      const double rate = static_cast<double>(document.size()) / time_once(contenders[i], wanted) / 1e9;
      best[i] = std::max(best[i], rate);
    }

  Row row;
  row.name = std::move(name);
  row.bytes = document.size();
  row.engine = best[0];
  row.on_demand = best[1];
  row.on_demand_values = best[2];
  row.naive = best[3];
  row.dom = best[4];
  row.copy = best[5];
  constexpr int kDocuments = 20;
  const auto before = veilgate::perf::allocations();
  for (int i = 0; i < kDocuments; ++i) run_engine();
  row.allocations = static_cast<double>(veilgate::perf::allocations() - before) / kDocuments;
  row.masked = engine.masked();
  return row;
}

std::string masked_by(EngineContender& engine, const std::string& name, std::string_view document) {
  std::string output;
  if (!engine.mask(document, [&](std::string_view bytes) { output += bytes; }))
    fail(name + ": the engine refused the document");
  return output;
}

// What both peers say about a document, which has to be the same.
std::uint64_t agreed_values(Peers& peers, const std::string& name) {
  const auto visited = peers.on_demand();
  const auto read = peers.on_demand_values();
  const auto counted = peers.count_dom();
  if (!visited || !read || !counted) fail(name + ": simdjson refused the document");
  if (!peers.naive()) fail(name + ": the naive way failed");
  if (visited->values != *counted || read->values != *counted)
    fail(name + ": On-Demand and DOM count different numbers of values");
  return *counted;
}

Row bench_orders(std::size_t bytes, veilgate::perf::Spelling spelling, std::string name, EngineContender& engine,
                 const Options& options) {
  const auto document = veilgate::perf::make_order_document(bytes, spelling, 20251111 + bytes);
  std::string reason;
  const auto output = masked_by(engine, name, document.text);
  if (!veilgate::perf::is_masked_exactly(document, output, reason)) fail(name + ": " + reason);
  if (engine.masked() != document.planted.size()) fail(name + ": the engine counts another number of masked values");
  Peers peers(document.text);
  const auto values = agreed_values(peers, name);
  auto row = time_document(std::move(name), document.text, engine, peers, options);
  row.values = values;
  return row;
}

// A document nobody made for this product: the answer has to be JSON with no more values, and the same bytes when
// none was masked.
std::optional<Row> bench_file(const std::filesystem::path& file, EngineContender& engine, const Options& options) {
  std::ifstream stream(file, std::ios::binary);
  const std::string document{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (!stream || document.empty()) return std::nullopt;
  auto name = file.filename().string();
  Peers peers(document);
  const auto values = agreed_values(peers, name);
  const auto output = masked_by(engine, name, document);
  if (engine.masked() == 0 && output != document) fail(name + ": nothing was masked, and the output is another");
  Peers after(output);
  // Members may have been removed, none added.
  if (agreed_values(after, name) > values) fail(name + ": the output has more values");
  auto row = time_document(std::move(name), document, engine, peers, options);
  row.values = values;
  return row;
}

struct UserRulesRow {
  std::string name;
  double builtin = 0;  // GB/s
  double with_rules = 0;
};

// The engine with the published set of 500 user rules against itself without them; the same answer from both.
UserRulesRow bench_user_rules(std::size_t bytes, std::string name, EngineContender& builtin,
                              EngineContender& with_rules, const Options& options) {
  const auto document = veilgate::perf::make_order_document(bytes, veilgate::perf::Spelling::raw, 1);
  std::string reason;
  for (EngineContender* const each : {&builtin, &with_rules}) {
    if (!veilgate::perf::is_masked_exactly(document, masked_by(*each, name, document.text), reason))
      fail(name + ": " + reason);
  }
  UserRulesRow row;
  row.name = std::move(name);
  const double wanted = options.quick ? 0.02 : 0.15;
  std::size_t sent = 0;
  for (int round = 0; round < (options.quick ? 2 : kRounds); ++round) {
    const auto rate = [&](EngineContender& engine) {
      const auto mask = [&] {
        if (!engine.mask(document.text, [&](std::string_view out) { sent += out.size(); })) fail("refused while timed");
      };
      return static_cast<double>(document.text.size()) / time_once(mask, wanted) / 1e9;
    };
    row.builtin = std::max(row.builtin, rate(builtin));
    row.with_rules = std::max(row.with_rules, rate(with_rules));
  }
  return row;
}

std::filesystem::path examples_folder() {
  const char* suites = std::getenv("VEILGATE_SUITES");
  return std::filesystem::path(suites != nullptr ? suites : VEILGATE_SOURCE_DIR "/../shared/suites") / "json" /
         "examples";
}

void print_table(const std::vector<Row>& rows) {
  std::printf("%-22s %9s %7s %7s | %6s %6s %6s %6s %6s %6s | %8s %8s %7s %6s | %6s\n", "document", "bytes", "values",
              "masked", "engine", "tokens", "values", "naive", "dom", "copy", "/tokens", "/values", "/naive", "/dom",
              "allocs");
  for (const auto& row : rows)
    std::printf("%-22s %9zu %7llu %7llu | %6.2f %6.2f %6.2f %6.2f %6.2f %6.2f | %7.2fx %7.2fx %6.2fx %5.2fx | %6.1f\n",
                row.name.c_str(), row.bytes, static_cast<unsigned long long>(row.values),
                static_cast<unsigned long long>(row.masked), row.engine, row.on_demand, row.on_demand_values, row.naive,
                row.dom, row.copy, row.engine / row.on_demand, row.engine / row.on_demand_values,
                row.engine / row.naive, row.engine / row.dom, row.allocations);
  std::printf(
      "\nGB/s of one thread by its CPU time, best of %d rounds; simdjson kernel: %.*s; peers compiled with\n"
      "-march=native, engine as shipped.\n"
      "tokens: On-Demand visiting every key and value as a raw token. values: On-Demand reading every key and value\n"
      "(strings decoded, numbers parsed). naive: every string decoded by On-Demand and given to Hyperscan with 16\n"
      "patterns, one call each. dom: the tree built. copy: memcpy. None of them produces output.\n"
      "engine: grammar checked, masked, output produced; pieces of 256 KiB, hold of 1 MiB. allocs: operator new calls\n"
      "a document once warm. Not measured: reading from and writing to sockets, content codings.\n",
      kRounds, static_cast<int>(Peers::kernel().size()), Peers::kernel().data());
}

void print_table(const std::vector<UserRulesRow>& rows, const EngineContender& builtin,
                 const EngineContender& with_rules) {
  std::printf("\n%-22s %9s %10s | %s\n", "500 user rules", "built-in", "with rules", "slower");
  for (const auto& row : rows)
    std::printf("%-22s %9.2f %10.2f | %5.2fx\n", row.name.c_str(), row.builtin, row.with_rules,
                row.builtin / row.with_rules);
  std::printf("compiled in %.0f ms (built-in) and %.0f ms (500 rules)\n", builtin.compile_seconds() * 1e3,
              with_rules.compile_seconds() * 1e3);
}

void print_json(const std::vector<Row>& rows, const std::vector<UserRulesRow>& user_rules,
                const EngineContender& builtin, const EngineContender& with_rules) {
  auto documents = nlohmann::json::array();
  for (const auto& row : rows)
    documents.push_back({{"document", row.name},
                         {"bytes", row.bytes},
                         {"values", row.values},
                         {"masked", row.masked},
                         {"gb_per_s",
                          {{"engine", row.engine},
                           {"on_demand", row.on_demand},
                           {"on_demand_values", row.on_demand_values},
                           {"naive", row.naive},
                           {"dom", row.dom},
                           {"copy", row.copy}}},
                         {"engine_to_on_demand", row.engine / row.on_demand},
                         {"engine_to_on_demand_values", row.engine / row.on_demand_values},
                         {"engine_to_naive", row.engine / row.naive},
                         {"allocations", row.allocations}});
  auto rules = nlohmann::json::array();
  for (const auto& row : user_rules)
    rules.push_back({{"document", row.name}, {"built_in", row.builtin}, {"with_rules", row.with_rules}});
  std::printf("%s\n", nlohmann::json{{"kernel", Peers::kernel()},
                                     {"documents", documents},
                                     {"user_rules", rules},
                                     {"compile_ms", builtin.compile_seconds() * 1e3},
                                     {"compile_user_rules_ms", with_rules.compile_seconds() * 1e3}}
                          .dump(2)
                          .c_str());
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
      fail("usage: bench_engine [--json] [--quick]");
    }
  }

  EngineContender engine;
  std::vector<Row> rows;
  constexpr std::array<std::pair<std::size_t, const char*>, 5> kSizes = {
      {{1'200, "1.2 KB"}, {12'000, "12 KB"}, {120'000, "120 KB"}, {1'200'000, "1.2 MB"}, {12'000'000, "12 MB"}}};
  for (const auto spelling : {veilgate::perf::Spelling::raw, veilgate::perf::Spelling::escaped})
    for (const auto& [bytes, label] : kSizes) {
      const char* suffix = spelling == veilgate::perf::Spelling::raw ? " UTF-8" : " \\u";
      rows.push_back(bench_orders(bytes, spelling, std::string("orders ") + label + suffix, engine, options));
    }

  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(examples_folder(), error))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const auto& file : files)
    if (auto row = bench_file(file, engine, options)) rows.push_back(std::move(*row));

  EngineContender with_rules(veilgate::perf::make_user_rules());
  std::vector<UserRulesRow> user_rules;
  for (const auto& [bytes, label] : kSizes) {
    user_rules.push_back(bench_user_rules(bytes, std::string("orders ") + label, engine, with_rules, options));
  }

  if (options.json) {
    print_json(rows, user_rules, engine, with_rules);
  } else {
    print_table(rows);
    print_table(user_rules, engine, with_rules);
  }
  if (files.empty() && !options.json) std::printf("skipped: suites not found (json/examples)\n");
}
