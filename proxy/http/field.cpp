#include "proxy/http/field.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "proxy/http/syntax.hpp"

namespace veilgate::proxy {
namespace {

struct Row {
  std::string_view name;
  Field id = Field::other;
};

constexpr Row kRows[] = {
    {"host", Field::host},
    {"content-length", Field::content_length},
    {"transfer-encoding", Field::transfer_encoding},
    {"expect", Field::expect},
    {"max-forwards", Field::max_forwards},
    {"connection", Field::connection},
    {"keep-alive", Field::keep_alive},
    {"proxy-connection", Field::proxy_connection},
    {"te", Field::te},
    {"trailer", Field::trailer},
    {"upgrade", Field::upgrade},
    {"http2-settings", Field::http2_settings},
    {"proxy-authenticate", Field::proxy_authenticate},
    {"proxy-authorization", Field::proxy_authorization},
    {"range", Field::range},
    {"if-range", Field::if_range},
    {"if-match", Field::if_match},
    {"if-none-match", Field::if_none_match},
    {"if-modified-since", Field::if_modified_since},
    {"if-unmodified-since", Field::if_unmodified_since},
    {"via", Field::via},
    {"forwarded", Field::forwarded},
    {"x-forwarded-for", Field::x_forwarded_for},
    {"x-forwarded-proto", Field::x_forwarded_proto},
    {"x-forwarded-host", Field::x_forwarded_host},
    {"x-real-ip", Field::x_real_ip},
    {"x-request-id", Field::x_request_id},
    {"traceparent", Field::traceparent},
    {"tracestate", Field::tracestate},
    {"accept-encoding", Field::accept_encoding},
    {"content-type", Field::content_type},
    {"content-encoding", Field::content_encoding},
    {"content-range", Field::content_range},
    {"accept-ranges", Field::accept_ranges},
    {"etag", Field::etag},
    {"last-modified", Field::last_modified},
    {"digest", Field::digest},
    {"content-digest", Field::content_digest},
    {"repr-digest", Field::repr_digest},
    {"want-digest", Field::want_digest},
    {"want-content-digest", Field::want_digest},
    {"want-repr-digest", Field::want_digest},
    {"content-md5", Field::content_md5},
    {"vary", Field::vary},
    {"authorization", Field::authorization},
    {"cookie", Field::cookie},
    {"set-cookie", Field::set_cookie},
    {"location", Field::location},
    {"content-location", Field::content_location},
    {"refresh", Field::refresh},
    {"link", Field::link},
    {"server", Field::server},
    {"date", Field::date},
    {"cache-control", Field::cache_control},
    {"alt-svc", Field::alt_svc},
    {"strict-transport-security", Field::strict_transport_security},
};

constexpr std::size_t kSlots = 256;
constexpr std::size_t kLongestName = 64;

constexpr std::size_t slot_of(std::string_view name) {
  const auto lower = [&](std::size_t i) {
    return static_cast<std::size_t>(static_cast<unsigned char>(name[i]) | 0x20u);
  };
  return (name.size() * 7 + lower(0) * 3 + lower(name.size() / 2) * 31 + lower(name.size() - 1) * 11) % kSlots;
}

// Open addressing: a row stands in its slot or the next free one; 0 is an empty slot, else index + 1.
constexpr std::array<std::uint8_t, kSlots> make_slots() {
  std::array<std::uint8_t, kSlots> slots{};
  for (std::size_t i = 0; i < std::size(kRows); ++i) {
    std::size_t slot = slot_of(kRows[i].name);
    while (slots[slot] != 0) slot = (slot + 1) % kSlots;
    slots[slot] = static_cast<std::uint8_t>(i + 1);
  }
  return slots;
}
constexpr std::array<std::uint8_t, kSlots> kTable = make_slots();

// Equal without regard to the case of `name`, where `lower` is of small letters, digits and hyphens: of these only the
// letters have the bit 0x40, and differ from their capitals in 0x20.
bool equals_lower(std::string_view name, std::string_view lower) noexcept {
  constexpr std::uint64_t kLetter = 0x4040404040404040u;
  if (name.size() != lower.size()) return false;
  const auto differ = [&](std::size_t at, std::size_t bytes) {
    std::uint64_t a = 0;
    std::uint64_t b = 0;
    std::memcpy(&a, name.data() + at, bytes);
    std::memcpy(&b, lower.data() + at, bytes);
    return ((a ^ b) & ~((b & kLetter) >> 1)) != 0;
  };
  std::size_t i = 0;
  for (; i + 8 <= name.size(); i += 8) {
    if (differ(i, 8)) return false;
  }
  return i == name.size() || !differ(i, name.size() - i);
}

bool begins_with(std::string_view name, std::string_view lower_prefix) noexcept {
  return name.size() > lower_prefix.size() && equals_lower(name.substr(0, lower_prefix.size()), lower_prefix);
}

}  // namespace

bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (to_lower(a[i]) != to_lower(b[i])) return false;
  }
  return true;
}

Field find_field(std::string_view name) noexcept {
  if (name.empty() || name.size() > kLongestName) return Field::other;
  for (std::size_t slot = slot_of(name); kTable[slot] != 0; slot = (slot + 1) % kSlots) {
    const Row& row = kRows[kTable[slot] - 1];
    if (equals_lower(name, row.name)) return row.id;
  }
  const char first = to_lower(name[0]);
  if (first == 'x') {
    if (begins_with(name, "x-forwarded-")) return Field::x_forwarded_other;
    if (begins_with(name, "x-veilgate-")) return Field::x_veilgate;
  } else if (first == 'p' && begins_with(name, "proxy-")) {
    return Field::proxy_other;
  }
  return Field::other;
}

Field find_underscored_field(std::string_view name) noexcept {
  if (name.size() > kLongestName || name.find('_') == std::string_view::npos) return Field::other;
  std::array<char, kLongestName> hyphened{};
  for (std::size_t i = 0; i < name.size(); ++i) hyphened[i] = name[i] == '_' ? '-' : name[i];
  return find_field({hyphened.data(), name.size()});
}

}  // namespace veilgate::proxy
