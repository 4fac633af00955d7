// Process: the running proxy; the one place where settings, snapshot, server, observer and admin listener meet.
//
//   settings -> snapshot -> Server     clients
//                        -> Observer   metrics, access log, event log
//                        -> AdminServer   operators
//
// Signals: SIGHUP reloads, SIGUSR1 opens the access log anew, SIGTERM and SIGINT drain; a second one cuts what is left.
// A reload builds the new snapshot aside and swaps it whole. When anything is wrong with it, the last good one stays in
// force, and the log, /readyz and veilgate_config_reload_failures_total say so.
//
// Keys: when the date of a key comes, the keyring is read again and the snapshot renewed, within two seconds and
// without a reload; when it cannot be read, the keys in memory go by their dates. A key that ends without a successor
// makes answers with values to be sealed be refused; nothing is sealed with it any more.
//
// Threads: one call of run(), on the main thread and before any other thread exists (it blocks the signals for all).
#pragma once

#include "proxy/app/serve_settings.hpp"

namespace veilgate::proxy {

// Serves until told to stop. kDone: drained; kRefused: an address could not be bound, or connections were cut at the
// end; kUsage: the configuration is wrong, which was said on standard error.
int run_process(const ServeOptions& options);

}  // namespace veilgate::proxy
