#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/finding.h"
#include "certcheck/base/result.h"
#include "certcheck/x509/certificate.h"

#include <string>
#include <string_view>

namespace certcheck::names {

/// The name a caller wants to reach: RFC 9525 "reference identifier".
struct ReferenceName {
  enum class Kind : uint8_t { dns, ip, email };
  Kind kind = Kind::dns;
  std::string value;  ///< dns: lower-case A-labels without a final dot; ip: canonical text; email: local part
                      ///< as given, domain as dns
  Bytes address;      ///< ip: 4 or 16 octets
};

std::string_view to_string(ReferenceName::Kind kind);

/// Prepares what a user typed: IDNA2008 (UTS 46 mapped) for host names, one final dot removed, IPv6 brackets
/// and zone refused. The error says what is wrong with the name.
Result<ReferenceName> make_reference_name(ReferenceName::Kind kind, std::string_view input);
/// An IP address if the text is one, else a DNS name.
Result<ReferenceName> make_host_name(std::string_view input);

struct NameMatch {
  bool matched = false;
  std::string by;     ///< the presented identifier that matched, e.g. "DNS:*.example.com"
  Findings findings;  ///< host.*; subject is left unset, the certificate is the leaf
};

/// RFC 9525 section 6 against the subjectAltName alone. Findings say why nothing matched and whether the CN
/// would have.
NameMatch match_name(const x509::Certificate& certificate, const ReferenceName& name);

}  // namespace certcheck::names
