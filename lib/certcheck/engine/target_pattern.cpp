#include "certcheck/engine/target_pattern.h"

#include "certcheck/base/ascii.h"
#include "certcheck/base/ip_address.h"
#include "certcheck/lint/selection.h"
#include "certcheck/names/reference_name.h"

#include <charconv>
#include <limits>
#include <utility>

namespace certcheck::engine {
namespace {

/// In lower case, without a final dot or an IPv6 zone; an address in its canonical form.
std::string comparable(std::string_view host) {
  if (const auto address = parse_ip_address(host.substr(0, host.find('%'))))
    return format_ip_address(*address);
  return to_lower(without_final_dot(host));
}

/// "host", "host:port", "[address]:port" and "address" with several colons: what names the host, and the
/// port's text, empty if there is none. Text in the place of the port that is not one is returned as it is.
std::pair<std::string_view, std::string_view> split_port(std::string_view text) {
  const size_t colon = text.rfind(':');
  const bool bracketed = text.starts_with('[');
  const size_t bracket = text.find(']');
  if (bracketed && bracket != std::string_view::npos) {
    const std::string_view rest = text.substr(bracket + 1);
    return {text.substr(1, bracket - 1), rest.size() > 1 && rest.front() == ':' ? rest.substr(1) : rest};
  }
  if (colon == std::string_view::npos || text.find(':') != colon) return {text, {}};
  const std::string_view port = text.substr(colon + 1);
  return {text.substr(0, colon), port.empty() ? text.substr(colon) : port};
}

}  // namespace

Result<TargetPattern> TargetPattern::parse(std::string_view text) {
  const auto wrong = [&](const std::string& what) {
    return Error{Error::Kind::usage, "\"" + std::string(text) + "\": " + what};
  };
  std::string_view rest = text;
  if (const size_t scheme = rest.find("://"); scheme != std::string_view::npos)
    rest.remove_prefix(scheme + 3);
  rest = rest.substr(0, rest.find_first_of("/?#"));
  const auto [host, port] = split_port(rest);
  TargetPattern pattern;
  pattern.text_ = text;
  if (!port.empty()) {
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), pattern.port_);
    if (error != std::errc() || end != port.data() + port.size() || pattern.port_ == 0)
      return wrong("\"" + std::string(port) + "\" is not a port from 1 to " +
                   std::to_string(std::numeric_limits<uint16_t>::max()));
  }
  if (host.empty()) return wrong("there is no host; * stands for all");
  pattern.wildcard_ = host.find('*') != std::string_view::npos;
  if (pattern.wildcard_) {
    if (host.find_first_of("@ \t") != std::string_view::npos)
      return wrong("a pattern is a host name or an address with * in it, and perhaps a port");
    pattern.host_ = comparable(host);
    return pattern;
  }
  const auto name = names::make_host_name(host.substr(0, host.find('%')));
  if (!name) return wrong(name.error().message);
  pattern.host_ = comparable(name->value);
  return pattern;
}

bool TargetPattern::matches(const Target& target) const {
  if (port_ != 0 && port_ != target.port) return false;
  return lint::matches_glob(host_, comparable(target.host)) ||
         (target.exchanger && lint::matches_glob(host_, comparable(target.exchanger->domain)));
}

}  // namespace certcheck::engine
