#include "certcheck/lint/key_places.h"

#include "certcheck/lint/words.h"

namespace certcheck::lint {
namespace {

Outcome without_parameters(const CertificateFacts& facts, const x509::AlgorithmIdentifier& algorithm,
                           std::string_view place, std::string_view name, const Reporter& report) {
  return algorithm.parameters.empty()
             ? Outcome::pass
             : report.fire(place, offset_of(facts.certificate, algorithm.parameters),
                           words("the algorithm identifier ", name, " has parameters, of ",
                                 algorithm.parameters.size(), " octets"));
}

Outcome of_fixed_length(const CertificateFacts& facts, const der::BitString& value, size_t octets,
                        std::string_view place, std::string_view name, std::string_view what,
                        const Reporter& report) {
  // An unreadable BIT STRING is the parser's finding.
  if (value.bytes.data() == nullptr || (value.bytes.size() == octets && value.unused_bits == 0)) {
    return Outcome::pass;
  }
  return report.fire(
      place, offset_of(facts.certificate, value.bytes),
      value.unused_bits != 0
          ? words("the ", name, " ", what, " is no whole number of octets: ", value.unused_bits,
                  " bits are unused")
          : words("the ", name, " ", what, " has ", value.bytes.size(), " octets instead of ", octets));
}

}  // namespace

size_t offset_of(const x509::Certificate& certificate, ByteView part) {
  return static_cast<size_t>(part.data() - certificate.der.data());
}

bool is_rsa(const CertificateFacts& facts) {
  return facts.key.kind == crypto::KeyKind::rsa || facts.key.kind == crypto::KeyKind::rsa_pss;
}

ByteView magnitude_of(ByteView integer) {
  if (integer.empty() || integer[0] >= 0x80) {
    return {};
  }
  while (!integer.empty() && integer[0] == 0) {
    integer = integer.subspan(1);
  }
  return integer;
}

Outcome key_without_parameters(const CertificateFacts& facts, const Reporter& report) {
  return without_parameters(facts, facts.certificate.public_key.algorithm, key_algorithm_place,
                            facts.key.name, report);
}

Outcome key_of_fixed_length(const CertificateFacts& facts, const Reporter& report) {
  return of_fixed_length(facts, facts.certificate.public_key.key, facts.key.octets, key_place, facts.key.name,
                         "key", report);
}

Outcome signature_without_parameters(const CertificateFacts& facts, const Reporter& report) {
  return without_parameters(facts, facts.certificate.signature_algorithm, signature_algorithm_place,
                            facts.signature.name, report);
}

Outcome signature_of_fixed_length(const CertificateFacts& facts, const Reporter& report) {
  return of_fixed_length(facts, facts.certificate.signature, facts.signature.octets, signature_place,
                         facts.signature.name, "signature", report);
}

}  // namespace certcheck::lint
