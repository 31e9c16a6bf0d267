#include "certserve/pki/certificate.h"

#include "certserve/pki/der_builder.h"

#include <botan/pk_keys.h>
#include <botan/pkix_types.h>
#include <botan/x509cert.h>
#include <catch2/catch_test_macros.hpp>

#include <set>

using namespace certcheck;
using namespace certcheck::pki;

namespace {

const Authority root{"Test root", "root-p256"};
const Authority issuing{"Test issuing CA", "issuing-p256"};

Botan::X509_Certificate parsed(const CertificateSpec& spec) { return Botan::X509_Certificate(issue(spec)); }

}  // namespace

TEST_CASE("A server's certificate says what it should", "[pki]") {
  const auto certificate = parsed(server_certificate(issuing, "leaf-rsa", "host.test"));
  CHECK(certificate.x509_version() == 3);
  CHECK(certificate.subject_info("X520.CommonName") == std::vector<std::string>{"host.test"});
  CHECK(certificate.issuer_info("X520.CommonName") == std::vector<std::string>{"Test issuing CA"});
  CHECK(certificate.subject_alt_name().dns() == std::set<std::string>{"host.test"});
  CHECK(certificate.not_before().to_string() == "190601000000Z");
  CHECK(certificate.not_after().to_string() == "491231235959Z");
  CHECK_FALSE(certificate.is_CA_cert());
  CHECK(certificate.allowed_usage(Botan::Usage_Type::TLS_SERVER_AUTH));
  CHECK(certificate.constraints() == (Botan::Key_Constraints(Botan::Key_Constraints::DigitalSignature |
                                                             Botan::Key_Constraints::KeyEncipherment)));
  CHECK(certificate.authority_key_id() == Key::get("issuing-p256").key_identifier());
  CHECK(certificate.subject_key_id() == Key::get("leaf-rsa").key_identifier());
  CHECK(certificate.check_signature(*parsed(authority_certificate(root, issuing)).subject_public_key()));
}

TEST_CASE("An authority's certificate says what it should", "[pki]") {
  CertificateSpec spec = authority_certificate(root, issuing);
  spec.basic_constraints->path_length = 3;
  const auto certificate = parsed(spec);
  CHECK(certificate.is_CA_cert());
  CHECK(certificate.path_length_constraint() == 3U);
  CHECK(certificate.constraints().includes(Botan::Key_Constraints::KeyCertSign));
  CHECK_FALSE(certificate.is_self_signed());
  CHECK(certificate.check_signature(*parsed(root_certificate(root)).subject_public_key()));
}

TEST_CASE("A root is signed by itself", "[pki]") {
  const auto certificate = parsed(root_certificate(root));
  CHECK(certificate.is_self_signed());
  CHECK(certificate.authority_key_id().empty());
  CHECK(certificate.check_signature(*certificate.subject_public_key()));
}

TEST_CASE("Certificates repeat themselves and differ by serial number", "[pki]") {
  const CertificateSpec one = server_certificate(issuing, "leaf-p256", "one.test");
  CHECK(issue(one) == issue(one));
  const auto other = parsed(server_certificate(issuing, "leaf-p256", "other.test"));
  CHECK(parsed(one).serial_number() != other.serial_number());
  CHECK(parsed(one).serial_number().size() == 16);
}

TEST_CASE("What is to be signed can be spoilt before", "[pki]") {
  const CertificateSpec spec = server_certificate(issuing, "leaf-p256", "host.test");
  const Key& key = Key::get("issuing-p256");
  CHECK(sign_certificate(to_be_signed(spec), key, spec.digest) == issue(spec));
  const Bytes spoilt = sign_certificate(sequence({integer(1)}), key, Digest::sha256);
  CHECK_THROWS(Botan::X509_Certificate(spoilt));
}
