#include "certcheck/engine/detail/lint_thing.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace certcheck::engine {
namespace {

/// What the parser found, narrowed by the selection.
void add_parsers(const Findings& parsed, const Subject& subject, const lint::Selection& selection,
                 Findings& findings) {
  Findings of_parser = parsed;
  for (Finding& finding : of_parser) finding.subject = subject;
  selection.apply(of_parser);
  std::move(of_parser.begin(), of_parser.end(), std::back_inserter(findings));
}

}  // namespace

void lint_thing(const lint::CertificateFacts& facts, const Subject& subject, const lint::Selection& selection,
                Findings& findings, lint::Outcomes* outcomes, const lint::OutOfTime& out_of_time) {
  add_parsers(facts.certificate.findings, subject, selection, findings);
  lint::run(facts, selection, subject, findings, outcomes, out_of_time);
}

void lint_thing(const x509::Crl& crl, const Subject& subject, const lint::Selection& selection,
                Findings& findings, lint::Outcomes* outcomes, const lint::OutOfTime& out_of_time,
                std::optional<Time> as_of) {
  add_parsers(crl.findings, subject, selection, findings);
  lint::run(crl, selection, subject, findings, outcomes, out_of_time, as_of);
}

void lint_thing(const x509::OcspResponse& response, const Subject& subject, const lint::Selection& selection,
                Findings& findings, lint::Outcomes* outcomes, const lint::OutOfTime& out_of_time,
                std::optional<Time> as_of) {
  add_parsers(response.findings, subject, selection, findings);
  lint::run(response, selection, subject, findings, outcomes, out_of_time, as_of);
}

void lint_thing(const x509::OcspRequest& request, const Subject& subject, const lint::Selection& selection,
                Findings& findings, lint::Outcomes* outcomes, const lint::OutOfTime& out_of_time,
                std::optional<Time> as_of) {
  add_parsers(request.findings, subject, selection, findings);
  lint::run(request, selection, subject, findings, outcomes, out_of_time, as_of);
}

}  // namespace certcheck::engine
