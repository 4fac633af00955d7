// The members that a sealed value has beside it: `encrypt_…` and `index_…`.
#include <cstring>

#include "masking/json/walk.hpp"

namespace veilgate::masking {
namespace {

// Never 0.
std::size_t hash_of(std::string_view name) noexcept {
  constexpr std::uint64_t kFactor = 0x9E3779B97F4A7C15ull;
  const auto mix = [](std::uint64_t hash, std::uint64_t word) {
    hash = (hash ^ word) * kFactor;
    return hash ^ hash >> 32;
  };
  std::uint64_t hash = name.size();
  for (; name.size() >= sizeof hash; name.remove_prefix(sizeof hash)) {
    std::uint64_t word = 0;
    std::memcpy(&word, name.data(), sizeof word);
    hash = mix(hash, word);
  }
  std::uint64_t rest = 0;
  for (const char c : name) rest = rest << 8 | static_cast<unsigned char>(c);
  return mix(hash, rest) | 1;
}

}  // namespace

// What a member is that stands where ours stands or belongs: `encrypt_x` and `index_x`, where x names a class that is
// sealed or was sealed in this object. Ours from an earlier masking stay: a token verifies, and an index follows its
// token.
Walk::SealMember Walk::seal_member(Frame& frame, std::string_view name, std::uint32_t value_token) {
  if (!is_seal_name(name)) return SealMember::none;
  const bool token_member = name.starts_with(kTokenMemberPrefix);
  const std::string_view base = name.substr((token_member ? kTokenMemberPrefix : kIndexMemberPrefix).size());
  const std::size_t hash = hash_of(base);
  const bool follows = frame.sealed_name == hash;
  const Treatment* sealed = plan_.treatment_for(tools_.keys.find(base).class_id, PathState{});
  const bool reserved = follows || (sealed != nullptr && sealed->mask->type == config::MaskType::encrypt);
  if (!reserved) return SealMember::none;
  if (!token_member) return follows && frame.sealed_before ? SealMember::ours : SealMember::replaced;
  if (follows && !frame.sealed_before) return SealMember::replaced;
  std::uint32_t end = 0;
  if (at(value_token) != '"' || !find_string_end(value_token, end)) return SealMember::replaced;
  const std::uint32_t begin = offset(value_token) + 1;
  if (!decider_.is_own_token(text_.substr(begin, end - begin))) return SealMember::replaced;
  frame.sealed_name = hash;
  frame.sealed_before = true;
  return SealMember::ours;
}

// Whether a member's name is of the form that ours have.
bool Walk::is_seal_name(std::string_view name) noexcept {
  return name.starts_with(kTokenMemberPrefix) || name.starts_with(kIndexMemberPrefix);
}

void Walk::note_seal(std::uint32_t name_begin, std::uint32_t name_end) {
  if (!state_.frames.empty() && name_end > name_begin) {
    Frame& frame = state_.frames.back();
    const std::string_view name = text_.substr(name_begin, name_end - name_begin);
    frame.sealed_name = hash_of(name);
    frame.sealed_before = level_.last_seal == Level::LastSeal::before_us;
  }
  level_.last_seal = Level::LastSeal::none;
}

}  // namespace veilgate::masking
