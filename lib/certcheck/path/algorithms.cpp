#include "certcheck/crypto/algorithms.h"

#include "certcheck/path/certificate_checks.h"
#include "certcheck/path/checks.h"

namespace certcheck::path {
namespace {

using crypto::Digest;
using crypto::KeyFacts;
using crypto::KeyKind;

Finding& report_key(Findings& findings, const Check& check, const x509::Certificate& certificate,
                    const KeyFacts& key, std::string message) {
  Finding& finding = report(findings, check, std::move(message));
  finding.node_path = "tbsCertificate.subjectPublicKeyInfo";
  finding.offset = certificate.public_key.offset;
  finding.evidence = {{"key", key.name}};
  return finding;
}

/// RFC 5280 6.1.4 (d)-(f): a DSA key without parameters inherits those of the key that signed its
/// certificate, so that alone makes it no bad key.
bool inherits_parameters(const x509::Certificate& certificate, const KeyFacts& key) {
  return key.kind == KeyKind::dsa && certificate.public_key.algorithm.parameters.empty();
}

// BR 6.1.5 and 6.1.6, and the key types that browsers verify.
void check_webpki_key(const x509::Certificate& certificate, const KeyFacts& key, Findings& findings) {
  switch (key.kind) {
    case KeyKind::rsa:
      if (key.bits < 2048)
        report_key(findings, checks::key_too_small, certificate, key,
                   "the RSA key has " + std::to_string(key.bits) + " bits, fewer than 2048");
      break;
    case KeyKind::ec:
      if (!key.explicit_curve && key.curve != "P-256" && key.curve != "P-384" && key.curve != "P-521")
        report_key(findings, checks::key_curve_not_allowed, certificate, key,
                   "the curve of the key is none of P-256, P-384 and P-521");
      break;
    case KeyKind::ed25519:
    case KeyKind::ed448:
    case KeyKind::ml_dsa:
      break;
    default:
      report_key(findings, checks::key_algorithm_not_allowed, certificate, key,
                 "keys of the kind " + key.name + " are not used in the web PKI");
  }
}

/// Outside the web PKI only what anybody can break is refused, and what is merely outdated is warned of.
void check_other_key(const x509::Certificate& certificate, const KeyFacts& key, Findings& findings) {
  size_t broken_below = 0, weak_below = 0;
  switch (key.kind) {
    case KeyKind::rsa:
    case KeyKind::rsa_pss:
      broken_below = 1024;
      weak_below = 2048;
      break;
    case KeyKind::dsa:
      if (inherits_parameters(certificate, key)) return;
      broken_below = 1024;
      weak_below = SIZE_MAX;  // FIPS 186-5 withdrew DSA
      break;
    case KeyKind::ec:
      if (key.bits == 0) return;  // a curve we do not know
      broken_below = 160;
      weak_below = 224;
      break;
    default:
      return;
  }
  const Check* check = key.bits < broken_below ? &checks::key_too_small
                       : key.bits < weak_below ? &checks::key_weak
                                               : nullptr;
  if (check)
    report_key(findings, *check, certificate, key,
               "the key, " + key.name + ", is " + (check == &checks::key_weak ? "weak" : "broken"));
}

}  // namespace

void check_key(const x509::Certificate& certificate, const Options& options, Findings& findings) {
  const KeyFacts key = crypto::key_facts(certificate.public_key);
  // A curve spelled out is its own finding; whether it can be used shows when a signature is checked with it.
  if (key.kind != KeyKind::unknown && !key.well_formed && !key.explicit_curve &&
      !inherits_parameters(certificate, key))
    report_key(findings, checks::key_unusable, certificate, key, "the key is not encoded as its kind is");
  if (key.explicit_curve)
    report_key(findings, checks::key_explicit_curve, certificate, key,
               "the key spells out the parameters of its curve");
  if (options.profile == Profile::webpki) {
    check_webpki_key(certificate, key, findings);
  } else {
    check_other_key(certificate, key, findings);
  }
}

void check_signature_algorithm(const x509::Certificate& certificate, const Options& options,
                               Findings& findings) {
  const crypto::SignatureFacts signature = crypto::signature_facts(certificate.signature_algorithm);
  const Check* check = nullptr;
  switch (signature.digest) {
    case Digest::md2:
    case Digest::md4:
    case Digest::md5:
      check = &checks::signature_broken_digest;
      break;
    case Digest::sha1:
      check = options.allow_sha1.value_or(options.profile == Profile::rfc5280)
                  ? &checks::signature_weak_digest_allowed
                  : &checks::signature_weak_digest;
      break;
    default:
      return;
  }
  Finding& finding = report(findings, *check, "the certificate is signed by " + signature.name);
  finding.node_path = "signatureAlgorithm";
  finding.offset = certificate.signature_algorithm.offset;
  finding.evidence = {{"algorithm", signature.name}};
}

}  // namespace certcheck::path
