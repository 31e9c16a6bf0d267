#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/path/options.h"
#include "certcheck/trust/anchor.h"
#include "certcheck/x509/certificate.h"

/// What an anchor's store and the user say of it. Findings have no subject yet.
namespace certcheck::path {

/// What the anchor's store and the user say of it
void check_anchor_settings(const trust::Anchor& anchor, const Options& options, Findings& findings);
/// The dates after which an anchor's store or the user distrusts what it issues
void check_distrust_dates(const trust::Anchor& anchor, const x509::Certificate& leaf, const Options& options,
                          Findings& findings);

}  // namespace certcheck::path
