#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/finding.h"
#include "certcheck/base/time.h"

#include "certserve/page.h"

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
  request_hellos,            ///< TLS 1.2, with HelloRequests during the handshake and after it
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
  std::vector<Bytes> chain;   ///< DER, in the order sent
  std::string key;            ///< of pki/keys
  std::vector<Bytes> roots;   ///< DER
  std::string log_list = {};  ///< the certificate transparency logs that its client should know; may be empty
  Bytes staple = {};          ///< OCSPResponse for the first certificate; none if empty
  std::vector<Page> pages = {};  ///< published by HTTP
};

/// What a presentation depends on.
struct Context {
  std::string_view host;  ///< what the client asks for
  Time time;              ///< at which OCSP responses and CRLs are current, unless they shall not be
  std::string published;  ///< the address below which the pages are, "http://127.0.0.1:8080/crl-revoked"
  std::string refusing;   ///< an address that refuses connections, "http://127.0.0.1:8081"
};

/// Makes a presentation. That of most scenarios depends on the host alone.
class Presenter {
 public:
  constexpr Presenter(Presentation (*by_host)(std::string_view)) : by_host_(by_host) {}
  constexpr Presenter(Presentation (*by_context)(const Context&)) : by_context_(by_context) {}

  Presentation operator()(const Context& context) const {
    return by_host_ != nullptr ? by_host_(context.host) : by_context_(context);
  }
  bool needs_context() const { return by_context_ != nullptr; }

 private:
  Presentation (*by_host_)(std::string_view) = nullptr;
  Presentation (*by_context_)(const Context&) = nullptr;
};

inline constexpr size_t most_expected_findings = 6, most_further_checks = 4;
using ExpectedFindings =
    std::array<ExpectedFinding, most_expected_findings>;  ///< up to the first without an id

/// What certcheck must say when it is given options.
struct FurtherCheck {
  std::string_view options;  ///< as on the command line; empty: there is no such check
  std::string_view verdict;
  ExpectedFindings expected = {};

  std::span<const ExpectedFinding> findings() const;
};

/// One server with one thing wrong, or nothing.
struct Scenario {
  std::string_view name;
  std::string_view cites;  ///< the standard that decides it
  std::string_view description;
  std::string_view host;  ///< what the client should ask for: a DNS name or an IP address
  Behaviour behaviour;
  Presenter present;
  std::string_view verdict;  ///< "trusted", "untrusted" or "unchecked"
  ExpectedFindings expected = {};
  std::array<FurtherCheck, most_further_checks> further = {};  ///< up to the first without options

  std::span<const ExpectedFinding> findings() const;
  std::span<const FurtherCheck> further_checks() const;
};

/// Every scenario: the one source of what certserve serves, what testdata/scenarios holds and what is
/// expected.
std::span<const Scenario> scenarios();

/// nullptr if there is none of that name.
const Scenario* find_scenario(std::string_view name);

}  // namespace certcheck::certserve
