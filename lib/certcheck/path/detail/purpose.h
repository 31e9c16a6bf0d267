#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/der/oid.h"
#include "certcheck/path/options.h"
#include "certcheck/x509/certificate.h"

#include <string>

/// What a certificate may be used for. Findings have no subject yet.
namespace certcheck::path {

/// Extended key usage nested through the path, and the leaf's key usage.
void check_purpose(const x509::Certificate& certificate, Role role, const Options& options,
                   Findings& findings);

/// The purpose as extKeyUsage names it; anyExtendedKeyUsage for Purpose::any
der::Oid key_purpose(const Options& options);
/// "TLS servers", "codeSigning", "1.3.6.1.5.5.7.3.17"
std::string purpose_text(const Options& options);

}  // namespace certcheck::path
