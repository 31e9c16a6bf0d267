#include "certcheck/path/certificate_checks.h"
#include "certcheck/path/checks.h"
#include "certcheck/x509/oids.h"

namespace certcheck::path {
namespace {

namespace oids = x509::oids;

std::string list(const x509::ExtendedKeyUsage& usage) {
  std::string text;
  for (const der::Oid purpose : usage.purposes) text += (text.empty() ? "" : ", ") + purpose.to_string();
  return text;
}

// RFC 5280 4.2.1.12: "If the extension is present, then the certificate MUST only be used for one of the
// purposes indicated." anyExtendedKeyUsage allows any. Clients apply this to CA certificates too, so that a
// CA can be confined to a purpose (BR 7.1.2.10.6; mozilla::pkix, bssl::pki, Go and OpenSSL alike).
void check_extended_key_usage(const x509::Certificate& certificate, Role role, Purpose purpose,
                              Findings& findings) {
  if (!certificate.extended_key_usage || certificate.extended_key_usage->has(oids::any_extended_key_usage) ||
      certificate.extended_key_usage->has(purpose == Purpose::server ? oids::server_auth : oids::client_auth))
    return;
  report_extension(findings, checks::extended_key_usage_purpose, certificate, oids::extended_key_usage,
                   std::string(role == Role::leaf ? "the certificate" : "the CA") + " is not meant for TLS " +
                       std::string(to_string(purpose)) + "s")
      .evidence = {{"purpose", std::string(to_string(purpose))},
                   {"allowed", list(*certificate.extended_key_usage)}};
}

// RFC 5280 4.2.1.12: id-kp-serverAuth is consistent with digitalSignature, keyEncipherment or keyAgreement,
// id-kp-clientAuth with digitalSignature or keyAgreement; RFC 8446 4.4.2.2 and RFC 5246 7.4.2 ask for them.
void check_leaf_key_usage(const x509::Certificate& certificate, Purpose purpose, Findings& findings) {
  using Bit = x509::KeyUsage::Bit;
  if (!certificate.key_usage) return;
  const x509::KeyUsage& usage = *certificate.key_usage;
  if (usage.has(Bit::digital_signature) || usage.has(Bit::key_agreement) ||
      (purpose == Purpose::server && usage.has(Bit::key_encipherment)))
    return;
  report_extension(findings, checks::key_usage_purpose, certificate, oids::key_usage,
                   "the key usage allows no TLS handshake")
      .evidence = {{"purpose", std::string(to_string(purpose))}};
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
  }
  return "any";
}

void check_purpose(const x509::Certificate& certificate, Role role, const Options& options,
                   Findings& findings) {
  if (options.purpose == Purpose::any) return;
  check_extended_key_usage(certificate, role, options.purpose, findings);
  if (role == Role::leaf) check_leaf_key_usage(certificate, options.purpose, findings);
}

}  // namespace certcheck::path
