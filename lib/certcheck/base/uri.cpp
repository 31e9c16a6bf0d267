#include "certcheck/base/uri.h"

#include "certcheck/base/ascii.h"
#include "certcheck/base/ip_address.h"

#include <algorithm>

namespace certcheck {
namespace {

/// scheme = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." )
bool is_scheme(std::string_view text) {
  return !text.empty() && is_letter(text.front()) && std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
  });
}

}  // namespace

size_t host_size(std::string_view host_and_port) {
  if (host_and_port.starts_with('[')) {
    const size_t bracket = host_and_port.find(']');
    return bracket == std::string_view::npos ? host_and_port.size() : bracket + 1;
  }
  return std::min(host_and_port.find(':'), host_and_port.size());
}

std::string_view without_user_information(std::string_view authority) {
  return authority.substr(authority.rfind('@') + 1);
}

Uri split_uri(std::string_view text) {
  Uri uri;
  const size_t colon = text.find(':');
  if (colon != std::string_view::npos && is_scheme(text.substr(0, colon))) {
    uri.scheme = text.substr(0, colon);
    text.remove_prefix(colon + 1);
  }
  // Not find_first_of: the linter divides every URI of every certificate several times.
  text = text.substr(0, std::min(text.find('?'), text.find('#')));
  if (text.starts_with("//")) {
    text.remove_prefix(2);
    const size_t end = std::min(text.find('/'), text.size());
    uri.authority = text.substr(0, end);
    text.remove_prefix(end);
  }
  uri.path = text;
  return uri;
}

std::string_view host_of(std::string_view authority) {
  const std::string_view rest = without_user_information(authority);
  return rest.substr(0, host_size(rest));
}

bool is_ip_host(std::string_view host) {
  const bool literal = host.size() > 2 && host.front() == '[' && host.back() == ']';
  const auto octets = parse_ip_address(literal ? host.substr(1, host.size() - 2) : host);
  return octets && octets->size() == (literal ? 16 : 4);
}

}  // namespace certcheck
