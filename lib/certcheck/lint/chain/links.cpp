#include "certcheck/lint/chain/links.h"

#include "certcheck/lint/facts.h"

namespace certcheck::lint::chain {

static_assert(Outcome::not_applicable < Outcome::pass && Outcome::pass < Outcome::fired,
              "the outcome of a chain is the greatest of its links");

bool is_issued_by(const CertificateFacts& subject, const CertificateFacts& issuer) {
  return !subject.has(Role::self_signed) && subject.certificate.complete && issuer.certificate.complete &&
         subject.certificate.issuer_key() == issuer.certificate.subject_key();
}

std::string name_of(const CertificateFacts& facts) {
  return facts.certificate.subject.empty() ? "(no subject name)" : facts.certificate.subject.to_string();
}

}  // namespace certcheck::lint::chain
