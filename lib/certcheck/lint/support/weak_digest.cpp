#include "certcheck/lint/support/weak_digest.h"

#include "certcheck/lint/facts.h"

#include <fmt/format.h>

namespace certcheck::lint {
namespace {

template <typename IsWeak>
Outcome check_signature_digest(const Signed& signature, const Reporter& report, IsWeak is_weak) {
  // What a client prefers is not a signature: hygiene.ocsp.preferred_digest is about that.
  if (signature.value_place.empty()) return Outcome::not_applicable;
  const crypto::SignatureFacts facts = crypto::signature_facts(signature.algorithm);
  if (!facts.known) return Outcome::not_applicable;
  return is_weak(facts.digest) ? report.fire(signature.algorithm_place, signature.algorithm.offset,
                                             fmt::format("the signature is {}", facts.name))
                               : Outcome::pass;
}

}  // namespace

bool is_broken(crypto::Digest digest) {
  return digest == crypto::Digest::md2 || digest == crypto::Digest::md4 || digest == crypto::Digest::md5;
}

Outcome broken_signature_digest(const Signed& signature, const Reporter& report) {
  return check_signature_digest(signature, report, is_broken);
}

Outcome weak_signature_digest(const Signed& signature, const Reporter& report) {
  return check_signature_digest(signature, report,
                                [](crypto::Digest digest) { return digest == crypto::Digest::sha1; });
}

}  // namespace certcheck::lint
