#include "certcheck/der/reader.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/rfc3279/themes.h"
#include "certcheck/lint/support/key_places.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>

namespace certcheck::lint::rfc3279 {
namespace {

using crypto::KeyKind;
using x509::AlgorithmIdentifier;

/// What is wrong with the parameters of a key, for people, and where.
struct ParametersFault {
  std::string what;
  size_t offset;
};

/// Whether the parameters are absent, rather than present and unreadable, which is the parser's finding.
bool has_no_parameters(const AlgorithmIdentifier& algorithm) {
  const std::string_view oid = algorithm.oid.content(), all = as_text(algorithm.bytes);
  return algorithm.parameters.empty() && oid.data() + oid.size() == all.data() + all.size();
}

bool has_parameters(const AlgorithmIdentifier& algorithm) { return !algorithm.parameters.empty(); }

/// Reads positive INTEGERs of these names, one after the other. That they are DER the parser checks.
std::optional<ParametersFault> read_numbers(der::Reader& fields,
                                            std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    const size_t offset = fields.offset();
    if (fields.at_end()) return ParametersFault{fmt::format("have no {}", name), offset};
    const auto number = fields.next();
    if (!number || number->tag != der::tag::integer)
      return ParametersFault{fmt::format("have something other than an INTEGER as {}", name), offset};
    if (magnitude_of(number->content).empty())
      return ParametersFault{fmt::format("have a {} that is not positive", name), offset};
  }
  return {};
}

std::optional<ParametersFault> rest_of(const der::Reader& fields) {
  if (fields.at_end()) return {};
  return ParametersFault{fmt::format("have {} bytes after the last field", fields.rest().size()),
                         fields.offset()};
}

// RFC 3279 2.3.2: "Dss-Parms ::= SEQUENCE { p INTEGER, q INTEGER, g INTEGER }"
std::optional<ParametersFault> fault_of_dss(der::Reader& fields) {
  if (auto fault = read_numbers(fields, {"p", "q", "g"})) return fault;
  return rest_of(fields);
}

// RFC 3279 2.3.3: "ValidationParms ::= SEQUENCE { seed BIT STRING, pgenCounter INTEGER }"
bool is_validation(der::Reader fields) {
  return fields.take_if(der::tag::bit_string) && fields.take_if(der::tag::integer) && fields.at_end();
}

// RFC 3279 2.3.3: "DomainParameters ::= SEQUENCE { p INTEGER, g INTEGER, q INTEGER, j INTEGER OPTIONAL,
// validationParms ValidationParms OPTIONAL }"
std::optional<ParametersFault> fault_of_domain(der::Reader& fields) {
  if (auto fault = read_numbers(fields, {"p", "g", "q"})) return fault;
  fields.take_if(der::tag::integer);
  if (const auto validation = fields.take_if(der::tag::sequence)) {
    if (!is_validation(fields.enter(*validation, {})))
      return ParametersFault{"have validationParms that are not seed and pgenCounter", validation->offset};
  }
  return rest_of(fields);
}

// PKCS #3 9: "DHParameter ::= SEQUENCE { prime INTEGER, base INTEGER, privateValueLength INTEGER OPTIONAL }"
std::optional<ParametersFault> fault_of_pkcs3(der::Reader& fields) {
  if (auto fault = read_numbers(fields, {"prime", "base"})) return fault;
  fields.take_if(der::tag::integer);
  return rest_of(fields);
}

using ReadParameters = std::optional<ParametersFault> (*)(der::Reader&);

Outcome check_parameters(const CertificateFacts& facts, const Reporter& report, std::string_view key,
                         ReadParameters read) {
  const ByteView parameters = facts.certificate.public_key.algorithm.parameters;
  const size_t offset = offset_of(facts.certificate, parameters);
  const auto fire = [&](const ParametersFault& fault) {
    return report.fire(key_algorithm_place, fault.offset,
                       fmt::format("the parameters of the {} key {}", key, fault.what));
  };
  if (parameters[0] == der::tag::null) return fire({"are NULL", offset});
  Findings found_by_parser;
  der::FaultSink sink(found_by_parser);
  der::Reader value(parameters, sink, {}, offset);
  const auto element = value.take_if(der::tag::sequence);
  if (!element) return fire({"are not a SEQUENCE", offset});
  der::Reader fields = value.enter(*element, {});
  const auto fault = read(fields);
  return fault ? fire(*fault) : Outcome::pass;
}

// RFC 3279 2.3.2: "The id-dsa algorithm syntax includes optional domain parameters." "When omitted, the
// parameters component MUST be omitted entirely. That is, the AlgorithmIdentifier MUST be a SEQUENCE of one
// component: the OBJECT IDENTIFIER id-dsa." Those of the issuer's key apply then. Otherwise they are
// Dss-Parms.
Outcome dsa_parameters_malformed(const CertificateFacts& facts, const Reporter& report) {
  if (facts.key.kind != KeyKind::dsa) return Outcome::not_applicable;
  const AlgorithmIdentifier& algorithm = facts.certificate.public_key.algorithm;
  if (has_parameters(algorithm)) return check_parameters(facts, report, "DSA", fault_of_dss);
  return has_no_parameters(algorithm) ? Outcome::pass : Outcome::not_applicable;
}

// RFC 3279 2.3.3: the parameters of dhpublicnumber "have the ASN.1 type DomainParameters"; PKCS #3 9 has
// others for dhKeyAgreement. Neither is optional.
Outcome dh_parameters_malformed(const CertificateFacts& facts, const Reporter& report) {
  if (facts.key.kind != KeyKind::dh) return Outcome::not_applicable;
  const AlgorithmIdentifier& algorithm = facts.certificate.public_key.algorithm;
  if (has_parameters(algorithm)) {
    return check_parameters(facts, report, "Diffie-Hellman",
                            algorithm.oid == x509::oids::dh_key_agreement ? fault_of_pkcs3 : fault_of_domain);
  }
  return has_no_parameters(algorithm)
             ? report.fire(key_algorithm_place, algorithm.offset, "the Diffie-Hellman key has no parameters")
             : Outcome::not_applicable;
}

std::string_view name_of(KeyKind kind) { return kind == KeyKind::dsa ? "DSA" : "Diffie-Hellman"; }

/// Whether the key is a number by its algorithm, and there is one to read.
bool should_be_number(const CertificateFacts& facts) {
  return (facts.key.kind == KeyKind::dsa || facts.key.kind == KeyKind::dh) &&
         facts.certificate.public_key.key.bytes.data() != nullptr;
}

/// The content of the INTEGER that the key is; nullopt unless it is one in DER, and nothing else.
std::optional<ByteView> public_value(const der::BitString& key) {
  if (key.unused_bits != 0) return {};
  Findings faults;
  der::FaultSink sink(faults);
  der::Reader reader(key.bytes, sink, {});
  const auto value = reader.integer({});
  reader.finish();
  return faults.empty() ? value : std::nullopt;
}

// RFC 3279 2.3.2: "The DSA public key MUST be ASN.1 DER encoded as an INTEGER"; 2.3.3 says so of
// Diffie-Hellman keys. The parser does not read what is inside of the BIT STRING.
Outcome not_integer(const CertificateFacts& facts, const Reporter& report) {
  if (!should_be_number(facts)) return Outcome::not_applicable;
  const der::BitString& key = facts.certificate.public_key.key;
  if (public_value(key)) return Outcome::pass;
  const std::string_view name = name_of(facts.key.kind);
  return report.fire(
      key_place, offset_of(facts.certificate, key.bytes),
      key.unused_bits != 0 ? fmt::format("the {} key is not a whole number of bytes: {} bits are unused",
                                         name, key.unused_bits)
      : key.bytes.empty()  ? fmt::format("the {} key is empty", name)
                           : fmt::format("the {} bytes of the {} key are not the DER encoding of an INTEGER",
                                         key.bytes.size(), name));
}

/// The prime of the parameters, the first number of all three syntaxes, without leading zeros; empty if it
/// is in another certificate or cannot be read.
ByteView prime_of(const AlgorithmIdentifier& algorithm) {
  Findings found_by_parser;
  der::FaultSink sink(found_by_parser);
  der::Reader value(algorithm.parameters, sink, {});
  const auto element = value.take_if(der::tag::sequence);
  if (!element) return {};
  const auto prime = value.enter(*element, {}).take_if(der::tag::integer);
  return prime ? magnitude_of(prime->content) : ByteView();
}

/// Of numbers without leading zeros.
bool is_less(ByteView a, ByteView b) {
  return a.size() != b.size() ? a.size() < b.size()
                              : std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end());
}

// FIPS 186-4 4.1: the public key is y = g^x mod p with 0 < x < q. RFC 2631 2.1.5, which RFC 3279 2.3.3 goes
// by: "Verify that y lies within the interval [2,p-1]. If it does not, the key is invalid." Of 0 and 1 the
// private key is known to everyone.
Outcome out_of_range(const CertificateFacts& facts, const Reporter& report) {
  if (!should_be_number(facts)) return Outcome::not_applicable;
  const x509::SubjectPublicKeyInfo& info = facts.certificate.public_key;
  const auto value = public_value(info.key);
  if (!value) return Outcome::not_applicable;
  const ByteView magnitude = magnitude_of(*value), prime = prime_of(info.algorithm);
  const std::string_view wrong = (*value)[0] >= 0x80                            ? "negative"
                                 : magnitude.empty()                            ? "zero"
                                 : magnitude.size() == 1 && magnitude[0] == 1   ? "1"
                                 : !prime.empty() && !is_less(magnitude, prime) ? "not less than its prime"
                                                                                : "";
  return wrong.empty() ? Outcome::pass
                       : report.fire(key_place, offset_of(facts.certificate, *value),
                                     fmt::format("the {} key is {}", name_of(facts.key.kind), wrong));
}

constexpr Lint keys_lints[] = {
    {.check = {.id = "rfc3279.keys.dsa_parameters_malformed",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The parameters of a DSA key MUST be a SEQUENCE of the positive INTEGERs p, q "
                              "and g, or be omitted.",
               .citation = "RFC 3279 2.3.2",
               .hint = "Encode p, q and g, or omit the parameters entirely where those of the issuer's DSA "
                       "key apply."},
     .example = "a DSA key with parameters NULL",
     .effective = dates::rfc3280,
     .certificate = dsa_parameters_malformed},
    {.check = {.id = "rfc3279.keys.dh_parameters_malformed",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "The parameters of a Diffie-Hellman key MUST be DomainParameters with "
                              "dhpublicnumber and DHParameter with dhKeyAgreement.",
               .citation = "RFC 3279 2.3.3; PKCS #3 9",
               .hint = "Encode p, g and q with dhpublicnumber, or prime and base with dhKeyAgreement."},
     .example = "dhpublicnumber with p and g alone",
     .effective = dates::rfc3280,
     .certificate = dh_parameters_malformed},
    {.check = {.id = "rfc3279.keys.not_integer",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A DSA or Diffie-Hellman key MUST be a DER-encoded INTEGER.",
               .citation = "RFC 3279 2.3.2, 2.3.3",
               .hint = "Encode the key again with a DER encoder."},
     .example = "a DSA key that is an OCTET STRING",
     .effective = dates::rfc3280,
     .certificate = not_integer},
    {.check = {.id = "rfc3279.keys.out_of_range",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "A DSA or Diffie-Hellman key MUST be greater than 1 and less than its prime.",
               .citation = "RFC 3279 2.3.2, 2.3.3; FIPS 186-4 4.1; RFC 2631 2.1.5",
               .hint = "Generate a new key: ECDSA on P-256 or X25519, or RSA of 2048 bits or more."},
     .example = "a Diffie-Hellman key that is 1",
     .effective = dates::rfc3280,
     .certificate = out_of_range},
};

}  // namespace

constinit const Rows keys_rows = keys_lints;

}  // namespace certcheck::lint::rfc3279
