// What could not be read is not called missing, and what a version does not have is not either.
#include "certcheck/lint/support/unread.h"

#include "certcheck/der/checks.h"
#include "certcheck/lint/embedded.h"
#include "certcheck/x509/oids.h"

#include "fixtures.h"
#include "tests/support/pki_fields.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace certcheck::lint {
namespace {

const Selection& everything() {
  static const Selection all;
  return all;
}

Bytes ordinary_leaf() {
  const test::Fixture fixture(test::lint_testdata() / "cases/ordinary/leaf.pem");
  return fixture.certificates.front()->der;
}

struct Linted {
  x509::CertificatePtr certificate;
  Findings findings;  ///< of lints
  Outcomes outcomes;
};

Linted lint(Bytes der) {
  Linted out;
  out.certificate = x509::parse_certificate(std::move(der));
  const CertificateFacts facts(*out.certificate, test::Fixture::verifier());
  run(facts, everything(), {}, out.findings, &out.outcomes);
  return out;
}

bool has(const Findings& findings, std::string_view id) {
  return std::any_of(findings.begin(), findings.end(),
                     [id](const Finding& finding) { return finding.id() == id; });
}

TEST_CASE("whether an extension is critical is unknown where its flag cannot be read") {
  certcheck::test::Forged forged;
  const Bytes flag = pki::tlv(der::tag::boolean, {}), usage = pki::octet_string(pki::tlv(3, Bytes{7, 0x80}));
  forged.extensions = {pki::sequence({pki::oid("2.5.29.15"), flag, usage})};
  const Linted linted = lint(forged.der());
  CHECK(has(linted.certificate->findings, "der.boolean.invalid"));
  CHECK_FALSE(has(linted.findings, "rfc5280.key_usage.not_critical"));
  forged.extensions = {pki::extension("2.5.29.15", false, pki::tlv(3, Bytes{7, 0x80}))};
  CHECK(has(lint(forged.der()).findings, "rfc5280.key_usage.not_critical"));
}

TEST_CASE("a certificate that is cut off has the parser's findings alone") {
  const Bytes der = ordinary_leaf();
  for (size_t size = 0; size < der.size(); size += 7) {
    const Linted linted = lint(Bytes(der.begin(), der.begin() + static_cast<std::ptrdiff_t>(size)));
    INFO(size << " bytes");
    CHECK_FALSE(linted.certificate->findings.empty());
    CHECK(linted.findings.empty());
    CHECK(std::all_of(linted.outcomes.begin(), linted.outcomes.end(),
                      [](Outcome outcome) { return outcome == Outcome::not_applicable; }));
  }
}

TEST_CASE("an extension that cannot be read is not missing, and what it holds is unknown") {
  for (const x509::ExtensionId id : std::initializer_list<x509::ExtensionId>{
           x509::oids::authority_key_identifier, x509::oids::extended_key_usage,
           x509::oids::subject_alternative_name, x509::oids::key_usage, x509::oids::certificate_policies,
           x509::oids::crl_distribution_points}) {
    Bytes der = ordinary_leaf();
    const auto sound = x509::parse_certificate(der);
    der[sound->find(id)->value_offset] ^= 0x01;  // the tag of the value
    const Linted linted = lint(std::move(der));
    INFO(id.oid().to_string());
    CHECK(has(linted.certificate->findings, der::checks::unexpected_tag.id));
    const std::string path = "tbsCertificate.extensions";
    for (const Finding& finding : linted.findings) {
      INFO(finding.id() << " " << finding.message);
      CHECK_FALSE(finding.node_path.starts_with(path));
    }
  }
}

TEST_CASE("a certificate without basicConstraints that can be read is neither a leaf nor a CA") {
  Bytes der;
  {
    const test::Fixture fixture(test::lint_testdata() / "cases/ordinary/intermediate.pem");
    der = fixture.certificates.front()->der;
  }
  der[x509::parse_certificate(der)->find(x509::oids::basic_constraints)->value_offset] ^= 0x01;
  const auto certificate = x509::parse_certificate(der);
  const CertificateFacts facts(*certificate, test::Fixture::verifier());
  CHECK_FALSE(facts.has(Role::leaf));
  CHECK_FALSE(facts.has(Role::ca));
}

/// The value of an extension of a sound certificate overwritten from its start on, lengths kept.
Linted lint_with(Bytes der, x509::ExtensionId id, std::initializer_list<uint8_t> value) {
  const auto sound = x509::parse_certificate(der);
  const x509::Extension* extension = sound->find(id);
  REQUIRE(extension->value.size() >= value.size());
  std::copy(value.begin(), value.end(), der.begin() + static_cast<std::ptrdiff_t>(extension->value_offset));
  return lint(std::move(der));
}

TEST_CASE("of a CA whose basicConstraints cannot be read no rule on kinds speaks") {
  const test::Fixture fixture(test::lint_testdata() / "cases/ordinary/intermediate.pem");
  const Bytes der = fixture.certificates.front()->der;
  const std::initializer_list<uint8_t> values[] = {{0x05},
                                                   {0x02},
                                                   {0x04},
                                                   {0x30, 0x7f},
                                                   {0x30, 0x03, 0x05},
                                                   {0x30, 0x03, 0x81},
                                                   {0x30, 0x03, 0x01, 0x01, 0x01}};
  for (const auto& value : values) {
    const Linted linted = lint_with(der, x509::oids::basic_constraints, value);
    INFO("the value's last changed byte is " << int{*(value.end() - 1)});
    CHECK_FALSE(linted.certificate->findings.empty());
    for (const Finding& finding : linted.findings) {
      INFO(finding.id() << " " << finding.message);
      CHECK(finding.id().starts_with("hygiene."));
    }
  }
}

TEST_CASE("an extension whose extnID cannot be read may be the one that is asked for") {
  const std::vector<uint8_t> spoilt_tags{0x26, 0x06};
  for (const x509::ExtensionId id : std::initializer_list<x509::ExtensionId>{
           x509::oids::authority_key_identifier, x509::oids::extended_key_usage,
           x509::oids::subject_alternative_name, x509::oids::key_usage, x509::oids::basic_constraints,
           x509::oids::certificate_policies}) {
    for (const uint8_t tag : spoilt_tags) {
      Bytes der = ordinary_leaf();
      const auto sound = x509::parse_certificate(der);
      const x509::Extension* extension = sound->find(id);
      if (extension == nullptr) continue;
      der[extension->offset + 2] = tag;
      if (tag == 0x06)
        der[extension->offset + 4] = 0x80;  // X.690 8.19.2: not the shortest form of the first arc
      const Linted linted = lint(std::move(der));
      CHECK_FALSE(linted.certificate->findings.empty());
      for (const Finding& finding : linted.findings) {
        INFO(id.oid().to_string() << ": " << finding.id() << " " << finding.message);
        CHECK_FALSE(finding.node_path.starts_with("tbsCertificate.extensions"));
        CHECK_FALSE(finding.id().starts_with("cabf_br."));
      }
    }
  }
}

TEST_CASE("a value of indefinite length is neither empty nor incomplete") {
  for (const x509::ExtensionId id : std::initializer_list<x509::ExtensionId>{
           x509::oids::authority_key_identifier, x509::oids::extended_key_usage,
           x509::oids::subject_alternative_name, x509::oids::crl_distribution_points}) {
    const Linted linted = lint_with(ordinary_leaf(), id, {0x30, 0x80, 0x00, 0x00});
    CHECK(has(linted.certificate->findings, der::checks::length_indefinite.id));
    for (const Finding& finding : linted.findings) {
      INFO(id.oid().to_string() << ": " << finding.id() << " " << finding.message);
      CHECK_FALSE(finding.node_path.starts_with("tbsCertificate.extensions"));
    }
  }
}

TEST_CASE("a version without extensions lacks none") {
  for (const char* const file :
       {"cases/rfc5280.version.not_3/fires.pem", "cases/rfc5280.version.self_signed_not_3/fires.pem"}) {
    const test::Fixture fixture(test::lint_testdata() / file);
    Findings findings;
    fixture.outcomes(Kind::certificate, everything(), findings);
    CHECK((has(findings, "rfc5280.version.not_3") || has(findings, "rfc5280.version.self_signed_not_3")));
    for (const Finding& finding : findings) {
      INFO(file << ": " << finding.id());
      CHECK(finding.node_path != "tbsCertificate.extensions");
    }
  }
}

TEST_CASE("a self-issued certificate whose algorithm is unknown is self-signed unless it names another key") {
  const test::Fixture fixture(test::lint_testdata() / "cases/ordinary/root.pem");
  Bytes der = fixture.certificates.front()->der;
  const auto& root = *fixture.certificates.front();
  for (const auto* algorithm : {&root.tbs_signature, &root.signature_algorithm}) {
    // The last arc of sha256WithRSAEncryption: what it makes is no algorithm.
    der[algorithm->offset + 4 + algorithm->oid.content().size() - 1] = 0x7f;
  }
  const auto changed = x509::parse_certificate(der);
  CHECK(CertificateFacts(*changed, test::Fixture::verifier()).has(Role::root));
  der[changed->find(x509::oids::authority_key_identifier)->value_offset + 4] ^= 1;
  CHECK_FALSE(CertificateFacts(*x509::parse_certificate(der), test::Fixture::verifier()).has(Role::root));
}

TEST_CASE("the certificates of a response are linted, and say where they stand") {
  const test::Fixture fixture(test::lint_testdata() /
                              "cases/rfc6960.response.responder_without_purpose/fires.pem");
  const x509::OcspResponse& response = *fixture.responses.front();
  REQUIRE(response.certificates.size() == 1);
  const Subject subject{Subject::Kind::ocsp, 4};
  Findings findings;
  run_embedded(response, everything(), test::Fixture::verifier(), nullptr, subject, findings);
  REQUIRE(has(findings, "rfc5280.subject_key_identifier.missing_in_leaf"));
  for (const Finding& finding : findings) {
    CHECK(finding.node_path.starts_with("responseBytes.response.certs.0."));
    CHECK(finding.subject.index == 4U);
    CHECK((!finding.offset || *finding.offset >= response.certificate_offsets[0]));
  }
}

TEST_CASE("of certificates that cannot be read the first are listed, and those that can be are kept") {
  const size_t garbage = 100'000;
  const Bytes readable = certcheck::test::Forged().der();
  std::vector<Bytes> list(garbage, pki::sequence({}));
  list.push_back(readable);
  list.resize(list.size() + garbage, pki::sequence({}));
  certcheck::test::ForgedOcsp forged;
  forged.certificates = pki::context(0, {pki::sequence(list)});
  const auto response = x509::parse_ocsp_response(forged.der());
  REQUIRE(response->certificates.size() == 2 * garbage + 1);
  CHECK(response->complete);
  size_t faults = 0, left_out = 0;
  for (const x509::CertificatePtr& each : response->certificates) {
    if (each->der.empty()) {
      ++left_out;
      CHECK_FALSE(each->complete);
    } else {
      faults += each->findings.size();
    }
  }
  CHECK(left_out > 2 * garbage - 256);
  CHECK(faults < 300);
  CHECK(response->certificates[garbage]->der == readable);
  CHECK(response->certificates[garbage]->complete);
  Findings findings;
  run_embedded(*response, everything(), test::Fixture::verifier(), nullptr, {Subject::Kind::ocsp}, findings);
  const auto places = [&findings](std::string_view id) {
    std::vector<const Finding*> found;
    for (const Finding& finding : findings)
      if (finding.id() == id) found.push_back(&finding);
    return found;
  };
  const auto not_listed = places(der::checks::too_many_faults.id);
  REQUIRE(not_listed.size() == 1);
  // The first that is left out.
  const auto first = std::find_if(response->certificates.begin(), response->certificates.end(),
                                  [](const x509::CertificatePtr& each) { return each->der.empty(); });
  const auto place = static_cast<size_t>(first - response->certificates.begin());
  CHECK(not_listed[0]->node_path == "responseBytes.response.certs." + std::to_string(place));
  CHECK(not_listed[0]->offset == response->certificate_offsets[place]);
  CHECK(std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
    return finding.node_path.starts_with("responseBytes.response.certs." + std::to_string(garbage) + ".");
  }));
}

}  // namespace
}  // namespace certcheck::lint
