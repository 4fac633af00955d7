// Addresses of networks and devices: IPv4, IPv6 (RFC 4291), MAC (IEEE 802), IMEI (3GPP TS 23.003). Linear,
// allocation-free, pure; any number of threads.
#pragma once

#include <string_view>

namespace veilgate::masking {

// Four numbers of 0 to 255 without leading zeros, with dots.
bool is_ipv4(std::string_view text) noexcept;

// Eight groups of up to four hexadecimal digits, or fewer with one `::`; the last two may be an IPv4 address. No zone,
// no brackets, no length of a prefix.
bool is_ipv6(std::string_view text) noexcept;

// Addresses that are nobody's: unspecified, loopback, broadcast, masks of a network. Those kept for documentation
// (RFC 5737, RFC 3849) stand in samples for somebody's and are treated so.
bool is_nobodys_ip(std::string_view text) noexcept;

// Six pairs of hexadecimal digits joined by `:` or `-`, one kind throughout, or three groups of four joined by dots.
// Neither all zeros nor all ones.
bool is_mac_address(std::string_view text) noexcept;

// 15 digits, Luhn, and a reporting body that issues: 01, 35, 44, 45, 49-54, 86, 91, 98, 99 and few more. Of random
// 15-digit numbers about 1 in 80 passes.
bool is_imei(std::string_view digits) noexcept;

}  // namespace veilgate::masking
