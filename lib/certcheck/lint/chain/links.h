#pragma once

#include "certcheck/lint/lint.h"

#include <algorithm>
#include <cstddef>
#include <string>

namespace certcheck::lint::chain {

/// A certificate of a chain and the next one, which issued it.
struct Link {
  size_t index;  ///< of the former
  const CertificateFacts& subject;
  const CertificateFacts& issuer;
};

/// True if the certificate names the other as its issuer (RFC 5280 7.1). Nothing is above one that is
/// self-signed. Signatures are not checked: whether one holds is reported elsewhere.
bool is_issued_by(const CertificateFacts& subject, const CertificateFacts& issuer);

/// Checks every link of a chain. Certificates that do not follow each other are no link.
template <typename Rule>
Outcome check_links(Chain chain, Rule rule) {
  Outcome outcome = Outcome::not_applicable;
  for (size_t i = 0; i + 1 < chain.size(); ++i)
    if (is_issued_by(*chain[i], *chain[i + 1]))
      outcome = std::max(outcome, rule(Link{i, *chain[i], *chain[i + 1]}));
  return outcome;
}

/// A certificate's subject for people.
std::string name_of(const CertificateFacts& facts);

}  // namespace certcheck::lint::chain
