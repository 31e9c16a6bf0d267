#pragma once

#include "certcheck/base/finding.h"
#include "certcheck/base/target.h"
#include "certcheck/base/time.h"
#include "certcheck/ct/transparency.h"
#include "certcheck/dane/dane.h"
#include "certcheck/dns/caa.h"
#include "certcheck/engine/want.h"
#include "certcheck/names/reference_name.h"
#include "certcheck/path/result.h"
#include "certcheck/revocation/revocation.h"
#include "certcheck/tls/handshake_record.h"
#include "certcheck/tls/protocol_support.h"
#include "certcheck/x509/certificate.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace certcheck::crypto {
enum class KeyKind : uint8_t;
}

namespace certcheck::engine {

/// trusted: a path counts, and the server (where there was one) proved that it holds the key. untrusted: no
/// path counts, or the server holds another key. unchecked: the server proved nothing.
enum class Verdict : uint8_t { trusted, untrusted, unchecked };

std::string_view to_string(Verdict verdict);

/// A name that the leaf had to match.
struct HostNameMatch {
  std::string name;
  bool matched = false;
  std::string by;  ///< the presented identifier; empty if none matched
  names::ReferenceName::Kind kind = names::ReferenceName::Kind::dns;
};

/// Whether one trust store's clients would trust the chain.
struct StoreVerdict {
  std::string store;
  bool trusted = false;
};

/// When the best path first stops being valid (its own dates only), and why.
struct Expiry {
  std::optional<Time> leaf;  ///< the leaf's notAfter
  std::optional<Time> path;  ///< the earliest notAfter on the best path
  std::optional<Subject> limited_by;
  std::optional<int64_t> days_left;  ///< from the validation time to `path`, rounded down
};

/// An issuer that nobody supplied.
struct MissingIssuer {
  std::string name;                     ///< RFC 4514
  std::string key_identifier;           ///< hexadecimal from the AKI; empty if there is none
  size_t wanted_by = 0;                 ///< index of the presented certificate
  std::vector<std::string> ca_issuers;  ///< addresses that it names (AIA), for people
  std::string fetched_from = {};        ///< the one of them that it was fetched from; empty if it was not
};

/// What was worked out about a certificate, beyond what its bytes say.
struct CertificateDetails {
  Sha256 sha256{};             ///< of its bytes
  std::string key;             ///< "RSA-2048", "P-256"; the OID if unknown
  size_t key_bits = 0;         ///< RSA modulus, EC field size ...; 0 if it makes no sense
  crypto::KeyKind key_kind{};  ///< crypto/key_facts.h
};

struct ChainReport {
  std::vector<x509::CertificatePtr>
      presented;                  ///< in the order sent or given, leaf first as far as its sender knew
  std::vector<path::Path> paths;  ///< best first
  bool order_ok = true;           ///< each certificate is issued by the next (RFC 8446 4.4.2)
  std::vector<MissingIssuer> missing_intermediates;
  std::vector<size_t> unused;  ///< presented, but not on the best path
  std::vector<StoreVerdict> stores;
  /// Of every certificate presented, on a path or an anchor.
  std::unordered_map<const x509::Certificate*, CertificateDetails> details;

  /// Of one of them; empty for any other.
  const CertificateDetails& details_of(const x509::Certificate& certificate) const& {
    static const CertificateDetails none;
    const auto place = details.find(&certificate);
    return place == details.end() ? none : place->second;
  }
  const CertificateDetails& details_of(const x509::Certificate& certificate) const&& = delete;
};

/// Whether one certificate of the best path is revoked.
struct RevocationStatus {
  Subject subject;
  revocation::Status status = revocation::Status::unknown;
  std::string source;              ///< the evidence; empty if unknown
  std::optional<Time> revoked_at;  ///< as in revocation::CertificateStatus, and so is
  std::string reason = {};
};

/// Why a finding is let pass for a while, as the user says it.
struct Waived {
  std::string until;  ///< the last day, "2027-01-31"
  std::string owner, reason;
  std::string place;  ///< of the waiver, "policy.toml:12"
};

/// One of the certificates that a server shows, and to whom.
struct ShownCertificate {
  std::string asked_for;  ///< as Report::asked_for
  std::string sha256;     ///< of the leaf, hexadecimal
  std::string key;        ///< "RSA-2048"
  std::optional<Time> not_after;
  Verdict verdict = Verdict::unchecked;
};

/// Everything found about one chain: the value the library's facade returns. Plain data.
struct Report {
  std::optional<Target> target;  ///< what was asked for, where it was a server
  Time validation_time{};
  Profile profile = Profile::webpki;
  bool strict = false;
  Verdict verdict = Verdict::unchecked;
  /// Every problem once. Subjects of certificates carry the index in chain.presented (none for an anchor that
  /// was not sent) and the fingerprint.
  Findings findings;
  std::optional<tls::HandshakeRecord> handshake;
  std::optional<tls::ProtocolSupport> protocols;  ///< what else the server accepts, where it was asked
  std::optional<dane::Report> dane;               ///< what TLSA records say, where they were asked for
  std::optional<dns::CaaReport> caa;              ///< which CAs may issue, where that was asked for
  ChainReport chain;
  std::vector<HostNameMatch> names;  ///< in the order asked for; empty when none was, or nothing presented
  Expiry expires;
  std::vector<RevocationStatus> revocation;  ///< also of staples, whatever the mode
  ct::Transparency transparency;             ///< of the leaf, on the best path
  std::vector<Fetched> fetched;              ///< what was asked for beyond what was given, in order
  /// What the offer was restricted to: "RSA", "ECDSA", "EdDSA", "ML-DSA" or "no server name"; empty: to
  /// nothing.
  std::string asked_for;
  /// All that the server showed, where each of its certificates was asked for; the same in the report of
  /// each.
  std::vector<ShownCertificate> all_certificates;
  /// The findings that a waiver covers (engine/waivers.h), by their place among `findings`. Neither they nor
  /// known ones change the verdict; accepted() says whether that is let pass.
  std::map<size_t, Waived> waived;
  /// The findings that an earlier report has, too (report/baseline.h); unset: there was none to compare with.
  std::optional<std::set<size_t>> known;

  /// Of one of `findings`; null if none covers it.
  const Waived* waiver_of(const Finding& finding) const {
    const auto place = waived.find(static_cast<size_t>(&finding - findings.data()));
    return place == waived.end() ? nullptr : &place->second;
  }
  /// Whether one of `findings` is in the earlier report.
  bool is_known(const Finding& finding) const {
    return known && known->contains(static_cast<size_t>(&finding - findings.data()));
  }
};

}  // namespace certcheck::engine
