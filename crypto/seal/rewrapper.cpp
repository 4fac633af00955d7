#include "crypto/seal/rewrapper.hpp"

namespace veilgate::crypto {
namespace {

constexpr std::size_t kMostSealers = 256;

Error refusal() {
  return make_error(Code::open_refused, Origin::client, "a token was refused");
}

}  // namespace

Result<FieldSealer*> Rewrapper::sealer_for(const TokenHeader& header, const Format& format) {
  for (auto& entry : entries_)
    if (entry.suite == header.suite && entry.class_name == header.class_name && entry.format == format)
      return &entry.sealer;
  auto sealer = FieldSealer::make(keyring_, reader_.tenant(), header.class_name,
                                  SealSettings{.suite = header.suite, .format = format});
  if (!sealer) return sealer.error();
  if (entries_.size() == kMostSealers) entries_.clear();
  entries_.push_back({header.suite, std::string(header.class_name), format, *std::move(sealer)});
  return &entries_.back().sealer;
}

bool Rewrapper::is_current(const TokenHeader& header) const noexcept {
  const DataKey* active = keyring_->active_data_key(reader_.tenant().text(), header.suite);
  return active != nullptr && active->parameters().id == header.key_id &&
         active->parameters().version == header.key_version;
}

Result<Rewrapper::Outcome> Rewrapper::append_rewrapped(std::string_view token, std::string& out) noexcept {
  const auto parsed = split_token(token);
  const auto plaintext = parsed ? reader_.read(*parsed) : std::nullopt;
  if (!plaintext) return refusal();
  if (is_current(parsed->header)) {
    reader_.forget();
    out += token;
    return Outcome::current;
  }
  auto sealer = sealer_for(parsed->header, Format{});
  auto sealed = sealer ? (*sealer)->append_token(as_text(*plaintext), out) : Result<void>(sealer.error());
  reader_.forget();
  if (!sealed) return sealed.error();
  return Outcome::rewrapped;
}

Result<Rewrapper::Outcome> Rewrapper::append_rewrapped(std::string_view text, std::string_view companion,
                                                       std::string& out, std::string& companion_out) noexcept {
  const auto parsed = split_token(companion);
  const auto formatted = parsed ? reader_.read_formatted(text, *parsed) : std::nullopt;
  if (!formatted) return refusal();
  if (is_current(parsed->header)) {
    reader_.forget();
    out += text;
    companion_out += companion;
    return Outcome::current;
  }
  auto sealer = sealer_for(parsed->header, formatted->format);
  auto sealed = sealer ? (*sealer)->append_formatted(as_text(formatted->plaintext), out, companion_out)
                       : Result<void>(sealer.error());
  reader_.forget();
  if (!sealed) return sealed.error();
  return Outcome::rewrapped;
}

}  // namespace veilgate::crypto
