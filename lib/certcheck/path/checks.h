#pragma once

#include "certcheck/base/check.h"

#include <span>

namespace certcheck::path {

/// What can be wrong with a certification path (RFC 5280 section 6) and what the profiles add to it. Where a
/// limit differs between profiles or is lifted by an option, the check is only reported where it is in force,
/// so most of them count always; a sibling that never counts says what would be refused elsewhere.
namespace checks {

inline constexpr Check validity_expired{
    .id = "path.validity.expired",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "A certificate MUST NOT be used after its notAfter.",
    .citation = "RFC 5280 6.1.3 (a)(2)",
    .hint = "Renew the certificate; of an intermediate, send its current certificate."};
inline constexpr Check validity_not_yet_valid{
    .id = "path.validity.not_yet_valid",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "A certificate MUST NOT be used before its notBefore.",
    .citation = "RFC 5280 6.1.3 (a)(2)",
    .hint = "Wait, or check the clocks of the issuer and of this machine."};
inline constexpr Check validity_unreadable{.id = "path.validity.unreadable",
                                           .severity = Severity::error,
                                           .counts = Counts::always,
                                           .requirement = "notBefore and notAfter MUST be well-formed times.",
                                           .citation = "RFC 5280 4.1.2.5",
                                           .hint = "Issue the certificate again with well-formed times."};
inline constexpr Check signature_invalid{
    .id = "path.signature.invalid",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "A certificate MUST be signed with the key of the certificate above it.",
    .citation = "RFC 5280 6.1.3 (a)(1)",
    .hint =
        "Use the issuer's certificate whose key signed this one; if this is "
        "the one, the certificate was altered: issue it again."};
inline constexpr Check signature_unsupported{
    .id = "path.signature.unsupported",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "A certificate MUST be signed with an algorithm that the relying party can verify.",
    .citation = "RFC 5280 6.1.3 (a)(1)",
    .hint = "Sign with RSA, ECDSA, EdDSA or ML-DSA."};
inline constexpr Check signature_unsupported_allowed{
    .id = "path.signature.unsupported_allowed",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement =
        "A self-signed certificate that is trusted itself SHOULD have a signature that can be verified.",
    .citation = "RFC 5280 6.1",
    .hint =
        "Nothing, if it was meant to be trusted: its own signature proves nothing. Below it, nothing can be "
        "verified."};
inline constexpr Check signature_weak_digest{
    .id = "path.signature.weak_digest",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "Certificates MUST NOT be signed with SHA-1 if the relying party rejects it.",
    .citation = "BR 7.1.3.2; RFC 6194 3",
    .hint = "Issue the certificate again with SHA-256 or better."};
inline constexpr Check signature_weak_digest_allowed{
    .id = "path.signature.weak_digest_allowed",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "Certificates SHOULD NOT be signed with SHA-1.",
    .citation = "RFC 6194 3",
    .hint = "Issue the certificate again with SHA-256 or better: most clients refuse SHA-1."};
inline constexpr Check signature_broken_digest{
    .id = "path.signature.broken_digest",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "Certificates MUST NOT be signed with MD2, MD4 or MD5, which can be forged.",
    .citation = "RFC 6149; RFC 6150; RFC 6151",
    .hint = "Issue the certificate again with SHA-256 or better."};
inline constexpr Check signature_parameters{
    .id = "path.signature.parameters_malformed",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement =
        "An algorithm identifier MUST have the parameters that the standard of its algorithm specifies.",
    .citation = "RFC 5280 4.1.1.2; RFC 5758 3.1, 3.2; RFC 4055 3.1, 5; RFC 8410 3; RFC 9881 2",
    .hint =
        "Fix the issuing software: it encodes the algorithm identifier wrongly; the algorithm itself is "
        "sound."};
inline constexpr Check signature_algorithm_not_allowed{
    .id = "path.signature.algorithm_not_allowed",
    .severity = Severity::error,
    .counts = Counts::all_webpki,
    .requirement =
        "Signatures in the web PKI MUST be RSA PKCS#1, RSASSA-PSS or ECDSA with SHA-256, SHA-384 or SHA-512, "
        "RSASSA-PSS using MGF1 with the same digest and a salt of its length; browsers also accept Ed25519, "
        "Ed448 and ML-DSA.",
    .citation = "BR 7.1.3.2",
    .hint = "Issue the certificate again with RSA or ECDSA and SHA-256, which every client verifies."};
inline constexpr Check signature_below_minimum{
    .id = "path.signature.below_minimum_strength",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement =
        "The signatures of a path MUST have the security strength that the relying party requires.",
    .citation = "NIST SP 800-57 part 1 rev. 5, 5.6.1",
    .hint = "Issue the certificate again with a longer digest, or ask for less with --min-key-strength."};
inline constexpr Check issuer_not_found{
    .id = "path.issuer.not_found",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "Every path MUST end in a trust anchor.",
    .citation = "RFC 5280 6.1",
    .hint = "Send the missing intermediate certificate, or trust the root that it leads to."};
inline constexpr Check issuer_circular{
    .id = "path.issuer.circular",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "Every path MUST end in a trust anchor, and has no CA twice.",
    .citation = "RFC 5280 6.1; RFC 4158 2.4.1",
    .hint = "Trust one of the CAs that certify each other, or have one certified by a CA that is trusted."};
inline constexpr Check issuer_other_key{
    .id = "path.issuer.other_key",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "An intermediate with the issuer's name MUST have the key that signed the certificate.",
    .citation = "RFC 5280 6.1.3 (a)(1)",
    .hint =
        "Send the intermediate certificate whose key signed this one, or have the certificate issued by the "
        "intermediate that is sent: a CA was probably generated again under its old name."};
inline constexpr Check issuer_name_mismatch{
    .id = "path.issuer.name_mismatch",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "The issuer of a certificate MUST be the subject of the certificate above it.",
    .citation = "RFC 5280 6.1.3 (a)(4)",
    .hint = "Send the certificate of the CA that is named as the issuer."};
inline constexpr Check issuer_name_for_browsers{
    .id = "path.issuer.name_not_matched_by_browsers",
    .severity = Severity::error,
    .counts = Counts::all_webpki,
    .requirement =
        "The issuer MUST match the subject of the certificate above it as browsers compare names: they "
        "ignore differences in ASCII case, spaces and string types, but do not fold all of Unicode as RFC "
        "5280 7.1 does.",
    .citation = "RFC 5280 6.1.3 (a)(4), 7.1",
    .hint =
        "Issue the certificate again with the issuer's name exactly as the CA's certificate encodes its "
        "subject."};
inline constexpr Check issuer_key_id_mismatch{
    .id = "path.issuer.key_id_mismatch",
    .severity = Severity::error,
    .counts = Counts::strict,
    .requirement =
        "The keyIdentifier of authorityKeyIdentifier MUST be the subjectKeyIdentifier of the issuer.",
    .citation = "RFC 5280 4.2.1.1, 4.2.1.2",
    .hint =
        "Issue the certificate again with its issuer's key identifier; if the CA has another certificate "
        "with the identifier in question, use that one."};
inline constexpr Check issuer_serial_mismatch{
    .id = "path.issuer.serial_mismatch",
    .severity = Severity::error,
    .counts = Counts::strict,
    .requirement =
        "An issuer name and serial number in authorityKeyIdentifier MUST identify the issuer's certificate.",
    .citation = "RFC 5280 4.2.1.1",
    .hint = "Identify the issuer only by its key: a renewed CA certificate has another serial number."};
inline constexpr Check self_signed{
    .id = "path.self_signed",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "A self-signed certificate MUST be a trust anchor to be trusted.",
    .citation = "RFC 5280 6.1",
    .hint = "Use a certificate from a CA that clients trust, or make this one an anchor."};
inline constexpr Check anchor_not_trusted{
    .id = "path.anchor.not_trusted",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "The self-signed certificate at the end of a path MUST be a trust anchor.",
    .citation = "RFC 5280 6.1.1 (d)",
    .hint = "Add this root to the clients' trust stores, or use a certificate from a CA that they trust."};
inline constexpr Check anchor_other_key{
    .id = "path.anchor.other_key",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "A trust anchor with the issuer's name MUST have the key that signed the certificate.",
    .citation = "RFC 5280 6.1.1 (d), 6.1.3 (a)(1)",
    .hint =
        "Put the current CA certificate into the trust store, or have the certificate issued by the CA that "
        "is "
        "there: the CA was probably generated again under its old name."};
inline constexpr Check anchor_identifies_another{
    .id = "path.anchor.identifies_another",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement =
        "The authorityKeyIdentifier of a self-signed certificate SHOULD be absent or identify the "
        "certificate itself.",
    .citation = "RFC 5280 4.2.1.1",
    .hint =
        "Issue the root again without authorityKeyIdentifier: OpenSSL refuses a chain that ends in this "
        "one."};
inline constexpr Check anchor_not_root{
    .id = "path.anchor.not_root",
    .severity = Severity::notice,
    .counts = Counts::never,
    .requirement =
        "A trust anchor SHOULD be a root; clients differ in whether they trust a path that ends in another "
        "certificate.",
    .citation = "RFC 5280 6.1.1 (d); RFC 5914 1",
    .hint =
        "Trust the root that issued this certificate as well, or let OpenSSL-based clients accept partial "
        "chains "
        "(X509_V_FLAG_PARTIAL_CHAIN)."};
inline constexpr Check anchor_expired{
    .id = "path.anchor.expired",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "The certificate of a trust anchor SHOULD NOT be expired.",
    .citation = "RFC 5280 6.1.1 (d)",
    .hint = "Distribute the CA's current root: some clients check a root's dates."};
inline constexpr Check anchor_not_a_ca{
    .id = "path.anchor.not_a_ca",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement = "The certificate of a trust anchor that issues certificates SHOULD be a CA certificate.",
    .citation = "RFC 5280 4.2.1.9, 6.1.1 (d)",
    .hint = "Trust the certificate of a CA: most clients do not let this one issue others."};
inline constexpr Check anchor_distrusted_after{
    .id = "path.anchor.distrusted_after",
    .severity = Severity::error,
    .counts = Counts::all_webpki,
    .requirement = "A certificate MUST be issued before the root store's distrust date for its root.",
    .citation = "Mozilla Root Store Policy 7.3; Chrome Root Program Policy",
    .hint = "Get a certificate from another CA."};
inline constexpr Check anchor_constrained_after{
    .id = "path.anchor.constrained_after",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "A certificate MUST be issued before the date that the user gives for its trust anchor.",
    .citation = "RFC 5937 3; certcheck --anchor-constraints",
    .hint = "Get a certificate from another CA, or change the date in the file of anchor constraints."};
inline constexpr Check distrusted{
    .id = "path.distrusted",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "A path MUST NOT hold a certificate or a key that the user distrusts.",
    .citation = "certcheck --distrust; Mozilla Root Store Policy 7.3",
    .hint = "Get a certificate from another CA."};
inline constexpr Check distrusted_after{
    .id = "path.distrusted_after",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement =
        "A certificate MUST have been logged or issued before the date from which the user distrusts a "
        "certificate or a key of its path.",
    .citation = "certcheck --distrust; Chrome Root Program Policy; Mozilla Root Store Policy 7.3",
    .hint = "Get a certificate from another CA."};
inline constexpr Check anchor_purpose_not_trusted{
    .id = "path.anchor.purpose_not_trusted",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement =
        "The trust store MUST trust an anchor for the purpose, if it restricts the anchor's purposes.",
    .citation = "RFC 5280 6.1.1 (d); OpenSSL X509_check_trust(3)",
    .hint = "Use a certificate from a CA that the store trusts for this purpose."};
inline constexpr Check anchor_settings_unreadable{
    .id = "path.anchor.settings_unreadable",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "The trust settings of a trust anchor MUST be well-formed.",
    .citation = "OpenSSL X509_CERT_AUX; p11-kit trust attributes",
    .hint = "Write the store again, e.g. with openssl x509 -trustout."};
inline constexpr Check anchor_constraint_unreadable{
    .id = "path.anchor.constraint_unreadable",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "Constraints of a trust anchor MUST be well-formed if they are applied.",
    .citation = "RFC 5937 3",
    .hint = "Distribute the root with well-formed extensions."};
inline constexpr Check basic_constraints_missing{
    .id = "path.basic_constraints.missing",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "A certificate that issues certificates MUST contain basicConstraints.",
    .citation = "RFC 5280 6.1.4 (k)",
    .hint = "Issue the CA certificate again with basicConstraints, cA TRUE."};
inline constexpr Check basic_constraints_not_ca{
    .id = "path.basic_constraints.not_ca",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "basicConstraints of a certificate that issues certificates MUST assert cA.",
    .citation = "RFC 5280 6.1.4 (k)",
    .hint = "Only CA certificates can issue: get the certificate from a CA."};
inline constexpr Check version_not_v3{
    .id = "path.version.not_v3",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "A CA certificate below the trust anchor MUST be version 3.",
    .citation = "RFC 5280 6.1.4 (k)",
    .hint = "Issue the CA certificate again as X.509 v3."};
inline constexpr Check leaf_not_v3{.id = "path.leaf.not_v3",
                                   .severity = Severity::error,
                                   .counts = Counts::all_webpki,
                                   .requirement = "A server certificate MUST be version 3.",
                                   .citation = "BR 7.1.1",
                                   .hint = "Issue the certificate again as X.509 v3."};
inline constexpr Check leaf_is_ca{.id = "path.leaf.is_ca",
                                  .severity = Severity::error,
                                  .counts = Counts::webpki_strict,
                                  .requirement = "A server certificate MUST NOT be a CA certificate.",
                                  .citation = "BR 7.1.2.7.8",
                                  .hint = "Use an end-entity certificate for the server."};
inline constexpr Check path_length_exceeded{
    .id = "path.path_length.exceeded",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "A path MUST NOT have more intermediates below a CA than its pathLenConstraint allows.",
    .citation = "RFC 5280 6.1.4 (l), (m)",
    .hint = "Issue from a CA whose path length constraint leaves room."};
inline constexpr Check depth_exceeded{
    .id = "path.depth.exceeded",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "A path MUST NOT have more intermediates than the relying party allows.",
    .citation = "RFC 5280 6.1",
    .hint = "Raise the depth limit, or use a shorter chain."};
inline constexpr Check tls_feature_not_inherited{
    .id = "path.tls_feature.not_inherited",
    .severity = Severity::error,
    .counts = Counts::strict,
    .requirement = "A certificate MUST have at least the TLS features of its issuer's certificate.",
    .citation = "RFC 7633 4.2.2",
    .hint =
        "Issue the certificate again with the TLS features of its CA (must-staple is status_request, 5)."};
inline constexpr Check key_usage_no_cert_sign{
    .id = "path.key_usage.no_cert_sign",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "keyUsage in a CA certificate, if present, MUST assert keyCertSign.",
    .citation = "RFC 5280 6.1.4 (n)",
    .hint = "Issue the CA certificate again with keyCertSign."};
inline constexpr Check key_usage_purpose{.id = "path.key_usage.purpose_not_allowed",
                                         .severity = Severity::error,
                                         .counts = Counts::all_webpki,
                                         .requirement =
                                             "keyUsage in the leaf, if present, MUST allow the purpose: for "
                                             "TLS, digitalSignature, keyEncipherment or keyAgreement.",
                                         .citation = "RFC 5280 4.2.1.3, 4.2.1.12",
                                         .hint =
                                             "Issue the certificate again with digitalSignature; or ask for "
                                             "the purpose that it is for (--purpose)."};
inline constexpr Check extended_key_usage_purpose{
    .id = "path.extended_key_usage.purpose_not_allowed",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement =
        "extKeyUsage, if present in a certificate of the path, MUST allow the purpose for which the path is "
        "used.",
    .citation = "RFC 5280 4.2.1.12; BR 7.1.2.10.6",
    .hint =
        "Get a certificate whose extKeyUsage has the purpose that is asked for (serverAuth for TLS servers, "
        "clientAuth for TLS clients), from CAs whose extKeyUsage, if they have one, has it as well."};
inline constexpr Check extended_key_usage_missing{
    .id = "path.extended_key_usage.missing",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement =
        "A certificate for time stamping or OCSP signing MUST contain that purpose in extKeyUsage.",
    .citation = "RFC 3161 2.3; RFC 6960 4.2.2.2",
    .hint = "Issue the certificate again with the purpose in extKeyUsage."};
inline constexpr Check extended_key_usage_not_alone{
    .id = "path.extended_key_usage.not_alone",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "extKeyUsage of a time stamping certificate MUST NOT contain other purposes.",
    .citation = "RFC 3161 2.3",
    .hint = "Issue the certificate again with timeStamping as its only purpose."};
inline constexpr Check extended_key_usage_not_critical{
    .id = "path.extended_key_usage.not_critical",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "extKeyUsage of a time stamping certificate MUST be critical.",
    .citation = "RFC 3161 2.3",
    .hint = "Issue the certificate again with extKeyUsage critical."};
inline constexpr Check code_signing_profile{
    .id = "path.code_signing.not_conforming",
    .severity = Severity::error,
    .counts = Counts::webpki_or_strict,
    .requirement =
        "A code signing certificate MUST contain codeSigning, MUST NOT contain serverAuth or "
        "anyExtendedKeyUsage, and MUST have a critical keyUsage with digitalSignature and without "
        "keyCertSign and cRLSign.",
    .citation = "CA/Browser Forum Code Signing BR 7.1.2.3; OpenSSL X509_PURPOSE_CODE_SIGN",
    .hint = "Issue the certificate again with these extensions."};
inline constexpr Check time_stamping_ca_key_usage{
    .id = "path.key_usage.time_stamping_with_ca_bits",
    .severity = Severity::error,
    .counts = Counts::webpki_or_strict,
    .requirement = "keyUsage of a time stamping certificate MUST NOT assert keyCertSign or cRLSign.",
    .citation = "CA/Browser Forum Code Signing BR 7.1.2.3",
    .hint = "Issue the certificate again with only digitalSignature."};
inline constexpr Check ignored_critical{
    .id = "path.extension.ignored_critical",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement =
        "The relying party MUST reject a certificate with a critical extension that it does not process.",
    .citation = "RFC 5280 6.1.4 (o), 6.1.5 (f)",
    .hint = "Issue the certificate with the extension non-critical: OpenSSL, GnuTLS and Go refuse it."};
inline constexpr Check unknown_critical{
    .id = "path.extension.unknown_critical",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement =
        "The relying party MUST reject a certificate with a critical extension that it does not process.",
    .citation = "RFC 5280 6.1.4 (o), 6.1.5 (f)",
    .hint = "Issue the certificate without the extension, or with it non-critical."};
inline constexpr Check number_too_large{
    .id = "path.extension.number_too_large",
    .severity = Severity::error,
    .counts = Counts::all_webpki,
    .requirement =
        "pathLenConstraint, requireExplicitPolicy, inhibitPolicyMapping and inhibitAnyPolicy MUST NOT "
        "exceed 255 where browsers are to read them.",
    .citation = "RFC 5280 4.2.1.9, 4.2.1.11, 4.2.1.14; bssl::pki ParseUint8",
    .hint = "Leave the limit out, or issue the certificate again with one that a path can reach."};
inline constexpr Check key_too_small{
    .id = "path.key.too_small",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "RSA keys MUST be 2048 bits or longer in the web PKI, 1024 bits or longer elsewhere.",
    .citation = "BR 6.1.5; RFC 5280 6.1.3 (a)(1)",
    .hint = "Issue the certificate for a larger key."};
inline constexpr Check key_below_minimum{
    .id = "path.key.below_minimum_strength",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "The keys of a path MUST have the security strength that the relying party requires.",
    .citation = "NIST SP 800-57 part 1 rev. 5, 5.6.1",
    .hint = "Issue the certificate for a stronger key, or ask for less with --min-key-strength."};
inline constexpr Check key_weak{
    .id = "path.key.weak",
    .severity = Severity::warning,
    .counts = Counts::never,
    .requirement =
        "Keys SHOULD be as strong as current practice recommends: RSA with 2048 bits or more, no DSA.",
    .citation = "NIST SP 800-131A 3",
    .hint = "Issue the certificate for an RSA-2048 or P-256 key: most clients refuse this one."};
inline constexpr Check key_explicit_curve{
    .id = "path.key.explicit_curve",
    .severity = Severity::error,
    .counts = Counts::webpki_or_strict,
    .requirement = "EC keys MUST use a named curve instead of explicit parameters.",
    .citation = "RFC 5480 2.1.1",
    .hint = "Issue the certificate for a key on a named curve."};
inline constexpr Check key_curve_not_allowed{
    .id = "path.key.curve_not_allowed",
    .severity = Severity::error,
    .counts = Counts::all_webpki,
    .requirement = "EC keys in the web PKI MUST be on P-256, P-384 or P-521.",
    .citation = "BR 6.1.5",
    .hint = "Issue the certificate for a P-256 key."};
inline constexpr Check key_algorithm_not_allowed{
    .id = "path.key.algorithm_not_allowed",
    .severity = Severity::error,
    .counts = Counts::all_webpki,
    .requirement = "Keys in the web PKI MUST be RSA, EC, EdDSA or ML-DSA keys.",
    .citation = "BR 6.1.5",
    .hint = "Issue the certificate for an RSA or EC key."};
inline constexpr Check key_unusable{.id = "path.key.unusable",
                                    .severity = Severity::error,
                                    .counts = Counts::always,
                                    .requirement = "A key MUST be decodable and usable.",
                                    .citation = "RFC 5280 4.1.2.7",
                                    .hint = "Issue the certificate again for a sound key."};
inline constexpr Check policy_none_valid{
    .id = "path.policy.none_valid",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "If a policy is required, at least one policy MUST be valid along the whole path.",
    .citation = "RFC 5280 6.1.3 (f), 6.1.5 (g); RFC 9618 5.5, 5.6",
    .hint = "Use a chain whose certificates all assert a required policy."};
inline constexpr Check policy_mapping_any{.id = "path.policy.mapping_of_any_policy",
                                          .severity = Severity::error,
                                          .counts = Counts::always,
                                          .requirement = "Policies MUST NOT be mapped to or from anyPolicy.",
                                          .citation = "RFC 5280 6.1.4 (a)",
                                          .hint = "Issue the CA certificate again without that mapping."};
inline constexpr Check policy_unknown_qualifier{
    .id = "path.policy.unknown_qualifier",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement =
        "The relying party MUST reject critical certificatePolicies with a qualifier that it cannot "
        "interpret.",
    .citation = "RFC 5280 4.2.1.4",
    .hint = "Issue the certificate with the policies non-critical, or without the qualifier."};
inline constexpr Check budget_signatures{
    .id = "path.budget.signatures",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "A path MUST be found within the budget of signature verifications.",
    .citation = "certcheck budget: signatures",
    .hint = "Send only the certificates that lead to the root; raise the budget if the chain is sound."};
inline constexpr Check budget_steps{
    .id = "path.budget.steps",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "A path MUST be found within the budget of search steps.",
    .citation = "certcheck budget: path_steps",
    .hint = "Send only the certificates that lead to the root; raise the budget if the chain is sound."};
inline constexpr Check budget_paths{
    .id = "path.budget.paths",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "A path MUST be found among the candidates that the budget allows to validate.",
    .citation = "certcheck budget: paths",
    .hint = "Send only the certificates that lead to the root; raise the budget if the chain is sound."};
inline constexpr Check budget_depth{.id = "path.budget.depth",
                                    .severity = Severity::error,
                                    .counts = Counts::always,
                                    .requirement = "A path MUST NOT be longer than the budget allows.",
                                    .citation = "certcheck budget: depth",
                                    .hint = "Use a shorter chain."};
inline constexpr Check budget_policy_nodes{
    .id = "path.budget.policy_nodes",
    .severity = Severity::error,
    .counts = Counts::always,
    .requirement = "The policy processing of a path MUST stay within the budget.",
    .citation = "certcheck budget: policy_nodes; RFC 9618 1",
    .hint = "Issue CA certificates with fewer policies and mappings."};

}  // namespace checks

/// Every check above, in that order.
std::span<const Check* const> all_checks();

}  // namespace certcheck::path
