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
// Threads: one call of run(), on the main thread and before any other thread exists (it blocks the signals for all).
#pragma once

#include "proxy/app/serve_settings.hpp"

namespace veilgate::proxy {

// Serves until told to stop. kDone: drained; kRefused: an address could not be bound, or connections were cut at the
// end; kUsage: the configuration is wrong, which was said on standard error.
int run_process(const ServeOptions& options);

}  // namespace veilgate::proxy
