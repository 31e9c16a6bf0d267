#include "certcheck/path/detail/purpose.h"

#include "certcheck/path/certificate_checks.h"
#include "certcheck/path/checks.h"
#include "certcheck/x509/oids.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace certcheck::path {
namespace {

namespace oids = x509::oids;

std::string list(const x509::ExtendedKeyUsage& usage) {
  std::string text;
  for (const der::Oid purpose : usage.purposes) text += (text.empty() ? "" : ", ") + purpose.to_string();
  return text;
}

using Bit = x509::KeyUsage::Bit;

}  // namespace

der::Oid key_purpose(const Options& options) {
  switch (options.purpose) {
    case Purpose::any:
      return oids::any_extended_key_usage;
    case Purpose::server:
      return oids::server_auth;
    case Purpose::client:
      return oids::client_auth;
    case Purpose::code_signing:
      return oids::code_signing;
    case Purpose::email_protection:
      return oids::email_protection;
    case Purpose::time_stamping:
      return oids::time_stamping;
    case Purpose::ocsp_signing:
      return oids::ocsp_signing;
    case Purpose::other:
      return der::Oid(options.other_purpose);
  }
  return oids::any_extended_key_usage;
}

std::string purpose_text(const Options& options) {
  if (options.purpose == Purpose::other) return key_purpose(options).to_string();
  const std::string word(to_string(options.purpose));
  return options.purpose == Purpose::server || options.purpose == Purpose::client ? "TLS " + word + "s"
                                                                                  : word;
}

namespace {

Finding& report_key_purposes(Findings& findings, const Check& check, const x509::Certificate& certificate,
                             const Options& options, const std::string& message) {
  Finding& finding = report_extension(findings, check, certificate, oids::extended_key_usage, message);
  finding.evidence = {{"purpose", options.purpose == Purpose::other
                                      ? purpose_text(options)
                                      : std::string(to_string(options.purpose))}};
  if (certificate.extended_key_usage)
    finding.evidence.emplace_back("allowed", list(*certificate.extended_key_usage));
  return finding;
}

// RFC 5280 4.2.1.12: "If the extension is present, then the certificate MUST only be used for one of the
// purposes indicated." anyExtendedKeyUsage allows any. Clients apply this to CA certificates too, so that a
// CA can be confined to a purpose (BR 7.1.2.10.6, Code Signing BR 7.1.2.2; mozilla::pkix, bssl::pki, Go and
// GnuTLS alike). Not so for OCSP signing: the CA that issued the certificate authorizes the responder
// (RFC 6960 4.2.2.2), and those of the web PKI are confined to serverAuth and clientAuth.
void check_extended_key_usage(const x509::Certificate& certificate, Role role, const Options& options,
                              Findings& findings) {
  if (role != Role::leaf && options.purpose == Purpose::ocsp_signing) return;
  if (!certificate.extended_key_usage || certificate.extended_key_usage->has(oids::any_extended_key_usage) ||
      certificate.extended_key_usage->has(key_purpose(options)))
    return;
  report_key_purposes(findings, checks::extended_key_usage_purpose, certificate, options,
                      std::string(role == Role::leaf ? "the certificate" : "the CA") + " is not meant for " +
                          purpose_text(options));
}

/// Two purposes have to be named: anyExtendedKeyUsage and no extension at all do not stand for them.
void check_named_purpose(const x509::Certificate& leaf, const Options& options, Findings& findings) {
  if (leaf.extended_key_usage && leaf.extended_key_usage->has(key_purpose(options))) return;
  // What has other purposes alone was reported by check_extended_key_usage.
  if (leaf.extended_key_usage && !leaf.extended_key_usage->has(oids::any_extended_key_usage)) return;
  report_key_purposes(findings, checks::extended_key_usage_missing, leaf, options,
                      leaf.extended_key_usage
                          ? "extKeyUsage has anyExtendedKeyUsage but not " + purpose_text(options)
                          : "the certificate has no extKeyUsage");
}

// RFC 3161 2.3: "The corresponding certificate MUST contain only one instance of the extended key usage field
// extension as defined in [RFC2459] Section 4.2.1.13 with KeyPurposeID having value: id-kp-timeStamping. This
// extension MUST be critical."
void check_time_stamping(const x509::Certificate& leaf, const Options& options, Findings& findings) {
  check_named_purpose(leaf, options, findings);
  if (!leaf.extended_key_usage) return;
  if (leaf.extended_key_usage->purposes.size() > 1)
    report_key_purposes(
        findings, checks::extended_key_usage_not_alone, leaf, options,
        "extKeyUsage has " + std::to_string(leaf.extended_key_usage->purposes.size()) + " purposes");
  if (const x509::Extension* extension = leaf.find(oids::extended_key_usage); !extension->critical)
    report_key_purposes(findings, checks::extended_key_usage_not_critical, leaf, options,
                        "extKeyUsage is not critical");
  if (leaf.key_usage && (leaf.key_usage->has(Bit::key_cert_sign) || leaf.key_usage->has(Bit::crl_sign)))
    report_extension(findings, checks::time_stamping_ca_key_usage, leaf, oids::key_usage,
                     "the key also signs certificates or CRLs");
}

// What Windows' publishers and OpenSSL hold certificates to, as the Code Signing BR have it. RFC 5280 asks
// for none of this.
void check_code_signing(const x509::Certificate& leaf, Findings& findings) {
  const auto fire = [&](x509::ExtensionId extension, std::string message) {
    report_extension(findings, checks::code_signing_profile, leaf, extension, std::move(message));
  };
  if (!leaf.extended_key_usage) {
    fire(oids::extended_key_usage, "the certificate has no extKeyUsage");
  } else {
    for (const auto& [purpose, word] : {std::pair{oids::server_auth, "serverAuth"},
                                        std::pair{oids::any_extended_key_usage, "anyExtendedKeyUsage"}})
      if (leaf.extended_key_usage->has(purpose))
        fire(oids::extended_key_usage, std::string("extKeyUsage has ") + word);
  }
  const x509::Extension* extension = leaf.find(oids::key_usage);
  if (extension == nullptr) {
    fire(oids::key_usage, "the certificate has no keyUsage");
    return;
  }
  if (!extension->critical) fire(oids::key_usage, "keyUsage is not critical");
  if (leaf.key_usage && (leaf.key_usage->has(Bit::key_cert_sign) || leaf.key_usage->has(Bit::crl_sign)))
    fire(oids::key_usage, "the key also signs certificates or CRLs");
}

/// The bits of which RFC 5280 4.2.1.12 says that one is consistent with the purpose. Empty: any are.
std::vector<Bit> consistent_key_usages(Purpose purpose) {
  switch (purpose) {
    // RFC 8446 4.4.2.2 and RFC 5246 7.4.2 ask for them, too.
    case Purpose::server:
      return {Bit::digital_signature, Bit::key_agreement, Bit::key_encipherment};
    case Purpose::client:
      return {Bit::digital_signature, Bit::key_agreement};
    case Purpose::code_signing:
      return {Bit::digital_signature};
    // For signatures RFC 8550 4.4.2 asks for one of the first two; a certificate for encryption has the
    // others.
    case Purpose::email_protection:
      return {Bit::digital_signature, Bit::content_commitment, Bit::key_encipherment, Bit::key_agreement};
    case Purpose::time_stamping:
    case Purpose::ocsp_signing:
      return {Bit::digital_signature, Bit::content_commitment};
    case Purpose::any:
    case Purpose::other:
      break;
  }
  return {};
}

void check_leaf_key_usage(const x509::Certificate& certificate, const Options& options, Findings& findings) {
  if (!certificate.key_usage) return;
  const std::vector<Bit> allowed = consistent_key_usages(options.purpose);
  if (allowed.empty() ||
      std::any_of(allowed.begin(), allowed.end(), [&](Bit bit) { return certificate.key_usage->has(bit); }))
    return;
  const bool tls = options.purpose == Purpose::server || options.purpose == Purpose::client;
  report_extension(
      findings, checks::key_usage_purpose, certificate, oids::key_usage,
      tls ? "the key usage allows no TLS handshake" : "the key usage does not allow " + purpose_text(options))
      .evidence = {{"purpose", std::string(to_string(options.purpose))}};
}

}  // namespace

std::string_view to_string(Purpose purpose) {
  switch (purpose) {
    case Purpose::any:
      return "any";
    case Purpose::server:
      return "server";
    case Purpose::client:
      return "client";
    case Purpose::code_signing:
      return "codeSigning";
    case Purpose::email_protection:
      return "emailProtection";
    case Purpose::time_stamping:
      return "timeStamping";
    case Purpose::ocsp_signing:
      return "OCSPSigning";
    case Purpose::other:
      return "other";
  }
  return "any";
}

void check_purpose(const x509::Certificate& certificate, Role role, const Options& options,
                   Findings& findings) {
  if (options.purpose == Purpose::any) return;
  check_extended_key_usage(certificate, role, options, findings);
  if (role != Role::leaf) return;
  check_leaf_key_usage(certificate, options, findings);
  if (options.purpose == Purpose::code_signing) check_code_signing(certificate, findings);
  if (options.purpose == Purpose::time_stamping) check_time_stamping(certificate, options, findings);
  if (options.purpose == Purpose::ocsp_signing) check_named_purpose(certificate, options, findings);
}

}  // namespace certcheck::path
