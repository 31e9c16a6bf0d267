#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/path/options.h"
#include "certcheck/x509/certificate.h"

/// Keys and signature algorithms. Findings have no subject yet.
namespace certcheck::path {

/// Which keys and which signature algorithms the profile and the caller admit.
void check_key(const x509::Certificate& certificate, Role role, const Options& options, Findings& findings);
void check_signature_algorithm(const x509::Certificate& certificate, const Options& options,
                               Findings& findings);
/// True if check_signature_algorithm() reports such findings.
bool is_about_signature_algorithm(const Finding& finding);

}  // namespace certcheck::path
