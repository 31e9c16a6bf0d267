#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/base/target.h"
#include "certcheck/dns/records.h"
#include "certcheck/names/reference_name.h"
#include "certcheck/tls/handshake_record.h"

#include <vector>

namespace certcheck::engine {

/// What is wrong with how DNS leads to the server.
Findings dns_findings(const Target& target, const tls::HandshakeRecord& record);

/// SMTP between mail servers, to which RFC 7672 applies.
bool is_mail_exchanger(const Target& target);

/// The names of which a certificate under a TLSA record of usage DANE-TA(2) has to match one: the TLSA base
/// domain, the host, and the domain whose mail it takes if that is authenticated (RFC 7671 7, RFC
/// 7672 3.2.2).
std::vector<names::ReferenceName> dane_names(const Target& target, const dns::TlsaLookup& lookup);

}  // namespace certcheck::engine
