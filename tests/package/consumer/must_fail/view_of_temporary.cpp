// What views a certificate, a name or a text is gone with it, so none is had of a temporary one.
#include "certcheck/base/pem.h"
#include "certcheck/x509/certificate.h"

namespace x509 = certcheck::x509;

std::string text();
x509::Name name();

void use() {
#if FAULT == 0
  const x509::Certificate certificate;
  const std::string& key = certificate.subject_key();
  const x509::Extension* extension = certificate.find(x509::oids::basic_constraints);
  const x509::Name named = name();
  const auto attributes = named.find(x509::oids::common_name);
  const std::string kept = text();
  const auto blocks = certcheck::find_pem_blocks(kept);
#elif FAULT == 1
  const std::string& key = x509::Certificate().subject_key();
#elif FAULT == 2
  const x509::Extension* extension = x509::Certificate().find(x509::oids::basic_constraints);
#elif FAULT == 3
  const auto attributes = name().find(x509::oids::common_name);
#else
  const auto blocks = certcheck::find_pem_blocks(text());
#endif
}
