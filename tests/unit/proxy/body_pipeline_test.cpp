#include "proxy/exchange/body_pipeline.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/unit/coding/codings.hpp"

using namespace veilgate;
using namespace veilgate::proxy;
using namespace veilgate::test;

namespace {

constexpr std::string_view kPlain = R"([{"mobile":"13800138000","n":1},{"note":"none"}])";
constexpr std::string_view kMasked = R"([{"mobile":"138****8000","n":1},{"note":"none"}])";

struct Out {
  std::vector<std::string> pieces;
  std::optional<Code> error;
  std::string all() const {
    std::string joined;
    for (const auto& piece : pieces) joined += piece;
    return joined;
  }
};

class Bench {
 public:
  Bench() {
    auto compiled = masking::Engine::compile({});
    REQUIRE(compiled.has_value());
    engine_ = *compiled;
  }

  Out run(const PipelinePlan& plan, std::string_view coded, std::size_t step, bool coding_announced = false) {
    Out out;
    if (const auto ready = pipeline_.begin(plan, *engine_, engine_->plan("/", ""), scratch_); !ready) {
      out.error = ready.error().code;
      return out;
    }
    if (coding_announced) pipeline_.coding_announced();
    for (std::size_t at = 0; at < coded.size() && !out.error; at += step) {
      pipeline_.give(coded.substr(at, step));
      collect(out);
    }
    if (!out.error) {
      pipeline_.end();
      collect(out);
    }
    if (!out.error) CHECK(pipeline_.last());
    return out;
  }

  BodyPipeline& pipeline() { return pipeline_; }

 private:
  void collect(Out& out) {
    for (;;) {
      const auto piece = pipeline_.next();
      if (!piece) {
        out.error = piece.error().code;
        return;
      }
      if (piece->empty()) return;
      out.pieces.emplace_back(piece->bytes());
      if (pipeline_.last()) return;
    }
  }

  std::shared_ptr<const masking::Engine> engine_;
  masking::Scratch scratch_;
  BodyPipeline pipeline_;  // gone before its scratch
};

PipelinePlan plan_for(MediaPlan media, Coding from = Coding::identity, Coding to = Coding::identity) {
  return {.media = media,
          .from = from,
          .to = to,
          .hold_bytes = 1024 * 1024,
          .decoded_bytes = 64 * 1024 * 1024,
          .ratio = 200,
          .shadow = false};
}

}  // namespace

TEST_CASE("every coding in and out, at every cut") {
  Bench bench;
  for (const auto from : kAllCodings) {
    for (const auto to : kAllCodings) {
      const std::string body = coded(from, kPlain);
      for (std::size_t step = 1; step <= body.size(); step += step < 8 ? 1 : 11) {
        CAPTURE(coding_name(from));
        CAPTURE(coding_name(to));
        CAPTURE(step);
        const auto out = bench.run(plan_for(MediaPlan::json, from, to), body, step);
        CHECK(!out.error);
        CHECK(out.pieces.size() == 1);  // held, so it leaves whole
        CHECK(decode(to, {out.all()}).text == kMasked);
        CHECK(bench.pipeline().findings().masked_total() == 1);
      }
    }
  }
}

TEST_CASE("an empty body is no byte, or its coding's form of nothing once that was announced") {
  Bench bench;
  for (const auto coding : kAllCodings) {
    CAPTURE(coding_name(coding));
    for (const std::string& body : {std::string(), coded(coding, "")}) {
      const auto plan = plan_for(MediaPlan::event_stream, coding, coding);
      CHECK(bench.run(plan, body, 4096).all().empty());
      const auto announced = bench.run(plan, body, 4096, true).all();
      CHECK(announced.empty() == (coding == Coding::identity));
      const auto decoded = decode(coding, {announced});
      CHECK(!decoded.refused);
      CHECK(decoded.text.empty());
    }
  }
}

TEST_CASE("nothing comes out of a body that is refused while it is held") {
  Bench bench;
  struct Row {
    const char* name;
    std::string body;
    Coding from;
    Code code;
  };
  const std::string zipped = gzip(kPlain);
  const Row rows[] = {
      {"truncated JSON", std::string(kPlain.substr(0, 30)), Coding::identity, Code::bad_json},
      {"trailing bytes", std::string(kPlain) + "]", Coding::identity, Code::bad_json},
      {"truncated gzip", zipped.substr(0, zipped.size() - 3), Coding::gzip, Code::body_truncated},
      {"a bomb", gzip(std::string(70'000'000, ' ')), Coding::gzip, Code::expansion_too_large},
      {"gzip it is not", std::string(kPlain), Coding::gzip, Code::bad_coding},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    const auto out = bench.run(plan_for(MediaPlan::json, row.from), row.body, 4096);
    CHECK(out.error == row.code);
    CHECK(out.pieces.empty());
  }
}

TEST_CASE("bodies over the hold come out in pieces, masked, in constant order") {
  Bench bench;
  std::string plain = "[";
  std::string masked = "[";
  for (int i = 0; i < 20'000; ++i) {
    plain += R"({"mobile":"13800138000"},)";
    masked += R"({"mobile":"138****8000"},)";
  }
  plain += "0]";
  masked += "0]";
  auto plan = plan_for(MediaPlan::json);
  plan.hold_bytes = 1000;
  const auto out = bench.run(plan, plain, 16 * 1024);
  CHECK(!out.error);
  CHECK(out.pieces.size() > 1);
  CHECK((out.all() == masked));
}

TEST_CASE("each record can be decoded as soon as it came out") {
  Bench bench;
  for (const auto to : kAllCodings) {
    CAPTURE(coding_name(to));
    const auto out =
        bench.run(plan_for(MediaPlan::records, Coding::identity, to), "{\"mobile\":\"13800138000\"}\n{\"n\":1}\n", 27);
    CHECK(!out.error);
    REQUIRE(!out.pieces.empty());
    const std::string first = "{\"mobile\":\"138****8000\"}\n";
    CHECK(decode(to, {out.pieces[0]}).text.substr(0, first.size()) == first);
    CHECK(decode(to, {out.all()}).text == first + "{\"n\":1}\n");
  }
}

TEST_CASE("passed bodies come out as they are, up to the limit") {
  Bench bench;
  auto plan = plan_for(MediaPlan::pass, Coding::gzip, Coding::gzip);
  const auto out = bench.run(plan, "not gzip, and nobody looks", 5);
  CHECK(!out.error);
  CHECK(out.all() == "not gzip, and nobody looks");
  plan.decoded_bytes = 25;
  CHECK(bench.run(plan, "not gzip, and nobody looks", 5).error == Code::body_too_large);
}

TEST_CASE("a plan that refuses lets nothing through") {
  Bench bench;
  const auto out = bench.run(PipelinePlan{}, "{}", 1);
  CHECK(out.error == Code::unsupported_media_type);
  CHECK(out.pieces.empty());
}

TEST_CASE("an empty body stays empty") {
  Bench bench;
  for (const auto coding : kAllCodings) {
    CAPTURE(coding_name(coding));
    const auto out = bench.run(plan_for(MediaPlan::json, coding, coding), "", 1);
    CHECK(!out.error);
    CHECK(out.all().empty());
  }
}
