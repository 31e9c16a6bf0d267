#pragma once

#include "certcheck/base/check.h"

#include <span>

namespace certcheck::path {

/// What can be wrong with a certification path (RFC 5280 section 6) and what the profiles add to it. Where a
/// limit differs between profiles or is lifted by an option, the check is only reported where it is in force,
/// so most of them count always; a sibling that never counts says what would be refused elsewhere.
namespace checks {

inline constexpr Check validity_expired{
    "path.validity.expired", Severity::error,
    Counts::always,          "A certificate is used no later than its notAfter.",
    "RFC 5280 6.1.3 (a)(2)", "Renew the certificate; of an intermediate, send its current certificate."};
inline constexpr Check validity_not_yet_valid{"path.validity.not_yet_valid",
                                              Severity::error,
                                              Counts::always,
                                              "A certificate is used no earlier than its notBefore.",
                                              "RFC 5280 6.1.3 (a)(2)",
                                              "Wait, or check the clocks of the issuer and of this machine."};
inline constexpr Check validity_unreadable{
    "path.validity.unreadable",
    Severity::error,
    Counts::always,
    "The validity period says from when to when a certificate may be used.",
    "RFC 5280 4.1.2.5",
    "Issue the certificate again with well-formed times."};
inline constexpr Check signature_invalid{"path.signature.invalid",
                                         Severity::error,
                                         Counts::always,
                                         "A certificate is signed by the key of the certificate above it.",
                                         "RFC 5280 6.1.3 (a)(1)",
                                         "Use the issuer's certificate whose key signed this one; if this is "
                                         "the one, the certificate was altered: issue it again."};
inline constexpr Check signature_unsupported{
    "path.signature.unsupported",
    Severity::error,
    Counts::always,
    "Signatures are made with an algorithm that the relying party can verify.",
    "RFC 5280 6.1.3 (a)(1)",
    "Sign with RSA, ECDSA, EdDSA or ML-DSA."};
inline constexpr Check signature_weak_digest{"path.signature.weak_digest",
                                             Severity::error,
                                             Counts::always,
                                             "Signatures are not made over SHA-1 where it is refused.",
                                             "BR 7.1.3.2; RFC 6194 3",
                                             "Issue the certificate again with SHA-256 or better."};
inline constexpr Check signature_weak_digest_allowed{
    "path.signature.weak_digest_allowed",
    Severity::warning,
    Counts::never,
    "Signatures should not be made over SHA-1.",
    "RFC 6194 3",
    "Issue the certificate again with SHA-256 or better: most clients refuse SHA-1."};
inline constexpr Check signature_broken_digest{
    "path.signature.broken_digest",
    Severity::error,
    Counts::always,
    "Signatures are not made over MD2, MD4 or MD5: anybody can forge them.",
    "RFC 6149; RFC 6150; RFC 6151",
    "Issue the certificate again with SHA-256 or better."};
inline constexpr Check signature_parameters{
    "path.signature.parameters_malformed",
    Severity::error,
    Counts::always,
    "An algorithm identifier MUST have the parameters that its algorithm's standard gives it.",
    "RFC 5280 4.1.1.2; RFC 5758 3.1, 3.2; RFC 4055 3.1, 5; RFC 8410 3; RFC 9881 2",
    "Fix the issuing software: it encodes the algorithm identifier wrongly; the algorithm itself is sound."};
inline constexpr Check signature_algorithm_not_allowed{
    "path.signature.algorithm_not_allowed",
    Severity::error,
    Counts::all_webpki,
    "Signatures of the web PKI MUST be RSA PKCS#1 or PSS or ECDSA with SHA-256, SHA-384 or SHA-512, PSS with "
    "MGF1 of the same digest and a salt of its length; browsers also know Ed25519, Ed448 and ML-DSA.",
    "BR 7.1.3.2",
    "Issue the certificate again with RSA or ECDSA and SHA-256, which every client verifies."};
inline constexpr Check signature_below_minimum{
    "path.signature.below_minimum_strength",
    Severity::error,
    Counts::always,
    "The signatures of a path MUST have the security strength that the relying party asks for.",
    "NIST SP 800-57 part 1 rev. 5, 5.6.1",
    "Issue the certificate again with a longer digest, or ask for less with --min-key-strength."};
inline constexpr Check issuer_not_found{
    "path.issuer.not_found",
    Severity::error,
    Counts::always,
    "Every path ends in a trust anchor.",
    "RFC 5280 6.1",
    "Send the missing intermediate certificate, or trust the root that it leads to."};
inline constexpr Check issuer_other_key{
    "path.issuer.other_key",
    Severity::error,
    Counts::always,
    "An intermediate of the issuer's name MUST have the key that signed the certificate.",
    "RFC 5280 6.1.3 (a)(1)",
    "Send the intermediate certificate whose key signed this one, or have the certificate issued by the "
    "intermediate that is sent: a CA was probably generated again under its old name."};
inline constexpr Check issuer_name_mismatch{
    "path.issuer.name_mismatch",
    Severity::error,
    Counts::always,
    "The issuer of a certificate is the subject of the certificate above it.",
    "RFC 5280 6.1.3 (a)(4)",
    "Send the certificate of the CA that is named as the issuer."};
inline constexpr Check issuer_name_for_browsers{
    "path.issuer.name_not_matched_by_browsers",
    Severity::error,
    Counts::all_webpki,
    "Browsers match an issuer with a subject only if the two differ in nothing but ASCII case, spaces and "
    "the type of string; RFC 5280 7.1 would fold all of Unicode.",
    "RFC 5280 6.1.3 (a)(4), 7.1",
    "Issue the certificate again with the issuer's name exactly as the CA's certificate encodes its "
    "subject."};
inline constexpr Check issuer_key_id_mismatch{
    "path.issuer.key_id_mismatch",
    Severity::error,
    Counts::strict,
    "The key identifier of authorityKeyIdentifier MUST be the issuer's subject key identifier.",
    "RFC 5280 4.2.1.1, 4.2.1.2",
    "Issue the certificate again with its issuer's key identifier; if the CA has another certificate with "
    "the identifier that is named, use that one."};
inline constexpr Check issuer_serial_mismatch{
    "path.issuer.serial_mismatch",
    Severity::error,
    Counts::strict,
    "An authorityKeyIdentifier with issuer and serial number MUST name the issuer's certificate.",
    "RFC 5280 4.2.1.1",
    "Identify the issuer by its key alone: a renewed CA certificate has another serial number."};
inline constexpr Check self_signed{
    "path.self_signed", Severity::error,
    Counts::always,     "A self-signed certificate is a trust anchor or is not trusted.",
    "RFC 5280 6.1",     "Use a certificate from a CA that clients trust, or make this one an anchor."};
inline constexpr Check anchor_not_trusted{
    "path.anchor.not_trusted",
    Severity::error,
    Counts::always,
    "The self-signed certificate that a path ends in is a trust anchor.",
    "RFC 5280 6.1.1 (d)",
    "Add this root to the clients' trust stores, or use a certificate from a CA that they trust."};
inline constexpr Check anchor_other_key{
    "path.anchor.other_key",
    Severity::error,
    Counts::always,
    "A trust anchor of the issuer's name MUST have the key that signed the certificate.",
    "RFC 5280 6.1.1 (d), 6.1.3 (a)(1)",
    "Put the current CA certificate into the trust store, or have the certificate issued by the CA that is "
    "there: the CA was probably generated again under its old name."};
inline constexpr Check anchor_not_root{
    "path.anchor.not_root",
    Severity::notice,
    Counts::never,
    "A trust anchor should be a root: whether clients trust a chain that ends in another certificate "
    "differs.",
    "RFC 5280 6.1.1 (d); RFC 5914 1",
    "Trust the root that issued this certificate as well, or let OpenSSL-based clients accept partial chains "
    "(X509_V_FLAG_PARTIAL_CHAIN)."};
inline constexpr Check anchor_expired{
    "path.anchor.expired", Severity::warning,
    Counts::never,         "The certificate of a trust anchor should not be out of date.",
    "RFC 5280 6.1.1 (d)",  "Distribute the CA's current root: some clients hold a root's dates against it."};
inline constexpr Check anchor_not_a_ca{
    "path.anchor.not_a_ca",
    Severity::warning,
    Counts::never,
    "The certificate of a trust anchor that issues others should be a CA certificate.",
    "RFC 5280 4.2.1.9, 6.1.1 (d)",
    "Trust the certificate of a CA: most clients do not let this one issue others."};
inline constexpr Check anchor_distrusted_after{
    "path.anchor.distrusted_after",
    Severity::error,
    Counts::all_webpki,
    "A certificate was issued before its root store's distrust date for the root.",
    "Mozilla Root Store Policy 7.3; Chrome Root Program Policy",
    "Get a certificate from another CA."};
inline constexpr Check anchor_constrained_after{
    "path.anchor.constrained_after",
    Severity::error,
    Counts::always,
    "A certificate MUST be issued before the date that the user gives for its trust anchor.",
    "RFC 5937 3; certcheck --anchor-constraints",
    "Get a certificate from another CA, or change the date in the file of anchor constraints."};
inline constexpr Check anchor_purpose_not_trusted{
    "path.anchor.purpose_not_trusted",
    Severity::error,
    Counts::always,
    "The store of a trust anchor MUST trust it for the purpose, where it says for which.",
    "RFC 5280 6.1.1 (d); OpenSSL X509_check_trust(3)",
    "Use a certificate from a CA that the store trusts for this purpose."};
inline constexpr Check anchor_settings_unreadable{
    "path.anchor.settings_unreadable",
    Severity::error,
    Counts::always,
    "The trust settings that come with a trust anchor MUST be readable.",
    "OpenSSL X509_CERT_AUX; p11-kit trust attributes",
    "Write the store anew, e.g. with openssl x509 -trustout."};
inline constexpr Check anchor_constraint_unreadable{
    "path.anchor.constraint_unreadable",
    Severity::error,
    Counts::always,
    "Constraints of a trust anchor that are applied can be read.",
    "RFC 5937 3",
    "Distribute the root with well-formed extensions."};
inline constexpr Check basic_constraints_missing{
    "path.basic_constraints.missing",
    Severity::error,
    Counts::always,
    "A certificate that issues others has basic constraints.",
    "RFC 5280 6.1.4 (k)",
    "Issue the CA certificate again with basicConstraints, cA TRUE."};
inline constexpr Check basic_constraints_not_ca{
    "path.basic_constraints.not_ca",
    Severity::error,
    Counts::always,
    "A certificate that issues others is a CA by its basic constraints.",
    "RFC 5280 6.1.4 (k)",
    "Only CA certificates can issue: get the certificate from a CA."};
inline constexpr Check version_not_v3{
    "path.version.not_v3", Severity::error,
    Counts::always,        "A CA certificate below the anchor is of version 3.",
    "RFC 5280 6.1.4 (k)",  "Issue the CA certificate again as X.509 v3."};
inline constexpr Check leaf_not_v3{"path.leaf.not_v3", Severity::error,
                                   Counts::all_webpki, "A server's certificate is of version 3.",
                                   "BR 7.1.1",         "Issue the certificate again as X.509 v3."};
inline constexpr Check leaf_is_ca{"path.leaf.is_ca",     Severity::error,
                                  Counts::webpki_strict, "A server's certificate is not a CA certificate.",
                                  "BR 7.1.2.7.8",        "Use an end-entity certificate for the server."};
inline constexpr Check path_length_exceeded{"path.path_length.exceeded",
                                            Severity::error,
                                            Counts::always,
                                            "No more intermediates follow than pathLenConstraint allows.",
                                            "RFC 5280 6.1.4 (l), (m)",
                                            "Issue from a CA whose path length constraint leaves room."};
inline constexpr Check depth_exceeded{
    "path.depth.exceeded", Severity::error,
    Counts::always,        "A path has no more intermediates than the relying party allows.",
    "RFC 5280 6.1",        "Raise the depth limit, or use a shorter chain."};
inline constexpr Check tls_feature_not_inherited{
    "path.tls_feature.not_inherited",
    Severity::error,
    Counts::strict,
    "A certificate MUST have the TLS features that the certificate of its issuer has.",
    "RFC 7633 4.2.2",
    "Issue the certificate again with the TLS features of its CA (must-staple is status_request, 5)."};
inline constexpr Check key_usage_no_cert_sign{"path.key_usage.no_cert_sign",
                                              Severity::error,
                                              Counts::always,
                                              "A CA whose certificate has a key usage has keyCertSign in it.",
                                              "RFC 5280 6.1.4 (n)",
                                              "Issue the CA certificate again with keyCertSign."};
inline constexpr Check key_usage_purpose{
    "path.key_usage.purpose_not_allowed",
    Severity::error,
    Counts::all_webpki,
    "The leaf's key usage MUST allow its purpose: for TLS digitalSignature, keyEncipherment or keyAgreement.",
    "RFC 5280 4.2.1.3, 4.2.1.12",
    "Issue the certificate again with digitalSignature; or ask for the purpose that it is for (--purpose)."};
inline constexpr Check extended_key_usage_purpose{
    "path.extended_key_usage.purpose_not_allowed",
    Severity::error,
    Counts::always,
    "Each certificate with extended key usages allows the purpose it is used for.",
    "RFC 5280 4.2.1.12; BR 7.1.2.10.6",
    "Get a certificate whose extKeyUsage has the purpose that is asked for (serverAuth for TLS servers, "
    "clientAuth for TLS clients), from CAs whose extKeyUsage, if they have one, has it as well."};
inline constexpr Check extended_key_usage_missing{
    "path.extended_key_usage.missing",
    Severity::error,
    Counts::always,
    "A certificate for time stamping or OCSP signing MUST name that purpose in extKeyUsage.",
    "RFC 3161 2.3; RFC 6960 4.2.2.2",
    "Issue the certificate again with the purpose in extKeyUsage."};
inline constexpr Check extended_key_usage_not_alone{
    "path.extended_key_usage.not_alone",
    Severity::error,
    Counts::always,
    "extKeyUsage of a certificate for time stamping MUST have no other purpose.",
    "RFC 3161 2.3",
    "Issue the certificate again with timeStamping as its only purpose."};
inline constexpr Check extended_key_usage_not_critical{
    "path.extended_key_usage.not_critical",
    Severity::error,
    Counts::always,
    "extKeyUsage of a certificate for time stamping MUST be critical.",
    "RFC 3161 2.3",
    "Issue the certificate again with extKeyUsage critical."};
inline constexpr Check code_signing_profile{
    "path.code_signing.not_conforming",
    Severity::error,
    Counts::webpki_or_strict,
    "A certificate for code signing MUST have codeSigning, not serverAuth or anyExtendedKeyUsage, and a "
    "critical "
    "keyUsage with digitalSignature, not keyCertSign or cRLSign.",
    "CA/Browser Forum Code Signing BR 7.1.2.3; OpenSSL X509_PURPOSE_CODE_SIGN",
    "Issue the certificate again with these extensions."};
inline constexpr Check time_stamping_ca_key_usage{
    "path.key_usage.time_stamping_with_ca_bits",
    Severity::error,
    Counts::webpki_or_strict,
    "keyUsage of a certificate for time stamping MUST NOT have keyCertSign or cRLSign.",
    "CA/Browser Forum Code Signing BR 7.1.2.3",
    "Issue the certificate again with digitalSignature alone."};
inline constexpr Check unknown_critical{
    "path.extension.unknown_critical",
    Severity::error,
    Counts::always,
    "Every critical extension is one that the relying party processes.",
    "RFC 5280 6.1.4 (o), 6.1.5 (f)",
    "Issue the certificate without the extension, or with it non-critical."};
inline constexpr Check key_too_small{"path.key.too_small",
                                     Severity::error,
                                     Counts::always,
                                     "Keys are large enough: RSA 2048 bits in the web PKI, 1024 anywhere.",
                                     "BR 6.1.5; RFC 5280 6.1.3 (a)(1)",
                                     "Issue the certificate for a larger key."};
inline constexpr Check key_below_minimum{
    "path.key.below_minimum_strength",
    Severity::error,
    Counts::always,
    "The keys of a path MUST have the security strength that the relying party asks for.",
    "NIST SP 800-57 part 1 rev. 5, 5.6.1",
    "Issue the certificate for a stronger key, or ask for less with --min-key-strength."};
inline constexpr Check key_weak{
    "path.key.weak",
    Severity::warning,
    Counts::never,
    "Keys should be as strong as today's practice asks: RSA 2048 bits, no DSA.",
    "NIST SP 800-131A 3",
    "Issue the certificate for an RSA-2048 or P-256 key: most clients refuse this one."};
inline constexpr Check key_explicit_curve{
    "path.key.explicit_curve", Severity::error,
    Counts::webpki_or_strict,  "EC keys name their curve instead of spelling out its parameters.",
    "RFC 5480 2.1.1",          "Issue the certificate for a key on a named curve."};
inline constexpr Check key_curve_not_allowed{"path.key.curve_not_allowed",
                                             Severity::error,
                                             Counts::all_webpki,
                                             "EC keys of the web PKI are on P-256, P-384 or P-521.",
                                             "BR 6.1.5",
                                             "Issue the certificate for a P-256 key."};
inline constexpr Check key_algorithm_not_allowed{"path.key.algorithm_not_allowed",
                                                 Severity::error,
                                                 Counts::all_webpki,
                                                 "Keys of the web PKI are RSA, EC, EdDSA or ML-DSA keys.",
                                                 "BR 6.1.5",
                                                 "Issue the certificate for an RSA or EC key."};
inline constexpr Check key_unusable{"path.key.unusable", Severity::error,
                                    Counts::always,      "A key can be decoded and used.",
                                    "RFC 5280 4.1.2.7",  "Issue the certificate again for a sound key."};
inline constexpr Check policy_none_valid{"path.policy.none_valid",
                                         Severity::error,
                                         Counts::always,
                                         "Where a policy is required, one is valid along the whole path.",
                                         "RFC 5280 6.1.3 (f), 6.1.5 (g); RFC 9618 5.5, 5.6",
                                         "Use a chain whose certificates all assert a required policy."};
inline constexpr Check policy_mapping_any{"path.policy.mapping_of_any_policy",
                                          Severity::error,
                                          Counts::always,
                                          "Policy mappings neither map from nor to anyPolicy.",
                                          "RFC 5280 6.1.4 (a)",
                                          "Issue the CA certificate again without that mapping."};
inline constexpr Check policy_unknown_qualifier{
    "path.policy.unknown_qualifier",
    Severity::error,
    Counts::always,
    "The qualifiers of critical certificate policies are ones that the relying party can interpret.",
    "RFC 5280 4.2.1.4",
    "Issue the certificate with the policies non-critical, or without the qualifier."};
inline constexpr Check budget_signatures{
    "path.budget.signatures",
    Severity::error,
    Counts::always,
    "A path is found before the budget of signature checks is spent.",
    "certcheck budget: signatures",
    "Send only the certificates that lead to the root; raise the budget if the chain is sound."};
inline constexpr Check budget_steps{
    "path.budget.steps",
    Severity::error,
    Counts::always,
    "A path is found before the budget of search steps is spent.",
    "certcheck budget: path_steps",
    "Send only the certificates that lead to the root; raise the budget if the chain is sound."};
inline constexpr Check budget_paths{
    "path.budget.paths",
    Severity::error,
    Counts::always,
    "A path is found among the candidates that the budget allows to judge.",
    "certcheck budget: paths",
    "Send only the certificates that lead to the root; raise the budget if the chain is sound."};
inline constexpr Check budget_depth{"path.budget.depth",
                                    Severity::error,
                                    Counts::always,
                                    "A path is no longer than the budget allows.",
                                    "certcheck budget: depth",
                                    "Use a shorter chain."};
inline constexpr Check budget_policy_nodes{"path.budget.policy_nodes",
                                           Severity::error,
                                           Counts::always,
                                           "The policies of a path fit the budget.",
                                           "certcheck budget: policy_nodes; RFC 9618 1",
                                           "Issue CA certificates with fewer policies and mappings."};

}  // namespace checks

/// Every check above, in that order.
std::span<const Check* const> all_checks();

}  // namespace certcheck::path
