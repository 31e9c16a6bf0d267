#include "certcheck/crypto/key_fault.h"

#include "certcheck/crypto/detail/key_encoding.h"
#include "certcheck/crypto/ec_point.h"

#include <string>

namespace certcheck::crypto {
namespace {

std::string rsa_fault(const Number& modulus, const Number& exponent) {
  if (!modulus.odd()) return "the modulus is even";
  if (exponent.bits() < 2) return exponent.odd() ? "the public exponent is 1" : "the public exponent is 0";
  if (!exponent.odd()) return "the public exponent is even";
  return less(exponent, modulus) ? std::string() : "the public exponent is not less than the modulus";
}

std::string point_fault(const x509::SubjectPublicKeyInfo& key, const std::string& curve) {
  switch (check_point(key)) {
    case PointStatus::not_on_curve:
      return "the point of the key does not lie on " + curve;
    case PointStatus::infinity:
      return "the key is the point at infinity";
    case PointStatus::on_curve:
    case PointStatus::unchecked:
      break;
  }
  return {};
}

}  // namespace

std::string key_fault(const x509::SubjectPublicKeyInfo& key, const KeyFacts& facts) {
  if (facts.kind == KeyKind::ec) return point_fault(key, facts.name);
  if (facts.kind != KeyKind::rsa && facts.kind != KeyKind::rsa_pss && facts.kind != KeyKind::rsa_oaep)
    return {};
  const auto rsa = read_rsa_key(key.key);
  return rsa ? rsa_fault(rsa->modulus, rsa->exponent) : std::string();
}

}  // namespace certcheck::crypto
