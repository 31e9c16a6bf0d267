#include "certcheck/lint/weak_digest.h"

#include "certcheck/lint/words.h"

namespace certcheck::lint {

bool is_broken(crypto::Digest digest) {
  return digest == crypto::Digest::md2 || digest == crypto::Digest::md4 || digest == crypto::Digest::md5;
}

Outcome require_strong_digest(const x509::AlgorithmIdentifier& algorithm, const Reporter& report,
                              std::string_view place) {
  const crypto::SignatureFacts facts = crypto::signature_facts(algorithm);
  if (!facts.known) {
    return Outcome::not_applicable;
  }
  return is_broken(facts.digest) || facts.digest == crypto::Digest::sha1
             ? report.fire(place, algorithm.offset, words("the signature is ", facts.name))
             : Outcome::pass;
}

}  // namespace certcheck::lint
