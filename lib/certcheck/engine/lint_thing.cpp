#include "certcheck/engine/detail/lint_thing.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace certcheck::engine {
namespace {

/// What the parser found and what the lints find, narrowed by the selection.
template <typename Parsed, typename LintSubject>
void lint_parsed(const Parsed& parsed, const LintSubject& lint_subject, const Subject& subject,
                 const lint::Selection& selection, Findings& findings, lint::Outcomes* outcomes,
                 const lint::OutOfTime& out_of_time) {
  Findings of_parser = parsed.findings;
  for (Finding& finding : of_parser) finding.subject = subject;
  selection.apply(of_parser);
  std::move(of_parser.begin(), of_parser.end(), std::back_inserter(findings));
  lint::run(lint_subject, selection, subject, findings, outcomes, out_of_time);
}

}  // namespace

void lint_thing(const lint::CertificateFacts& facts, const Subject& subject, const lint::Selection& selection,
                Findings& findings, lint::Outcomes* outcomes, const lint::OutOfTime& out_of_time) {
  lint_parsed(facts.certificate, facts, subject, selection, findings, outcomes, out_of_time);
}

void lint_thing(const x509::Crl& crl, const Subject& subject, const lint::Selection& selection,
                Findings& findings, lint::Outcomes* outcomes, const lint::OutOfTime& out_of_time) {
  lint_parsed(crl, crl, subject, selection, findings, outcomes, out_of_time);
}

void lint_thing(const x509::OcspResponse& response, const Subject& subject, const lint::Selection& selection,
                Findings& findings, lint::Outcomes* outcomes, const lint::OutOfTime& out_of_time) {
  lint_parsed(response, response, subject, selection, findings, outcomes, out_of_time);
}

void lint_thing(const x509::OcspRequest& request, const Subject& subject, const lint::Selection& selection,
                Findings& findings, lint::Outcomes* outcomes, const lint::OutOfTime& out_of_time) {
  lint_parsed(request, request, subject, selection, findings, outcomes, out_of_time);
}

}  // namespace certcheck::engine
