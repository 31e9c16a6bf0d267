#include "certcheck/engine/detail/dns_findings.h"

#include "certcheck/dns/mx.h"

#include <algorithm>
#include <string>

namespace certcheck::engine {

Findings dns_findings(const Target& target, const tls::HandshakeRecord& record) {
  const bool nobody = record.failure == tls::HandshakeFailure::mail_exchanger;
  if (!target.exchanger)
    return nobody && record.dns.exchangers ? Findings{dns::no_exchanger(*record.dns.exchangers)} : Findings();
  if (nobody) return {dns::malformed_exchanger({target.host, *target.exchanger})};
  return dns::exchanger_findings(target.host, *target.exchanger, record.canonical_names);
}

bool is_mail_exchanger(const Target& target) {
  constexpr uint16_t smtp_port = 25;
  return target.exchanger || (target.starttls == "smtp" && target.port == smtp_port);
}

std::vector<names::ReferenceName> dane_names(const Target& target, const dns::TlsaLookup& lookup) {
  std::vector<names::ReferenceName> accepted;
  const auto add = [&](const std::string& text) {
    auto name = names::make_host_name(text);
    if (!name) return;
    const bool known = std::any_of(accepted.begin(), accepted.end(),
                                   [&](const auto& each) { return each.value == name->value; });
    if (!known) accepted.push_back(*std::move(name));
  };
  add(lookup.base_domain);
  add(target.host.substr(0, target.host.find('%')));
  if (target.exchanger && target.exchanger->authenticated) add(target.exchanger->domain);
  return accepted;
}

}  // namespace certcheck::engine
