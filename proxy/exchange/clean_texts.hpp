// CleanTexts: short texts in which the engine found nothing when it last looked: values of header fields, and targets
// for the log. Most come again with every exchange, and to know them is cheaper than to look again.
//
// What one engine found says nothing about another: the texts are those of one engine, and a request that still runs
// with an older snapshot is told nothing and teaches nothing. Constant size; new texts push old ones out. One thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

namespace veilgate::masking {
class EmptyTexts;
class Engine;
}  // namespace veilgate::masking

namespace veilgate::proxy {

class CleanTexts {
 public:
  CleanTexts();
  ~CleanTexts();

  // Forgets everything; from now on the texts are those of `engine`, which must outlive the next call.
  void begin(const masking::Engine& engine);

  // They are looked at differently, so that one clean as a target may not be so as a field's value.
  enum class Kind : std::uint8_t { target, field_name, field_value };

  bool holds(const masking::Engine& engine, Kind kind, std::string_view text) const noexcept;
  void add(const masking::Engine& engine, Kind kind, std::string_view text) noexcept;

 private:
  const masking::Engine* engine_ = nullptr;
  std::unique_ptr<masking::EmptyTexts> texts_;
};

}  // namespace veilgate::proxy
