#include "tests/support/http_client.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <charconv>

namespace veilgate::test {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

beast::string_view view(std::string_view text) {
  return {text.data(), text.size()};
}

template <class Protocol>
class Fetch {
 public:
  explicit Fetch(const HttpRequest& request) {
    request_.method_string(view(request.method));
    request_.target(view(request.target));
    request_.version(11);
    request_.set(http::field::host, "localhost");
    for (const auto& [name, value] : request.headers) request_.set(view(name), view(value));
    request_.set(http::field::connection, "close");
    request_.body() = request.body;
    if (!request.body.empty()) request_.prepare_payload();
    parser_.body_limit(boost::none);
    parser_.skip(request.method == "HEAD");
  }

  std::optional<HttpResponse> run(const typename Protocol::endpoint& endpoint, std::chrono::seconds timeout) {
    bool done = false;
    stream_.async_connect(endpoint, [&](beast::error_code connect_ec) {
      if (connect_ec) return;
      http::async_write(stream_, request_, [&](beast::error_code write_ec, std::size_t) {
        if (write_ec) return;
        http::async_read(stream_, buffer_, parser_, [&](beast::error_code read_ec, std::size_t) { done = !read_ec; });
      });
    });
    io_.run_for(timeout);
    if (!done) return std::nullopt;
    HttpResponse response;
    response.status = parser_.get().result_int();
    for (const auto& field : parser_.get()) {
      response.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
    }
    response.body = std::move(parser_.get().body());
    return response;
  }

 private:
  asio::io_context io_{1};
  beast::basic_stream<Protocol, asio::io_context::executor_type> stream_{io_};
  http::request<http::string_body> request_;
  http::response_parser<http::string_body> parser_;
  beast::flat_buffer buffer_;
};

}  // namespace

std::string HttpResponse::header(std::string_view name) const {
  for (const auto& [field, value] : headers) {
    if (beast::iequals(view(field), view(name))) return value;
  }
  return {};
}

std::optional<HttpResponse> fetch(std::string_view address, const HttpRequest& request, std::chrono::seconds timeout) {
  constexpr std::string_view kUnix = "unix:";
  constexpr std::string_view kHttp = "http://";
  if (address.starts_with(kUnix)) {
    const asio::local::stream_protocol::endpoint endpoint(std::string(address.substr(kUnix.size())));
    return Fetch<asio::local::stream_protocol>(request).run(endpoint, timeout);
  }
  if (address.starts_with(kHttp)) address.remove_prefix(kHttp.size());
  const auto colon = address.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  unsigned short port = 0;
  std::from_chars(address.data() + colon + 1, address.data() + address.size(), port);
  boost::system::error_code ec;
  const auto ip = asio::ip::make_address(std::string(address.substr(0, colon)), ec);
  if (ec) return std::nullopt;
  return Fetch<asio::ip::tcp>(request).run({ip, port}, timeout);
}

}  // namespace veilgate::test
