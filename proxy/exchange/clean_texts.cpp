#include "proxy/exchange/clean_texts.hpp"

#include <algorithm>
#include <array>

#include "masking/detect/empty_texts.hpp"

namespace veilgate::proxy {
namespace {

// EmptyTexts reads eight bytes of the shortest text.
class Readable {
 public:
  explicit Readable(std::string_view text) noexcept : text_(text) {
    if (text.size() >= copy_.size()) return;
    std::copy(text.begin(), text.end(), copy_.begin());
    text_ = {copy_.data(), text.size()};
  }
  std::string_view text() const noexcept { return text_; }

 private:
  std::array<char, 8> copy_{};
  std::string_view text_;
};

// The memory keeps apart what was found in different contexts.
masking::ContextBits as_context(CleanTexts::Kind kind) noexcept {
  return static_cast<masking::ContextBits>(kind);
}

}  // namespace

CleanTexts::CleanTexts() = default;
CleanTexts::~CleanTexts() = default;

void CleanTexts::begin(const masking::Engine& engine) {
  engine_ = &engine;
  texts_ = std::make_unique<masking::EmptyTexts>();
}

bool CleanTexts::holds(const masking::Engine& engine, Kind kind, std::string_view text) const noexcept {
  return &engine == engine_ && !text.empty() &&
         texts_->holds(Readable(text).text(), masking::Evidence::neutral_key, as_context(kind));
}

void CleanTexts::add(const masking::Engine& engine, Kind kind, std::string_view text) noexcept {
  if (&engine == engine_ && !text.empty())
    texts_->add(Readable(text).text(), masking::Evidence::neutral_key, as_context(kind));
}

}  // namespace veilgate::proxy
