#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/engine/known_certificates.h"
#include "certcheck/engine/linted.h"
#include "certcheck/lint/runner.h"
#include "certcheck/path/options.h"
#include "certcheck/path/path.h"
#include "certcheck/revocation/revocation.h"
#include "certcheck/tls/handshake_record.h"
#include "certcheck/x509/certificate.h"

#include <span>

namespace certcheck::engine {

/// The lints that bind a chain by where it ends and what it is for: the CA/Browser Forum's and the browsers'
/// rules bind what chains to a public root, what clients ask of private CAs binds the rest, RFC 5280 and
/// hygiene bind everything. Lives as long as the program.
const lint::Selection& selection_for(const path::Path& path, path::Purpose purpose);

/// Lints the certificates of a path, a public root apart, and the path as a chain, without what the
/// path's own findings say already. Subjects of the findings are indices into the path's certificates.
Findings lint_path(const path::Path& path, const lint::Selection& selection, KnownCertificates& known);

/// A certificate, CRL, OCSP response or request by itself: appends what its parser found and what the lints
/// find, labelled with `subject` and narrowed by the selection. With `outcomes` each selected lint is asked
/// for its outcome, in the order of selection.rows().
void lint_thing(const lint::CertificateFacts& facts, const Subject& subject, const lint::Selection& selection,
                Findings& findings, lint::Outcomes* outcomes = nullptr);
void lint_thing(const x509::Crl& crl, const Subject& subject, const lint::Selection& selection,
                Findings& findings, lint::Outcomes* outcomes = nullptr);
void lint_thing(const x509::OcspResponse& response, const Subject& subject, const lint::Selection& selection,
                Findings& findings, lint::Outcomes* outcomes = nullptr);
void lint_thing(const x509::OcspRequest& request, const Subject& subject, const lint::Selection& selection,
                Findings& findings, lint::Outcomes* outcomes = nullptr);

/// What linting something takes besides its bytes. Borrowed.
struct LintSetting {
  const lint::Selection& selection;
  const lint::WeakKeys* weak_keys;  ///< null: no key is listed
  crypto::Verifier& verifier;
  bool with_outcomes;  ///< fills Linted::outcomes
};

/// Parses and lints a certificate, CRL or OCSP response (with the certificates inside of it). Its subject has
/// the index and the fingerprint.
Linted lint_encoded(lint::Kind kind, Bytes der, size_t index, const LintSetting& setting);
/// The same of a chain, leaf first: lint_chain().
Linted lint_encoded_chain(std::span<const Bytes> chain, const LintSetting& setting);

/// For certificates that stand together without having been validated, leaf first: how they fit together,
/// whether the key of each verifies the one before it, and how they would look if a server sent them so. The
/// certificates by themselves are not linted. Subjects are indices into `chain`.
Findings lint_chain(std::span<const x509::CertificatePtr> chain, const lint::Selection& selection,
                    crypto::Verifier& verifier);

/// Lints a handshake together with the certificate shown in it (null if there was none), without what the
/// findings of the best path, `of_path`, say already.
Findings lint_handshake(const tls::HandshakeRecord& record, const lint::CertificateFacts* leaf,
                        const Findings& of_path, const lint::Selection& selection);

/// lint_thing() of CRLs and OCSP responses, and of the certificates inside of these. Subjects of the findings
/// are indices into those lists.
Findings lint_evidence(const revocation::Evidence& evidence, const lint::Selection& selection,
                       crypto::Verifier& verifier);

}  // namespace certcheck::engine
