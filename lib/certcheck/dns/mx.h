#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/base/target.h"
#include "certcheck/dns/records.h"

#include <string>
#include <vector>

namespace certcheck::dns {

/// One of the hosts to which mail for a domain is to go.
struct Exchanger {
  std::string host;     ///< as in the record, not yet known to be a host name; empty if it cannot be read
  MailExchanger place;  ///< whose exchanger it is
};

/// Where mail for a domain goes by RFC 5321 5.1: by preference, hosts of the same one by name, each once. The
/// domain itself if there are no records; nobody if they are a null MX (RFC 7505), if there is no such domain
/// or no answer.
std::vector<Exchanger> exchangers_of(const Answer<MxRecord>& answer);

/// The records are those of a domain that takes no mail.
bool is_null_mx(const Answer<MxRecord>& answer);

/// What is wrong with how DNS names an exchanger. `aliases` are the names that its own is an alias for.
Findings exchanger_findings(const std::string& host, const MailExchanger& place,
                            const std::vector<std::string>& aliases);

/// What to say of an exchanger that is not a host: there is nothing to connect to.
Finding malformed_exchanger(const Exchanger& exchanger);
/// The same of a domain whose records are a null MX.
Finding no_exchanger(const Answer<MxRecord>& answer);

}  // namespace certcheck::dns
