#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/time.h"

#include "certserve/pki/der_builder.h"
#include "tests/support/pki_names.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The PKI builder: any number of keys, any shape of PKI. Ed25519, because it is the cheapest to make and
/// gives the same bytes in every run. Tests that want a certificate of one odd field take pki_fields.h, those
/// of servers the keys and certificates of certserve (certserve/pki/).
namespace certcheck::test {

/// The moment at which the certificates below are valid unless they say otherwise.
inline constexpr Time now = date(2026, 6, 1);

/// What a certificate says. Keys are numbers; equal numbers are equal keys.
struct Spec {
  std::string subject;
  unsigned key = 0;
  std::string issuer;
  unsigned signer = 0;
  bool ca = true;
  std::optional<unsigned> path_length = {};
  std::vector<unsigned> key_usage = {};         ///< no extension if empty
  std::vector<std::string_view> purposes = {};  ///< no extension if empty
  std::vector<std::string> dns_names = {};
  std::vector<Bytes> extensions = {};  ///< complete, put last
  Time not_before = date(2025, 1, 1), not_after = date(2027, 1, 1);
  unsigned version = 3;
  bool basic_constraints = true;
  bool key_identifiers = true;
  unsigned serial = 1;
  bool spoil_signature = false;
};

/// The certificate, DER.
Bytes make_der(const Spec& spec);
/// The BIT STRING of a signature by a key.
Bytes sign(const Bytes& to_be_signed, unsigned key);
/// A SubjectPublicKeyInfo; the key identifier of the certificates here.
Bytes key_info(unsigned key);
Bytes key_identifier(unsigned key);
/// AlgorithmIdentifier of Ed25519.
Bytes signature_algorithm();
/// What is signed, for certificates with other keys: `algorithm` is the AlgorithmIdentifier of the signature,
/// `key_info` the SubjectPublicKeyInfo, both whole elements.
Bytes to_be_signed(const Spec& spec, const Bytes& algorithm, const Bytes& key_info);
/// Self-signed.
Spec root(std::string name, unsigned key);
/// A CA below another.
Spec authority(std::string name, unsigned key, std::string issuer, unsigned signer);
/// A server's certificate for "www.example.test".
Spec leaf(std::string issuer, unsigned signer);

/// Extensions, given critical or not as RFC 5280 has them.
Bytes policies(const std::vector<std::string>& oids);
Bytes policy_mappings(const std::vector<std::pair<std::string, std::string>>& mappings);
Bytes policy_constraints(std::optional<unsigned> require_explicit, std::optional<unsigned> inhibit_mapping);
Bytes inhibit_any_policy(unsigned skip);
/// Subtrees are complete GeneralName elements (pki_names.h).
Bytes name_constraints_extension(const std::vector<Bytes>& permitted, const std::vector<Bytes>& excluded);

}  // namespace certcheck::test
