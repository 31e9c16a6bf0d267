#include "certcheck/crypto/digest.h"
#include "certcheck/lint/chain/links.h"
#include "certcheck/lint/chain/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/unread.h"
#include "certcheck/x509/ocsp.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

namespace certcheck::lint::chain {
namespace {

namespace oids = x509::oids;
using crypto::Digest;
using x509::Certificate;
using x509::OcspResponse;

// RFC 5280 4.2.1.13: "If the certificate issuer is not the CRL issuer, then the cRLIssuer field MUST be
// present", so without it the issuer signs the CRLs; 4.2.1.3: cRLSign "is asserted when the subject public
// key is used for verifying signatures on certificate revocation lists". A warning: a CA may keep a second
// key with a certificate of its own for that.
Outcome issuer_cannot_sign_crls(Chain chain, const Reporter& report) {
  return check_links(chain, [&report](const Link& link) {
    const auto& points = link.subject.certificate.crl_distribution_points;
    const auto& usage = link.issuer.certificate.key_usage;
    if (!points || !usage ||
        std::none_of(points->points.begin(), points->points.end(),
                     [](const x509::DistributionPoint& point) { return point.crl_issuer.empty(); }))
      return Outcome::not_applicable;
    if (usage->has(x509::KeyUsage::crl_sign)) return Outcome::pass;
    const Certificate& issuer = link.issuer.certificate;
    const x509::Extension* extension = issuer.find(oids::key_usage);
    return report.fire_at(
        link.index + 1, place_in(issuer, *extension), extension->value_offset,
        fmt::format("keyUsage lacks cRLSign, but {} points to CRLs that have to be signed with this key",
                    name_of(link.subject)));
  });
}

std::optional<Digest> digest_of(const x509::AlgorithmIdentifier& algorithm) {
  return algorithm.oid == oids::sha1     ? std::optional(Digest::sha1)
         : algorithm.oid == oids::sha256 ? std::optional(Digest::sha256)
         : algorithm.oid == oids::sha384 ? std::optional(Digest::sha384)
         : algorithm.oid == oids::sha512 ? std::optional(Digest::sha512)
                                         : std::nullopt;
}

/// True if the CertID names this as the issuer (RFC 6960 4.1.1). True as well where its digest is unknown.
bool may_name(const x509::SingleResponse& single, const x509::Name& issuer) {
  const auto which = digest_of(single.hash_algorithm);
  const auto hash = which ? crypto::digest(*which, issuer.bytes) : std::nullopt;
  return !hash || same_bytes(*hash, single.issuer_name_hash);
}

bool signs_for_itself(const OcspResponse& response, const Certificate& certificate) {
  return !response.responses.empty() && may_name(response.responses.front(), certificate.subject);
}

/// RFC 6960 4.2.2.3: a responder is named, or its key is by SHA-1.
bool is_responder(const OcspResponse& response, const Certificate& certificate) {
  if (response.responder_name) return x509::same_name(*response.responder_name, certificate.subject);
  const auto hash = response.responder_key_hash
                        ? crypto::digest(Digest::sha1, certificate.public_key.key.bytes)
                        : std::nullopt;
  return hash && same_bytes(*hash, *response.responder_key_hash);
}

/// The certificate by which the CA lets another sign the response; null if it signs itself or shows none.
const Certificate* delegate_of(const OcspResponse& response) {
  const auto found = std::find_if(
      response.certificates.begin(), response.certificates.end(),
      [&](const auto& certificate) { return certificate->complete && is_responder(response, *certificate); });
  return found == response.certificates.end() || signs_for_itself(response, **found) ? nullptr : found->get();
}

template <typename Rule>
Outcome check_delegate(const OcspResponse& response, Rule rule) {
  const Certificate* delegate = delegate_of(response);
  return delegate == nullptr ? Outcome::not_applicable : rule(*delegate);
}

constexpr std::string_view place_of_delegate = "responseBytes.response.certs";

// RFC 6960 4.2.2.2: "OCSP signing delegation SHALL be designated by the inclusion of id-kp-OCSPSigning in an
// extended key usage certificate extension included in the OCSP response signer's certificate."
Outcome delegate_without_purpose(const OcspResponse& response, const Reporter& report) {
  return check_delegate(response, [&report](const Certificate& delegate) {
    const auto& usage = delegate.extended_key_usage;
    if (is_unread(delegate, oids::extended_key_usage)) return Outcome::not_applicable;
    return usage && usage->has(oids::ocsp_signing)
               ? Outcome::pass
               : report.fire(
                     place_of_delegate, {},
                     fmt::format("the responder's certificate, {}, does not have the purpose OCSPSigning",
                                 delegate.subject.to_string()));
  });
}

// RFC 6960 4.2.2.2: the responder's certificate "MUST be issued directly by the CA that is identified in the
// request."
Outcome delegate_of_another_ca(const OcspResponse& response, const Reporter& report) {
  return check_delegate(response, [&](const Certificate& delegate) {
    return response.responses.empty() ? Outcome::not_applicable
           : may_name(response.responses.front(), delegate.issuer)
               ? Outcome::pass
               : report.fire(place_of_delegate, {},
                             fmt::format("the responder's certificate was issued by {}, not by the CA "
                                         "whose certificate the response is about",
                                         delegate.issuer.to_string()));
  });
}

// RFC 5280 6.1.3 (a)(2): a certificate is good for signatures made in its validity period.
Outcome delegate_not_valid(const OcspResponse& response, const Reporter& report) {
  return check_delegate(response, [&](const Certificate& delegate) {
    const auto &at = response.produced_at.time, &from = delegate.not_before.time,
               &to = delegate.not_after.time;
    if (!at || !from || !to) return Outcome::not_applicable;
    return *from <= *at && *at <= *to
               ? Outcome::pass
               : report.fire(
                     place_of_delegate, {},
                     fmt::format("the response was produced at {}, but the responder's certificate is "
                                 "valid from {} to {}",
                                 format_rfc3339(*at), format_rfc3339(*from), format_rfc3339(*to)));
  });
}

// RFC 6960 4.2.2.2.1: a CA tells how the responder's certificate is checked for revocation: not at all
// (id-pkix-ocsp-nocheck), by CRLs, or by OCSP. It "may choose not to specify" any, and then clients do as
// they like. BR 7.1.2.8.6 asks for nocheck.
Outcome delegate_revocation_unsaid(const OcspResponse& response, const Reporter& report) {
  return check_delegate(response, [&report](const Certificate& delegate) {
    const bool said = delegate.find(oids::ocsp_no_check) != nullptr ||
                      delegate.find(oids::crl_distribution_points) != nullptr ||
                      delegate.find(oids::authority_information_access) != nullptr;
    if (!said && Unread(delegate.findings).extensions()) return Outcome::not_applicable;
    return said ? Outcome::pass
                : report.fire(place_of_delegate, {},
                              fmt::format("the responder's certificate, {}, does not say how its own "
                                          "revocation is checked",
                                          delegate.subject.to_string()));
  });
}

constexpr Lint revocation_signers_lints[] = {
    {.check = {.id = "chain.revocation_signers.issuer_cannot_sign_crls",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "keyUsage of a CA whose certificates point to its CRLs SHOULD assert cRLSign.",
               .citation = "RFC 5280 4.2.1.3, 4.2.1.13",
               .hint = "Issue the CA certificate again with cRLSign, or add the issuer of the CRLs to the "
                       "distribution points."},
     .example = "an intermediate with keyCertSign alone whose leaves have CRL distribution points",
     .chain = issuer_cannot_sign_crls},
    {.check =
         {.id = "chain.revocation_signers.delegate_without_purpose",
          .severity = Severity::error,
          .counts = Counts::never,
          .requirement =
              "The certificate of a delegated OCSP responder MUST contain id-kp-OCSPSigning in extKeyUsage.",
          .citation = "RFC 6960 4.2.2.2",
          .hint = "Issue the responder's certificate with the purpose OCSPSigning."},
     .example = "a response signed with the key of a server certificate",
     .effective = dates::rfc6962,
     .ocsp = delegate_without_purpose},
    {.check = {.id = "chain.revocation_signers.delegate_of_another_ca",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The certificate of an OCSP responder MUST be issued directly by the CA that "
                              "issued the certificate in question.",
               .citation = "RFC 6960 4.2.2.2",
               .hint = "Issue the responder's certificate from the CA for which it answers."},
     .example = "a responder for an intermediate's certificates that was certified by the root",
     .effective = dates::rfc6962,
     .ocsp = delegate_of_another_ca},
    {.check = {.id = "chain.revocation_signers.delegate_not_valid",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The certificate of an OCSP responder MUST be within its validity period when "
                              "the response is produced.",
               .citation = "RFC 5280 6.1.3 (a)(2); RFC 6960 4.2.2.2",
               .hint = "Renew the responder's certificate."},
     .example = "a response produced a day after the responder's certificate expired",
     .effective = dates::rfc6962,
     .ocsp = delegate_not_valid},
    {.check = {.id = "chain.revocation_signers.delegate_revocation_unsaid",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "The certificate of an OCSP responder SHOULD say whether and how its own "
                              "revocation is checked.",
               .citation = "RFC 6960 4.2.2.2.1; BR 7.1.2.8.6",
               .hint = "Issue short-lived responder certificates with id-pkix-ocsp-nocheck."},
     .example = "a responder's certificate with neither nocheck nor CRL distribution points",
     .effective = dates::rfc6962,
     .ocsp = delegate_revocation_unsaid},
};

}  // namespace

constinit const Rows revocation_signers_rows = revocation_signers_lints;

}  // namespace certcheck::lint::chain
