#pragma once

#include "certcheck/der/oid.h"
#include "certcheck/der/reader.h"
#include "certcheck/x509/certificate.h"
#include "certcheck/x509/oids.h"

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
  const x509::Extension* extension = certificate.find(x509::oids::subject_directory_attributes);
  if (extension == nullptr) return;
  Findings unheeded;
  der::FaultSink sink(unheeded);
  der::Reader value(extension->value, sink, {}, extension->value_offset);
  auto list = value.sequence({});
  while (list && !list->at_end()) {
    const auto element = list->next();
    if (!element || element->tag != der::tag::sequence) continue;
    auto fields = list->enter(*element, {});
    const auto type = fields.oid({});
    if (!type) continue;
    auto values = fields.set({});
    while (values && !values->at_end())
      if (const auto each = values->next()) visit(DirectoryAttribute{*type, *each});
  }
}

}  // namespace certcheck::lint
