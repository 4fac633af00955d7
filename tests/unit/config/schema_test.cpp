// The table itself: complete, in range, in agreement with the model.
#include "config/schema.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "config/types.hpp"
#include "tests/unit/config/problems.hpp"

namespace veilgate::config {
namespace {

template <class Visit>
void visit_sections(const Section& section, Visit visit) {
  visit(section);
  for (const Setting& setting : section.settings) {
    if (setting.nested.section != nullptr) visit_sections(*setting.nested.section, visit);
  }
}

// An object that may be written to: a fresh element of every section on the way. Owned by `settings`.
template <class Visit>
void visit_owners(const Section& section, void* owner, Visit visit) {
  visit(section, owner);
  for (const Setting& setting : section.settings) {
    if (setting.nested.section == nullptr) continue;
    visit_owners(*setting.nested.section, setting.nested.add(owner, "thing"), visit);
  }
}

TEST_CASE("every key is a word that YAML leaves alone") {
  const std::set<std::string_view> words = {"on", "off", "yes", "no", "y", "n", "true", "false", "null"};
  visit_sections(settings_section(), [&](const Section& section) {
    std::set<std::string_view> seen;
    for (const Setting& setting : section.settings) {
      CAPTURE(section.name);
      CAPTURE(setting.key);
      CHECK(words.count(setting.key) == 0);
      CHECK(seen.insert(setting.key).second);
      CHECK_FALSE(setting.key.starts_with("x-"));
      CHECK(std::all_of(setting.key.begin(), setting.key.end(),
                        [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }));
    }
  });
}

TEST_CASE("every setting has one sentence") {
  visit_sections(settings_section(), [](const Section& section) {
    CAPTURE(section.name);
    CHECK(section.says.ends_with('.'));
    for (const Setting& setting : section.settings) {
      CAPTURE(setting.key);
      CHECK(setting.says.size() > 5);
      CHECK(setting.says.ends_with('.'));
      CHECK(setting.says.find('|') == std::string_view::npos);
    }
  });
}

TEST_CASE("every number fits its member and every default its range") {
  Settings settings;
  visit_owners(settings_section(), &settings, [](const Section& section, void* owner) {
    for (const Setting& setting : section.settings) {
      if (setting.type != Type::integer && setting.type != Type::bytes && setting.type != Type::duration) continue;
      CAPTURE(section.name);
      CAPTURE(setting.key);
      const Value initial = default_value(section, setting);
      REQUIRE(std::holds_alternative<std::uint64_t>(initial));
      CHECK(std::get<std::uint64_t>(initial) >= setting.min);
      CHECK(std::get<std::uint64_t>(initial) <= setting.max);
      for (const std::uint64_t number : {setting.min, setting.max}) {
        setting.write(owner, Value(number));
        CHECK(std::get<std::uint64_t>(setting.read(owner)) == number);
      }
    }
  });
}

TEST_CASE("every allowed name reaches the member and comes back") {
  Settings settings;
  visit_owners(settings_section(), &settings, [](const Section& section, void* owner) {
    for (const Setting& setting : section.settings) {
      if (setting.type != Type::choice || setting.shape != Shape::one) continue;
      CAPTURE(section.name);
      CAPTURE(setting.key);
      REQUIRE_FALSE(setting.choices.empty());
      for (const std::string_view name : setting.choices) {
        setting.write(owner, Value(std::string(name)));
        CHECK(std::get<std::string>(setting.read(owner)) == name);
      }
    }
  });
}

TEST_CASE("every default that is a text is one the loader would take") {
  visit_sections(settings_section(), [](const Section& section) {
    for (const Setting& setting : section.settings) {
      if (setting.type == Type::section || setting.shape != Shape::one) continue;
      const Value initial = default_value(section, setting);
      if (is_empty(initial)) continue;
      CAPTURE(section.name);
      CAPTURE(setting.key);
      const Reading reading = read_text(setting, element_text(setting.type, initial));
      CHECK_MESSAGE(reading.ok(), reading.reason);
      CHECK(reading.value == initial);
    }
  });
}

TEST_CASE("the defaults of the product are the refusing ones") {
  const Settings settings;
  CHECK(Route{}.mode == Mode::enforce);
  CHECK(Route{}.location == LocationPolicy::refuse);
  CHECK(Route{}.pass.empty());
  CHECK_FALSE(Route{}.emit_headers);
  CHECK(Upstream{}.tls.verify);
  CHECK_FALSE(settings.admin.allow_remote);
  CHECK(settings.policy.on_number == OnNumber::null);
  CHECK(settings.listen.trusted_peers.empty());
  CHECK(settings.listen.address.starts_with("127.0.0.1:"));
}

TEST_CASE("a setting belongs to a kind or to all of them") {
  const Section& masks = *find_setting(settings_section(), "masks")->nested.section;
  REQUIRE(masks.kind_key == "type");
  const auto& kinds = find_setting(masks, "type")->choices;
  for (const Setting& setting : masks.settings) {
    for (const std::string_view kind : setting.only_for) {
      CAPTURE(kind);
      CHECK(std::find(kinds.begin(), kinds.end(), kind) != kinds.end());
    }
  }
  Mask mask;
  mask.type = MaskType::fixed_text;
  CHECK(applies(masks, *find_setting(masks, "text"), &mask));
  CHECK_FALSE(applies(masks, *find_setting(masks, "character"), &mask));
}

TEST_CASE("secret references") {
  CHECK(parse_secret_ref("file:/run/key") == SecretRef{SecretRef::Kind::file, "/run/key"});
  CHECK(parse_secret_ref("env:KEY_1") == SecretRef{SecretRef::Kind::env, "KEY_1"});
  for (const char* const text :
       {"", "file:", "env:", "env:1", "env:A B", "file:a\nb", "pkcs11:", "/run/key", "File:a"}) {
    CAPTURE(text);
    CHECK(parse_secret_ref(text).kind == SecretRef::Kind::none);
  }
  CHECK(parse_secret_ref("pkcs11:token=a") == SecretRef{SecretRef::Kind::pkcs11, "token=a"});
  CHECK(to_text(parse_secret_ref("pkcs11:token=a")) == "pkcs11:token=a");
  CHECK(to_text(SecretRef{}) == "");
  CHECK(to_text(parse_secret_ref("file:/run/key")) == "file:/run/key");
}

}  // namespace
}  // namespace veilgate::config
