// One policy and one thread's scratch, and bodies masked by them in any cut.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/model.hpp"
#include "masking/engine.hpp"

namespace veilgate::test {

struct Masked {
  bool accepted = false;
  Code code = Code::internal;  // when refused
  std::string output;          // all that was released, also before a refusal
  masking::Findings findings;

  std::uint64_t count(masking::ClassId id) const { return findings.masked[static_cast<std::size_t>(id)]; }
};

class MaskingWorld {
 public:
  explicit MaskingWorld(const config::Policy& policy = {}, std::string_view route = "/", std::string_view role = "",
                        masking::SealKeys keys = {});

  // Feeds the whole body at once.
  Masked run(std::string_view body, masking::MediaKind kind = masking::MediaKind::json,
             const masking::MaskerOptions& options = {}) {
    return run_pieces({body}, kind, options);
  }
  // Feeds pieces of `size` bytes, the first of `first` bytes.
  Masked run_cut(std::string_view body, std::size_t first, std::size_t size,
                 masking::MediaKind kind = masking::MediaKind::json, const masking::MaskerOptions& options = {});
  Masked run_pieces(const std::vector<std::string_view>& pieces, masking::MediaKind kind,
                    const masking::MaskerOptions& options);

  const masking::Engine& engine() const noexcept { return *engine_; }
  masking::Scratch& scratch() noexcept { return scratch_; }
  const masking::Plan& plan() const noexcept { return *plan_; }

 private:
  std::shared_ptr<const masking::Engine> engine_;
  std::optional<masking::Plan> plan_;
  masking::Scratch scratch_;
  std::unique_ptr<masking::BodyMasker> maskers_[3];
};

// The output for the whole body, or "refused: CODE".
std::string masked_text(MaskingWorld& world, std::string_view body, masking::MediaKind kind = masking::MediaKind::json);
// The same with the built-in rules.
std::string masked_text(std::string_view body, masking::MediaKind kind = masking::MediaKind::json);

// KEEP_FIRST_N_LAST_M.
config::Mask keep_ends(std::string id, std::uint32_t first, std::uint32_t last);

// A rule over all routes and roles.
config::Rule class_rule(std::vector<std::string> classes, std::string mask);
config::Rule path_rule(std::string path, std::string mask);

}  // namespace veilgate::test
