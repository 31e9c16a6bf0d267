#include "certcheck/lint/registry.h"

#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/chain/themes.h"
#include "certcheck/lint/handshake/themes.h"
#include "certcheck/lint/mozilla/themes.h"
#include "certcheck/lint/rfc5280/themes.h"
#include "certcheck/lint/rfc8410/themes.h"
#include "certcheck/lint/rfc9325/themes.h"
#include "certcheck/lint/rfc9881/themes.h"

#include <algorithm>

namespace certcheck::lint {
namespace {

constexpr Source all_sources[] = {
    {"cabf_br", "CA/Browser Forum Baseline Requirements for TLS server certificates", "CABF_BR",
     Role::server_auth, cabf_br::themes},
    {"chain", "How the certificates of a chain fit together", "", Role::any, chain::themes},
    {"handshake", "How a handshake fits the certificate shown in it", "", Role::any, handshake::themes},
    {"mozilla", "Mozilla Root Store Policy", "Mozilla", Role::any, mozilla::themes},
    {"rfc5280", "RFC 5280, Internet X.509 certificate and CRL profile", "RFC5280", Role::any,
     rfc5280::themes},
    {"rfc8410", "RFC 8410, Edwards and Montgomery curve keys", "", Role::any, rfc8410::themes},
    {"rfc9325", "RFC 9325 (BCP 195), secure use of TLS", "", Role::any, rfc9325::themes},
    {"rfc9881", "RFC 9881, ML-DSA keys and signatures", "", Role::any, rfc9881::themes},
};

std::vector<Entry> collect() {
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
  static const std::vector<Entry> all = collect();
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
