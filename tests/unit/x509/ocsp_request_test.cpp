#include "certcheck/x509/ocsp_request.h"

#include "certcheck/x509/oids.h"

#include "tests/support/pki_fields.h"
#include "tests/unit/x509/findings.h"

#include <catch2/catch_test_macros.hpp>

using namespace certcheck;

namespace {

namespace tag = der::tag;

/// The fields of an OCSP request; what is wrong is put in the place of one of them.
struct ForgedRequest {
  Bytes version, requestor;
  Bytes certificate_id = test::ForgedOcsp().certificate_id;
  Bytes single_extensions, list_behind, extensions, signature;

  Bytes der() const {
    return pki::sequence(
        {pki::sequence({version, requestor,
                        pki::sequence({pki::sequence({certificate_id, single_extensions}), list_behind}),
                        extensions}),
         signature});
  }
};

template <typename Spoil>
x509::OcspRequestPtr request(Spoil spoil) {
  ForgedRequest forged;
  spoil(forged);
  return x509::parse_ocsp_request(forged.der());
}

template <typename Spoil>
void expect_fault(Spoil spoil, std::string_view id, std::string_view path, bool complete) {
  const auto parsed = request(spoil);
  INFO(id << "\n" << test::show(parsed->findings));
  CHECK(parsed->findings.size() == 1);
  CHECK(test::find(parsed->findings, id, path) != nullptr);
  CHECK(parsed->complete == complete);
}

Bytes signature(const Bytes& certificates = {}) {
  return pki::context(
      0, {pki::sequence({test::example_algorithm(), pki::bit_string(Bytes(8, 0xaa)), certificates})});
}

Bytes single_extensions(const char* id, const Bytes& value) {
  return pki::context(0, {pki::sequence({pki::extension(id, false, value)})});
}

Bytes extensions(const char* id, const Bytes& value) {
  return pki::context(2, {pki::sequence({pki::extension(id, false, value)})});
}

constexpr const char* acceptable = "1.3.6.1.5.5.7.48.1.4";
constexpr const char* preferred = "1.3.6.1.5.5.7.48.1.8";
constexpr const char* locator = "1.3.6.1.5.5.7.48.1.7";

}  // namespace

TEST_CASE("the fields of an OCSP request are read") {
  const auto parsed = request([](ForgedRequest& f) {
    f.requestor = pki::context(1, {pki::context(4, {test::simple_name("Requestor")})});
    const Bytes access = pki::sequence({pki::sequence(
        {pki::oid("1.3.6.1.5.5.7.48.1"), pki::context_primitive(6, as_bytes("http://a.example"))})});
    f.single_extensions = single_extensions(locator, pki::sequence({test::simple_name("CA"), access}));
    f.list_behind = pki::sequence({f.certificate_id});
    f.extensions = extensions(acceptable, pki::sequence({pki::oid("1.3.6.1.5.5.7.48.1.1")}));
    f.signature = signature(pki::context(0, {pki::sequence({test::Forged().der()})}));
  });
  INFO(test::show(parsed->findings));
  CHECK(parsed->findings.empty());
  CHECK(parsed->complete);
  CHECK(parsed->version == 1);
  REQUIRE(parsed->requestor_name);
  CHECK(parsed->requestor_name->to_string().find("Requestor") != std::string::npos);
  REQUIRE(parsed->requests.size() == 2);
  CHECK(parsed->requests[0].hash_algorithm.oid == x509::oids::sha1);
  CHECK(same_bytes(parsed->requests[1].serial, Bytes{5}));
  REQUIRE(parsed->requests[0].service_locator);
  REQUIRE(parsed->requests[0].service_locator->locator);
  CHECK(parsed->requests[0].service_locator->locator->descriptions.size() == 1);
  CHECK(parsed->acceptable_responses == std::vector{x509::oids::ocsp_basic});
  CHECK(parsed->is_signed);
  REQUIRE(parsed->certificates.size() == 1);
  CHECK(parsed->certificates[0]->complete);
}

TEST_CASE("an OCSP request need not be signed") {
  const auto parsed = request([](ForgedRequest&) {});
  CHECK(parsed->findings.empty());
  CHECK(parsed->complete);
  CHECK_FALSE(parsed->is_signed);
  CHECK_FALSE(parsed->requestor_name);
}

TEST_CASE("faults of OCSP requests are found where they are") {
  expect_fault([](ForgedRequest& f) { f.version = pki::context(0, {pki::integer(0)}); },
               "der.default_encoded", "tbsRequest.version", true);
  expect_fault([](ForgedRequest& f) { f.version = pki::context(0, {pki::integer(1)}); },
               "x509.version.unsupported", "tbsRequest.version", true);
  // [1] is explicit: a GeneralName is a CHOICE.
  expect_fault([](ForgedRequest& f) { f.requestor = pki::context(1, {test::simple_name("x")}); },
               "der.unexpected_tag", "tbsRequest.requestorName", false);
  for (const Bytes& name : {pki::context(4, {test::simple_name("x")}),
                            pki::context_primitive(6, as_bytes("http://a.example/"))}) {
    expect_fault([&name](ForgedRequest& f) { f.requestor = name; }, "der.unexpected_tag",
                 "tbsRequest.requestorName", true);
  }
  expect_fault([](ForgedRequest& f) { f.certificate_id = pki::null(); }, "der.unexpected_tag",
               "tbsRequest.requestList.0.reqCert", false);
  expect_fault([](ForgedRequest& f) { f.list_behind = pki::null(); }, "der.unexpected_tag",
               "tbsRequest.requestList.1", false);
  expect_fault([](ForgedRequest& f) { f.single_extensions = pki::null(); }, "der.unexpected_tag",
               "tbsRequest.requestList.0", true);
  expect_fault([](ForgedRequest& f) { f.extensions = pki::context(3, {}); }, "der.unexpected_tag",
               "tbsRequest", true);
  expect_fault([](ForgedRequest& f) { f.signature = pki::context(1, {}); }, "der.unexpected_tag", "", true);
  expect_fault(
      [](ForgedRequest& f) { f.signature = pki::context(0, {pki::sequence({test::example_algorithm()})}); },
      "der.missing_element", "optionalSignature.signature", false);
  expect_fault([](ForgedRequest& f) { f.extensions = extensions(acceptable, pki::null()); },
               "der.unexpected_tag", "tbsRequest.requestExtensions.0.extnValue", true);
  expect_fault([](ForgedRequest& f) { f.extensions = extensions(preferred, pki::sequence({pki::null()})); },
               "der.unexpected_tag", "tbsRequest.requestExtensions.0.extnValue.0", true);
  expect_fault(
      [](ForgedRequest& f) {
        f.single_extensions = single_extensions(locator, pki::sequence({pki::null()}));
      },
      "der.unexpected_tag", "tbsRequest.requestList.0.singleRequestExtensions.0.extnValue.issuer", true);
}

TEST_CASE("a cut-off OCSP request is incomplete wherever it ends") {
  ForgedRequest forged;
  forged.signature = signature(pki::context(0, {pki::sequence({test::Forged().der()})}));
  const Bytes whole = forged.der();
  for (size_t size = 0; size < whole.size(); ++size) {
    const auto parsed = x509::parse_ocsp_request(to_bytes(ByteView(whole).first(size)));
    INFO(size);
    CHECK_FALSE(parsed->complete);
    CHECK_FALSE(parsed->findings.empty());
  }
}
