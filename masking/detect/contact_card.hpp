// Contact cards in texts: vCard (RFC 6350; FN, N, ADR, BDAY … a line each) and MECARD (N:…;ADR:…;), and the common
// names of certificates, directories and calendars (RFC 4514, RFC 5545).
//
// Telephones and mailboxes in them show by their form; names, streets and days of birth only by their property. In the
// normal view; pure; any number of threads.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "masking/detect/locate.hpp"

namespace veilgate::masking {

// Whether a card begins in the first bytes of the text.
bool holds_contact_card(std::string_view text) noexcept;

// The name behind the = at `sign` of a CN, when it looks like somebody's: CN=张三,OU=…; CN="John Smith". CN=Some Root
// CA is none.
std::optional<Span> common_name_behind(std::string_view text, std::size_t sign) noexcept;

// Appends the names, streets and days of birth of the cards in the text.
void locate_contact_card(std::string_view text, std::vector<Span>& out);

}  // namespace veilgate::masking
