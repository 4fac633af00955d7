#include "proxy/net/loop.hpp"

#include <openssl/rand.h>

#include <boost/asio/co_spawn.hpp>
#include <cstring>
#include <exception>

#include "proxy/exchange/exchange.hpp"
#include "proxy/net/connection.hpp"

namespace veilgate::proxy {

namespace {

constexpr std::size_t kSpareExchanges = 64;
constexpr std::size_t kSparePipelines = 8;

// The one used last is taken first: it is still in the cache.
template <class T>
std::unique_ptr<T> take_spare(std::vector<std::unique_ptr<T>>& spares) {
  if (spares.empty()) return std::make_unique<T>();
  auto taken = std::move(spares.back());
  spares.pop_back();
  return taken;
}
template <class T>
void give_spare(std::vector<std::unique_ptr<T>>& spares, std::unique_ptr<T> given, std::size_t most) {
  if (spares.size() < most) spares.push_back(std::move(given));
}

}  // namespace

void Shared::connection_closed() {
  recorder.connection_closed();
  if (connections.fetch_sub(1) != 1) return;
  const std::lock_guard lock(mutex);
  drained.notify_all();
}

bool Entropy::fill(std::uint8_t* out, std::size_t bytes) noexcept {
  if (block_.size() - used_ < bytes) {
    if (::RAND_bytes(block_.data(), static_cast<int>(block_.size())) != 1) return false;
    used_ = 0;
  }
  std::memcpy(out, block_.data() + used_, bytes);
  used_ += bytes;
  return true;
}

Loop::Loop(Shared& with, std::shared_ptr<const Snapshot> first) : shared(with) {
  use(std::move(first));
}

Loop::~Loop() = default;

void Loop::spawn(Task<> task) {
  asio::co_spawn(io, std::move(task), [this](const std::exception_ptr& failure) {
    if (failure) shared.recorder.event(EventLevel::error, "task_failed", "an exception ended a connection");
  });
}

void Loop::use(std::shared_ptr<const Snapshot> next) {
  snapshot = std::move(next);
  pool.adopt(snapshot->upstreams);
  clean_texts.begin(*snapshot->engine);
}

void Loop::close_idle_sessions() {
  for (Session* session : sessions) {
    if (session->idle) session->client->close();
  }
}

void Loop::cut() {
  for (Session* session : sessions) session->client->abort();
  pool.cut();
}

std::unique_ptr<Exchange> Loop::take_exchange() {
  return take_spare(spare_exchanges_);
}
void Loop::give_exchange(std::unique_ptr<Exchange> exchange) {
  give_spare(spare_exchanges_, std::move(exchange), kSpareExchanges);
}

std::unique_ptr<BodyPipeline> Loop::take_pipeline() {
  return take_spare(spare_pipelines_);
}
void Loop::give_pipeline(std::unique_ptr<BodyPipeline> pipeline) {
  pipeline->reset();
  give_spare(spare_pipelines_, std::move(pipeline), kSparePipelines);
}

}  // namespace veilgate::proxy
