#include "config/check.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "config/net_formats.hpp"
#include "config/schema.hpp"
#include "config/text_formats.hpp"
#include "config/yaml_tree.hpp"

namespace veilgate::config {
namespace {

// The names something may refer to.
class Names {
 public:
  void add(std::string_view name) {
    list_.push_back(name);
    set_.insert(name);
  }
  bool contains(std::string_view name) const { return set_.contains(name); }
  const std::vector<std::string_view>& list() const noexcept { return list_; }

 private:
  std::vector<std::string_view> list_;
  std::unordered_set<std::string_view> set_;
};

class Checker {
 public:
  Checker(const Settings& settings, const Places& places, Diagnostics& problems)
      : settings_(settings), places_(places), problems_(problems) {
    for (const Upstream& upstream : settings.upstreams) upstreams_.add(upstream.id);
    for (const Mask& mask : settings.policy.masks) masks_.add(mask.id);
    for (const std::string_view builtin : kBuiltinMasks) masks_.add(builtin);
    for (const Class& added : settings.policy.classes) classes_.add(added.id);
    for (const std::string_view builtin : kClassNames) classes_.add(builtin);
  }

  void run() {
    check_listeners();
    for (const Upstream& upstream : settings_.upstreams) check_upstream(upstream);
    for (std::size_t i = 0; i < settings_.routes.size(); ++i) {
      check_route(settings_.routes[i], element_path("routes", i));
    }
    check_reach();
    check_vocabulary();
    for (const Mask& mask : settings_.policy.masks) check_mask(mask);
    for (std::size_t i = 0; i < settings_.policy.rules.size(); ++i) {
      check_rule(settings_.policy.rules[i], element_path("rules", i));
    }
    check_unique("routes", "id", settings_.routes, [](const Route& route) { return std::string_view(route.id); });
    check_unique("allow", "id", settings_.policy.allow, [](const Allowed& list) { return std::string_view(list.id); });
    check_unique("exclusions", "id", settings_.policy.exclusions,
                 [](const Exclusion& exclusion) { return std::string_view(exclusion.id); });
    check_unique("rules", "id", settings_.policy.rules, [](const Rule& rule) { return std::string_view(rule.id); });
    check_unique("tests", "name", settings_.tests, [](const RuleTest& test) { return std::string_view(test.name); });
  }

 private:
  void error(const std::string& key, std::string reason, std::string suggestion = {}) {
    problems_.error(places_.find(key), key, std::move(reason), std::move(suggestion));
  }
  void warning(const std::string& key, std::string reason, std::string suggestion = {}) {
    problems_.warning(places_.find(key), key, std::move(reason), std::move(suggestion));
  }
  bool refused(const std::string& key) const { return places_.is_refused(key); }

  void check_listeners() {
    const Listener& listen = settings_.listen;
    const bool system_chooses = listen.address.ends_with(":0");
    if (listen.address == settings_.admin.address && !system_chooses && !refused("listen.address") &&
        !refused("admin.address")) {
      error("admin.address", "is the address of the listener for clients",
            "give the operators a listener of their own");
    }
    const Admin& admin = settings_.admin;
    if (!is_local(admin.address) && !admin.allow_remote && !refused("admin.address") &&
        !refused("admin.allow_remote")) {
      error("admin.address", "can be reached from other machines",
            "take a loopback address or unix:/PATH, or set allow_remote: true");
    }
    if (listen.tls && listen.tls->require_client_certificate && listen.tls->client_ca_file.empty() &&
        !refused("listen.tls.client_ca_file")) {
      error("listen.tls.require_client_certificate", "needs client_ca_file",
            "add client_ca_file, the authorities of the client certificates");
    }
  }

  void check_upstream(const Upstream& upstream) {
    const std::string key = member_path("upstreams", upstream.id);
    const auto is_https = [](const std::string& address) { return address.starts_with("https://"); };
    const auto https = std::count_if(upstream.addresses.begin(), upstream.addresses.end(), is_https);
    if (https != 0 && https != static_cast<std::ptrdiff_t>(upstream.addresses.size())) {
      error(key + ".addresses", "mixes http and https", "make two upstreams of it");
    }
    if (https == 0 && !upstream.addresses.empty() && !(upstream.tls == TlsClient{})) {
      error(key + ".tls", "has no effect, since the addresses begin with http://", "write https:// or remove it");
    }
    auto sorted = upstream.addresses;
    std::sort(sorted.begin(), sorted.end());
    if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
      error(key + ".addresses", "names an address twice");
    }
    const bool has_key = upstream.tls.private_key.kind != SecretRef::Kind::none;
    const bool has_certificate = !upstream.tls.certificate_file.empty();
    if (has_certificate && !has_key && !refused(key + ".tls.private_key")) {
      error(key + ".tls.certificate_file", "needs private_key", "add private_key, as file:PATH or env:NAME");
    }
    if (has_key && !has_certificate && !refused(key + ".tls.certificate_file")) {
      error(key + ".tls.private_key", "needs certificate_file", "add certificate_file, the certificate of the key");
    }
    if (!upstream.tls.verify) {
      warning(key + ".tls.verify", "nobody checks who answers in the upstream's place", "set ca_file instead");
    }
  }

  void check_route(const Route& route, const std::string& key) {
    check_reference(key + ".upstream", "upstream", route.upstream, upstreams_, "declare it under upstreams");
    for (const TreatAs& treat : route.treat_as) {
      if (std::find(route.pass.begin(), route.pass.end(), treat.from) != route.pass.end()) {
        error(key + ".treat_as", "a media type is both passed and read as another one", "remove it from pass");
      }
    }
    if (!refused(key + ".mode")) check_mode(route, key);
  }

  void check_mode(const Route& route, const std::string& key) {
    const auto check = [&](const std::string& name, const std::string& value, const char* wanted) {
      const std::string member = key + '.' + name;
      if (refused(member)) return;
      if (route.mode == Mode::shadow && value.empty()) {
        error(places_.is_written(key + ".mode") ? key + ".mode" : key, "shadow mode needs " + name, wanted);
      } else if (route.mode == Mode::enforce && !value.empty()) {
        warning(member, "has no effect, since the route's mode is enforce");
      }
    };
    check("until", route.until, "add until, the date shadow mode ends, such as 2027-06-30T00:00:00+08:00");
    check("ticket", route.ticket, "add ticket, what allows shadow mode");
  }

  // A route that takes everything hides those after it.
  void check_reach() {
    const Route everything;
    for (std::size_t i = 0; i + 1 < settings_.routes.size(); ++i) {
      const Route& route = settings_.routes[i];
      const std::string match = element_path("routes", i) + ".match";
      if (refused(match + ".host") || refused(match + ".path") || refused(match + ".methods")) continue;
      if (route.host != everything.host || route.path != everything.path || !route.methods.empty()) continue;
      warning(element_path("routes", i + 1),
              "is never reached, since " + element_path("routes", i) + " takes everything",
              "put the route that takes everything last");
      return;
    }
  }

  void check_mask(const Mask& mask) {
    const std::string key = member_path("masks", mask.id);
    if (std::find(kBuiltinMasks.begin(), kBuiltinMasks.end(), mask.id) != kBuiltinMasks.end()) {
      error(key, "is the name of a built-in mask", "choose another name; full, smart, null and remove exist already");
    }
    if (refused(key + ".type")) return;
    const bool ranges = mask.type == MaskType::keep_from_x_to_y || mask.type == MaskType::mask_from_x_to_y;
    if (ranges && mask.from > mask.to && !refused(key + ".from") && !refused(key + ".to")) {
      error(key + ".from", "is larger than to");
    }
    const bool written = places_.is_written(key + ".first") && places_.is_written(key + ".last");
    if (mask.type == MaskType::mask_first_n_last_m && mask.first == 0 && mask.last == 0 && written &&
        !refused(key + ".first") && !refused(key + ".last")) {
      error(key, "masks nothing, since first and last are 0");
    }
    const bool looks =
        mask.type == MaskType::mask_before_special_chars || mask.type == MaskType::mask_after_special_chars;
    if (looks && mask.special.find(mask.character) != std::string::npos && !refused(key + ".special") &&
        !refused(key + ".character")) {
      error(key + ".special", "holds the mask character, so a masked value would be masked differently again",
            "choose another character");
    }
  }

  void check_vocabulary() {
    const Policy& policy = settings_.policy;
    std::size_t own = 0;
    for (const Class& added : policy.classes) {
      check_class(added, member_path("classes", added.id));
      own += is_builtin_class(added.id) ? 0 : 1;
    }
    if (own > kMostOwnClasses) {
      error("classes", "are more than " + std::to_string(kMostOwnClasses) + " of one's own",
            "give names and patterns that are treated alike to one class");
    }
    for (std::size_t i = 0; i < policy.allow.size(); ++i) {
      check_classes(element_path("allow", i) + ".class", policy.allow[i].classes);
    }
    for (std::size_t i = 0; i < policy.exclusions.size(); ++i) {
      check_classes(element_path("exclusions", i) + ".where.class", policy.exclusions[i].classes);
    }
  }

  static bool is_builtin_class(std::string_view name) noexcept {
    return std::find(kClassNames.begin(), kClassNames.end(), name) != kClassNames.end();
  }

  void check_class(const Class& added, const std::string& key) {
    const bool builtin = is_builtin_class(added.id);
    if (builtin && !added.level.empty() && !refused(key + ".level")) {
      error(key + ".level", "is that of a built-in class and cannot be changed", "treat it by a rule instead");
    }
    if (!builtin && added.level.empty() && !refused(key + ".level")) {
      error(key, "has no level", "add level: L3 (confidential) or L4 (secret)");
    }
    const auto says = [&](const char* member) { return places_.is_written(key + '.' + member); };
    if (!says("keys") && !says("pattern") && !says("patterns") && !(builtin && says("mask"))) {
      error(key, "finds nothing", "give at least one of: keys, pattern, patterns");
    }
    for (std::size_t i = 0; i < added.keys.size(); ++i) {
      // What counts for nothing in a name is gone before names are compared.
      if (added.keys[i].find_first_not_of("*_-. ") == std::string::npos) {
        error(element_path(key + ".keys", i), "would be every name", "name the members");
      }
    }
    if (!says("pattern") && !says("patterns")) {
      for (const char* const member : {"whole_value", "inside_words", "validator", "context"}) {
        if (says(member)) error(key + '.' + member, "has no effect without a pattern");
      }
    }
    if (added.whole_value && added.inside_words) {
      error(key + ".inside_words", "has no effect with whole_value", "remove one of the two");
    }
    check_reference(key + ".mask", "mask", added.mask, masks_, "");
  }

  void check_classes(const std::string& key, const std::vector<std::string>& names) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      check_reference(element_path(key, i), "class", names[i], classes_, "");
    }
  }

  void check_rule(const Rule& rule, const std::string& key) {
    check_reference(key + ".do", "mask", rule.mask, masks_, "");
    const std::string where = key + ".where";
    check_classes(where + ".class", rule.classes);
    const bool is_judged = places_.is_written(where + ".class") || places_.is_written(where + ".level") ||
                           places_.is_written(where + ".path") || refused(where);
    if (rule.classes.empty() && !rule.min_level && rule.path.empty() && !is_judged && places_.is_written(where)) {
      error(where, "is empty", "give at least one of: class, level, path");
    }
  }

  template <class Element, class Name>
  void check_unique(const std::string& list, const std::string& member, const std::vector<Element>& elements,
                    Name name) {
    std::unordered_map<std::string_view, std::size_t> first;
    for (std::size_t i = 0; i < elements.size(); ++i) {
      const std::string key = element_path(list, i) + '.' + member;
      if (name(elements[i]).empty() || refused(key)) continue;
      const auto [seen, is_new] = first.emplace(name(elements[i]), i);
      if (!is_new) error(key, "is taken by " + element_path(list, seen->second), "choose another " + member);
    }
  }

  // Says that a reference leads nowhere.
  void check_reference(const std::string& key, const char* kind, const std::string& name, const Names& known,
                       const char* when_none) {
    if (name.empty() || refused(key) || known.contains(name)) return;
    std::string suggestion;
    if (!problems_.is_full()) suggestion = known.list().empty() ? when_none : suggest(name, known.list());
    error(key, std::string("there is no ") + kind + " \"" + printable(name) + '"', std::move(suggestion));
  }

  const Settings& settings_;
  const Places& places_;
  Diagnostics& problems_;
  Names upstreams_;
  Names masks_;
  Names classes_;
};

}  // namespace

void check_settings(const Settings& settings, const Places& places, Diagnostics& problems) {
  Checker(settings, places, problems).run();
}

}  // namespace veilgate::config
