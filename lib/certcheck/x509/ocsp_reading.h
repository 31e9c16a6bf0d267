#pragma once

#include "certcheck/der/reader.h"
#include "certcheck/x509/ocsp.h"

#include <cstdint>
#include <string_view>
#include <vector>

/// What OCSP requests and responses share (RFC 6960 4.1.1, 4.2.1).
namespace certcheck::x509 {

/// A CertID, the field `name`; false if any part of it could not be read.
bool read_certificate_id(der::Reader& fields, std::string_view name, CertificateId& id);

/// Version ::= INTEGER { v1(0) } DEFAULT v1, in [0], as people say it; 0 if it is no number of one octet.
int read_ocsp_version(der::Reader& fields);

/// Extensions in [number] EXPLICIT, the field `name`; none if the field is absent. Their values are read when
/// the rest has been, so that one that is cut off leaves the whole as it is.
std::vector<Extension> read_explicit_extensions(der::Reader& fields, uint8_t number, std::string_view name);

/// certs [0] EXPLICIT SEQUENCE OF Certificate OPTIONAL.
IncludedCertificates read_included_certificates(der::Reader& fields);

}  // namespace certcheck::x509
