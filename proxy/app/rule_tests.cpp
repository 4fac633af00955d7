#include "proxy/app/rule_tests.hpp"

#include "masking/engine.hpp"
#include "proxy/app/json_compare.hpp"
#include "proxy/exchange/compile_engine.hpp"

namespace veilgate::proxy {
namespace {

Result<std::string> mask_document(const masking::Engine& engine, const config::RuleTest& test,
                                  masking::Scratch& scratch) {
  const auto masker =
      engine.make_masker(masking::MediaKind::json, engine.plan(test.route, ""), scratch, masking::MaskerOptions{});
  std::string out;
  for (const bool last : {false, true}) {
    const auto piece = last ? masker->finish() : masker->feed(test.input);
    if (!piece) return piece.error();
    out += piece->bytes();
  }
  return out;
}

RuleTestResult run_one(const masking::Engine& engine, const config::RuleTest& test, masking::Scratch& scratch) {
  RuleTestResult result{test.name, {}};
  const auto masked = mask_document(engine, test, scratch);
  if (!masked) {
    std::string reason = "the input was refused: ";
    reason += code_name(masked.error().code);
    if (!masked.error().note.for_log().empty()) reason += ", " + masked.error().note.for_log();
    result.failures.push_back({"", std::move(reason), "", ""});
    return result;
  }
  for (const auto& expectation : test.expect) {
    auto comparison = compare_at(*masked, expectation.pointer, expectation.json);
    if (comparison.equal) continue;
    result.failures.push_back(
        {expectation.pointer, std::move(comparison.difference), expectation.json, std::move(comparison.found)});
  }
  return result;
}

}  // namespace

Result<std::vector<RuleTestResult>> run_rule_tests(const config::Settings& settings) {
  const auto engine = compile_engine(settings);
  if (!engine) return engine.error();
  masking::Scratch scratch;
  std::vector<RuleTestResult> results;
  for (const auto& test : settings.tests) results.push_back(run_one(**engine, test, scratch));
  return results;
}

}  // namespace veilgate::proxy
