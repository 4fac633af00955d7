// Masks newline-delimited JSON (application/x-ndjson): every record is checked and masked whole and released at once.
//
// A record ends at LF; a CR before it belongs to the blanks JSON allows. Lines of blanks pass. A record longer than the
// limit refuses the body. Records are independent: the first bad one ends the body, those before it have left. A
// BodyMasker (engine.hpp): one thread, its errors; a record that is too long is bad_record.
#pragma once

#include <optional>
#include <string>

#include "masking/json/json_masker.hpp"

namespace veilgate::masking {

class RecordMasker final : public BodyMasker {
 public:
  explicit RecordMasker(ScratchTools& tools) : record_(tools) {}  // reset() comes before its first use

  Result<MaskedBody> feed(std::string_view piece) override;
  Result<MaskedBody> finish() override;
  void reset(const Plan& plan, const MaskerOptions& options) override;
  const Findings& findings() const noexcept override { return findings_; }

 private:
  Result<void> mask_line(std::string_view line);
  std::uint64_t record_limit() const noexcept;

  std::optional<Plan> plan_;
  MaskerOptions record_options_;
  JsonMasker record_;
  Findings findings_;
  std::string line_;  // the beginning of a record whose end has not come
  std::string output_;
};

}  // namespace veilgate::masking
