// Parsing certificates and running every lint on them, and which lints cost most. Takes a PEM bundle as its
// argument; without one the corpus of TLS leaves beside the outside suites serves, or else the linter's own
// fixtures.
#include "certcheck/base/pem.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/runner.h"
#include "certcheck/x509/certificate.h"

#include "tests/bench/bench.h"
#include "tests/support/paths.h"
#include "tests/support/read_file.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

using namespace certcheck;

namespace {

void add_certificates(std::vector<Bytes>& to, const std::filesystem::path& file) {
  const std::string text = test::read_file(file);
  for (const PemBlock& block : find_pem_blocks(text))
    if (block.label == "CERTIFICATE") to.push_back(block.decode().value_or(Bytes{}));
}

std::vector<Bytes> certificates_of(int argc, char** argv) {
  std::vector<Bytes> certificates;
  const auto corpus = test::suites_dir().parent_path() / "corpus/tls-leaves.pem";
  if (argc > 1) {
    add_certificates(certificates, argv[1]);
  } else if (std::filesystem::exists(corpus)) {
    add_certificates(certificates, corpus);
  } else {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(test::source_dir() / "testdata/lint/cases"))
      if (entry.path().extension() == ".pem") add_certificates(certificates, entry.path());
  }
  return certificates;
}

/// What each lint takes by itself on one certificate, on average, the costliest first.
void print_costliest(const std::vector<lint::CertificateFacts>& facts) {
  struct Cost {
    std::string_view id;
    double seconds;
  };
  std::vector<Cost> costs;
  double sum = 0;
  const lint::Selection everything;
  const Subject unset;
  for (const lint::Selection::Row& row : everything.rows(lint::Kind::certificate)) {
    const auto measured = bench::measure(
        std::string(row.entry->lint->check.id),
        [&] {
          for (const lint::CertificateFacts& each : facts)
            if (row.entry->needs().includes(each.roles) &&
                (row.entry->only_with().empty() || row.entry->only_with().shares(each.parts)))
              bench::keep(
                  row.entry->lint->certificate(each, lint::Reporter(row.entry->lint->check, unset, nullptr)));
        },
        facts.size(), 3, 0.002);
    costs.push_back({row.entry->lint->check.id, measured.seconds});
    sum += measured.seconds;
  }
  std::sort(costs.begin(), costs.end(), [](const Cost& a, const Cost& b) { return a.seconds > b.seconds; });
  std::printf("%zu lints of certificates take %.2f us a certificate; the ten costliest\n", costs.size(),
              sum * 1e6);
  for (size_t i = 0; i < std::min<size_t>(10, costs.size()); ++i)
    std::printf("  %-60s %8.3f us\n", std::string(costs[i].id).c_str(), costs[i].seconds * 1e6);
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<Bytes> certificates = certificates_of(argc, argv);
  if (certificates.empty()) {
    std::fprintf(stderr, "no certificates\n");
    return 2;
  }
  crypto::Verifier verifier;
  const lint::Selection everything;
  bench::Comparison comparison("parse a certificate and run every lint", "certificates");
  comparison.measure(
      "certcheck",
      [&] {
        for (const Bytes& der : certificates) {
          const auto certificate = x509::parse_certificate(der);
          Findings findings;
          lint::run(lint::CertificateFacts(*certificate, verifier), everything, {}, findings);
          bench::keep(findings);
        }
      },
      certificates.size());
  // zlint is written in Go and stands in no distribution: its figure is of another run, on a core of the same
  // kind.
  comparison.add({.name = "zlint (recorded: 1,028/s)", .seconds = 1 / 1028.0});
  const bool reached = comparison.print(40'000);

  std::vector<x509::CertificatePtr> parsed;
  std::vector<lint::CertificateFacts> facts;
  facts.reserve(certificates.size());
  for (const Bytes& der : certificates)
    facts.emplace_back(*parsed.emplace_back(x509::parse_certificate(der)), verifier);
  print_costliest(facts);
  return reached ? 0 : 1;
}
