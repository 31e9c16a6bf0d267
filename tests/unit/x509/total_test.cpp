#include "tests/support/paths.h"
#include "tests/support/pki_fields.h"
#include "tests/unit/x509/describe.h"
#include "tests/unit/x509/findings.h"

#include <catch2/catch_test_macros.hpp>

using namespace certcheck;

namespace {

bool inside(ByteView view, const Bytes& bytes) {
  return view.empty() ||
         (view.data() >= bytes.data() && view.data() + view.size() <= bytes.data() + bytes.size());
}

/// What holds for any bytes whatever.
template <typename Parsed>
bool sound(const Parsed& parsed) {
  if (!parsed.complete && parsed.findings.empty()) return false;
  if (!inside(parsed.tbs, parsed.der) || !inside(parsed.signature.bytes, parsed.der)) return false;
  for (const auto& extension : parsed.extensions)
    if (!inside(extension.value, parsed.der) || extension.value_offset > parsed.der.size()) return false;
  for (const auto& finding : parsed.findings)
    if (finding.check == nullptr || finding.message.empty() || finding.offset.value_or(0) > parsed.der.size())
      return false;
  return true;
}

bool same_findings(const Findings& a, const Findings& b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](const Finding& x, const Finding& y) {
           return x.check == y.check && x.node_path == y.node_path && x.offset == y.offset &&
                  x.message == y.message;
         });
}

/// Every prefix, and every octet changed in a few ways.
template <typename Parse>
void mutate(const Bytes& der, Parse parse) {
  size_t unsound = 0, silent = 0;
  for (size_t size = 0; size < der.size(); ++size) {
    const auto parsed = parse(Bytes(der.begin(), der.begin() + static_cast<ptrdiff_t>(size)));
    unsound += sound(*parsed) ? 0 : 1;
    silent += parsed->complete || parsed->findings.empty() ? 1 : 0;
  }
  CHECK(silent == 0);
  for (size_t i = 0; i < der.size(); ++i) {
    for (const int change : {1, 0x20, 0x80, 0xff}) {
      Bytes changed = der;
      changed[i] = static_cast<uint8_t>(changed[i] ^ change);
      const auto parsed = parse(changed), again = parse(changed);
      unsound += sound(*parsed) && same_findings(parsed->findings, again->findings) ? 0 : 1;
    }
  }
  CHECK(unsound == 0);
}

std::vector<Bytes> fixtures(const std::string& file, std::string_view label) {
  return test::read_pem(test::source_dir() / "testdata" / "x509" / file, label);
}

}  // namespace

TEST_CASE("any bytes give a certificate that is complete or says why not") {
  for (const auto& der : fixtures("certificates.pem", "CERTIFICATE"))
    mutate(der, [](Bytes bytes) { return x509::parse_certificate(std::move(bytes)); });
}

TEST_CASE("any bytes give a CRL that is complete or says why not") {
  for (const auto& der : fixtures("lists.pem", "X509 CRL"))
    mutate(der, [](Bytes bytes) { return x509::parse_crl(std::move(bytes)); });
}

TEST_CASE("any bytes give an OCSP response that is complete or says why not") {
  for (const auto& der : fixtures("responses.pem", "OCSP RESPONSE"))
    mutate(der, [](Bytes bytes) { return x509::parse_ocsp_response(std::move(bytes)); });
}

TEST_CASE("a certificate is kept as received, and what follows it is told") {
  Bytes der = test::Forged().der();
  const size_t size = der.size();
  der.insert(der.end(), 3, 0);
  const auto certificate = x509::parse_certificate(der);
  CHECK(certificate->der == der);
  const auto* finding = test::find(certificate->findings, "der.trailing_data", "");
  REQUIRE(finding != nullptr);
  CHECK(finding->offset == size);
}

TEST_CASE("a hostile list of extensions costs no more than its size") {
  // 20,000 times the same extension: the findings stay bounded, the first is what counts.
  test::Forged forged;
  forged.extensions.assign(20'000, pki::extension("2.5.29.19", true, pki::sequence({pki::boolean(true)})));
  const auto certificate = forged.parse();
  CHECK(certificate->extensions.size() == 20'000);
  CHECK(certificate->findings.size() == 257);
  CHECK(certificate->findings.back().id() == "der.too_many_faults");
  REQUIRE(certificate->basic_constraints);
  CHECK(certificate->basic_constraints->ca);
}

TEST_CASE("self-issued is what RFC 5280 7.1 takes for the same name") {
  test::Forged forged;
  CHECK_FALSE(forged.parse()->self_issued());
  CHECK(forged.parse()->subject_key() != forged.parse()->issuer_key());
  forged.issuer = pki::name({pki::relative_name("2.5.4.3", pki::printable("SUBJECT"))});
  CHECK(forged.parse()->self_issued());
  CHECK(forged.parse()->subject_key() == forged.parse()->issuer_key());
}

TEST_CASE("of duplicated extensions the first counts") {
  test::Forged forged;
  forged.extensions = {pki::extension("2.5.29.19", true, pki::sequence({Bytes()})),
                       pki::extension("2.5.29.19", true, pki::sequence({pki::boolean(true)}))};
  const auto certificate = forged.parse();
  REQUIRE(certificate->basic_constraints);
  CHECK_FALSE(certificate->basic_constraints->ca);
  CHECK(certificate->find(x509::oids::basic_constraints) == &certificate->extensions[0]);
}

TEST_CASE("every known extension is found by its number, and nothing else") {
  test::Forged forged;
  for (size_t i = 0; i < x509::ExtensionId::count; ++i)
    for (const bool critical : {true, false})
      forged.extensions.push_back(
          pki::extension(x509::detail::known_extensions[i].to_string(), critical, pki::null()));
  forged.extensions.push_back(pki::extension("1.3.6.15", false, pki::null()));  // like 2.5.29.15, hashed
  const auto certificate = forged.parse();
  for (const x509::Extension& extension : certificate->extensions) {
    INFO(extension.id.to_string());
    CHECK(extension.known == x509::ExtensionId::of(extension.id));
    if (extension.known.empty()) continue;
    CHECK(extension.known.oid() == extension.id);
    const x509::Extension* const found = certificate->find(extension.known);
    REQUIRE(found != nullptr);
    CHECK(found == x509::find_extension(certificate->extensions, extension.known));
    CHECK(found->id == extension.id);
    CHECK(found->critical);
  }
  CHECK(certificate->extensions.back().known.empty());
  CHECK(x509::ExtensionId::of({}).empty());
  CHECK(certificate->find({}) == nullptr);
  forged.extensions.clear();
  CHECK(forged.parse()->find(x509::oids::key_usage) == nullptr);
}

TEST_CASE("an extension that cannot be decoded does not hide the others") {
  test::Forged forged;
  forged.extensions = {pki::extension("2.5.29.15", true, pki::utf8("none")),
                       pki::extension("2.5.29.37", false, Bytes{0x30, 0x09, 0x06}),
                       pki::extension("2.5.29.17", false, pki::sequence({test::dns("a.example")}))};
  const auto certificate = forged.parse();
  CHECK(certificate->complete);
  CHECK_FALSE(certificate->key_usage);
  CHECK(certificate->extensions.size() == 3);
  CHECK(test::find(certificate->findings, "der.unexpected_tag", "tbsCertificate.extensions.0.extnValue") !=
        nullptr);
  CHECK(test::find(certificate->findings, "der.truncated", "tbsCertificate.extensions.1.extnValue") !=
        nullptr);
  REQUIRE(certificate->subject_alternative_names);
  CHECK(certificate->subject_alternative_names->at(0).text() == "a.example");
}
