#pragma once

#include "certcheck/dns/records.h"
#include "certcheck/x509/certificate.h"

namespace certcheck::dane {

/// True if the record's selector and matching type give its data for the certificate (RFC 6698 2.1.2
/// to 2.1.4), whatever its usage. Only for records that can be used.
bool is_about(const dns::TlsaRecord& record, const x509::Certificate& certificate);

}  // namespace certcheck::dane
