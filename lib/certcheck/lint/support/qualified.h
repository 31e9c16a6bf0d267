#pragma once

#include "certcheck/x509/certificate.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
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

/// BiometricData (RFC 3739 3.2.5). Views the certificate.
struct BiometricData {
  der::Oid hash_algorithm;
  ByteView hash;
  std::optional<x509::GeneralName> source;  ///< sourceDataUri, as a URI
  size_t offset = 0;
};
/// Calls `visit` with each, which lives no longer: a megabyte may hold hundreds of thousands, and many lints
/// look at them.
void visit_biometric_data(const x509::Certificate& certificate,
                          const std::function<void(const BiometricData&)>& visit);

/// The first place where something does not follow its ASN.1, and how.
struct Malformation {
  size_t offset;
  std::string what;
};
std::optional<Malformation> malformed_disclosure_statement(const x509::Certificate& certificate);
std::optional<Malformation> malformed_biometric_data(const x509::Certificate& certificate);

}  // namespace certcheck::lint
