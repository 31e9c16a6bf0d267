#pragma once

#include "certcheck/der/reader.h"
#include "certcheck/lint/support/elements.h"
#include "certcheck/x509/certificate.h"
#include "certcheck/x509/oids.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What the extensions of qualified certificates hold, as far as it can be read. The parser leaves it
/// undecoded: nobody who validates a path looks into it.
namespace certcheck::lint {

/// PdsLocation (ETSI EN 319 412-5 4.3.4): where a PKI disclosure statement is found. Views the certificate.
struct DisclosureStatement {
  x509::GeneralName url;  ///< as a URI
  std::string_view language;
  size_t language_offset = 0;
};
/// Those of all statements QcEuPDS in qcStatements.
std::vector<DisclosureStatement> disclosure_statements(const x509::Certificate& certificate);

/// SemanticsInformation (RFC 3739 3.2.6.1) of the statements id-qcs-pkixQCSyntax-v1 and -v2 in qcStatements.
struct SemanticsInformation {
  std::optional<der::Oid> identifier;                       ///< semanticsIdentifier
  std::vector<x509::GeneralName> registration_authorities;  ///< nameRegistrationAuthorities
  size_t offset = 0;
};
/// The first few, each with the first few of its authorities.
std::vector<SemanticsInformation> semantics_statements(const x509::Certificate& certificate);

/// BiometricData (RFC 3739 3.2.5). Views the certificate.
struct BiometricData {
  der::Oid hash_algorithm;
  ByteView hash;
  std::optional<x509::GeneralName> source;  ///< sourceDataUri, as a URI
  size_t offset = 0;
};
/// What can be read of one; `offset` is where it begins.
BiometricData read_biometric_data(der::Reader fields, size_t offset);
/// Calls `visit` with each, which lives no longer: a megabyte may hold hundreds of thousands, and many lints
/// look at them.
template <typename Visit>
void visit_biometric_data(const x509::Certificate& certificate, Visit visit) {
  visit_elements(certificate, x509::oids::biometric_info,
                 [&visit](der::Reader fields, size_t offset) { visit(read_biometric_data(fields, offset)); });
}

/// The first place where something does not follow its ASN.1, and how.
struct Malformation {
  size_t offset;
  std::string what;
};
std::optional<Malformation> malformed_disclosure_statement(const x509::Certificate& certificate);
std::optional<Malformation> malformed_semantics_information(const x509::Certificate& certificate);
std::optional<Malformation> malformed_biometric_data(const x509::Certificate& certificate);

}  // namespace certcheck::lint
