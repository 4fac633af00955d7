// What the verbs `keys` and `tenants` have in common: which keyring, what time, approvals, and how an outcome is told.
//
// Every command is a function that returns the exit code (exit_code.hpp): kDone; kRefused when the state of things, a
// missing approval or a damaged file is in the way; kUsage for usage and configuration. Standard output carries the
// result, as text or JSON; reasons go to standard error. Neither ever carries a secret, `keys make-kek` apart, whose
// purpose it is.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/keys/approval.hpp"
#include "crypto/keys/store.hpp"

namespace CLI {
class App;
}

namespace veilgate::proxy {

// Which keyring: the configuration's `keys:`, or --keyring and --source.
struct KeyringOptions {
  std::string config;
  std::string keyring;
  std::string source;
  std::string format = "text";

  bool is_json() const { return format == "json"; }
};
void add_keyring_options(CLI::App& verb, KeyringOptions& options);

struct ApprovalOptions {
  std::string request_out;
  std::string request;
  std::vector<std::string> approvals;
  std::string valid_for = "24h";
};
void add_approval_options(CLI::App& verb, ApprovalOptions& options);

// A keyring's place and the source above it.
struct KeyringPlace {
  std::string path;
  std::string tenant;  // keys.tenant of the configuration; empty without one
  std::unique_ptr<crypto::ManagedKeySource> source;

  crypto::Files& files() const { return crypto::system_files(); }
};
// Errors: bad_config. What is wrong with a configuration was said on standard error already.
Result<KeyringPlace> find_keyring(const KeyringOptions& options);

crypto::Time clock_now();

// Says why on standard error and gives the exit code.
int refuse(const Error& error);

// "90d", "12h", "30m", "45s", up to 100 years. Errors: bad_config.
Result<std::chrono::seconds> parse_span(std::string_view text);
// RFC 3339 in UTC: "2027-06-30T00:00:00Z". Errors: bad_config.
Result<crypto::Time> parse_time_option(std::string_view text);
Result<TenantId> parse_tenant_option(std::string_view text);

// Reads a small text, of any permissions. Errors: io_failed, bad_config.
Result<std::string> read_text(const std::string& path);

// Approvals of a deed: the names of those who gave them, or, when --request-out asks for a request, nothing: it was
// written then, and there is nothing more to do. Errors: approval_needed, io_failed.
Result<std::optional<std::vector<std::string>>> get_approvals(crypto::KeyringStore& store, const crypto::Deed& deed,
                                                              const ApprovalOptions& options);

std::string join_names(const std::vector<std::string>& names);

// A result: rows of name and value, printed as `name: value` lines or as one JSON object.
class Report {
 public:
  Report& add(std::string_view name, std::string_view value);
  Report& add(std::string_view name, std::uint64_t value);
  // Already JSON; in text it is left out.
  Report& add_json(std::string_view name, std::string json);
  int print_as(bool json) const;

 private:
  struct Row {
    std::string name;
    std::string text;
    std::string json;
  };
  std::vector<Row> rows_;
};

std::string json_of(const crypto::KeyParameters& key);
std::string json_of(const std::vector<crypto::KeyParameters>& keys);
std::string json_of(std::string_view text);

}  // namespace veilgate::proxy
