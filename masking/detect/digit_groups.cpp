#include "masking/detect/digit_groups.hpp"

#include <array>

#include "masking/detect/character_bits.hpp"
#include "masking/validate/digits.hpp"
#include "masking/validate/utf8.hpp"

namespace veilgate::masking {
namespace {

constexpr std::size_t kJointCharacters = 3;

// The joints of one byte.
constexpr std::array<Joint, 128> kAsciiJoints = [] {
  std::array<Joint, 128> joints{};
  for (const unsigned char c : {' ', '\t'}) joints[c] = Joint::space;
  for (const unsigned char c : {'(', ')', '[', ']'}) joints[c] = Joint::bracket;
  joints['-'] = Joint::dash;
  joints['.'] = Joint::dot;
  joints['_'] = Joint::underscore;
  return joints;
}();

Joint joint_kind(char32_t c) noexcept {
  if (c < kAsciiJoints.size()) return kAsciiJoints[c];
  switch (c) {
    case 0x00A0:
    case 0x1680:
    case 0x202F:
    case 0x205F:
    case 0x3000: return Joint::space;
    case 0x00AD:
    case 0x2043:
    case 0x2212:
    case 0xFE58:
    case 0xFE63:
    case 0xFF0D: return Joint::dash;
    case 0x00B7:
    case 0x2022:
    case 0x2024:
    case 0x30FB:
    case 0xFF0E: return Joint::dot;
    case 0xFF08:
    case 0xFF09: return Joint::bracket;
    default: break;
  }
  if (c >= 0x2000 && c <= 0x200A) return Joint::space;
  if (c >= 0x2010 && c <= 0x2015) return Joint::dash;
  return Joint::none;
}

// The joint that fills [begin, end), which is not empty, if one does.
Joint joint_between(std::string_view text, std::size_t begin, std::size_t end) noexcept {
  constexpr std::size_t kLongest = 3 * kJointCharacters;
  const auto first = static_cast<unsigned char>(text[begin]);
  if (first < kAsciiJoints.size()) {
    const Joint joint = kAsciiJoints[first];
    if (joint == Joint::none || end - begin == 1) return joint;
  }
  if (end - begin > kLongest) return Joint::none;
  const JointRead joint = read_joint(text, begin);
  return joint.end == end ? joint.kind : Joint::none;
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
  if (count_ == 0) return;
  joined_ = 1;
  joined_digits_ = ring_[0].size();
  extend_joined();
}

void DigitGroups::fill() noexcept {
  while (count_ < kAhead && at_ < text_.size()) {
    at_ = find_digit(text_, at_);
    if (at_ == text_.size()) break;
    DigitGroup& group = ring_[(first_ + count_) % kRing];
    group.begin = static_cast<std::uint32_t>(at_);
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    group.end = static_cast<std::uint32_t>(at_);
    group.joint = last_end_ == 0 ? Joint::none : joint_between(text_, last_end_, group.begin);
    last_end_ = at_;
    ++count_;
  }
}

void DigitGroups::extend_joined() noexcept {
  while (joined_ < count_ && (*this)[joined_].joint != Joint::none) joined_digits_ += (*this)[joined_++].size();
}

void DigitGroups::advance() noexcept {
  previous_ = (*this)[0];
  first_ = (first_ + 1) % kRing;
  --count_;
  fill();
  joined_digits_ -= previous_.size();
  if (--joined_ == 0 && count_ != 0) joined_digits_ = (*this)[joined_++].size();
  extend_joined();
}

void DigitGroups::advance_past(std::size_t end) noexcept {
  while (!done() && (*this)[0].begin < end) advance();
}

}  // namespace veilgate::masking
