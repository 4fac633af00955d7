// Upstream: the addresses of one partner, which of them is next, and which are resting.
//
// Health is passive: what requests experience. After `eject_failures` failures in a row an address rests for
// `probe_interval`; then one request tries it, and its fate decides. When every address rests, requests go on trying
// them in turn, because refusing all would help nobody.
//
// One object is shared by all loops; what changes in it is atomic. The rest is immutable.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>

#include "config/model.hpp"
#include "crypto/base/result.hpp"
#include "proxy/net/tls.hpp"

namespace veilgate::proxy {

struct UpstreamAddress {
  std::string text;  // as configured
  std::string host;
  std::uint16_t port = 0;
  std::string tls_name;  // SNI and the name verified
  std::atomic<std::uint32_t> failures{0};
  std::atomic<std::int64_t> rests_until_ns{0};  // steady clock; 0: in use
};

struct Upstream {
  using Clock = std::chrono::steady_clock;

  config::Upstream settings;
  std::deque<UpstreamAddress> addresses;  // at least one; never resized after compile
  std::shared_ptr<ssl_ctx_st> tls;        // null: plain
  TlsMaterial tls_material{};             // what `tls` was made from
  std::atomic<std::uint32_t> turn{0};

  // Errors: bad_config (no address, not a URL, http and https mixed, certificate or key unreadable).
  static Result<std::shared_ptr<Upstream>> compile(const config::Upstream& settings);

  // Whether what was compiled from one configuration can go on serving the other: the same settings, and no certificate
  // or key file has changed.
  bool serves_as(const Upstream& other) const noexcept;
  // Addresses that `before` has too rest on as they do there.
  void take_health(const Upstream& before) noexcept;

  // The next address in turn that is not resting; one whose rest is over is given to one caller only.
  UpstreamAddress& pick(Clock::time_point now) noexcept;

  // What became of a request. Both return true when the address changed its state (ejected, back in use).
  bool note_success(UpstreamAddress& address) noexcept;
  bool note_failure(UpstreamAddress& address, Clock::time_point now) noexcept;
};

}  // namespace veilgate::proxy
