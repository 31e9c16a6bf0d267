// Parsing a certificate, copy of its bytes included, beside OpenSSL's and Botan's parsers. Ours decodes every
// extension and prepares both names for comparison; OpenSSL leaves extensions undecoded. usage: parse_bench
// [BUNDLE.pem]   (default: the server certificate of testdata)

#include "certcheck/base/pem.h"
#include "certcheck/x509/certificate.h"

#include "tests/bench/bench.h"
#include "tests/support/paths.h"
#include "tests/support/read_file.h"

#include <botan/data_src.h>
#include <botan/exceptn.h>
#include <botan/x509cert.h>
#include <openssl/x509.h>

using namespace certcheck;

namespace {

/// Certificates that every peer can read: the figures are of the same work.
std::vector<Bytes> read_bundle(const std::filesystem::path& path) {
  const std::string text = test::read_file(path);
  std::vector<Bytes> certificates;
  for (const auto& block : find_pem_blocks(text)) {
    const auto der = block.label == "CERTIFICATE" ? block.decode() : std::nullopt;
    if (!der) continue;
    try {
      Botan::DataSource_Memory source(*der);
      const Botan::X509_Certificate readable(source);
    } catch (const Botan::Exception&) {
      continue;
    }
    certificates.push_back(*der);
  }
  return certificates;
}

}  // namespace

int main(int argc, char** argv) {
  const std::filesystem::path path =
      argc > 1 ? std::filesystem::path(argv[1]) : test::source_dir() / "testdata" / "x509" / "server.pem";
  const auto certificates = read_bundle(path);
  if (certificates.empty()) {
    std::fprintf(stderr, "parse_bench: no certificate in %s\n", path.c_str());
    return 2;
  }
  size_t octets = 0;
  for (const auto& der : certificates) octets += der.size();
  const size_t count = certificates.size();

  bench::Comparison parse("parse a certificate, on average " + std::to_string(octets / count) + " bytes",
                          "certificates");
  parse.measure(
      "certcheck",
      [&] {
        for (const auto& der : certificates) bench::keep(x509::parse_certificate(ByteView(der)));
      },
      count);
  parse.measure(
      "OpenSSL d2i_X509",
      [&] {
        for (const auto& der : certificates) {
          const unsigned char* at = der.data();
          X509* const certificate = d2i_X509(nullptr, &at, static_cast<long>(der.size()));
          bench::keep(certificate);
          X509_free(certificate);
        }
      },
      count);
  parse.measure(
      "Botan X509_Certificate",
      [&] {
        for (const auto& der : certificates) {
          Botan::DataSource_Memory source(der);
          bench::keep(Botan::X509_Certificate(source));
        }
      },
      count);
  parse.print(300'000);
}
