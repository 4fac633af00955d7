#include "crypto/suites/format_cipher.hpp"

#include <algorithm>

#include "crypto/base/secret.hpp"
#include "crypto/suites/body_cipher.hpp"
#include "crypto/suites/derive.hpp"
#include "crypto/token/aad.hpp"

namespace veilgate::crypto {
namespace {

constexpr std::size_t kTagBytes = 8;
constexpr std::size_t kMacKeyBytes = 32;
constexpr std::uint32_t kDigits = 10;
constexpr std::uint32_t kLetters = 26;
constexpr std::uint16_t kNone = 0xffff;
constexpr unsigned kX = 10;

std::uint32_t radix_of(Alphabet alphabet) noexcept {
  switch (alphabet) {
    case Alphabet::digits: return kDigits;
    case Alphabet::upper: return kLetters;
    case Alphabet::alphanumeric: return kDigits + kLetters;
    case Alphabet::none: break;
  }
  return 0;
}

std::uint16_t numeral_of(Alphabet alphabet, char c) noexcept {
  const bool is_digit = c >= '0' && c <= '9';
  const bool is_letter = c >= 'A' && c <= 'Z';
  if (is_digit && alphabet != Alphabet::upper) return static_cast<std::uint16_t>(c - '0');
  if (is_letter && alphabet == Alphabet::upper) return static_cast<std::uint16_t>(c - 'A');
  if (is_letter && alphabet == Alphabet::alphanumeric) return static_cast<std::uint16_t>(c - 'A' + kDigits);
  return kNone;
}

char character_of(Alphabet alphabet, std::uint16_t numeral) noexcept {
  if (alphabet == Alphabet::upper) return static_cast<char>('A' + numeral);
  return static_cast<char>(numeral < kDigits ? '0' + numeral : 'A' + numeral - kDigits);
}

bool is_separator(char c) noexcept {
  return c == ' ' || c == '-';
}

std::uint16_t check_value(CheckDigit kind, char c) noexcept {
  if (c >= '0' && c <= '9') return static_cast<std::uint16_t>(c - '0');
  return kind == CheckDigit::mod_11_2 && c == 'X' ? kX : kNone;
}

// The one a real number has, or the next one, which none has.
unsigned check_shown(const Format& format, bool is_real, std::span<const std::uint16_t> digits) noexcept {
  const unsigned right = check_digit(format.check, digits);
  return is_real || format.valid_check ? right : (right + 1) % check_digit_count(format.check);
}

bool refuse(std::span<char> out) noexcept {
  wipe_memory(out.data(), out.size());
  return false;
}

}  // namespace

std::uint8_t to_octet(const Format& format) noexcept {
  return static_cast<std::uint8_t>(static_cast<unsigned>(format.alphabet) | static_cast<unsigned>(format.check) << 2 |
                                   (format.valid_check ? 1u << 4 : 0u));
}

std::optional<Format> parse_format(std::uint8_t octet) noexcept {
  const Format format{static_cast<Alphabet>(octet & 3), static_cast<CheckDigit>(octet >> 2 & 3), (octet & 16) != 0};
  const bool has_check = format.check != CheckDigit::none;
  if (octet >= 32 || format.alphabet == Alphabet::none || format.check > CheckDigit::mod_11_2) return std::nullopt;
  if (has_check && format.alphabet != Alphabet::digits) return std::nullopt;
  if (!has_check && format.valid_check) return std::nullopt;
  return format;
}

FormatCipher::FormatCipher(Ff1 ff1, Hmac hmac, Octets aad, const Format& format)
    : ff1_(std::move(ff1)), hmac_(std::move(hmac)), format_(format) {
  for (int shift = 24; shift >= 0; shift -= 8) aad_.push_back(static_cast<std::uint8_t>(aad.size() >> shift));
  aad_.insert(aad_.end(), aad.begin(), aad.end());
  aad_.push_back(to_octet(format));
}

Result<FormatCipher> FormatCipher::make(const DataKey& key, std::string_view class_name, const Format& format) {
  const SuiteFacts* facts = find_suite(key.parameters().algorithm);
  if (facts == nullptr || !facts->keeps_format)
    return make_error(Code::bad_config, Origin::policy, "a suite that keeps no format was given a format");
  if (!parse_format(to_octet(format)))
    return make_error(Code::bad_config, Origin::policy,
                      "a suite that keeps the format needs an alphabet; a check digit goes with digits only");
  if (!is_class_name(class_name))
    return make_error(Code::bad_config, Origin::policy,
                      "a class's name is a letter, then up to 63 letters, digits, '-', '_', '.'");
  const auto derived = derive_key(key, facts->digest, class_name, "seal", facts->key_bytes);
  if (!derived) return derived.error();
  const auto secret = derived->bytes(SecretAccess{});
  const Aad aad(*key.parameters().tenant, header_of(key, class_name));
  std::vector<std::uint8_t> tweak(aad.octets().begin(), aad.octets().end());
  tweak.push_back(to_octet(format));
  auto ff1 = Ff1::make(facts->cipher, secret.first(secret.size() - kMacKeyBytes), radix_of(format.alphabet), tweak);
  if (!ff1) return ff1.error();
  auto hmac = Hmac::make(facts->digest, secret.last(kMacKeyBytes));
  if (!hmac) return hmac.error();
  return FormatCipher(*std::move(ff1), *std::move(hmac), aad.octets(), format);
}

bool FormatCipher::run(Way way, std::string_view text, std::span<char> out) noexcept {
  if (text.size() != out.size() || text.size() > kMostCharacters) return refuse(out);
  std::array<Ff1::Numeral, Ff1::kMostNumerals> memory;
  std::array<std::uint16_t, kMostCharacters> places;  // of the numerals, and of the check digit behind them
  std::size_t count = 0;
  const bool has_check = format_.check != CheckDigit::none;
  std::uint16_t check = kNone;
  std::size_t end = text.size();
  if (has_check) {
    while (end > 0 && is_separator(text[end - 1])) --end;
    if (end == 0) return refuse(out);
    check = check_value(format_.check, text[--end]);
  }
  bool is_right = !has_check || check != kNone;
  for (std::size_t i = 0; is_right && i < end; ++i) {
    if (is_separator(text[i])) continue;
    const std::uint16_t numeral = numeral_of(format_.alphabet, text[i]);
    is_right = numeral != kNone && count < memory.size();
    if (!is_right) break;
    memory[count] = numeral;
    places[count++] = static_cast<std::uint16_t>(i);
  }
  const std::span<Ff1::Numeral> numerals(memory.data(), count);
  const bool is_sealing = way == Way::seal;
  is_right = is_right && Ff1::is_large_enough(radix_of(format_.alphabet), count) &&
             (!has_check || check == check_shown(format_, is_sealing, numerals)) &&
             (is_sealing ? ff1_.encrypt(numerals) : ff1_.decrypt(numerals));
  if (is_right) {
    std::ranges::copy(text, out.begin());
    for (std::size_t i = 0; i < count; ++i) out[places[i]] = character_of(format_.alphabet, numerals[i]);
    if (has_check) {
      const unsigned shown = check_shown(format_, !is_sealing, numerals);
      out[end] = shown == kX ? 'X' : static_cast<char>('0' + shown);
    }
  }
  wipe_memory(memory.data(), count * sizeof(Ff1::Numeral));
  return is_right || refuse(out);
}

bool FormatCipher::seal(std::string_view text, std::span<char> out, Companion& companion) noexcept {
  companion[0] = to_octet(format_);
  if (run(Way::seal, text, out) &&
      hmac_.compute({aad_, octets(std::string_view(out.data(), out.size()))}, MutableOctets(companion).last(kTagBytes)))
    return true;
  companion.fill(0);
  return refuse(out);
}

bool FormatCipher::open(std::string_view text, Octets companion, std::span<char> out) noexcept {
  if (companion.size() != kCompanionBytes || companion[0] != to_octet(format_) ||
      !hmac_.verify({aad_, octets(text)}, companion.last(kTagBytes)))
    return refuse(out);
  return run(Way::open, text, out);
}

}  // namespace veilgate::crypto
