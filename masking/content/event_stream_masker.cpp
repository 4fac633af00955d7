#include "masking/content/event_stream_masker.hpp"

#include <algorithm>
#include <limits>

#include "masking/content/text.hpp"
#include "masking/validate/utf8.hpp"

namespace veilgate::masking {
namespace {

// The bytes of the field name, colon and blank of a data line; 0 when the line is another.
std::size_t data_prefix(std::string_view line) noexcept {
  if (line == "data") return 4;
  if (line.starts_with("data: ")) return 6;
  return line.starts_with("data:") ? 5 : 0;
}

bool is_line_end(char c) noexcept {
  return c == '\n' || c == '\r';
}

// Whether an empty line may stand in `text`, of which [0, seen) has been asked about before: two line ends in a row.
bool may_end_event(std::string_view text, std::size_t seen) noexcept {
  if (!text.empty() && is_line_end(text.front())) return true;
  for (std::size_t i = seen < 4 ? 1 : seen - 3; i < text.size(); ++i) {
    const bool pair = text[i - 1] == '\r' && text[i] == '\n';
    if (is_line_end(text[i]) && is_line_end(text[i - 1]) && !pair) return true;
  }
  return false;
}

Error event_too_long() {
  return make_error(Code::bad_record, Origin::upstream, "an event is longer than the limit");
}

}  // namespace

void EventStreamMasker::reset(const Plan& plan, const MaskerOptions& options) {
  plan_ = plan;
  event_options_ = options;
  event_options_.hold_bytes = std::numeric_limits<std::uint64_t>::max();
  findings_ = Findings{};
  started_ = false;
  pending_.clear();
  output_.clear();
}

Result<MaskedBody> EventStreamMasker::feed(std::string_view piece) {
  output_.clear();
  findings_.bytes_in += piece.size();
  const std::size_t looked_at = pending_.size();
  pending_.append(piece);
  pass_byte_order_mark();
  // An event is read once, when its end may have come, however small the pieces it came in.
  if (may_end_event(pending_, looked_at)) {
    if (auto done = mask_events(false); !done) return done.error();
  }
  if (pending_.size() > event_limit()) return event_too_long();
  return MaskedBody(ReleaseKey{}, output_);
}

Result<MaskedBody> EventStreamMasker::finish() {
  output_.clear();
  if (auto done = mask_events(true); !done) return done.error();
  return MaskedBody(ReleaseKey{}, output_);
}

std::uint64_t EventStreamMasker::event_limit() const noexcept {
  return plan_->compiled()->policy.limits().record_bytes;
}

void EventStreamMasker::pass_byte_order_mark() {
  if (started_ || (pending_.size() < kByteOrderMark.size() && kByteOrderMark.starts_with(pending_))) return;
  started_ = true;
  if (!pending_.starts_with(kByteOrderMark)) return;
  output_.append(kByteOrderMark);
  pending_.erase(0, kByteOrderMark.size());
}

bool EventStreamMasker::next_line(std::string_view from, bool complete, Line& line) const {
  const std::size_t end = from.find_first_of("\r\n");
  if (end == std::string_view::npos) {
    line = {from, {}, 0};
    return complete && !from.empty();
  }
  // A CR at the end of what has come may be half of a CRLF.
  if (from[end] == '\r' && end + 1 == from.size() && !complete) return false;
  const bool pair = from[end] == '\r' && end + 1 < from.size() && from[end + 1] == '\n';
  line = {from.substr(0, end), from.substr(end, pair ? 2 : 1), 0};
  return true;
}

Result<void> EventStreamMasker::mask_events(bool complete) {
  std::string_view rest = pending_;
  std::size_t event_begin = 0;
  lines_.clear();
  Line line;
  while (next_line(rest, complete, line)) {
    rest.remove_prefix(line.text.size() + line.end.size());
    line.data = data_prefix(line.text);
    lines_.push_back(line);
    const bool at_end = line.text.empty() || (complete && rest.empty());
    if (!at_end) continue;
    const std::size_t event_end = pending_.size() - rest.size();
    if (event_end - event_begin > event_limit()) return event_too_long();
    if (auto done = mask_event(); !done) return done;
    event_begin = event_end;
    lines_.clear();
  }
  pending_.erase(0, event_begin);
  return {};
}

Result<void> EventStreamMasker::mask_event() {
  data_.clear();
  bool has_data = false;
  for (const Line& line : lines_) {
    if (line.data == 0) continue;
    if (has_data) data_.push_back('\n');
    data_.append(line.text.substr(line.data));
    has_data = true;
  }
  document_.reset(*plan_, event_options_);
  if (!data_.empty()) {
    if (auto fed = document_.feed(data_); !fed) return fed.error();
  }
  const auto masked = document_.finish();
  if (!masked) {
    const Error& error = masked.error();
    return error.code == Code::bad_json ? make_error(Code::bad_record, Origin::upstream, "an event's data is not JSON")
                                        : error;
  }
  Findings of_event = document_.findings();
  of_event.bytes_in = 0;  // counted as the pieces came
  findings_.add(of_event);

  // Each line of the masked document stands where that data line stood, in its shape. Masking adds no newline; it may
  // take some away with a member it removes, and then the last data lines are gone.
  std::string_view document = masked->bytes();
  bool more = has_data;
  for (const Line& line : lines_) {
    if (line.data == 0) {
      if (auto done = append_text(line); !done) return done;
      continue;
    }
    if (!more) continue;
    const std::size_t end = document.find('\n');
    more = end != std::string_view::npos;
    output_.append(line.text.substr(0, line.data)).append(document.substr(0, end)).append(line.end);
    if (more) document.remove_prefix(end + 1);
  }
  return {};
}

Result<void> EventStreamMasker::append_text(const Line& line) {
  if (!is_utf8(line.text)) return make_error(Code::bad_utf8, Origin::upstream, "a line of an event is not UTF-8");
  covered_.clear();
  const auto count = append_masked_text({*plan_->compiled(), tools_, findings_}, line.text, covered_);
  if (!count) return count.error();
  output_.append(event_options_.shadow ? line.text : std::string_view(covered_)).append(line.end);
  return {};
}

}  // namespace veilgate::masking
