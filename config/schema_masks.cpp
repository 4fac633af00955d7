#include "config/schema_masks.hpp"

#include <array>

#include "config/schema_binding.hpp"

namespace veilgate::config::binding {
namespace {

#define MEMBER(path)         \
  [](auto& owner) -> auto& { \
    return owner.path;       \
  }

constexpr std::array<std::string_view, 2> kFirstLast = {"KEEP_FIRST_N_LAST_M", "MASK_FIRST_N_LAST_M"};
constexpr std::array<std::string_view, 2> kFromTo = {"KEEP_FROM_X_TO_Y", "MASK_FROM_X_TO_Y"};
constexpr std::array<std::string_view, 2> kSpecial = {"MASK_BEFORE_SPECIAL_CHARS", "MASK_AFTER_SPECIAL_CHARS"};
constexpr std::array<std::string_view, 1> kText = {"FIXED_TEXT"};
constexpr std::array<std::string_view, 8> kCovering = {"FULL",
                                                       "KEEP_FIRST_N_LAST_M",
                                                       "KEEP_FROM_X_TO_Y",
                                                       "MASK_FIRST_N_LAST_M",
                                                       "MASK_FROM_X_TO_Y",
                                                       "MASK_BEFORE_SPECIAL_CHARS",
                                                       "MASK_AFTER_SPECIAL_CHARS",
                                                       "SMART"};
constexpr std::array<std::string_view, 4> kHidingLength = {"FULL", "KEEP_FIRST_N_LAST_M", "MASK_BEFORE_SPECIAL_CHARS",
                                                           "MASK_AFTER_SPECIAL_CHARS"};
constexpr std::array<std::string_view, 1> kBucket = {"BUCKET"};
constexpr std::array<std::string_view, 1> kTruncate = {"TRUNCATE"};
constexpr std::array<std::string_view, 1> kPseudonym = {"PSEUDONYM"};
constexpr std::array<std::string_view, 2> kKeyed = {"PSEUDONYM", "FAKE"};
constexpr std::array<std::string_view, 1> kEncrypt = {"ENCRYPT"};
constexpr std::array<std::string_view, 3> kIndexKinds = {"exact", "last4", "ngram"};
constexpr std::uint64_t kMaxCharacters = 4'096;

constexpr std::array kMaskRows = {
    row<Mask>("type", Type::choice, MEMBER(type), "What the mask does.",
              {.required = true, .choices = Names<MaskType>::kList}),
    row<Mask>("first", Type::integer, MEMBER(first), "How many characters at the beginning.",
              {.required = true, .max = kMaxCharacters, .only_for = kFirstLast}),
    row<Mask>("last", Type::integer, MEMBER(last), "How many characters at the end.",
              {.required = true, .max = kMaxCharacters, .only_for = kFirstLast}),
    row<Mask>("from", Type::integer, MEMBER(from), "The first character of the range, counted from 0.",
              {.required = true, .max = kMaxCharacters, .only_for = kFromTo}),
    row<Mask>("to", Type::integer, MEMBER(to), "The last character of the range, counted from 0.",
              {.required = true, .max = kMaxCharacters, .only_for = kFromTo}),
    row<Mask>("special", Type::line, MEMBER(special), "The characters to look for, as one text, such as @.",
              {.required = true, .absent_when_empty = true, .only_for = kSpecial}),
    row<Mask>("character", Type::character, MEMBER(character), "The character that covers another one.",
              {.only_for = kCovering}),
    row<Mask>("times", Type::integer, MEMBER(times),
              "How many mask characters stand for each hidden part; 0 is as many as it has characters.",
              {.max = 64, .only_for = kHidingLength}),
    row<Mask>("text", Type::text, MEMBER(text), "The text that takes the place of the value.",
              {.required = true, .only_for = kText}),
    row<Mask>("unit", Type::choice, MEMBER(unit),
              "What is counted: numbers in steps of width, or dates by month, year or decade.",
              {.choices = Names<BucketUnit>::kList, .only_for = kBucket}),
    row<Mask>("width", Type::integer, MEMBER(width), "How many whole numbers one range of numbers holds.",
              {.min = 2, .max = 1'000'000'000, .only_for = kBucket}),
    row<Mask>("bounds", Type::choice, MEMBER(bounds),
              "How a range of numbers is written: range is 30-39, lower is 30; a JSON number becomes the lower bound.",
              {.choices = Names<BucketBounds>::kList, .only_for = kBucket}),
    row<Mask>("ipv4_bits", Type::integer, MEMBER(ipv4_bits), "How many leading bits of an IPv4 address stay.",
              {.max = 31, .only_for = kTruncate}),
    row<Mask>("ipv6_bits", Type::integer, MEMBER(ipv6_bits), "How many leading bits of an IPv6 address stay.",
              {.max = 127, .only_for = kTruncate}),
    row<Mask>("decimals", Type::integer, MEMBER(decimals),
              "How many decimal places of a coordinate stay: 2 is about 1 km, 1 about 11 km.",
              {.max = 4, .only_for = kTruncate}),
    row<Mask>("date", Type::choice, MEMBER(date), "How much of a date stays; the rest becomes its first day, 00:00:00.",
              {.choices = Names<DateUnit>::kList, .only_for = kTruncate}),
    row<Mask>("key", Type::secret, MEMBER(key), "Where the secret key is, at least 16 bytes.",
              {.required = true, .only_for = kKeyed}),
    row<Mask>("hash", Type::choice, MEMBER(hash), "The hash of the HMAC that is used: SHA-256 or SM3.",
              {.choices = Names<KeyedHash>::kList, .only_for = kKeyed}),
    row<Mask>("length", Type::integer, MEMBER(length), "How many letters a pseudonym has; each is worth 4 bits.",
              {.min = 16, .max = 64, .only_for = kPseudonym}),
    row<Mask>("suite", Type::choice, MEMBER(suite),
              "What seals the value. The token of a number goes into the member encrypt_NAME right behind the value "
              "NAME, and so does what opens a value of the ff1 suites, which keep the format: their output looks like "
              "a real value. A member of that name in the answer is replaced.",
              {.choices = Names<SealSuite>::kList, .only_for = kEncrypt}),
    row<Mask>("index", Type::choice, MEMBER(index),
              "Blind indexes for ciphertext query, in the member index_NAME right behind the value NAME; one of that "
              "name in the answer is replaced. Each leaks what crypto/index/README.md says.",
              {.absent_when_empty = true, .choices = kIndexKinds, .only_for = kEncrypt, .shape = Shape::list}),
    row<Mask>(
        "valid_check_digit", Type::boolean, MEMBER(valid_check_digit),
        "Whether a card or ID written by a suite that keeps the format gets a check digit that is right; if not, it "
        "is wrong on purpose.",
        {.only_for = kEncrypt}),
};

#undef MEMBER

}  // namespace

constexpr Section kMaskSection = {"masks", "One way to treat a value, counted in characters.", kMaskRows,
                                  made_by_default<Mask>, "type"};

}  // namespace veilgate::config::binding
