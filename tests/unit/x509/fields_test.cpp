#include "tests/support/paths.h"
#include "tests/unit/x509/describe.h"

#include <catch2/catch_test_macros.hpp>

#include <cstdio>
#include <memory>

using namespace certcheck;
using test::Json;

namespace {

const std::filesystem::path& folder() {
  static const auto path = test::source_dir() / "testdata" / "x509";
  return path;
}

template <typename Parse>
void compare(const std::string& file, std::string_view label, Parse parse) {
  const Json expected = Json::parse(test::read_file(folder() / "expected.json")).at(file);
  const auto blocks = test::read_pem(folder() / file, label);
  REQUIRE(blocks.size() == expected.size());
  REQUIRE_FALSE(blocks.empty());
  for (size_t i = 0; i < blocks.size(); ++i) {
    const auto parsed = parse(blocks[i]);
    INFO(file << " " << i << "\n" << test::difference(expected[i], test::describe(*parsed)).dump(1));
    CHECK(parsed->complete);
    CHECK(parsed->findings.empty());
    CHECK_FALSE(expected[i].is_null());
    CHECK(test::difference(expected[i], test::describe(*parsed)).empty());
  }
}

/// What a command prints; nullopt if it fails.
std::optional<std::string> run(const std::string& command) {
  FILE* const pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return std::nullopt;
  std::string output;
  char buffer[4096];
  while (const size_t count = std::fread(buffer, 1, sizeof buffer, pipe)) output.append(buffer, count);
  if (pclose(pipe) != 0) return std::nullopt;
  return output;
}

}  // namespace

TEST_CASE("certificates read as python3-cryptography reads them") {
  const auto parse = [](const Bytes& der) { return x509::parse_certificate(der); };
  compare("certificates.pem", "CERTIFICATE", parse);
  compare("server.pem", "CERTIFICATE", parse);
}

TEST_CASE("CRLs read as python3-cryptography reads them") {
  compare("lists.pem", "X509 CRL", [](const Bytes& der) { return x509::parse_crl(der); });
}

TEST_CASE("OCSP responses read as python3-cryptography reads them") {
  compare("responses.pem", "OCSP RESPONSE", [](const Bytes& der) { return x509::parse_ocsp_response(der); });
}

TEST_CASE("ordinary leaves of the outside corpus read as python3-cryptography reads them") {
  const auto corpus = test::suites_dir().parent_path() / "corpus" / "tls-leaves.pem";
  if (test::suites_dir().empty() || !std::filesystem::exists(corpus)) SKIP("no corpus on this machine");
  const auto described = run("/usr/bin/env PATH=/usr/bin:$PATH python3 '" +
                             (folder() / "describe.py").string() + "' '" + corpus.string() + "'");
  if (!described) SKIP("no python3-cryptography on this machine");
  const Json expected = Json::parse(*described);
  const auto blocks = test::read_pem(corpus, "CERTIFICATE");
  REQUIRE(blocks.size() == expected.size());
  size_t with_findings = 0;
  for (size_t i = 0; i < blocks.size(); ++i) {
    const auto parsed = x509::parse_certificate(blocks[i]);
    INFO(corpus << " " << i << "\n" << test::difference(expected[i], test::describe(*parsed)).dump(1));
    CHECK(parsed->complete);
    CHECK(test::difference(expected[i], test::describe(*parsed)).empty());
    with_findings += parsed->findings.empty() ? 0 : 1;
  }
  // Seven have real faults: empty lists, a digest of zero, different signature algorithms inside and outside.
  CHECK(with_findings <= 7);
}
