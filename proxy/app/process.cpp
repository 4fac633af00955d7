#include "proxy/app/process.hpp"

#include <pthread.h>
#include <signal.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "config/show.hpp"
#include "proxy/admin/server.hpp"
#include "proxy/app/exit_code.hpp"
#include "proxy/app/files.hpp"
#include "proxy/app/key_watch.hpp"
#include "proxy/app/readiness.hpp"
#include "proxy/app/reload.hpp"
#include "proxy/app/settings_source.hpp"
#include "proxy/net/server.hpp"
#include "proxy/observe/observer.hpp"

namespace veilgate::proxy {
namespace {

using std::chrono::steady_clock;
using std::chrono::system_clock;

// How often a drain looks whether it is done; a signal is seen at once.
constexpr timespec kDrainPoll{0, 20'000'000};
// How often keys are looked at. Short, and not until the next date of a key: the clock may be set, and a reload bring
// others.
constexpr timespec kKeyPoll{1, 0};
constexpr std::size_t kProblemsKept = 20;

sigset_t handled_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP, SIGUSR1}) sigaddset(&set, signal);
  return set;
}

std::string join(const std::vector<std::string>& words, const char* separator) {
  std::string out;
  for (const auto& word : words) {
    if (!out.empty()) out += separator;
    out += word;
  }
  return out;
}

std::size_t shadow_routes(const config::Settings& settings) {
  return static_cast<std::size_t>(std::count_if(settings.routes.begin(), settings.routes.end(),
                                                [](const auto& route) { return route.mode == config::Mode::shadow; }));
}

int exit_code_of(const Error& error) {
  return error.code == Code::bad_config ? kUsage : kRefused;
}

class Process {
 public:
  explicit Process(const ServeOptions& options) : options_(options) {}

  int run() {
    const auto signals = handled_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    if (const int code = prepare(); code != kDone) return code;
    server_->start();
    if (admin_) admin_->start();
    announce();
    return serve_until_told(signals);
  }

 private:
  // Everything that can fail at the start, in the order an operator would want to hear of it.
  int prepare() {
    auto loaded = load_serve_settings(options_);
    complain(loaded.diagnostics);
    if (!loaded.settings) return kUsage;
    auto snapshot = build_snapshot(std::move(*loaded.settings));
    if (!snapshot) return failed(snapshot.error());
    current_ = *snapshot;
    auto observer = Observer::open(settings()->log);
    if (!observer) return failed(observer.error());
    observer_ = std::move(*observer);
    server_ = std::make_unique<Server>(current_, *observer_);
    if (const auto bound = server_->listen(); !bound) return failed(bound.error());
    if (const int code = listen_admin(); code != kDone) return code;
    took_effect();
    observer_->metrics().set_in_flight_source([this] { return server_->status().requests_in_flight; });
    return kDone;
  }

  static int failed(const Error& error) {
    complain(error.note.for_log());
    return exit_code_of(error);
  }

  int listen_admin() {
    const auto wanted = settings()->admin;
    if (wanted.address.empty()) return kDone;
    const auto address = parse_admin_address(wanted.address);
    if (!address) return failed(address.error());
    AdminHooks hooks;
    hooks.ready = [this] { return ready(); };
    hooks.metrics = [this] { return observer_->metrics().render(); };
    hooks.config = [this] { return config::render_json(*settings()); };
    hooks.reload = [this] { return answer_reload(); };
    auto admin = AdminServer::listen(*address, wanted.allow_remote, std::move(hooks));
    if (!admin) return failed(admin.error());
    admin_ = std::move(*admin);
    return kDone;
  }

  std::string listening_url() const {
    const auto address = settings()->listen.address;
    const auto host = address.substr(0, address.rfind(':'));
    return (settings()->listen.tls ? "https://" : "http://") + host + ":" + std::to_string(server_->port());
  }

  // At the start and after a reload.
  void announce_routes() {
    for (const auto& route : settings()->routes) {
      if (route.mode == config::Mode::shadow) {
        observer_->event(EventLevel::warn, "shadow_route",
                         route.id + " masks NOTHING until " + route.until + ", ticket " + route.ticket);
      }
      observer_->event(EventLevel::info, "route",
                       route.id + " " + route.path + " -> " + route.upstream +
                           (route.mode == config::Mode::shadow ? " shadow" : " enforce") +
                           (route.pass.empty() ? "" : ", passes unread: " + join(route.pass, " ")));
    }
  }

  void announce() {
    announce_routes();
    if (admin_) {
      const auto& address = admin_->address();
      observer_->event(EventLevel::info, "admin_listening", (address.path.empty() ? "http://" : "") + address.text());
    }
    // Last, so that whoever waits for this line finds everything else in place.
    observer_->event(EventLevel::info, "listening", listening_url());
  }

  void took_effect() {
    const auto now = system_clock::now();
    const auto in_force = settings();
    std::vector<std::string> routes;
    for (const auto& route : in_force->routes) routes.push_back(route.id);
    observer_->metrics().config_loaded(now, routes, shadow_routes(*in_force));
    const std::lock_guard lock(state_mutex_);
    reload_state_.loaded_at = now;
  }

  // ---- reload: the main thread and the admin thread -----------------------------------------------------------------

  // The problems; none: the new configuration is in force.
  std::vector<std::string> try_reload() {
    auto loaded = load_serve_settings(options_);
    std::vector<std::string> problems;
    for (const auto& diagnostic : loaded.diagnostics) {
      const auto text = to_text(diagnostic);
      observer_->event(diagnostic.severity == config::Severity::error ? EventLevel::error : EventLevel::warn,
                       "config_problem", text);
      if (diagnostic.severity == config::Severity::error && problems.size() < kProblemsKept) problems.push_back(text);
    }
    if (!loaded.settings) return problems;
    auto snapshot = build_snapshot(std::move(*loaded.settings), current_.get());
    if (!snapshot) return {snapshot.error().note.for_log()};
    const auto before = settings();
    if (const auto log = observer_->reload((*snapshot)->settings.log); !log) return {log.error().note.for_log()};
    if (const auto replaced = server_->replace(*snapshot); !replaced) {
      (void)observer_->reload(before->log).has_value();
      return {replaced.error().note.for_log()};
    }
    if ((*snapshot)->settings.admin != before->admin) {
      observer_->event(EventLevel::warn, "admin_unchanged", "a change of the admin listener needs a restart");
    }
    const std::lock_guard lock(state_mutex_);
    current_ = *snapshot;
    return {};
  }

  ReloadState reload() {
    const std::lock_guard one_at_a_time(reload_mutex_);
    const auto problems = try_reload();
    if (problems.empty()) {
      took_effect();
      observer_->event(EventLevel::info, "config_reloaded", "the new configuration is in force");
      announce_routes();
    } else {
      observer_->metrics().config_failed();
      observer_->event(EventLevel::error, "config_refused",
                       "the last good configuration stays in force: " + join(problems, "; "));
    }
    const std::lock_guard lock(state_mutex_);
    reload_state_.attempted = true;
    reload_state_.succeeded = problems.empty();
    reload_state_.attempted_at = system_clock::now();
    reload_state_.problems = problems;
    if (!problems.empty()) ++reload_state_.failures;
    return reload_state_;
  }

  // ---- keys: the main thread
  // -----------------------------------------------------------------------------------------

  std::shared_ptr<const Snapshot> snapshot() const {
    const std::lock_guard lock(state_mutex_);
    return current_;
  }

  void look_at_keys() {
    const std::lock_guard one_at_a_time(reload_mutex_);
    const auto in_force = snapshot();
    const auto& keyring = in_force->keys.seal.keyring;
    if (keyring == nullptr) return;
    for (const auto& sentence : key_watch_.nearly_spent(*keyring)) {
      observer_->event(EventLevel::warn, "key_nearly_spent", sentence);
    }
    const auto now = key_clock_now();
    if (key_watch_.is_due(*keyring, now)) renew(*in_force, now);
  }

  void renew(const Snapshot& in_force, crypto::Time now) {
    const auto renewal = renew_keys(in_force, now);
    const auto replaced = renewal ? server_->replace(renewal->snapshot) : Result<void>(renewal.error());
    if (!replaced) {
      key_watch_.failed(now);
      observer_->event(EventLevel::error, "keys_not_renewed", replaced.error().note.for_log());
      return;
    }
    key_watch_.succeeded();
    if (!renewal->keyring_problem.empty()) {
      observer_->event(EventLevel::error, "keyring_not_read",
                       "the keys in memory stay in force, with their dates: " + renewal->keyring_problem);
    }
    if (!renewal->sealing_problem.empty()) {
      observer_->event(EventLevel::error, "sealing_refused",
                       "answers with values to be sealed are refused: " + renewal->sealing_problem);
    }
    {
      const std::lock_guard lock(state_mutex_);
      current_ = renewal->snapshot;
    }
    observer_->event(EventLevel::info, "keys_renewed",
                     "a date of a key has come; keyring generation " +
                         std::to_string(renewal->snapshot->keys.seal.keyring->generation()));
  }

  AdminReply answer_reload() {
    const auto state = reload();
    return {state.succeeded ? 200u : 422u, to_json(state) + "\n"};
  }

  AdminReply ready() {
    const auto status = server_->status();
    const auto in_force = settings();
    const auto state = [this] {
      const std::lock_guard lock(state_mutex_);
      return reload_state_;
    }();
    return {status.draining ? 503u : 200u, readiness_json(status, *in_force, state)};
  }

  std::shared_ptr<const config::Settings> settings() const {
    const std::lock_guard lock(state_mutex_);
    return {current_, &current_->settings};
  }

  // ---- the main thread ----------------------------------------------------------------------------------------------

  int serve_until_told(const sigset_t& signals) {
    for (;;) {
      switch (sigtimedwait(&signals, nullptr, &kKeyPoll)) {
        case SIGHUP: reload(); break;
        case SIGUSR1: reopen_log(); break;
        case SIGTERM:
        case SIGINT: return stop(signals);
        default: look_at_keys(); break;
      }
    }
  }

  void reopen_log() {
    if (const auto reopened = observer_->reload(settings()->log); !reopened) {
      observer_->event(EventLevel::error, "log_not_reopened", reopened.error().note.for_log());
      return;
    }
    observer_->event(EventLevel::info, "log_reopened", "");
  }

  int stop(const sigset_t& signals) {
    const auto timeout = settings()->limits.drain_timeout;
    server_->begin_drain();
    observer_->event(EventLevel::info, "draining",
                     "no new connections; running requests have " + std::to_string(timeout.count()) + " ms");
    const char* why = drain(signals, steady_clock::now() + timeout);
    if (why != nullptr) {
      observer_->event(EventLevel::warn, "cut", std::string(why) + "; closing what is left");
      server_->cut();
    }
    server_->join();
    admin_.reset();
    observer_->event(EventLevel::info, "stopped", why == nullptr ? "drained" : "cut");
    return why == nullptr ? kDone : kRefused;
  }

  // Waits until nothing is left; else says why it did not.
  const char* drain(const sigset_t& signals, steady_clock::time_point deadline) {
    while (!server_->wait_drained(std::chrono::milliseconds(0))) {
      if (steady_clock::now() >= deadline) return "the time to drain is over";
      const int signal = sigtimedwait(&signals, nullptr, &kDrainPoll);
      if (signal == SIGTERM || signal == SIGINT) return "a second signal came";
    }
    return nullptr;
  }

  const ServeOptions& options_;

  mutable std::mutex state_mutex_;  // current_ and reload_state_
  std::shared_ptr<const Snapshot> current_;
  ReloadState reload_state_;
  std::mutex reload_mutex_;
  KeyWatch key_watch_;

  // In the order of their use: the admin thread calls the server, the server's loops call the observer.
  std::unique_ptr<Observer> observer_;
  std::unique_ptr<Server> server_;
  std::unique_ptr<AdminServer> admin_;
};

}  // namespace

int run_process(const ServeOptions& options) {
  return Process(options).run();
}

}  // namespace veilgate::proxy
