#pragma once

#include "certcheck/x509/certificate.h"
#include "certcheck/x509/oids.h"
#include "certcheck/x509/strings.h"

#include <string>
#include <vector>

namespace certcheck::x509 {

/// Where a certificate says that its issuer's certificate can be fetched: the URIs of caIssuers in
/// authorityInfoAccess (RFC 5280 4.2.2.1), for people: as many as a reader wants to see, each of bounded
/// length, unprintable bytes escaped. Whoever issued the certificate wrote them, so nothing may be fetched
/// from there without the user's consent.
inline std::vector<std::string> ca_issuers_addresses(const Certificate& certificate) {
  constexpr size_t shown = 4, bytes_shown = 300;
  std::vector<std::string> addresses;
  if (!certificate.authority_information_access) return addresses;
  for (const AccessDescription& each : certificate.authority_information_access->descriptions) {
    if (each.method != oids::ca_issuers_access || each.location.kind != GeneralName::Kind::uri) continue;
    if (addresses.size() == shown) break;
    const std::string_view uri = each.location.text();
    append_printable(addresses.emplace_back(), uri.substr(0, bytes_shown));
    if (uri.size() > bytes_shown) addresses.back() += "...";
  }
  return addresses;
}

/// In a sentence: "A or B".
inline std::string any_of_addresses(const std::vector<std::string>& addresses) {
  std::string text;
  for (const std::string& address : addresses) text += (text.empty() ? "" : " or ") + address;
  return text;
}

}  // namespace certcheck::x509
