#pragma once

#include "certcheck/base/target.h"
#include "certcheck/base/time.h"
#include "certcheck/engine/report.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certcheck::store {

/// What is kept of a certificate. Of its key, the SHA-256 is that of the SubjectPublicKeyInfo, as pins are.
struct CertificateRecord {
  std::string sha256, subject, issuer, serial;
  std::vector<std::string> names;  ///< of its SAN: "DNS:example.com"
  std::optional<Time> not_before, not_after;
  std::string key, key_sha256;  ///< "P-256"
  std::string pem;
};

struct FindingRecord {
  std::string id, severity;
  std::string subject;      ///< "certificate 0"
  std::string certificate;  ///< SHA-256 of the one that it is about; empty if it is about none
  std::string message;
};

/// One result as it is kept: text that PostgreSQL takes (UTF-8 without zero bytes), whatever was received.
struct Record {
  Time checked_at{};
  std::string input;    ///< the target as it was given
  std::string target;   ///< target_name()
  std::string part;     ///< which of several results of the target at one time; empty: the only one
  std::string address;  ///< that was connected to; empty if none was
  std::string verdict;
  std::optional<Time> expires;               ///< of the best path
  std::string limited_by;                    ///< SHA-256 of the certificate by which; empty if unknown
  std::vector<std::string> presented, path;  ///< SHA-256 of `certificates`, leaf first
  std::vector<CertificateRecord> certificates;
  std::vector<FindingRecord> findings;
};

/// What all spellings of a target are kept under: "example.com:443", "[2001:db8::1]:8443",
/// "smtp://mail.example.com:25".
std::string target_name(const Target& target);

/// `input` is the target as it was given, without credentials; `part` as in Record.
Record record_of(const engine::Report& report, Time checked_at, std::string_view input,
                 std::string_view part);

}  // namespace certcheck::store
