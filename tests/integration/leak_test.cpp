// Canary values planted everywhere an upstream can put one; none may be in what the client gets.
//
// The number of rounds is small in the default run; VEILGATE_LEAK_ROUNDS asks for more, VEILGATE_LEAK_SEED for others.
#include <doctest/doctest.h>

#include <charconv>
#include <cstdlib>
#include <mutex>
#include <random>

#include "tests/support/fake_upstream.hpp"
#include "tests/support/proxy_under_test.hpp"
#include "tests/unit/coding/codings.hpp"

using namespace veilgate;
using namespace veilgate::test;

namespace {

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  if (text == nullptr) return otherwise;
  std::uint64_t value = otherwise;
  const std::string_view given(text);
  std::from_chars(given.data(), given.data() + given.size(), value);
  return value;
}

// Values of the classes that are found by their look, whatever key they stand under.
struct Canary {
  std::string digits;  // what must not be readable
  std::string text;    // as it is planted
};

class Planter {
 public:
  explicit Planter(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t bound) { return random_() % bound; }

  Canary canary() {
    std::string digits = "13";
    for (int i = 0; i < 9; ++i) digits += static_cast<char>('0' + below(10));
    switch (below(5)) {
      case 0: return {digits, "+86 " + digits};
      case 1: return {digits, digits.substr(0, 3) + "-" + digits.substr(3, 4) + "-" + digits.substr(7)};
      case 2: return {digits, "call " + digits + " now"};
      case 3: return {digits, full_width(digits)};
      default: return {digits, digits};
    }
  }

  // A JSON document with the canary at some depth, as some type, in some spelling.
  std::string document(const Canary& canary) {
    static const char* const kKeys[] = {"mobile", "phone", "note", "x", "receiverTel", "memo"};
    std::string value;
    switch (below(4)) {
      case 0: value = canary.digits; break;  // a number
      case 1: value = quoted(escaped(canary.text)); break;
      case 2: value = quoted("{\\\"tel\\\":\\\"" + canary.digits + "\\\"}"); break;  // JSON in a string
      default: value = quoted(canary.text); break;
    }
    const std::string key = quoted(kKeys[below(std::size(kKeys))]);
    std::string inner = "{" + key + ":" + value + ",\"id\":" + std::to_string(below(1000)) + "}";
    for (std::size_t depth = below(4); depth != 0; --depth) {
      inner = below(2) == 0 ? "[" + inner + ",null,1.50]" : "{\"data\":" + inner + ",\"ok\":true}";
    }
    return inner;
  }

  proxy::Coding coding() { return kAllCodings[below(std::size(kAllCodings))]; }

 private:
  static std::string quoted(const std::string& text) { return '"' + text + '"'; }
  static std::string full_width(std::string_view digits) {
    std::string out;
    for (const char c : digits) {
      out += "\xEF\xBC";
      out += static_cast<char>(0x90 + (c - '0'));
    }
    return out;
  }
  std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
      if (c >= '0' && c <= '9' && below(3) == 0) {
        out += "\\u003";
        out += c;
      } else {
        out += c;
      }
    }
    return out;
  }

  std::mt19937_64 random_;
};

// What a reader could make of the bytes: escapes undone, full-width digits folded, separators dropped.
std::string folded(std::string_view bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto rest = bytes.substr(i);
    if (rest.size() >= 6 && rest.starts_with("\\u003") && rest[5] >= '0' && rest[5] <= '9') {
      out += rest[5];
      i += 5;
    } else if (rest.size() >= 3 && rest.starts_with("\xEF\xBC")) {
      out += static_cast<char>('0' + (static_cast<unsigned char>(rest[2]) - 0x90));
      i += 2;
    } else if (rest.size() >= 3 && rest[0] == '%' && rest[1] == '3') {
      out += rest[2];
      i += 2;
    } else if (bytes[i] != ' ' && bytes[i] != '-') {
      out += bytes[i];
    }
  }
  return out;
}

}  // namespace

TEST_CASE("canaries never reach the client, whatever carries them") {
  const auto rounds = number_from("VEILGATE_LEAK_ROUNDS", 600);
  const auto seed = number_from("VEILGATE_LEAK_SEED", 20261122);
  Planter planter(seed);
  static const char* const kTypes[] = {
      "application/json", "application/problem+json", "text/json", "application/x-ndjson", "text/event-stream",
      "text/html",        "application/xml",          "text/plain"};
  static const char* const kStatuses[] = {"200 OK",          "201 Created",   "302 Found",
                                          "400 Bad Request", "404 Not Found", "500 Internal Server Error"};
  struct Answer {
    std::string response;
    std::size_t step = 1;
    bool close_after = false;
  };
  // A refused answer may still be on its way when the next round plans another, so each request takes a copy.
  Answer planned;
  std::mutex guard;
  FakeUpstream upstream([&](BlockingSocket& socket, std::size_t) {
    RawReader reader(socket);
    while (reader.read_request().complete) {
      Answer answer;
      {
        const std::lock_guard lock(guard);
        answer = planned;
      }
      for (std::size_t at = 0; at < answer.response.size(); at += answer.step) {
        if (!socket.write(std::string_view(answer.response).substr(at, answer.step))) return;
      }
      if (answer.close_after) return;
    }
  });
  auto settings = settings_for(upstream.url());
  settings.limits.hold_bytes = 4096;
  ProxyUnderTest proxy(settings);
  std::size_t served = 0;
  for (std::uint64_t round = 0; round < rounds; ++round) {
    CAPTURE(seed);
    CAPTURE(round);
    const Canary canary = planter.canary();
    const std::string type = kTypes[planter.below(std::size(kTypes))];
    std::string body = planter.document(canary);
    if (planter.below(6) == 0) body = std::string(8000, ' ') + body;  // beyond the hold
    if (type == "text/event-stream") body = "data: " + body + "\n\n";
    if (type == "application/x-ndjson") body += "\n";
    if (type == "text/plain" || type == "text/html") body = canary.text;
    if (planter.below(8) == 0) body = body.substr(0, planter.below(body.size()));  // cut short
    const auto coding = planter.coding();
    body = coded(coding, body);
    Answer answer;
    std::string& response = answer.response;
    response = "HTTP/1.1 " + std::string(kStatuses[planter.below(std::size(kStatuses))]) + "\r\nContent-Type: " + type +
               "\r\n";
    if (coding != proxy::Coding::identity)
      response.append("Content-Encoding: ").append(coding_name(coding)).append("\r\n");
    if (planter.below(4) == 0) response += "X-Note: " + canary.digits + "\r\n";
    if (planter.below(8) == 0) response += "Location: /u/" + canary.digits + "\r\n";
    if (planter.below(8) == 0) response += "Set-Cookie: tel=" + canary.digits + "\r\n";
    answer.close_after = planter.below(3) == 0;
    if (!answer.close_after) response += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    response += "\r\n" + body;
    answer.step = 1 + planter.below(200);
    {
      const std::lock_guard lock(guard);
      planned = std::move(answer);
    }

    auto client = proxy.connect();
    client.write(planter.below(2) == 0 ? "GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
                                       : "GET /a HTTP/1.0\r\nAccept-Encoding: gzip\r\n\r\n");
    std::string seen;
    while (client.read_some(seen)) {
    }
    std::string readable = folded(seen);
    if (const auto at = seen.find("\r\n\r\n"); at != std::string::npos && seen.find("Content-Encoding: gzip") < at) {
      readable += folded(decode(proxy::Coding::gzip, {std::string_view(seen).substr(at + 4)}).text);
    }
    CHECK(readable.find(canary.digits) == std::string::npos);
    served += seen.starts_with("HTTP/1.1 20");
  }
  CHECK(served > rounds / 20);  // the test is worth something only when much is let through
}
