#pragma once

#include "certcheck/crypto/key_facts.h"
#include "certcheck/crypto/signature_facts.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/lint/certificate_profile.h"
#include "certcheck/lint/domain_traits.h"
#include "certcheck/lint/lint.h"
#include "certcheck/lint/smime_profile.h"
#include "certcheck/lint/weak_keys.h"
#include "certcheck/x509/certificate.h"

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace certcheck::lint {

/// The dNSNames of subjectAltName against the public suffix list. The first ones are looked up once, when a
/// rule asks, so that this is for one thread; it takes nothing from the heap.
class SuffixLookups {
 public:
  /// True if the name, or what a wildcard stands for the names below of, is a public suffix by the list's
  /// ICANN section. `name` is one of the certificate's.
  bool is_public_suffix(const x509::Certificate& certificate, const x509::GeneralName& name) const;

 private:
  static constexpr size_t remembered = 128;
  mutable std::bitset<remembered> known_, suffix_;  ///< by position of the name
};

/// The smallest factor of an RSA modulus below 752, worked out when a rule first asks: several do.
class FactorLookup {
 public:
  uint32_t of(const crypto::KeyFacts& key) const;

 private:
  mutable std::optional<uint32_t> known_;
};

/// A certificate with what many lints want to know of it, worked out once. Views the certificate, which must
/// outlive it.
struct CertificateFacts {
  /// Works the roles out, unless a profile is assumed; the verifier is asked only when subject and issuer
  /// have the same name.
  CertificateFacts(const x509::Certificate& subject, crypto::Verifier& verifier,
                   const Assumptions& assumed = {});
  /// Takes the roles as given.
  CertificateFacts(const x509::Certificate& subject, Role given);

  const x509::Certificate& certificate;
  crypto::KeyFacts key;
  crypto::SignatureFacts signature;
  Role roles;
  DomainTraits domain_traits;
  Parts parts;
  SmimeProfile smime;
  /// When it was issued, by notBefore or by assumption: the rules of that day hold, and rules that depend on
  /// a day go by this. nullopt: the date cannot be read, and each rule holds.
  std::optional<Time> issued;
  /// Of a self-issued one: whether its own key signed it. nullopt of others, of those that are not signed,
  /// and where the roles were given.
  std::optional<crypto::SignatureStatus> self_signature = {};
  /// Where to look the key up, if the caller has such a list; must outlive the facts.
  const WeakKeys* weak_keys = nullptr;
  /// Of a certificate that is before another: whether that one's key signed it, if it was verified.
  std::optional<crypto::SignatureStatus> signed_by_next = {};
  SuffixLookups suffixes = {};
  FactorLookup factors = {};

  bool has(Role asked) const { return has_roles(roles, asked); }
  bool is_ca() const { return has(Role::ca); }
  /// Whether it is a CA's or a leaf is unknown, for basicConstraints, or what may be it, could not be read.
  /// Rules that tell the two apart do not apply.
  bool is_of_unknown_kind() const { return !has(Role::ca) && !has(Role::leaf); }
  /// Of the key's modulus, 0 if it has none; see crypto::smallest_factor.
  uint32_t smallest_factor() const { return factors.of(key); }
  /// Of a dNSName in subjectAltName, see SuffixLookups.
  bool is_public_suffix(const x509::GeneralName& name) const {
    return suffixes.is_public_suffix(certificate, name);
  }
};

}  // namespace certcheck::lint
