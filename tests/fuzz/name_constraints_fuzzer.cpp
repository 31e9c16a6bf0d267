// Applying name constraints: total, repeatable, and what x509::is_within says of directory names. The input
// is the content of a NameConstraints extension and, behind it, that of a subjectAltName.

#include "certcheck/der/reader.h"
#include "certcheck/names/checks.h"
#include "certcheck/names/name_constraints.h"

#include "tests/fuzz/property.h"

#include <algorithm>
#include <cstdint>
#include <limits>

using namespace certcheck;
using namespace certcheck::names;
using fuzz::require;

namespace {

Findings checked(const x509::NameConstraints& constraints, const x509::Certificate& below, size_t budget) {
  NameConstraintState state(budget);
  Findings findings;
  state.add(constraints, true, findings);
  state.check(below, findings);
  return findings;
}

bool has(const Findings& findings, const Check& check) {
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& f) { return f.check == &check; });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Findings faults;
  der::FaultSink sink(faults);
  der::Reader reader({data, size}, sink, "input");
  const auto first = reader.next(), second = reader.next();
  if (!first || !second) return 0;
  const auto constraints = x509::read_name_constraints(reader.enter(first->bytes, 0, "nameConstraints"));
  x509::Certificate below;
  below.subject_alternative_names =
      x509::read_alternative_names(reader.enter(second->bytes, second->offset, "subjectAltName"));
  if (!constraints || !below.subject_alternative_names) return 0;

  constexpr size_t unlimited = std::numeric_limits<size_t>::max();
  const Findings findings = checked(*constraints, below, unlimited);
  const Findings again = checked(*constraints, below, unlimited);
  require(findings.size() == again.size(), "the same names are checked the same");
  for (const Finding& finding : findings) {
    require(finding.check != &checks::budget_spent && finding.check != &checks::ignored,
            "nothing was skipped");
    require(!finding.message.empty(), "a finding has a message");
  }
  // With no budget nothing is compared, so nothing is found good by mistake.
  if (!findings.empty()) require(!checked(*constraints, below, 0).empty(), "a spent budget is reported");
  if (findings.size() >= 16) return 0;  // the list may have been cut
  for (const auto& name : *below.subject_alternative_names) {
    if (name.kind != x509::GeneralName::Kind::directory_name) continue;
    for (const auto& subtree : constraints->excluded)
      if (subtree.base.kind == name.kind && x509::is_within(name.directory_name, subtree.base.directory_name))
        require(has(findings, checks::excluded), "a directory name within an excluded one is excluded");
  }
  return 0;
}
