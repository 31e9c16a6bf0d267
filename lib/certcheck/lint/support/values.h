#pragma once

#include "certcheck/lint/lint.h"
#include "certcheck/lint/support/qualified.h"
#include "certcheck/x509/certificate.h"
#include "certcheck/x509/crl.h"
#include "certcheck/x509/general_name.h"
#include "certcheck/x509/name.h"
#include "certcheck/x509/ocsp.h"
#include "certcheck/x509/ocsp_request.h"
#include "certcheck/x509/oids.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Where values of a kind are in certificates, CRLs, OCSP responses and requests: each place once, so that
/// a rule on such values holds wherever they occur. The certificates inside of responses and requests are
/// certificates, see lint/embedded.h; texts that are not names are in more places, see lint/support/texts.h.
/// tests/unit/lint/places_test.cpp shows for each rule on values each place, or says why not.
namespace certcheck::lint {

enum class Place : uint8_t {
  // of certificates, RFC 5280
  issuer,                     ///< 4.1.2.4
  subject,                    ///< 4.1.2.6
  subject_alternative_name,   ///< 4.2.1.6
  issuer_alternative_name,    ///< 4.2.1.7
  name_constraint,            ///< 4.2.1.10, permitted and excluded
  distribution_point,         ///< 4.2.1.13 fullName, or nameRelativeToCRLIssuer
  distribution_point_issuer,  ///< 4.2.1.13 cRLIssuer
  freshest_crl,               ///< 4.2.1.15
  freshest_crl_issuer,
  authority_access,        ///< 4.2.2.1
  subject_access,          ///< 4.2.2.2
  authority_certificate,   ///< 4.2.1.1 authorityCertIssuer
  policy_notice,           ///< 4.2.1.4 userNotice: texts alone
  directory_attribute,     ///< 4.2.1.8 subjectDirectoryAttributes: texts alone
  disclosure_statement,    ///< ETSI EN 319 412-5 4.3.4 url of QcEuPDS in qcStatements
  registration_authority,  ///< RFC 3739 3.2.6.1 nameRegistrationAuthorities in qcStatements
  biometric_source,        ///< RFC 3739 3.2.5 sourceDataUri of biometricInfo
  // of CRLs
  crl_issuer,                   ///< 5.1.2.3
  crl_issuer_alternative_name,  ///< 5.2.2
  issuing_distribution_point,   ///< 5.2.5
  crl_freshest_crl,             ///< 5.2.6
  crl_freshest_crl_issuer,
  crl_authority_access,       ///< 5.2.7
  crl_authority_certificate,  ///< 5.2.1
  entry_certificate_issuer,   ///< 5.3.3
  // of OCSP responses, RFC 6960
  responder,                  ///< 4.2.1 responderID byName
  crl_reference,              ///< 4.4.2 crlUrl
  single_certificate_issuer,  ///< 4.4.5: CRL entry extensions in singleExtensions
  // of OCSP requests
  requestor,               ///< 4.1.1 requestorName
  service_locator_issuer,  ///< 4.4.6 issuer
  service_locator,         ///< 4.4.6 locator
};
inline constexpr size_t place_count = 31;

/// What a place is called: "subjectAltName", "the CRL's issuer", ...
std::string_view to_string(Place place);

/// One occurrence. Node paths are made only when a rule fires.
struct Where {
  Place place;
  x509::ExtensionId extension = {};  ///< that holds the value; empty for a field
  size_t index = 0;      ///< of the CRL's entry, the answer or the request, where there are several
  der::Oid method = {};  ///< accessMethod of authorityInfoAccess and subjectInfoAccess
};

std::string node_path(const x509::Certificate& certificate, const Where& where);
std::string node_path(const x509::Crl& crl, const Where& where);
std::string node_path(const x509::OcspResponse& response, const Where& where);
std::string node_path(const x509::OcspRequest& request, const Where& where);

/// The GeneralNames in extensions of an answer that the parser leaves undecoded. Empty if there are none.
std::vector<x509::GeneralName> single_certificate_issuers(const x509::SingleResponse& single);
/// The crlUrl of an answer as a GeneralName of the kind uri; empty if there is none.
std::vector<x509::GeneralName> crl_references(const x509::SingleResponse& single);

namespace detail {

template <typename Visit>
void visit_list(const std::vector<x509::GeneralName>& names, const Where& where, Visit& visit) {
  for (const x509::GeneralName& name : names) visit(name, where);
}

template <typename Visit>
void visit_points(const x509::CrlDistributionPoints& points, const Where& name, const Where& issuer,
                  Visit& visit) {
  for (const x509::DistributionPoint& point : points.points) {
    visit_list(point.full_name, name, visit);
    visit_list(point.crl_issuer, issuer, visit);
  }
}

template <typename Visit>
void visit_access(const x509::InformationAccess& access, const Where& where, Visit& visit) {
  for (const x509::AccessDescription& description : access.descriptions)
    visit(description.location, Where{where.place, where.extension, where.index, description.method});
}

/// nameRelativeToCRLIssuer of each point.
template <typename Visit>
void visit_relative(const std::optional<x509::CrlDistributionPoints>& points, const Where& where,
                    Visit& visit) {
  if (!points) return;
  for (const x509::DistributionPoint& point : points->points)
    if (point.relative_name) visit(std::span<const x509::Attribute>(*point.relative_name), where);
}

}  // namespace detail

/// Calls visit(name, where) with each GeneralName.
template <typename Visit>
void visit_general_names(const x509::Certificate& c, Visit visit) {
  namespace oids = x509::oids;
  if (c.subject_alternative_names) {
    detail::visit_list(*c.subject_alternative_names,
                       {Place::subject_alternative_name, oids::subject_alternative_name}, visit);
  }
  if (c.issuer_alternative_names) {
    detail::visit_list(*c.issuer_alternative_names,
                       {Place::issuer_alternative_name, oids::issuer_alternative_name}, visit);
  }
  if (c.name_constraints) {
    for (const auto* subtrees : {&c.name_constraints->permitted, &c.name_constraints->excluded})
      for (const x509::GeneralSubtree& subtree : *subtrees)
        visit(subtree.base, Where{Place::name_constraint, oids::name_constraints});
  }
  if (c.crl_distribution_points) {
    detail::visit_points(*c.crl_distribution_points,
                         {Place::distribution_point, oids::crl_distribution_points},
                         {Place::distribution_point_issuer, oids::crl_distribution_points}, visit);
  }
  if (c.freshest_crl) {
    detail::visit_points(*c.freshest_crl, {Place::freshest_crl, oids::freshest_crl},
                         {Place::freshest_crl_issuer, oids::freshest_crl}, visit);
  }
  if (c.authority_information_access) {
    detail::visit_access(*c.authority_information_access,
                         {Place::authority_access, oids::authority_information_access}, visit);
  }
  if (c.subject_information_access) {
    detail::visit_access(*c.subject_information_access,
                         {Place::subject_access, oids::subject_information_access}, visit);
  }
  if (c.authority_key_identifier) {
    detail::visit_list(c.authority_key_identifier->issuer,
                       {Place::authority_certificate, oids::authority_key_identifier}, visit);
  }
  if (c.qc_statements) {
    for (const DisclosureStatement& statement : disclosure_statements(c))
      visit(statement.url, Where{Place::disclosure_statement, oids::qc_statements});
    for (const SemanticsInformation& semantics : semantics_statements(c)) {
      detail::visit_list(semantics.registration_authorities,
                         {Place::registration_authority, oids::qc_statements}, visit);
    }
  }
  visit_biometric_data(c, [&visit](const BiometricData& data) {
    if (data.source) visit(*data.source, Where{Place::biometric_source, oids::biometric_info});
  });
}

template <typename Visit>
void visit_general_names(const x509::Crl& crl, Visit visit) {
  namespace oids = x509::oids;
  if (crl.issuer_alternative_names) {
    detail::visit_list(*crl.issuer_alternative_names,
                       {Place::crl_issuer_alternative_name, oids::issuer_alternative_name}, visit);
  }
  if (crl.issuing_distribution_point && crl.issuing_distribution_point->point) {
    detail::visit_list(crl.issuing_distribution_point->point->full_name,
                       {Place::issuing_distribution_point, oids::issuing_distribution_point}, visit);
  }
  if (crl.freshest_crl) {
    detail::visit_points(*crl.freshest_crl, {Place::crl_freshest_crl, oids::freshest_crl},
                         {Place::crl_freshest_crl_issuer, oids::freshest_crl}, visit);
  }
  if (crl.authority_information_access) {
    detail::visit_access(*crl.authority_information_access,
                         {Place::crl_authority_access, oids::authority_information_access}, visit);
  }
  if (crl.authority_key_identifier) {
    detail::visit_list(crl.authority_key_identifier->issuer,
                       {Place::crl_authority_certificate, oids::authority_key_identifier}, visit);
  }
  for (const x509::RevokedCertificates::Place& place : crl.revoked.naming_issuers()) {
    const x509::RevokedCertificate entry = crl.revoked.at(place);
    detail::visit_list(*entry.certificate_issuer,
                       {Place::entry_certificate_issuer, oids::certificate_issuer, entry.index}, visit);
  }
}

template <typename Visit>
void visit_general_names(const x509::OcspResponse& response, Visit visit) {
  namespace oids = x509::oids;
  for (size_t i = 0; i < response.responses.size(); ++i) {
    const x509::SingleResponse& single = response.responses[i];
    if (single.extensions.empty()) continue;
    detail::visit_list(crl_references(single), {Place::crl_reference, oids::ocsp_crl_reference, i}, visit);
    detail::visit_list(single_certificate_issuers(single),
                       {Place::single_certificate_issuer, oids::certificate_issuer, i}, visit);
  }
}

template <typename Visit>
void visit_general_names(const x509::OcspRequest& request, Visit visit) {
  if (request.requestor_name) visit(*request.requestor_name, Where{Place::requestor});
  for (size_t i = 0; i < request.requests.size(); ++i) {
    const auto& locator = request.requests[i].service_locator;
    if (locator && locator->locator) {
      detail::visit_access(*locator->locator, {Place::service_locator, x509::oids::ocsp_service_locator, i},
                           visit);
    }
  }
}

namespace detail {

/// The directoryNames among the GeneralNames of a thing.
template <typename Subject, typename Visit>
void visit_directory_names(const Subject& subject, Visit& visit) {
  visit_general_names(subject, [&visit](const x509::GeneralName& name, const Where& where) {
    if (name.kind == x509::GeneralName::Kind::directory_name) visit(name.directory_name, where);
  });
}

}  // namespace detail

/// Calls visit(name, where) with each distinguished name.
template <typename Visit>
void visit_distinguished_names(const x509::Certificate& c, Visit visit) {
  visit(c.issuer, Where{Place::issuer});
  visit(c.subject, Where{Place::subject});
  detail::visit_directory_names(c, visit);
}

template <typename Visit>
void visit_distinguished_names(const x509::Crl& crl, Visit visit) {
  visit(crl.issuer, Where{Place::crl_issuer});
  detail::visit_directory_names(crl, visit);
}

template <typename Visit>
void visit_distinguished_names(const x509::OcspResponse& response, Visit visit) {
  if (response.responder_name) visit(*response.responder_name, Where{Place::responder});
  detail::visit_directory_names(response, visit);
}

template <typename Visit>
void visit_distinguished_names(const x509::OcspRequest& request, Visit visit) {
  for (size_t i = 0; i < request.requests.size(); ++i)
    if (const auto& locator = request.requests[i].service_locator)
      visit(locator->issuer, Where{Place::service_locator_issuer, x509::oids::ocsp_service_locator, i});
  detail::visit_directory_names(request, visit);
}

namespace detail {

/// The names relative to another one: a single RDN each.
template <typename Visit>
void visit_relative_names(const x509::Certificate& c, Visit& visit) {
  namespace oids = x509::oids;
  visit_relative(c.crl_distribution_points, {Place::distribution_point, oids::crl_distribution_points},
                 visit);
  visit_relative(c.freshest_crl, {Place::freshest_crl, oids::freshest_crl}, visit);
}
template <typename Visit>
void visit_relative_names(const x509::Crl& crl, Visit& visit) {
  namespace oids = x509::oids;
  visit_relative(crl.freshest_crl, {Place::crl_freshest_crl, oids::freshest_crl}, visit);
  if (crl.issuing_distribution_point && crl.issuing_distribution_point->point &&
      crl.issuing_distribution_point->point->relative_name) {
    visit(std::span<const x509::Attribute>(*crl.issuing_distribution_point->point->relative_name),
          Where{Place::issuing_distribution_point, oids::issuing_distribution_point});
  }
}
template <typename Visit>
void visit_relative_names(const x509::OcspResponse& /*response*/, Visit& /*visit*/) {}
template <typename Visit>
void visit_relative_names(const x509::OcspRequest& /*request*/, Visit& /*visit*/) {}

}  // namespace detail

/// Calls visit(attributes, where) with the attributes of each distinguished name, and of each relative one.
template <typename Subject, typename Visit>
void visit_names(const Subject& subject, Visit visit) {
  visit_distinguished_names(subject, [&visit](const x509::Name& name, const Where& where) {
    visit(std::span<const x509::Attribute>(name.attributes), where);
  });
  detail::visit_relative_names(subject, visit);
}

/// The certificate of facts, a CRL, response or request as it is: what lint functions are given.
const x509::Certificate& parsed(const CertificateFacts& facts);
inline const x509::Crl& parsed(const x509::Crl& crl) { return crl; }
inline const x509::OcspResponse& parsed(const x509::OcspResponse& response) { return response; }
inline const x509::OcspRequest& parsed(const x509::OcspRequest& request) { return request; }

}  // namespace certcheck::lint
