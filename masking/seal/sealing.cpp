#include "masking/seal/sealing.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "crypto/seal/field_sealer.hpp"
#include "crypto/suites/suite.hpp"

namespace veilgate::masking {
namespace {

using crypto::Algorithm;
using crypto::FieldSealer;
using crypto::IndexKind;

constexpr IndexKind kIndexKinds[] = {IndexKind::exact, IndexKind::last4, IndexKind::ngram};

Algorithm algorithm_of(config::SealSuite suite) noexcept {
  switch (suite) {
    case config::SealSuite::sm4: return Algorithm::sm4_ctr_hmac_sm3;
    case config::SealSuite::aes256_gcm: return Algorithm::aes256_gcm;
    case config::SealSuite::aes_siv: return Algorithm::aes_siv;
    case config::SealSuite::sm4_siv: return Algorithm::sm4_siv;
    case config::SealSuite::sm4_gcm: return Algorithm::sm4_gcm;
    case config::SealSuite::ff1_aes: return Algorithm::ff1_aes;
    case config::SealSuite::ff1_sm4: return Algorithm::ff1_sm4;
  }
  return Algorithm::none;
}

// The form the values of a class have, for the suites that keep it.
crypto::Format format_of(const MaskSpec& mask, ClassId class_id) noexcept {
  using crypto::Alphabet;
  using crypto::CheckDigit;
  switch (class_id) {
    case ClassId::cn_resident_id: return {Alphabet::digits, CheckDigit::mod_11_2, mask.valid_check};
    case ClassId::bank_card: return {Alphabet::digits, CheckDigit::luhn, mask.valid_check};
    case ClassId::passport:
    case ClassId::travel_permit:
    case ClassId::foreigner_id:
    case ClassId::cn_credit_code:
    case ClassId::cn_tax_number:
    case ClassId::vin: return {Alphabet::alphanumeric, CheckDigit::none, false};
    default: return {Alphabet::digits, CheckDigit::none, false};
  }
}

Result<FieldSealer> make_sealer(const SealKeys& keys, const MaskSpec& mask, ClassId class_id,
                                std::string_view class_name) {
  if (auto offered = crypto::check_offered(algorithm_of(mask.suite)); !offered) return offered.error();
  if (keys.keyring == nullptr) {
    return make_error(Code::key_unavailable, Origin::policy, "there is no keyring to seal with");
  }
  auto tenant = TenantId::parse(keys.tenant);
  if (!tenant) return make_error(Code::bad_config, Origin::policy, tenant.error().note.for_log());
  crypto::SealSettings settings;
  settings.suite = algorithm_of(mask.suite);
  settings.index = mask.index;
  if (keeps_format(mask.suite)) settings.format = format_of(mask, class_id);
  return FieldSealer::make(keys.keyring, *tenant, class_name, settings);
}

constexpr bool is_token_character(char c) noexcept {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_' || c == '.';
}

}  // namespace

bool keeps_format(config::SealSuite suite) noexcept {
  return suite == config::SealSuite::ff1_aes || suite == config::SealSuite::ff1_sm4;
}

struct Sealing::Entry {
  const MaskSpec* mask = nullptr;
  ClassId class_id = ClassId::none;
  FieldSealer sealer;
};

struct Sealing::Sealers {
  std::uint64_t policy = 0;
  const SealKeys* keys = nullptr;
  std::string tenant;
  std::vector<std::unique_ptr<Entry>> entries;
};

Sealing::Sealing() = default;
Sealing::~Sealing() = default;

Result<void> check_sealable(const SealKeys& keys, const MaskSpec& mask, ClassId class_id, std::string_view class_name) {
  const auto sealer = make_sealer(keys, mask, class_id, class_name);
  if (!sealer) return sealer.error();
  return {};
}

void Sealing::use(const SealKeys& keys, std::uint64_t policy) {
  // The keys of a plan stay where they are as long as its policy.
  if (in_use_ != nullptr && in_use_->policy == policy && in_use_->keys == &keys) return;
  if (in_use_ == nullptr || in_use_->policy != policy || in_use_->tenant != keys.tenant) {
    std::erase_if(kept_, [&](const auto& sealers) { return sealers->policy < policy; });
    auto found = std::find_if(kept_.begin(), kept_.end(), [&](const auto& sealers) {
      return sealers->policy == policy && sealers->tenant == keys.tenant;
    });
    if (found == kept_.end()) {
      found = kept_.insert(found, std::make_unique<Sealers>(Sealers{policy, nullptr, keys.tenant, {}}));
    }
    in_use_ = found->get();
  }
  in_use_->keys = &keys;
}

Result<Sealing::Entry*> Sealing::entry(const MaskSpec& mask, ClassId class_id, std::string_view class_name) {
  for (const auto& known : in_use_->entries) {
    if (known->mask == &mask && known->class_id == class_id) return known.get();
  }
  auto sealer = make_sealer(*in_use_->keys, mask, class_id, class_name);
  if (!sealer) return sealer.error();
  in_use_->entries.push_back(std::make_unique<Entry>(Entry{&mask, class_id, *std::move(sealer)}));
  return in_use_->entries.back().get();
}

Result<Sealing::Sealed> Sealing::seal(const MaskSpec& mask, ClassId class_id, std::string_view class_name,
                                      std::string_view plaintext, std::string* out) {
  auto found = entry(mask, class_id, class_name);
  if (!found) return found.error();
  FieldSealer& sealer = (*found)->sealer;
  Sealed sealed;
  if (crypto::has_token_prefix(plaintext) && sealer.is_own_token(plaintext)) {
    sealed.own_already = true;
    return sealed;
  }

  value_.clear();
  companion_.clear();
  index_.clear();
  std::string& value = out == nullptr ? value_ : *out;
  const std::size_t begin = value.size();
  if (sealer.keeps_format()) {
    if (auto done = sealer.append_formatted(plaintext, value, companion_); !done) {
      if (done.error().code != Code::seal_refused) return done.error();
      sealed.covered = true;
      return sealed;
    }
  } else if (auto done = sealer.append_token(plaintext, value); !done) {
    return done.error();
  }
  sealed.value = std::string_view(value).substr(begin);
  sealed.companion = companion_;
  if (mask.index.empty()) return sealed;
  for (const IndexKind kind : kIndexKinds) {
    if (std::find(mask.index.begin(), mask.index.end(), kind) == mask.index.end()) continue;
    const std::size_t before = index_.size();
    index_.append(before == 0 ? "{\"" : ",\"").append(crypto::to_text(kind)).append("\":\"");
    const auto has_one = sealer.append_index(plaintext, kind, index_);
    if (!has_one) return has_one.error();
    if (*has_one) {
      index_.push_back('"');
    } else {
      index_.resize(before);
    }
  }
  if (!index_.empty()) index_.push_back('}');
  sealed.index = index_;
  return sealed;
}

Result<bool> Sealing::is_own(const MaskSpec& mask, ClassId class_id, std::string_view class_name,
                             std::string_view text) {
  if (!crypto::has_token_prefix(text)) return false;
  auto found = entry(mask, class_id, class_name);
  if (!found) return found.error();
  return (*found)->sealer.is_own_token(text);
}

bool may_begin_token(std::string_view text) noexcept {
  return crypto::has_token_prefix(text);
}

bool may_hold_token(std::string_view text) noexcept {
  return text.find(crypto::kTokenPrefix) != std::string_view::npos;
}

std::string_view next_token_text(std::string_view text, std::size_t from) noexcept {
  for (std::size_t at = text.find(crypto::kTokenPrefix, from); at != std::string_view::npos;
       at = text.find(crypto::kTokenPrefix, at + 1)) {
    if (at > 0 && is_token_character(text[at - 1])) continue;
    std::size_t end = at;
    while (end < text.size() && is_token_character(text[end])) ++end;
    while (text[end - 1] == '.') --end;
    return text.substr(at, end - at);
  }
  return {};
}

}  // namespace veilgate::masking
