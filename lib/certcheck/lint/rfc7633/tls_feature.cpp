#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc7633/themes.h"
#include "certcheck/lint/support/criticality.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/unread.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>

namespace certcheck::lint::rfc7633 {
namespace {

namespace oids = x509::oids;

/// ExtensionType of TLS has two bytes (RFC 8446 4.2).
constexpr uint64_t max_extension_type = 0xffff;

// RFC 7633 4: "The TLS feature extension SHOULD NOT be marked critical."
Outcome critical(const CertificateFacts& facts, const Reporter& report) {
  return require_not_critical(facts, report, oids::tls_feature, "the TLS feature extension");
}

/// Fires about the first feature for which `is_wrong` is true.
template <typename IsWrong>
Outcome check_features(const CertificateFacts& facts, const Reporter& report, IsWrong is_wrong,
                       std::string_view what) {
  const x509::Extension* extension = facts.certificate.find(oids::tls_feature);
  if (extension == nullptr || !facts.certificate.tls_features) return Outcome::not_applicable;
  const auto& features = facts.certificate.tls_features->features;
  const auto found = std::find_if(features.begin(), features.end(), is_wrong);
  return found == features.end()
             ? Outcome::pass
             : report.fire(place_in(facts.certificate, *extension), extension->value_offset,
                           fmt::format("the TLS feature {} {}", *found, what),
                           {{"feature", std::to_string(*found)}});
}

// RFC 7633 4.1: "The object member "Features" is a sequence of TLS extension identifiers".
Outcome no_tls_extension(const CertificateFacts& facts, const Reporter& report) {
  return check_features(
      facts, report, [](uint64_t feature) { return feature > max_extension_type; },
      "is not the number of a TLS extension");
}

// RFC 7633 4.1: "If these features are requested by the client in its ClientHello message, then the server
// MUST return a ServerHello message that satisfies this request." Clients know status_request (5, RFC 6066 8)
// and perhaps status_request_v2 (17, RFC 6961).
Outcome unknown_feature(const CertificateFacts& facts, const Reporter& report) {
  return check_features(
      facts, report,
      [](uint64_t feature) {
        constexpr uint64_t status_request = 5, status_request_v2 = 17;
        return feature <= max_extension_type && feature != status_request && feature != status_request_v2;
      },
      "is not one that clients enforce, which is only status_request (5)");
}

Outcome empty(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::tls_feature);
  if (extension == nullptr || !facts.certificate.tls_features) return Outcome::not_applicable;
  return facts.certificate.tls_features->features.empty()
             ? report.fire(place_in(facts.certificate, *extension), extension->value_offset,
                           "the TLS feature extension has no feature")
             : Outcome::pass;
}

// RFC 7633 4.2.2 and 4.2.3 say what the extension means in a "Certificate Signing Certificate" and in a
// "server end-entity certificate (i.e., a certificate that specifies the id-kp-serverAuth Extended Key Usage
// (EKU))".
Outcome not_for_servers(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::tls_feature);
  if (extension == nullptr) return Outcome::not_applicable;
  if (Unread(facts.certificate.findings).extensions()) return Outcome::not_applicable;
  return facts.is_ca() || facts.has(Role::server_auth)
             ? Outcome::pass
             : report.fire(place_of(facts.certificate, *extension), extension->offset,
                           "the TLS feature extension in a certificate of neither a TLS server nor a CA");
}

constexpr Lint tls_feature_lints[] = {
    {.check = {.id = "rfc7633.tls_feature.critical",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "The TLS feature extension SHOULD NOT be critical.",
               .citation = "RFC 7633 4",
               .hint = "Issue the certificate again with the extension not marked critical."},
     .example = "a critical TLS feature extension",
     .effective = dates::rfc7633,
     .certificate = critical},
    {.check = {.id = "rfc7633.tls_feature.no_tls_extension",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "TLS features MUST be identifiers of TLS extensions.",
               .citation = "RFC 7633 4.1",
               .hint = "Use status_request (5), or remove the extension."},
     .example = "the TLS feature 65536",
     .effective = dates::rfc7633,
     .certificate = no_tls_extension},
    {.check = {.id = "rfc7633.tls_feature.unknown_feature",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement =
                   "TLS features SHOULD be ones that clients enforce, which is status_request only.",
               .citation = "RFC 7633 4.1",
               .hint = "Use only status_request (5)."},
     .example = "the TLS feature 16, application_layer_protocol_negotiation",
     .effective = dates::rfc7633,
     .certificate = unknown_feature},
    {.check = {.id = "rfc7633.tls_feature.empty",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "The TLS feature extension SHOULD contain at least one feature.",
               .citation = "RFC 7633 4.1",
               .hint = "Use status_request (5), or remove the extension."},
     .example = "a TLS feature extension that is an empty SEQUENCE",
     .effective = dates::rfc7633,
     .certificate = empty},
    {.check = {.id = "rfc7633.tls_feature.not_for_servers",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement =
                   "The TLS feature extension SHOULD be present in certificates of TLS servers and CAs only.",
               .citation = "RFC 7633 4.2.2, 4.2.3",
               .hint = "Remove the extension."},
     .example = "a client certificate with a TLS feature extension",
     .effective = dates::rfc7633,
     .certificate = not_for_servers},
};

}  // namespace

constinit const Rows tls_feature_rows = tls_feature_lints;

}  // namespace certcheck::lint::rfc7633
