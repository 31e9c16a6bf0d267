#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/engine/detail/known_certificates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/lint.h"
#include "certcheck/lint/runner.h"
#include "certcheck/lint/selection.h"
#include "certcheck/path/options.h"
#include "certcheck/path/path.h"
#include "certcheck/revocation/revocation.h"
#include "certcheck/tls/handshake_record.h"

/// The lints of one inspection. Where `out_of_time` says so those that are left are not run.
namespace certcheck::engine {

/// The lints that bind a chain by where it ends and what it is for: the CA/Browser Forum's rules bind what
/// chains to a public root, those of a root program what chains to one of its roots, what clients ask of
/// private CAs binds the rest, RFC 5280 and hygiene bind everything (Source::audience). Lives as long as the
/// program. Thread-safe.
const lint::Selection& selection_for(lint::Root root, path::Purpose purpose);

/// Lints the certificates of a path, a public root apart, and the path as a chain, without what the
/// path's own findings say already. Subjects of the findings are indices into the path's certificates.
Findings lint_path(const path::Path& path, lint::Root root, const lint::Selection& selection,
                   KnownCertificates& known, const lint::OutOfTime& out_of_time);

/// Takes from the findings of lints what those of the path say already. Subjects of both are indices into the
/// path's certificates.
void drop_what_path_says(Findings& findings, const Findings& of_path);

/// Lints a handshake together with the certificate shown in it (null if there was none), without what the
/// findings of the best path, `of_path`, say already.
Findings lint_handshake(const tls::HandshakeRecord& record, const lint::CertificateFacts* leaf,
                        const Findings& of_path, const lint::Selection& selection,
                        const lint::OutOfTime& out_of_time);

/// lint_thing() of CRLs and OCSP responses, and of the certificates inside of these. Subjects of the findings
/// are indices into those lists.
Findings lint_evidence(const revocation::Evidence& evidence, const lint::Selection& selection,
                       crypto::Verifier& verifier, const lint::OutOfTime& out_of_time);

}  // namespace certcheck::engine
