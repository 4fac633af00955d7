// A command that changes one thing about the keyring: open, change, record, tell.
#pragma once

#include "crypto/base/result.hpp"
#include "proxy/app/keys/command.hpp"

namespace veilgate::proxy {

struct Change {
  crypto::Record record;
  Report report;
};

// The change that `action` ("keys.rotate") made to a key.
Change describe_change(const char* action, const crypto::KeyParameters& key);

// Runs `change` on the open keyring, commits what it records and prints its report; the exit code.
template <class F>
int change_keyring(const KeyringOptions& options, const F& change) {
  const auto place = find_keyring(options);
  if (!place) return refuse(place.error());
  auto store = crypto::KeyringStore::open(place->files(), place->path, *place->source, clock_now());
  if (!store) return refuse(store.error());
  const Result<Change> done = change(*store);
  if (!done) return refuse(done.error());
  if (const auto committed = store->commit(done->record); !committed) return refuse(committed.error());
  return done->report.print_as(options.is_json());
}

}  // namespace veilgate::proxy
