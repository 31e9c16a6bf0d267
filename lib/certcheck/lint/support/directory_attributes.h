#pragma once

#include "certcheck/der/oid.h"
#include "certcheck/der/reader.h"
#include "certcheck/x509/certificate.h"

#include <functional>

namespace certcheck::lint {

/// One value of an attribute of subjectDirectoryAttributes. Views the certificate.
struct DirectoryAttribute {
  der::Oid type;
  der::Element value;
};

/// Calls `visit` with each value of the extension's attributes (RFC 5280 4.2.1.8; A.1: Attribute ::= SEQUENCE
/// { type, values SET OF ANY }). What cannot be read is the parser's to report.
void visit_directory_attributes(const x509::Certificate& certificate,
                                const std::function<void(const DirectoryAttribute&)>& visit);

}  // namespace certcheck::lint
