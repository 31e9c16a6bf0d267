// Keys, algorithms and signatures of any shape: total, repeatable, and in agreement with what is said of
// their encoding. The input is a SubjectPublicKeyInfo, behind it an AlgorithmIdentifier, and the rest is the
// signature.

#include "certcheck/crypto/key_facts.h"
#include "certcheck/crypto/signature_facts.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/der/reader.h"
#include "certcheck/x509/algorithm.h"

#include "tests/fuzz/property.h"

#include <cstdint>

using namespace certcheck;
using namespace certcheck::crypto;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Findings faults;
  der::FaultSink sink(faults);
  der::Reader reader({data, size}, sink, "input");
  const auto key = x509::read_public_key_info(reader, "key");
  const auto algorithm = x509::read_algorithm(reader, "algorithm");
  const der::BitString signature{reader.rest(), 0};
  constexpr std::string_view message = "message";

  const KeyFacts facts = key_facts(key);
  const SignatureFacts signed_by = signature_facts(algorithm);
  require(!facts.well_formed || facts.kind != KeyKind::unknown, "only known keys are well-formed");
  require(!signed_by.well_formed || signed_by.usable, "what is well-formed is usable");
  require(!signed_by.usable || signed_by.known, "what is usable is known");
  require(facts.modulus.size() * 8 >= facts.bits || facts.modulus.empty(), "the size is that of the modulus");
  require(!facts.explicit_curve || !facts.well_formed, "explicit curves are never well-formed");

  static Verifier verifier({.keys = 64, .edges = 64});
  const auto verify = [&](Verifier& by) { return by.verify(key, algorithm, as_bytes(message), signature); };
  const SignatureStatus status = verify(verifier);
  require(verify(verifier) == status, "a remembered key verifies as before");
  Verifier fresh({.keys = 0, .edges = 0});
  require(verify(fresh) == status, "a fresh verifier verifies alike");
  if (!signed_by.usable)
    require(status == SignatureStatus::algorithm_unsupported, "nothing doubtful is verified");
  if (status == SignatureStatus::valid || status == SignatureStatus::invalid) {
    require(facts.well_formed || facts.kind == KeyKind::ec || facts.kind == KeyKind::rsa ||
                facts.kind == KeyKind::rsa_pss,
            "other malformed keys are unusable");
    require(facts.kind == signed_by.key_kind || facts.kind == KeyKind::rsa_pss, "kinds fit");
  }
  return 0;
}
