#include "tests/unit/crypto/keys/key_source_contract.hpp"

#include <doctest/doctest.h>

#include "crypto/keys/wrapping.hpp"

namespace veilgate::test {
namespace {

using crypto::Algorithm;
using crypto::Destruction;
using crypto::Epoch;
using crypto::ManagedKeySource;

class Checker {
 public:
  explicit Checker(const Subject& subject) : subject_(subject) {}

  void run() {
    make_epoch(1);
    for (const Algorithm algorithm : subject_.algorithms) wraps(algorithm);
    refuses_unknown_algorithm();
    keeps_epochs_apart();
    destroys();
    for (const std::string& note : notes_) {
      for (const std::string& secret : subject_.secrets) CHECK(note.find(secret) == std::string::npos);
    }
  }

 private:
  template <class T>
  void refused(const Result<T>& result, Code code) {
    REQUIRE_FALSE(result.has_value());
    notes_.push_back(result.error().note.for_log());
    CAPTURE(notes_.back());
    CHECK(result.error().code == code);
    CHECK_FALSE(notes_.back().empty());
  }

  static SecretBytes root() {
    auto made = crypto::make_random_secret(crypto::kKeyBytes);
    REQUIRE(made.has_value());
    return std::move(*made);
  }

  void make_epoch(Epoch epoch) {
    auto source = subject_.open();
    notes_.push_back(source->describe());
    auto there = source->has(epoch);
    REQUIRE(there.has_value());
    CHECK_FALSE(*there);
    refused(source->wrap(epoch, subject_.algorithms.front(), root()), Code::key_unavailable);
    if (subject_.add_by_hand) {
      refused(source->create(epoch), Code::key_unavailable);
      subject_.add_by_hand(epoch);
    }
    REQUIRE(source->create(epoch).has_value());
    REQUIRE(source->create(epoch).has_value());  // once more changes nothing
    there = subject_.open()->has(epoch);
    REQUIRE(there.has_value());
    CHECK(*there);
  }

  void wraps(Algorithm algorithm) {
    CAPTURE(crypto::to_text(algorithm));
    const SecretBytes secret = root();
    auto wrapped = subject_.open()->wrap(1, algorithm, secret);
    REQUIRE(wrapped.has_value());
    // Another object, as after a restart, and after a create() that found the KEK there.
    REQUIRE(subject_.open()->create(1).has_value());
    auto source = subject_.open();
    const auto unwrapped = source->unwrap(1, algorithm, *wrapped);
    REQUIRE(unwrapped.has_value());
    CHECK(*unwrapped == secret);

    for (std::size_t i = 0; i < wrapped->size(); ++i) {
      auto altered = *wrapped;
      altered[i] ^= 0x10;
      CAPTURE(i);
      refused(source->unwrap(1, algorithm, altered), Code::keyring_refused);
    }
    for (const std::size_t size : {std::size_t{0}, std::size_t{8}, wrapped->size() - 1, wrapped->size() - 8}) {
      CAPTURE(size);
      refused(source->unwrap(1, algorithm, {wrapped->data(), size}), Code::keyring_refused);
    }
    auto longer = *wrapped;
    longer.insert(longer.end(), 8, 0);
    refused(source->unwrap(1, algorithm, longer), Code::keyring_refused);
    refused(subject_.open_other()->unwrap(1, algorithm, *wrapped), Code::keyring_refused);
  }

  void refuses_unknown_algorithm() {
    for (const Algorithm algorithm : {Algorithm::none, Algorithm::hmac_sha256, Algorithm::aes256_gcm}) {
      refused(subject_.open()->wrap(1, algorithm, root()), Code::key_unavailable);
      refused(subject_.open()->unwrap(1, algorithm, std::vector<std::uint8_t>(40)), Code::key_unavailable);
    }
  }

  void keeps_epochs_apart() {
    make_epoch(2);
    auto source = subject_.open();
    const SecretBytes secret = root();
    const Algorithm algorithm = subject_.algorithms.front();
    const auto wrapped = source->wrap(1, algorithm, secret);
    REQUIRE(wrapped.has_value());
    refused(source->unwrap(2, algorithm, *wrapped), Code::keyring_refused);
    refused(source->unwrap(3, algorithm, *wrapped), Code::key_unavailable);
  }

  void destroys() {
    const Algorithm algorithm = subject_.algorithms.front();
    const SecretBytes secret = root();
    const auto first = subject_.open()->wrap(1, algorithm, secret);
    const auto second = subject_.open()->wrap(2, algorithm, secret);
    REQUIRE(first.has_value());
    REQUIRE(second.has_value());
    auto destroyed = subject_.open()->destroy(1);
    REQUIRE(destroyed.has_value());
    if (subject_.remove_by_hand) {
      CHECK(*destroyed == Destruction::by_operator);
      subject_.remove_by_hand(1);
      destroyed = subject_.open()->destroy(1);
      REQUIRE(destroyed.has_value());
    }
    CHECK(*destroyed == Destruction::done);
    auto again = subject_.open()->destroy(1);  // gone already
    REQUIRE(again.has_value());
    CHECK(*again == Destruction::done);

    auto source = subject_.open();
    const auto there = source->has(1);
    REQUIRE(there.has_value());
    CHECK_FALSE(*there);
    refused(source->unwrap(1, algorithm, *first), Code::key_unavailable);
    const auto survivor = source->unwrap(2, algorithm, *second);
    REQUIRE(survivor.has_value());
    CHECK(*survivor == secret);
  }

  const Subject& subject_;
  std::vector<std::string> notes_;
};

}  // namespace

void check_contract(const Subject& subject) {
  Checker(subject).run();
}

}  // namespace veilgate::test
