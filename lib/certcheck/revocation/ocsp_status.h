#pragma once

#include "certcheck/revocation/revocation.h"

namespace certcheck::revocation {

/// Decides from OCSP responses by RFC 6960 3.2 and 4.2.2.2. Appends why a response about this certificate was
/// not usable; subject ocsp with the index in Evidence. Checks at most `signatures_left` signatures and
/// lowers it.
CertificateStatus ocsp_status(const path::Path& path, size_t index, const Evidence& evidence,
                              const Options& options, Time time, crypto::Verifier& verifier,
                              size_t& signatures_left, Findings& findings);

}  // namespace certcheck::revocation
