// SCTs of each source, what was signed, and which of them policies count. Those in certificates, each of
// their faults and the policies are tried by tests/cli/transparency_test.py, with OpenSSL beside us.

#include "certcheck/ct/transparency.h"

#include "certcheck/ct/detail/entry.h"
#include "certcheck/ct/detail/sct_extensions.h"
#include "certcheck/x509/checks.h"

#include "certserve/pki/certificate.h"
#include "certserve/pki/der_builder.h"
#include "certserve/pki/timestamp.h"
#include "tests/support/pki_fields.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace certcheck;
using ct::TimestampStatus;

namespace {

constexpr Time checked = date(2026, 6, 1), issued = date(2026, 5, 1);
const pki::Authority middle{"CT Intermediate", "issuing-p256"};
const pki::ListedLog first{"Log 1", "Operator 1", "log-rsa"};
const pki::ListedLog second{"Log 2", "Operator 2", "log-p256", true};
const pki::TimestampSpec of_first{"log-rsa", issued}, of_second{"log-p256", issued, pki::leaf_index(7)};

std::shared_ptr<const ct::LogList> both_logs() {
  return std::make_shared<const ct::LogList>(*ct::parse_log_list(pki::log_list({first, second})));
}

pki::CertificateSpec leaf_spec() {
  pki::CertificateSpec spec = pki::server_certificate(middle, "leaf-p256", "www.ct.test");
  spec.not_before = issued;
  spec.not_after = issued + std::chrono::days(90);
  return spec;
}

struct Answer {
  ct::Transparency transparency;
  Findings findings;
};

/// What comes of SCTs on a path whose issuer is available.
Answer verify(const ct::Presented& presented) {
  const auto issuer = x509::parse_certificate(issue(pki::root_certificate(middle)));
  crypto::Verifier verifier;
  Answer answer;
  answer.transparency =
      ct::verify(presented, issuer.get(), {.log_list = both_logs(), .time = checked, .check_policies = true},
                 verifier, answer.findings);
  return answer;
}

std::vector<std::string> ids_of(const Findings& findings) {
  std::vector<std::string> ids;
  for (const Finding& finding : findings) ids.emplace_back(finding.id());
  return ids;
}

/// An OCSP response about a certificate with an SCT list in the extensions of its SingleResponse.
x509::OcspResponsePtr with_timestamps(const x509::Certificate& leaf, const Bytes& list) {
  test::ForgedOcsp forged;
  const Bytes id =
      pki::sequence({pki::sequence({pki::oid("1.3.14.3.2.26"), pki::null()}), pki::octet_string(Bytes(20, 1)),
                     pki::octet_string(Bytes(20, 2)), pki::unsigned_integer(leaf.serial)});
  forged.singles = {pki::sequence(
      {id, forged.certificate_status, forged.this_update, forged.next_update,
       pki::context(1, {pki::sequence(
                           {pki::extension("1.3.6.1.4.1.11129.2.4.5", false, pki::octet_string(list))})})})};
  return forged.parse();
}

}  // namespace

TEST_CASE("what the logs signed is the certificate without its SCT list") {
  pki::CertificateSpec spec = leaf_spec();
  const Bytes bare = pki::to_be_signed(spec);
  spec.timestamps = {pki::precertificate_timestamp(of_first, spec)};
  CHECK(ct::tbs_without_scts(*x509::parse_certificate(issue(spec))) == bare);

  spec.timestamps.clear();
  CHECK_FALSE(ct::tbs_without_scts(*x509::parse_certificate(issue(spec))));
  spec.more_extensions = {pki::timestamp_list_extension({Bytes(3)}),
                          pki::timestamp_list_extension({Bytes(3)})};
  CHECK_FALSE(ct::tbs_without_scts(*x509::parse_certificate(issue(spec))));
  CHECK_FALSE(ct::tbs_without_scts(*x509::parse_certificate(Bytes{0x30, 0x03, 0x30, 0x01, 0xa3})));

  // Where the list is the only extension, the field goes with it (RFC 5280 4.1: SIZE (1..MAX)).
  test::Forged forged;
  const Bytes without = forged.tbs();
  forged.extensions = {pki::timestamp_list_extension({Bytes(3)})};
  CHECK(ct::tbs_without_scts(*forged.parse()) == without);
}

TEST_CASE("SCTs by TLS are signed over the certificate, and suffice without embedded ones") {
  const auto leaf = x509::parse_certificate(issue(leaf_spec()));
  const Bytes list = pki::timestamp_list(
      {pki::certificate_timestamp(of_first, leaf->der), pki::certificate_timestamp(of_second, leaf->der)});
  const Answer good = verify(ct::read_timestamps({.leaf = leaf.get(), .tls_list = list}));
  REQUIRE(good.transparency.timestamps.size() == 2);
  for (const ct::Timestamp& sct : good.transparency.timestamps) {
    CHECK(sct.source == ct::Source::tls);
    CHECK(sct.status == TimestampStatus::valid);
    CHECK(sct.time == issued);
    CHECK(sct.counts);
  }
  CHECK(good.transparency.timestamps[1].leaf_index == 7);
  CHECK(good.findings.empty());
  for (const ct::PolicyResult& result : good.transparency.policies) CHECK(result.compliant == true);
  CHECK(ct::first_logged(good.transparency, checked) == issued);

  // That of a precertificate is none of the certificate.
  const Bytes other = pki::timestamp_list({pki::precertificate_timestamp(of_first, leaf_spec()),
                                           pki::certificate_timestamp(of_second, leaf->der)});
  const Answer bad = verify(ct::read_timestamps({.leaf = leaf.get(), .tls_list = other}));
  CHECK(bad.transparency.timestamps[0].status == TimestampStatus::invalid);
  CHECK(ids_of(bad.findings) == std::vector<std::string>{
                                    "ct.sct.signature_invalid",
                                    "ct.chrome.too_few_scts",
                                    "ct.apple.too_few_scts",
                                });
}

TEST_CASE("SCTs of stapled OCSP responses count for Apple, and no longer for Chrome") {
  const auto leaf = x509::parse_certificate(issue(leaf_spec()));
  const auto response =
      with_timestamps(*leaf, pki::timestamp_list({pki::certificate_timestamp(of_first, leaf->der),
                                                  pki::certificate_timestamp(of_second, leaf->der)}));
  const Answer answer =
      verify(ct::read_timestamps({.leaf = leaf.get(), .tls_list = {}, .staples = {{0, response.get()}}}));
  REQUIRE(answer.transparency.timestamps.size() == 2);
  for (const ct::Timestamp& sct : answer.transparency.timestamps) {
    CHECK(sct.source == ct::Source::ocsp);
    CHECK(sct.status == TimestampStatus::valid);
  }
  REQUIRE(answer.transparency.policies.size() == 2);
  CHECK(answer.transparency.policies[0].compliant == false);
  CHECK(answer.transparency.policies[1].compliant == true);

  // A response is about whom it says.
  const auto other =
      x509::parse_certificate(issue(pki::server_certificate(middle, "leaf-p256", "other.ct.test")));
  CHECK(ct::read_timestamps({.leaf = other.get(), .tls_list = {}, .staples = {{0, response.get()}}})
            .scts.empty());
}

TEST_CASE("a malformed list of SCTs is a finding about where it came from") {
  const auto leaf = x509::parse_certificate(issue(leaf_spec()));
  for (const Bytes& list : {Bytes{0}, Bytes{0, 0}, Bytes{0, 2, 0, 9}, Bytes{0, 3, 0, 1, 0, 9}}) {
    const ct::Presented tls = ct::read_timestamps({.leaf = leaf.get(), .tls_list = list});
    REQUIRE_FALSE(tls.findings.empty());
    CHECK(tls.findings[0].check == &x509::checks::sct_malformed);
    CHECK(tls.findings[0].subject == Subject{Subject::Kind::handshake});
    const auto response = with_timestamps(*leaf, list);
    const ct::Presented ocsp =
        ct::read_timestamps({.leaf = leaf.get(), .tls_list = {}, .staples = {{3, response.get()}}});
    REQUIRE_FALSE(ocsp.findings.empty());
    CHECK(ocsp.findings[0].subject == Subject{Subject::Kind::ocsp, 3});
  }
}

TEST_CASE("clients read nothing of a list with a wrong length, and skip an SCT that is malformed") {
  const auto leaf = x509::parse_certificate(issue(leaf_spec()));
  const Bytes one = pki::certificate_timestamp(of_first, leaf->der),
              two = pki::certificate_timestamp(of_second, leaf->der);
  const auto of = [&](const Bytes& list) {
    return verify(ct::read_timestamps({.leaf = leaf.get(), .tls_list = list}));
  };
  const auto counted = [](const Answer& answer) {
    return std::count_if(answer.transparency.timestamps.begin(), answer.transparency.timestamps.end(),
                         [](const ct::Timestamp& sct) { return sct.counts; });
  };
  Bytes longer = pki::timestamp_list({one, two});
  longer.push_back(0);
  Bytes cut = pki::timestamp_list({one, two, one});
  cut.pop_back();
  cut[1] = static_cast<uint8_t>(cut[1] - 1);
  for (const Bytes& list : {longer, cut, pki::timestamp_list({one, Bytes(), two})}) {
    const ct::Presented presented = ct::read_timestamps({.leaf = leaf.get(), .tls_list = list});
    CHECK(presented.findings.at(0).check == &x509::checks::sct_malformed);
    const Answer answer = verify(presented);
    CHECK(answer.transparency.timestamps.empty());
    for (const ct::PolicyResult& result : answer.transparency.policies) CHECK(result.compliant == false);
  }
  // Embedded: a list of two, and a byte after it.
  pki::CertificateSpec spec = leaf_spec();
  Bytes embedded = pki::timestamp_list(
      {pki::precertificate_timestamp(of_first, spec), pki::precertificate_timestamp(of_second, spec)});
  embedded.push_back(0);
  spec.more_extensions.push_back(
      pki::extension("1.3.6.1.4.1.11129.2.4.2", false, pki::octet_string(embedded)));
  const auto odd = x509::parse_certificate(issue(spec));
  CHECK(verify(ct::read_timestamps({.leaf = odd.get()})).transparency.timestamps.empty());
  Bytes trailing = one;
  trailing.push_back(0);
  const Answer skipped = of(pki::timestamp_list({one, trailing, two}));
  CHECK(counted(skipped) == 2);
  for (const ct::PolicyResult& result : skipped.transparency.policies) CHECK(result.compliant == true);
}

TEST_CASE("an SCT from after the year 9999 is in the future") {
  pki::CertificateSpec spec = leaf_spec();
  spec.timestamps = {
      pki::precertificate_timestamp({"log-rsa", date(9999, 12, 31) + std::chrono::days(1)}, spec)};
  const auto leaf = x509::parse_certificate(issue(spec));
  const Answer answer = verify(ct::read_timestamps({.leaf = leaf.get()}));
  REQUIRE(answer.transparency.timestamps.size() == 1);
  CHECK(answer.transparency.timestamps[0].status == TimestampStatus::in_future);
  CHECK_FALSE(answer.transparency.timestamps[0].time);
}

TEST_CASE("the extensions of an SCT are a list of types, each once") {
  CHECK_FALSE(ct::read_sct_extensions({}).leaf_index);
  CHECK(ct::read_sct_extensions({}).fault.empty());
  CHECK(ct::read_sct_extensions(Bytes{0, 0, 5, 1, 2, 3, 4, 5}).leaf_index == 0x0102030405);
  // An unknown type is skipped.
  CHECK(ct::read_sct_extensions(Bytes{9, 0, 1, 7, 0, 0, 5, 0, 0, 0, 0, 2}).leaf_index == 2);
  for (const Bytes& malformed :
       {Bytes{0}, Bytes{0, 0}, Bytes{0, 0, 1}, Bytes{0, 0, 4, 0, 0, 0, 0}, Bytes{9, 0, 0, 9, 0, 0},
        Bytes{0, 0, 5, 0, 0, 0, 0, 1, 0, 0, 5, 0, 0, 0, 0, 1}})
    CHECK_FALSE(ct::read_sct_extensions(malformed).fault.empty());
}
