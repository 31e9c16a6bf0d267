#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/path/options.h"
#include "certcheck/x509/certificate.h"

namespace certcheck::path {

/// Whether the user distrusts a certificate of a path, or its key, for the path's leaf. `issuer` is the
/// certificate above the leaf, null if there is none. The findings' subject is unset.
void check_distrust(const x509::Certificate& certificate, const Sha256& fingerprint,
                    const x509::Certificate& leaf, const x509::Certificate* issuer, const Options& options,
                    Findings& findings);

}  // namespace certcheck::path
