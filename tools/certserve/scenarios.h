#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/finding.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace certcheck::certserve {

/// How the server of a scenario speaks.
enum class Behaviour : uint8_t {
  tls,                       ///< TLS 1.2 and 1.3, the real thing
  tls12_only,                ///< TLS 1.2 alone
  tls13_only,                ///< TLS 1.3 alone
  static_rsa,                ///< TLS 1.2, the pre-master secret encrypted to the certificate's key
  client_certificate,        ///< TLS 1.2 and 1.3, refuses clients without a certificate from the test PKI
  client_certificate_tls12,  ///< the same in TLS 1.2 alone
  handmade,                  ///< TLS 1.2 and 1.3 with a certificate that no TLS library would serve
  handmade_tls12,            ///< TLS 1.2 alone with such a certificate or key
  request_hellos,            ///< TLS 1.2, with HelloRequests amid the handshake and behind it
  leave_without_a_word,      ///< TLS 1.2, closes after the client's Finished
  compress_certificate,      ///< TLS 1.3, RFC 8879
  certificate_bomb,          ///< TLS 1.3, a compressed certificate that claims 16 MiB
  hidden_certificate_bomb,   ///< TLS 1.3, one that claims little and becomes as much
  tls11_only,                ///< TLS 1.1, whatever the client offers
  tls10_only,                ///< TLS 1.0, whatever the client offers, and static RSA
  ssl3_only,                 ///< SSL 3.0, whatever the client offers, up to ServerHelloDone
  ssl3_refusal,              ///< refuses every hello in a record of SSL 3.0
  large_hello_reset,         ///< resets the connection over a hello of more than 1,024 bytes
  large_hello_silence,       ///< never answers one
  silent,                    ///< accepts, reads and never answers
  plain_http,                ///< answers a TLS ClientHello in plain HTTP
};

/// Whether clients are asked for a certificate.
constexpr bool asks_for_certificate(Behaviour behaviour) {
  return behaviour == Behaviour::client_certificate || behaviour == Behaviour::client_certificate_tls12;
}

/// A finding that certcheck must report: its id and what it is about.
struct ExpectedFinding {
  std::string_view id;
  Subject::Kind kind = Subject::Kind::none;
  std::optional<size_t> index = {};  ///< in the presented chain
};

/// What a server presents, and what its client should trust.
struct Presentation {
  std::vector<Bytes> chain;  ///< DER, in the order sent
  std::string key;           ///< of pki/keys
  std::vector<Bytes> roots;  ///< DER
};

inline constexpr size_t most_expected_findings = 6;

/// One server with one thing wrong, or nothing.
struct Scenario {
  std::string_view name;
  std::string_view cites;  ///< the standard that decides it
  std::string_view description;
  std::string_view host;  ///< what the client should ask for: a DNS name or an IP address
  Behaviour behaviour;
  Presentation (*present)(std::string_view host);
  std::string_view verdict;  ///< "trusted", "untrusted" or "unchecked"
  std::array<ExpectedFinding, most_expected_findings> expected = {};  ///< up to the first without an id

  std::span<const ExpectedFinding> findings() const;
};

/// Every scenario: the one source of what certserve serves, what testdata/scenarios holds and what is
/// expected.
std::span<const Scenario> scenarios();

/// nullptr if there is none of that name.
const Scenario* find_scenario(std::string_view name);

}  // namespace certcheck::certserve
