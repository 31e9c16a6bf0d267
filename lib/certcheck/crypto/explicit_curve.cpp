#include "certcheck/crypto/detail/explicit_curve.h"

#include "certcheck/crypto/detail/curves.h"

#include <botan/bigint.h>
#include <botan/ec_apoint.h>
#include <botan/exceptn.h>

#include <mutex>
#include <vector>

namespace certcheck::crypto {
namespace {

bool equals(const Botan::BigInt& expected, ByteView magnitude) {
  return expected == Botan::BigInt::from_bytes(magnitude);
}

/// A curve of named_curves() with what Botan makes of it, once somebody asks.
struct LoadedCurve {
  std::once_flag loaded;
  std::optional<Botan::EC_Group> group;

  void load(const Curve& curve) {
    try {
      group = Botan::EC_Group::from_OID(Botan::OID(curve.oid.to_string()));
    } catch (const Botan::Exception&) {
      group.reset();  // a curve that Botan lacks
    }
  }
};

bool same_group(const Botan::EC_Group& group, const ExplicitCurve& curve) {
  // A group with another generator has the same prime and coefficients, and a key that anybody can choose.
  if (!equals(group.get_p(), curve.prime.magnitude) || !equals(group.get_a(), curve.a) ||
      !equals(group.get_b(), curve.b) || !equals(group.get_order(), curve.order.magnitude))
    return false;
  if (curve.cofactor && !equals(group.get_cofactor(), curve.cofactor->magnitude)) return false;
  const auto base = Botan::EC_AffinePoint::deserialize(group, curve.base);
  return base && !base->is_identity() && *base == Botan::EC_AffinePoint::generator(group);
}

}  // namespace

const Botan::EC_Group* group_of(const Curve& curve) {
  static std::vector<LoadedCurve> all(named_curves().size());
  LoadedCurve& mine = all[static_cast<size_t>(&curve - named_curves().data())];
  std::call_once(mine.loaded, [&] { mine.load(curve); });
  return mine.group ? &*mine.group : nullptr;
}

std::optional<Botan::EC_Group> same_named_group(const ExplicitCurve& curve) {
  for (const Curve& named : named_curves()) {
    if (named.bits != curve.prime.bits()) continue;
    const Botan::EC_Group* const group = group_of(named);
    if (group != nullptr && same_group(*group, curve)) return *group;
  }
  return std::nullopt;
}

}  // namespace certcheck::crypto
