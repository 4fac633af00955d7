// `./dev bench accuracy`: what the engine finds of the labelled sets and what it touches by mistake, as tables.
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "tests/accuracy/labelled.hpp"
#include "tests/accuracy/measure.hpp"

namespace {

using namespace veilgate::accuracy;

void print(const char* name, const Count& count) {
  std::printf("  %-28s %8zu of %8zu  %8.3f %%\n", name, count.good, count.all, 100 * count.share());
}

void print(const char* title, const std::map<std::string, Count>& counts) {
  std::printf("\n%s\n", title);
  for (const auto& [name, count] : counts) print(name.c_str(), count);
  print("all", total(counts));
}

void print(const std::vector<std::string>& examples) {
  std::printf("\nWhat went wrong\n");
  for (const std::string& example : examples) std::printf("  %s\n", example.c_str());
}

template <class Names>
void print_matrix(const char* title, const std::map<std::string, std::map<std::string, Count>>& counts,
                  const Names& names) {
  std::printf("\n%s (%%)\n  %-16s", title, "");
  for (const auto& each : names) std::printf(" %7.7s", std::string(each.name).c_str());
  std::printf("     all\n");
  for (const auto& [name, row] : counts) {
    std::printf("  %-16s", name.c_str());
    for (const auto& each : names) {
      const auto cell = row.find(std::string(each.name));
      if (cell == row.end()) {
        std::printf("       -");
      } else {
        std::printf(" %7.2f", 100 * cell->second.share());
      }
    }
    std::printf(" %7.2f\n", 100 * total(row).share());
  }
  print("all", total(counts));
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t rounds = 20;
  bool examples = false;
  bool outside = false;
  std::uint64_t seed = kSeed;
  const LabelledSets* sets = &own_sets();
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--examples") {
      examples = true;
    } else if (argument == "--rounds" && i + 1 < argc) {
      rounds = static_cast<std::size_t>(std::strtoul(argv[++i], nullptr, 10));
    } else if (argument == "--seed" && i + 1 < argc) {
      seed = std::strtoull(argv[++i], nullptr, 10);
    } else if (argument == "--held-out") {
      sets = &held_out_sets();
    } else if (argument == "--outsiders") {
      outside = true;
    } else {
      std::fputs("usage: accuracy [--rounds N] [--seed N] [--held-out | --outsiders] [--examples]\n", stderr);
      return 2;
    }
  }
  if (outside) {
    const Measured measured = measure_outsiders(rounds, seed);
    print("Recall: values in outsiders' documents", measured.outside_hidden);
    print("Left alone: their other members", measured.outside_left);
    print("output masked again unchanged", measured.settled);
    print("numbers without six digits left", measured.discreet);
    if (examples) print(measured.examples);
    return 0;
  }
  const Measured measured = measure(rounds, *sets, seed);
  print("Recall: fields under a telling name, in every type", measured.keyed);
  print_matrix("Recall: structured classes in texts and alone, by form", measured.structured, sets->forms);
  print_matrix("The same by carrier", measured.carried, sets->carriers);
  print("Findings that name the right class", measured.named_right);
  print("Precision: documents with a finding of the class that hold one", measured.precise);
  print("Left alone: values that are nobody's", measured.near_misses);
  print("Left alone: titles and sentences", measured.texts);
  std::printf("\nRecords\n");
  print("sensitive members hidden", measured.record_fields);
  print("other members left alone", measured.record_rest);
  if (examples) print(measured.examples);
  return 0;
}
