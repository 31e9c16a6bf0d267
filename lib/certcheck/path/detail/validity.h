#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/x509/certificate.h"

/// Whether a certificate is used in its time. Findings have no subject yet.
namespace certcheck::path {

/// RFC 5280 6.1.3 (a)(2)
void check_validity(const x509::Certificate& certificate, Time time, Findings& findings);

}  // namespace certcheck::path
