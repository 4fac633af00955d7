#include "proxy/admin/probe.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <optional>

#include "proxy/admin/address.hpp"

namespace veilgate::proxy {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

constexpr std::uint32_t kHeaderBytes = 8 * 1024;

// A chain of callbacks that ends with an outcome, or is abandoned when run_for() returns.
template <class Protocol>
class Probe {
 public:
  explicit Probe(const std::string& target) : request_(http::verb::get, target, 11) {
    request_.set(http::field::host, "localhost");
    request_.set(http::field::connection, "close");
    parser_.header_limit(kHeaderBytes);
    parser_.skip(true);
  }

  // The status, or nothing when nobody answered in time.
  std::optional<unsigned> run(const typename Protocol::endpoint& endpoint, std::chrono::milliseconds timeout) {
    stream_.async_connect(endpoint, [this](beast::error_code connect_ec) {
      if (connect_ec) return;
      http::async_write(stream_, request_, [this](beast::error_code write_ec, std::size_t) {
        if (write_ec) return;
        http::async_read_header(stream_, buffer_, parser_, [this](beast::error_code read_ec, std::size_t) {
          if (!read_ec) status_ = parser_.get().result_int();
        });
      });
    });
    io_.run_for(timeout);
    return status_;
  }

 private:
  asio::io_context io_{1};
  beast::basic_stream<Protocol, asio::io_context::executor_type> stream_{io_};
  http::request<http::empty_body> request_;
  http::response_parser<http::empty_body> parser_;
  beast::flat_buffer buffer_;
  std::optional<unsigned> status_;
};

}  // namespace

Result<unsigned> probe_admin(const std::string& address, const std::string& target, std::chrono::milliseconds timeout) {
  const auto parsed = parse_admin_address(address);
  if (!parsed) return parsed.error();
  std::optional<unsigned> status;
  if (parsed->path.empty()) {
    boost::system::error_code ec;
    status = Probe<asio::ip::tcp>(target).run({asio::ip::make_address(parsed->host, ec), parsed->port}, timeout);
  } else {
    status = Probe<asio::local::stream_protocol>(target).run({parsed->path}, timeout);
  }
  if (!status) return make_error(Code::io_failed, Origin::internal, "nobody answers at " + parsed->text());
  return *status;
}

}  // namespace veilgate::proxy
