// The masking engine.
//
//   config::Policy --compile--> Engine --plan(path, role)--> Plan --make_masker--> BodyMasker
//                                                          BodyMasker --feed, finish--> MaskedBody
//
// Engine and Plan are immutable and may be used by any number of threads at once. Scratch and BodyMasker belong to one
// thread. Nothing here does I/O, looks at a clock or logs.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "config/model.hpp"
#include "crypto/base/result.hpp"
#include "masking/class_labels.hpp"
#include "masking/findings.hpp"
#include "masking/mask_secrets.hpp"
#include "masking/masked_body.hpp"
#include "masking/seal/seal_keys.hpp"

namespace veilgate::masking {

class CompiledPolicy;
struct CompiledPlan;
struct ScratchTools;

// The rules that apply to one kind of request. Cheap to copy; keeps what it needs of its Engine alive.
class Plan {
 public:
  const std::shared_ptr<const CompiledPlan>& compiled() const noexcept { return compiled_; }

 private:
  friend class Engine;
  explicit Plan(std::shared_ptr<const CompiledPlan> compiled) : compiled_(std::move(compiled)) {}
  std::shared_ptr<const CompiledPlan> compiled_;
};

// Buffers, tables and the Hyperscan scratch that one thread needs to run any number of maskers, one call at a time.
// Grows to what the largest window needed and stays there. Not thread safe.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

 private:
  friend class Engine;
  std::unique_ptr<ScratchTools> tools_;
};

// One JSON document; one a line (content/record_masker.hpp); server-sent events (content/event_stream_masker.hpp).
enum class MediaKind : std::uint8_t { json, records, event_stream };

class WalkObserver;

struct MaskerOptions {
  std::uint64_t hold_bytes = 1024 * 1024;  // input up to this is checked whole before feed() returns a byte
  bool shadow = false;                     // check and count as always, but return the input bytes unchanged
  std::size_t window_bytes = 128 * 1024;   // of a JSON text, walked at a time; at least 4. What leaves is the same
  // json/observer.hpp; of a JSON text, which is then walked in one window. Must outlive the masker's use.
  WalkObserver* observer = nullptr;
};

// Masks one body, piece by piece. reset() makes it ready for another body, also one of another plan or engine, and
// keeps its buffers, so that a masker in steady use allocates nothing.
//
// feed() and finish() return the bytes that may be sent now, often none. On an error the masker is spent: nothing more
// may be sent, and what was returned before was masked. The result of all calls joined does not depend on how the body
// was cut; of several faults in a large one, which is seen first may.
//
// Memory is constant: the hold while it lasts, one window (more while a single string is longer), the index of
// a window.
//
// Errors: bad_json (the grammar, trailing bytes, an empty document of blanks), bad_utf8, too_deep, string_too_long,
// bad_record, scan_failed, number_refused (on_number: block). A body of zero bytes is fine and stays empty.
class BodyMasker {
 public:
  virtual ~BodyMasker() = default;
  virtual Result<MaskedBody> feed(std::string_view piece) = 0;
  virtual Result<MaskedBody> finish() = 0;
  virtual void reset(const Plan& plan, const MaskerOptions& options) = 0;
  virtual const Findings& findings() const noexcept = 0;
};

// A text with what was found in it covered.
struct MaskedText {
  std::string text;
  std::uint32_t masked = 0;  // how many values were covered; 0: text is the input
};

class Engine {
 public:
  // `secrets`: of the PSEUDONYM and FAKE masks. `keys`: what ENCRYPT masks seal with. Errors: bad_config with a note
  // naming the rule or mask at fault; key_unavailable: a rule seals, and there is no active key for it (SealKeys).
  static Result<std::shared_ptr<const Engine>> compile(const config::Policy& policy, const MaskSecrets& secrets = {},
                                                       SealKeys keys = {});

  // The rules for a request path ("/orders/1", without query) and a caller's role ("" when there is none), with the
  // pseudonyms and fakes of `tenant` ("" where there is but one).
  Plan plan(std::string_view path, std::string_view role, std::string_view tenant = {}) const;

  // The classes the configuration adds, for those who count Findings by name.
  OwnClassLabels own_classes() const noexcept;

  // `plan`: of this engine or another one; the masker keeps what it needs of it. `scratch` must outlive the masker, and
  // serves one call of one masker at a time.
  std::unique_ptr<BodyMasker> make_masker(MediaKind kind, const Plan& plan, Scratch& scratch,
                                          const MaskerOptions& options) const;

  // Free text outside a JSON body (a header's value, a path for the log): what is found in it is covered by the rules
  // for the path "/" and no role. Bytes that are no UTF-8 are looked at as they are. Errors: scan_failed.
  Result<MaskedText> mask_text(std::string_view text, Scratch& scratch) const;

  // A named text outside a JSON body (a header field): a name that decides a class (X-Customer-Name) decides about the
  // whole text, as a member's name would; any other leaves it to mask_text. Errors: scan_failed.
  Result<MaskedText> mask_field(std::string_view name, std::string_view text, Scratch& scratch) const;

  // Whether the name decides a class, so that mask_field covers any text under it.
  bool name_decides(std::string_view name, Scratch& scratch) const;

 private:
  explicit Engine(std::shared_ptr<const CompiledPolicy> policy) : policy_(std::move(policy)) {}
  std::shared_ptr<const CompiledPolicy> policy_;
};

}  // namespace veilgate::masking
