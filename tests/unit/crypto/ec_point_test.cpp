#include "certcheck/crypto/ec_point.h"

#include "certcheck/base/encoding.h"
#include "certcheck/x509/oids.h"

#include <catch2/catch_test_macros.hpp>

namespace certcheck::crypto {
namespace {

// The generator of P-256 (SEC 2 2.4.2) is a point like any other.
const std::string x = "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296";
const std::string y = "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";

PointStatus status_of(const std::string& point, uint8_t unused_bits = 0,
                      const std::string& curve = "06082a8648ce3d030107") {
  const Bytes parameters = *hex_decode(curve), octets = *hex_decode(point);
  x509::SubjectPublicKeyInfo key;
  key.algorithm.oid = x509::oids::ec_public_key;
  key.algorithm.parameters = parameters;
  key.key = {octets, unused_bits};
  return check_point(key);
}

TEST_CASE("points are on their curve or not, in either form") {
  CHECK(status_of("04" + x + y) == PointStatus::on_curve);
  CHECK(status_of("03" + x) == PointStatus::on_curve);
  CHECK(status_of("02" + x) == PointStatus::on_curve);
  CHECK(status_of("04" + y + x) == PointStatus::not_on_curve);
  CHECK(status_of("04" + std::string(128, '0')) == PointStatus::not_on_curve);
  CHECK(status_of("04" + std::string(128, 'f')) == PointStatus::not_on_curve);  // no field elements
}

TEST_CASE("a point seen a moment ago stands for itself alone, on its own curve") {
  const std::string secp256k1 = "06052b8104000a";
  for (int again = 0; again < 3; ++again) {
    CHECK(status_of("04" + x + y) == PointStatus::on_curve);
    CHECK(status_of("04" + x + y, 0, secp256k1) == PointStatus::not_on_curve);
  }
  // Alike in the octets that find what is remembered.
  std::string other = "04" + x + y;
  other[7] = other[7] == '0' ? '1' : '0';
  CHECK(status_of(other) == PointStatus::not_on_curve);
  CHECK(status_of("04" + x + y) == PointStatus::on_curve);
}

TEST_CASE("what is no whole point is not verified, the point at infinity is told apart") {
  CHECK(status_of("00") == PointStatus::infinity);
  CHECK(status_of("") == PointStatus::unchecked);
  CHECK(status_of("0000") == PointStatus::unchecked);
  CHECK(status_of("04" + x) == PointStatus::unchecked);
  CHECK(status_of("07" + x + y) == PointStatus::unchecked);
  CHECK(status_of("04" + x + y, 1) == PointStatus::unchecked);
  CHECK(check_point({}) == PointStatus::unchecked);
}

TEST_CASE("a curve that is not named, or that we cannot compute with, is not verified") {
  const Bytes point = *hex_decode("04" + x + y);
  for (const char* parameters :
       {"0500", "06032a0304", "06052b81040011", "3000", "06082a8648ce3d03010700", ""}) {
    const Bytes octets = *hex_decode(parameters);
    x509::SubjectPublicKeyInfo key;
    key.algorithm.parameters = octets;
    key.key.bytes = point;
    CHECK(check_point(key) == PointStatus::unchecked);
  }
}

}  // namespace
}  // namespace certcheck::crypto
