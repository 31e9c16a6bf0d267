#include "certlint/checks.h"

#include "certcheck/der/checks.h"
#include "certcheck/engine/checks.h"
#include "certcheck/files/checks.h"
#include "certcheck/lint/registry.h"
#include "certcheck/names/checks.h"
#include "certcheck/path/checks.h"
#include "certcheck/revocation/checks.h"
#include "certcheck/trust/checks.h"
#include "certcheck/x509/checks.h"

#include "certlint/repeated_keys.h"

#include <vector>

namespace certcheck::certlint {
namespace {

constexpr const Check* own[] = {&checks::key_repeated};

}  // namespace

std::span<const Check* const> all_checks() { return own; }

std::span<const Check* const> every_check() {
  static const std::vector<const Check*> every = [] {
    std::vector<const Check*> out;
    for (const auto& module : {lint::all_checks(), der::all_checks(), x509::all_checks(), names::all_checks(),
                               path::all_checks(), trust::all_checks(), files::all_checks(),
                               engine::all_checks(), revocation::all_checks(), all_checks()}) {
      out.insert(out.end(), module.begin(), module.end());
    }
    return out;
  }();
  return every;
}

}  // namespace certcheck::certlint
