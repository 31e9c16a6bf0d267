#pragma once

#include "certcheck/base/check.h"
#include "certcheck/x509/certificate.h"

/// Internal to the module.
namespace certcheck::revocation {

/// The certificate is a Short-lived Subscriber Certificate of the BR (1.6.1), and names neither a CRL nor an
/// OCSP responder: its CA does not have to support its revocation (4.9.1.1), nor to say where its status is
/// (7.1.2.7.7, 7.1.2.11.2), because it expires about as soon as the word of a revocation would have spread.
/// Nobody can find out its status, so nobody is to miss it. Of the profile webpki, as in Firefox, which asks
/// for the status of no certificate of up to 10 days; RFC 5280 has no such rule, there a CA says so itself
/// (noRevAvail, RFC 9608).
bool needs_no_status(const x509::Certificate& certificate, Profile profile);

}  // namespace certcheck::revocation
