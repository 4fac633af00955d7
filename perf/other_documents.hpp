// Documents of other shapes than orders, made from a seed: what the walk, the numbers and the first look at texts cost
// apart from masking.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace veilgate::perf {

// Polygons: arrays of pairs of numbers with fractions, as GeoJSON has them; nothing sensitive.
std::string make_outlines(std::size_t bytes, std::uint64_t seed);

// Messages of people in English and Chinese with URLs, mentions, emoji and escaped line breaks, pretty-printed; now and
// then one holds an e-mail address or a telephone number.
std::string make_messages(std::size_t bytes, std::uint64_t seed);

// Descriptions in English, some thousand bytes each, with numbers, links and escaped line breaks; nothing sensitive.
std::string make_prose(std::size_t bytes, std::uint64_t seed);

// One text of nothing but what makes detectors look: labels, titles, numbers, prefixes and signs; little of it
// is anything.
std::string make_crowded(std::size_t bytes, std::uint64_t seed);

}  // namespace veilgate::perf
