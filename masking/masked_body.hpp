// MaskedBody: bytes that may be sent to a client.
//
// The only function of the proxy that writes a body to a client takes a MaskedBody, and a MaskedBody can be made only
// with a ReleaseKey, which only the classes named as friends below can make. To see every way a byte can leave, read
// that list.
//
// A MaskedBody is a view: the bytes belong to whoever made it and stay valid until that object is next used or
// destroyed.
#pragma once

#include <string_view>

namespace veilgate::proxy {
class BodyEncoder;  // compresses a MaskedBody again; its input is a MaskedBody
class ProblemBody;  // the uniform problem+json texts, which hold no upstream byte
class PassedBody;   // media types a route names under `pass`; counted
}  // namespace veilgate::proxy

namespace veilgate::masking {

class JsonMasker;
class RecordMasker;
class EventStreamMasker;

class ReleaseKey {
  ReleaseKey() = default;
  friend class JsonMasker;
  friend class RecordMasker;
  friend class EventStreamMasker;
  friend class veilgate::proxy::BodyEncoder;
  friend class veilgate::proxy::ProblemBody;
  friend class veilgate::proxy::PassedBody;
};

class MaskedBody {
 public:
  MaskedBody() = default;  // nothing to send
  MaskedBody(ReleaseKey, std::string_view bytes) : bytes_(bytes) {}

  std::string_view bytes() const noexcept { return bytes_; }
  bool empty() const noexcept { return bytes_.empty(); }

 private:
  std::string_view bytes_;
};

}  // namespace veilgate::masking
