#include "perf/peers.hpp"

#include <simdjson.h>

#include <cstring>
#include <string>
#include <vector>

namespace veilgate::perf {
namespace {

template <class Value>
bool visit(Value&& value, Visited& visited) {
  simdjson::ondemand::json_type type{};
  if (value.type().get(type) != simdjson::SUCCESS) return false;
  switch (type) {
    case simdjson::ondemand::json_type::array: {
      simdjson::ondemand::array array;
      if (value.get_array().get(array) != simdjson::SUCCESS) return false;
      for (auto element : array) {
        simdjson::ondemand::value child;
        if (std::move(element).get(child) != simdjson::SUCCESS || !visit(child, visited)) return false;
      }
      return true;
    }
    case simdjson::ondemand::json_type::object: {
      simdjson::ondemand::object object;
      if (value.get_object().get(object) != simdjson::SUCCESS) return false;
      for (auto field : object) {
        if (field.error() != simdjson::SUCCESS) return false;
        visited.key_bytes += static_cast<unsigned char>(*field.key().value_unsafe().raw());
        simdjson::ondemand::value child;
        if (field.value().get(child) != simdjson::SUCCESS || !visit(child, visited)) return false;
      }
      return true;
    }
    default: {
      std::string_view token;
      if constexpr (requires { value.raw_json_token().get(token); }) {
        if (value.raw_json_token().get(token) != simdjson::SUCCESS) return false;
      } else {
        token = value.raw_json_token();
      }
      ++visited.values;
      visited.token_bytes += token.size();
      return true;
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

std::optional<Visited> Peers::on_demand() {
  simdjson::ondemand::document document;
  if (impl_->on_demand_parser.iterate(impl_->padded).get(document) != simdjson::SUCCESS) return std::nullopt;
  Visited visited;
  if (!visit(document, visited)) return std::nullopt;
  return visited;
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
