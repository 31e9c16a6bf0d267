#pragma once

#include "certcheck/base/bytes.h"
#include "certcheck/base/finding.h"
#include "certcheck/base/time.h"
#include "certcheck/crypto/verifier.h"
#include "certcheck/ct/log_list.h"
#include "certcheck/x509/certificate.h"
#include "certcheck/x509/extensions.h"
#include "certcheck/x509/ocsp.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Whether a certificate was logged, by its signed certificate timestamps (RFC 6962 3.3), and whether what it
/// comes with suffices for Chrome and Apple. Nothing is fetched: logs are known by the list that the caller
/// has, and inclusion in a log is not proven.
namespace certcheck::ct {

/// How an SCT came (RFC 6962 3.3): in the certificate, in the TLS extension signed_certificate_timestamp, in
/// a stapled OCSP response.
enum class Source : uint8_t { certificate, tls, ocsp };

std::string_view to_string(Source source);

enum class TimestampStatus : uint8_t {
  valid,        ///< signed by its log over this certificate
  invalid,      ///< not signed so
  in_future,    ///< signed so, for a time later than the time of validation
  log_unknown,  ///< the list does not have the log
  unverified,   ///< it was not verified; `reason` says why
};

/// "valid", "invalid", "in_future", "log_unknown", "unverified"
std::string_view to_string(TimestampStatus status);

/// One SCT.
struct Timestamp {
  Source source = Source::certificate;
  size_t index = 0;                    ///< in the list that it came in, counting those that can be read
  uint8_t version = 0;                 ///< as encoded: 0 is v1
  std::optional<Sha256> log_id;        ///< unset if the version is unknown
  std::optional<Time> time;            ///< when it was issued, rounded down; unset after the year 9999
  std::optional<uint64_t> leaf_index;  ///< of the entry in a log with the static API
  TimestampStatus status = TimestampStatus::unverified;
  std::string reason;        ///< of `invalid` and `unverified`
  const Log* log = nullptr;  ///< of Transparency::log_list; null if it is not known
  bool counts = false;       ///< it is valid and its log is or was accepted: policies count it
};

enum class Policy : uint8_t { chrome, apple };

std::string_view to_string(Policy policy);

struct PolicyResult {
  Policy policy = Policy::chrome;
  std::optional<bool> compliant;  ///< unset: not validated; `reason` says why
  std::string reason;
  size_t required = 0;   ///< logs that must have given an SCT
  size_t counted = 0;    ///< logs whose SCTs count
  size_t operators = 0;  ///< of those logs
};

struct Transparency {
  std::shared_ptr<const LogList> log_list;  ///< null if none was given
  std::vector<Timestamp> timestamps;        ///< of the certificate, then of TLS, then of OCSP responses
  size_t left_out = 0;                      ///< SCTs beyond `timestamps_most`
  std::vector<PolicyResult> policies;       ///< empty if the certificate is not held to any
};

/// Where SCTs are looked for. The leaf, the list and the responses must outlive what is read of them.
struct Given {
  const x509::Certificate* leaf = nullptr;  ///< never null
  ByteView tls_list;                        ///< content of the TLS extension for the leaf; empty: none
  struct Staple {
    size_t index = 0;  ///< for subjects of findings
    const x509::OcspResponse* response = nullptr;
  };
  std::vector<Staple> staples;  ///< the responses stapled to the leaf
};

/// SCTs that are verified. Policies ask for three of different logs; Chrome's list of 2026-09 has 48 logs,
/// and each counts once.
inline constexpr size_t timestamps_most = 64;

/// What was found there. Views what it was read from.
struct Presented {
  struct Sct {
    Source source;
    size_t index;
    x509::SignedCertificateTimestamp sct;
  };
  const x509::Certificate* leaf = nullptr;
  std::vector<Sct> scts;
  size_t left_out = 0;
  Findings findings;  ///< about the lists of TLS and OCSP; those of the certificate's are among its own
};

Presented read_timestamps(const Given& given);

struct Options {
  std::shared_ptr<const LogList> log_list;  ///< null: nothing is verified
  Time time{};                              ///< the time of validation
  bool check_policies = false;              ///< whether the certificate is held to browsers' policies
};

/// Verifies the timestamps. `issuer` is the certificate above the leaf on its path; null if there is none,
/// and then embedded ones cannot be verified. Findings have subjects of the kind sct, with the index in
/// Transparency::timestamps, and certificate 0.
Transparency verify(const Presented& presented, const x509::Certificate* issuer, const Options& options,
                    crypto::Verifier& verifier, Findings& findings);

/// The earliest time for which a log that is qualified, usable or read-only at `time` has signed that it
/// knows the certificate; unset if none has. As Chrome does where it distrusts a root by the time of SCTs,
/// those of retired logs are left out: nobody watches any more what their keys sign.
std::optional<Time> first_logged(const Transparency& transparency, Time time);

}  // namespace certcheck::ct
