#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/criticality.h"
#include "certcheck/lint/support/purposes.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>

/// BR 7.1.2.2.4, 7.1.2.2.5, 7.1.2.3.3, 7.1.2.4.2 and 7.1.2.10.6: what subordinate CAs are for.
namespace certcheck::lint::cabf_br {
namespace {

namespace oids = x509::oids;

const std::vector<der::Oid>& ca_purposes(const CertificateFacts& facts) {
  static const std::vector<der::Oid> none;
  return facts.certificate.extended_key_usage ? facts.certificate.extended_key_usage->purposes : none;
}

bool has_any_purpose(const CertificateFacts& facts) {
  return has_purpose(facts.certificate, oids::any_extended_key_usage);
}

/// Of a CA that is for signing precertificates alone other rules hold, and 7.1.2.2.5 lets a cross-certificate
/// that is not for serverAuth have any purpose.
bool is_for_tls(const CertificateFacts& facts) {
  return (!facts.has(Role::precertificate_signer) && !facts.has(Role::cross_certificate)) ||
         has_purpose(facts.certificate, oids::server_auth);
}

/// Fires for each purpose that is `wrong`; applies where there is a purpose.
template <typename Wrong>
Outcome check_ca_purposes(const CertificateFacts& facts, const Reporter& report, std::string_view of,
                          Wrong wrong) {
  if (ca_purposes(facts).empty()) return Outcome::not_applicable;
  Outcome outcome = Outcome::pass;
  for (const der::Oid purpose : ca_purposes(facts)) {
    if (wrong(purpose))
      outcome = fire_at_purposes(
          facts, report, fmt::format("extKeyUsage of the {} has the purpose {}", of, purpose.to_string()));
  }
  return outcome;
}

// BR 2.0.0 7.1.2.2.4: "CAs MUST NOT include any other key usage with the anyExtendedKeyUsage key usage
// present." BR 1.7.1 7.1.2.2 g (ballot SC-31) has anyExtendedKeyUsage in no TLS CA's certificate but a
// cross-certificate.
Outcome ca_any_with_others(const CertificateFacts& facts, const Reporter& report) {
  if (ca_purposes(facts).empty()) return Outcome::not_applicable;
  return !has_any_purpose(facts) || ca_purposes(facts).size() == 1
             ? Outcome::pass
             : fire_at_purposes(facts, report, "anyExtendedKeyUsage is not the only purpose of the CA");
}

// BR 2.0.0 7.1.2.10.6: emailProtection, codeSigning, timeStamping, OCSPSigning and precertificate signing
// "MUST NOT" be there. BR 1.7.1 7.1.2.2 g said so of the first three next to serverAuth, and of the others
// "SHOULD NOT", as 7.1.2.2.5 still does of cross-certificates.
bool is_forbidden_purpose(const CertificateFacts& facts, der::Oid purpose) {
  const bool by_profile =
      (!facts.issued || *facts.issued >= dates::br_2_0_0.time) && !facts.has(Role::cross_certificate);
  return purpose == oids::email_protection || purpose == oids::code_signing ||
         purpose == oids::time_stamping ||
         (by_profile && (purpose == oids::ocsp_signing || purpose == oids::precertificate_signing));
}

Outcome ca_forbidden_purpose(const CertificateFacts& facts, const Reporter& report) {
  // Of a CA that is not for TLS a TLS policy is the fault, not its purposes (7.1.2.3.2).
  if (!is_for_tls(facts) || facts.has(Role::non_tls_ca)) return Outcome::not_applicable;
  return check_ca_purposes(facts, report, "TLS CA",
                           [&facts](der::Oid purpose) { return is_forbidden_purpose(facts, purpose); });
}

/// Whether a certificate is a cross-certificate cannot be seen in it, but the caller may know.
bool may_be_cross_certificate_or_not(const CertificateFacts& facts) {
  return !facts.has(Role::cross_certificate) && !facts.has(Role::not_cross_certificate);
}

// BR 2.0.0 7.1.2.10.6: "anyExtendedKeyUsage MUST NOT"; a cross-certificate may have it by 7.1.2.2.4.
Outcome ca_any_purpose(const CertificateFacts& facts, const Reporter& report) {
  if (ca_purposes(facts).empty() || !may_be_cross_certificate_or_not(facts)) return Outcome::not_applicable;
  return !has_any_purpose(facts)
             ? Outcome::pass
             : fire_at_purposes(facts, report,
                                "the CA certificate has anyExtendedKeyUsage, as only cross-certificates may");
}

// BR 2.0.0 7.1.2.10.6: "Any other value" is "NOT RECOMMENDED". BR 1.7.1 7.1.2.2 g: "Other values SHOULD NOT
// be present", where the CA is for TLS, which serverAuth says.
Outcome ca_other_purpose(const CertificateFacts& facts, const Reporter& report) {
  if (!is_for_tls(facts)) return Outcome::not_applicable;
  return check_ca_purposes(facts, report, "TLS CA", [&facts](der::Oid purpose) {
    return purpose != oids::server_auth && purpose != oids::client_auth &&
           purpose != oids::any_extended_key_usage && !is_forbidden_purpose(facts, purpose);
  });
}

Outcome ca_purposes_missing(const CertificateFacts& facts, const Reporter& report) {
  return facts.certificate.find(oids::extended_key_usage) != nullptr
             ? Outcome::pass
             : report.fire("tbsCertificate.extensions", {}, "the CA certificate has no extKeyUsage");
}

// BR 7.1.2.6.1: extKeyUsage "MUST" be in a TLS CA's certificate, and 7.1.2.2.3: "SHOULD" in a
// cross-certificate. BR 1.7.1 7.1.2.2 g: it "MUST be present", and "MAY" in a cross-certificate.
Outcome ca_purposes_recommended(const CertificateFacts& facts, const Reporter& report) {
  return facts.has(Role::not_cross_certificate) ? Outcome::not_applicable
                                                : ca_purposes_missing(facts, report);
}

// BR 1.1.6 9.7 to 1.8.7 7.1.5: a CA is technically constrained only with serverAuth or clientAuth in
// extKeyUsage.
Outcome ca_without_tls_purpose(const CertificateFacts& facts, const Reporter& report) {
  if (facts.certificate.find(oids::extended_key_usage) == nullptr) return Outcome::not_applicable;
  const auto& purposes = ca_purposes(facts);
  return std::any_of(
             purposes.begin(), purposes.end(),
             [](der::Oid purpose) { return purpose == oids::server_auth || purpose == oids::client_auth; })
             ? Outcome::pass
             : fire_at_purposes(facts, report,
                                "extKeyUsage of the CA certificate has neither serverAuth nor clientAuth");
}

// BR 1.0 appendix B to 1.8.7: extKeyUsage of a CA "SHOULD NOT be marked critical". The profiles of BR 2.0.0
// say "N".
Outcome ca_purposes_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_not_critical(facts, report, oids::extended_key_usage, "extKeyUsage of the CA certificate");
}

// BR 2.0.0 7.1.2.3.3: OCSPSigning "MUST NOT" be a purpose of a CA that is not for TLS; precertificate signing
// is 7.1.2.4's.
Outcome non_tls_ca_ocsp_signing(const CertificateFacts& facts, const Reporter& report) {
  return check_ca_purposes(facts, report, "CA",
                           [](der::Oid purpose) { return purpose == oids::ocsp_signing; });
}

// BR 2.0.0 7.1.2.3.3: "Multiple, independent key purposes (e.g. id-kp-timeStamping and id-kp-codeSigning) are
// NOT RECOMMENDED." clientAuth goes with any of them.
Outcome non_tls_ca_several_purposes(const CertificateFacts& facts, const Reporter& report) {
  const auto& purposes = ca_purposes(facts);
  if (purposes.empty()) return Outcome::not_applicable;
  constexpr der::Oid independent[] = {oids::code_signing, oids::email_protection, oids::time_stamping};
  const auto count = std::count_if(std::begin(independent), std::end(independent), [&](der::Oid purpose) {
    return std::find(purposes.begin(), purposes.end(), purpose) != purposes.end();
  });
  return count < 2 ? Outcome::pass
                   : fire_at_purposes(
                         facts, report,
                         fmt::format("extKeyUsage of the CA has {} purposes that are independent", count));
}

// BR 2.0.0 7.1.2.4.2: "Any other value" than precertificate signing "MUST NOT" be there.
Outcome signer_other_purpose(const CertificateFacts& facts, const Reporter& report) {
  return check_ca_purposes(facts, report, "precertificate signing CA",
                           [](der::Oid purpose) { return purpose != oids::precertificate_signing; });
}

// BR 2.1.8 7.1.2.4 (ballot SC-92): "Effective 2026-03-15: This Certificate Profile MUST NOT be used."
Outcome signer_after_sunset(const CertificateFacts& facts, const Reporter& report) {
  return facts.has(Role::precertificate_signer)
             ? fire_at_purposes(facts, report,
                                "the certificate is a precertificate signing CA's, which must not be issued "
                                "any more")
             : Outcome::pass;
}

constexpr std::string_view tls_ca_hint =
    "Issue the CA certificate again with serverAuth alone: with clientAuth, too, Chrome does not take it.";

constexpr Lint ca_extended_key_usage_lints[] = {
    {.check = must("cabf_br.ca_extended_key_usage.any_with_others",
                   "anyExtendedKeyUsage in a CA certificate MUST be the only purpose.",
                   "CA/B BR 7.1.2.2.4; 1.7.1 7.1.2.2 g", tls_ca_hint, "e_ca_invalid_eku"),
     .example = "an issuing CA with anyExtendedKeyUsage and serverAuth",
     .applies = Role::subordinate_ca,
     .except = Role::tls_br,
     .effective = dates::br_1_7_1,
     .certificate = ca_any_with_others},
    {.check = must("cabf_br.ca_extended_key_usage.forbidden_purpose",
                   "extKeyUsage of a TLS CA MUST NOT contain emailProtection, codeSigning, timeStamping, "
                   "OCSPSigning or precertificate signing.",
                   "CA/B BR 7.1.2.10.6; 1.7.1 7.1.2.2 g", tls_ca_hint, "e_ca_invalid_eku"),
     .example = "an issuing CA with serverAuth and emailProtection",
     .applies = Role::subordinate_ca,
     .except = Role::tls_br,
     .effective = dates::br_1_7_1,
     .certificate = ca_forbidden_purpose},
    {.check = note("cabf_br.ca_extended_key_usage.any_purpose",
                   "anyExtendedKeyUsage SHOULD be present in cross-certificates only.",
                   "CA/B BR 7.1.2.10.6, 7.1.2.2.4", tls_ca_hint),
     .example = "an issuing CA with anyExtendedKeyUsage",
     .applies = Role::subordinate_ca,
     .except = Role::tls_br,
     .effective = dates::br_2_0_0,
     .certificate = ca_any_purpose},
    {.check = should("cabf_br.ca_extended_key_usage.other_purpose",
                     "extKeyUsage of a TLS CA SHOULD NOT contain purposes other than serverAuth and "
                     "clientAuth.",
                     "CA/B BR 7.1.2.10.6; 1.7.1 7.1.2.2 g", tls_ca_hint),
     .example = "an issuing CA with serverAuth and ipsecTunnel",
     .applies = Role::subordinate_ca,
     .except = Role::tls_br,
     .effective = dates::br_1_7_1,
     .certificate = ca_other_purpose},
    {.check = note("cabf_br.ca_extended_key_usage.missing_for_constraints",
                   "A technically constrained CA certificate MUST include extKeyUsage.",
                   "CA/B BR 1.8.0 7.1.5; 7.1.2.5.1", tls_ca_hint, "n_sub_ca_eku_missing"),
     .example = "an issuing CA without extKeyUsage",
     .applies = Role::subordinate_ca,
     .except = Role::tls_br,
     .effective = dates::br_1_0,
     .certificate = ca_purposes_missing},
    {.check = should("cabf_br.ca_extended_key_usage.missing",
                     "A subordinate CA certificate SHOULD contain extKeyUsage, and MUST unless it is a "
                     "cross-certificate.",
                     "CA/B BR 7.1.2.6.1, 7.1.2.2.3; 1.7.1 7.1.2.2 g", tls_ca_hint),
     .example = "an issuing CA of 2026 without extKeyUsage",
     .applies = Role::subordinate_ca,
     .except = Role::tls_br,
     .effective = dates::br_1_7_1,
     .certificate = ca_purposes_recommended},
    {.check = note(
         "cabf_br.ca_extended_key_usage.not_tls",
         "extKeyUsage of a CA that is technically constrained for TLS MUST contain serverAuth or clientAuth.",
         "CA/B BR 1.8.0 7.1.5", tls_ca_hint, "n_sub_ca_eku_not_technically_constrained"),
     .example = "an issuing CA with anyExtendedKeyUsage alone",
     .applies = Role::subordinate_ca,
     .except = Role::tls_br,
     .effective = dates::br_1_1_6,
     .certificate = ca_without_tls_purpose},
    {.check = should("cabf_br.ca_extended_key_usage.critical_before_profiles",
                     "extKeyUsage of a subordinate CA certificate SHOULD NOT be critical.",
                     "CA/B BR 1.8.0 7.1.2.2 g", "Do not mark extKeyUsage critical.", "w_sub_ca_eku_critical"),
     .example = "an issuing CA of 2020 with a critical extKeyUsage",
     .applies = Role::subordinate_ca,
     .effective = dates::br_1_1_6,
     .ineffective = dates::br_2_0_0,
     .certificate = ca_purposes_critical},
    {.check =
         must("cabf_br.ca_extended_key_usage.critical",
              "extKeyUsage of a subordinate CA certificate MUST NOT be critical.",
              "CA/B BR 7.1.2.6.1, 7.1.2.2.3", "Do not mark extKeyUsage critical.", "w_sub_ca_eku_critical"),
     .example = "an issuing CA of 2026 with a critical extKeyUsage",
     .applies = Role::subordinate_ca,
     .effective = dates::br_2_0_0,
     .certificate = ca_purposes_critical},
    {.check =
         must("cabf_br.ca_extended_key_usage.non_tls_ocsp_signing",
              "extKeyUsage of a CA that is not for TLS MUST NOT contain OCSPSigning.", "CA/B BR 7.1.2.3.3",
              "Leave OCSPSigning out: it would make the CA an OCSP responder of its issuer."),
     .example = "a CA for email with OCSPSigning",
     .applies = Role::non_tls_ca,
     .effective = dates::br_2_0_0,
     .certificate = non_tls_ca_ocsp_signing},
    {.check =
         should("cabf_br.ca_extended_key_usage.non_tls_several_purposes",
                "extKeyUsage of a CA that is not for TLS SHOULD NOT contain several independent purposes.",
                "CA/B BR 7.1.2.3.3", "Have a CA for each of the purposes."),
     .example = "a CA for timeStamping and codeSigning",
     .applies = Role::non_tls_ca,
     .effective = dates::br_2_0_0,
     .certificate = non_tls_ca_several_purposes},
    {.check = must("cabf_br.ca_extended_key_usage.signer_other_purpose",
                   "extKeyUsage of a precertificate signing CA MUST NOT contain another purpose.",
                   "CA/B BR 7.1.2.4.2", "Leave the other purposes out."),
     .example = "a precertificate signing CA with serverAuth",
     .applies = Role::precertificate_signer,
     .effective = dates::br_2_0_0,
     .certificate = signer_other_purpose},
    {.check = must("cabf_br.ca_extended_key_usage.signer_after_sunset",
                   "A precertificate signing CA's certificate MUST NOT be issued from 2026-03-15 on.",
                   "CA/B BR 7.1.2.4 (Ballot SC-92)", "Sign precertificates with the issuing CA's key."),
     .example = "a precertificate signing CA of April 2026",
     .applies = Role::subordinate_ca,
     .also = Role::precertificate_signer,
     .effective = dates::sc_92_sunset,
     .certificate = signer_after_sunset},
};

}  // namespace

constinit const Rows ca_extended_key_usage_rows = ca_extended_key_usage_lints;

}  // namespace certcheck::lint::cabf_br
