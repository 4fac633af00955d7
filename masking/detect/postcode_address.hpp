// Addresses in Latin letters by their postcode: what stands before one and holds a house number is a street, whatever
// it is called.
//
//   Lindenstraße 27, 50674 Köln         five or four digits and a town
//   ul. Długa 7/3, 31-147 Kraków        two or more digits, a dash, three digits and a town
//   Storgatan 14, 111 23 Stockholm      three and two digits and a town
//   Keizersgracht 174, 1016 DW Delft    four digits, two capitals and a town
//   7 Orchard Mews, Bristol BS1 4DJ     the postcodes of the United Kingdom and of Canada, behind the town
//
// Pure; any number of threads.
#pragma once

#include <cstddef>
#include <string_view>

namespace veilgate::masking {

struct PostcodeAddress {
  std::size_t begin = 0;
  std::size_t end = 0;  // == begin: none
  bool empty() const noexcept { return begin == end; }
};

// The address whose postcode has the run of digits [begin, end) as its first; nothing before `floor` is looked at, and
// at most so many bytes as one address has.
PostcodeAddress address_at_postcode(std::string_view text, std::size_t floor, std::size_t begin,
                                    std::size_t end) noexcept;

// The line above the place an address begins at (a blank one may stand between them), when it is two to four words with
// capitals and no word of things: whose address it is. Empty when it is none.
PostcodeAddress name_above(std::string_view text, std::size_t floor, std::size_t address) noexcept;

}  // namespace veilgate::masking
