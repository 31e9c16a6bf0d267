#include "certcheck/revocation/detail/signature_rules.h"

#include "certcheck/crypto/signature_facts.h"

namespace certcheck::revocation {

DigestUse digest_use(const x509::AlgorithmIdentifier& algorithm, const path::Options& options) {
  switch (crypto::signature_facts(algorithm).digest) {
    case crypto::Digest::md2:
    case crypto::Digest::md4:
    case crypto::Digest::md5:
      return DigestUse::refused;
    case crypto::Digest::sha1:
      return options.allow_sha1.value_or(true) ? DigestUse::weak : DigestUse::refused;
    default:
      return DigestUse::sound;
  }
}

std::string describe(DigestUse use, const x509::AlgorithmIdentifier& algorithm) {
  const crypto::SignatureFacts facts = crypto::signature_facts(algorithm);
  const std::string text = "it is signed by " + facts.name;
  if (use == DigestUse::weak) return text + ", whose digest is weak";
  if (use == DigestUse::sound) return text;
  return text +
         (facts.digest == crypto::Digest::sha1 ? ", and SHA-1 is refused" : ", whose digest is broken");
}

}  // namespace certcheck::revocation
