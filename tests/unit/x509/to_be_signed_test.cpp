// What a CA is about to sign: a TBSCertificate by itself, or in a certificate whose signature is not looked
// at.
#include "certcheck/base/pem.h"
#include "certcheck/x509/certificate.h"

#include "tests/support/paths.h"
#include "tests/support/read_file.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

namespace certcheck::x509 {
namespace {

CertificatePtr ordinary_leaf(CertificateForm form) {
  const std::string text = test::read_file(test::source_dir() / "testdata/lint/cases/ordinary/leaf.pem");
  return parse_certificate(*find_pem_blocks(text).front().decode(), form);
}

TEST_CASE("a TBSCertificate by itself has what the certificate has, but for the signature") {
  const CertificatePtr whole = ordinary_leaf(CertificateForm::complete);
  const CertificatePtr bare = parse_certificate(to_bytes(whole->tbs), CertificateForm::to_be_signed);
  CHECK(bare->is_bare);
  CHECK_FALSE(bare->is_signed);
  CHECK(bare->complete);
  CHECK(bare->findings.empty());
  CHECK(same_bytes(bare->tbs, whole->tbs));
  CHECK(bare->subject_key() == whole->subject_key());
  CHECK(bare->issuer_key() == whole->issuer_key());
  CHECK(bare->subject_alternative_names->size() == whole->subject_alternative_names->size());
  CHECK(bare->signature_algorithm.oid == whole->signature_algorithm.oid);
  CHECK(bare->signature.bytes.empty());
  const auto header = static_cast<size_t>(whole->tbs.data() - whole->der.data());
  CHECK(bare->serial_offset + header == whole->serial_offset);
}

TEST_CASE("the signature of what is to be signed is not looked at") {
  const CertificatePtr ignored = ordinary_leaf(CertificateForm::to_be_signed);
  CHECK_FALSE(ignored->is_bare);
  CHECK_FALSE(ignored->is_signed);
  CHECK(ignored->complete);
  CHECK(ignored->signature.bytes.empty());
}

TEST_CASE("faults of a TBSCertificate have their places") {
  const CertificatePtr whole = ordinary_leaf(CertificateForm::complete);
  Bytes cut = to_bytes(whole->tbs);
  cut.resize(cut.size() - 3);
  const CertificatePtr bare = parse_certificate(cut, CertificateForm::to_be_signed);
  CHECK_FALSE(bare->complete);
  CHECK_FALSE(bare->findings.empty());
  CHECK_FALSE(parse_certificate(Bytes{}, CertificateForm::to_be_signed)->complete);
  // What is given as a certificate is not taken for something else.
  CHECK_FALSE(parse_certificate(to_bytes(whole->tbs))->complete);
}

}  // namespace
}  // namespace certcheck::x509
