#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/encoding.h"
#include "certcheck/der/reader.h"
#include "certcheck/x509/algorithm.h"
#include "certcheck/x509/certificate.h"

#include "tests/support/paths.h"
#include "tests/support/read_file.h"

#include <nlohmann/json.hpp>

#include <memory>
#include <string>
#include <vector>

namespace certcheck::test {

/// AlgorithmIdentifier of a well-formed encoding.
inline x509::AlgorithmIdentifier algorithm_of(ByteView der) {
  Findings findings;
  der::FaultSink sink(findings);
  der::Reader reader(der, sink, "algorithm");
  x509::AlgorithmIdentifier algorithm;
  auto sequence = reader.sequence("algorithm");
  if (!sequence) return algorithm;
  algorithm.bytes = der;
  algorithm.oid = sequence->oid("oid").value_or(der::Oid{});
  algorithm.parameters = sequence->rest();
  return algorithm;
}

inline x509::SubjectPublicKeyInfo key_of(ByteView der) {
  Findings findings;
  der::FaultSink sink(findings);
  der::Reader reader(der, sink, "key");
  x509::SubjectPublicKeyInfo key;
  auto sequence = reader.sequence("key");
  if (!sequence) return key;
  key.bytes = der;
  if (const auto element = sequence->take(der::tag::sequence, "algorithm"))
    key.algorithm = algorithm_of(element->bytes);
  key.key = sequence->bit_string("bits").value_or(der::BitString{});
  return key;
}

/// One of testdata/signatures/vectors.json.
struct SignatureVector {
  std::string name, status;
  Bytes key, algorithm, message, signature;
};

inline const std::vector<SignatureVector>& signature_vectors() {
  static const std::vector<SignatureVector> vectors = [] {
    std::vector<SignatureVector> out;
    for (const auto& entry :
         nlohmann::json::parse(read_file(source_dir() / "testdata/signatures/vectors.json"))) {
      const auto bytes = [&](const char* field) {
        return base64_decode(entry.at(field).get<std::string>()).value();
      };
      out.push_back({entry.at("name"), entry.at("status"), bytes("spki"), bytes("algorithm"),
                     bytes("message"), bytes("signature")});
    }
    return out;
  }();
  return vectors;
}

inline const SignatureVector& signature_vector(std::string_view name) {
  for (const auto& vector : signature_vectors())
    if (vector.name == name) return vector;
  throw std::out_of_range(std::string(name));
}

/// What Verifier reads of a certificate, without the rest of it.
struct SignedThing {
  x509::Certificate certificate;

  explicit SignedThing(const SignatureVector& vector) {
    const std::vector<ByteView> parts{vector.message, vector.algorithm, vector.signature};
    for (const ByteView part : parts) certificate.der.insert(certificate.der.end(), part.begin(), part.end());
    const ByteView all(certificate.der);
    certificate.tbs = all.first(vector.message.size());
    certificate.signature_algorithm =
        algorithm_of(all.subspan(vector.message.size(), vector.algorithm.size()));
    certificate.signature = {all.last(vector.signature.size()), 0};
  }
};

}  // namespace certcheck::test
