#include "tests/support/masked.hpp"

#include <cstdlib>
#include <iostream>
#include <utility>

namespace veilgate::test {

using masking::MaskerOptions;
using masking::MediaKind;

MaskingWorld::MaskingWorld(const config::Policy& policy, std::string_view route, std::string_view role,
                           masking::SealKeys keys) {
  auto compiled = masking::Engine::compile(policy, {}, std::move(keys));
  if (!compiled) {
    std::cerr << "the policy of a test does not compile: " << compiled.error().note.for_log() << '\n';
    std::abort();
  }
  engine_ = std::move(*compiled);
  plan_ = engine_->plan(route, role);
}

Masked MaskingWorld::run_pieces(const std::vector<std::string_view>& pieces, MediaKind kind,
                                const MaskerOptions& options) {
  auto& masker = maskers_[static_cast<std::size_t>(kind)];
  if (masker) {
    masker->reset(*plan_, options);
  } else {
    masker = engine_->make_masker(kind, *plan_, scratch_, options);
  }
  Masked result;
  const auto take = [&result](const Result<masking::MaskedBody>& out) {
    if (out) {
      result.output.append(out->bytes());
      return true;
    }
    result.code = out.error().code;
    return false;
  };
  for (const auto piece : pieces) {
    if (!take(masker->feed(piece))) return result;
  }
  if (!take(masker->finish())) return result;
  result.accepted = true;
  result.findings = masker->findings();
  return result;
}

Masked MaskingWorld::run_cut(std::string_view body, std::size_t first, std::size_t size, MediaKind kind,
                             const MaskerOptions& options) {
  std::vector<std::string_view> pieces{body.substr(0, first)};
  for (std::size_t at = first; at < body.size(); at += size) pieces.push_back(body.substr(at, size));
  return run_pieces(pieces, kind, options);
}

std::string masked_text(MaskingWorld& world, std::string_view body, MediaKind kind) {
  const auto result = world.run(body, kind);
  return result.accepted ? result.output : std::string("refused: ") + code_name(result.code);
}

std::string masked_text(std::string_view body, MediaKind kind) {
  static MaskingWorld world;
  return masked_text(world, body, kind);
}

config::Mask keep_ends(std::string id, std::uint32_t first, std::uint32_t last) {
  config::Mask mask;
  mask.id = std::move(id);
  mask.type = config::MaskType::keep_first_n_last_m;
  mask.first = first;
  mask.last = last;
  return mask;
}

config::Rule class_rule(std::vector<std::string> classes, std::string mask) {
  config::Rule rule;
  rule.id = "by-class";
  rule.classes = std::move(classes);
  rule.mask = std::move(mask);
  return rule;
}

config::Rule path_rule(std::string path, std::string mask) {
  config::Rule rule;
  rule.id = "by-path";
  rule.path = std::move(path);
  rule.mask = std::move(mask);
  return rule;
}

}  // namespace veilgate::test
