#pragma once

#include "certcheck/base/result.h"
#include "certcheck/engine/report.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What a user expects beyond trust, and whether a report meets it.
namespace certcheck::engine {

/// How long a certificate has to stay valid: a time, or a part of its own lifetime.
struct Remaining {
  std::chrono::seconds time{};  ///< 0 if it is a part of the lifetime
  unsigned percent = 0;         ///< 1 to 99, or 0 if it is a time
  /// Never less than this, where it is a part of the lifetime.
  std::chrono::seconds least{};
};

/// "21" and "21d" are days, "12h" hours, "10%" a part of the lifetime. The error says what is allowed.
Result<Remaining> parse_remaining(std::string_view text);

/// Of the kind of a key: an algorithm, and perhaps its size.
struct KeyExpectation {
  std::string text;  ///< as the user wrote it, for messages
  std::string
      algorithm;  ///< "rsa", "ec", "ed25519", "ml-dsa" ..., or a name of crypto::KeyFacts in lower case
  size_t bits_least = 0;  ///< 0: any
};

/// "rsa", "rsa:3072" (at least so many bits), "ec", "p-256", "ed25519", "ml-dsa-65" ... in any case.
Result<KeyExpectation> parse_key_expectation(std::string_view text);

/// TLS versions as on the wire.
struct VersionExpectation {
  uint16_t version = 0;
  bool or_later = false;
};

/// "1.3" is this version alone, "1.2+" it or a later one.
Result<VersionExpectation> parse_version_expectation(std::string_view text);

/// "sha256/" or "sha256//" and base64 (RFC 7469 2.4, curl), or 64 hexadecimal digits: of a
/// SubjectPublicKeyInfo.
Result<Sha256> parse_pin(std::string_view text);

/// 64 hexadecimal digits, colons between bytes allowed, "sha256:" before them allowed.
Result<Sha256> parse_fingerprint(std::string_view text);

/// Of each list one entry suffices, but `names`, all of which must be there. Empty or unset: no expectation.
struct Expectations {
  std::optional<Remaining> min_remaining;   ///< less is an error
  std::optional<Remaining> warn_remaining;  ///< less is a warning
  /// Of the leaf: its issuer's commonName or organizationName, or the whole name (RFC 4514). Globs, in any
  /// case.
  std::vector<std::string> issuers;
  std::vector<std::string>
      names;                 ///< SANs of the leaf: DNS names, IP addresses, mailboxes, URIs; as presented
  std::vector<Sha256> pins;  ///< of SubjectPublicKeyInfos, on any place of the best path
  std::vector<Sha256> fingerprints;
  std::vector<KeyExpectation> keys;
  std::vector<VersionExpectation> versions;
  bool public_root = false;
  std::vector<Sha256> roots;  ///< fingerprints of trust anchors' certificates
  bool timestamp = false;     ///< an SCT from the certificate, the handshake or the staple
  bool transparency = false;  ///< the policies of Chrome and Apple are met, whatever the root
  bool staple = false;        ///< a usable one, of status good
  /// How the certificate's CA calls itself in CAA records, in lower case: one of these has to be allowed.
  std::vector<std::string> caa_issuers;
  std::optional<Severity> fail_on;  ///< no finding of this severity or worse
};

/// A tenth of the lifetime, at least a day: what certcheck warns of unasked.
Remaining usual_warning();

/// Findings about what the report does not meet. Nothing is expected of what could not be seen: a server that
/// did not answer is unchecked, which is reported already.
Findings unmet(const Report& report, const Expectations& expectations);

/// True if a finding says that an expectation is not met, those included that DANE and CAA are asked for by.
bool is_unmet_expectation(const Finding& finding);

}  // namespace certcheck::engine
