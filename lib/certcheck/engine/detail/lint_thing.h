#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/runner.h"
#include "certcheck/lint/selection.h"
#include "certcheck/x509/crl.h"
#include "certcheck/x509/ocsp.h"
#include "certcheck/x509/ocsp_request.h"

namespace certcheck::engine {

/// A certificate, CRL, OCSP response or request by itself: appends what its parser found and what the lints
/// find, labelled with `subject` and narrowed by the selection. With `outcomes` each selected lint is asked
/// for its outcome, in the order of selection.rows(). Where `out_of_time` says so the lints that are left are
/// not run.
void lint_thing(const lint::CertificateFacts& facts, const Subject& subject, const lint::Selection& selection,
                Findings& findings, lint::Outcomes* outcomes = nullptr,
                const lint::OutOfTime& out_of_time = {});
void lint_thing(const x509::Crl& crl, const Subject& subject, const lint::Selection& selection,
                Findings& findings, lint::Outcomes* outcomes = nullptr,
                const lint::OutOfTime& out_of_time = {}, std::optional<Time> as_of = {});
void lint_thing(const x509::OcspResponse& response, const Subject& subject, const lint::Selection& selection,
                Findings& findings, lint::Outcomes* outcomes = nullptr,
                const lint::OutOfTime& out_of_time = {}, std::optional<Time> as_of = {});
void lint_thing(const x509::OcspRequest& request, const Subject& subject, const lint::Selection& selection,
                Findings& findings, lint::Outcomes* outcomes = nullptr,
                const lint::OutOfTime& out_of_time = {}, std::optional<Time> as_of = {});

}  // namespace certcheck::engine
