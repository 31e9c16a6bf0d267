#pragma once

#include "tests/support/pki.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// CRLs and OCSP responses about the certificates of pki.h.
namespace certcheck::test {

struct CrlEntry {
  unsigned serial = 0;
  std::optional<uint8_t> reason = {};
  Time since = date(2026, 5, 1);
};

struct CrlSpec {
  std::string issuer;
  unsigned signer = 0;
  Time this_update = date(2026, 5, 25);
  std::optional<Time> next_update = date(2026, 6, 25);
  std::optional<unsigned> number = 1;
  std::vector<CrlEntry> entries = {};
  bool key_identifier = true;
  std::vector<Bytes> extensions = {};   ///< complete, put last
  std::vector<Bytes> raw_entries = {};  ///< complete, after the others
};

Bytes make_der(const CrlSpec& spec);

enum class Answer : uint8_t { good, revoked, unknown };

struct SingleSpec {
  unsigned serial = 1;
  Answer answer = Answer::good;
  std::optional<uint8_t> reason = {};
  Time this_update = date(2026, 5, 30);
  std::optional<Time> next_update = date(2026, 6, 5);
  std::string issuer = {};  ///< of this certificate, instead of that of the response's others
  unsigned issuer_key = 0;  ///< of that issuer
};

struct OcspSpec {
  std::string issuer;  ///< of the certificates asked for
  unsigned issuer_key = 0;
  std::vector<SingleSpec> answers;
  unsigned signer = 0;  ///< by the issuer's name unless a responder is named
  std::string responder = {};
  std::vector<Spec> certificates = {};
  Time produced_at = date(2026, 5, 31);
  bool by_key = false;                 ///< responderID is the SHA-1 of the signer's key
  bool sha256 = false;                 ///< CertIDs are of SHA-256 instead of SHA-1
  std::vector<Bytes> extensions = {};  ///< responseExtensions, complete
};

Bytes make_der(const OcspSpec& spec);
/// An OCSPResponse that says an error and nothing else.
Bytes ocsp_error(uint8_t status);

}  // namespace certcheck::test
