#include "certcheck/lint/support/values.h"

#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/crl_place.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/ocsp_place.h"

#include <fmt/format.h>

namespace certcheck::lint {
namespace {

namespace tag = der::tag;

/// A reader over the value of an answer's extension; nullopt without the extension.
template <typename Read>
auto read_value(const x509::SingleResponse& single, x509::ExtensionId id, Read read)
    -> decltype(read(std::declval<der::Reader>())) {
  const x509::Extension* extension = x509::find_extension(single.extensions, id);
  if (extension == nullptr) return {};
  Findings ignored;
  der::FaultSink sink(ignored);
  return read(der::Reader(extension->value, sink, {}, extension->value_offset));
}

}  // namespace

std::string_view to_string(Place place) {
  constexpr std::string_view names[place_count] = {"the issuer",
                                                   "the subject",
                                                   "subjectAltName",
                                                   "issuerAltName",
                                                   "nameConstraints",
                                                   "cRLDistributionPoints",
                                                   "cRLIssuer of cRLDistributionPoints",
                                                   "freshestCRL",
                                                   "cRLIssuer of freshestCRL",
                                                   "authorityInfoAccess",
                                                   "subjectInfoAccess",
                                                   "authorityCertIssuer",
                                                   "certificatePolicies",
                                                   "subjectDirectoryAttributes",
                                                   "qcStatements",
                                                   "nameRegistrationAuthorities",
                                                   "biometricInfo",
                                                   "the CRL's issuer",
                                                   "the CRL's issuerAltName",
                                                   "issuingDistributionPoint",
                                                   "the CRL's freshestCRL",
                                                   "cRLIssuer of the CRL's freshestCRL",
                                                   "the CRL's authorityInfoAccess",
                                                   "the CRL's authorityCertIssuer",
                                                   "certificateIssuer",
                                                   "the responder's name",
                                                   "the CRL reference",
                                                   "the answer's certificateIssuer",
                                                   "the requestor's name",
                                                   "the service locator's issuer",
                                                   "the service locator"};
  return names[static_cast<size_t>(place)];
}

std::string node_path(const x509::Certificate& certificate, const Where& where) {
  if (const x509::Extension* extension = certificate.find(where.extension))
    return place_in(certificate, *extension);
  return where.place == Place::issuer ? "tbsCertificate.issuer" : "tbsCertificate.subject";
}

std::string node_path(const x509::Crl& crl, const Where& where) {
  if (where.place == Place::entry_certificate_issuer)
    return fmt::format("{}.crlEntryExtensions", place_of_entry(where.index));
  const x509::Extension* extension = crl.find(where.extension);
  return extension == nullptr ? "tbsCertList.issuer" : place_in(crl, *extension);
}

std::string node_path(const x509::OcspResponse& response, const Where& where) {
  return where.place == Place::responder
             ? fmt::format("{}.responderID.byName", response_data)
             : fmt::format("{}.singleExtensions", place_of(response, response.responses[where.index]));
}

std::string node_path(const x509::OcspRequest& request, const Where& where) {
  return where.place == Place::requestor
             ? "tbsRequest.requestorName"
             : fmt::format("{}.singleRequestExtensions", place_of(request, request.requests[where.index]));
}

std::vector<x509::GeneralName> single_certificate_issuers(const x509::SingleResponse& single) {
  return read_value(single, x509::oids::certificate_issuer, [](der::Reader value) {
    return x509::read_alternative_names(value).value_or(std::vector<x509::GeneralName>{});
  });
}

// RFC 6960 4.4.2: CrlID ::= SEQUENCE { crlUrl [0] EXPLICIT IA5String OPTIONAL, ... }
std::vector<x509::GeneralName> crl_references(const x509::SingleResponse& single) {
  return read_value(single, x509::oids::ocsp_crl_reference, [](der::Reader value) {
    std::vector<x509::GeneralName> out;
    auto fields = value.sequence({});
    const auto field = fields ? fields->take_if(tag::context_constructed(0)) : std::nullopt;
    if (field) {
      auto content = fields->enter(*field, {});
      if (const auto url = content.take_if(tag::ia5_string)) {
        x509::GeneralName& name = out.emplace_back();
        name.kind = x509::GeneralName::Kind::uri;
        name.value = url->content;
        name.offset = url->offset;
      }
    }
    return out;
  });
}

const x509::Certificate& parsed(const CertificateFacts& facts) { return facts.certificate; }

}  // namespace certcheck::lint
