// Masks: which characters of a sensitive text are hidden, and behind what.
//
// A mask works on the normal view of a value (text/decode.hpp) and says which bytes of it are replaced by what; what it
// keeps is not touched, so kept characters leave in the partner's own spelling. It counts characters as people see them
// (text/grapheme.hpp) and never splits one. A text that is too short for its mask, or not of the form a mask reads,
// shows nothing. Applying a mask to its own output changes no byte, PSEUDONYM and FAKE aside; these two are no masks:
// who has the key can tell which value a given one stands for, and equal values stay equal.
//
// Nothing here allocates but the growth of the caller's EditList (and OpenSSL inside a keyed mask). Pure; a MaskSpec
// may be used by any number of threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "config/model.hpp"
#include "crypto/base/result.hpp"
#include "crypto/index/blind_index.hpp"
#include "crypto/pseudonym/keyed_hasher.hpp"
#include "masking/act/edits.hpp"
#include "masking/classes.hpp"

namespace veilgate::masking {

// A compiled mask. set_null and remove_member act on the JSON value, not on its text: callers handle these two first.
struct MaskSpec {
  config::MaskType type = config::MaskType::full;
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::uint32_t times = 0;  // mask characters for a hidden part; 0: as many as it has characters
  std::string special;
  std::string character = "*";
  std::string seen = "*";  // `character` as the normal view of a masked value shows it
  std::string text;
  bool json_plain = true;  // all this mask writes stands in a JSON string as it is
  config::BucketUnit unit = config::BucketUnit::number;
  config::BucketBounds bounds = config::BucketBounds::range;
  std::uint32_t width = 10;
  std::uint32_t ipv4_bits = 24;
  std::uint32_t ipv6_bits = 48;
  std::uint32_t decimals = 2;
  config::DateUnit date = config::DateUnit::month;
  std::uint32_t length = 24;
  config::SealSuite suite = config::SealSuite::sm4;  // of ENCRYPT, as the next two
  std::vector<crypto::IndexKind> index;
  bool valid_check = false;                           // a suite that keeps the format writes a valid check digit
  std::shared_ptr<const crypto::KeyedHasher> hasher;  // of PSEUDONYM and FAKE; without one they hide everything
};

// `hasher`: of a PSEUDONYM or FAKE mask. Errors: bad_config, when the mask character is one that joins others.
Result<MaskSpec> compile_mask(const config::Mask& mask, std::shared_ptr<const crypto::KeyedHasher> hasher = nullptr);

// Hides what `mask` hides of text[begin, end), a value of class `class_id`; offsets in `out` are bytes of `text`.
void append_mask(const MaskSpec& mask, ClassId class_id, std::string_view text, std::uint32_t begin, std::uint32_t end,
                 EditList& out);

// The default mask of a class, for text[begin, end).
void append_smart_mask(const MaskSpec& mask, ClassId class_id, std::string_view text, std::uint32_t begin,
                       std::uint32_t end, EditList& out);

// BUCKET and TRUNCATE.
void append_bucket(const MaskSpec& mask, std::string_view text, std::uint32_t begin, std::uint32_t end, EditList& out);
void append_truncated(const MaskSpec& mask, std::string_view text, std::uint32_t begin, std::uint32_t end,
                      EditList& out);

// PSEUDONYM and FAKE.
void append_pseudonym(const MaskSpec& mask, ClassId class_id, std::string_view text, std::uint32_t begin,
                      std::uint32_t end, EditList& out);
void append_fake(const MaskSpec& mask, ClassId class_id, std::string_view text, std::uint32_t begin, std::uint32_t end,
                 EditList& out);

// The JSON number a mask makes of the JSON number `number`, appended to `out`; false where it makes none.
bool append_number(const MaskSpec& mask, std::string_view number, EditList& scratch, std::string& out);

// Replaces every character of text[begin, end) by the mask character, or all of them by `times` of it. Nothing for an
// empty range.
void append_hidden(const MaskSpec& mask, std::string_view text, std::uint32_t begin, std::uint32_t end, EditList& out);

// Hides all but the `first` and `last` characters of text[begin, end), or all of them when it has no more.
void append_kept_ends(const MaskSpec& mask, std::size_t first, std::size_t last, std::string_view text,
                      std::uint32_t begin, std::uint32_t end, EditList& out);

// The most characters of a value that stay, separators and signs between them and a country code aside; kUnbounded
// where that depends on the value.
inline constexpr std::size_t kUnbounded = ~std::size_t{0};
std::size_t most_shown(const MaskSpec& mask) noexcept;  // of a value of any class
std::size_t smart_mask_shows(ClassId class_id) noexcept;
inline constexpr std::size_t kMostSmartMaskShows = 7;  // of any class

// `text` as the inside of a JSON string: itself, or escaped in `buffer`.
std::string_view json_text(std::string_view text, std::string& buffer);

}  // namespace veilgate::masking
