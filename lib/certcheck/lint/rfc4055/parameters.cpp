#include "certcheck/crypto/digest.h"
#include "certcheck/crypto/rsa_parameters.h"
#include "certcheck/der/reader.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc4055/themes.h"
#include "certcheck/lint/support/key_places.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace certcheck::lint::rfc4055 {
namespace {

using crypto::Digest;
using crypto::KeyKind;
using x509::AlgorithmIdentifier;
namespace oids = x509::oids;

/// The OID and the parameters NULL, in DER and with nothing after.
bool has_null_parameters(const AlgorithmIdentifier& algorithm) {
  const ByteView parameters = algorithm.parameters;
  return parameters.size() == 2 && parameters[0] == der::tag::null && parameters[1] == 0 &&
         algorithm.bytes.size() == 2 + 2 + algorithm.oid.content().size() + 2;
}

Outcome null_parameters(size_t parameters_offset, const AlgorithmIdentifier& algorithm,
                        std::string_view place, const Reporter& report) {
  if (has_null_parameters(algorithm)) return Outcome::pass;
  const bool absent = algorithm.parameters.empty();
  return report.fire(
      place, absent ? algorithm.offset : parameters_offset,
      absent ? fmt::format("the algorithm identifier {} has no parameters", algorithm.oid.to_string())
             : fmt::format("the parameters of {} are not NULL", algorithm.oid.to_string()));
}
Outcome null_parameters(const CertificateFacts& facts, const AlgorithmIdentifier& algorithm,
                        std::string_view place, const Reporter& report) {
  return null_parameters(offset_of(facts.certificate, algorithm.parameters), algorithm, place, report);
}

// RFC 4055 6: "When rsaEncryption is used in an AlgorithmIdentifier the parameters MUST be present and MUST
// be NULL"; 1.2 and RFC 3279 2.3.1 likewise.
Outcome key_not_null(const CertificateFacts& facts, const Reporter& report) {
  return facts.key.kind == KeyKind::rsa
             ? null_parameters(facts, facts.certificate.public_key.algorithm, key_algorithm_place, report)
             : Outcome::not_applicable;
}

// RFC 4055 5: "When any of these four object identifiers appears within an AlgorithmIdentifier, the
// parameters MUST be NULL." RFC 3279 2.2.1 says so of the older ones. These are zlint's, rsaEncryption (no
// signature algorithm) among them.
constexpr std::array pkcs1_signatures{oids::rsa_encryption,  oids::md2_with_rsa,    oids::md5_with_rsa,
                                      oids::sha1_with_rsa,   oids::sha224_with_rsa, oids::sha256_with_rsa,
                                      oids::sha384_with_rsa, oids::sha512_with_rsa};
bool is_pkcs1_signature(der::Oid oid) {
  return std::find(pkcs1_signatures.begin(), pkcs1_signatures.end(), oid) != pkcs1_signatures.end();
}
Outcome signature_not_null(const CertificateFacts& facts, const Reporter& report) {
  const AlgorithmIdentifier& algorithm = facts.certificate.tbs_signature;
  return is_pkcs1_signature(algorithm.oid) ? null_parameters(facts, algorithm, tbs_signature_place, report)
                                           : Outcome::not_applicable;
}
// The same of OCSP responses and requests.
Outcome signature_not_null_elsewhere(const Signed& signature, const Reporter& report) {
  return is_pkcs1_signature(signature.algorithm.oid)
             ? null_parameters(signature.offset_of(signature.algorithm.parameters), signature.algorithm,
                               signature.algorithm_place, report)
             : Outcome::not_applicable;
}
// And of CRLs, of which with SHA-2 rfc5280.crl.signature_parameters_not_null tells it, as in zlint.
Outcome crl_signature_not_null(const x509::Crl& crl, const Reporter& report) {
  const der::Oid oid = crl.signature_algorithm.oid;
  const bool told = oid == oids::sha224_with_rsa || oid == oids::sha256_with_rsa ||
                    oid == oids::sha384_with_rsa || oid == oids::sha512_with_rsa;
  return told ? Outcome::not_applicable : signature_not_null_elsewhere(signed_by(crl), report);
}

// RFC 4055 3.1: "The parameters MUST be present when used in the algorithm identifier associated with a
// signature value."
Outcome pss_missing_in(const AlgorithmIdentifier& algorithm, std::string_view place, const Reporter& report) {
  if (algorithm.oid != oids::rsassa_pss) return Outcome::not_applicable;
  return algorithm.parameters.empty()
             ? report.fire(place, algorithm.offset, "the RSASSA-PSS signature has no parameters")
             : Outcome::pass;
}
Outcome pss_missing(const CertificateFacts& facts, const Reporter& report) {
  return pss_missing_in(facts.certificate.tbs_signature, tbs_signature_place, report);
}
Outcome pss_missing_elsewhere(const Signed& signature, const Reporter& report) {
  return pss_missing_in(signature.algorithm, signature.algorithm_place, report);
}

// RFC 4055 3 as RFC 5756 2 puts it: "When the id-RSASSA-PSS object identifier appears in the TBSCertificate
// subjectPublicKeyInfo algorithm field of CA certificates, then the parameters field SHOULD include the
// RSASSA-PSS-params structure."
Outcome pss_ca_key_without(const CertificateFacts& facts, const Reporter& report) {
  if (facts.key.kind != KeyKind::rsa_pss) return Outcome::not_applicable;
  const AlgorithmIdentifier& algorithm = facts.certificate.public_key.algorithm;
  return algorithm.parameters.empty() ? report.fire(key_algorithm_place, algorithm.offset,
                                                    "the RSASSA-PSS key of the CA has no parameters")
                                      : Outcome::pass;
}

/// What is wrong with RSASSA-PSS parameters, or nothing.
using PssFault = std::string (*)(ByteView parameters);

template <PssFault fault>
Outcome check_pss_in(const AlgorithmIdentifier& algorithm, std::string_view place, const Bytes& der,
                     const Reporter& report) {
  if (algorithm.oid != oids::rsassa_pss || algorithm.parameters.empty()) return Outcome::not_applicable;
  const std::string wrong = fault(algorithm.parameters);
  return wrong.empty() ? Outcome::pass
                       : report.fire(place, static_cast<size_t>(algorithm.parameters.data() - der.data()),
                                     fmt::format("the RSASSA-PSS parameters {}", wrong));
}
/// The parameters of the signature and of the key, one after the other.
template <PssFault fault>
Outcome check_pss(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  return std::max(
      check_pss_in<fault>(certificate.tbs_signature, tbs_signature_place, certificate.der, report),
      check_pss_in<fault>(certificate.public_key.algorithm, key_algorithm_place, certificate.der, report));
}
template <PssFault fault>
Outcome check_pss_elsewhere(const Signed& signature, const Reporter& report) {
  return check_pss_in<fault>(signature.algorithm, signature.algorithm_place, signature.der, report);
}

// RFC 4055 3.1: "the parameters MUST employ the RSASSA-PSS-params syntax".
std::string pss_malformed(ByteView parameters) {
  return std::string(crypto::read_pss_parameters(parameters) ? "" : "are malformed");
}

// RFC 4055 3.1: "Implementations that perform signature generation MUST omit the hashAlgorithm field when
// SHA-1 is used", and so on for maskGenAlgorithm and trailerField; X.690 11.5 for every field.
std::string pss_default_encoded(ByteView parameters) {
  const auto pss = crypto::read_pss_parameters(parameters);
  return std::string(pss && !pss->strict ? "encode a default value" : "");
}

bool is_of_standard(Digest digest) {
  return digest == Digest::sha1 || digest == Digest::sha224 || digest == Digest::sha256 ||
         digest == Digest::sha384 || digest == Digest::sha512;
}

// RFC 4055 3.1 with 2.1 and 2.2: hashAlgorithm is SHA-1, SHA-224, SHA-256, SHA-384 or SHA-512 and
// maskGenAlgorithm MGF1 with one of them; RFC 8017 B.1 has more of the SHA-2 family, which is not used in
// practice.
std::string pss_digest(ByteView parameters) {
  const auto pss = crypto::read_pss_parameters(parameters);
  return std::string(!pss || (is_of_standard(pss->digest) && is_of_standard(pss->mgf_digest))
                         ? ""
                         : "specify a digest or mask generator that the standard does not define");
}

// RFC 4055 3.1: "For MGF1, it is strongly RECOMMENDED that the underlying hash function be the same as the
// one identified by hashAlgorithm."
std::string pss_mask_digest(ByteView parameters) {
  const auto pss = crypto::read_pss_parameters(parameters);
  return !pss || pss->digest == pss->mgf_digest
             ? std::string()
             : fmt::format("specify the digest {} and MGF1 with {}", to_string(pss->digest),
                           to_string(pss->mgf_digest));
}

// RFC 4055 3.1: "For a given hashAlgorithm, the recommended value of saltLength is the number of octets in
// the hash value." Of another digest pss_digest() speaks.
std::string pss_salt_length(ByteView parameters) {
  const auto pss = crypto::read_pss_parameters(parameters);
  return !pss || !is_of_standard(pss->digest) || pss->salt_length == crypto::digest_size(pss->digest)
             ? std::string()
             : fmt::format("have a salt of {} bytes with {}", pss->salt_length, to_string(pss->digest));
}

// RFC 4055 3.1: the value of trailerField MUST be 1; RFC 8017 A.2.3 likewise.
std::string pss_trailer(ByteView parameters) {
  const auto pss = crypto::read_pss_parameters(parameters);
  return !pss || pss->trailer == 1 ? std::string() : fmt::format("have the trailer {}", pss->trailer);
}

// RFC 4055 4.1: "the parameters MUST employ the RSAES-OAEP-params syntax". Defaults are left out
// (X.690 11.5). In keys made since RFC 5756 4 there are none at all: "The parameters MUST be absent when used
// in the subjectPublicKeyInfo field."
Outcome oaep_malformed(const CertificateFacts& facts, const Reporter& report) {
  const AlgorithmIdentifier& algorithm = facts.certificate.public_key.algorithm;
  if (algorithm.oid != oids::rsaes_oaep || algorithm.parameters.empty()) return Outcome::not_applicable;
  const auto oaep = crypto::read_oaep_parameters(algorithm.parameters);
  if (oaep && oaep->strict) return Outcome::pass;
  return report.fire(
      key_algorithm_place, offset_of(facts.certificate, algorithm.parameters),
      oaep ? "the RSAES-OAEP parameters encode a default value" : "the RSAES-OAEP parameters are malformed");
}

constexpr Lint parameters_lints[] = {
    {.check = {.id = "rfc4055.parameters.key_not_null",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The parameters of rsaEncryption in a public key MUST be NULL.",
               .citation = "RFC 4055 1.2; RFC 3279 2.3.1",
               .hint = "Encode the parameters as NULL: 05 00.",
               .zlint = "e_spki_rsa_encryption_parameter_not_null"},
     .example = "rsaEncryption without parameters",
     .effective = dates::rfc5280,
     .certificate = key_not_null},
    {.check = {.id = "rfc4055.parameters.signature_not_null",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The parameters of an RSA PKCS #1 signature algorithm MUST be NULL.",
               .citation = "RFC 4055 5; RFC 3279 2.2.1",
               .hint = "Encode the parameters as NULL, 05 00, and sign again.",
               .zlint = "e_tbs_signature_rsa_encryption_parameter_not_null"},
     .example = "sha256WithRSAEncryption without parameters",
     .effective = dates::rfc5280,
     .certificate = signature_not_null,
     .crl = crl_signature_not_null,
     .ocsp = signature_lint<signature_not_null_elsewhere, x509::OcspResponse>,
     .ocsp_request = signature_lint<signature_not_null_elsewhere, x509::OcspRequest>},
    {.check = {.id = "rfc4055.parameters.pss_missing",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The algorithm identifier of an RSASSA-PSS signature MUST have parameters.",
               .citation = "RFC 4055 3.1",
               .hint = "Encode the parameters, an empty SEQUENCE for SHA-1, and sign again."},
     .example = "an RSASSA-PSS signature without parameters",
     .effective = dates::rfc4055,
     .certificate = pss_missing,
     .crl = signature_lint<pss_missing_elsewhere, x509::Crl>,
     .ocsp = signature_lint<pss_missing_elsewhere, x509::OcspResponse>,
     .ocsp_request = signature_lint<pss_missing_elsewhere, x509::OcspRequest>},
    {.check = {.id = "rfc4055.parameters.pss_ca_key_without",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "The RSASSA-PSS key of a CA SHOULD include RSASSA-PSS-params.",
               .citation = "RFC 4055 3; RFC 5756 2",
               .hint = "Put the parameters of the signatures into the key's algorithm identifier."},
     .example = "a CA certificate with an id-RSASSA-PSS key without parameters",
     .applies = Role::ca,
     .effective = dates::rfc4055,
     .certificate = pss_ca_key_without},
    {.check = {.id = "rfc4055.parameters.pss_malformed",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "RSASSA-PSS parameters MUST be a DER-encoded RSASSA-PSS-params.",
               .citation = "RFC 4055 3.1; RFC 8017 A.2.3",
               .hint = "Encode the parameters again."},
     .example = "RSASSA-PSS with parameters NULL",
     .finds_in = Unusual::pss,
     .effective = dates::rfc4055,
     .certificate = check_pss<pss_malformed>,
     .crl = signature_lint<check_pss_elsewhere<pss_malformed>, x509::Crl>,
     .ocsp = signature_lint<check_pss_elsewhere<pss_malformed>, x509::OcspResponse>,
     .ocsp_request = signature_lint<check_pss_elsewhere<pss_malformed>, x509::OcspRequest>},
    {.check = {.id = "rfc4055.parameters.pss_default_encoded",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "RSASSA-PSS parameters MUST omit default values: SHA-1, MGF1 with SHA-1, 20 "
                              "bytes of salt, trailer 1.",
               .citation = "RFC 4055 3.1; X.690 11.5",
               .hint = "Omit the default value."},
     .example = "RSASSA-PSS parameters with trailerField 1",
     .finds_in = Unusual::pss,
     .effective = dates::rfc4055,
     .certificate = check_pss<pss_default_encoded>,
     .crl = signature_lint<check_pss_elsewhere<pss_default_encoded>, x509::Crl>,
     .ocsp = signature_lint<check_pss_elsewhere<pss_default_encoded>, x509::OcspResponse>,
     .ocsp_request = signature_lint<check_pss_elsewhere<pss_default_encoded>, x509::OcspRequest>},
    {.check = {.id = "rfc4055.parameters.pss_digest",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "RSASSA-PSS parameters MUST specify MGF1 and digests of the SHA family.",
               .citation = "RFC 4055 3.1, 2.1, 2.2",
               .hint = "Use RSASSA-PSS with SHA-256, MGF1 with SHA-256 and 32 bytes of salt."},
     .example = "RSASSA-PSS with MD5",
     .finds_in = Unusual::pss,
     .effective = dates::rfc4055,
     .certificate = check_pss<pss_digest>,
     .crl = signature_lint<check_pss_elsewhere<pss_digest>, x509::Crl>,
     .ocsp = signature_lint<check_pss_elsewhere<pss_digest>, x509::OcspResponse>,
     .ocsp_request = signature_lint<check_pss_elsewhere<pss_digest>, x509::OcspRequest>},
    {.check = {.id = "rfc4055.parameters.pss_mask_digest",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "The digest of MGF1 SHOULD be the hashAlgorithm of RSASSA-PSS.",
               .citation = "RFC 4055 3.1",
               .hint = "Use RSASSA-PSS with SHA-256, MGF1 with SHA-256 and 32 bytes of salt."},
     .example = "RSASSA-PSS with SHA-256 and MGF1 with SHA-1",
     .finds_in = Unusual::pss,
     .effective = dates::rfc4055,
     .certificate = check_pss<pss_mask_digest>,
     .crl = signature_lint<check_pss_elsewhere<pss_mask_digest>, x509::Crl>,
     .ocsp = signature_lint<check_pss_elsewhere<pss_mask_digest>, x509::OcspResponse>,
     .ocsp_request = signature_lint<check_pss_elsewhere<pss_mask_digest>, x509::OcspRequest>},
    {.check = {.id = "rfc4055.parameters.pss_salt_length",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "The salt of RSASSA-PSS SHOULD be as long as the digest.",
               .citation = "RFC 4055 3.1",
               .hint = "Use RSASSA-PSS with SHA-256, MGF1 with SHA-256 and 32 bytes of salt."},
     .example = "RSASSA-PSS with SHA-256 and 20 bytes of salt",
     .finds_in = Unusual::pss,
     .effective = dates::rfc4055,
     .certificate = check_pss<pss_salt_length>,
     .crl = signature_lint<check_pss_elsewhere<pss_salt_length>, x509::Crl>,
     .ocsp = signature_lint<check_pss_elsewhere<pss_salt_length>, x509::OcspResponse>,
     .ocsp_request = signature_lint<check_pss_elsewhere<pss_salt_length>, x509::OcspRequest>},
    {.check = {.id = "rfc4055.parameters.pss_trailer",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The trailerField of RSASSA-PSS MUST be 1, which represents the byte bc.",
               .citation = "RFC 4055 3.1; RFC 8017 A.2.3",
               .hint = "Omit the trailer."},
     .example = "RSASSA-PSS parameters with trailerField 2",
     .finds_in = Unusual::pss,
     .effective = dates::rfc4055,
     .certificate = check_pss<pss_trailer>,
     .crl = signature_lint<check_pss_elsewhere<pss_trailer>, x509::Crl>,
     .ocsp = signature_lint<check_pss_elsewhere<pss_trailer>, x509::OcspResponse>,
     .ocsp_request = signature_lint<check_pss_elsewhere<pss_trailer>, x509::OcspRequest>},
    {.check = {.id = "rfc4055.parameters.oaep_malformed",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "RSAES-OAEP parameters MUST be a DER-encoded RSAES-OAEP-params.",
               .citation = "RFC 4055 4.1; RFC 8017 A.2.1; X.690 11.5",
               .hint = "Omit the parameters, as RFC 5756 4 requires."},
     .example = "an RSAES-OAEP key with parameters NULL",
     .effective = dates::rfc4055,
     .certificate = oaep_malformed},
};

}  // namespace

constinit const Rows parameters_rows = parameters_lints;

}  // namespace certcheck::lint::rfc4055
