// veilgate_demo: starts the demo partner and `veilgate serve` in front of it, fetches every sample from both, and
// prints them side by side with the sensitive parts marked. Then both run on until Ctrl-C, and the access log scrolls
// by.
//
//   veilgate_demo [--once]     --once: exit after the samples; 1 when a promise was broken
#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/demo/codings.hpp"
#include "tests/demo/samples.hpp"
#include "tests/demo/screen.hpp"
#include "tests/demo/verify.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/temporary_folder.hpp"

namespace veilgate::demo {
namespace {

using test::ChildProcess;
using test::HttpResponse;
using test::in_seconds;

constexpr int kStartSeconds = 20;
constexpr int kStopSeconds = 10;

volatile std::sig_atomic_t stopped = 0;

std::string beside_this_program(const char* name) {
  return (std::filesystem::read_symlink("/proc/self/exe").parent_path() / name).string();
}

// The last word of a line such as "… info listening: http://127.0.0.1:40123".
std::string last_word(const std::string& line) {
  return line.substr(line.rfind(' ') + 1);
}

std::optional<HttpResponse> ask(const std::string& url, const Sample& sample) {
  test::HttpRequest request;
  request.target = sample.target;
  if (!sample.accept_encoding.empty()) request.headers.emplace_back("Accept-Encoding", sample.accept_encoding);
  auto response = test::fetch(url, request);
  if (!response) return std::nullopt;
  auto body = decode(response->header("Content-Encoding"), response->body);
  if (!body) return std::nullopt;
  response->body = std::move(*body);
  return response;
}

Turns turns_of(const std::vector<std::string>& kept, const std::vector<std::string>& between) {
  Turns turns{kept.front()};
  for (std::size_t i = 0; i < between.size(); ++i) {
    turns.push_back(between[i]);
    turns.push_back(kept[i + 1]);
  }
  return turns;
}

std::string status_line(const HttpResponse& response) {
  auto line = std::to_string(response.status) + "  " + response.header("Content-Type");
  const auto coding = response.header("Content-Encoding");
  if (!coding.empty()) line += "  (" + coding + ")";
  return line + "\n";
}

// Shows one sample; false when a promise was broken.
bool show(const Screen& screen, const std::string& partner, const std::string& proxy, const Sample& sample) {
  std::printf("\n%s\n  %s\n", screen.heading(sample.title).c_str(), sample.target.c_str());
  const auto before = ask(partner, sample);
  const auto after = ask(proxy, sample);
  if (!before || !after) {
    std::printf("%s\n", screen.bad("  no answer").c_str());
    return false;
  }
  const auto parts = split_marks(sample.marked);
  auto verdict = verify(sample, after->body);
  if (before->body != without_marks(sample.marked)) verdict.problem = "the partner's own answer is not the sample";
  if (after->status != sample.status) verdict.problem = "the status changed";

  auto left = turns_of(parts.kept, parts.planted);
  left.front() = status_line(*before) + left.front();
  auto right = verdict.replacements.empty() ? Turns{after->body} : turns_of(parts.kept, verdict.replacements);
  right.front() = status_line(*after) + right.front();
  std::fputs(screen.side_by_side(left, right).c_str(), stdout);
  if (verdict.problem.empty()) {
    const auto what = sample.expectation == Expectation::masked
                          ? "  masked: " + std::to_string(parts.planted.size()) + ", the rest byte for byte the same"
                          : std::string("  replaced: nothing of it came through");
    std::printf("%s\n", screen.good(what).c_str());
  } else {
    std::printf("%s\n", screen.bad("  BROKEN: " + verdict.problem).c_str());
  }
  return verdict.problem.empty();
}

void run_on(ChildProcess& proxy, const std::string& partner_url, const std::string& proxy_url,
            const std::string& admin_url) {
  std::printf(
      "\nBoth run on. Try:\n"
      "  curl '%s/php/order'      the partner itself\n"
      "  curl '%s/php/order'      through Veilgate\n"
      "  curl '%s/sealed/order/v0/orders/4000100200303'      sealed instead of masked\n"
      "  curl '%s/metrics'\n"
      "Ctrl-C ends them. The access log:\n",
      partner_url.c_str(), proxy_url.c_str(), proxy_url.c_str(), admin_url.c_str());
  std::fflush(stdout);
  const auto stop = [](int) { stopped = 1; };
  std::signal(SIGINT, stop);
  std::signal(SIGTERM, stop);
  while (stopped == 0 && proxy.is_running()) {
    const auto line = proxy.read_out_line(std::chrono::steady_clock::now() + std::chrono::milliseconds(200));
    if (line) std::printf("%s\n", line->c_str());
    std::fflush(stdout);
  }
}

// A keyring with one tenant, and a configuration that seals on one route; nothing when the program refuses.
std::optional<std::string> write_configuration(const test::TemporaryFolder& folder, const std::string& partner_url) {
  const auto keyring = folder.path("keyring");
  const auto source = "file:" + folder.path("kek");
  const auto made = [&](std::vector<std::string> words) {
    for (const auto& word : {std::string("--keyring"), keyring, std::string("--source"), source}) words.push_back(word);
    ChildProcess program(beside_this_program("veilgate"), words);
    return program.finish("", in_seconds(kStartSeconds)).exit_code == 0;
  };
  if (!made({"keys", "init"}) || !made({"tenants", "create", "demo"})) return std::nullopt;
  return folder.write("veilgate.yaml",
                      "version: 1\nlisten: {address: '127.0.0.1:0'}\nadmin: {address: '127.0.0.1:0'}\n"
                      "upstreams:\n  partner: {addresses: ['" +
                          partner_url +
                          "']}\n"
                          "routes:\n  - {id: all, upstream: partner}\n"
                          "keys: {keyring: '" +
                          keyring + "', source: '" + source +
                          "', tenant: demo}\n"
                          "masks:\n  seal: {type: ENCRYPT, suite: sm4, index: [exact, last4]}\n"
                          "rules:\n  - {id: sealed, match: {route: '/sealed/**'}, "
                          "where: {class: [cn_mobile]}, do: seal}\n");
}

int run(bool once) {
  ChildProcess partner(beside_this_program("veilgate_demo_partner"), {});
  const auto partner_url = partner.read_out_line(in_seconds(kStartSeconds));
  if (!partner_url) {
    std::fputs("veilgate_demo: the partner did not start\n", stderr);
    return 1;
  }
  const test::TemporaryFolder folder;
  const auto configuration = write_configuration(folder, *partner_url);
  if (!configuration) {
    std::fputs("veilgate_demo: the keyring could not be made\n", stderr);
    return 1;
  }
  ChildProcess proxy(beside_this_program("veilgate"), {"serve", "--config", *configuration});
  const auto admin_line = proxy.wait_for_err(" admin_listening: ", in_seconds(kStartSeconds));
  const auto line = proxy.wait_for_err(" listening: ", in_seconds(kStartSeconds));
  if (!admin_line || !line) {
    std::fputs("veilgate_demo: veilgate did not start\n", stderr);
    return 1;
  }
  const auto proxy_url = last_word(*line);

  const auto screen = Screen::detect();
  std::printf("%s\n  partner   %s\n  veilgate  %s\n",
              screen.heading("Before: what the partner sends. After: what leaves through Veilgate.").c_str(),
              partner_url->c_str(), proxy_url.c_str());
  bool kept_promises = true;
  for (const auto& sample : samples()) kept_promises = show(screen, *partner_url, proxy_url, sample) && kept_promises;
  std::printf("\n%s\n", kept_promises ? screen.good("Every sample came out as promised.").c_str()
                                      : screen.bad("A promise was broken; see above.").c_str());
  std::fflush(stdout);
  if (!once) run_on(proxy, *partner_url, proxy_url, last_word(*admin_line));
  proxy.signal(SIGTERM);
  const auto finished = proxy.finish("", in_seconds(kStopSeconds));
  return kept_promises && finished.exit_code == 0 ? 0 : 1;
}

}  // namespace
}  // namespace veilgate::demo

int main(int argc, char** argv) {
  CLI::App app{"Shows what Veilgate does to a partner's answers, before and after."};
  bool once = false;
  app.add_flag("--once", once, "Exit after the samples; exit code 1 when a promise was broken");
  CLI11_PARSE(app, argc, argv);
  return veilgate::demo::run(once);
}
