#include "certcheck/lint/weak_digest.h"

#include "certcheck/crypto/algorithms.h"
#include "certcheck/lint/words.h"

namespace certcheck::lint {

Outcome require_strong_digest(const x509::AlgorithmIdentifier& algorithm, const Reporter& report,
                              std::string_view place) {
  const crypto::SignatureFacts facts = crypto::signature_facts(algorithm);
  if (!facts.known) {
    return Outcome::not_applicable;
  }
  switch (facts.digest) {
    case crypto::Digest::md2:
    case crypto::Digest::md4:
    case crypto::Digest::md5:
    case crypto::Digest::sha1:
      return report.fire(place, algorithm.offset, words("the signature is ", facts.name));
    default:
      return Outcome::pass;
  }
}

}  // namespace certcheck::lint
