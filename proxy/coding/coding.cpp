#include "proxy/coding/coding.hpp"

#include <optional>

#include "proxy/http/field.hpp"
#include "proxy/http/syntax.hpp"

namespace veilgate::proxy {
namespace {

// In the order of preference where a client weighs them alike.
constexpr std::array kPreferred = {Coding::zstd, Coding::br, Coding::gzip, Coding::deflate};

std::optional<Coding> find_coding(std::string_view name) noexcept {
  if (equal_ignoring_case(name, "identity")) return Coding::identity;
  if (equal_ignoring_case(name, "x-gzip")) return Coding::gzip;
  for (const Coding coding : kPreferred) {
    if (equal_ignoring_case(name, coding_name(coding))) return coding;
  }
  return std::nullopt;
}

// RFC 9110 12.4.2: 0[.ddd] or 1[.000], as thousandths.
std::optional<std::uint16_t> parse_weight(std::string_view text) noexcept {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return std::nullopt;
  if (text.size() > 1 && text[1] != '.') return std::nullopt;
  unsigned thousandths = text[0] == '1' ? 1000 : 0;
  unsigned place = 100;
  for (const char c : text.size() > 2 ? text.substr(2) : std::string_view{}) {
    if (!is_digit(c)) return std::nullopt;
    thousandths += static_cast<unsigned>(c - '0') * place;
    place /= 10;
  }
  if (thousandths > 1000) return std::nullopt;
  return static_cast<std::uint16_t>(thousandths);
}

// "br;q=0.5" -> name and weight; an entry that is malformed weighs 0.
struct Entry {
  std::string_view name;
  std::uint16_t weight = 0;
};
Entry parse_entry(std::string_view item) noexcept {
  const std::size_t semicolon = item.find(';');
  Entry entry{trim_blanks(item.substr(0, semicolon)), 1000};
  if (semicolon == std::string_view::npos) return entry;
  const std::string_view parameter = trim_blanks(item.substr(semicolon + 1));
  const bool weighted = parameter.size() > 2 && equal_ignoring_case(parameter.substr(0, 2), "q=");
  entry.weight = weighted ? parse_weight(parameter.substr(2)).value_or(0) : 0;
  return entry;
}

}  // namespace

std::string_view coding_name(Coding coding) noexcept {
  switch (coding) {
    case Coding::identity: return "";
    case Coding::gzip: return "gzip";
    case Coding::deflate: return "deflate";
    case Coding::br: return "br";
    case Coding::zstd: return "zstd";
  }
  return "";
}

Result<void> ContentEncoding::add(std::string_view line) {
  const char* why = nullptr;
  for_each_item(line, [&](std::string_view item) {
    const std::optional<Coding> found = find_coding(item);
    if (!found) {
      why = "an unknown content coding";
    } else if (*found != Coding::identity && coding_ != Coding::identity) {
      why = "more than one content coding";
    } else if (*found != Coding::identity) {
      coding_ = *found;
    }
    return why == nullptr;
  });
  if (why != nullptr) return make_error(Code::unsupported_coding, Origin::upstream, why);
  return {};
}

void AcceptEncoding::add(std::string_view line) noexcept {
  for_each_item(line, [&](std::string_view item) {
    const Entry entry = parse_entry(item);
    if (entry.name == "*") {
      wildcard_ = entry.weight;
    } else if (const std::optional<Coding> coding = find_coding(entry.name)) {
      weights_[static_cast<std::size_t>(*coding)] = entry.weight;
    }
    return true;
  });
}

unsigned AcceptEncoding::weight(Coding coding) const noexcept {
  const std::uint16_t own = weights_[static_cast<std::size_t>(coding)];
  if (own != kUnset) return own;
  if (wildcard_ != kUnset) return wildcard_;
  return coding == Coding::identity ? 1 : 0;
}

Coding choose_coding(const AcceptEncoding& accepted, Coding upstream) noexcept {
  if (upstream == Coding::identity || accepted.accepts(upstream)) return upstream;
  Coding best = Coding::identity;
  for (const Coding coding : kPreferred) {
    const unsigned best_weight = best == Coding::identity ? 0 : accepted.weight(best);
    if (accepted.weight(coding) > best_weight) best = coding;
  }
  return best;
}

void append_upstream_accept_encoding(std::string& out, const AcceptEncoding& accepted) {
  bool any = false;
  for (const Coding coding : {Coding::gzip, Coding::deflate, Coding::br, Coding::zstd}) {
    if (!accepted.accepts(coding)) continue;
    if (any) out += ", ";
    out += coding_name(coding);
    any = true;
  }
  if (!any) out += "identity";
}

}  // namespace veilgate::proxy
