#pragma once

#include "certcheck/der/reader.h"
#include "certcheck/x509/certificate.h"

#include <cstddef>

namespace certcheck::lint {

/// Calls `visit(fields, offset)` with what is in each element of an extension that is a SEQUENCE OF SEQUENCE,
/// as a reader, and where the element begins. What cannot be read is skipped: the parser, or the rule on the
/// syntax, reports it.
template <typename Visit>
void visit_elements(const x509::Certificate& certificate, x509::ExtensionId id, Visit visit) {
  const x509::Extension* extension = certificate.find(id);
  if (extension == nullptr) return;
  Findings unheeded;
  der::FaultSink sink(unheeded);
  der::Reader value(extension->value, sink, {}, extension->value_offset);
  auto list = value.sequence({});
  while (list && !list->at_end()) {
    const auto element = list->next();
    if (element && element->tag == der::tag::sequence) visit(list->enter(*element, {}), element->offset);
  }
}

}  // namespace certcheck::lint
