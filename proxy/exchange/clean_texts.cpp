#include "proxy/exchange/clean_texts.hpp"

#include "masking/detect/empty_texts.hpp"

namespace veilgate::proxy {

CleanTexts::CleanTexts() = default;
CleanTexts::~CleanTexts() = default;

void CleanTexts::begin(const masking::Engine& engine) {
  engine_ = &engine;
  texts_ = std::make_unique<masking::EmptyTexts>();
}

bool CleanTexts::holds(const masking::Engine& engine, std::string_view text) const noexcept {
  return &engine == engine_ && !text.empty() && texts_->holds(text, masking::Evidence::neutral_key, {});
}

void CleanTexts::add(const masking::Engine& engine, std::string_view text) noexcept {
  if (&engine == engine_ && !text.empty()) texts_->add(text, masking::Evidence::neutral_key, {});
}

}  // namespace veilgate::proxy
