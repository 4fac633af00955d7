// Runs the labelled sets through the engine and counts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/accuracy/labelled.hpp"

namespace veilgate::accuracy {

struct Count {
  std::size_t good = 0;
  std::size_t all = 0;

  double share() const { return all == 0 ? 1.0 : static_cast<double>(good) / static_cast<double>(all); }
  void add(bool is_good) {
    good += is_good ? 1 : 0;
    ++all;
  }
};

struct Measured {
  std::map<std::string, Count> keyed;                              // by class: fields under a telling name that changed
  std::map<std::string, std::map<std::string, Count>> structured;  // by class and form: found in texts and alone
  std::map<std::string, std::map<std::string, Count>> carried;     // the same by class and carrier
  std::map<std::string, Count> named_right;                        // by class: findings that name the class
  std::map<std::string, Count> precise;         // by class: findings of it in documents that hold one
  std::map<std::string, Count> near_misses;     // by set: documents left as they were
  std::map<std::string, Count> texts;           // titles and sentences left as they were
  Count record_fields;                          // sensitive members of records that changed
  Count record_rest;                            // harmless ones that did not
  std::map<std::string, Count> outside_hidden;  // by outsider: values that stand nowhere in the output
  std::map<std::string, Count> outside_left;    // and other members that did not change
  Count settled;                                // outsiders' documents whose output, masked again, changes no byte
  Count discreet;                               // of their numbers: no six digits in a row are left
  std::vector<std::string> examples;            // documents that went wrong, a few of each kind; made-up values
};

// `rounds`: values of each class in each form and carrier. Values are made from `seed`.
inline constexpr std::uint64_t kSeed = 20240601;
Measured measure(std::size_t rounds, const LabelledSets& sets = own_sets(), std::uint64_t seed = kSeed);

// The outsiders' documents only.
Measured measure_outsiders(std::size_t rounds, std::uint64_t seed = kSeed);

Count total(const std::map<std::string, Count>& counts);
Count total(const std::map<std::string, std::map<std::string, Count>>& counts);

}  // namespace veilgate::accuracy
