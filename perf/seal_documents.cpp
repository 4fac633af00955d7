#include "perf/seal_documents.hpp"

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "crypto/seal/opener.hpp"
#include "crypto/suites/suite.hpp"
#include "crypto/token/aad.hpp"
#include "masking/engine.hpp"
#include "perf/bare_openssl.hpp"
#include "perf/timing.hpp"
#include "tests/support/test_keyring.hpp"
#include "tests/support/test_permit.hpp"

namespace veilgate::perf {
namespace {

constexpr int kFields = 64;
constexpr std::string_view kClass = "cn_mobile";
constexpr std::string_view kBefore = R"({"orderState":"WAIT_SELLER_STOCK_OUT","mobile":")";
constexpr std::string_view kBehind = R"(","orderTotalPrice":"108.00","itemTotal":3})";

[[noreturn]] void fail(const std::string& what) {
  std::fprintf(stderr, "bench_crypto: documents: %s\n", what.c_str());
  std::exit(1);
}

std::string telephone(int number) {
  return std::to_string(13'800'138'000 + static_cast<std::int64_t>(number) * 1'234'567);
}

std::string make_document() {
  std::string text = "[";
  for (int i = 0; i < kFields; ++i) text.append(i == 0 ? "" : ",").append(kBefore).append(telephone(i)).append(kBehind);
  return text + "]";
}

config::Policy masking_policy(config::MaskType type) {
  config::Policy policy;
  config::Mask mask;
  mask.id = "chosen";
  mask.type = type;
  policy.masks.push_back(mask);
  config::Rule rule;
  rule.id = "telephones";
  rule.classes = {std::string(kClass)};
  rule.mask = mask.id;
  policy.rules.push_back(rule);
  return policy;
}

config::Policy leaving_policy() {
  config::Policy policy;
  config::Exclusion exclusion;
  exclusion.id = "telephones";
  exclusion.classes = {std::string(kClass)};
  exclusion.reason = "what a document costs without them";
  policy.exclusions.push_back(exclusion);
  return policy;
}

config::SealSuite config_suite(crypto::Algorithm suite) {
  switch (suite) {
    case crypto::Algorithm::aes256_gcm: return config::SealSuite::aes256_gcm;
    case crypto::Algorithm::aes_siv: return config::SealSuite::aes_siv;
    case crypto::Algorithm::sm4_siv: return config::SealSuite::sm4_siv;
    case crypto::Algorithm::sm4_gcm: return config::SealSuite::sm4_gcm;
    default: return config::SealSuite::sm4;
  }
}

// One policy, and a masker that is used again and again.
class Contender {
 public:
  Contender(const config::Policy& policy, masking::SealKeys keys) {
    auto engine = masking::Engine::compile(policy, {}, std::move(keys));
    if (!engine) fail(engine.error().note.for_log());
    engine_ = *std::move(engine);
    plan_ = std::make_unique<masking::Plan>(engine_->plan("/", ""));
    masker_ = engine_->make_masker(masking::MediaKind::json, *plan_, scratch_, {});
  }

  std::string run(std::string_view document) {
    std::string out;
    run(document, [&out](std::string_view bytes) { out.append(bytes); });
    return out;
  }
  void run_only(std::string_view document) {
    run(document, [this](std::string_view bytes) { bytes_ += bytes.size(); });
  }

 private:
  template <class Take>
  void run(std::string_view document, const Take& take) {
    masker_->reset(*plan_, {});
    for (const bool last : {false, true}) {
      const auto body = last ? masker_->finish() : masker_->feed(document);
      if (!body) fail("a document was refused");
      take(body->bytes());
    }
  }

  std::shared_ptr<const masking::Engine> engine_;
  std::unique_ptr<masking::Plan> plan_;
  masking::Scratch scratch_;
  std::unique_ptr<masking::BodyMasker> masker_;
  std::size_t bytes_ = 0;
};

void check_sealed(std::string_view text, const std::shared_ptr<const crypto::Keyring>& keyring) {
  crypto::Opener opener(keyring, test::tenant("acme"));
  const auto grant = test::TestPermit::grant(test::tenant("acme"), {std::string(kClass)});
  std::string_view rest = text.substr(1);
  for (int i = 0; i < kFields; ++i) {
    if (i > 0) rest.remove_prefix(1);
    if (!rest.starts_with(kBefore)) fail("what is not sealed has changed");
    rest.remove_prefix(kBefore.size());
    const auto token = rest.substr(0, rest.find('"'));
    std::string value;
    if (!opener.open(token, grant, test::TestPermit::receipt(), value) || value != telephone(i)) {
      fail("a token does not open to its telephone");
    }
    rest.remove_prefix(token.size());
    if (!rest.starts_with(kBehind)) fail("what is not sealed has changed");
    rest.remove_prefix(kBehind.size());
  }
  if (rest != "]") fail("what is not sealed has changed");
}

DocumentRow bench_suite(crypto::Algorithm suite, const std::string& document, Contender& leaving, Contender& masking,
                        bool quick) {
  const auto keyring = test::make_keyring();
  auto policy = masking_policy(config::MaskType::encrypt);
  policy.masks.front().suite = config_suite(suite);
  Contender sealing(policy, {keyring, "acme"});
  check_sealed(sealing.run(document), keyring);

  auto bare = BareOpenssl::make(suite);
  if (bare == nullptr) fail("OpenSSL has no such algorithm");
  const crypto::Aad aad(test::tenant("acme"), {suite, crypto::KeyId{1}, 1, kClass});
  const std::string value = telephone(0);
  std::vector<std::uint8_t> sealed(value.size() + 16);
  bool good = true;
  const auto best = time_all(
      {[&] { sealing.run_only(document); }, [&] { leaving.run_only(document); }, [&] { masking.run_only(document); },
       [&] {
         for (int i = 0; i < kFields; ++i) good &= bare->seal(aad.octets(), octets(value), sealed.data());
       }},
      quick ? 5 : 15, quick ? 0.01 : 0.05);
  if (!good) fail("OpenSSL failed while it was timed");
  return {crypto::to_text(suite), (best[0] - best[1]) / kFields, (best[0] - best[2]) / kFields, best[3] / kFields};
}

}  // namespace

std::vector<DocumentRow> bench_documents(bool quick) {
  const std::string document = make_document();
  Contender leaving(leaving_policy(), {});
  Contender masking(masking_policy(config::MaskType::full), {});
  if (leaving.run(document) != document) fail("the document that is to be left was changed");
  if (masking.run(document).find(telephone(0)) != std::string_view::npos) fail("a telephone was not masked");
  std::vector<DocumentRow> rows;
  for (const auto& suite : crypto::suites()) {
    if (suite.keeps_format || !crypto::check_offered(suite.algorithm)) continue;
    rows.push_back(bench_suite(suite.algorithm, document, leaving, masking, quick));
  }
  return rows;
}

}  // namespace veilgate::perf
