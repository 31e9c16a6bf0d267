// Validates a chain with a check of one's own next to those of the library: a company's rule about its
// certificates' lifetimes. The check is a row like any other, so its findings are in every format, and
// `counts` lets it decide the verdict.
//
//     own_check ROOTS.pem CHAIN.pem NAME DAYS

#include "certcheck/certcheck.h"

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>

namespace {

using namespace certcheck;

/// Findings point to it, so it lives as long as the program.
constexpr Check lifetime_check{
    .id = "example.lifetime.too_long",
    .severity = Severity::error,
    .counts = Counts::all_webpki,  // a chain that breaks it is untrusted in the profile webpki
    .requirement = "A leaf MUST NOT be valid for longer than the operator allows.",
    .citation = "Example Corp PKI handbook 4.2",
    .hint = "Order the certificate again, with the lifetime of the profile that the handbook names.",
};

/// What the engine calls for each certificate of a path in its role. It appends findings; the engine adds
/// whom they are about.
path::CertificateCheck lifetime_of_leaves(std::chrono::days most) {
  return [most](const x509::Certificate& certificate, path::Role role, Findings& findings) {
    if (role != path::Role::leaf || !certificate.not_before.time || !certificate.not_after.time) return;
    const auto lifetime =
        std::chrono::ceil<std::chrono::days>(*certificate.not_after.time - *certificate.not_before.time);
    if (lifetime > most)
      findings.push_back({.check = &lifetime_check,
                          .node_path = "tbsCertificate.validity",
                          .offset = certificate.not_before.offset,
                          .message = "valid for " + std::to_string(lifetime.count()) + " days, of which " +
                                     std::to_string(most.count()) + " are allowed"});
  };
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    std::cerr << "usage: own_check ROOTS.pem CHAIN.pem NAME DAYS\n";
    return 2;
  }
  const auto roots = files::load_store("my roots", argv[1]);
  const auto chain = files::read_certificates(argv[2]);
  const auto name = names::make_host_name(argv[3]);
  if (!roots || !chain || !name) {
    std::cerr << (!roots ? roots.error() : !chain ? chain.error() : name.error()).message << '\n';
    return 2;
  }
  engine::Input input;
  input.presented = chain->certificates;
  engine::Options options;
  options.path.names = {*name};
  options.path.time = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  options.path.check_certificate = lifetime_of_leaves(std::chrono::days(std::atoi(argv[4])));
  crypto::Verifier verifier;
  const trust::Store* stores[] = {&roots->store};
  const engine::Report report = engine::inspect(std::move(input), stores, options, verifier);
  std::cout << report::to_text(report);
  return report.verdict == engine::Verdict::trusted ? 0 : 1;
}
