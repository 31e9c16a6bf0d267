#include "certcheck/x509/encoded_time.h"
#include "certcheck/x509/oids.h"

#include "tests/support/pki_fields.h"
#include "tests/unit/x509/findings.h"

#include <catch2/catch_test_macros.hpp>

using namespace certcheck;
using Kind = x509::GeneralName::Kind;

namespace {

namespace tag = der::tag;

std::optional<Time> time_of(const Bytes& der) {
  Findings findings;
  der::FaultSink sink(findings);
  der::Reader reader(der, sink, {});
  return x509::read_time(reader, "time").time;
}

std::optional<Time> utc(std::string_view text) { return time_of(pki::utc_time(text)); }
std::optional<Time> generalized(std::string_view text) { return time_of(pki::generalized_time(text)); }

/// The alternative names of a certificate that has these.
std::vector<std::string> shown(const std::vector<Bytes>& names) {
  const auto certificate = test::with_extension("2.5.29.17", pki::sequence(names)).parse();
  std::vector<std::string> texts;
  for (const auto& name : certificate->subject_alternative_names.value()) texts.push_back(name.to_string());
  return texts;
}

/// A certificate with one extension that has nothing wrong.
x509::CertificatePtr sound(std::string_view oid, const Bytes& value) {
  auto certificate = test::with_extension(oid, value).parse();
  INFO(test::show(certificate->findings));
  CHECK(certificate->findings.empty());
  return certificate;
}

}  // namespace

TEST_CASE("times mean what RFC 5280 4.1.2.5 says, deviating forms what X.680 says") {
  const Time noon = date(2024, 2, 29) + std::chrono::hours(12);
  CHECK(utc("240229120000Z") == noon);
  CHECK(generalized("20240229120000Z") == noon);
  // Two-digit years from 50 are of the 20th century.
  CHECK(utc("500101000000Z") == date(1950, 1, 1));
  CHECK(utc("491231000000Z") == date(2049, 12, 31));
  CHECK(generalized("00000101000000Z") == date(0, 1, 1));
  CHECK(generalized("99991231235959Z") == date(10000, 1, 1) - std::chrono::seconds(1));
  CHECK(utc("2402291200Z") == noon);
  CHECK(utc("240229140000+0200") == noon);
  CHECK(utc("240229063000-0530") == noon);
  CHECK(generalized("20240229120000.999Z") == noon);
  CHECK(generalized("20240229120000,5Z") == noon);
  CHECK(generalized("2024022912Z") == noon);
  CHECK(generalized("202402291200Z") == noon);
  CHECK(generalized("20240229140000+02") == noon);
  for (const std::string_view text :
       {"240229120000", "24022912Z", "240229120000z", "240229120000+2", "240229120000+0260", "240229120000ZZ",
        " 40229120000Z", "240229120000.5Z", "-40229120000Z"}) {
    INFO(text);
    CHECK_FALSE(utc(text));
  }
  for (const std::string_view text :
       {"20240229120000.Z", "20240229120000", "2024Z", "20230229000000Z", "20240431000000Z"}) {
    INFO(text);
    CHECK_FALSE(generalized(text));
  }
}

TEST_CASE("general names are shown with their kind and escaped") {
  const auto address = [](Bytes octets) { return pki::context_primitive(7, octets); };
  const Bytes v6{0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
  CHECK(shown({test::dns("a.example"), pki::context_primitive(1, as_bytes("me@example.com")),
               pki::context_primitive(6, as_bytes("https://example.com/")), address({192, 0, 2, 1}),
               address(v6), address({192, 0, 2}), address({192, 0, 2, 0, 255, 255, 255, 0}),
               pki::context(4, {test::simple_name("x")}), pki::context_primitive(8, Bytes{0x2a, 0x03}),
               pki::context(0, {pki::oid("1.2.3"), pki::context(0, {pki::null()})}), test::dns("a\nb\\")}) ==
        std::vector<std::string>{"DNS:a.example", "email:me@example.com", "URI:https://example.com/",
                                 "IP:192.0.2.1", "IP:2001:db8::1", "IP:#c00002", "IP:192.0.2.0/255.255.255.0",
                                 "directory:CN=x", "registeredID:1.2.3", "otherName:1.2.3:#0500",
                                 "DNS:a\\0ab\\\\"});
}

TEST_CASE("policy mappings are read in order") {
  const auto certificate =
      sound("2.5.29.33", pki::sequence({pki::sequence({pki::oid("1.2.3"), pki::oid("1.2.4")}),
                                        pki::sequence({pki::oid("1.2.3"), pki::oid("2.5.29.32.0")})}));
  REQUIRE(certificate->policy_mappings);
  const auto& mappings = certificate->policy_mappings->mappings;
  REQUIRE(mappings.size() == 2);
  CHECK(mappings[0].issuer_domain.to_string() == "1.2.3");
  CHECK(mappings[0].subject_domain.to_string() == "1.2.4");
  CHECK(mappings[1].subject_domain == x509::oids::any_policy);
}

TEST_CASE("policy qualifiers are kept whole") {
  const Bytes uri = pki::ia5("https://example.com/");
  const Bytes qualifier = pki::sequence({pki::oid("1.3.6.1.5.5.7.2.1"), uri});
  const auto certificate =
      sound("2.5.29.32", pki::sequence({pki::sequence({pki::oid("1.2.3"), pki::sequence({qualifier})})}));
  const auto& policy = certificate->certificate_policies.value().policies.at(0);
  REQUIRE(policy.qualifiers.size() == 1);
  CHECK(policy.qualifiers[0].id == x509::oids::cps_qualifier);
  CHECK(same_bytes(policy.qualifiers[0].qualifier, uri));
  CHECK(same_bytes(ByteView(certificate->der).subspan(policy.qualifiers[0].offset, qualifier.size()),
                   qualifier));
}

TEST_CASE("name constraints keep minimum and maximum as encoded") {
  const auto certificate =
      sound("2.5.29.30", pki::sequence({pki::context(
                             1, {pki::sequence({test::dns("a.example"), pki::context_primitive(0, Bytes{1}),
                                                pki::context_primitive(1, Bytes{2})})})}));
  REQUIRE(certificate->name_constraints);
  CHECK_FALSE(certificate->name_constraints->has_permitted);
  CHECK(certificate->name_constraints->has_excluded);
  const auto& subtree = certificate->name_constraints->excluded.at(0);
  CHECK(subtree.minimum == 1U);
  CHECK(subtree.maximum == 2U);
}

TEST_CASE("statements of qualified certificates, and extensions that are a NULL") {
  const auto statements = sound(
      "1.3.6.1.5.5.7.1.3", pki::sequence({pki::sequence({pki::oid("0.4.0.1862.1.1")}),
                                          pki::sequence({pki::oid("0.4.0.1862.1.3"), pki::integer(7)})}));
  REQUIRE(statements->qc_statements);
  REQUIRE(statements->qc_statements->statements.size() == 2);
  CHECK(statements->qc_statements->statements[0].info.empty());
  CHECK(same_bytes(statements->qc_statements->statements[1].info, pki::integer(7)));
  CHECK(sound("2.5.29.56", pki::null())->no_revocation_available);
  CHECK(sound("1.3.6.1.4.1.11129.2.4.3", pki::null())->precertificate_poison);
  CHECK_FALSE(test::with_extension("2.5.29.56", pki::sequence({Bytes()})).parse()->no_revocation_available);
}

TEST_CASE("an SCT of a later version is passed over without a finding") {
  const Bytes future{0x01, 0xaa, 0xbb};
  Bytes list{0, 5, 0, 3};
  list.insert(list.end(), future.begin(), future.end());
  const auto certificate = sound("1.3.6.1.4.1.11129.2.4.2", pki::octet_string(list));
  const auto& scts = certificate->signed_certificate_timestamps.value();
  REQUIRE(scts.size() == 1);
  CHECK(scts[0].version == 1);
  CHECK(same_bytes(scts[0].bytes, future));
}

TEST_CASE("an extension is found wherever it stands") {
  for (const size_t before : {0U, 253U, 254U, 255U, 256U, 600U}) {
    INFO(before);
    test::Forged forged;
    for (size_t i = 0; i < before; ++i)
      forged.extensions.push_back(
          pki::extension("1.3.6.1.4.1.55555." + std::to_string(i), false, pki::null()));
    forged.extensions.push_back(pki::extension("2.5.29.15", true, Bytes{0x03, 0x02, 0x07, 0x80}));
    forged.extensions.push_back(pki::extension("2.5.29.15", true, Bytes{0x03, 0x02, 0x06, 0x40}));
    const auto certificate = forged.parse();
    const x509::Extension* const found = certificate->find(x509::oids::key_usage);
    REQUIRE(found != nullptr);
    CHECK(found->index == before);
    CHECK(certificate->key_usage->has(x509::KeyUsage::digital_signature));
    CHECK(certificate->find(x509::oids::basic_constraints) == nullptr);
  }
}

TEST_CASE("versions are told as people say them") {
  test::Forged forged;
  CHECK(forged.parse()->version == 3);
  forged.version = pki::context(0, {pki::integer(1)});
  CHECK(forged.parse()->version == 2);
  forged.unique_ids =
      pki::concatenate({pki::context_primitive(1, Bytes{0, 1}), pki::context_primitive(2, Bytes{0, 2})});
  const auto with_ids = forged.parse();
  CHECK(with_ids->findings.empty());
  REQUIRE(with_ids->subject_unique_id);
  CHECK(same_bytes(with_ids->subject_unique_id->bytes, Bytes{2}));
  forged = {};
  forged.version = {};
  CHECK(forged.parse()->version == 1);
  CHECK_FALSE(forged.parse()->version_encoded);
}
