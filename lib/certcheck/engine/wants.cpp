#include "certcheck/engine/wants.h"

#include "certcheck/engine/checks.h"
#include "certcheck/files/contents.h"
#include "certcheck/revocation/ocsp_request.h"
#include "certcheck/x509/oids.h"

#include <algorithm>
#include <utility>

namespace certcheck::engine {
namespace {

/// The addresses of an access method (RFC 5280 4.2.2.1), as they stand.
std::vector<std::string> addresses_of(const x509::Certificate& certificate, der::Oid method) {
  std::vector<std::string> addresses;
  if (!certificate.authority_information_access) return addresses;
  for (const auto& description : certificate.authority_information_access->descriptions)
    if (description.method == method && description.location.kind == x509::GeneralName::Kind::uri)
      addresses.emplace_back(description.location.text());
  return addresses;
}

/// One list for each distribution point (RFC 5280 4.2.1.13): the names of one point are all for the same CRL.
std::vector<std::vector<std::string>> crl_addresses(const x509::Certificate& certificate) {
  std::vector<std::vector<std::string>> lists;
  if (!certificate.crl_distribution_points) return lists;
  for (const auto& point : certificate.crl_distribution_points->points) {
    std::vector<std::string> addresses;
    for (const auto& name : point.full_name)
      if (name.kind == x509::GeneralName::Kind::uri) addresses.emplace_back(name.text());
    if (!addresses.empty()) lists.push_back(std::move(addresses));
  }
  return lists;
}

}  // namespace

std::vector<Want> missing_issuers(std::span<const path::Path> paths) {
  std::vector<Want> wants;
  for (const path::Path& path : paths) {
    if (path.anchor || path.certificates.empty()) continue;
    const x509::CertificatePtr& last = path.certificates.back();
    Want want{.kind = Want::Kind::issuer,
              .about = last,
              .addresses = addresses_of(*last, x509::oids::ca_issuers_access)};
    if (!want.addresses.empty() && std::find(wants.begin(), wants.end(), want) == wants.end())
      wants.push_back(std::move(want));
  }
  return wants;
}

std::vector<Want> missing_statuses(const path::Path& path,
                                   std::span<const revocation::CertificateStatus> statuses) {
  std::vector<Want> wants;
  for (const auto& status : statuses) {
    // Without its issuer's certificate nothing that is said of one can be verified.
    if (status.status != revocation::Status::unknown || status.index + 1 >= path.certificates.size()) continue;
    const x509::CertificatePtr& certificate = path.certificates[status.index];
    if (auto addresses = addresses_of(*certificate, x509::oids::ocsp_access); !addresses.empty())
      wants.push_back({.kind = Want::Kind::ocsp,
                       .about = certificate,
                       .addresses = std::move(addresses),
                       .request = revocation::ocsp_request(*certificate, *path.certificates[status.index + 1])});
    for (auto& addresses : crl_addresses(*certificate))
      wants.push_back({.kind = Want::Kind::crl, .about = certificate, .addresses = std::move(addresses)});
  }
  return wants;
}

std::optional<std::string> take(Want::Kind kind, Bytes received, std::vector<x509::CertificatePtr>& pool,
                                revocation::Evidence& evidence) {
  if (kind == Want::Kind::ocsp) {
    evidence.responses.push_back(x509::parse_ocsp_response(std::move(received)));
    if (evidence.responses.back()->complete) return std::nullopt;
    return "the answer is not an OCSP response";
  }
  const files::Kind wanted = kind == Want::Kind::crl ? files::Kind::crl : files::Kind::certificate;
  files::Contents contents = files::read_contents(received, {});
  bool any = false;
  for (files::Part& part : contents.parts) {
    if (part.kind != wanted) continue;
    any = true;
    if (kind == Want::Kind::crl)
      evidence.crls.push_back(x509::parse_crl(std::move(part.der)));
    else
      pool.push_back(x509::parse_certificate(std::move(part.der)));
  }
  if (any) return std::nullopt;
  return std::string("the answer holds no ") + (kind == Want::Kind::crl ? "CRL" : "certificate");
}

Findings fetch_findings(std::span<const Fetched> fetched) {
  Findings findings;
  for (const Fetched& each : fetched) {
    if (each.error.empty()) continue;
    const std::string_view what = each.kind == Want::Kind::issuer ? "the issuer's certificate"
                                  : each.kind == Want::Kind::crl  ? "the CRL"
                                                                  : "the OCSP response";
    findings.push_back({.check = &checks::fetch_failed,
                        .subject = each.subject,
                        .message = std::string(what) + " could not be fetched: " + each.error,
                        .evidence = {{"address", each.address}}});
  }
  return findings;
}

}  // namespace certcheck::engine
