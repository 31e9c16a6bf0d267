#pragma once

#include "certcheck/base/result.h"
#include "certcheck/request/settings.h"
#include "certcheck/revocation/revocation.h"

namespace certcheck::tools {

/// The files of --crl (PEM, every block, or DER) and --ocsp (DER or PEM).
Result<revocation::Evidence> load_evidence(const request::Settings& settings);

}  // namespace certcheck::tools
