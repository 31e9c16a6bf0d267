// Trust and time of one's own: what clients think of a chain at several moments, where the roots may vouch
// only for names below one domain. Nothing comes from the system: no root store, no clock.
//
//     trust_and_clock ROOTS.pem CHAIN.pem NAME DOMAIN TIME...        TIME as in RFC 3339:
//     2026-06-01T00:00:00Z

#include "certcheck/certcheck.h"
#include "certcheck/crypto/digest.h"
#include "certcheck/trust/constraints.h"

#include <iostream>
#include <memory>
#include <string_view>

int main(int argc, char** argv) {
  using namespace certcheck;
  if (argc < 6) {
    std::cerr << "usage: trust_and_clock ROOTS.pem CHAIN.pem NAME DOMAIN TIME...\n";
    return 2;
  }
  const auto roots = files::read_certificates(argv[1]);
  const auto chain = files::read_certificates(argv[2]);
  const auto name = names::make_host_name(argv[3]);
  if (!roots || !chain || !name) {
    std::cerr << (!roots ? roots.error() : !chain ? chain.error() : name.error()).message << '\n';
    return 2;
  }

  // RFC 5280 4.2.1.10: a dNSName constraint holds for the domain and every name below.
  auto constraints = std::make_shared<trust::Constraints>();
  constraints->add(/*permitted=*/true, x509::GeneralName::Kind::dns_name, to_bytes(as_bytes(argv[4])));
  auto by_hash = std::make_shared<trust::ConstraintsByHash>();
  trust::Store store("mine");
  for (const x509::CertificatePtr& root : roots->certificates) {
    store.add(root);
    by_hash->emplace(crypto::sha256(root->der), constraints);
  }
  store.constrain(by_hash);

  const trust::Store* stores[] = {&store};
  crypto::Verifier verifier;  // signatures do not depend on time: each is verified once
  bool trusted = true;
  for (int i = 5; i < argc; ++i) {
    const auto time = parse_rfc3339(argv[i]);
    if (!time) {
      std::cerr << argv[i] << ": not a time as in RFC 3339\n";
      return 2;
    }
    engine::Input input;
    input.presented = chain->certificates;
    engine::Options options;
    options.path.time = *time;
    options.path.names = {*name};
    const engine::Report report = engine::inspect(std::move(input), stores, options, verifier);
    std::cout << format_rfc3339(*time) << ' ' << to_string(report.verdict);
    for (const Finding& finding : report.findings)
      if (counts(finding.check->counts, report.profile, report.strict)) std::cout << ' ' << finding.id();
    std::cout << '\n';
    trusted = trusted && report.verdict == engine::Verdict::trusted;
  }
  return trusted ? 0 : 1;
}
