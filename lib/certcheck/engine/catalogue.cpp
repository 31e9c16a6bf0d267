#include "certcheck/engine/catalogue.h"

#include "certcheck/ct/checks.h"
#include "certcheck/dane/checks.h"
#include "certcheck/der/checks.h"
#include "certcheck/dns/checks.h"
#include "certcheck/engine/checks.h"
#include "certcheck/files/checks.h"
#include "certcheck/lint/registry.h"
#include "certcheck/names/checks.h"
#include "certcheck/path/checks.h"
#include "certcheck/revocation/checks.h"
#include "certcheck/trust/checks.h"
#include "certcheck/x509/checks.h"

#include <algorithm>

namespace certcheck::engine {

std::span<const Check* const> every_check() {
  static const std::vector<const Check*> every = [] {
    std::vector<const Check*> out;
    for (const auto& module :
         {lint::all_checks(), der::all_checks(), x509::all_checks(), names::all_checks(), path::all_checks(),
          trust::all_checks(), files::all_checks(), all_checks(), revocation::all_checks(), ct::all_checks(),
          dns::all_checks(), dane::all_checks()})
      out.insert(out.end(), module.begin(), module.end());
    return out;
  }();
  return every;
}

std::vector<const Check*> selected_checks(const lint::Rules& rules) {
  // Selection knows how to narrow findings; one of each check shows which it lets pass.
  Findings findings;
  for (const Check* const check : every_check()) findings.push_back({.check = check});
  lint::Rules narrowing = rules;
  narrowing.severities.clear();
  lint::Selection(narrowing).apply(findings);
  std::vector<const Check*> out;
  for (const Finding& finding : findings) out.push_back(finding.check);
  std::sort(out.begin(), out.end(), [](const Check* a, const Check* b) { return a->id < b->id; });
  return out;
}

}  // namespace certcheck::engine
