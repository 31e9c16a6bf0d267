#include "certcheck/engine/detail/protocol_support_findings.h"

#include "certcheck/engine/detail/protocol_support_checks.h"
#include "certcheck/tls/cipher_suites.h"
#include "certcheck/tls/code_points.h"
#include "certcheck/tls/names.h"

#include <string>
#include <utility>

namespace certcheck::engine {

namespace {

constexpr size_t most_named = 5;

Finding about_support(const Check& check, std::string message) {
  return Finding{.check = &check, .subject = {Subject::Kind::handshake}, .message = std::move(message)};
}

/// "A, B and 3 more"; empty if there is none.
std::string key_transport_suites(const tls::ProtocolSupport::Version& version) {
  std::string names;
  size_t count = 0;
  for (const uint16_t id : version.cipher_suites) {
    const tls::CipherSuite* suite = tls::find_cipher_suite(id);
    if (suite == nullptr || suite->key_exchange() != tls::KeyExchange::Kind::static_rsa) continue;
    if (++count <= most_named) names.append(names.empty() ? "" : ", ").append(suite->name);
  }
  if (count > most_named) names += " and " + std::to_string(count - most_named) + " more";
  return names;
}

}  // namespace

Findings protocol_support_findings(const tls::ProtocolSupport& support) {
  Findings findings;
  for (const auto& version : support.versions) {
    const std::string name = tls::tls_version_name(version.version);
    if (version.version < tls::tls12_version)
      findings.push_back(about_support(
          checks::protocols_obsolete_version,
          "the server accepts " + name + " with " + tls::cipher_suite_name(version.cipher_suites.front())));
    if (const std::string suites = key_transport_suites(version); !suites.empty())
      findings.push_back(
          about_support(checks::protocols_key_transport,
                        "in " + name + " the server accepts suites without forward secrecy: " + suites));
  }
  if (!support.incomplete.empty())
    findings.push_back(about_support(checks::protocols_incomplete, "not everything was asked after " +
                                                                       std::to_string(support.handshakes) +
                                                                       " handshakes: " + support.incomplete));
  return findings;
}

}  // namespace certcheck::engine
