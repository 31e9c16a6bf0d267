#include "tests/support/pki_fields.h"
#include "tests/unit/x509/findings.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <chrono>
#include <optional>
#include <vector>

using namespace certcheck;
using test::ForgedCrl;
using test::ForgedOcsp;
using Status = x509::SingleResponse::Status;

namespace {

namespace tag = der::tag;

Bytes entry(int64_t serial, const std::vector<Bytes>& extensions = {}) {
  return pki::sequence({pki::integer(serial), pki::utc_time("240102030405Z"),
                        extensions.empty() ? Bytes() : pki::sequence(extensions)});
}

Bytes reason(uint8_t code) {
  return pki::extension("2.5.29.21", false, pki::tlv(tag::enumerated, Bytes{code}));
}

template <typename Forged, typename Spoil>
auto spoilt(Spoil spoil) {
  Forged forged;
  spoil(forged);
  return forged.parse();
}

/// What is wrong in one way has this one finding.
template <typename Parsed>
void expect(const Parsed& parsed, std::string_view id, std::string_view path, bool complete) {
  INFO(id << "\n" << test::show(parsed->findings));
  CHECK(parsed->findings.size() == 1);
  CHECK(test::find(parsed->findings, id, path) != nullptr);
  CHECK(parsed->complete == complete);
}

/// The numbers in the list of the entries that are found for a serial number.
std::vector<size_t> found(const x509::Crl& crl, ByteView serial) {
  std::vector<size_t> offsets, numbers;
  crl.revoked.find(serial, [&](const x509::RevokedCertificate& one) {
    CHECK(same_bytes(one.serial, serial));
    offsets.push_back(one.offset);
    return true;
  });
  for (const auto& one : crl.revoked)
    if (std::find(offsets.begin(), offsets.end(), one.offset) != offsets.end()) numbers.push_back(one.index);
  CHECK(numbers.size() == offsets.size());
  CHECK(std::is_sorted(offsets.begin(), offsets.end()));
  return numbers;
}

}  // namespace

TEST_CASE("faults of CRLs are found where they are") {
  const auto crl = [](auto spoil) { return spoilt<ForgedCrl>(spoil); };
  const auto v1 = [](ForgedCrl& f) { f.version = {}; };

  expect(crl([](ForgedCrl& f) { f.version = pki::integer(2); }), "x509.version.unsupported",
         "tbsCertList.version", false);
  // RFC 5280 5.1.2.1: present means version 2.
  expect(crl([](ForgedCrl& f) { f.version = pki::integer(0); }), "x509.version.unsupported",
         "tbsCertList.version", true);
  expect(crl([](ForgedCrl& f) { f.tbs_algorithm = pki::sequence({pki::oid("1.2.3")}); }),
         "x509.algorithm.mismatch", "signatureAlgorithm", true);
  expect(crl([](ForgedCrl& f) { f.this_update = pki::utc_time("249901000000Z"); }), "x509.time.invalid",
         "tbsCertList.thisUpdate", false);
  expect(crl([](ForgedCrl& f) {
           f.revoked = {{entry(1), pki::sequence({pki::null(), pki::utc_time("240101000000Z")})}};
         }),
         "der.unexpected_tag", "tbsCertList.revokedCertificates.1.userCertificate", false);
  expect(crl([](ForgedCrl& f) { f.revoked = {{entry(1, {reason(7)})}}; }), "der.integer.out_of_range",
         "tbsCertList.revokedCertificates.0.crlEntryExtensions.0.extnValue", true);
  expect(crl([](ForgedCrl& f) { f.revoked = {{entry(1, {reason(11)})}}; }), "der.integer.out_of_range",
         "tbsCertList.revokedCertificates.0.crlEntryExtensions.0.extnValue", true);
  expect(crl([](ForgedCrl& f) {
           f.revoked = {{entry(1, {reason(1), reason(1)})}};
         }),
         "x509.extension.duplicate", "tbsCertList.revokedCertificates.0.crlEntryExtensions.1", true);
  // invalidityDate is a GeneralizedTime (5.3.2).
  expect(crl([](ForgedCrl& f) {
           f.revoked = {{entry(1, {pki::extension("2.5.29.24", false, pki::utc_time("230101000000Z"))})}};
         }),
         "der.unexpected_tag", "tbsCertList.revokedCertificates.0.crlEntryExtensions.0.extnValue", true);
  expect(crl([](ForgedCrl& f) { f.extensions = {pki::extension("2.5.29.20", false, pki::integer(-1))}; }),
         "der.integer.out_of_range", "tbsCertList.crlExtensions.0.extnValue", true);
  expect(crl([](ForgedCrl& f) {
           f.extensions = {
               pki::extension("2.5.29.28", true, pki::sequence({pki::context_primitive(4, Bytes{0})}))};
         }),
         "der.default_encoded", "tbsCertList.crlExtensions.0.extnValue.indirectCRL", true);
  expect(crl([&](ForgedCrl& f) {
           v1(f);
           f.extensions = {pki::extension("2.5.29.20", false, pki::integer(1))};
         }),
         "x509.extensions.not_allowed_in_version", "tbsCertList.crlExtensions", true);
  // One finding, however many entries.
  expect(crl([&](ForgedCrl& f) {
           v1(f);
           f.revoked = {{entry(1), entry(2, {reason(1)}), entry(3, {reason(1)})}};
         }),
         "x509.extensions.not_allowed_in_version", "tbsCertList.revokedCertificates.1.crlEntryExtensions",
         true);
}

TEST_CASE("CRLs of version 1, without next update and without entries are read") {
  const auto crl = spoilt<ForgedCrl>([](ForgedCrl& f) {
    f.version = {};
    f.next_update = {};
  });
  CHECK(crl->complete);
  CHECK(crl->findings.empty());
  CHECK(crl->version == 1);
  CHECK_FALSE(crl->version_encoded);
  CHECK_FALSE(crl->next_update);
  CHECK_FALSE(crl->has_revoked_certificates);

  const auto empty = spoilt<ForgedCrl>([](ForgedCrl& f) { f.revoked.emplace(); });
  CHECK(empty->has_revoked_certificates);
  CHECK(empty->revoked.empty());
  CHECK(empty->complete);
}

TEST_CASE("a CRL with many entries is read to its end") {
  ForgedCrl forged;
  forged.revoked.emplace();
  for (int64_t serial = 0; serial < 50'000; ++serial)
    forged.revoked->push_back(serial % 2 == 0 ? entry(serial) : entry(serial, {reason(1)}));
  const auto crl = forged.parse();
  CHECK(crl->complete);
  CHECK(crl->findings.empty());
  REQUIRE(crl->revoked.size() == 50'000);
  int64_t serial = 0;
  for (const auto& listed : crl->revoked) {
    REQUIRE(listed.index == static_cast<size_t>(serial));
    REQUIRE(pki::tlv(der::tag::integer, listed.serial) == pki::integer(serial));
    REQUIRE(listed.reason == (serial % 2 == 0 ? std::nullopt : std::optional<uint64_t>(1)));
    ++serial;
  }
  CHECK(serial == 50'000);
}

TEST_CASE("entries are found by their serial numbers, also those after one that cannot be read") {
  ForgedCrl forged;
  forged.revoked.emplace();
  for (int64_t serial = 0; serial < 3'000; ++serial) forged.revoked->push_back(entry(serial % 1'000));
  forged.revoked->insert(forged.revoked->begin() + 5, {pki::null(), pki::sequence({pki::null()})});
  const auto crl = forged.parse();
  CHECK_FALSE(crl->complete);
  CHECK(crl->revoked.size() == 3'000);
  CHECK(found(*crl, Bytes{4}) == std::vector<size_t>{4, 1'006, 2'006});
  CHECK(found(*crl, Bytes{5}) == std::vector<size_t>{7, 1'007, 2'007});
  CHECK(found(*crl, Bytes{0x03, 0xe7}) == std::vector<size_t>{1'001, 2'001, 3'001});
  CHECK(found(*crl, Bytes{0x03, 0xe8}).empty());
  CHECK(found(*crl, Bytes{}).empty());
  CHECK(found(*crl, Bytes{0, 4}).empty());
  REQUIRE(crl->revoked.first_repeated());
  CHECK(crl->revoked.first_repeated()->index == 1'002);
  CHECK(found(*spoilt<ForgedCrl>([](ForgedCrl&) {}), Bytes{4}).empty());
}

TEST_CASE("an entry's issuer holds for those after it, and repeats are of one issuer") {
  const Bytes issuer =
      pki::extension("2.5.29.29", true, pki::sequence({test::directory(test::simple_name("Other"))}));
  const auto crl = spoilt<ForgedCrl>([&](ForgedCrl& f) {
    f.revoked = {{entry(1), entry(2, {issuer}), entry(1), entry(1, {issuer}), entry(2), entry(2)}};
  });
  CHECK(crl->complete);
  std::vector<std::optional<size_t>> issuers;
  std::vector<size_t> offsets;
  for (const auto& one : crl->revoked) {
    offsets.push_back(one.offset);
    const auto* const named = crl->revoked.issuer_named_for(one.offset);
    issuers.push_back(named == nullptr ? std::nullopt : std::optional(named->index));
  }
  CHECK(issuers == std::vector<std::optional<size_t>>{std::nullopt, 1, 1, 3, 3, 3});
  CHECK(crl->revoked.naming_issuers().size() == 2);
  REQUIRE(crl->revoked.first_repeated());
  CHECK(crl->revoked.first_repeated()->index == 5);
  CHECK(crl->revoked.first_repeated()->offset == offsets[5]);
}

TEST_CASE("what occurs among the entries is known without reading them") {
  const auto crl = spoilt<ForgedCrl>([](ForgedCrl& f) {
    const Bytes unknown = pki::extension("1.2.3.4", true, pki::null());
    f.revoked = {{entry(1), entry(2, {reason(4)}), entry(3, {unknown}),
                  pki::sequence({pki::integer(4), pki::generalized_time("20220101000000Z")})}};
  });
  const auto& all = crl->revoked.summary();
  REQUIRE((all.earliest && all.latest));
  CHECK(*all.earliest == date(2022, 1, 1));
  CHECK(*all.latest == date(2024, 1, 2) + std::chrono::seconds(3 * 3600 + 4 * 60 + 5));
  CHECK(all.has_generalized_time);
  CHECK(all.has_extensions);
  CHECK(all.has_reasons());
  CHECK(all.has_reason(4));
  CHECK_FALSE(all.has_reason(0));
  CHECK(all.has_not_critical(x509::oids::crl_reason));
  CHECK_FALSE(all.has_critical(x509::oids::crl_reason));
  CHECK_FALSE(all.has(x509::oids::invalidity_date));
  REQUIRE(all.unknown_critical);
  CHECK(all.unknown_critical->to_string() == "1.2.3.4");
}

TEST_CASE("faults of OCSP responses are found where they are") {
  const auto response = [](auto spoil) { return spoilt<ForgedOcsp>(spoil); };
  const std::string data = "responseBytes.response.tbsResponseData", single = data + ".responses.0";

  expect(response([](ForgedOcsp& f) { f.status = pki::tlv(tag::enumerated, Bytes{4}); }),
         "der.integer.out_of_range", "responseStatus", true);
  expect(response([](ForgedOcsp& f) { f.status = pki::tlv(tag::enumerated, Bytes{7}); }),
         "der.integer.out_of_range", "responseStatus", false);
  expect(response([](ForgedOcsp& f) { f.version = pki::context(0, {pki::integer(0)}); }),
         "der.default_encoded", data + ".version", true);
  expect(response([](ForgedOcsp& f) { f.version = pki::context(0, {pki::integer(1)}); }),
         "x509.version.unsupported", data + ".version", true);
  expect(response([](ForgedOcsp& f) { f.produced_at = pki::utc_time("240101000000Z"); }),
         "der.unexpected_tag", data + ".producedAt", true);
  expect(response([](ForgedOcsp& f) { f.this_update = pki::generalized_time("20240101000000"); }),
         "x509.time.invalid", single + ".thisUpdate", false);
  expect(response([](ForgedOcsp& f) { f.certificate_status = pki::context_primitive(0, Bytes{0}); }),
         "der.null.invalid", single + ".certStatus", true);
  expect(response([](ForgedOcsp& f) { f.certificate_status = pki::context_primitive(3, {}); }),
         "der.unexpected_tag", single + ".certStatus", false);
  expect(response([](ForgedOcsp& f) { f.responder = {}; }), "der.unexpected_tag", data + ".responderID",
         false);

  // RFC 6960 4.2.1: successful without anything behind it.
  const auto bare = x509::parse_ocsp_response(pki::sequence({pki::tlv(tag::enumerated, Bytes{0})}));
  expect(bare, "der.missing_element", "responseBytes", false);
  const auto later = x509::parse_ocsp_response(pki::sequence({pki::tlv(tag::enumerated, Bytes{3})}));
  CHECK(later->complete);
  CHECK(later->findings.empty());
}

TEST_CASE("the states of a certificate in an OCSP response are told apart") {
  const auto state = [](const Bytes& status) {
    const auto response = spoilt<ForgedOcsp>([&](ForgedOcsp& f) { f.certificate_status = status; });
    REQUIRE(response->responses.size() == 1);
    CHECK(response->findings.empty());
    return response->responses[0];
  };
  CHECK(state(pki::context_primitive(0, {})).status == Status::good);
  CHECK(state(pki::context_primitive(2, {})).status == Status::unknown);
  const auto revoked = state(pki::context(
      1, {pki::generalized_time("20240101000000Z"), pki::context(0, {pki::tlv(tag::enumerated, Bytes{4})})}));
  CHECK(revoked.status == Status::revoked);
  CHECK(revoked.revocation_reason == 4U);
  CHECK(revoked.revocation_time->time == date(2024, 1, 1));
}

TEST_CASE("certificates in an OCSP response keep their own findings") {
  const auto response = spoilt<ForgedOcsp>([](ForgedOcsp& f) {
    f.certificates = pki::context(0, {pki::sequence({test::Forged().der(), pki::sequence({pki::null()})})});
  });
  CHECK(response->findings.empty());
  REQUIRE(response->certificates.size() == 2);
  CHECK(response->certificates[0]->complete);
  CHECK_FALSE(response->certificates[1]->complete);
  CHECK_FALSE(response->certificates[1]->findings.empty());
}
