// Names that are checked once, when they are made.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"

namespace veilgate {

// A tenant's name: 1 to 64 of a-z, 0-9, '.', '_', '-', the first a letter or digit. Safe in file names, log lines and
// canonical texts.
class TenantId {
 public:
  static constexpr std::size_t kMaxBytes = 64;

  // Errors: bad_request; the note names the rule, not the text.
  static Result<TenantId> parse(std::string_view text) {
    const auto is_alphanumeric = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    const auto is_allowed = [&](char c) { return is_alphanumeric(c) || c == '.' || c == '_' || c == '-'; };
    if (text.empty() || text.size() > kMaxBytes || !is_alphanumeric(text.front()) ||
        !std::all_of(text.begin(), text.end(), is_allowed)) {
      return make_error(Code::bad_request, Origin::client,
                        "a tenant's name is 1 to 64 of a-z, 0-9, '.', '_', '-' and begins with a letter or digit");
    }
    return TenantId(text);
  }

  const std::string& text() const noexcept { return text_; }

  friend bool operator==(const TenantId&, const TenantId&) = default;
  friend bool operator<(const TenantId& a, const TenantId& b) noexcept { return a.text_ < b.text_; }

 private:
  explicit TenantId(std::string_view text) : text_(text) {}
  std::string text_;
};

}  // namespace veilgate
