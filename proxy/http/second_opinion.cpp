#include "proxy/http/second_opinion.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <limits>

namespace veilgate::proxy {
namespace {

namespace beast = boost::beast;
using boost::system::error_code;

// Follows Beast through a head and notes where it sees something else.
template <bool kIsRequest>
class Witness : public beast::http::basic_parser<kIsRequest> {
 public:
  explicit Witness(const Headers& headers) noexcept : headers_(headers) {
    this->header_limit(std::numeric_limits<std::uint32_t>::max());
    this->body_limit(boost::none);
  }

  // The words of the first line.
  std::string_view first, second;
  int version = 0;
  int status = 0;

  bool reads_to_the_end(std::string_view raw) {
    error_code ec;
    const std::size_t used = this->put(boost::asio::buffer(raw.data(), raw.size()), ec);
    return !ec && used == raw.size() && this->is_header_done() && agrees_ && seen_ == headers_.size();
  }

  bool same_framing(const Framing& framing) const {
    switch (framing.kind) {
      case BodyFraming::none: return this->is_done();
      case BodyFraming::length:
        return this->content_length() == framing.length && this->is_done() == (framing.length == 0);
      case BodyFraming::chunked: return this->chunked() && !this->is_done();
      case BodyFraming::until_close: return this->need_eof() && !this->is_done();
    }
    return false;
  }

 private:
  void on_request_impl(beast::http::verb, beast::string_view method, beast::string_view target, int v,
                       error_code&) override {
    first = {method.data(), method.size()};
    second = {target.data(), target.size()};
    version = v;
  }
  void on_response_impl(int code, beast::string_view reason, int v, error_code&) override {
    second = {reason.data(), reason.size()};
    status = code;
    version = v;
  }
  void on_field_impl(beast::http::field, beast::string_view name, beast::string_view value, error_code&) override {
    if (seen_ < headers_.size()) {
      const HeaderField& field = headers_[seen_];
      agrees_ = agrees_ && field.name == std::string_view(name.data(), name.size()) &&
                field.value == std::string_view(value.data(), value.size());
    }
    ++seen_;
  }
  void on_header_impl(error_code&) override {}
  void on_finish_impl(error_code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  std::size_t on_body_impl(beast::string_view body, error_code&) override { return body.size(); }
  void on_chunk_header_impl(std::uint64_t, beast::string_view, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view body, error_code&) override { return body.size(); }

  const Headers& headers_;
  std::size_t seen_ = 0;
  bool agrees_ = true;
};

int beast_version(Version version) noexcept {
  return version == Version::http_1_1 ? 11 : 10;
}

}  // namespace

bool beast_agrees(std::string_view raw, std::string_view target, const RequestHead& head) noexcept try {
  Witness<true> witness(head.headers);
  return witness.reads_to_the_end(raw) && witness.first == head.method_name && witness.second == target &&
         witness.version == beast_version(head.version) && witness.same_framing(head.framing);
} catch (...) {
  return false;
}

bool beast_agrees(std::string_view raw, Method request_method, const ResponseHead& head) noexcept try {
  Witness<false> witness(head.headers);
  if (request_method == Method::head) witness.skip(true);
  return witness.reads_to_the_end(raw) && static_cast<unsigned>(witness.status) == head.status &&
         witness.second == head.reason && witness.version == beast_version(head.version) &&
         witness.same_framing(head.framing);
} catch (...) {
  return false;
}

}  // namespace veilgate::proxy
