#include "certcheck/x509/public_key_info.h"

#include "certcheck/x509/certificate.h"

#include "tests/support/pki.h"

#include <catch2/catch_test_macros.hpp>

using namespace certcheck;

TEST_CASE("a SubjectPublicKeyInfo is read of its bytes, and of nothing that is more or less") {
  const auto certificate = x509::parse_certificate(make_der(test::root("root", 0)));
  const Bytes der = to_bytes(certificate->public_key.bytes);
  const auto key = x509::parse_public_key_info(der);
  REQUIRE(key);
  CHECK(key->bytes.data() == der.data());
  CHECK(same_bytes(key->bytes, der));
  CHECK(key->algorithm.oid == certificate->public_key.algorithm.oid);
  CHECK(same_bytes(key->key.bytes, certificate->public_key.key.bytes));
  for (size_t size = 0; size < der.size(); ++size)
    CHECK_FALSE(x509::parse_public_key_info(ByteView(der).first(size)));
  Bytes longer = der;
  longer.push_back(0);
  CHECK_FALSE(x509::parse_public_key_info(longer));
  CHECK_FALSE(x509::parse_public_key_info(certificate->der));
}
