#include "certcheck/lint/registry.h"

#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/chain/themes.h"
#include "certcheck/lint/clients/themes.h"
#include "certcheck/lint/handshake/themes.h"
#include "certcheck/lint/hygiene/themes.h"
#include "certcheck/lint/mozilla/themes.h"
#include "certcheck/lint/rfc3161/themes.h"
#include "certcheck/lint/rfc3279/themes.h"
#include "certcheck/lint/rfc3490/themes.h"
#include "certcheck/lint/rfc4055/themes.h"
#include "certcheck/lint/rfc4985/themes.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/rfc5480/themes.h"
#include "certcheck/lint/rfc5758/themes.h"
#include "certcheck/lint/rfc5891/themes.h"
#include "certcheck/lint/rfc6818/themes.h"
#include "certcheck/lint/rfc6960/themes.h"
#include "certcheck/lint/rfc6962/themes.h"
#include "certcheck/lint/rfc7633/themes.h"
#include "certcheck/lint/rfc8017/themes.h"
#include "certcheck/lint/rfc8410/themes.h"
#include "certcheck/lint/rfc8737/themes.h"
#include "certcheck/lint/rfc8813/themes.h"
#include "certcheck/lint/rfc9325/themes.h"
#include "certcheck/lint/rfc9345/themes.h"
#include "certcheck/lint/rfc9549/themes.h"
#include "certcheck/lint/rfc9598/themes.h"
#include "certcheck/lint/rfc9608/themes.h"
#include "certcheck/lint/rfc9654/themes.h"
#include "certcheck/lint/rfc9881/themes.h"
#include "certcheck/lint/rfc9909/themes.h"
#include "certcheck/lint/rfc9935/themes.h"

#include <algorithm>

namespace certcheck::lint {
namespace {

constexpr Source all_sources[] = {
    {"cabf_br", "CA/Browser Forum Baseline Requirements for TLS server certificates", "CABF_BR",
     Role::server_auth, cabf_br::themes},
    {"chain", "How the certificates of a chain fit together", "", Role::any, chain::themes},
    {"clients", "What widespread clients refuse beyond the standards' rules", "", Role::any, clients::themes},
    {"handshake", "How a handshake fits the certificate shown in it", "", Role::any, handshake::themes},
    {"hygiene", "Good practice that no standard asks for", "Community", Role::any, hygiene::themes},
    {"mozilla", "Mozilla Root Store Policy", "Mozilla", Role::any, mozilla::themes},
    {"rfc3161", "RFC 3161, time stamping", "", Role::any, rfc3161::themes},
    {"rfc3279", "RFC 3279, algorithms and identifiers", "RFC3279", Role::any, rfc3279::themes},
    {"rfc3490", "RFC 3490, internationalized domain names of 2003", "RFC5280", Role::any, rfc3490::themes},
    {"rfc4055", "RFC 4055, RSASSA-PSS and RSAES-OAEP", "RFC5280", Role::any, rfc4055::themes},
    {"rfc4985", "RFC 4985, service names", "", Role::any, rfc4985::themes},
    {"rfc5280", "RFC 5280, Internet X.509 certificate and CRL profile", "RFC5280", Role::any,
     rfc5280::themes},
    {"rfc5480", "RFC 5480, elliptic curve keys", "RFC5480", Role::any, rfc5480::themes},
    {"rfc5758", "RFC 5758, DSA and ECDSA with SHA-2", "", Role::any, rfc5758::themes},
    {"rfc5891", "RFC 5890 and 5891, internationalized domain names of 2008", "RFC5891", Role::any,
     rfc5891::themes},
    {"rfc6818", "RFC 6818, updates to RFC 5280", "RFC5280", Role::any, rfc6818::themes},
    {"rfc6960", "RFC 6960, OCSP", "RFC6960", Role::any, rfc6960::themes},
    {"rfc6962", "RFC 6962, certificate transparency", "RFC6962", Role::any, rfc6962::themes},
    {"rfc7633", "RFC 7633, TLS feature extension", "", Role::any, rfc7633::themes},
    {"rfc8017", "RFC 8017, PKCS #1", "", Role::any, rfc8017::themes},
    {"rfc8410", "RFC 8410, Edwards and Montgomery curve keys", "", Role::any, rfc8410::themes},
    {"rfc8737", "RFC 8737, TLS ALPN challenge of ACME", "", Role::any, rfc8737::themes},
    {"rfc8813", "RFC 8813, key usage of elliptic curve keys", "RFC8813", Role::any, rfc8813::themes},
    {"rfc9325", "RFC 9325 (BCP 195), secure use of TLS", "", Role::any, rfc9325::themes},
    {"rfc9345", "RFC 9345, delegated credentials", "", Role::any, rfc9345::themes},
    {"rfc9549", "RFC 9549, internationalization updates to RFC 5280", "", Role::any, rfc9549::themes},
    {"rfc9598", "RFC 9598, internationalized email addresses", "", Role::any, rfc9598::themes},
    {"rfc9608", "RFC 9608, no revocation available", "", Role::any, rfc9608::themes},
    {"rfc9654", "RFC 9654, nonces of OCSP", "", Role::any, rfc9654::themes},
    {"rfc9881", "RFC 9881, ML-DSA keys and signatures", "", Role::any, rfc9881::themes},
    {"rfc9909", "RFC 9909, SLH-DSA keys and signatures", "", Role::any, rfc9909::themes},
    {"rfc9935", "RFC 9935, ML-KEM keys", "", Role::any, rfc9935::themes},
};

std::vector<Entry> collect_entries() {
  std::vector<Entry> out;
  for (const Source& source : all_sources) {
    for (const Theme& theme : source.themes) {
      for (const Lint& lint : theme.lints()) {
        const bool own_scope = has_roles(lint.applies, Role::ocsp_responder);
        out.push_back({&lint, &source, theme.name, own_scope ? lint.applies : lint.applies | source.binds});
      }
    }
  }
  return out;
}

}  // namespace

std::span<const Source> sources() { return all_sources; }

std::span<const Entry> entries() {
  static const std::vector<Entry> all = collect_entries();
  return all;
}

const Entry* find_entry(std::string_view name) {
  const auto all = entries();
  const auto found = std::find_if(all.begin(), all.end(), [name](const Entry& entry) {
    return entry.lint->check.id == name || (!name.empty() && entry.lint->check.zlint == name);
  });
  return found == all.end() ? nullptr : &*found;
}

std::span<const Check* const> all_checks() {
  static const std::vector<const Check*> all = [] {
    std::vector<const Check*> out;
    for (const Entry& entry : entries()) {
      out.push_back(&entry.lint->check);
    }
    return out;
  }();
  return all;
}

}  // namespace certcheck::lint
