// The demo partner: answers the samples of samples.hpp over HTTP. Prints its URL when it listens; runs until killed.
//
//   veilgate_demo_partner [--listen 127.0.0.1:0]
#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <charconv>
#include <cstdio>
#include <exception>
#include <string>

#include "tests/demo/codings.hpp"
#include "tests/demo/samples.hpp"

namespace veilgate::demo {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

using Executor = asio::io_context::executor_type;
using Tcp = asio::ip::tcp;
using Acceptor = asio::basic_socket_acceptor<Tcp, Executor>;
using Stream = beast::basic_stream<Tcp, Executor>;
using Task = asio::awaitable<void, Executor>;
using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;
constexpr asio::as_tuple_t<asio::use_awaitable_t<Executor>> kAwait{};
constexpr std::chrono::seconds kIdle{60};

std::string_view view(beast::string_view text) {
  return {text.data(), text.size()};
}

bool accepts(const Request& request, std::string_view coding) {
  return view(request[http::field::accept_encoding]).find(coding) != std::string_view::npos;
}

std::string_view coding_for(const Request& request) {
  return accepts(request, "br") ? "br" : accepts(request, "gzip") ? "gzip" : "";
}

Response make_response(const Request& request) {
  const auto target = view(request.target());
  const auto& all = samples();
  // Parameters may follow: a real gateway's method is one of many.
  const auto sample = std::find_if(all.begin(), all.end(), [&](const Sample& s) {
    return target.starts_with(s.target) &&
           (target.size() == s.target.size() || target[s.target.size()] == '&' || target[s.target.size()] == '?');
  });
  Response response(http::status::ok, request.version());
  response.keep_alive(request.keep_alive());
  if (sample == all.end()) {
    response.result(http::status::not_found);
    response.set(http::field::content_type, "application/json");
    response.body() = R"({"error_response":{"code":"19","zh_desc":"无此接口","en_desc":"no such method"}})";
  } else {
    response.result(sample->status);
    response.set(http::field::content_type, sample->content_type);
    response.set(http::field::etag, "\"demo\"");
    const auto coding = coding_for(request);
    response.body() = encode(coding, without_marks(sample->marked));
    if (!coding.empty()) response.set(http::field::content_encoding, beast::string_view(coding.data(), coding.size()));
    // A stream has no length.
    if (sample->content_type == "text/event-stream") response.chunked(true);
  }
  if (!response.chunked()) response.prepare_payload();
  return response;
}

Task serve(Stream stream) {
  beast::flat_buffer buffer;
  for (bool keep = true; keep;) {
    Request request;
    stream.expires_after(kIdle);
    auto [read_ec, read_size] = co_await http::async_read(stream, buffer, request, kAwait);
    if (read_ec) co_return;
    auto response = make_response(request);
    keep = response.keep_alive();
    http::response_serializer<http::string_body> serializer(response);
    const bool head = request.method() == http::verb::head;
    auto [write_ec, write_size] = head ? co_await http::async_write_header(stream, serializer, kAwait)
                                       : co_await http::async_write(stream, serializer, kAwait);
    if (write_ec) co_return;
  }
}

void rethrow(const std::exception_ptr& failure) {
  if (failure) std::rethrow_exception(failure);
}

Task accept(asio::io_context& io, Acceptor acceptor) {
  for (;;) {
    auto [ec, socket] = co_await acceptor.async_accept(kAwait);
    if (ec) co_return;
    asio::co_spawn(io, serve(Stream(std::move(socket))), rethrow);
  }
}

int run(const std::string& listen) {
  const auto colon = listen.rfind(':');
  unsigned short port = 0;
  if (colon != std::string::npos) std::from_chars(listen.data() + colon + 1, listen.data() + listen.size(), port);
  asio::io_context io(1);
  const auto ip = asio::ip::make_address(listen.substr(0, colon));
  Acceptor acceptor(io, Tcp::endpoint(ip, port));
  const auto at = acceptor.local_endpoint();
  std::printf("http://%s:%u\n", at.address().to_string().c_str(), unsigned{at.port()});
  std::fflush(stdout);
  asio::signal_set signals(io, SIGINT, SIGTERM);
  signals.async_wait([&io](const boost::system::error_code&, int) { io.stop(); });
  asio::co_spawn(io, accept(io, std::move(acceptor)), rethrow);
  io.run();
  return 0;
}

}  // namespace
}  // namespace veilgate::demo

int main(int argc, char** argv) {
  CLI::App app{"Answers as a partner API would, with invented data; for the demo and the tests of the program."};
  std::string listen = "127.0.0.1:0";
  app.add_option("--listen", listen, "HOST:PORT")->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  try {
    return veilgate::demo::run(listen);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "veilgate_demo_partner: %s\n", failure.what());
    return 1;
  }
}
