#include "masking/content/record_masker.hpp"

#include <algorithm>
#include <limits>

#include "masking/json/scalar.hpp"

namespace veilgate::masking {

void RecordMasker::reset(const Plan& plan, const MaskerOptions& options) {
  plan_ = plan;
  record_options_ = options;
  record_options_.hold_bytes = std::numeric_limits<std::uint64_t>::max();
  findings_ = Findings{};
  line_.clear();
  output_.clear();
}

Result<MaskedBody> RecordMasker::feed(std::string_view piece) {
  output_.clear();
  findings_.bytes_in += piece.size();
  for (auto end = piece.find('\n'); end != std::string_view::npos; end = piece.find('\n')) {
    std::string_view line = piece.substr(0, end);
    if (!line_.empty()) line = line_.append(line);
    if (auto done = mask_line(line); !done) return done.error();
    output_.push_back('\n');
    line_.clear();
    piece.remove_prefix(end + 1);
  }
  line_.append(piece);
  if (line_.size() > record_limit())
    return make_error(Code::bad_record, Origin::upstream, "a record is longer than the limit");
  return MaskedBody(ReleaseKey{}, output_);
}

Result<MaskedBody> RecordMasker::finish() {
  output_.clear();
  if (auto done = mask_line(line_); !done) return done.error();
  line_.clear();
  return MaskedBody(ReleaseKey{}, output_);
}

std::uint64_t RecordMasker::record_limit() const noexcept {
  return plan_->compiled()->policy.limits().record_bytes;
}

Result<void> RecordMasker::mask_line(std::string_view line) {
  if (line.size() > record_limit())
    return make_error(Code::bad_record, Origin::upstream, "a record is longer than the limit");
  if (std::all_of(line.begin(), line.end(), is_json_blank)) {
    output_.append(line);
    return {};
  }
  record_.reset(*plan_, record_options_);
  if (auto fed = record_.feed(line); !fed) return fed.error();
  const auto masked = record_.finish();
  if (!masked) return masked.error();
  output_.append(masked->bytes());
  Findings of_record = record_.findings();
  of_record.bytes_in = 0;  // counted as the pieces came
  findings_.add(of_record);
  return {};
}

}  // namespace veilgate::masking
