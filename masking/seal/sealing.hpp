// Sealing: what an ENCRYPT mask does to a value, on one thread.
//
//   {"mobile":"13800138000"}      a string becomes its token, and its blind indexes stand beside it
//   {"mobile":"vg1c…","index_mobile":{"exact":"eB.9fK…","last4":"lB.Xa8-0pQz"}}
//
//   {"phone":13800138000}         a number becomes null, and its token stands beside it
//   {"phone":null,"encrypt_phone":"vg1c…"}
//
// Suites that keep the format leave the value in its own form, and its companion stands in `encrypt_<name>`; a value
// that is not of the form of its class is covered whole instead, as is one that has no name. What has no name (an
// element of an array, a value found inside a text) has nothing beside it. Numbers: json/seal_value.hpp.
//
// Sealing keeps a crypto::FieldSealer for every mask and class a plan uses: deriving keys costs as much as sealing some
// dozens of values. Not thread safe; one in the scratch of each thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/ids.hpp"
#include "crypto/base/result.hpp"
#include "masking/act/mask.hpp"
#include "masking/seal/seal_keys.hpp"

namespace veilgate::masking {

inline constexpr std::string_view kTokenMemberPrefix = "encrypt_";
inline constexpr std::string_view kIndexMemberPrefix = "index_";

// Whether a suite leaves a value in its own form, with a companion beside it.
bool keeps_format(config::SealSuite suite) noexcept;

// Whether every value of `class_name` could be sealed by this mask now.
// Errors: bad_config (a suite this OpenSSL does not have, no such tenant name), key_unavailable.
Result<void> check_sealable(const SealKeys& keys, const MaskSpec& mask, ClassId class_id, std::string_view class_name);

class Sealing {
 public:
  Sealing();
  ~Sealing();

  // From here on values are sealed with `keys`, which must outlive the calls of seal(). `policy`: the number of the
  // policy they and the masks belong to; what was kept for one with a smaller number is dropped.
  void use(const SealKeys& keys, std::uint64_t policy);

  // What stands in a value's place and beside it.
  struct Sealed {
    bool covered = false;        // the suite cannot seal it; it has to be covered whole
    bool own_already = false;    // it is a token of ours, which stays
    std::string_view value;      // the token, or the value in its own form; nothing to escape in it; see `out`
    std::string_view companion;  // of a suite that keeps the format
    std::string_view index;      // the JSON object of the blind indexes; empty: none
  };
  // `plaintext` is the whole value, decoded and not folded. The views are valid until the next call. With `out`, value
  // is appended to that, and is a view of it. Errors: key_unavailable, seal_refused (longer than 1 MiB), internal.
  Result<Sealed> seal(const MaskSpec& mask, ClassId class_id, std::string_view class_name, std::string_view plaintext,
                      std::string* out = nullptr);

  // Whether a text is a token of ours that verifies. The mask and class only say which keyring to look in.
  Result<bool> is_own(const MaskSpec& mask, ClassId class_id, std::string_view class_name, std::string_view text);

 private:
  struct Entry;    // the sealer of a mask and class
  struct Sealers;  // those of a policy and tenant
  Result<Entry*> entry(const MaskSpec& mask, ClassId class_id, std::string_view class_name);

  std::vector<std::unique_ptr<Sealers>> kept_;
  Sealers* in_use_ = nullptr;
  std::string value_;
  std::string companion_;
  std::string index_;
};

// Whether a text may be, or may hold, a token; cheap, and no proof.
bool may_begin_token(std::string_view text) noexcept;
bool may_hold_token(std::string_view text) noexcept;

// The first text from `from` on that is written like a token, between two places where no character of a token stands;
// empty: none. A full stop at its end is the sentence's.
std::string_view next_token_text(std::string_view text, std::size_t from) noexcept;

}  // namespace veilgate::masking
