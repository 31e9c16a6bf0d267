#include "certcheck/lint/chain/links.h"
#include "certcheck/lint/clients/themes.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/unread.h"
#include "certcheck/path/checks.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <string_view>
#include <vector>

namespace certcheck::lint::clients {
namespace {

namespace oids = x509::oids;
using x509::Certificate;
using x509::KeyUsage;

bool is_critical(const Certificate& certificate, x509::ExtensionId id) {
  const x509::Extension* extension = certificate.find(id);
  return extension != nullptr && extension->critical;
}

bool is_issuer_by_name(const CertificateFacts& issuer, const CertificateFacts& subject) {
  return issuer.certificate.subject_key() == subject.certificate.issuer_key();
}

void check_authority(const Certificate& certificate, bool issues, std::vector<std::string_view>& faults) {
  const bool ca = certificate.is_ca();
  const bool cert_sign = certificate.key_usage && certificate.key_usage->has(KeyUsage::key_cert_sign);
  if (ca && !is_critical(certificate, oids::basic_constraints))
    faults.emplace_back("basicConstraints is not critical");
  if (issues && !ca) faults.emplace_back("basicConstraints does not assert cA");
  if (ca && certificate.find(oids::key_usage) == nullptr) faults.emplace_back("there is no keyUsage");
  if (!ca && !issues && cert_sign)
    faults.emplace_back("keyUsage has keyCertSign, but it is not a CA certificate");
  if (certificate.basic_constraints && certificate.basic_constraints->has_path_length) {
    if (!ca) faults.emplace_back("pathLenConstraint is present, but it is not a CA certificate");
    if (certificate.key_usage && !cert_sign)
      faults.emplace_back("pathLenConstraint is present, but keyUsage does not have keyCertSign");
  }
}

void check_key_identifiers(const Certificate& certificate, bool is_last,
                           std::vector<std::string_view>& faults) {
  if (is_critical(certificate, oids::authority_key_identifier))
    faults.emplace_back("authorityKeyIdentifier is critical");
  if (is_critical(certificate, oids::subject_key_identifier))
    faults.emplace_back("subjectKeyIdentifier is critical");
  if (certificate.version != 3) return;
  if (!is_last &&
      (!certificate.authority_key_identifier || !certificate.authority_key_identifier->key_identifier))
    faults.emplace_back("there is no authorityKeyIdentifier with a key identifier");
  if (certificate.is_ca() && certificate.find(oids::subject_key_identifier) == nullptr)
    faults.emplace_back("there is no subjectKeyIdentifier");
}

void check_certificate_names(const Certificate& certificate, std::vector<std::string_view>& faults) {
  const x509::Extension* names = certificate.find(oids::subject_alternative_name);
  if (certificate.issuer.empty()) faults.emplace_back("the issuer is empty");
  if (certificate.subject.empty()) {
    const bool crl_sign = certificate.key_usage && certificate.key_usage->has(KeyUsage::crl_sign);
    if (certificate.is_ca() || crl_sign || names == nullptr)
      faults.emplace_back("the subject is empty");
    else if (!names->critical)
      faults.emplace_back("the subject is empty and subjectAltName is not critical");
  }
  if (certificate.subject_alternative_names && certificate.subject_alternative_names->empty())
    faults.emplace_back("subjectAltName is empty");
}

// OpenSSL 3 with X509_V_FLAG_X509_STRICT (crypto/x509/x509_vfy.c, check_extensions) holds what RFC
// 5280 4.1.2.4, 4.1.2.6, 4.2.1.1, 4.2.1.2, 4.2.1.3, 4.2.1.6 and 4.2.1.9 ask of conforming CAs against each
// certificate of a chain of two or more, the root included. Python sets the flag by default since 3.13
// (create_default_context). The lints of RFC 5280 state each rule; this says who refuses.
Outcome refused(Chain chain, const Reporter& report) {
  if (chain.size() < 2) return Outcome::not_applicable;
  Outcome outcome = Outcome::pass;
  for (size_t i = 0; i < chain.size(); ++i) {
    const Certificate& certificate = chain[i]->certificate;
    // Of extensions that cannot be read the parser speaks, and OpenSSL refuses them anyway.
    if (!certificate.complete || Unread(certificate.findings).extensions()) continue;
    std::vector<std::string_view> faults;
    // A file may have its certificates in any order: what merely is after another has not issued it.
    check_authority(certificate, i > 0 && is_issuer_by_name(*chain[i], *chain[i - 1]), faults);
    check_key_identifiers(certificate, i + 1 == chain.size() || !is_issuer_by_name(*chain[i + 1], *chain[i]),
                          faults);
    check_certificate_names(certificate, faults);
    if (chain[i]->key.explicit_curve) faults.emplace_back("the EC key has explicit curve parameters");
    if (certificate.version != 3 && !certificate.extensions.empty())
      faults.emplace_back("there are extensions in a certificate that is not version 3");
    if (faults.empty()) continue;
    std::string text;
    Evidence evidence;
    for (const std::string_view fault : faults) {
      text += fmt::format("{}{}", text.empty() ? "" : ", ", fault);
      evidence.emplace_back("fault", fault);
    }
    outcome = report.fire_at(i, {}, {},
                             fmt::format("Python 3.13 and later (VERIFY_X509_STRICT) and OpenSSL 3 with "
                                         "-x509_strict refuse the certificate of {}: {}",
                                         chain::name_of(*chain[i]), text),
                             std::move(evidence));
  }
  return outcome;
}

constexpr const Check* refusal_said_by_path[] = {
    &path::checks::basic_constraints_missing, &path::checks::basic_constraints_not_ca,
    &path::checks::key_explicit_curve, &path::checks::version_not_v3};

constexpr Lint openssl_strict_lints[] = {
    {.check = {.id = "clients.openssl_strict.refused",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement =
                   "The certificates of a chain SHOULD pass OpenSSL's strict checks, which Python makes "
                   "by default since 3.13.",
               .citation = "OpenSSL X509_V_FLAG_X509_STRICT; Python ssl.VERIFY_X509_STRICT; RFC 5280 4.2.1",
               .hint =
                   "Issue the certificate again without these faults; of your own root, distribute the new "
                   "one to the clients."},
     .example = "a root without keyUsage",
     .said_by_path = refusal_said_by_path,
     .chain = refused},
};

}  // namespace

constinit const Rows openssl_strict_rows = openssl_strict_lints;

}  // namespace certcheck::lint::clients
