#include "perf/peers.hpp"

#include <hs/hs.h>
#include <simdjson.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

namespace veilgate::perf {
namespace {

// How a scalar is visited: where its token lies, or what it says.
enum class Visit { tokens, values };

template <class Value>
bool visit_token(Value& value, Visited& visited) {
  std::string_view token;
  if constexpr (requires { value.raw_json_token().get(token); }) {
    if (value.raw_json_token().get(token) != simdjson::SUCCESS) return false;
  } else {
    token = value.raw_json_token();
  }
  visited.token_bytes += token.size();
  return true;
}

template <class Value>
bool visit_number(Value& value, Visited& visited) {
  simdjson::ondemand::number number;
  const auto error = value.get_number().get(number);
  double wide = 0;
  // An integer beyond 64 bits is read as a double.
  if (error == simdjson::SUCCESS) {
    wide = number.as_double();
  } else if (value.get_double().get(wide) != simdjson::SUCCESS) {
    return false;
  }
  visited.sum += wide;
  return true;
}

template <class Value>
bool visit_value(Value& value, simdjson::ondemand::json_type type, Visited& visited) {
  switch (type) {
    case simdjson::ondemand::json_type::string: {
      std::string_view text;
      if (value.get_string().get(text) != simdjson::SUCCESS) return false;
      visited.token_bytes += text.size();
      return true;
    }
    case simdjson::ondemand::json_type::number: return visit_number(value, visited);
    case simdjson::ondemand::json_type::boolean: {
      bool truth = false;
      if (value.get_bool().get(truth) != simdjson::SUCCESS) return false;
      visited.sum += truth ? 1 : 0;
      return true;
    }
    default: return value.is_null().error() == simdjson::SUCCESS;
  }
}

template <Visit kVisit, class Value>
bool visit(Value&& value, Visited& visited) {
  simdjson::ondemand::json_type type{};
  if (value.type().get(type) != simdjson::SUCCESS) return false;
  switch (type) {
    case simdjson::ondemand::json_type::array: {
      simdjson::ondemand::array array;
      if (value.get_array().get(array) != simdjson::SUCCESS) return false;
      for (auto element : array) {
        simdjson::ondemand::value child;
        if (std::move(element).get(child) != simdjson::SUCCESS || !visit<kVisit>(child, visited)) return false;
      }
      return true;
    }
    case simdjson::ondemand::json_type::object: {
      simdjson::ondemand::object object;
      if (value.get_object().get(object) != simdjson::SUCCESS) return false;
      for (auto field : object) {
        if (field.error() != simdjson::SUCCESS) return false;
        if constexpr (kVisit == Visit::tokens) {
          visited.key_bytes += static_cast<unsigned char>(*field.key().value_unsafe().raw());
        } else {
          std::string_view name;
          if (field.unescaped_key().get(name) != simdjson::SUCCESS) return false;
          visited.key_bytes += name.size();
        }
        simdjson::ondemand::value child;
        if (field.value().get(child) != simdjson::SUCCESS || !visit<kVisit>(child, visited)) return false;
      }
      return true;
    }
    default: {
      ++visited.values;
      if constexpr (kVisit == Visit::tokens) return visit_token(value, visited);
      return visit_value(value, type, visited);
    }
  }
}

std::uint64_t count_scalars(simdjson::dom::element element) {
  std::uint64_t count = 0;
  switch (element.type()) {
    case simdjson::dom::element_type::ARRAY:
      for (const auto child : simdjson::dom::array(element)) count += count_scalars(child);
      return count;
    case simdjson::dom::element_type::OBJECT:
      for (const auto field : simdjson::dom::object(element)) count += count_scalars(field.value);
      return count;
    default: return 1;
  }
}

// What is written first: one expression a kind of value, all of them tried on every string.
constexpr std::array kNaivePatterns = {
    "1[3-9][0-9]{9}",
    "0[0-9]{2,3}-?[0-9]{7,8}",
    "[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9][0-9]{3}[0-9Xx]",
    "[1-9][0-9]{14}",
    "[1-9][0-9]{15,18}",
    "[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}",
    "(?:[0-9]{1,3}\\.){3}[0-9]{1,3}",
    "(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}",
    "(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}",
    "[EGDSP][0-9]{8}",
    "[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}",
    "[A-HJ-NPR-Z0-9]{17}",
    "(?:京|津|沪|渝|冀|豫|云|辽|黑|湘|皖|鲁|新|苏|浙|赣|鄂|桂|甘|晋|蒙|陕|吉|闽|贵|粤|青|藏|川|宁|琼)[A-Z][A-Z0-9]{5,"
    "6}",
    "(?:省|市|区|县).{1,30}(?:路|街|号|室)",
    "(?:先生|女士|小姐)",
    "(?:QQ|qq|微信)[:： ]?[0-9A-Za-z_-]{5,19}",
};

int count_match(unsigned, unsigned long long, unsigned long long, unsigned, void* context) {
  ++*static_cast<std::uint64_t*>(context);
  return 0;
}

struct NaiveScanner {
  hs_database_t* database = nullptr;
  hs_scratch_t* scratch = nullptr;

  NaiveScanner() {
    std::array<unsigned, kNaivePatterns.size()> flags{};
    std::array<unsigned, kNaivePatterns.size()> ids{};
    flags.fill(HS_FLAG_UTF8);
    for (unsigned i = 0; i < ids.size(); ++i) ids[i] = i;
    hs_compile_error_t* problem = nullptr;
    if (hs_compile_multi(kNaivePatterns.data(), flags.data(), ids.data(), kNaivePatterns.size(), HS_MODE_BLOCK, nullptr,
                         &database, &problem) != HS_SUCCESS ||
        hs_alloc_scratch(database, &scratch) != HS_SUCCESS) {
      std::fprintf(stderr, "bench_engine: the naive patterns do not compile\n");
      std::exit(1);
    }
  }
  ~NaiveScanner() {
    hs_free_scratch(scratch);
    hs_free_database(database);
  }
  NaiveScanner(const NaiveScanner&) = delete;
  NaiveScanner& operator=(const NaiveScanner&) = delete;
};

template <class Value>
bool scan_strings(Value&& value, const NaiveScanner& scanner, std::uint64_t& matches) {
  simdjson::ondemand::json_type type{};
  if (value.type().get(type) != simdjson::SUCCESS) return false;
  switch (type) {
    case simdjson::ondemand::json_type::array: {
      simdjson::ondemand::array array;
      if (value.get_array().get(array) != simdjson::SUCCESS) return false;
      for (auto element : array) {
        simdjson::ondemand::value child;
        if (std::move(element).get(child) != simdjson::SUCCESS || !scan_strings(child, scanner, matches)) return false;
      }
      return true;
    }
    case simdjson::ondemand::json_type::object: {
      simdjson::ondemand::object object;
      if (value.get_object().get(object) != simdjson::SUCCESS) return false;
      for (auto field : object) {
        simdjson::ondemand::value child;
        if (field.error() != simdjson::SUCCESS || field.value().get(child) != simdjson::SUCCESS) return false;
        if (!scan_strings(child, scanner, matches)) return false;
      }
      return true;
    }
    case simdjson::ondemand::json_type::string: {
      std::string_view text;
      if (value.get_string().get(text) != simdjson::SUCCESS) return false;
      return hs_scan(scanner.database, text.data(), static_cast<unsigned>(text.size()), 0, scanner.scratch, count_match,
                     &matches) == HS_SUCCESS;
    }
    default: return true;
  }
}

}  // namespace

struct Peers::Impl {
  explicit Impl(std::string_view document) : padded(document), target(document.size()) {}
  simdjson::padded_string padded;
  simdjson::ondemand::parser on_demand_parser;
  simdjson::dom::parser dom_parser;
  simdjson::dom::element root;
  std::vector<char> target;
};

Peers::Peers(std::string_view document) : impl_(std::make_unique<Impl>(document)) {}
Peers::~Peers() = default;

template <class Visitor>
std::optional<Visited> Peers::visit_all(const Visitor& visitor) {
  simdjson::ondemand::document document;
  if (impl_->on_demand_parser.iterate(impl_->padded).get(document) != simdjson::SUCCESS) return std::nullopt;
  Visited visited;
  if (!visitor(document, visited)) return std::nullopt;
  return visited;
}

std::optional<Visited> Peers::on_demand() {
  return visit_all([](auto& document, Visited& visited) { return visit<Visit::tokens>(document, visited); });
}

std::optional<Visited> Peers::on_demand_values() {
  return visit_all([](auto& document, Visited& visited) { return visit<Visit::values>(document, visited); });
}

std::optional<std::uint64_t> Peers::naive() {
  static const NaiveScanner scanner;
  simdjson::ondemand::document document;
  if (impl_->on_demand_parser.iterate(impl_->padded).get(document) != simdjson::SUCCESS) return std::nullopt;
  std::uint64_t matches = 0;
  if (!scan_strings(document, scanner, matches)) return std::nullopt;
  return matches;
}

bool Peers::dom() {
  return impl_->dom_parser.parse(impl_->padded).get(impl_->root) == simdjson::SUCCESS;
}

std::optional<std::uint64_t> Peers::count_dom() {
  if (!dom()) return std::nullopt;
  return count_scalars(impl_->root);
}

void Peers::copy() {
  std::memcpy(impl_->target.data(), impl_->padded.data(), impl_->target.size());
  // The copy must not be left out because nobody reads it.
  asm volatile("" : : "r"(impl_->target.data()) : "memory");
}

std::string_view Peers::kernel() {
  static const std::string name = simdjson::get_active_implementation()->name();
  return name;
}

}  // namespace veilgate::perf
