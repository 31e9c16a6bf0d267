#pragma once

#include "certcheck/crypto/verifier.h"
#include "certcheck/lint/runner.h"
#include "certcheck/lint/selection.h"
#include "certcheck/lint/weak_keys.h"
#include "certcheck/x509/ocsp.h"
#include "certcheck/x509/ocsp_request.h"

namespace certcheck::lint {

/// Lints the certificates inside of an OCSP response or request as certificates. Appends what their parser
/// found and what the selected lints find, with `subject` (the response or request); node paths and offsets
/// say where in it. Ends where `out_of_time` says so. `as_of` is the day
/// whose rules hold; nullopt: that of each certificate.
void run_embedded(const x509::OcspResponse& response, const Selection& selection, crypto::Verifier& verifier,
                  const WeakKeys* weak_keys, const Subject& subject, Findings& findings,
                  const OutOfTime& out_of_time = {}, std::optional<Time> as_of = {});

void run_embedded(const x509::OcspRequest& request, const Selection& selection, crypto::Verifier& verifier,
                  const WeakKeys* weak_keys, const Subject& subject, Findings& findings,
                  const OutOfTime& out_of_time = {}, std::optional<Time> as_of = {});

}  // namespace certcheck::lint
