#include "proxy/exchange/hidden_document.hpp"

#include <algorithm>

#include "masking/text/encoding.hpp"
#include "proxy/http/syntax.hpp"

namespace veilgate::proxy {

namespace {

constexpr std::size_t kShortest = 12;  // of an encoded document with a value in it
constexpr unsigned kMostPlaces = 64;

bool is_word(char c) noexcept {
  return is_alpha(c) || is_digit(c);
}

bool is_encoded(char c) noexcept {
  return is_word(c) || c == '+' || c == '/' || c == '-' || c == '_';
}

// What { and [ become as the first character of either encoding.
bool may_begin_document(char c) noexcept {
  return c == 'e' || c == 'W' || c == '7' || c == '5';
}

}  // namespace

std::optional<masking::MaskedText> mask_document(const masking::Engine& engine, const masking::Plan& rules,
                                                 masking::Scratch& scratch, std::string_view text) {
  if (text.empty() || (text.front() != '{' && text.front() != '[')) return std::nullopt;
  const masking::MaskerOptions options{.hold_bytes = text.size(), .shadow = false};
  const auto masker = engine.make_masker(masking::MediaKind::json, rules, scratch, options);
  masking::MaskedText out;
  const auto first = masker->feed(text);
  if (!first) return std::nullopt;
  out.text = first->bytes();
  const auto rest = masker->finish();
  if (!rest) return std::nullopt;
  out.text += rest->bytes();
  out.masked = static_cast<std::uint32_t>(masker->findings().masked_total());
  return out;
}

HiddenDocument find_hidden_document(const masking::Engine& engine, const masking::Plan& rules,
                                    masking::Scratch& scratch, std::string_view text) {
  HiddenDocument found = HiddenDocument::none;
  std::string decoded;
  unsigned places = 0;
  std::size_t end = 0;
  for (std::size_t at = 0; at + kShortest <= text.size(); ++at) {
    if (!may_begin_document(text[at]) || (at != 0 && is_word(text[at - 1]))) continue;
    end = std::max(end, at);
    while (end < text.size() && is_encoded(text[end])) ++end;
    if (end - at < kShortest) continue;
    if (++places > kMostPlaces) return HiddenDocument::telling;
    const std::size_t padded = std::min(text.find_first_not_of('=', end), text.size());
    if (masking::decode_whole(text.substr(at, padded - at), decoded) == masking::TextEncoding::none) continue;
    const auto document = mask_document(engine, rules, scratch, decoded);
    if (document && document->masked != 0) return HiddenDocument::telling;
    if (document) found = HiddenDocument::clean;
  }
  return found;
}

}  // namespace veilgate::proxy
