#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/handshake_facts.h"
#include "certcheck/lint/selection.h"
#include "certcheck/x509/crl.h"
#include "certcheck/x509/ocsp.h"
#include "certcheck/x509/ocsp_request.h"

#include <vector>

/// Runs lints. `subject` is what findings are labelled with. The first form appends what fired and costs
/// nothing for what passes; with `outcomes` each selected lint is asked for its outcome, in the order of
/// selection.rows(kind).
namespace certcheck::lint {

using Outcomes = std::vector<Outcome>;

/// Certificates are dated by notBefore.
void run(const CertificateFacts& facts, const Selection& selection, const Subject& subject,
         Findings& findings, Outcomes* outcomes = nullptr);
/// CRLs are dated by thisUpdate.
void run(const x509::Crl& crl, const Selection& selection, const Subject& subject, Findings& findings,
         Outcomes* outcomes = nullptr);
/// OCSP responses are dated by producedAt.
void run(const x509::OcspResponse& response, const Selection& selection, const Subject& subject,
         Findings& findings, Outcomes* outcomes = nullptr);
/// OCSP requests have no date: they are made now, under the rules of today.
void run(const x509::OcspRequest& request, const Selection& selection, const Subject& subject,
         Findings& findings, Outcomes* outcomes = nullptr);
/// Chains, leaf first, are dated by the leaf's notBefore.
void run(Chain chain, const Selection& selection, const Subject& subject, Findings& findings,
         Outcomes* outcomes = nullptr);
/// Handshakes have no date: they are made now, under the rules of today.
void run(const HandshakeFacts& facts, const Selection& selection, const Subject& subject, Findings& findings,
         Outcomes* outcomes = nullptr);

}  // namespace certcheck::lint
