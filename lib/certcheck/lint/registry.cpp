#include "certcheck/lint/registry.h"

#include "certcheck/lint/apple/themes.h"
#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/cabf_cs/themes.h"
#include "certcheck/lint/cabf_ev/themes.h"
#include "certcheck/lint/cabf_smime/themes.h"
#include "certcheck/lint/chain/themes.h"
#include "certcheck/lint/chrome/themes.h"
#include "certcheck/lint/clients/themes.h"
#include "certcheck/lint/etsi/themes.h"
#include "certcheck/lint/handshake/themes.h"
#include "certcheck/lint/hygiene/themes.h"
#include "certcheck/lint/mozilla/themes.h"
#include "certcheck/lint/rfc3161/themes.h"
#include "certcheck/lint/rfc3279/themes.h"
#include "certcheck/lint/rfc3280/themes.h"
#include "certcheck/lint/rfc3490/themes.h"
#include "certcheck/lint/rfc3739/themes.h"
#include "certcheck/lint/rfc4055/themes.h"
#include "certcheck/lint/rfc4262/themes.h"
#include "certcheck/lint/rfc4985/themes.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/rfc5480/themes.h"
#include "certcheck/lint/rfc5758/themes.h"
#include "certcheck/lint/rfc5891/themes.h"
#include "certcheck/lint/rfc6120/themes.h"
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
#include <functional>

namespace certcheck::lint {
namespace {

constexpr Source all_sources[] = {
    {.id = "apple",
     .title = "Apple's policies for certificates below the roots of its program",
     .zlint = "Apple",
     .binds = {.all = Role::server_auth},
     .themes = apple::themes,
     .audience = {.one = Root::of_apple}},
    {.id = "cabf_br",
     .title = "CA/Browser Forum Baseline Requirements for TLS server certificates",
     .zlint = "CABF_BR",
     .binds = {.one = Role::server_auth | Role::tls_br | Role::cross_certificate},
     .themes = cabf_br::themes,
     .audience = {.one = Root::in_public_store}},
    {.id = "cabf_cs",
     .title = "CA/Browser Forum Code Signing Baseline Requirements",
     .zlint = "CABF_CS_BR",
     .binds = {.all = Role::code_signing},
     .themes = cabf_cs::themes,
     .audience = {.one = Root::in_public_store}},
    {.id = "cabf_ev",
     .title = "CA/Browser Forum EV Guidelines",
     .zlint = "CABF_EV",
     .binds = {.all = Role::server_auth},
     .themes = cabf_ev::themes,
     .audience = {.one = Root::in_public_store}},
    {.id = "cabf_smime",
     .title = "CA/Browser Forum S/MIME Baseline Requirements",
     .zlint = "CABF_SMIME_BR",
     .binds = {.all = Role::email},
     .themes = cabf_smime::themes,
     .audience = {.one = Root::in_public_store}},
    {.id = "chain", .title = "How the certificates of a chain fit together", .themes = chain::themes},
    {.id = "chrome",
     .title = "Chrome Root Program Policy",
     .zlint = "Chrome",
     .binds = {.all = Role::server_auth},
     .themes = chrome::themes,
     .audience = {.one = Root::of_chrome}},
    {.id = "clients",
     .title = "What common clients refuse beyond the rules of the standards",
     .themes = clients::themes,
     .audience = {.none = Root::in_public_store}},
    {.id = "etsi",
     .title = "ETSI EN 319 412, certificate profiles",
     .zlint = "ETSI_ESI",
     .themes = etsi::themes},
    {.id = "handshake",
     .title = "How a handshake fits the certificate presented in it",
     .themes = handshake::themes},
    {.id = "hygiene",
     .title = "Good practice that no standard requires",
     .zlint = "Community",
     .themes = hygiene::themes},
    {.id = "mozilla",
     .title = "Mozilla Root Store Policy",
     .zlint = "Mozilla",
     .themes = mozilla::themes,
     .audience = {.one = Root::of_mozilla}},
    {.id = "rfc3161", .title = "RFC 3161, time stamping", .themes = rfc3161::themes},
    {.id = "rfc3279",
     .title = "RFC 3279, algorithms and identifiers",
     .zlint = "RFC3279",
     .themes = rfc3279::themes},
    {.id = "rfc3280", .title = "RFC 3280, what RFC 5280 left out of it", .themes = rfc3280::themes},
    {.id = "rfc3490",
     .title = "RFC 3490, internationalized domain names of 2003",
     .zlint = "RFC5280",
     .themes = rfc3490::themes},
    {.id = "rfc3739", .title = "RFC 3739, qualified certificates", .themes = rfc3739::themes},
    {.id = "rfc4055",
     .title = "RFC 4055, RSASSA-PSS and RSAES-OAEP",
     .zlint = "RFC5280",
     .themes = rfc4055::themes},
    {.id = "rfc4262", .title = "RFC 4262, S/MIME capabilities", .themes = rfc4262::themes},
    {.id = "rfc4985", .title = "RFC 4985, service names", .themes = rfc4985::themes},
    {.id = "rfc5280",
     .title = "RFC 5280, Internet X.509 certificate and CRL profile",
     .zlint = "RFC5280",
     .themes = rfc5280::themes},
    {.id = "rfc5480",
     .title = "RFC 5480, elliptic curve keys",
     .zlint = "RFC5480",
     .themes = rfc5480::themes},
    {.id = "rfc5758", .title = "RFC 5758, DSA and ECDSA with SHA-2", .themes = rfc5758::themes},
    {.id = "rfc5891",
     .title = "RFC 5890 and 5891, internationalized domain names of 2008",
     .zlint = "RFC5891",
     .themes = rfc5891::themes},
    {.id = "rfc6120", .title = "RFC 6120, XMPP", .themes = rfc6120::themes},
    {.id = "rfc6818",
     .title = "RFC 6818, updates to RFC 5280",
     .zlint = "RFC5280",
     .themes = rfc6818::themes},
    {.id = "rfc6960", .title = "RFC 6960, OCSP", .zlint = "RFC6960", .themes = rfc6960::themes},
    {.id = "rfc6962",
     .title = "RFC 6962, certificate transparency",
     .zlint = "RFC6962",
     .themes = rfc6962::themes},
    {.id = "rfc7633", .title = "RFC 7633, TLS feature extension", .themes = rfc7633::themes},
    {.id = "rfc8017", .title = "RFC 8017, PKCS #1", .themes = rfc8017::themes},
    {.id = "rfc8410", .title = "RFC 8410, Edwards and Montgomery curve keys", .themes = rfc8410::themes},
    {.id = "rfc8737", .title = "RFC 8737, TLS ALPN challenge of ACME", .themes = rfc8737::themes},
    {.id = "rfc8813",
     .title = "RFC 8813, key usage of elliptic curve keys",
     .zlint = "RFC8813",
     .themes = rfc8813::themes},
    {.id = "rfc9325", .title = "RFC 9325 (BCP 195), secure use of TLS", .themes = rfc9325::themes},
    {.id = "rfc9345", .title = "RFC 9345, delegated credentials", .themes = rfc9345::themes},
    {.id = "rfc9549",
     .title = "RFC 9549, internationalization updates to RFC 5280",
     .themes = rfc9549::themes},
    {.id = "rfc9598", .title = "RFC 9598, internationalized email addresses", .themes = rfc9598::themes},
    {.id = "rfc9608", .title = "RFC 9608, no revocation available", .themes = rfc9608::themes},
    {.id = "rfc9654", .title = "RFC 9654, nonces of OCSP", .themes = rfc9654::themes},
    {.id = "rfc9881", .title = "RFC 9881, ML-DSA keys and signatures", .themes = rfc9881::themes},
    {.id = "rfc9909", .title = "RFC 9909, SLH-DSA keys and signatures", .themes = rfc9909::themes},
    {.id = "rfc9935", .title = "RFC 9935, ML-KEM keys", .themes = rfc9935::themes},
};

std::vector<Entry> collect_entries() {
  size_t count = 0;
  for (const Source& source : all_sources)
    for (const Theme& theme : source.themes) count += theme.lints().size();
  std::vector<Entry> out;
  out.reserve(count);
  for (const Source& source : all_sources) {
    for (const Theme& theme : source.themes)
      for (const Lint& lint : theme.lints()) out.push_back({&lint, &source, &theme});
  }
  return out;
}

}  // namespace

Scope Entry::needs() const {
  Scope needs = Scope{.one = kinds_of_their_own}.includes(lint->applies) ? Scope{} : source->binds;
  needs.all = needs.all | lint->applies;
  if (lint->also != Role::any) needs.one = needs.one | lint->also;
  needs.none = needs.none | lint->except;
  return needs;
}

const Parts& Entry::only_with() const { return lint->only_with.empty() ? theme->only_with : lint->only_with; }

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

// The rows of a theme lie together, so that its place tells a row's number. A table by place would take
// longer to make, for a report of few findings, than all its questions.
const Entry* find_entry(const Check& check) {
  size_t before = 0;
  for (const Source& source : all_sources) {
    for (const Theme& theme : source.themes) {
      const Rows rows = theme.lints();
      const std::less<const void*> is_before;
      if (!rows.empty() && !is_before(&check, &rows.front().check) &&
          !is_before(&rows.back().check, &check)) {
        const auto number = static_cast<size_t>(
            std::find_if(rows.begin(), rows.end(), [&](const Lint& lint) { return &lint.check == &check; }) -
            rows.begin());
        if (number != rows.size()) return &entries()[before + number];
      }
      before += rows.size();
    }
  }
  return nullptr;
}

std::span<const Check* const> all_checks() {
  static const std::vector<const Check*> all = [] {
    std::vector<const Check*> out;
    for (const Entry& entry : entries()) out.push_back(&entry.lint->check);
    return out;
  }();
  return all;
}

}  // namespace certcheck::lint
