#include "masking/detect/digit_groups.hpp"

#include "masking/detect/character_bits.hpp"
#include "masking/validate/digits.hpp"
#include "masking/validate/utf8.hpp"

namespace veilgate::masking {
namespace {

constexpr std::size_t kJointCharacters = 3;

Joint joint_kind(char32_t c) noexcept {
  switch (c) {
    case U' ':
    case U'\t':
    case 0x00A0:
    case 0x1680:
    case 0x202F:
    case 0x205F:
    case 0x3000: return Joint::space;
    case U'-':
    case 0x00AD:
    case 0x2043:
    case 0x2212:
    case 0xFE58:
    case 0xFE63:
    case 0xFF0D: return Joint::dash;
    case U'.':
    case 0x00B7:
    case 0x2022:
    case 0x2024:
    case 0x30FB:
    case 0xFF0E: return Joint::dot;
    case U'_': return Joint::underscore;
    case U'(':
    case U')':
    case U'[':
    case U']':
    case 0xFF08:
    case 0xFF09: return Joint::bracket;
    default: break;
  }
  if (c >= 0x2000 && c <= 0x200A) return Joint::space;
  if (c >= 0x2010 && c <= 0x2015) return Joint::dash;
  return Joint::none;
}

}  // namespace

JointRead read_joint(std::string_view text, std::size_t at) noexcept {
  JointRead joint{Joint::none, at};
  for (std::size_t i = 0; i < kJointCharacters; ++i) {
    const Character character = decode_utf8(text, joint.end);
    if (character.length == 0) break;
    const Joint kind = joint_kind(character.value);
    if (kind == Joint::none) break;
    if (joint.kind == Joint::none || joint.kind == Joint::space) {
      joint.kind = kind;
    } else if (kind == Joint::bracket && joint.kind == Joint::dash) {
      joint.kind = kind;  // 86-(010)
    } else if (kind != Joint::space && kind != joint.kind && joint.kind != Joint::bracket) {
      return {Joint::none, at};
    }
    joint.end += character.length;
  }
  return joint;
}

DigitGroups::DigitGroups(std::string_view text) noexcept : text_(text) {
  fill();
  count_joined();
}

void DigitGroups::fill() noexcept {
  while (count_ < kAhead && at_ < text_.size()) {
    at_ = find_digit(text_, at_);
    if (at_ == text_.size()) break;
    DigitGroup& group = ring_[(first_ + count_) % kRing];
    group.begin = static_cast<std::uint32_t>(at_);
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    group.end = static_cast<std::uint32_t>(at_);
    group.joint = Joint::none;
    if (last_end_ != 0) {
      const JointRead joint = read_joint(text_, last_end_);
      if (joint.end == group.begin) group.joint = joint.kind;
    }
    last_end_ = at_;
    ++count_;
  }
}

void DigitGroups::count_joined() noexcept {
  joined_ = count_ == 0 ? 0 : 1;
  while (joined_ < count_ && (*this)[joined_].joint != Joint::none) ++joined_;
}

void DigitGroups::advance() noexcept {
  previous_ = (*this)[0];
  first_ = (first_ + 1) % kRing;
  --count_;
  fill();
  if (joined_ <= 1) {
    count_joined();
    return;
  }
  --joined_;
  while (joined_ < count_ && (*this)[joined_].joint != Joint::none) ++joined_;
}

void DigitGroups::advance_past(std::size_t end) noexcept {
  while (!done() && (*this)[0].begin < end) advance();
}

}  // namespace veilgate::masking
