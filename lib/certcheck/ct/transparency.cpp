#include "certcheck/ct/transparency.h"

#include "certcheck/base/encoding.h"
#include "certcheck/crypto/digest.h"
#include "certcheck/crypto/key_facts.h"
#include "certcheck/ct/checks.h"
#include "certcheck/ct/detail/entry.h"
#include "certcheck/ct/detail/policies.h"
#include "certcheck/ct/detail/sct_extensions.h"
#include "certcheck/ct/detail/standing.h"
#include "certcheck/der/reader.h"
#include "certcheck/der/writer.h"
#include "certcheck/x509/oids.h"
#include "certcheck/x509/public_key_info.h"
#include "certcheck/x509/sct_list.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace certcheck::ct {
namespace {

using std::chrono::days;

/// Chrome CT Policy, CT Enforcement Timeout: "within the past 70 days (10 weeks)".
constexpr days log_list_age_max{70};

/// The last second that RFC 3339 and X.509 can say.
constexpr Time last_time = date(9999, 12, 31) + days(1) - std::chrono::seconds(1);

std::optional<Time> time_of(const x509::SignedCertificateTimestamp& sct) {
  const uint64_t seconds = sct.timestamp_ms / 1'000;
  if (seconds > static_cast<uint64_t>(last_time.time_since_epoch().count())) return std::nullopt;
  return Time(std::chrono::seconds(static_cast<int64_t>(seconds)));
}

// --- signatures ---

/// TLS's numbers (RFC 5246 7.4.1.4.1) of what RFC 6962 2.1.4 allows.
constexpr uint8_t hash_sha256 = 4, signature_rsa = 1, signature_ecdsa = 3;
constexpr size_t rsa_bits_least = 2'048;

Bytes algorithm_of(uint8_t signature) {
  return signature == signature_ecdsa ? der::sequence({der::oid("1.2.840.10045.4.3.2")})
                                      : der::sequence({der::oid("1.2.840.113549.1.1.11"), der::null()});
}

/// What keeps a log's key from having made the signature; empty if nothing does.
std::string obstacle(const x509::SignedCertificateTimestamp& sct, const x509::SubjectPublicKeyInfo& key) {
  if (sct.hash_algorithm != hash_sha256 ||
      (sct.signature_algorithm != signature_rsa && sct.signature_algorithm != signature_ecdsa))
    return "it is signed with neither ECDSA nor RSA with SHA-256";
  const crypto::KeyFacts facts = crypto::key_facts(key);
  const bool is_ecdsa = sct.signature_algorithm == signature_ecdsa;
  if (facts.kind != (is_ecdsa ? crypto::KeyKind::ec : crypto::KeyKind::rsa))
    return std::string("it is signed with ") + (is_ecdsa ? "ECDSA" : "RSA") + ", and the log's key is " +
           facts.name;
  if (is_ecdsa ? facts.curve != "P-256" : facts.bits < rsa_bits_least)
    return "the log's key is " + facts.name + ", neither P-256 nor RSA with 2048 bits or more";
  return {};
}

/// Why the signature is not the log's; empty if it is.
std::string signature_fault(const x509::SignedCertificateTimestamp& sct, const Log& log, ByteView message,
                            crypto::Verifier& verifier) {
  const auto key = x509::parse_public_key_info(log.key);
  if (!key) return "the log's key is unusable";
  if (std::string why = obstacle(sct, *key); !why.empty()) return why;
  const Bytes algorithm_bytes = algorithm_of(sct.signature_algorithm);
  Findings ignored;
  der::FaultSink sink(ignored);
  der::Reader algorithm_reader(algorithm_bytes, sink, "algorithm");
  const auto algorithm = x509::read_algorithm(algorithm_reader, "algorithm");
  switch (verifier.verify(*key, algorithm, message, {sct.signature, 0})) {
    case crypto::SignatureStatus::valid:
      return {};
    case crypto::SignatureStatus::invalid:
      return "the signature is not the log's over this certificate";
    case crypto::SignatureStatus::algorithm_unsupported:
    case crypto::SignatureStatus::key_mismatch:
    case crypto::SignatureStatus::key_unusable:
      break;
  }
  return "the log's key is unusable";
}

std::string name_of(const Log& log) {
  return log.description.empty() ? "a log of " + log.operated_by : log.description;
}

/// Verifies what a leaf comes with on one path.
class Verification {
 public:
  Verification(const x509::Certificate& leaf, const x509::Certificate* issuer, const Options& options,
               crypto::Verifier& verifier, Findings& findings)
      : leaf_(leaf), options_(options), verifier_(verifier), findings_(findings) {
    // Without a list nothing is verified, and most chains are validated without one.
    if (!options.log_list || issuer == nullptr || issuer->public_key.bytes.empty()) return;
    issuer_key_hash_ = crypto::sha256(issuer->public_key.bytes);
    tbs_ = tbs_without_scts(leaf);
  }

  Timestamp verify(const Presented::Sct& presented, size_t place) {
    const x509::SignedCertificateTimestamp& sct = presented.sct;
    Timestamp timestamp{.source = presented.source, .index = presented.index, .version = sct.version};
    place_ = place;
    if (sct.version != 0) {
      timestamp.reason = "its version is not 1";
      return timestamp;
    }
    timestamp.time = time_of(sct);
    Sha256& id = timestamp.log_id.emplace();
    std::copy(sct.log_id.begin(), sct.log_id.end(), id.begin());
    const SctExtensions extensions = read_sct_extensions(sct.extensions);
    timestamp.leaf_index = extensions.leaf_index;
    if (!options_.log_list) {
      timestamp.reason = "no log list was given";
      return timestamp;
    }
    timestamp.log = options_.log_list->find(id);
    if (timestamp.log == nullptr) {
      timestamp.status = TimestampStatus::log_unknown;
      report(checks::log_unknown, timestamp, "the log list has no log with the id " + base64_encode(id));
      return timestamp;
    }
    check_signature(sct, timestamp);
    if (timestamp.status == TimestampStatus::valid) check_content(extensions, timestamp);
    return timestamp;
  }

 private:
  Finding& report(const Check& check, const Timestamp& timestamp, std::string message) {
    findings_.push_back({.check = &check,
                         .subject = {Subject::Kind::sct, place_},
                         .message = std::move(message),
                         .evidence = {{"source", std::string(to_string(timestamp.source))},
                                      {"log_id", base64_encode(*timestamp.log_id)}}});
    if (timestamp.log != nullptr) findings_.back().evidence.emplace_back("log", name_of(*timestamp.log));
    return findings_.back();
  }

  void check_signature(const x509::SignedCertificateTimestamp& sct, Timestamp& timestamp) {
    std::string fault;
    if (timestamp.source != Source::certificate) {
      fault = signature_fault(sct, *timestamp.log, signed_over_certificate(sct, leaf_.der), verifier_);
    } else if (!issuer_key_hash_ || !tbs_) {
      timestamp.reason = issuer_key_hash_ ? "the certificate has not exactly one list of SCTs"
                                          : "the certificate of the issuer is not available";
      report(checks::not_verifiable, timestamp, "the SCT cannot be verified: " + timestamp.reason);
      return;
    } else {
      fault = signature_fault(sct, *timestamp.log, signed_over_precertificate(sct, *issuer_key_hash_, *tbs_),
                              verifier_);
    }
    if (fault.empty()) {
      timestamp.status = TimestampStatus::valid;
    } else {
      timestamp.status = TimestampStatus::invalid;
      report(checks::signature_invalid, timestamp, "the SCT of " + name_of(*timestamp.log) + ": " + fault);
      timestamp.reason = std::move(fault);
    }
  }

  void check_content(const SctExtensions& extensions, Timestamp& timestamp) {
    const Log& log = *timestamp.log;
    if (!timestamp.time || *timestamp.time > options_.time) {
      timestamp.status = TimestampStatus::in_future;
      report(checks::timestamp_in_future, timestamp,
             "the SCT of " + name_of(log) + " is from " +
                 (timestamp.time ? format_rfc3339(*timestamp.time) : "after the year 9999") +
                 ", later than " + format_rfc3339(options_.time));
    }
    if (!extensions.fault.empty())
      report(checks::extensions_malformed, timestamp,
             "in the SCT of " + name_of(log) + " " + extensions.fault);
    else if (log.kind == LogKind::static_ct && !extensions.leaf_index)
      report(checks::leaf_index_missing, timestamp,
             "the SCT of " + name_of(log) + ", a log with the static API, has no leaf_index");
    const auto& interval = log.temporal_interval;
    const auto& end = leaf_.not_after.time;
    if (interval && end && (*end < interval->start || *end >= interval->end))
      report(checks::outside_temporal_interval, timestamp,
             "the certificate expires at " + format_rfc3339(*end) + "; " + name_of(log) +
                 " accepts certificates that expire from " + format_rfc3339(interval->start) +
                 " until before " + format_rfc3339(interval->end));
  }

  const x509::Certificate& leaf_;
  const Options& options_;
  crypto::Verifier& verifier_;
  Findings& findings_;
  std::optional<Sha256> issuer_key_hash_;
  std::optional<Bytes> tbs_;
  size_t place_ = 0;
};

// "In order to contribute to a certificate's CT Compliance, an SCT must have been issued before the log's
// Retired timestamp, if one exists. Chrome uses the earliest SCT among all SCTs presented".
void decide_what_counts(std::vector<Timestamp>& timestamps, Time time, Findings& findings) {
  std::optional<Time> earliest;
  for (const Timestamp& sct : timestamps)
    if (sct.status == TimestampStatus::valid && (!earliest || *sct.time < *earliest)) earliest = sct.time;
  for (size_t i = 0; i < timestamps.size(); ++i) {
    Timestamp& sct = timestamps[i];
    if (sct.status != TimestampStatus::valid) continue;
    const Log& log = *sct.log;
    const Standing standing = standing_of(log, time);
    sct.counts = standing == Standing::current ||
                 (standing == Standing::formerly && log.state_since && *earliest < *log.state_since);
    if (sct.counts) continue;
    const std::string state = log.state ? std::string(to_string(*log.state)) : "accepted by nobody";
    findings.push_back({.check = &checks::log_not_accepted,
                        .subject = {Subject::Kind::sct, i},
                        .message = name_of(log) + " is " + state +
                                   (log.state_since ? " since " + format_rfc3339(*log.state_since) : "") +
                                   "; its SCT of " + format_rfc3339(*sct.time) + " does not count",
                        .evidence = {{"source", std::string(to_string(sct.source))},
                                     {"log_id", base64_encode(*sct.log_id)},
                                     {"state", state}}});
  }
}

}  // namespace

std::string_view to_string(Source source) {
  switch (source) {
    case Source::certificate:
      return "certificate";
    case Source::tls:
      return "tls";
    case Source::ocsp:
      return "ocsp";
  }
  return {};
}

std::string_view to_string(TimestampStatus status) {
  switch (status) {
    case TimestampStatus::valid:
      return "valid";
    case TimestampStatus::invalid:
      return "invalid";
    case TimestampStatus::in_future:
      return "in_future";
    case TimestampStatus::log_unknown:
      return "log_unknown";
    case TimestampStatus::unverified:
      return "unverified";
  }
  return {};
}

std::string_view to_string(Policy policy) { return policy == Policy::chrome ? "chrome" : "apple"; }

namespace {

/// RFC 6962 3.3: "SerializedSCT sct_list <1..2^16-1>", each "opaque SerializedSCT<1..2^16-1>". Where a length
/// is wrong, clients read nothing of the list (Chrome's DecodeSCTList); an SCT that is itself malformed they
/// skip.
bool lengths_fit(ByteView list) {
  const auto take = [](ByteView& from) {
    ByteView taken;
    if (from.size() < 2) return taken;
    const auto size = static_cast<size_t>(from[0] << 8 | from[1]);
    if (size > from.size() - 2) return taken;
    taken = from.subspan(2, size);
    from = from.subspan(2 + size);
    return taken;
  };
  ByteView scts = take(list);
  if (scts.empty() || !list.empty()) return false;
  while (!scts.empty())
    if (take(scts).empty()) return false;
  return true;
}

/// The same of the OCTET STRING that extensions have around the list.
bool lengths_fit(const x509::Extension* extension) {
  if (extension == nullptr) return false;
  Findings ignored;  // the parser's to report
  der::FaultSink sink(ignored);
  der::Reader value(extension->value, sink, {}, extension->value_offset);
  const auto list = value.octet_string({});
  return list && lengths_fit(*list);
}

}  // namespace

Presented read_timestamps(const Given& given) {
  Presented presented{.leaf = given.leaf};
  const auto add = [&](Source source, const std::vector<x509::SignedCertificateTimestamp>& list) {
    for (size_t i = 0; i < list.size(); ++i)
      if (presented.scts.size() < timestamps_most)
        presented.scts.push_back({source, i, list[i]});
      else
        ++presented.left_out;
  };
  if (given.leaf->signed_certificate_timestamps &&
      lengths_fit(given.leaf->find(x509::oids::signed_certificate_timestamps)))
    add(Source::certificate, *given.leaf->signed_certificate_timestamps);
  const auto read = [&](const Subject& subject, Source source, bool is_read, auto reading) {
    Findings faults;
    der::FaultSink sink(faults);
    if (const auto list = reading(sink); list && is_read) add(source, *list);
    for (Finding& fault : faults) {
      fault.subject = subject;
      presented.findings.push_back(std::move(fault));
    }
  };
  if (!given.tls_list.empty())
    read({Subject::Kind::handshake}, Source::tls, lengths_fit(given.tls_list), [&](der::FaultSink& sink) {
      const der::Reader place(given.tls_list, sink, "signed_certificate_timestamp");
      return x509::read_tls_sct_list(place, given.tls_list, 0);
    });
  for (const Given::Staple& staple : given.staples)
    for (const x509::SingleResponse& single : staple.response->responses) {
      if (!same_bytes(single.serial, given.leaf->serial)) continue;
      const x509::Extension* const extension =
          x509::find_extension(single.extensions, x509::oids::ocsp_signed_certificate_timestamps);
      if (extension != nullptr)
        read({Subject::Kind::ocsp, staple.index}, Source::ocsp, lengths_fit(extension),
             [&](der::FaultSink& sink) {
               return x509::read_sct_list(
                   der::Reader(extension->value, sink, "singleExtensions", extension->value_offset));
             });
    }
  return presented;
}

Transparency verify(const Presented& presented, const x509::Certificate* issuer, const Options& options,
                    crypto::Verifier& verifier, Findings& findings) {
  Transparency result{.log_list = options.log_list, .timestamps = {}, .left_out = presented.left_out};
  Verification verification(*presented.leaf, issuer, options, verifier, findings);
  for (size_t i = 0; i < presented.scts.size(); ++i)
    result.timestamps.push_back(verification.verify(presented.scts[i], i));
  if (!options.log_list) return result;
  if (result.left_out != 0)
    findings.push_back({.check = &checks::timestamps_left_out,
                        .subject = {Subject::Kind::certificate, 0},
                        .message = std::to_string(result.left_out) + " SCTs after the first " +
                                   std::to_string(result.timestamps.size()) + " were not verified"});
  decide_what_counts(result.timestamps, options.time, findings);
  const auto& made = options.log_list->timestamp;
  const bool is_outdated = made && options.time - *made > log_list_age_max;
  if (is_outdated)
    findings.push_back({.check = &checks::log_list_outdated,
                        .subject = {Subject::Kind::input},
                        .message = "the log list is of " + format_rfc3339(*made) +
                                   ", more than 70 days before " + format_rfc3339(options.time) +
                                   ": logs that have been added since are missing",
                        .evidence = {{"log_list_timestamp", format_rfc3339(*made)}}});
  if (!options.check_policies) return result;
  if (!is_outdated) {
    result.policies = check_policies(*presented.leaf, result.timestamps, options.time, findings);
  } else {
    for (const Policy policy : {Policy::chrome, Policy::apple})
      result.policies.push_back(
          {.policy = policy, .compliant = {}, .reason = "the log list is more than 70 days old"});
  }
  return result;
}

std::optional<Time> first_logged(const Transparency& transparency, Time time) {
  std::optional<Time> first;
  for (const Timestamp& sct : transparency.timestamps)
    if (sct.status == TimestampStatus::valid && standing_of(*sct.log, time) == Standing::current &&
        (!first || *sct.time < *first))
      first = sct.time;
  return first;
}

}  // namespace certcheck::ct
