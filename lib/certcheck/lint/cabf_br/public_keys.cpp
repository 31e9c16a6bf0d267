#include "certcheck/crypto/dsa_key.h"
#include "certcheck/crypto/rsa_weaknesses.h"
#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/key_places.h"
#include "certcheck/lint/support/rules_of_issuing.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

/// BR 6.1.5, 6.1.6 and 7.1.3.1: keys. Lists of weak ones (6.1.1.3) are hygiene's.
namespace certcheck::lint::cabf_br {
namespace {

using namespace std::string_view_literals;
using crypto::KeyKind;

constexpr Time no_rsa_1024_root = date(2011, 1, 1);

Outcome fire_at_key(const CertificateFacts& facts, const Reporter& report, std::string message) {
  return report.fire(key_place, facts.certificate.public_key.offset, std::move(message),
                     {{"key", facts.key.name}});
}

Outcome fire_at_key_algorithm(const CertificateFacts& facts, const Reporter& report, std::string message) {
  return report.fire(key_algorithm_place, facts.certificate.public_key.algorithm.offset, std::move(message));
}

// BR 6.1.5: RSA and ECDSA, "No other algorithms or key sizes are permitted." BR 1.1.4 to 1.7.0 had DSA too,
// for which there is a rule of its own.
Outcome algorithm_not_permitted(const CertificateFacts& facts, const Reporter& report) {
  // Keys of id-ecDH and id-ecMQV are on the same curves and agree on keys alone (7.1.3.1.2).
  const der::Oid oid = facts.certificate.public_key.algorithm.oid;
  const bool is_ecdsa = facts.key.kind == KeyKind::ec && oid == x509::oids::ec_public_key;
  if (facts.key.kind == KeyKind::rsa || is_ecdsa || facts.key.kind == KeyKind::dsa) return Outcome::pass;
  return fire_at_key_algorithm(
      facts, report,
      facts.key.kind == KeyKind::ec
          ? fmt::format("the key is {} for key agreement alone ({})", facts.key.name, oid.to_string())
          : fmt::format("the key is {}", facts.key.name));
}

// BR 1.7.1 6.1.5 (ballot SC-31): DSA is not among the algorithms any more.
Outcome dsa_key(const CertificateFacts& facts, const Reporter& report) {
  return facts.key.kind != KeyKind::dsa
             ? Outcome::pass
             : fire_at_key_algorithm(facts, report, fmt::format("the key is {}", facts.key.name));
}

// BR 7.1.3.1 (since 1.7.1): "When encoded, the AlgorithmIdentifier [...] MUST be byte-for-byte identical with
// the following hex-encoded bytes".
constexpr std::string_view key_algorithms[] = {
    "\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00"sv,
    "\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07"sv,
    "\x30\x10\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b\x81\x04\x00\x22"sv,
    "\x30\x10\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b\x81\x04\x00\x23"sv};

Outcome algorithm_encoding(const CertificateFacts& facts, const Reporter& report) {
  const std::string_view bytes = as_text(facts.certificate.public_key.algorithm.bytes);
  return std::find(std::begin(key_algorithms), std::end(key_algorithms), bytes) != std::end(key_algorithms)
             ? Outcome::pass
             : fire_at_key_algorithm(facts, report,
                                     fmt::format("the AlgorithmIdentifier of the {} key is not one of those "
                                                 "that the Baseline Requirements list",
                                                 facts.key.name));
}

bool is_rsa_key(const CertificateFacts& facts) {
  return facts.key.kind == KeyKind::rsa && !facts.key.modulus.empty();
}

Outcome require_modulus(const CertificateFacts& facts, const Reporter& report, size_t bits) {
  return facts.key.bits >= bits
             ? Outcome::pass
             : fire_at_key(facts, report,
                           fmt::format("the RSA modulus has {} bits, fewer than {}", facts.key.bits, bits));
}

// BR 1.0 appendix A: 2048 bits in certificates that are valid after 31 December 2013.
Outcome modulus_short(const CertificateFacts& facts, const Reporter& report) {
  const auto& until = facts.certificate.not_after.time;
  if (!is_rsa_key(facts) || !until || *until < dates::br_no_rsa_1024.time) return Outcome::not_applicable;
  return require_modulus(facts, report, 2048);
}

bool begins_before_2011(const CertificateFacts& facts) {
  const auto& from = facts.certificate.not_before.time;
  return from && *from < no_rsa_1024_root;
}

bool ends_before_2014(const CertificateFacts& facts) {
  const auto& until = facts.certificate.not_after.time;
  return until && *until < dates::br_no_rsa_1024.time;
}

// BR 1.0 appendix A, tables 1 to 3: of certificates whose "validity period" begins "on or before 31 Dec 2010"
// roots have 2048 bits too, others 1024 if they end by 31 December 2013.
Outcome old_root_modulus_short(const CertificateFacts& facts, const Reporter& report) {
  if (!is_rsa_key(facts) || !begins_before_2011(facts)) return Outcome::not_applicable;
  return require_modulus(facts, report, 2048);
}

Outcome old_ca_modulus_short(const CertificateFacts& facts, const Reporter& report) {
  if (!is_rsa_key(facts) || !begins_before_2011(facts) || !ends_before_2014(facts))
    return Outcome::not_applicable;
  return require_modulus(facts, report, 1024);
}

Outcome old_subscriber_modulus_short(const CertificateFacts& facts, const Reporter& report) {
  if (!is_rsa_key(facts) || !ends_before_2014(facts)) return Outcome::not_applicable;
  return require_modulus(facts, report, 1024);
}

// BR 6.1.5: "Ensure that the modulus size, in bits, is evenly divisible by 8." Since BR 1.7.1 (ballot SC-31).
Outcome modulus_not_whole_bytes(const CertificateFacts& facts, const Reporter& report) {
  if (!is_rsa_key(facts) || facts.key.bits == 0) return Outcome::not_applicable;
  return facts.key.bits % 8 == 0
             ? Outcome::pass
             : fire_at_key(
                   facts, report,
                   fmt::format("the RSA modulus has {} bits, which 8 does not divide", facts.key.bits));
}

// BR 6.1.6 (since ballot 93): "the value of the public exponent is an odd number equal to 3 or more."
Outcome exponent_even(const CertificateFacts& facts, const Reporter& report) {
  if (!is_rsa_key(facts) || facts.key.exponent.empty()) return Outcome::not_applicable;
  return facts.key.exponent.back() % 2 != 0 ? Outcome::pass
                                            : fire_at_key(facts, report, "the RSA public exponent is even");
}

Outcome exponent_too_small(const CertificateFacts& facts, const Reporter& report) {
  if (!is_rsa_key(facts) || facts.key.exponent.empty()) return Outcome::not_applicable;
  const ByteView exponent = magnitude_of(facts.key.exponent);
  return exponent.size() > 1 || (exponent.size() == 1 && exponent[0] >= 3)
             ? Outcome::pass
             : fire_at_key(facts, report, "the RSA public exponent is less than 3");
}

// "Additionally, the public exponent SHOULD be in the range between 2^16 + 1 and 2^256 - 1."
Outcome exponent_out_of_range(const CertificateFacts& facts, const Reporter& report) {
  constexpr size_t largest_bytes = 32;
  if (!is_rsa_key(facts) || facts.key.exponent.empty()) return Outcome::not_applicable;
  const ByteView exponent = magnitude_of(facts.key.exponent);
  const bool large_enough = exponent.size() > 3 ||
                            (exponent.size() == 3 && (exponent[0] > 1 || exponent[1] > 0 || exponent[2] > 0));
  return large_enough && exponent.size() <= largest_bytes
             ? Outcome::pass
             : fire_at_key(facts, report,
                           large_enough ? "the RSA public exponent is 2^256 or more"
                                        : "the RSA public exponent is less than 2^16 + 1");
}

// "The modulus SHOULD also have the following characteristics: an odd number, not the power of a prime, and
// have no factors smaller than 752."
Outcome modulus_even(const CertificateFacts& facts, const Reporter& report) {
  if (!is_rsa_key(facts)) return Outcome::not_applicable;
  return facts.key.modulus.back() % 2 != 0 ? Outcome::pass
                                           : fire_at_key(facts, report, "the RSA modulus is even");
}

Outcome modulus_small_factor(const CertificateFacts& facts, const Reporter& report) {
  if (!is_rsa_key(facts)) return Outcome::not_applicable;
  const uint32_t factor = facts.smallest_factor();
  return factor == 0 ? Outcome::pass
                     : fire_at_key(facts, report, fmt::format("the RSA modulus is divisible by {}", factor));
}

// BR 6.1.5: "Ensure that the key represents a valid point on the NIST P-256, NIST P-384 or NIST P-521
// elliptic curve." BR 1.0 appendix A had the same curves.
Outcome curve_not_permitted(const CertificateFacts& facts, const Reporter& report) {
  if (facts.key.kind != KeyKind::ec) return Outcome::not_applicable;
  const std::string_view curve = facts.key.curve;
  return curve == "P-256" || curve == "P-384" || curve == "P-521"
             ? Outcome::pass
             : fire_at_key_algorithm(facts, report,
                                     fmt::format("the curve of the key is {}", facts.key.name));
}

bool is_dsa_key(const CertificateFacts& facts) { return facts.key.kind == KeyKind::dsa; }

// BR 1.1.4 appendix A (ballot 99) to 1.7.0 6.1.5: "L=2048 and N=224,256 or L=3072 and N=256".
Outcome dsa_size(const CertificateFacts& facts, const Reporter& report) {
  if (!is_dsa_key(facts)) return Outcome::not_applicable;
  const size_t prime = facts.key.bits, order = facts.key.subgroup_bits;
  const bool sound = (prime == 2048 && (order == 224 || order == 256)) || (prime == 3072 && order == 256);
  return sound ? Outcome::pass
               : fire_at_key_algorithm(
                     facts, report,
                     fmt::format("the DSA key has a prime of {} bits and an order of {}", prime, order));
}

Outcome dsa_short(const CertificateFacts& facts, const Reporter& report) {
  if (!is_dsa_key(facts)) return Outcome::not_applicable;
  return facts.key.bits >= 2048 && facts.key.subgroup_bits >= 224
             ? Outcome::pass
             : fire_at_key_algorithm(facts, report,
                                     fmt::format("the DSA key has a prime of {} bits and an order of {}",
                                                 facts.key.bits, facts.key.subgroup_bits));
}

// BR 1.1.4 appendix A to 1.7.0 6.1.6: "the CA SHALL confirm that the value of the public key has the unique
// correct representation and range in the field, and that the key has the correct order in the subgroup", and
// "all domain parameters" are there.
Outcome dsa_without_parameters(const CertificateFacts& facts, const Reporter& report) {
  if (!is_dsa_key(facts)) return Outcome::not_applicable;
  return crypto::has_dsa_parameters(facts.certificate.public_key)
             ? Outcome::pass
             : fire_at_key_algorithm(facts, report, "the DSA key does not have all parameters");
}

Outcome dsa_out_of_range(const CertificateFacts& facts, const Reporter& report) {
  if (!is_dsa_key(facts)) return Outcome::not_applicable;
  const auto sound = crypto::is_in_dsa_range(facts.certificate.public_key);
  if (!sound) return Outcome::not_applicable;
  return *sound ? Outcome::pass
                : fire_at_key(facts, report, "the DSA key is not between 2 and its prime less 2");
}

Outcome dsa_wrong_order(const CertificateFacts& facts, const Reporter& report) {
  if (!is_dsa_key(facts)) return Outcome::not_applicable;
  const auto sound = crypto::is_in_dsa_subgroup(facts.certificate.public_key);
  if (!sound) return Outcome::not_applicable;
  return *sound ? Outcome::pass
                : fire_at_key(facts, report, "the DSA key is not of the order of its subgroup");
}

constexpr Revision exponent_history[] = {
    {.document = "BR 1.1.1", .from = dates::br_1_1_1.time, .section = "appendix A"},
    {.document = "BR 1.3.0", .from = dates::br_1_3_0.time, .section = "6.1.6"},
};

constexpr std::string_view new_rsa_key = "Make a new RSA key of 2048 bits or more, or an EC key.";
constexpr std::string_view new_ec_key = "Make a new EC key on P-256, P-384 or P-521.";

constexpr Lint public_keys_lints[] = {
    {.check =
         must("cabf_br.public_key.algorithm_not_permitted", "A key MUST be RSA or ECDSA.", "CA/B BR 6.1.5",
              "Make an RSA key, or an EC key on P-256, P-384 or P-521.", "e_public_key_type_not_allowed"),
     .example = "an Ed25519 key",
     .also = Role::ocsp_responder,
     .effective = dates::br_1_0,
     .certificate = algorithm_not_permitted},
    {.check = must("cabf_br.public_key.dsa", "A key MUST NOT be DSA.", "CA/B BR 1.7.1 6.1.5 (Ballot SC-31)",
                   "Make an RSA key, or an EC key on P-256, P-384 or P-521.", "e_br_prohibit_dsa_usage"),
     .example = "a DSA key in a certificate of 2021",
     .also = Role::ocsp_responder,
     .effective = dates::br_1_7_1,
     .certificate = dsa_key},
    {.check =
         must("cabf_br.public_key.algorithm_encoding",
              "The AlgorithmIdentifier of a key MUST be encoded as the Baseline Requirements list it.",
              "CA/B BR 7.1.3.1", "Encode the parameters as listed: NULL for RSA, a named curve for ECDSA.",
              "e_algorithm_identifier_improper_encoding"),
     .example = "an RSA key without the NULL",
     .also = Role::ocsp_responder,
     .effective = dates::br_1_7_1,
     .certificate = algorithm_encoding},
    {.check = must("cabf_br.public_key.rsa_modulus_short",
                   "An RSA modulus MUST have 2048 bits, in certificates that are valid after 2013.",
                   "CA/B BR 6.1.5; BR 1.0 appendix A", new_rsa_key, "e_rsa_mod_less_than_2048_bits"),
     .example = "an RSA key of 1024 bits in a certificate until 2015",
     .also = Role::ocsp_responder,
     .effective = dates::always_in_br,
     .certificate = modulus_short},
    {.check = must("cabf_br.public_key.rsa_modulus_short_in_old_root",
                   "An RSA modulus MUST have 2048 bits in a root from before 2011.", "CA/B BR 1.0 appendix A",
                   new_rsa_key, "e_old_root_ca_rsa_mod_less_than_2048_bits"),
     .example = "a root of 1998 with an RSA key of 1024 bits",
     .applies = Role::root,
     .effective = dates::always_in_br,
     .certificate = old_root_modulus_short},
    {.check = must("cabf_br.public_key.rsa_modulus_short_in_old_ca",
                   "An RSA modulus MUST have 1024 bits in a subordinate CA certificate from before 2011 that "
                   "ended before 2014.",
                   "CA/B BR 1.0 appendix A", new_rsa_key, "e_old_sub_ca_rsa_mod_less_than_1024_bits"),
     .example = "an issuing CA of 2005 with an RSA key of 768 bits",
     .applies = Role::subordinate_ca,
     .effective = dates::always_in_br,
     .certificate = old_ca_modulus_short},
    {.check = must("cabf_br.public_key.rsa_modulus_short_in_old_leaf",
                   "An RSA modulus MUST have 1024 bits in a subscriber certificate that ended before 2014.",
                   "CA/B BR 1.0 appendix A", new_rsa_key, "e_old_sub_cert_rsa_mod_less_than_1024_bits"),
     .example = "a server certificate until 2012 with an RSA key of 512 bits",
     .applies = Role::leaf,
     .effective = dates::always_in_br,
     .certificate = old_subscriber_modulus_short},
    {.check = must("cabf_br.public_key.rsa_modulus_not_whole_bytes",
                   "The size of an RSA modulus in bits MUST be divisible by 8.",
                   "CA/B BR 6.1.5; BR 1.7.1 (Ballot SC-31)", new_rsa_key),
     .example = "an RSA key of 2049 bits",
     .also = Role::ocsp_responder,
     .effective = dates::br_1_7_1,
     .certificate = modulus_not_whole_bytes},
    {.check = must("cabf_br.public_key.rsa_exponent_even", "An RSA public exponent MUST be odd.",
                   "CA/B BR 1.3.0 6.1.6", "Use 65537.", "e_rsa_public_exponent_not_odd"),
     .example = "the exponent 65536",
     .also = Role::ocsp_responder,
     .effective = dates::br_1_1_1,
     .history = exponent_history,
     .certificate = exponent_even},
    {.check = must("cabf_br.public_key.rsa_exponent_too_small", "An RSA public exponent MUST be 3 or more.",
                   "CA/B BR 1.3.0 6.1.6", "Use 65537.", "e_rsa_public_exponent_too_small"),
     .example = "the exponent 1",
     .also = Role::ocsp_responder,
     .effective = dates::br_1_1_1,
     .history = exponent_history,
     .certificate = exponent_too_small},
    {.check = should("cabf_br.public_key.rsa_exponent_out_of_range",
                     "An RSA public exponent SHOULD be between 2^16 + 1 and 2^256 - 1.",
                     "CA/B BR 1.3.0 6.1.6", "Use 65537.", "w_rsa_public_exponent_not_in_range"),
     .example = "the exponent 3",
     .also = Role::ocsp_responder,
     .effective = dates::br_1_1_1,
     .history = exponent_history,
     .certificate = exponent_out_of_range},
    {.check = should("cabf_br.public_key.rsa_modulus_even", "An RSA modulus SHOULD be odd.",
                     "CA/B BR 1.3.0 6.1.6", new_rsa_key, "w_rsa_mod_not_odd"),
     .example = "an even modulus",
     .also = Role::ocsp_responder,
     .effective = dates::br_1_1_1,
     .history = exponent_history,
     .certificate = modulus_even},
    {.check = should("cabf_br.public_key.rsa_modulus_small_factor",
                     "An RSA modulus SHOULD NOT have factors smaller than 752.", "CA/B BR 1.3.0 6.1.6",
                     new_rsa_key, "w_rsa_mod_factors_smaller_than_752"),
     .example = "a modulus that 3 divides",
     .also = Role::ocsp_responder,
     .effective = dates::br_1_1_1,
     .history = exponent_history,
     .certificate = modulus_small_factor},
    {.check = must("cabf_br.public_key.curve_not_permitted",
                   "The curve of an EC key MUST be P-256, P-384 or P-521.",
                   "CA/B BR 6.1.5; BR 1.0 appendix A", new_ec_key, "e_ec_improper_curves"),
     .example = "an EC key on P-224",
     .also = Role::ocsp_responder,
     .effective = dates::always_in_br,
     .certificate = curve_not_permitted},
    {.check =
         must("cabf_br.public_key.dsa_size",
              "A DSA key MUST have a prime of 2048 bits and an order of 224 or 256, or a prime of 3072 bits "
              "and an order of 256.",
              "CA/B BR 1.7.0 6.1.5", new_ec_key, "e_dsa_improper_modulus_or_divisor_size"),
     .example = "a DSA key of 1024 bits",
     .effective = dates::always_in_br,
     .certificate = dsa_size},
    {.check = must("cabf_br.public_key.dsa_short",
                   "A DSA key MUST have a prime of 2048 bits and an order of 224 bits or more.",
                   "CA/B BR 1.7.0 6.1.5", new_ec_key, "e_dsa_shorter_than_2048_bits"),
     .example = "a DSA key of 1024 bits",
     .effective = dates::always_in_br,
     .ineffective = dates::br_1_7_1,
     .certificate = dsa_short},
    {.check = must("cabf_br.public_key.dsa_without_parameters", "A DSA key MUST have all its parameters.",
                   "CA/B BR 1.7.0 6.1.6", new_ec_key, "e_dsa_params_missing"),
     .example = "a DSA key that inherits its parameters",
     .effective = dates::br_1_0,
     .ineffective = dates::br_1_7_1,
     .certificate = dsa_without_parameters},
    {.check =
         must("cabf_br.public_key.dsa_out_of_range", "A DSA key MUST be between 2 and its prime less 2.",
              "CA/B BR 1.7.0 6.1.6; NIST SP 800-89 5.3.1", new_ec_key, "e_dsa_unique_correct_representation"),
     .example = "a DSA key that is 1",
     .effective = dates::br_1_0,
     .ineffective = dates::br_1_7_1,
     .certificate = dsa_out_of_range},
    {.check =
         must("cabf_br.public_key.dsa_wrong_order", "A DSA key MUST be of the order of its subgroup.",
              "CA/B BR 1.7.0 6.1.6; NIST SP 800-89 5.3.1", new_ec_key, "e_dsa_correct_order_in_subgroup"),
     .example = "a DSA key that the generator does not generate",
     .effective = dates::br_1_0,
     .ineffective = dates::br_1_7_1,
     .certificate = dsa_wrong_order},
};

}  // namespace

constinit const Rows public_keys_rows = public_keys_lints;

}  // namespace certcheck::lint::cabf_br
