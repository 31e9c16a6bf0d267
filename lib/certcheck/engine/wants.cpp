#include "certcheck/engine/detail/wants.h"

#include "certcheck/engine/checks.h"
#include "certcheck/files/contents.h"
#include "certcheck/path/checks.h"
#include "certcheck/revocation/ocsp_request.h"
#include "certcheck/x509/certificate_list.h"
#include "certcheck/x509/oids.h"
#include "certcheck/x509/strings.h"

#include <algorithm>
#include <utility>

namespace certcheck::engine {
namespace {

/// Each address once.
void add_address(std::string_view address, std::vector<std::string>& addresses) {
  if (std::find(addresses.begin(), addresses.end(), address) == addresses.end())
    addresses.emplace_back(address);
}

/// The addresses of an access method (RFC 5280 4.2.2.1), as they stand.
std::vector<std::string> addresses_of(const std::optional<x509::InformationAccess>& access, der::Oid method) {
  std::vector<std::string> addresses;
  if (!access) return addresses;
  for (const auto& description : access->descriptions)
    if (description.method == method && description.location.kind == x509::GeneralName::Kind::uri)
      add_address(description.location.text(), addresses);
  return addresses;
}

/// What wants CRLs of a certificate: one for each distribution point (RFC 5280 4.2.1.13, 4.2.1.15, 5.2.6), as
/// the names of one point are all for the same CRL.
void add_crls(const x509::CertificatePtr& certificate,
              const std::optional<x509::CrlDistributionPoints>& points, std::vector<Want>& wants) {
  if (!points) return;
  for (const auto& point : points->points) {
    Want want{.kind = Want::Kind::crl, .about = certificate, .addresses = {}};
    for (const auto& name : point.full_name)
      if (name.kind == x509::GeneralName::Kind::uri) add_address(name.text(), want.addresses);
    if (!want.addresses.empty() && std::find(wants.begin(), wants.end(), want) == wants.end())
      wants.push_back(std::move(want));
  }
}

/// RFC 5280 4.2.1.13: a distribution point has the CRLs of this issuer.
bool names_crl_issuer(const x509::Certificate& certificate, const x509::Name& issuer) {
  if (!certificate.crl_distribution_points) return false;
  const auto& points = certificate.crl_distribution_points->points;
  return std::any_of(points.begin(), points.end(), [&](const auto& point) {
    return std::any_of(point.crl_issuer.begin(), point.crl_issuer.end(), [&](const x509::GeneralName& name) {
      return name.kind == x509::GeneralName::Kind::directory_name &&
             x509::same_name(name.directory_name, issuer);
    });
  });
}

/// Whether another issuer could make a failed path trusted: not where the names and dates of the leaf are all
/// that counts against it.
bool is_up_to_issuers(const path::Path& path, Profile profile, bool strict) {
  Findings others;
  for (const Finding& finding : path.findings) {
    const bool dates = finding.check == &path::checks::validity_expired ||
                       finding.check == &path::checks::validity_not_yet_valid;
    if (finding.subject.kind == Subject::Kind::host ||
        (dates && finding.subject.kind == Subject::Kind::certificate && finding.subject.index == 0U))
      continue;
    others.push_back(finding);
  }
  return any_counts(others, profile, strict);
}

}  // namespace

std::vector<Want> missing_issuers(std::span<const path::Path> paths, Profile profile, bool strict) {
  std::vector<Want> wants;
  const auto add = [&](const x509::CertificatePtr& certificate) {
    Want want{
        .kind = Want::Kind::issuer,
        .about = certificate,
        .addresses = addresses_of(certificate->authority_information_access, x509::oids::ca_issuers_access)};
    // Twins name the same addresses: what comes of one is there for the other.
    if (!want.addresses.empty() && std::none_of(wants.begin(), wants.end(), [&](const Want& other) {
          return other.addresses == want.addresses;
        }))
      wants.push_back(std::move(want));
  };
  for (const path::Path& path : paths)
    if (!path.anchor && !path.certificates.empty()) add(path.certificates.back());
  for (const path::Path& path : paths)
    if (!path.anchor || is_up_to_issuers(path, profile, strict))
      for (const x509::CertificatePtr& certificate : path.certificates) add(certificate);
  return wants;
}

std::vector<Want> missing_statuses(const path::Path& path,
                                   std::span<const revocation::CertificateStatus> statuses,
                                   std::span<const x509::CrlPtr> crls,
                                   const std::function<bool(const Want&)>& was_asked,
                                   const std::function<Bytes()>& nonce) {
  std::vector<Want> wants;
  for (const auto& status : statuses) {
    const bool is_unknown = status.status == revocation::Status::unknown;
    // Without its issuer's certificate nothing that is said of one can be verified.
    if ((!is_unknown && status.without_delta.empty()) || status.index + 1 >= path.certificates.size())
      continue;
    const x509::CertificatePtr& certificate = path.certificates[status.index];
    if (auto addresses = addresses_of(certificate->authority_information_access, x509::oids::ocsp_access);
        is_unknown && !addresses.empty()) {
      Want want{.kind = Want::Kind::ocsp, .about = certificate, .addresses = std::move(addresses)};
      const bool is_new = !was_asked(want);
      if (is_new) {
        if (nonce) want.nonce = nonce();
        want.request =
            revocation::ocsp_request(*certificate, *path.certificates[status.index + 1], want.nonce);
      }
      wants.push_back(std::move(want));
      if (is_new) continue;
    }
    if (is_unknown) add_crls(certificate, certificate->crl_distribution_points, wants);
    for (const size_t crl : status.without_delta) {
      add_crls(certificate, certificate->freshest_crl, wants);
      add_crls(certificate, crls[crl]->freshest_crl, wants);
    }
  }
  return wants;
}

std::vector<Want> missing_crl_signers(const path::Path& path,
                                      std::span<const revocation::CertificateStatus> statuses,
                                      std::span<const x509::CrlPtr> crls, crypto::Verifier& verifier) {
  std::vector<Want> wants;
  for (const auto& status : statuses) {
    if (status.status != revocation::Status::unknown || status.index + 1 >= path.certificates.size())
      continue;
    const x509::CertificatePtr& certificate = path.certificates[status.index];
    const x509::Certificate& issuer = *path.certificates[status.index + 1];
    for (const x509::CrlPtr& crl : crls) {
      Want want{.kind = Want::Kind::issuer,
                .about = certificate,
                .addresses = addresses_of(crl->authority_information_access, x509::oids::ca_issuers_access),
                .crl = crl};
      const bool is_direct = x509::same_name(crl->issuer, certificate->issuer);
      if (want.addresses.empty() || (!is_direct && !names_crl_issuer(*certificate, crl->issuer)) ||
          (is_direct && verifier.verify(crl, issuer.public_key) == crypto::SignatureStatus::valid) ||
          std::any_of(wants.begin(), wants.end(), [&](const Want& other) {
            return other.about == want.about && other.addresses == want.addresses;
          }))
        continue;
      wants.push_back(std::move(want));
    }
  }
  return wants;
}

std::optional<std::string> take(const Want& want, Bytes received, std::vector<x509::CertificatePtr>& pool,
                                revocation::Evidence& evidence) {
  if (want.kind == Want::Kind::ocsp) {
    const auto response = x509::parse_ocsp_response(std::move(received));
    if (want.nonce.empty())
      evidence.responses.push_back(response);
    else
      evidence.add_requested(response, want.nonce);
    if (response->complete) return std::nullopt;
    return "the answer is not an OCSP response";
  }
  const bool is_crl = want.kind == Want::Kind::crl;
  const files::Kind wanted = is_crl ? files::Kind::crl : files::Kind::certificate;
  files::Contents contents = files::read_contents(received, {});
  Bytes().swap(received);  // a CRL may be large, and is in a part now
  bool any = false;
  x509::CertificateList list;
  for (files::Part& part : contents.parts) {
    if (part.kind != wanted) continue;
    any = true;
    if (is_crl)
      evidence.crls.push_back(x509::parse_crl(std::move(part.der)));
    else if (auto certificate = list.parse(std::move(part.der)))
      pool.push_back(std::move(certificate));
  }
  if (any) return std::nullopt;
  return std::string("the answer contains no ") + (is_crl ? "CRL" : "certificate");
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

void explain_fetched(std::span<path::Path> paths, std::span<const Fetched> fetched) {
  for (path::Path& path : paths)
    for (Finding& finding : path.findings) {
      if (finding.check != &path::checks::issuer_not_found) continue;
      for (const Fetched& each : fetched)
        if (each.kind == Want::Kind::issuer && each.error.empty() &&
            each.subject.sha256 == finding.subject.sha256)
          finding.message += "; what was fetched from " + x509::printable(each.address) + " is not one";
    }
}

}  // namespace certcheck::engine
