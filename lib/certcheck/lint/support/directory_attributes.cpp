#include "certcheck/lint/support/directory_attributes.h"

#include "certcheck/x509/oids.h"

namespace certcheck::lint {

void visit_directory_attributes(const x509::Certificate& certificate,
                                const std::function<void(const DirectoryAttribute&)>& visit) {
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
      if (const auto each = values->next()) visit({*type, *each});
  }
}

}  // namespace certcheck::lint
