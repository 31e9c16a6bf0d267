#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/names/reference_name.h"
#include "certcheck/x509/certificate.h"

#include <string>

namespace certcheck::names {

struct NameMatch {
  bool matched = false;
  std::string by;     ///< the presented identifier that matched, e.g. "DNS:*.example.com"
  Findings findings;  ///< host.*; subject is left unset, the certificate is the leaf
};

/// RFC 9525 section 6 against the subjectAltName alone. Findings say why nothing matched and whether the CN
/// would have. Wildcards count in dNSName only. A URI names a peer as a whole: RFC 9525 6.5.2 compares scheme
/// and host, and what else is in a URI (a user, a port, a path) narrows down who is meant, so it has to
/// be equal on both sides (RFC 5280 4.2.1.6). A SPIFFE ID must be the certificate's only URI (X509-SVID 2).
NameMatch match_name(const x509::Certificate& certificate, const ReferenceName& name);

}  // namespace certcheck::names
