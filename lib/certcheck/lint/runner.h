#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/lint/handshake_facts.h"
#include "certcheck/lint/lint.h"
#include "certcheck/lint/selection.h"
#include "certcheck/x509/crl.h"
#include "certcheck/x509/ocsp.h"
#include "certcheck/x509/ocsp_request.h"

#include <functional>
#include <optional>
#include <vector>

/// Runs lints. `subject` is what findings are labelled with. The first form appends what fired and costs
/// nothing for what passes; with `outcomes` each selected lint is asked for its outcome, in the order of
/// selection.rows(kind). Where `out_of_time` says so, which is asked now and then, the lints that are left
/// are not run, and have no outcome.
namespace certcheck::lint {

using Outcomes = std::vector<Outcome>;
using OutOfTime = std::function<bool()>;

/// Certificates are dated by CertificateFacts::issued.
void run(const CertificateFacts& facts, const Selection& selection, const Subject& subject,
         Findings& findings, Outcomes* outcomes = nullptr, const OutOfTime& out_of_time = {});
/// CRLs are dated by thisUpdate, unless another day is assumed.
void run(const x509::Crl& crl, const Selection& selection, const Subject& subject, Findings& findings,
         Outcomes* outcomes = nullptr, const OutOfTime& out_of_time = {}, std::optional<Time> as_of = {});
/// OCSP responses are dated by producedAt, unless another day is assumed.
void run(const x509::OcspResponse& response, const Selection& selection, const Subject& subject,
         Findings& findings, Outcomes* outcomes = nullptr, const OutOfTime& out_of_time = {},
         std::optional<Time> as_of = {});
/// OCSP requests have no date: they are made now, under the rules of today, unless another day is assumed.
void run(const x509::OcspRequest& request, const Selection& selection, const Subject& subject,
         Findings& findings, Outcomes* outcomes = nullptr, const OutOfTime& out_of_time = {},
         std::optional<Time> as_of = {});
/// Chains, leaf first, are dated as the leaf is.
void run(Chain chain, const Selection& selection, const Subject& subject, Findings& findings,
         Outcomes* outcomes = nullptr, const OutOfTime& out_of_time = {});
/// Handshakes have no date: they are made now, under the rules of today.
void run(const HandshakeFacts& facts, const Selection& selection, const Subject& subject, Findings& findings,
         Outcomes* outcomes = nullptr, const OutOfTime& out_of_time = {});

}  // namespace certcheck::lint
