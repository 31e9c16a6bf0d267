#pragma once

#include "certcheck/x509/crl.h"

#include <string>

namespace certcheck::revocation {

/// Why a CRL cannot be used by what it is, whoever signed it and whenever; empty if it can. Internal to the
/// module, as is what follows.
std::string form_fault(const x509::Crl& crl);

/// What --strict enforces on a CRL by itself: the standard asks it of whoever issues one, and a relying
/// party can see that it is not there. Empty if there is nothing.
std::string strict_fault(const x509::Crl& crl);

}  // namespace certcheck::revocation
