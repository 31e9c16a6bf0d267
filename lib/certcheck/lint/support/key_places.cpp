#include "certcheck/lint/support/key_places.h"

#include "certcheck/lint/facts.h"

#include <fmt/format.h>

#include <algorithm>

namespace certcheck::lint {
namespace {

Outcome without_parameters(const x509::AlgorithmIdentifier& algorithm, size_t offset, std::string_view place,
                           std::string_view name, const Reporter& report) {
  return report.fire(place, offset,
                     fmt::format("the algorithm identifier {} has parameters, of {} bytes", name,
                                 algorithm.parameters.size()));
}

Outcome of_fixed_length(const der::BitString& value, size_t octets, size_t offset, std::string_view place,
                        std::string_view name, std::string_view what, const Reporter& report) {
  return report.fire(
      place, offset,
      value.unused_bits != 0
          ? fmt::format("the {} {} is not a whole number of bytes: {} bits are unused", name, what,
                        value.unused_bits)
          : fmt::format("the {} {} has {} bytes instead of {}", name, what, value.bytes.size(), octets));
}

/// An unreadable BIT STRING is the parser's finding.
bool has_length(const der::BitString& value, size_t octets) {
  return value.bytes.data() == nullptr || (value.bytes.size() == octets && value.unused_bits == 0);
}

}  // namespace

std::string_view place_of_algorithm(const x509::Certificate& certificate) {
  return certificate.is_bare ? tbs_signature_place : signature_algorithm_place;
}

size_t offset_of(const x509::Certificate& certificate, ByteView part) {
  return static_cast<size_t>(part.data() - certificate.der.data());
}

bool is_rsa(const CertificateFacts& facts) {
  return facts.key.kind == crypto::KeyKind::rsa || facts.key.kind == crypto::KeyKind::rsa_pss ||
         facts.key.kind == crypto::KeyKind::rsa_oaep;
}

ByteView magnitude_of(ByteView integer) {
  if (integer.empty() || integer[0] >= 0x80) return {};
  while (!integer.empty() && integer[0] == 0) integer = integer.subspan(1);
  return integer;
}

Signed signed_by(const CertificateFacts& facts) {
  const x509::Certificate& certificate = facts.certificate;
  if (certificate.is_bare)
    return {certificate.tbs_signature, certificate.signature, certificate.der, tbs_signature_place,
            signature_place};
  return {certificate.signature_algorithm,
          certificate.signature,
          certificate.der,
          signature_algorithm_place,
          signature_place,
          &certificate.tbs_signature,
          tbs_signature_place};
}

Signed signed_by(const x509::Crl& crl) {
  return {crl.signature_algorithm,   crl.signature,   crl.der,
          signature_algorithm_place, signature_place, &crl.tbs_signature,
          "tbsCertList.signature"};
}

Signed signed_by(const x509::OcspResponse& response) {
  return {response.signature_algorithm, response.signature, response.der,
          "responseBytes.response.signatureAlgorithm", "responseBytes.response.signature"};
}

Signed signed_by(const x509::OcspRequest& request) {
  return {request.signature_algorithm, request.signature, request.der, "optionalSignature.signatureAlgorithm",
          "optionalSignature.signature"};
}

Signed preferred_by(const x509::OcspRequest& request, const x509::AlgorithmIdentifier& algorithm) {
  static const der::BitString none{};
  return {algorithm, none, request.der, preferred_signatures_place, {}};
}

Outcome key_without_parameters(const CertificateFacts& facts, const Reporter& report) {
  const x509::AlgorithmIdentifier& algorithm = facts.certificate.public_key.algorithm;
  return algorithm.parameters.empty()
             ? Outcome::pass
             : without_parameters(algorithm, offset_of(facts.certificate, algorithm.parameters),
                                  key_algorithm_place, facts.key.name, report);
}

Outcome key_of_fixed_length(const CertificateFacts& facts, const Reporter& report) {
  const der::BitString& key = facts.certificate.public_key.key;
  return has_length(key, facts.key.octets)
             ? Outcome::pass
             : of_fixed_length(key, facts.key.octets, offset_of(facts.certificate, key.bytes), key_place,
                               facts.key.name, "key", report);
}

Outcome signature_without_parameters(const Signed& signature, const Reporter& report) {
  const auto check = [&](const x509::AlgorithmIdentifier& algorithm, std::string_view place) {
    return algorithm.parameters.empty()
               ? Outcome::pass
               : without_parameters(algorithm, signature.offset_of(algorithm.parameters), place,
                                    crypto::signature_facts(algorithm).name, report);
  };
  const Outcome outcome = check(signature.algorithm, signature.algorithm_place);
  // The same in both places is reported once; that they differ is the parser's finding.
  const x509::AlgorithmIdentifier* inner = signature.inner;
  const bool differs = inner != nullptr && inner->oid == signature.algorithm.oid &&
                       !same_bytes(inner->bytes, signature.algorithm.bytes);
  return differs ? std::max(outcome, check(*inner, signature.inner_place)) : outcome;
}

Outcome signature_of_fixed_length(const Signed& signature, const Reporter& report) {
  const crypto::SignatureFacts facts = crypto::signature_facts(signature.algorithm);
  return has_length(signature.value, facts.octets)
             ? Outcome::pass
             : of_fixed_length(signature.value, facts.octets, signature.offset_of(signature.value.bytes),
                               signature.value_place, facts.name, "signature", report);
}

}  // namespace certcheck::lint
