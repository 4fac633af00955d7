// Masks server-sent events (text/event-stream, WHATWG HTML section 9.2) whose data is JSON.
//
// An event is everything up to an empty line. Its data lines, joined by LF, are one JSON document, masked whole; its
// other lines (event, id, retry, comments) are free text. Each event is released as soon as its end has come. Line ends
// LF, CRLF and CR are understood and kept. Data that is no JSON, a line that is no UTF-8 and an event longer than the
// limit refuse the body. A byte order mark before the first line is no part of that line. What stands after the last
// empty line is treated as an event too, so that nothing leaves unseen. A BodyMasker (engine.hpp): one thread; an
// event that is refused is bad_record, a line bad_utf8.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "masking/json/json_masker.hpp"

namespace veilgate::masking {

class EventStreamMasker final : public BodyMasker {
 public:
  explicit EventStreamMasker(ScratchTools& tools) : tools_(tools), document_(tools) {}  // reset() before its first use

  Result<MaskedBody> feed(std::string_view piece) override;
  Result<MaskedBody> finish() override;
  void reset(const Plan& plan, const MaskerOptions& options) override;
  const Findings& findings() const noexcept override { return findings_; }

 private:
  struct Line {
    std::string_view text;
    std::string_view end;  // its line end, empty at the end of the body
    std::size_t data = 0;  // bytes of `data:` and the blank after it; 0: not a data line
  };

  void pass_byte_order_mark();
  bool next_line(std::string_view from, bool complete, Line& line) const;
  Result<void> mask_events(bool complete);
  Result<void> mask_event();
  Result<void> append_text(const Line& line);
  std::uint64_t event_limit() const noexcept;

  ScratchTools& tools_;
  std::optional<Plan> plan_;
  MaskerOptions event_options_;
  JsonMasker document_;
  Findings findings_;
  bool started_ = false;     // a byte order mark, if any, has been passed on
  std::string pending_;      // from the beginning of an event whose end has not come
  std::vector<Line> lines_;  // of the event being masked, views of pending_
  std::string data_;
  std::string covered_;
  std::string output_;
};

}  // namespace veilgate::masking
