#include "proxy/exchange/route_table.hpp"

#include <algorithm>
#include <charconv>

#include "proxy/http/field.hpp"

namespace veilgate::proxy {

namespace {

// The host of an authority without its port; a bracketed IPv6 address keeps its brackets off.
std::string_view host_of(std::string_view authority) noexcept {
  if (authority.starts_with('[')) {
    const auto close = authority.find(']');
    return close == std::string_view::npos ? authority : authority.substr(1, close - 1);
  }
  const auto colon = authority.rfind(':');
  if (colon == std::string_view::npos || authority.find(':') != colon) return authority;
  return authority.substr(0, colon);
}

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) noexcept {
  if (at + count > text.size()) return std::nullopt;
  int value = 0;
  const char* begin = text.data() + at;
  const auto [end, ec] = std::from_chars(begin, begin + count, value);
  if (ec != std::errc{} || end != begin + count || *begin == '-') return std::nullopt;
  return value;
}

}  // namespace

std::optional<std::chrono::sys_seconds> parse_timestamp(std::string_view text) noexcept {
  using namespace std::chrono;
  const auto year_number = digits(text, 0, 4);
  const auto month_number = digits(text, 5, 2);
  const auto day_number = digits(text, 8, 2);
  const auto hour = digits(text, 11, 2);
  const auto minute = digits(text, 14, 2);
  const auto second = digits(text, 17, 2);
  if (!year_number || !month_number || !day_number || !hour || !minute || !second) return std::nullopt;
  if (text[4] != '-' || text[7] != '-' || text[13] != ':' || text[16] != ':') return std::nullopt;
  if (text[10] != 'T' && text[10] != 't') return std::nullopt;
  const year_month_day date{year{*year_number}, month{static_cast<unsigned>(*month_number)},
                            day{static_cast<unsigned>(*day_number)}};
  if (!date.ok() || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;

  auto rest = text.substr(19);
  if (rest.starts_with('.')) {
    const auto end = rest.find_first_not_of("0123456789", 1);
    if (end == 1 || end == std::string_view::npos) return std::nullopt;
    rest.remove_prefix(end);
  }
  minutes offset{0};
  if (rest != "Z" && rest != "z") {
    const auto offset_hours = digits(rest, 1, 2);
    const auto offset_minutes = digits(rest, 4, 2);
    if (rest.size() != 6 || rest[3] != ':' || (rest[0] != '+' && rest[0] != '-')) return std::nullopt;
    if (!offset_hours || !offset_minutes || *offset_hours > 23 || *offset_minutes > 59) return std::nullopt;
    offset = hours{*offset_hours} + minutes{*offset_minutes};
    if (rest[0] == '-') offset = -offset;
  }
  return sys_days{date} + hours{*hour} + minutes{*minute} + seconds{*second} - offset;
}

Result<RouteTable> RouteTable::compile(const std::vector<config::Route>& routes,
                                       const std::vector<config::Upstream>& upstreams) {
  RouteTable table;
  table.routes_.reserve(routes.size());
  for (const auto& from : routes) {
    const auto bad = [&](const std::string& why) {
      return make_error(Code::bad_config, Origin::policy, "route '" + from.id + "': " + why);
    };
    auto path = masking::parse_glob(from.path);
    if (!path) return bad(path.error().note.for_log());
    auto media = MediaRules::compile(from.pass, from.treat_as);
    if (!media) return bad(media.error().note.for_log());
    const auto upstream = std::find_if(upstreams.begin(), upstreams.end(), [&](const config::Upstream& candidate) {
      return candidate.id == from.upstream;
    });
    if (upstream == upstreams.end()) return bad("its upstream does not exist");
    Route route{.id = from.id,
                .host = from.host,
                .path = std::move(*path),
                .methods = from.methods,
                .upstream = static_cast<std::size_t>(upstream - upstreams.begin()),
                .media = std::move(*media),
                .location = from.location,
                .shadow_until = std::nullopt,
                .emit_headers = from.emit_headers};
    if (from.mode == config::Mode::shadow) {
      route.shadow_until = parse_timestamp(from.until);
      if (!route.shadow_until) return bad("shadow needs an `until` date");
    }
    table.routes_.push_back(std::move(route));
  }
  return table;
}

const Route* RouteTable::find(std::string_view host, std::string_view path, std::string_view method) const noexcept {
  for (const auto& route : routes_) {
    if (route.host != "*" && !equal_ignoring_case(route.host, host_of(host))) continue;
    if (!route.methods.empty() &&
        std::find(route.methods.begin(), route.methods.end(), method) == route.methods.end()) {
      continue;
    }
    if (route.path.matches(path)) return &route;
  }
  return nullptr;
}

}  // namespace veilgate::proxy
