// Order documents in the shape of JD's order search, made from a seed.
//
// A document is kept as the pieces it is made of, so that an answer can be checked exactly: `fixed` texts have to come
// out byte for byte, each `planted` value between two of them has to be gone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace veilgate::perf {

enum class Spelling : std::uint8_t {
  raw,      // UTF-8 as it is
  escaped,  // every character outside ASCII as \uXXXX, every '/' as \/
};

struct OrderDocument {
  std::string text;
  std::vector<std::string> fixed;    // one more than planted
  std::vector<std::string> planted;  // the values between the quotes, as spelled in the text
};

// A document of about `bytes` bytes.
OrderDocument make_order_document(std::size_t bytes, Spelling spelling, std::uint64_t seed);

// True when `output` is the document with every planted value replaced by something else and nothing else changed.
// `reason` says what was wrong, without a value.
bool is_masked_exactly(const OrderDocument& document, std::string_view output, std::string& reason);

}  // namespace veilgate::perf
