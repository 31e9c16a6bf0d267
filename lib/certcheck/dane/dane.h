#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/finding.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/dns/records.h"
#include "certcheck/names/reference_name.h"
#include "certcheck/path/options.h"
#include "certcheck/path/result.h"
#include "certcheck/x509/certificate.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Whether TLSA records authenticate a server: RFC 6698, RFC 7671, and RFC 7672 for mail. It says nothing of
/// the ordinary verdict, and the ordinary verdict decides only where a record asks for it (usages 0 and 1).
namespace certcheck::dane {

enum class Outcome : uint8_t {
  none,             ///< there are no records
  unknown,          ///< whether there are any: no answer came
  unauthenticated,  ///< nobody vouches for the records, so that no client may use them (RFC 6698 4.1)
  unusable,         ///< none of the records can be used
  unchecked,        ///< the server showed no certificate, or did not prove that it holds its key
  matched,          ///< a record authenticates the server
  mismatched,       ///< none does: clients have to break off
};

std::string_view to_string(Outcome outcome);

/// Certificate usages (RFC 6698 2.1.1; names of RFC 7218).
inline constexpr uint8_t pkix_ta = 0, pkix_ee = 1, dane_ta = 2, dane_ee = 3;

/// "DANE-EE(3) SPKI(1) SHA2-256(1)".
std::string describe(const dns::TlsaRecord& record);

/// One record against what the server presents.
struct Association {
  dns::TlsaRecord record;
  std::string unusable;  ///< why it cannot be used; empty if it can
  /// It is unusable for its usage alone, which asks for the PKI of the web: between mail servers nobody does
  /// (RFC 7672 3.1.3).
  bool unused_for_mail = false;
  /// The certificate that it matches, in the place that its usage is about: fingerprint, and index among
  /// those presented if it is one of these.
  std::optional<Subject> matched;
  bool authenticates = false;  ///< it matches, and everything else that its usage asks for holds
  std::string refused;         ///< of a record that matches: what does not hold
};

struct Report {
  Outcome outcome = Outcome::none;
  std::string name;                ///< of the records, "_443._tcp.www.example.com"
  std::string base_domain;         ///< of that: the host, or what it is an alias for
  bool authenticated = false;      ///< the resolver says that DNSSEC authenticates the answer
  std::vector<std::string> asked;  ///< names, in order
  std::vector<Association> associations;
  std::optional<size_t> by;  ///< the association that authenticates the server
  std::string problem;       ///< why there is no answer; empty if there is one
  size_t unreadable = 0;     ///< records whose data is too short for one
  /// A record of usage DANE-EE(3) authenticates the server, so that clients ignore names and dates (RFC 7671
  /// 5.1) and all that the ordinary verdict is about.
  bool ignores_pkix = false;
};

/// What is validated. All is borrowed.
struct Question {
  const dns::TlsaLookup& lookup;
  std::span<const x509::CertificatePtr> presented;  ///< leaf first
  std::span<const path::Path> paths;                ///< of ordinary validation, best first
  bool trusted = false;                             ///< the ordinary verdict
  bool proven = false;                              ///< the server proved that it holds the leaf's key
  bool mail_exchanger = false;  ///< SMTP between mail servers, by RFC 7672: usages 0 and 1 are not used
  std::vector<names::ReferenceName>
      names;                     ///< one of which DANE-TA(2) asks the leaf to match (RFC 7671 10.2)
  const path::Options& options;  ///< time and limits
  crypto::Verifier& verifier;
  /// Of a certificate that is presented or on a path, where whoever asks has it already.
  std::function<Sha256(const x509::Certificate&)> fingerprint = {};
};

Report validate(const Question& question);

}  // namespace certcheck::dane
