// Loop: one thread's share of the server. Everything in it is used by that thread alone, so nothing is locked and what
// one request leaves behind (buffers, contexts, tables) the next one uses.
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_set>
#include <vector>

#include "masking/engine.hpp"
#include "proxy/exchange/clean_texts.hpp"
#include "proxy/exchange/snapshot.hpp"
#include "proxy/net/asio.hpp"
#include "proxy/net/byte_buffer.hpp"
#include "proxy/observe/recorder.hpp"
#include "proxy/upstream/name_cache.hpp"
#include "proxy/upstream/pool.hpp"

namespace veilgate::proxy {

struct Exchange;
class BodyPipeline;
class Connection;

// What all loops of a server share.
struct Shared {
  explicit Shared(Recorder& to) : recorder(to) {}

  Recorder& recorder;
  std::string
      via;  // the name in Via: no other proxy's, not even another process's of this program; set before any loop
  std::atomic<std::size_t> connections{0};
  std::atomic<std::size_t> requests{0};
  std::atomic<bool> draining{false};

  std::mutex mutex;  // for `drained` only
  std::condition_variable drained;

  void connection_closed();
};

// A client's connection as the loop knows it: whether it may be closed without taking anything from anybody.
struct Session {
  std::shared_ptr<Connection> client;
  bool idle = true;  // between two requests
};

// Random bytes drawn in blocks, because each draw has a fixed price.
class Entropy {
 public:
  // False: the generator failed.
  bool fill(std::uint8_t* out, std::size_t bytes) noexcept;

 private:
  std::array<std::uint8_t, 4000> block_{};
  std::size_t used_ = block_.size();
};

class Loop {
 public:
  Loop(Shared& shared, std::shared_ptr<const Snapshot> snapshot);
  ~Loop();

  // Runs `task` on this loop: the one task group of the data path. An exception that escapes ends that task only and is
  // reported as an event.
  void spawn(Task<> task);

  void use(std::shared_ptr<const Snapshot> next);
  void close_idle_sessions();
  void cut();  // closes every connection, whatever it is doing

  std::unique_ptr<Exchange> take_exchange();
  void give_exchange(std::unique_ptr<Exchange> exchange);
  std::unique_ptr<BodyPipeline> take_pipeline();
  void give_pipeline(std::unique_ptr<BodyPipeline> pipeline);

  Shared& shared;
  BlockPool blocks;  // outlives the connections that wait in `io`
  asio::io_context io{1};
  std::shared_ptr<const Snapshot> snapshot;
  NameCache names{io};
  UpstreamPool pool{io, names, blocks};
  masking::Scratch scratch;
  CleanTexts clean_texts;
  Entropy entropy;
  std::unordered_set<Session*> sessions;

 private:
  std::vector<std::unique_ptr<Exchange>> spare_exchanges_;
  std::vector<std::unique_ptr<BodyPipeline>> spare_pipelines_;
};

}  // namespace veilgate::proxy
