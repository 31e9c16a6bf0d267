#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/path/options.h"
#include "certcheck/x509/certificate.h"

/// Critical extensions. Findings have no subject yet.
namespace certcheck::path {

/// RFC 5280 6.1.4 (o), 6.1.5 (f)
void check_critical_extensions(const x509::Certificate& certificate, const Options& options,
                               Findings& findings);

}  // namespace certcheck::path
