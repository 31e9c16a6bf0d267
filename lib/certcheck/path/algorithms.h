#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/path/options.h"
#include "certcheck/x509/certificate.h"

#include <string>

/// Keys and signature algorithms. Findings have no subject yet.
namespace certcheck::path {

/// Which keys and which signature algorithms the profile and the caller admit.
void check_key(const x509::Certificate& certificate, Role role, const Options& options, Findings& findings);
void check_signature_algorithm(const x509::Certificate& certificate, const Options& options,
                               Findings& findings);
/// Why browsers do not verify signatures of this algorithm: "not one that browsers verify"; empty if they do.
std::string fault_in_webpki(const x509::AlgorithmIdentifier& algorithm);
/// True if check_signature_algorithm() reports such findings.
bool is_about_signature_algorithm(const Finding& finding);

}  // namespace certcheck::path
