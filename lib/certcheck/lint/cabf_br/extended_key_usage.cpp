#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/criticality.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>

namespace certcheck::lint::cabf_br {
namespace {

namespace oids = x509::oids;

constexpr der::Oid forbidden_purposes[] = {
    oids::code_signing, oids::email_protection,       oids::time_stamping,
    oids::ocsp_signing, oids::any_extended_key_usage, oids::precertificate_signing,
};

bool is_forbidden(der::Oid purpose) {
  return std::find(std::begin(forbidden_purposes), std::end(forbidden_purposes), purpose) !=
         std::end(forbidden_purposes);
}

/// Calls `check` with the extension and its purposes if it is there and readable.
template <typename Check>
Outcome with_purposes(const CertificateFacts& facts, Check check) {
  const x509::Extension* extension = facts.certificate.find(oids::extended_key_usage);
  return extension == nullptr || !facts.certificate.extended_key_usage
             ? Outcome::not_applicable
             : check(*extension, facts.certificate.extended_key_usage->purposes);
}

// BR 7.1.2.7.6: extKeyUsage "MUST" be in a subscriber certificate. BR 1.0 appendix B asked the same. As with
// zlint a certificate that signed itself counts as one here, if it is not a CA certificate.
Outcome subscriber_missing(const CertificateFacts& facts, const Reporter& report) {
  return facts.certificate.find(oids::extended_key_usage) != nullptr
             ? Outcome::pass
             : report.fire("tbsCertificate.extensions", {}, "the subscriber certificate has no extKeyUsage");
}

// BR 2.0.0 7.1.2.7.6: extKeyUsage of a subscriber certificate is not critical.
Outcome subscriber_critical(const CertificateFacts& facts, const Reporter& report) {
  return require_not_critical(facts, report, oids::extended_key_usage, "extKeyUsage");
}

// BR 2.0.0 7.1.2.7.10: id-kp-serverAuth "MUST" be there.
Outcome subscriber_no_server_auth(const CertificateFacts& facts, const Reporter& report) {
  return with_purposes(facts, [&](const x509::Extension& extension, const std::vector<der::Oid>& purposes) {
    return std::find(purposes.begin(), purposes.end(), oids::server_auth) != purposes.end()
               ? Outcome::pass
               : report.fire(place_in(facts.certificate, extension), extension.value_offset,
                             "extKeyUsage of the subscriber certificate has no serverAuth");
  });
}

Outcome fire_each(const CertificateFacts& facts, const Reporter& report, const x509::Extension& extension,
                  const std::vector<der::Oid>& purposes, bool (*wrong)(der::Oid), std::string_view what) {
  Outcome outcome = Outcome::pass;
  for (const der::Oid purpose : purposes) {
    if (wrong(purpose)) {
      const std::string dotted = purpose.to_string();
      outcome =
          report.fire(place_in(facts.certificate, extension), extension.value_offset,
                      fmt::format("extKeyUsage has the purpose {}{}", dotted, what), {{"purpose", dotted}});
    }
  }
  return outcome;
}

// BR 2.0.0 7.1.2.7.10: purposes other than TLS that "MUST NOT" be there, anyExtendedKeyUsage among them.
Outcome subscriber_forbidden_purpose(const CertificateFacts& facts, const Reporter& report) {
  return with_purposes(facts, [&](const x509::Extension& extension, const std::vector<der::Oid>& purposes) {
    return fire_each(facts, report, extension, purposes, is_forbidden,
                     ", which a TLS certificate must not have");
  });
}

// BR 1.7.1 to 1.8.7 7.1.2.3 f: "The value anyExtendedKeyUsage MUST NOT be present."
Outcome subscriber_any_before_profiles(const CertificateFacts& facts, const Reporter& report) {
  return with_purposes(facts, [&](const x509::Extension& extension, const std::vector<der::Oid>& purposes) {
    const auto is_any = [](der::Oid purpose) { return purpose == oids::any_extended_key_usage; };
    return fire_each(facts, report, extension, purposes, is_any, ", which a TLS certificate must not have");
  });
}

// BR 2.0.0 7.1.2.7.10: "Any other value" is "NOT RECOMMENDED". zlint says so of purposes alone that it has no
// name for.
Outcome subscriber_other_purpose(const CertificateFacts& facts, const Reporter& report) {
  return with_purposes(facts, [&](const x509::Extension& extension, const std::vector<der::Oid>& purposes) {
    const auto is_other = [](der::Oid purpose) {
      return purpose != oids::server_auth && purpose != oids::client_auth && !is_forbidden(purpose);
    };
    return fire_each(facts, report, extension, purposes, is_other, " in addition to those of TLS");
  });
}

// BR 7.1.2.1.2: extKeyUsage "MUST NOT" be in a root. BR 1.0 appendix B asked the same.
Outcome root_present(const CertificateFacts& facts, const Reporter& report) {
  const x509::Extension* extension = facts.certificate.find(oids::extended_key_usage);
  return extension == nullptr ? Outcome::pass
                              : report.fire(place_of(facts.certificate, *extension), extension->offset,
                                            "the root has extKeyUsage");
}

// BR 1.0 appendix B to 1.8.7 7.1.2.3 f: "Either the value id-kp-serverAuth or id-kp-clientAuth or both values
// MUST be present. id-kp-emailProtection MAY be present. Other values SHOULD NOT be present."
Outcome subscriber_not_tls(const CertificateFacts& facts, const Reporter& report) {
  return with_purposes(facts, [&](const x509::Extension& extension, const std::vector<der::Oid>& purposes) {
    const bool for_tls = std::any_of(purposes.begin(), purposes.end(), [](der::Oid purpose) {
      return purpose == oids::server_auth || purpose == oids::client_auth;
    });
    return for_tls ? Outcome::pass
                   : report.fire(place_in(facts.certificate, extension), extension.value_offset,
                                 "extKeyUsage has neither serverAuth nor clientAuth");
  });
}

Outcome subscriber_extra_purpose(const CertificateFacts& facts, const Reporter& report) {
  return with_purposes(facts, [&](const x509::Extension& extension, const std::vector<der::Oid>& purposes) {
    const auto is_extra = [](der::Oid purpose) {
      return purpose != oids::server_auth && purpose != oids::client_auth &&
             purpose != oids::email_protection;
    };
    return fire_each(facts, report, extension, purposes, is_extra, " in addition to those of TLS");
  });
}

constexpr Lint extended_key_usage_lints[] = {
    {.check = {.id = "cabf_br.extended_key_usage.subscriber_missing",
               .severity = Severity::error,
               .counts = Counts::webpki_strict,
               .requirement = "A subscriber certificate MUST contain extKeyUsage.",
               .citation = "CA/B BR 7.1.2.7.6",
               .hint = "Issue the certificate again with extKeyUsage serverAuth.",
               .zlint = "e_sub_cert_eku_missing"},
     .example = "a server certificate without extKeyUsage",
     .applies = Role::leaf,
     .effective = dates::br_1_0,
     .certificate = subscriber_missing},
    {.check = {.id = "cabf_br.extended_key_usage.subscriber_critical",
               .severity = Severity::error,
               .counts = Counts::webpki_strict,
               .requirement = "extKeyUsage in a subscriber certificate MUST NOT be critical.",
               .citation = "CA/B BR 7.1.2.7.6",
               .hint = "Issue the certificate again with extKeyUsage not marked critical.",
               .zlint = "e_eku_critical"},
     .example = "a server certificate with a critical extKeyUsage",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = subscriber_critical},
    {.check = {.id = "cabf_br.extended_key_usage.subscriber_no_server_auth",
               .severity = Severity::error,
               .counts = Counts::webpki_strict,
               .requirement = "extKeyUsage in a subscriber certificate MUST contain serverAuth.",
               .citation = "CA/B BR 7.1.2.7.10",
               .hint = "Issue the certificate again with serverAuth.",
               .zlint = "e_sub_cert_eku_check"},
     .example = "a certificate under a TLS policy whose only purpose is clientAuth",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = subscriber_no_server_auth},
    {.check = {.id = "cabf_br.extended_key_usage.subscriber_forbidden_purpose",
               .severity = Severity::error,
               .counts = Counts::webpki_strict,
               .requirement =
                   "extKeyUsage in a subscriber certificate MUST NOT contain purposes other than TLS.",
               .citation = "CA/B BR 7.1.2.7.10",
               .hint = "Issue separate certificates for separate purposes.",
               .zlint = "e_sub_cert_eku_check"},
     .example = "a server certificate with anyExtendedKeyUsage",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = subscriber_forbidden_purpose},
    {.check = {.id = "cabf_br.extended_key_usage.subscriber_other_purpose",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "extKeyUsage in a subscriber certificate SHOULD NOT contain purposes other "
                              "than serverAuth and clientAuth.",
               .citation = "CA/B BR 7.1.2.7.10",
               .hint = "Issue the certificate again without the other purposes.",
               .zlint = "e_sub_cert_eku_check"},
     .example = "a server certificate that is also for Kerberos key distribution",
     .applies = Role::subscriber,
     .effective = dates::br_2_0_0,
     .certificate = subscriber_other_purpose},
    {.check = {.id = "cabf_br.extended_key_usage.root_present",
               .severity = Severity::error,
               .counts = Counts::webpki_strict,
               .requirement = "A root certificate MUST NOT contain extKeyUsage.",
               .citation = "CA/B BR 7.1.2.1.2",
               .hint = "Issue the root again without extKeyUsage.",
               .zlint = "e_root_ca_extended_key_usage_present"},
     .example = "a root with extKeyUsage serverAuth",
     .applies = Role::root,
     .effective = dates::br_1_0,
     .certificate = root_present},
    {.check = must("cabf_br.extended_key_usage.subscriber_not_tls",
                   "extKeyUsage in a subscriber certificate MUST contain serverAuth or clientAuth.",
                   "CA/B BR 1.8.0 7.1.2.3 f", "Issue the certificate again with serverAuth.",
                   "e_sub_cert_eku_server_auth_client_auth_missing"),
     .example = "a server certificate of 2020 with anyExtendedKeyUsage alone",
     .applies = Role::leaf,
     .effective = dates::br_1_0,
     .ineffective = dates::br_2_0_0,
     .certificate = subscriber_not_tls},
    {.check = must("cabf_br.extended_key_usage.subscriber_any_before_profiles",
                   "extKeyUsage in a subscriber certificate MUST NOT contain anyExtendedKeyUsage.",
                   "CA/B BR 1.7.1 7.1.2.3 f (Ballot SC-31)", "Issue the certificate again with serverAuth."),
     .example = "a server certificate of 2021 with serverAuth and anyExtendedKeyUsage",
     .applies = Role::subscriber,
     .effective = dates::br_1_7_1,
     .ineffective = dates::br_2_0_0,
     .certificate = subscriber_any_before_profiles},
    {.check = should("cabf_br.extended_key_usage.subscriber_extra_purpose",
                     "extKeyUsage in a subscriber certificate SHOULD NOT contain purposes other than "
                     "serverAuth, clientAuth and emailProtection.",
                     "CA/B BR 1.8.0 7.1.2.3 f", "Issue separate certificates for separate purposes.",
                     "w_sub_cert_eku_extra_values"),
     .example = "a server certificate of 2020 that is also for code signing",
     .applies = Role::subscriber,
     .effective = dates::br_1_0,
     .ineffective = dates::br_2_0_0,
     .certificate = subscriber_extra_purpose},
};

}  // namespace

constinit const Rows extended_key_usage_rows = extended_key_usage_lints;

}  // namespace certcheck::lint::cabf_br
