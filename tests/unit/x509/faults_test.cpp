#include "certcheck/base/encoding.h"
#include "certcheck/der/checks.h"
#include "certcheck/der/writer.h"
#include "certcheck/x509/checks.h"

#include "tests/support/pki_fields.h"
#include "tests/unit/x509/findings.h"

#include <catch2/catch_test_macros.hpp>

#include <set>

using namespace certcheck;
using test::Forged;
using test::ForgedCrl;
using test::ForgedOcsp;
using test::with_extension;

namespace {

namespace tag = der::tag;
constexpr std::string_view san = "2.5.29.17", key_usage = "2.5.29.15", basic = "2.5.29.19",
                           policies = "2.5.29.32";

/// Bytes that are wrong in one way, and the finding that must say so.
struct Case {
  std::string what;
  Bytes der;
  std::string id;
  std::string node_path;
  bool complete;
};

template <typename Spoil>
Bytes spoilt(Spoil spoil) {
  Forged forged;
  spoil(forged);
  return forged.der();
}

Bytes nested(size_t depth) {
  Bytes inner = pki::null();
  while (depth-- > 0) inner = pki::sequence({inner});
  return inner;
}

std::vector<Case> der_cases() {
  const std::string value = "tbsCertificate.extensions.0.extnValue";
  const Bytes sound = Forged().der();
  Bytes behind = sound;
  behind.push_back(0);
  std::vector<Case> cases{
      {"nothing", {}, "der.missing_element", "", false},
      {"cut off", Bytes(sound.begin(), sound.end() - 4), "der.truncated", "", false},
      {"bytes behind the certificate", behind, "der.trailing_data", "", true},
      {"bytes behind the signature", spoilt([](Forged& f) { f.behind = pki::null(); }), "der.trailing_data",
       "", true},
      {"another element where the extensions may stand", spoilt([](Forged& f) { f.more = pki::null(); }),
       "der.unexpected_tag", "tbsCertificate", true},
      {"long form of a short length", spoilt([](Forged& f) {
         f.serial = {0x02, 0x81, 0x01, 0x05};
       }),
       "der.length.not_minimal", "tbsCertificate.serialNumber", true},
      {"long form with a leading zero", spoilt([](Forged& f) {
         f.serial = {0x02, 0x82, 0x00, 0x01, 0x05};
       }),
       "der.length.not_minimal", "tbsCertificate.serialNumber", true},
      {"indefinite length", spoilt([](Forged& f) {
         Bytes name = test::simple_name("Example");
         f.issuer = pki::concatenate({Bytes{0x30, 0x80}, Bytes(name.begin() + 2, name.end()), Bytes{0, 0}});
       }),
       "der.length.indefinite", "tbsCertificate.issuer", true},
      {"length beyond the machine",
       spoilt([](Forged& f) { f.subject = {0x30, 0x89, 1, 1, 1, 1, 1, 1, 1, 1, 1}; }), "der.length.too_large",
       "tbsCertificate.subject", false},
      {"multi-octet tag for a small number",
       with_extension(policies, pki::sequence({pki::sequence(
                                    {pki::oid("1.2.3"), pki::sequence({pki::sequence(
                                                            {pki::oid("1.2.4"), Bytes{0x9f, 0x1e, 0}})})})}))
           .der(),
       "der.tag.not_minimal", value + ".0.policyQualifiers.0.qualifier", true},
      {"wrong type", spoilt([](Forged& f) { f.serial = pki::utf8("5"); }), "der.unexpected_tag",
       "tbsCertificate.serialNumber", false},
      {"missing field", pki::sequence({Forged().tbs(), test::example_algorithm()}), "der.missing_element",
       "signatureValue", false},
      {"TRUE as 01", with_extension(basic, pki::sequence({pki::tlv(tag::boolean, Bytes{1})})).der(),
       "der.boolean.invalid", value + ".cA", true},
      {"BOOLEAN of two octets",
       with_extension(basic, pki::sequence({pki::tlv(tag::boolean, Bytes{0xff, 0xff})})).der(),
       "der.boolean.invalid", value + ".cA", true},
      {"a cA of FALSE", with_extension(basic, pki::sequence({pki::boolean(false)})).der(),
       "x509.basic_constraints.ca_false_encoded", value + ".cA", true},
      {"critical of FALSE", spoilt([](Forged& f) {
         f.extensions = {pki::sequence({pki::oid("1.2.3"), pki::boolean(false), pki::octet_string({})})};
       }),
       "der.default_encoded", "tbsCertificate.extensions.0.critical", true},
      {"version 1 by default", spoilt([](Forged& f) { f.version = pki::context(0, {pki::integer(0)}); }),
       "der.default_encoded", "tbsCertificate.version", true},
      {"minimum 0 by default",
       with_extension(
           "2.5.29.30",
           pki::sequence({pki::context(
               0, {pki::sequence({test::dns("a.example"), pki::context_primitive(0, Bytes{0})})})}))
           .der(),
       "der.default_encoded", value + ".permittedSubtrees.0.minimum", true},
      {"empty INTEGER", spoilt([](Forged& f) {
         f.serial = {0x02, 0x00};
       }),
       "der.integer.empty", "tbsCertificate.serialNumber", false},
      {"INTEGER with a needless zero", spoilt([](Forged& f) {
         f.serial = {0x02, 0x02, 0x00, 0x01};
       }),
       "der.integer.not_minimal", "tbsCertificate.serialNumber", true},
      {"INTEGER with a needless FF", spoilt([](Forged& f) {
         f.serial = {0x02, 0x02, 0xff, 0x80};
       }),
       "der.integer.not_minimal", "tbsCertificate.serialNumber", true},
      {"negative path length",
       with_extension(basic, pki::sequence({pki::boolean(true), pki::integer(-1)})).der(),
       "der.integer.out_of_range", value + ".pathLenConstraint", true},
      {"OID that ends inside an arc", spoilt([](Forged& f) {
         f.algorithm = f.tbs_algorithm = pki::sequence({Bytes{0x06, 0x02, 0x2a, 0x86}});
       }),
       "der.oid.invalid", "signatureAlgorithm.algorithm", true},
      {"OID with a padded arc", spoilt([](Forged& f) {
         f.algorithm = f.tbs_algorithm = pki::sequence({Bytes{0x06, 0x03, 0x2a, 0x80, 0x01}});
       }),
       "der.oid.invalid", "signatureAlgorithm.algorithm", true},
      {"empty OID", spoilt([](Forged& f) {
         f.algorithm = f.tbs_algorithm = pki::sequence({Bytes{0x06, 0x00}});
       }),
       "der.oid.invalid", "signatureAlgorithm.algorithm", false},
      {"eight unused bits", spoilt([](Forged& f) {
         f.signature = {0x03, 0x02, 0x08, 0x00};
       }),
       "der.bit_string.invalid", "signatureValue", false},
      {"unused bits of nothing", spoilt([](Forged& f) {
         f.signature = {0x03, 0x01, 0x01};
       }),
       "der.bit_string.invalid", "signatureValue", false},
      {"unused bits that are set", spoilt([](Forged& f) {
         f.signature = {0x03, 0x02, 0x01, 0x01};
       }),
       "der.bit_string.invalid", "signatureValue", true},
      {"named bits that end with zero", with_extension(key_usage, pki::bit_string(Bytes{0x80}, 0)).der(),
       "der.bit_string.trailing_zero_bits", value, true},
      {"NULL with content", spoilt([](Forged& f) {
         f.algorithm = f.tbs_algorithm = pki::sequence({pki::oid("1.2.3"), Bytes{0x05, 0x01, 0x00}});
       }),
       "der.null.invalid", "signatureAlgorithm.parameters", true},
      {"string in parts", spoilt([](Forged& f) { f.signature = pki::tlv(0x23, pki::bit_string(Bytes{1})); }),
       "der.constructed_string", "signatureValue", false},
      {"name value in parts", spoilt([](Forged& f) {
         f.subject = pki::name({pki::relative_name("2.5.4.3", pki::tlv(0x2c, pki::utf8("a")))});
       }),
       "der.constructed_string", "tbsCertificate.subject.0.0.value", true},
      {"SET out of order", spoilt([](Forged& f) {
         f.subject = pki::name({pki::set_of({pki::sequence({pki::oid("2.5.4.10"), pki::utf8("a")}),
                                             pki::sequence({pki::oid("2.5.4.3"), pki::utf8("a")})})});
       }),
       "der.set_order", "tbsCertificate.subject.0", true},
      {"parameters nested without end", spoilt([](Forged& f) {
         f.algorithm = f.tbs_algorithm = pki::sequence({pki::oid("1.2.3"), nested(40)});
       }),
       "der.too_deep", "signatureAlgorithm.parameters.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0", true},
      {"hundreds of faults",
       spoilt([](Forged& f) { f.subject = pki::name(std::vector<Bytes>(300, pki::null())); }),
       "der.too_many_faults", "", false},
  };
  return cases;
}

std::vector<Case> structure_cases() {
  const std::string value = "tbsCertificate.extensions.0.extnValue";
  const auto ca = pki::extension(basic, true, pki::sequence({pki::boolean(true)}));
  const auto cn = [](const Bytes& string) {
    return spoilt([&](Forged& f) { f.subject = pki::name({pki::relative_name("2.5.4.3", string)}); });
  };
  const auto until = [](const Bytes& time) { return spoilt([&](Forged& f) { f.not_after = time; }); };
  const std::string cn_path = "tbsCertificate.subject.0.0.value",
                    not_after = "tbsCertificate.validity.notAfter";
  const auto empty_list = [&](std::string_view oid) {
    return with_extension(oid, pki::sequence({Bytes()})).der();
  };
  const auto scts = [](const Bytes& list) {
    return with_extension("1.3.6.1.4.1.11129.2.4.2", pki::octet_string(list)).der();
  };
  std::vector<Case> cases{
      {"version 4", spoilt([](Forged& f) { f.version = pki::context(0, {pki::integer(3)}); }),
       "x509.version.unsupported", "tbsCertificate.version", false},
      {"version -1", spoilt([](Forged& f) { f.version = pki::context(0, {pki::integer(-2)}); }),
       "x509.version.unsupported", "tbsCertificate.version", false},
      {"extensions in version 1", spoilt([&](Forged& f) {
         f.version = {};
         f.extensions = {ca};
       }),
       "x509.extensions.not_allowed_in_version", "tbsCertificate.extensions", true},
      {"extensions in version 2", spoilt([&](Forged& f) {
         f.version = pki::context(0, {pki::integer(1)});
         f.extensions = {ca};
       }),
       "x509.extensions.not_allowed_in_version", "tbsCertificate.extensions", true},
      {"unique identifier in version 1", spoilt([](Forged& f) {
         f.version = {};
         f.unique_ids = pki::context_primitive(1, Bytes{0, 1});
       }),
       "x509.unique_id.not_allowed_in_version", "tbsCertificate.issuerUniqueID", true},
      {"other algorithm inside",
       spoilt([](Forged& f) { f.tbs_algorithm = pki::sequence({pki::oid("1.2.3")}); }),
       "x509.algorithm.mismatch", "signatureAlgorithm", true},
      {"other parameters inside", spoilt([](Forged& f) {
         f.tbs_algorithm = pki::sequence({pki::oid("1.2.840.10045.4.3.2"), pki::null()});
       }),
       "x509.algorithm.mismatch", "signatureAlgorithm", true},
      {"extension twice", spoilt([&](Forged& f) {
         f.extensions = {ca, pki::extension(san, false, pki::sequence({test::dns("a.example")})), ca};
       }),
       "x509.extension.duplicate", "tbsCertificate.extensions.2", true},
      {"unknown extension twice", spoilt([&](Forged& f) {
         f.extensions = {pki::extension("1.2.3", false, {}), pki::extension("1.2.3", false, {})};
       }),
       "x509.extension.duplicate", "tbsCertificate.extensions.1", true},
      {"no extensions in the field",
       spoilt([](Forged& f) { f.more = pki::context(3, {pki::sequence({Bytes()})}); }), "x509.sequence.empty",
       "tbsCertificate.extensions", true},
      {"empty RDN", spoilt([](Forged& f) { f.subject = pki::name({pki::set_of({})}); }),
       "x509.sequence.empty", "tbsCertificate.subject.0", true},
      {"empty policy qualifiers",
       with_extension(policies, pki::sequence({pki::sequence({pki::oid("1.2.3"), pki::sequence({Bytes()})})}))
           .der(),
       "x509.sequence.empty", value + ".0.policyQualifiers", true},
      {"empty subtrees", with_extension("2.5.29.30", pki::sequence({pki::context(1, {})})).der(),
       "x509.sequence.empty", value + ".excludedSubtrees", true},
      {"empty full name",
       with_extension("2.5.29.31", pki::sequence({pki::sequence({pki::context(0, {pki::context(0, {})})})}))
           .der(),
       "x509.sequence.empty", value + ".0.distributionPoint.fullName", true},
      {"month 13", until(pki::utc_time("241301000000Z")), "x509.time.invalid", not_after, false},
      {"February 29 of a common year", until(pki::utc_time("230229000000Z")), "x509.time.invalid", not_after,
       false},
      {"second 60", until(pki::utc_time("241231235960Z")), "x509.time.invalid", not_after, false},
      {"hour 24", until(pki::generalized_time("20501231240000Z")), "x509.time.invalid", not_after, false},
      {"letters", until(pki::utc_time("24123123595aZ")), "x509.time.invalid", not_after, false},
      {"empty time", until(pki::utc_time("")), "x509.time.invalid", not_after, false},
      {"local time", until(pki::generalized_time("20501231235959")), "x509.time.invalid", not_after, false},
      {"year 10000 in UTC", until(pki::generalized_time("99991231235959-0100")), "x509.time.invalid",
       not_after, false},
      {"no seconds", until(pki::utc_time("3401010000Z")), "x509.time.not_der_form", not_after, true},
      {"offset", until(pki::utc_time("340101020000+0200")), "x509.time.not_der_form", not_after, true},
      {"fraction", until(pki::generalized_time("20340101000000.5Z")), "x509.time.not_der_form", not_after,
       true},
      {"hours only", until(pki::generalized_time("2034010100Z")), "x509.time.not_der_form", not_after, true},
      {"PrintableString with @", cn(pki::printable("a@b")), "x509.string.invalid_characters", cn_path, true},
      {"PrintableString with *", cn(pki::printable("*.b")), "x509.string.tolerated_characters", cn_path,
       true},
      {"NumericString with letters", cn(pki::tlv(tag::numeric_string, as_bytes("12a"))),
       "x509.string.tolerated_characters", cn_path, true},
      {"VisibleString with a control", cn(pki::tlv(tag::visible_string, as_bytes("a\tb"))),
       "x509.string.tolerated_characters", cn_path, true},
      {"IA5String with Latin-1", cn(pki::ia5("\xe4")), "x509.string.invalid_characters", cn_path, true},
      {"Latin-1 as UTF-8", cn(pki::utf8("B\xe4r")), "x509.string.not_utf8", cn_path, true},
      {"surrogates as UTF-8", cn(pki::utf8("\xed\xa0\x80")), "x509.string.not_utf8", cn_path, true},
      {"half a character", cn(pki::tlv(tag::bmp_string, Bytes{0, 'a', 0})), "x509.string.malformed", cn_path,
       true},
      {"surrogates in a BMPString", cn(pki::tlv(tag::bmp_string, Bytes{0xd8, 0, 0xdc, 0})),
       "x509.string.malformed", cn_path, true},
      {"beyond Unicode", cn(pki::tlv(tag::universal_string, Bytes{0, 0x11, 0, 0})), "x509.string.malformed",
       cn_path, true},
      {"DNS name in UTF-8", with_extension(san, pki::sequence({test::dns("b\xc3\xa4r.example")})).der(),
       "x509.general_name.not_ascii", value + ".0.dNSName", true},
      {"no SCT", scts({0, 0}), "x509.sct.malformed", value, true},
      {"SCT list longer than its string", scts({0, 9, 0}), "x509.sct.malformed", value, true},
      {"SCT list shorter than its string", scts({0, 3, 0, 1, 1, 7}), "x509.sct.malformed", value, true},
      {"SCT longer than the list", scts({0, 3, 0, 9, 0}), "x509.sct.malformed", value, true},
      {"SCT cut off", scts({0, 3, 0, 1, 0}), "x509.sct.malformed", value, true},
  };
  for (const std::string_view oid : {"2.5.29.17", "2.5.29.18", "2.5.29.37", "2.5.29.32", "2.5.29.33",
                                     "2.5.29.31", "2.5.29.46", "1.3.6.1.5.5.7.1.1", "1.3.6.1.5.5.7.1.11"})
    cases.push_back(
        {"empty list in " + std::string(oid), empty_list(oid), "x509.sequence.empty", value, true});
  return cases;
}

bool starts(std::string_view text, std::string_view start) { return text.starts_with(start); }

void check(const Case& test, std::set<std::string_view>& fired) {
  const auto certificate = x509::parse_certificate(test.der);
  INFO(test.what << "\n" << test::show(certificate->findings));
  const auto* finding = test::find(certificate->findings, test.id, test.node_path);
  CHECK(finding != nullptr);
  CHECK(certificate->complete == test.complete);
  for (const auto& each : certificate->findings) {
    fired.insert(each.id());
    CHECK(each.offset.value_or(SIZE_MAX) <= test.der.size());
    CHECK_FALSE(each.message.empty());
    // One fault, one finding, wherever the rest can still be read.
    if (test.complete) CHECK(each.id() == test.id);
  }
}

}  // namespace

TEST_CASE("the forged certificate is sound until it is spoilt") {
  const auto certificate = Forged().parse();
  INFO(test::show(certificate->findings));
  CHECK(certificate->findings.empty());
  CHECK(certificate->complete);
  CHECK(ForgedCrl().parse()->findings.empty());
  CHECK(ForgedCrl().parse()->complete);
  const auto response = ForgedOcsp().parse();
  INFO(test::show(response->findings));
  CHECK(response->findings.empty());
  CHECK(response->complete);
}

TEST_CASE("every way not to be a certificate is found where it is") {
  std::set<std::string_view> fired;
  for (const auto& test : der_cases()) check(test, fired);
  for (const auto& test : structure_cases()) check(test, fired);

  // The one that only an OCSP response can have.
  ForgedOcsp other_type;
  other_type.type = pki::oid("1.2.3");
  const auto response = other_type.parse();
  CHECK(test::find(response->findings, "x509.ocsp.type_unknown", "responseBytes.responseType") != nullptr);
  CHECK_FALSE(response->complete);
  for (const auto& finding : response->findings) fired.insert(finding.id());

  for (const auto* each : der::all_checks()) {
    INFO(each->id);
    CHECK(fired.count(each->id) == 1);
    CHECK(starts(each->id, "der."));
  }
  for (const auto* each : x509::all_checks()) {
    INFO(each->id);
    CHECK(fired.count(each->id) == 1);
    CHECK(starts(each->id, "x509."));
  }
}

TEST_CASE("a wrong tag on an optional field is one fault, which names both tags") {
  struct Wrong {
    std::string what;
    Findings findings;
    std::string node_path, words;
  };
  const Bytes list = pki::sequence({pki::extension(key_usage, false, pki::bit_string(Bytes{0x80}))});
  const auto certificate = [&](auto spoil) { return x509::parse_certificate(spoilt(spoil))->findings; };
  const auto crl = [&](auto spoil) {
    ForgedCrl forged;
    spoil(forged);
    return forged.parse()->findings;
  };
  const Bytes rdns = to_bytes(ByteView(test::simple_name("Example")).subspan(2));
  const Bytes implicit = pki::tlv(0xa4, rdns);
  ForgedOcsp by_name;
  by_name.responder = pki::tlv(0xa1, rdns);
  std::vector<Wrong> wrong{
      {"version without [0]", certificate([](Forged& f) { f.version = pki::integer(2); }),
       "tbsCertificate.version", "02 instead of a0"},
      {"version in [1]", certificate([](Forged& f) { f.version = pki::context(1, {pki::integer(2)}); }),
       "tbsCertificate.version", "a1 instead of a0"},
      {"version in [0] IMPLICIT", certificate([](Forged& f) {
         f.version = Bytes{0x80, 1, 2};
       }),
       "tbsCertificate.version", "80 instead of a0"},
      {"version in [0] of a CRL", crl([](ForgedCrl& f) { f.version = pki::context(0, {pki::integer(1)}); }),
       "tbsCertList.version", "a0 instead of 02"},
      {"thisUpdate that is an INTEGER", crl([](ForgedCrl& f) { f.this_update = pki::integer(1); }),
       "tbsCertList.thisUpdate", "02 instead of 17 or 18"},
      {"an INTEGER among names", with_extension(san, pki::sequence({pki::integer(1)})).parse()->findings,
       "tbsCertificate.extensions.0.extnValue.0", "02 instead of a0, 81, 82, a3, a4, a5, 86, 87 or 88"},
      {"nextUpdate in [0]", crl([](ForgedCrl& f) { f.next_update = pki::context(0, {f.next_update}); }),
       "tbsCertList.nextUpdate", "a0 instead of 17 or 18"},
      {"nextUpdate in [0] IMPLICIT", crl([](ForgedCrl& f) { f.next_update[0] = 0x80; }),
       "tbsCertList.nextUpdate", "80 instead of 17 or 18"},
      {"nextUpdate in [0] IMPLICIT, constructed", crl([](ForgedCrl& f) { f.next_update[0] = 0xa0; }),
       "tbsCertList.nextUpdate", "a0 instead of 17 or 18"},
      {"an implicit directoryName", with_extension(san, pki::sequence({implicit})).parse()->findings,
       "tbsCertificate.extensions.0.extnValue.0.directoryName", "31 instead of 30"},
      {"an implicit directoryName of authorityCertIssuer",
       with_extension("2.5.29.35", pki::sequence({pki::context(1, {implicit})})).parse()->findings,
       "tbsCertificate.extensions.0.extnValue.authorityCertIssuer.0.directoryName", "31 instead of 30"},
      {"an implicit byName", by_name.parse()->findings,
       "responseBytes.response.tbsResponseData.responderID.byName", "31 instead of 30"},
  };
  const Bytes extension = pki::extension("1.2.3", false, pki::null());
  const Bytes entry = pki::sequence({pki::integer(5), pki::utc_time("240101000000Z")});
  for (const std::vector<Bytes>& items :
       {std::vector<Bytes>{extension}, std::vector<Bytes>{extension, extension}}) {
    wrong.push_back({"extensions in [3] IMPLICIT",
                     certificate([&](Forged& f) { f.more = pki::tlv(0xa3, der::concatenate(items)); }),
                     "tbsCertificate.extensions", "06 instead of 30: [3] is explicit"});
    wrong.push_back(
        {"extensions of a CRL in [0] IMPLICIT", crl([&](ForgedCrl& f) {
           f.next_update = der::concatenate({f.next_update, pki::tlv(0xa0, der::concatenate(items))});
         }),
         "tbsCertList.crlExtensions", "06 instead of 30: [0] is explicit"});
    ForgedOcsp of_response;
    of_response.extensions = pki::tlv(0xa1, der::concatenate(items));
    wrong.push_back({"extensions of a response in [1] IMPLICIT", of_response.parse()->findings,
                     "responseBytes.response.tbsResponseData.responseExtensions", "[1] is explicit"});
  }
  for (const uint8_t tag : Bytes{0xa0, 0xa1, 0x31})
    for (const Bytes& content : {entry, pki::sequence({entry}), der::concatenate({entry, entry})})
      wrong.push_back({"entries in another tag", crl([&](ForgedCrl& f) {
                         f.next_update = der::concatenate({f.next_update, pki::tlv(tag, content)});
                         f.extensions = {extension};
                       }),
                       "tbsCertList.revokedCertificates", hex_encode(ByteView(&tag, 1)) + " instead of 30"});
  ForgedOcsp with_certificates, without_type;
  with_certificates.certificates = pki::context(0, {Forged().der()});
  wrong.push_back({"certificates in [0] IMPLICIT", with_certificates.parse()->findings,
                   "responseBytes.response.certs", "[0] is explicit"});
  wrong.push_back(
      {"responseBytes in [0] IMPLICIT",
       x509::parse_ocsp_response(
           pki::sequence({without_type.status, pki::context(0, {without_type.type, pki::octet_string({})})}))
           ->findings,
       "responseBytes", "06 instead of 30"});
  wrong.push_back(
      {"responseBytes in [15]",
       x509::parse_ocsp_response(pki::sequence({without_type.status, pki::context(15, {pki::null()})}))
           ->findings,
       "", "af where a0 or nothing may follow"});
  wrong.push_back({"nextUpdate that is a PrintableString",
                   crl([](ForgedCrl& f) { f.next_update[0] = tag::printable_string; }), "tbsCertList",
                   "13 where 17, 18, 30 or a0 or nothing may follow"});
  const Bytes qualifier = der::concatenate({pki::oid("1.3.6.1.5.5.7.2.1"), pki::tlv(tag::ia5_string, {})});
  wrong.push_back(
      {"a qualifier without its SEQUENCE",
       with_extension(policies,
                      pki::sequence({pki::sequence({pki::oid("1.2.3"), pki::sequence({qualifier})})}))
           .parse()
           ->findings,
       "tbsCertificate.extensions.0.extnValue.0.policyQualifiers.0", "06 instead of 30"});
  for (const uint8_t tag : Bytes{0xa1, 0xa2, 0xa4, 0x83}) {
    const std::string text = hex_encode(ByteView(&tag, 1));
    wrong.push_back({"extensions in " + text, certificate([&](Forged& f) { f.more = pki::tlv(tag, list); }),
                     "tbsCertificate", "the tag is " + text + " where"});
    wrong.back().words += tag == 0xa1 || tag == 0xa2 ? " 81, 82 or a3" : "";
  }
  for (const Wrong& each : wrong) {
    INFO(each.what << "\n" << test::show(each.findings));
    REQUIRE(each.findings.size() == 1);
    CHECK(each.findings[0].id() == "der.unexpected_tag");
    CHECK(each.findings[0].node_path == each.node_path);
    CHECK(each.findings[0].message.find(each.words) != std::string::npos);
  }
  // What only resembles these is what it was.
  CHECK(with_extension("1.2.3", pki::null()).parse()->findings.empty());
  for (const uint8_t last : Bytes{0x5a, 0x17})
    CHECK(crl([&](ForgedCrl& f) { f.extensions = {pki::extension("1.2.3", false, Bytes{last})}; }).empty());
  CHECK(crl([&](ForgedCrl& f) {
          f.next_update = {};
          f.extensions = {pki::extension("1.2.3", false, Bytes{0x5a})};
        }).empty());
  CHECK(
      test::find(certificate([](Forged& f) { f.unique_ids = pki::context(1, {pki::bit_string(Bytes{1})}); }),
                 "der.constructed_string", "tbsCertificate.issuerUniqueID") != nullptr);
}

TEST_CASE("every check is documented and named once") {
  std::set<std::string_view> ids;
  for (const auto table : {der::all_checks(), x509::all_checks()})
    for (const auto* each : table) {
      INFO(each->id);
      CHECK(ids.insert(each->id).second);
      CHECK_FALSE(each->requirement.empty());
      CHECK_FALSE(each->citation.empty());
      CHECK_FALSE(each->hint.empty());
    }
}
