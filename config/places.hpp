// Where each setting of a file stands, by key path.
#pragma once

#include <string>
#include <unordered_map>

#include "config/diagnostics.hpp"

namespace veilgate::config {

class Places {
 public:
  // `key` is a path such as routes[0].upstream.
  void remember(const std::string& key, Place place) { entries_[key].place = place; }
  // The value there was refused, so nothing that follows from it is worth saying.
  void mark_refused(const std::string& key) { entries_[key].refused = true; }

  bool is_written(const std::string& key) const { return entries_.contains(key); }
  bool is_refused(const std::string& key) const {
    const auto found = entries_.find(key);
    return found != entries_.end() && found->second.refused;
  }

  // The place of the key or of the nearest thing around it; no place when nothing is known.
  Place find(std::string key) const {
    for (;;) {
      if (const auto found = entries_.find(key); found != entries_.end()) return found->second.place;
      const std::size_t end = key.find_last_of(".[");
      if (end == std::string::npos) return {};
      key.resize(end);
    }
  }

 private:
  struct Entry {
    Place place;
    bool refused = false;
  };
  std::unordered_map<std::string, Entry> entries_;
};

}  // namespace veilgate::config
