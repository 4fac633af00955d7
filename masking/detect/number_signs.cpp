#include "masking/detect/number_signs.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "masking/bits.hpp"
#include "masking/detect/character_bits.hpp"
#include "masking/validate/digits.hpp"

namespace veilgate::masking {
namespace {

constexpr DetectorSet bit(DetectorId id) noexcept {
  return detector_bit(id);
}

// Up to this many bytes stand between two digits of one number: three characters (digit_groups.hpp) of three bytes.
constexpr std::size_t kWidestGap = 9;
constexpr std::size_t kNone = ~std::size_t{0};

class NumberReader {
 public:
  explicit NumberReader(std::string_view text) noexcept : text_(text) {}

  DetectorSet run() noexcept {
    Blocks blocks(text_);
    for (std::size_t at = 0; at < text_.size(); at += kBlock) {
      const char* const data = blocks.from(at);
      const CharacterBits bits = read_characters(data);
      look_at_signs(at, bits.signs != 0 ? read_signs_of_block(data) : SignBits{});
      if (bits.digits != 0 || open_ != kNone) look_at_runs(at, bits);
      if (bits.letters != 0) last_letter_ = at + 63 - static_cast<std::size_t>(std::countl_zero(bits.letters));
    }
    if (open_ != kNone) close(text_.size());
    return finish();
  }

 private:
  char at(std::size_t place) const noexcept { return place < text_.size() ? text_[place] : '\0'; }

  void look_at_signs(std::size_t block, const SignBits& signs) noexcept {
    if (signs.ats != 0) called_ |= bit(DetectorId::email);
    for (std::uint64_t left = signs.equals; left != 0; left &= left - 1) {
      const std::size_t place = block + static_cast<std::size_t>(std::countr_zero(left));
      const char next = at(place + 1);
      if (place != 0 && place + 1 < text_.size() && next != '=' && next != '&') {
        called_ |= bit(DetectorId::parameter);
      }
    }
    // Pairs of hexadecimal digits with colons or dashes, groups of four with dots, and IPv6.
    if ((signs.colons | signs.dashes | signs.dots) == 0) {
      before_ = SignBits{};
      near_dashes_ = near_colons_ = 0;
      return;
    }
    const std::uint64_t dashes = signs.dashes & behind(signs.dashes, before_.dashes, 3);
    const std::uint64_t dots = signs.dots & behind(signs.dots, before_.dots, 5);
    std::uint64_t near = 0;
    std::uint64_t nearer = 0;
    if (signs.colons != 0) {
      for (unsigned gap = 2; gap <= 5; ++gap) near |= behind(signs.colons, before_.colons, gap);
      near &= signs.colons;
      for (unsigned gap = 2; gap <= 5; ++gap) nearer |= behind(near, near_colons_, gap);
      nearer &= near;
      const std::uint64_t doubled = signs.colons & behind(signs.colons, before_.colons, 1);
      for (std::uint64_t left = doubled; left != 0 && nearer == 0; left &= left - 1) {
        const auto place = static_cast<unsigned>(std::countr_zero(left));
        if (may_stand_in_address(block + place)) nearer = doubled;
      }
    }
    if (((dashes & behind(dashes, near_dashes_, 3)) | dots | nearer) != 0) called_ |= bit(DetectorId::mac_address);
    near_dashes_ = dashes;
    near_colons_ = near;
    before_ = signs;
  }

  // Whether no word but hexadecimal digits ends before the second of two colons: std::map is none.
  bool may_stand_in_address(std::size_t second) const noexcept {
    constexpr std::size_t kMostDigits = 4;
    std::size_t begin = second - 1;
    while (begin > 0 && second - 1 - begin <= kMostDigits && is_hexadecimal(text_[begin - 1])) --begin;
    return begin == 0 || !is_ascii_letter(text_[begin - 1]);
  }
  static bool is_hexadecimal(char c) noexcept {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  // The places that many behind those of a kind, the block before included.
  static std::uint64_t behind(std::uint64_t places, std::uint64_t before, unsigned count) noexcept {
    return places << count | before >> (64 - count);
  }

  // Every run of digits, from the one left open by the block before on.
  void look_at_runs(std::size_t block, const CharacterBits& bits) noexcept {
    digits_ += count_bits(bits.digits);
    std::uint64_t left = bits.digits;
    if (open_ != kNone) {
      const std::uint64_t others = ~bits.digits;
      if (others == 0) return;
      const auto end = static_cast<unsigned>(std::countr_zero(others));
      close(block + end);
      left &= end == 0 ? ~std::uint64_t{0} : ~first_places(end);
    }
    while (left != 0) {
      const auto begin = static_cast<unsigned>(std::countr_zero(left));
      const std::uint64_t before = bits.letters & (begin == 0 ? 0 : first_places(begin));
      if (before != 0) last_letter_ = block + 63 - static_cast<std::size_t>(std::countl_zero(before));
      open(block + begin);
      const std::uint64_t others = ~bits.digits & ~first_places(begin + 1);
      if (begin == 63 || others == 0) return;
      const auto end = static_cast<unsigned>(std::countr_zero(others));
      close(block + end);
      left &= ~first_places(end);
    }
  }

  void open(std::size_t begin) noexcept {
    open_ = begin;
    const std::size_t gap = begin - end_;
    const bool letter = last_letter_ != kNone && last_letter_ >= end_;
    if (end_ == 0 || letter || gap > kWidestGap) joined_ = 0;
    const bool dot = end_ != 0 && gap == 1 && text_[end_] == '.';
    dotted_ = dot ? dotted_ + 1 : 0;
    if (dotted_ >= 3) called_ |= bit(DetectorId::ip_address);
    std::size_t plus = begin;
    while (plus > 0 && text_[plus - 1] == '(' && begin - plus < kWidestGap) --plus;
    if (plus > 0 && text_[plus - 1] == '+') called_ |= bit(DetectorId::intl_phone);
  }

  void close(std::size_t end) noexcept {
    const std::size_t size = end - open_;
    joined_ += size;
    longest_ = std::max(longest_, joined_);
    if (dotted_ == 1 && size >= 2) called_ |= bit(DetectorId::coordinates);
    const auto parts = [this](char c) {
      return c == '-' || c == '/' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
    };
    const bool year = size == 4 && (parts(at(end)) || (open_ > 0 && parts(text_[open_ - 1])));
    if (size == 8 || year) called_ |= bit(DetectorId::birth_date);
    end_ = end;
    open_ = kNone;
  }

  DetectorSet finish() noexcept {
    constexpr std::size_t kFewestOfDocument = 4;
    constexpr std::size_t kFewestOfLandline = 7;
    constexpr std::size_t kFewestOfPhone = 10;
    constexpr std::size_t kFewestOfMobile = 11;
    constexpr std::size_t kFewestOfCard = 13;
    if (digits_ >= kFewestOfDocument) called_ |= bit(DetectorId::document);
    if (longest_ >= kFewestOfLandline) called_ |= bit(DetectorId::cn_landline);
    if (longest_ >= kFewestOfPhone) called_ |= bit(DetectorId::intl_phone);
    if (longest_ >= kFewestOfMobile) called_ |= bit(DetectorId::cn_mobile);
    if (longest_ >= kFewestOfCard) called_ |= bit(DetectorId::cn_resident_id) | bit(DetectorId::bank_card);
    // https://user:password@host
    if ((called_ & bit(DetectorId::email)) != 0 && text_.find("://") != std::string_view::npos) {
      called_ |= bit(DetectorId::secret);
    }
    return called_;
  }

  std::string_view text_;
  DetectorSet called_ = 0;
  std::size_t open_ = kNone;         // where the run begins that is being read
  std::size_t end_ = 0;              // of the run before
  std::size_t last_letter_ = kNone;  // of ASCII, so far
  std::size_t joined_ = 0;           // digits that may belong to one number, up to the run before
  std::size_t longest_ = 0;
  std::size_t digits_ = 0;
  unsigned dotted_ = 0;  // points before the run, each between two runs
  SignBits before_;      // of the block before
  std::uint64_t near_dashes_ = 0;
  std::uint64_t near_colons_ = 0;
};

}  // namespace

DetectorSet read_number_signs(std::string_view text) noexcept {
  return NumberReader(text).run();
}

}  // namespace veilgate::masking
