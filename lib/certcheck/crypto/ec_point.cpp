#include "certcheck/crypto/ec_point.h"

#include "certcheck/crypto/detail/curves.h"
#include "certcheck/crypto/detail/explicit_curve.h"
#include "certcheck/crypto/detail/key_encoding.h"
#include "certcheck/crypto/detail/recent.h"

#include <botan/ec_apoint.h>

namespace certcheck::crypto {
namespace {

PointStatus solve(const Botan::EC_Group& group, ByteView point) {
  return Botan::EC_AffinePoint::deserialize(group, point) ? PointStatus::on_curve : PointStatus::not_on_curve;
}

struct Solved {
  const Curve* curve = nullptr;  ///< never freed
  PointStatus status = PointStatus::unchecked;
};

}  // namespace

PointStatus check_point(const x509::SubjectPublicKeyInfo& key) {
  const ByteView point = key.key.bytes;
  if (point.size() == 1 && point[0] == 0) return PointStatus::infinity;
  const auto oid = read_named_curve(key.algorithm.parameters);
  const Curve* const curve = oid ? find_curve(*oid) : nullptr;
  if (curve == nullptr || !point_has_size(key.key, curve->bits)) return PointStatus::unchecked;
  const Botan::EC_Group* const group = group_of(*curve);
  if (group == nullptr) return PointStatus::unchecked;
  // The same certificate is often verified again: for another name, at another address.
  thread_local Recent<Solved> recent;
  const Solved solved = recent.get(point, [&](ByteView bytes) {
    return Solved{curve, solve(*group, bytes)};
  });
  return solved.curve == curve ? solved.status : solve(*group, point);
}

}  // namespace certcheck::crypto
