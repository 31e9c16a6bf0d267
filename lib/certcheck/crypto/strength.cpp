#include "certcheck/crypto/strength.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace certcheck::crypto {
namespace {

struct Step {
  size_t bits;  ///< the least size for the strength
  unsigned strength;
};

// SP 800-57 part 1 rev. 5 table 2; the sizes between 3072 and 15360 are those of SP 800-56B rev. 2 appendix
// D.
constexpr std::array factoring_and_finite_fields{Step{1'024, 80},  Step{2'048, 112}, Step{3'072, 128},
                                                 Step{4'096, 152}, Step{6'144, 176}, Step{7'680, 192},
                                                 Step{8'192, 200}, Step{15'360, 256}};
// The same table: half of the order's size.
constexpr std::array elliptic_curves{Step{160, 80}, Step{224, 112}, Step{256, 128}, Step{384, 192},
                                     Step{512, 256}};

template <size_t Count>
unsigned strength_in(const std::array<Step, Count>& steps, size_t bits) {
  const auto above = std::upper_bound(steps.begin(), steps.end(), bits,
                                      [](size_t size, const Step& step) { return size < step.bits; });
  return above == steps.begin() ? 0 : std::prev(above)->strength;
}

/// FIPS 204 4 and FIPS 205 table 2: the parameter set's name tells the category.
unsigned strength_by_name(std::string_view name) {
  const auto has = [name](std::string_view part) { return name.find(part) != std::string_view::npos; };
  return has("-87") || has("-256") ? 256 : has("-65") || has("-192") ? 192 : 128;
}

std::optional<unsigned> unless_zero(size_t bits, unsigned strength) {
  return bits == 0 ? std::nullopt : std::optional(strength);
}

}  // namespace

std::optional<unsigned> security_strength(const KeyFacts& key) {
  switch (key.kind) {
    case KeyKind::rsa:
    case KeyKind::rsa_pss:
    case KeyKind::rsa_oaep:
    case KeyKind::dh:
      return unless_zero(key.bits, strength_in(factoring_and_finite_fields, key.bits));
    case KeyKind::dsa: {
      // Table 2 gives the sizes of p and of q: the smaller strength is the key's.
      const unsigned of_field = strength_in(factoring_and_finite_fields, key.bits);
      const unsigned of_group = strength_in(elliptic_curves, key.subgroup_bits);
      return unless_zero(key.bits, std::min(of_field, of_group));
    }
    case KeyKind::ec:
      return unless_zero(key.bits, strength_in(elliptic_curves, key.bits));
    case KeyKind::ed25519:  // RFC 8032 8.5
    case KeyKind::x25519:
      return 128;
    case KeyKind::ed448:
    case KeyKind::x448:
      return 224;
    case KeyKind::ml_dsa:
    case KeyKind::slh_dsa:
    case KeyKind::hash_ml_dsa:
    case KeyKind::hash_slh_dsa:
      return strength_by_name(key.name);
    case KeyKind::ml_kem:
    case KeyKind::unknown:
      break;
  }
  return std::nullopt;
}

std::optional<unsigned> security_strength(const SignatureFacts& signature) {
  switch (signature.digest) {
    case Digest::md2:
    case Digest::md4:
    case Digest::md5:
      return 39;  // best known collision attacks: RFC 6151 2
    case Digest::sha1:
      return 63;  // RFC 6194 3.1; Stevens 2013, 2^61 to 2^63.4
    case Digest::sha224:
    case Digest::sha3_224:
      return 112;
    case Digest::sha256:
    case Digest::sha3_256:
    case Digest::shake128:
      return 128;
    case Digest::sha384:
    case Digest::sha3_384:
      return 192;
    case Digest::sha512:
    case Digest::sha3_512:
    case Digest::shake256:
      return 256;
    default:
      break;
  }
  switch (signature.key_kind) {
    case KeyKind::ed25519:
      return 128;
    case KeyKind::ed448:
      return 224;
    case KeyKind::ml_dsa:
    case KeyKind::slh_dsa:
      return strength_by_name(signature.name);
    default:
      return std::nullopt;
  }
}

}  // namespace certcheck::crypto
