#include "crypto/seal/token_reader.hpp"

#include <algorithm>

#include "crypto/base/base64url.hpp"

namespace veilgate::crypto {

TokenReader::Entry* TokenReader::find(const TokenHeader& header, std::uint8_t format) noexcept {
  for (auto& entry : entries_)
    if (entry.suite == header.suite && entry.key_id == header.key_id && entry.key_version == header.key_version &&
        entry.format == format && entry.class_name == header.class_name)
      return &entry;
  const DataKey* key = keyring_->data_key(header.key_id, header.key_version);
  if (key == nullptr || key->parameters().tenant != tenant_ || key->parameters().algorithm != header.suite)
    return nullptr;
  const auto keep = [&](auto cipher) -> Entry* {
    if (!cipher) return nullptr;
    Entry entry{header.suite, header.key_id,     header.key_version, std::string(header.class_name),
                format,       *std::move(cipher)};
    if (entries_.size() < kMostCiphers) return &entries_.emplace_back(std::move(entry));
    next_ = (next_ + 1) % kMostCiphers;
    return &(entries_[next_] = std::move(entry));
  };
  if (format == 0) return keep(BodyCipher::make(*key, header.class_name));
  return keep(FormatCipher::make(*key, header.class_name, parse_format(format).value_or(Format{})));
}

std::optional<Octets> TokenReader::read(const Token& token) noexcept {
  forget();
  const SuiteFacts* facts = find_suite(token.header.suite);
  if (facts == nullptr || facts->keeps_format) return std::nullopt;
  Entry* entry = find(token.header, 0);
  if (entry == nullptr || entry->cipher.index() != 0) return std::nullopt;
  auto& cipher = std::get<BodyCipher>(entry->cipher);
  const std::size_t size = base64url_bytes(token.body.size()).value_or(0);
  if (size < cipher.overhead()) return std::nullopt;
  used_ = size - cipher.overhead();
  if (body_.size() < size) body_.resize(size);
  if (plaintext_.size() < used_) plaintext_.resize(used_);
  const MutableOctets body(body_.data(), size);
  const MutableOctets plaintext = mutable_octets(std::span<char>(plaintext_.data(), used_));
  if (decode_base64url(token.body, body) && cipher.open(body, plaintext)) return plaintext;
  forget();
  return std::nullopt;
}

std::optional<TokenReader::Formatted> TokenReader::read_formatted(std::string_view text,
                                                                  const Token& companion) noexcept {
  forget();
  const SuiteFacts* facts = find_suite(companion.header.suite);
  FormatCipher::Companion body;
  if (facts == nullptr || !facts->keeps_format || text.size() > FormatCipher::kMostCharacters ||
      base64url_bytes(companion.body.size()) != body.size() || !decode_base64url(companion.body, body))
    return std::nullopt;
  const auto format = parse_format(body[0]);
  if (!format) return std::nullopt;
  Entry* entry = find(companion.header, body[0]);
  if (entry == nullptr || entry->cipher.index() != 1) return std::nullopt;
  if (plaintext_.size() < text.size()) plaintext_.resize(text.size());
  used_ = text.size();
  const std::span<char> out(plaintext_.data(), used_);
  if (std::get<FormatCipher>(entry->cipher).open(text, body, out)) return Formatted{mutable_octets(out), *format};
  forget();
  return std::nullopt;
}

void TokenReader::forget() noexcept {
  wipe_memory(plaintext_.data(), std::min(used_, plaintext_.size()));
  used_ = 0;
}

}  // namespace veilgate::crypto
