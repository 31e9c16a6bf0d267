#pragma once

#include "certcheck/x509/crl.h"

#include <string>

namespace certcheck::revocation {

/// What --strict holds against a CRL by itself: the standard asks it of whoever issues one, and a relying
/// party can see that it is not there. Empty if there is nothing. Internal to the module.
std::string strict_fault(const x509::Crl& crl);

}  // namespace certcheck::revocation
