#pragma once

#include "certcheck/der/oid.h"
#include "certcheck/der/reader.h"
#include "certcheck/lint/support/elements.h"
#include "certcheck/x509/certificate.h"
#include "certcheck/x509/oids.h"

#include <cstddef>

namespace certcheck::lint {

/// One value of an attribute of subjectDirectoryAttributes. Views the certificate.
struct DirectoryAttribute {
  der::Oid type;
  der::Element value;
};

/// Calls `visit` with each value of the extension's attributes (RFC 5280 4.2.1.8; A.1: Attribute ::= SEQUENCE
/// { type, values SET OF ANY }). What cannot be read is the parser's to report.
template <typename Visit>
void visit_directory_attributes(const x509::Certificate& certificate, Visit visit) {
  visit_elements(certificate, x509::oids::subject_directory_attributes,
                 [&visit](der::Reader fields, size_t /*offset*/) {
                   const auto type = fields.oid({});
                   if (!type) return;
                   auto values = fields.set({});
                   while (values && !values->at_end())
                     if (const auto each = values->next()) visit(DirectoryAttribute{*type, *each});
                 });
}

}  // namespace certcheck::lint
