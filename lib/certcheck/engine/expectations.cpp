#include "certcheck/engine/expectations.h"

#include "certcheck/base/ascii.h"
#include "certcheck/base/encoding.h"
#include "certcheck/base/ip_address.h"
#include "certcheck/crypto/digest.h"
#include "certcheck/crypto/key_facts.h"
#include "certcheck/dane/findings.h"
#include "certcheck/dns/caa.h"
#include "certcheck/engine/detail/expectation_checks.h"
#include "certcheck/lint/selection.h"
#include "certcheck/names/reference_name.h"
#include "certcheck/tls/code_points.h"
#include "certcheck/tls/names.h"
#include "certcheck/x509/oids.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <utility>

namespace certcheck::engine {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;

constexpr unsigned days_most = 36'500;  ///< a hundred years; what asks for more is a slip

/// The whole text as a number, nullopt otherwise.
std::optional<unsigned> read_number(std::string_view text) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<Sha256> to_sha256(const std::optional<Bytes>& bytes) {
  Sha256 digest{};
  if (!bytes || bytes->size() != digest.size()) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), digest.begin());
  return digest;
}

std::string in_quotes(std::string_view text) { return "\"" + std::string(text) + "\""; }

// --- how long ---

std::string to_text(seconds time) {
  const auto count = [](int64_t number, const char* unit) {
    return std::to_string(number) + " " + unit + (number == 1 ? "" : "s");
  };
  if (time >= days(2)) return count(std::chrono::floor<days>(time).count(), "day");
  if (time >= hours(2)) return count(std::chrono::floor<hours>(time).count(), "hour");
  return count(std::chrono::floor<std::chrono::minutes>(time).count(), "minute");
}

/// What of a chain ends first, and when.
struct End {
  const x509::Certificate* certificate;
  Subject subject;
  Time time;
};

std::optional<End> end_of(const Report& report) {
  const auto& presented = report.chain.presented;
  if (!report.chain.paths.empty()) {
    const path::Path& best = report.chain.paths.front();
    if (best.expires && best.limited_by && *best.limited_by < best.certificates.size())
      return End{best.certificates[*best.limited_by].get(),
                 report.expires.limited_by.value_or(Subject{Subject::Kind::certificate}), *best.expires};
  }
  if (presented.front()->not_after.time)
    return End{presented.front().get(), Subject{Subject::Kind::certificate, 0},
               *presented.front()->not_after.time};
  return std::nullopt;
}

seconds asked_for(const Remaining& remaining, const x509::Certificate& certificate) {
  if (remaining.percent == 0) return remaining.time;
  if (!certificate.not_before.time || !certificate.not_after.time) return remaining.least;
  const seconds lifetime = *certificate.not_after.time - *certificate.not_before.time;
  return std::max(remaining.least, lifetime / 100 * remaining.percent);
}

/// The part of the lifetime that was asked for, or the time that decides because it is longer than that.
std::string words_for(const Remaining& remaining, seconds asked) {
  if (remaining.percent == 0 || asked == remaining.least) return to_text(asked);
  return std::to_string(remaining.percent) + " % of its lifetime";
}

Finding too_little_time(const Check& check, const End& end, seconds left, const Remaining& remaining) {
  const std::string who = in_quotes(end.certificate->subject.to_string());
  const std::string asked = words_for(remaining, asked_for(remaining, *end.certificate));
  return {.check = &check,
          .subject = end.subject,
          .node_path = "tbsCertificate.validity.notAfter",
          .message = left < seconds(0)
                         ? who + " expired " + to_text(-left) + " ago; " + asked + " were to be left"
                         : who + " expires in " + to_text(left) + ", less than " + asked + " from now",
          .evidence = {{"not_after", format_rfc3339(end.time)}, {"asked", asked}}};
}

void check_time(const Report& report, const Expectations& expected, Findings& findings) {
  const auto end = end_of(report);
  if (!end) return;
  const seconds left = end->time - report.validation_time;
  const auto is_less = [&](const std::optional<Remaining>& asked) {
    return asked && left < asked_for(*asked, *end->certificate);
  };
  if (is_less(expected.min_remaining)) {
    findings.push_back(too_little_time(checks::expires_too_soon, *end, left, *expected.min_remaining));
  } else if (left >= seconds(0) && is_less(expected.warn_remaining)) {
    // What has expired is an error of the path already.
    findings.push_back(too_little_time(checks::expires_soon, *end, left, *expected.warn_remaining));
  }
}

// --- who ---

bool is_issued_by(const x509::Certificate& leaf, const std::vector<std::string>& issuers) {
  std::vector<std::string> names{to_lower(leaf.issuer.to_string())};
  for (const der::Oid type : {x509::oids::common_name, x509::oids::organization})
    for (const x509::Attribute* attribute : leaf.issuer.find(type))
      if (const auto text = attribute->text()) names.push_back(to_lower(*text));
  return std::any_of(issuers.begin(), issuers.end(), [&](const std::string& pattern) {
    const std::string lower = to_lower(pattern);
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return lint::matches_glob(lower, name); });
  });
}

/// A name as certificates have it, of one as people write it: an IDN, with a final dot, with "dns:" before
/// it.
std::string as_in_certificates(const std::string& name) {
  constexpr std::string_view dns = "dns:", any_label = "*.";
  std::string_view host = name;
  if (equal_ignoring_case(host.substr(0, dns.size()), dns)) host.remove_prefix(dns.size());
  if (host.starts_with(any_label)) {
    host.remove_prefix(any_label.size());
    const auto below = names::make_host_name(host);
    return std::string(any_label) + (below ? below->value : std::string(host));
  }
  const auto made = names::make_name(name);
  return made ? made->value : name;
}

/// RFC 5280 7.5: only the host of a mailbox is compared ignoring case.
bool is_same_mailbox(std::string_view a, std::string_view b) {
  const size_t host = a.rfind('@');
  return host != std::string_view::npos && a.substr(0, host) == b.substr(0, host) &&
         equal_ignoring_case(a.substr(host), b.substr(std::min(host, b.size())));
}

bool has_name(const x509::Certificate& leaf, const std::string& expected) {
  if (!leaf.subject_alternative_names) return false;
  const std::string wanted = as_in_certificates(expected);
  const auto address = parse_ip_address(wanted);
  return std::any_of(leaf.subject_alternative_names->begin(), leaf.subject_alternative_names->end(),
                     [&](const x509::GeneralName& name) {
                       using Kind = x509::GeneralName::Kind;
                       if (name.kind == Kind::ip_address) return address && same_bytes(name.value, *address);
                       if (name.kind == Kind::dns_name) return equal_ignoring_case(name.text(), wanted);
                       if (name.kind == Kind::rfc822_name) return is_same_mailbox(name.text(), wanted);
                       return name.kind == Kind::uri && (name.text() == wanted || name.text() == expected);
                     });
}

bool is_such_a_key(const CertificateDetails& details, const KeyExpectation& expected) {
  using crypto::KeyKind;
  struct Family {
    std::string_view name;
    KeyKind kind;
  };
  constexpr std::array families{Family{"rsa", KeyKind::rsa},         Family{"rsa", KeyKind::rsa_pss},
                                Family{"rsa-pss", KeyKind::rsa_pss}, Family{"ec", KeyKind::ec},
                                Family{"ecdsa", KeyKind::ec},        Family{"dsa", KeyKind::dsa},
                                Family{"ml-dsa", KeyKind::ml_dsa},   Family{"slh-dsa", KeyKind::slh_dsa}};
  const bool of_family = std::any_of(families.begin(), families.end(), [&](const Family& family) {
    return family.name == expected.algorithm && family.kind == details.key_kind;
  });
  return (of_family || to_lower(details.key) == expected.algorithm) &&
         details.key_bits >= expected.bits_least;
}

bool has_timestamp(const Report& report) {
  const auto& leaf = *report.chain.presented.front();
  if (leaf.signed_certificate_timestamps && !leaf.signed_certificate_timestamps->empty()) return true;
  return report.handshake && !report.handshake->sct_lists.empty() &&
         !report.handshake->sct_lists.front().empty();
}

bool has_good_staple(const Report& report) {
  const bool stapled = report.handshake && !report.handshake->ocsp_staples.empty() &&
                       !report.handshake->ocsp_staples.front().empty();
  return stapled && std::any_of(report.revocation.begin(), report.revocation.end(), [](const auto& status) {
           return status.subject.kind == Subject::Kind::certificate && status.subject.index == 0 &&
                  status.status == revocation::Status::good;
         });
}

}  // namespace

Result<Remaining> parse_remaining(std::string_view text) {
  const std::string_view digits = text.substr(0, text.find_first_not_of("0123456789"));
  const std::string_view unit = text.substr(digits.size());
  const auto number = read_number(digits);
  Remaining remaining;
  if (number && (unit.empty() || unit == "d") && *number <= days_most) {
    remaining.time = days(*number);
    return remaining;
  }
  if (number && unit == "h" && *number <= days_most * 24) {
    remaining.time = hours(*number);
    return remaining;
  }
  if (number && unit == "%" && *number >= 1 && *number <= 99) {
    remaining.percent = *number;
    return remaining;
  }
  return Error{
      Error::Kind::usage,
      in_quotes(text) + " is not a number of days (21), of hours (12h) or a part of " + "the lifetime (10%)"};
}

Remaining usual_warning() { return {.time = {}, .percent = 10, .least = days(1)}; }

Result<KeyExpectation> parse_key_expectation(std::string_view text) {
  KeyExpectation key{.text = std::string(text), .algorithm = to_lower(text)};
  if (const size_t colon = key.algorithm.find(':'); colon != std::string::npos) {
    const auto bits = read_number(std::string_view(key.algorithm).substr(colon + 1));
    if (!bits || *bits == 0)
      return Error{Error::Kind::usage, in_quotes(text) + " has no number of bits after the colon"};
    key.bits_least = *bits;
    key.algorithm.resize(colon);
  }
  static constexpr std::array<std::string_view, 22> known{"rsa",
                                                          "rsa-pss",
                                                          "ec",
                                                          "ecdsa",
                                                          "dsa",
                                                          "ml-dsa",
                                                          "slh-dsa",
                                                          "p-256",
                                                          "p-384",
                                                          "p-521",
                                                          "ed25519",
                                                          "ed448",
                                                          "x25519",
                                                          "x448",
                                                          "ml-dsa-44",
                                                          "ml-dsa-65",
                                                          "ml-dsa-87",
                                                          "secp256k1",
                                                          "p-224",
                                                          "p-192",
                                                          "brainpoolp256r1",
                                                          "brainpoolp384r1"};
  // P256 is how Go and many people write it.
  if (key.algorithm.size() == 4 && key.algorithm.front() == 'p') key.algorithm.insert(1, "-");
  const bool of_size = key.algorithm.starts_with("rsa-") && read_number(key.algorithm.substr(4)).has_value();
  if (!of_size && std::find(known.begin(), known.end(), key.algorithm) == known.end())
    return Error{Error::Kind::usage, in_quotes(text) +
                                         " is not a kind of key; kinds are rsa, rsa:BITS, ec, p-256, " +
                                         "p-384, p-521, ed25519, ed448, ml-dsa, ml-dsa-65 ..."};
  return key;
}

Result<VersionExpectation> parse_version_expectation(std::string_view text) {
  VersionExpectation expectation;
  std::string_view name = text;
  if (name.ends_with('+')) {
    expectation.or_later = true;
    name.remove_suffix(1);
  }
  const std::string lower = to_lower(name);
  name = lower;
  for (const std::string_view prefix : {"tlsv", "tls"})
    if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
  while (name.starts_with(' ')) name.remove_prefix(1);
  static constexpr std::pair<std::string_view, uint16_t> versions[] = {{"1.0", tls::tls10_version},
                                                                       {"1", tls::tls10_version},
                                                                       {"1.1", tls::tls11_version},
                                                                       {"1.2", tls::tls12_version},
                                                                       {"1.3", tls::tls13_version}};
  const auto found = std::find_if(std::begin(versions), std::end(versions),
                                  [&](const auto& version) { return version.first == name; });
  if (found == std::end(versions))
    return Error{Error::Kind::usage,
                 in_quotes(text) +
                     " is not a version of TLS; versions are 1.0, 1.1, 1.2 and 1.3, with + for " +
                     "this or a later one"};
  expectation.version = found->second;
  return expectation;
}

Result<Sha256> parse_pin(std::string_view text) {
  // Both "sha256/" and curl's "sha256//" are in use, and base64 itself may begin with a
  // slash: every prefix is tried, and the length of what is left tells which one it was.
  for (const std::string_view prefix : {"sha256//", "sha256/", "sha256:", ""}) {
    if (!text.starts_with(prefix)) continue;
    const std::string_view value = text.substr(prefix.size());
    if (const auto digest = to_sha256(hex_decode(value))) return *digest;
    if (const auto digest = to_sha256(base64_decode(value))) return *digest;
  }
  return Error{Error::Kind::usage, in_quotes(text) +
                                       " is not the SHA-256 of a public key: sha256/ and base64 of 32 " +
                                       "bytes, or 64 hexadecimal digits"};
}

Result<Sha256> parse_fingerprint(std::string_view text) {
  std::string value = to_lower(text);
  for (const std::string_view prefix : {"sha256:", "sha256 fingerprint=", "sha256 "})
    if (value.starts_with(prefix)) {
      value.erase(0, prefix.size());
      break;
    }
  std::erase_if(value, [](char c) { return c == ':' || c == ' '; });
  if (const auto digest = to_sha256(hex_decode(value))) return *digest;
  return Error{Error::Kind::usage, in_quotes(text) + " is not the SHA-256 fingerprint of a certificate: 64 " +
                                       "hexadecimal digits, colons allowed"};
}

Findings unmet(const Report& report, const Expectations& expected) {
  Findings findings;
  if (report.chain.presented.empty()) return findings;
  const x509::Certificate& leaf = *report.chain.presented.front();
  const path::Path* best = report.chain.paths.empty() ? nullptr : &report.chain.paths.front();
  const CertificateDetails& details = report.chain.details_of(leaf);
  const Subject of_leaf{Subject::Kind::certificate, 0, details.sha256};
  const auto say = [&](const Check& check, const Subject& subject, std::string_view node_path,
                       std::string message) {
    findings.push_back({.check = &check,
                        .subject = subject,
                        .node_path = std::string(node_path),
                        .message = std::move(message)});
  };

  check_time(report, expected, findings);
  if (!expected.issuers.empty() && !is_issued_by(leaf, expected.issuers))
    say(checks::other_issuer, of_leaf, "tbsCertificate.issuer",
        "the issuer is " + in_quotes(leaf.issuer.to_string()) + ", not " +
            in_quotes(expected.issuers.front()) +
            (expected.issuers.size() > 1 ? " or another of those expected" : ""));
  for (const std::string& name : expected.names)
    if (!has_name(leaf, name))
      say(checks::other_names, of_leaf, "tbsCertificate.extensions",
          "no subject alternative name is " + in_quotes(name));
  const auto on_path = [&](const std::function<bool(const x509::Certificate&)>& matches) {
    return best != nullptr ? std::any_of(best->certificates.begin(), best->certificates.end(),
                                         [&](const auto& certificate) { return matches(*certificate); })
                           : matches(leaf);
  };
  const auto is_one_of = [](const std::vector<Sha256>& list, const Sha256& digest) {
    return std::find(list.begin(), list.end(), digest) != list.end();
  };
  if (!expected.pins.empty() && !on_path([&](const x509::Certificate& certificate) {
        return is_one_of(expected.pins, crypto::sha256(certificate.public_key.bytes));
      })) {
    const Sha256 key = crypto::sha256(leaf.public_key.bytes);
    say(checks::pin_missing, {Subject::Kind::path}, "",
        "no certificate of the path has a pinned public key; the leaf's is sha256/" + base64_encode(key));
  }
  if (!expected.fingerprints.empty() && !is_one_of(expected.fingerprints, details.sha256))
    say(checks::other_certificate, of_leaf, "", "the leaf's fingerprint is " + hex_encode(details.sha256));
  if (!expected.keys.empty() &&
      std::none_of(expected.keys.begin(), expected.keys.end(),
                   [&](const KeyExpectation& wanted) { return is_such_a_key(details, wanted); }))
    say(checks::other_key, of_leaf, "tbsCertificate.subjectPublicKeyInfo",
        "the leaf's key is " + details.key + ", not " + in_quotes(expected.keys.front().text) +
            (expected.keys.size() > 1 ? " or another of those expected" : ""));
  if (report.handshake && report.handshake->version != 0 && !expected.versions.empty()) {
    const uint16_t version = report.handshake->version;
    if (std::none_of(expected.versions.begin(), expected.versions.end(),
                     [&](const VersionExpectation& wanted) {
                       return version == wanted.version || (wanted.or_later && version > wanted.version);
                     }))
      say(checks::other_version, {Subject::Kind::handshake}, "server_hello",
          "the server negotiated " + tls::tls_version_name(version));
  }
  const trust::Anchor* anchor = best != nullptr ? best->anchor.get() : nullptr;
  const std::string end = anchor != nullptr ? "the best path ends in " +
                                                  in_quotes(anchor->certificate->subject.to_string()) +
                                                  " of store " + in_quotes(anchor->store)
                                            : "the path ends in no trust anchor";
  if (expected.public_root && (anchor == nullptr || !anchor->public_root))
    say(checks::not_public, {Subject::Kind::path}, "", end);
  if (!expected.roots.empty() &&
      (anchor == nullptr || !is_one_of(expected.roots, report.chain.details_of(*anchor->certificate).sha256)))
    say(checks::other_root, {Subject::Kind::path}, "", end);
  if (expected.timestamp && !has_timestamp(report))
    say(checks::no_timestamp, of_leaf, "", "neither the certificate nor the handshake has an SCT");
  if (expected.transparency && report.transparency.policies.empty())
    say(checks::not_transparent, of_leaf, "", "the SCTs were not verified");
  if (expected.transparency)
    for (const ct::PolicyResult& result : report.transparency.policies)
      if (result.compliant != true)
        say(checks::not_transparent, of_leaf, "",
            "the policy of " + std::string(to_string(result.policy)) +
                (result.compliant ? " is not met" : " is not validated: " + result.reason));
  if (expected.staple && !has_good_staple(report))
    say(checks::no_staple, {Subject::Kind::handshake}, "certificate",
        report.handshake && !report.handshake->ocsp_staples.empty() &&
                !report.handshake->ocsp_staples.front().empty()
            ? "the stapled OCSP response does not have status good"
            : "no OCSP response is stapled");
  return findings;
}

bool is_unmet_expectation(const Finding& finding) {
  if (finding.check == &checks::expires_soon) return false;
  if (dane::is_refusal(finding.check) || dns::is_refusal(finding.check)) return true;
  const auto all = expectation_checks();
  return std::find(all.begin(), all.end(), finding.check) != all.end();
}

std::span<const Check* const> expectation_checks() {
  static constexpr const Check* all[] = {
      &checks::expires_too_soon, &checks::expires_soon,      &checks::other_issuer, &checks::other_names,
      &checks::pin_missing,      &checks::other_certificate, &checks::other_key,    &checks::other_version,
      &checks::not_public,       &checks::other_root,        &checks::no_timestamp, &checks::not_transparent,
      &checks::no_staple};
  return all;
}

}  // namespace certcheck::engine
