#include "certcheck/revocation/detail/signature_rules.h"

#include "certcheck/crypto/signature_facts.h"
#include "certcheck/path/algorithms.h"
#include "certcheck/revocation/checks.h"

namespace certcheck::revocation {

AlgorithmUse algorithm_use(const x509::AlgorithmIdentifier& algorithm, const path::Options& options) {
  switch (crypto::signature_facts(algorithm).digest) {
    case crypto::Digest::md2:
    case crypto::Digest::md4:
    case crypto::Digest::md5:
      return AlgorithmUse::refused;
    case crypto::Digest::sha1:
      return options.allow_sha1.value_or(true) ? AlgorithmUse::weak : AlgorithmUse::refused;
    default:
      return options.profile == Profile::webpki && !path::fault_in_webpki(algorithm).empty()
                 ? AlgorithmUse::unlisted
                 : AlgorithmUse::sound;
  }
}

std::string describe(AlgorithmUse use, const x509::AlgorithmIdentifier& algorithm) {
  const crypto::SignatureFacts facts = crypto::signature_facts(algorithm);
  const std::string text = "it is signed by " + facts.name;
  switch (use) {
    case AlgorithmUse::sound:
      return text;
    case AlgorithmUse::weak:
      return text + ", whose digest is weak";
    case AlgorithmUse::unlisted:
      return text + ", " + (facts.pss ? "and " : "") + path::fault_in_webpki(algorithm);
    case AlgorithmUse::refused:
      break;
  }
  return text +
         (facts.digest == crypto::Digest::sha1 ? ", and SHA-1 is refused" : ", whose digest is broken");
}

const Check& check_of(AlgorithmUse use) {
  return use == AlgorithmUse::weak ? checks::weak_digest : checks::algorithm_not_allowed;
}

}  // namespace certcheck::revocation
