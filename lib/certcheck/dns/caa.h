#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/dns/records.h"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Certification authority authorization: which CAs a domain allows to issue for it (RFC 8659, RFC 8657). It
/// binds CAs when they issue, so that it says nothing of trust in a certificate that exists.
namespace certcheck::dns {

/// The value of an issue or issuewild property (RFC 8659 4.2).
struct IssueValue {
  std::string issuer;  ///< a domain in lower case; empty: nobody
  std::vector<std::pair<std::string, std::string>> parameters;
  /// Why the value does not follow the grammar, which means nobody, or a parameter of RFC 8657 its own;
  /// empty if they do.
  std::string problem;
};

/// Total: any bytes give a value.
IssueValue read_issue_value(std::string_view value);

/// What the records allow for one name of a certificate.
struct CaaPolicy {
  CaaLookup lookup;
  bool restricted = false;  ///< there are properties about such names, so that not every CA may issue
  std::vector<std::string>
      issuers;                    ///< the CAs allowed if it is restricted, each once, in the order of records
  bool unknown_critical = false;  ///< no CA may issue that does not know a critical property (4.5)
};

struct CaaReport {
  std::vector<CaaPolicy> policies;            ///< one for each name
  std::vector<std::string> expected_issuers;  ///< how the certificate's CA calls itself, by the user's word
  size_t names_left_out = 0;
};

/// `expected_issuers` in lower case.
CaaReport check_caa(const EndpointRecords& records, std::vector<std::string> expected_issuers);

/// What is wrong with it; `issued` says whether there is a certificate.
Findings caa_findings(const CaaReport& report, bool issued);

/// True if a finding says that a CA which the user names may not issue.
bool is_refusal(const Check* check);

/// Whether the text can name an issuer: a domain of letters, digits and hyphens.
bool is_issuer_domain(std::string_view text);

}  // namespace certcheck::dns
