#include "certcheck/lint/chain/links.h"
#include "certcheck/lint/chain/themes.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/unread.h"
#include "certcheck/names/constraint_set.h"
#include "certcheck/path/checks.h"
#include "certcheck/x509/oids.h"

#include <fmt/format.h>

#include <array>
#include <vector>

namespace certcheck::lint::chain {
namespace {

namespace oids = x509::oids;

Outcome fire_in_extension(const Reporter& report, size_t index, const x509::Certificate& certificate,
                          x509::ExtensionId id, std::string message, Evidence evidence) {
  const x509::Extension* extension = certificate.find(id);
  return report.fire_at(index, place_in(certificate, *extension), extension->value_offset, std::move(message),
                        std::move(evidence));
}

template <typename Value>
std::vector<Value> sorted(std::vector<Value> values) {
  std::sort(values.begin(), values.end());
  return values;
}

template <typename Value>
bool contains(const std::vector<Value>& sorted_values, const Value& value) {
  return std::binary_search(sorted_values.begin(), sorted_values.end(), value);
}

// RFC 5280 4.2.1.9: pathLenConstraint "gives the maximum number of non-self-issued intermediate certificates
// that may follow this certificate in a valid certification path." Below a CA with n, one that promises more
// than n - 1 promises what no path can keep.
Outcome path_length_beyond_issuer(Chain chain, const Reporter& report) {
  return check_links(chain, [&report](const Link& link) {
    const auto& own = link.subject.certificate.basic_constraints;
    const auto& above = link.issuer.certificate.basic_constraints;
    if (!own || !own->path_length || !above || !above->path_length) return Outcome::not_applicable;
    const uint64_t used = link.subject.certificate.self_issued() ? 0 : 1;
    if (*above->path_length >= used && *own->path_length <= *above->path_length - used) return Outcome::pass;
    return fire_in_extension(
        report, link.index, link.subject.certificate, oids::basic_constraints,
        fmt::format("pathLenConstraint is {}, but below {}, where it is {}, fewer CAs can follow",
                    *own->path_length, name_of(link.issuer), *above->path_length),
        {{"path_length", std::to_string(*own->path_length)},
         {"issuer_path_length", std::to_string(*above->path_length)}});
  });
}

// RFC 5280 4.2.1.12 speaks of one certificate; BR 7.1.2.10.6 and the clients that follow it let the purposes
// of a CA bound those of what it issues, so that any other is lost. OCSP responders are apart: RFC 6960
// 4.2.2.2 asks for their purpose in their own certificate only.
// Lists are compared sorted, because certificates may be hostile.
Outcome purpose_not_in_issuer(Chain chain, const Reporter& report) {
  return check_links(chain, [&report](const Link& link) {
    const auto& own = link.subject.certificate.extended_key_usage;
    const auto& above = link.issuer.certificate.extended_key_usage;
    if (!own || !above) return Outcome::not_applicable;
    const auto of_issuer = sorted(above->purposes);
    const auto lost =
        std::find_if(own->purposes.begin(), own->purposes.end(), [&of_issuer](der::Oid purpose) {
          return purpose != oids::ocsp_signing && !contains(of_issuer, purpose);
        });
    if (above->has(oids::any_extended_key_usage) || lost == own->purposes.end()) return Outcome::pass;
    const std::string purpose = lost->to_string();
    return fire_in_extension(report, link.index, link.subject.certificate, oids::extended_key_usage,
                             fmt::format("extendedKeyUsage has {}, which that of the issuer, {}, lacks",
                                         purpose, name_of(link.issuer)),
                             {{"purpose", purpose}});
  });
}

using names::ConstraintSet;
using Kind = x509::GeneralName::Kind;

bool is_refused(ConstraintSet::Verdict verdict) {
  return verdict.outcome == ConstraintSet::Outcome::not_permitted ||
         verdict.outcome == ConstraintSet::Outcome::excluded;
}

/// The first and the last address of a subtree (RFC 5280 4.2.1.10: an address and a mask) must both be
/// within.
bool addresses_refused(const ConstraintSet& above, ByteView subtree) {
  constexpr size_t longest = 16;
  const size_t size = subtree.size() / 2;
  if (subtree.size() % 2 != 0 || size > longest) return false;
  std::array<uint8_t, longest> first{}, last{};
  for (size_t i = 0; i < size; ++i) {
    const uint8_t mask = subtree[size + i];
    first[i] = static_cast<uint8_t>(subtree[i] & mask);
    last[i] = static_cast<uint8_t>(subtree[i] | static_cast<uint8_t>(~mask));
  }
  return is_refused(above.match_ip({first.data(), size})) || is_refused(above.match_ip({last.data(), size}));
}

/// True if names within the subtree fail the constraints above. Mailboxes and URIs are left aside: their
/// constraints are hosts, no names of their kind.
bool is_refused_above(const ConstraintSet& above, const x509::GeneralName& base) {
  switch (base.kind) {
    case Kind::dns_name:
      return is_refused(above.match_dns(base.text()));
    case Kind::directory_name:
      return is_refused(above.match_directory_name(base.directory_name));
    case Kind::ip_address:
      return addresses_refused(above, base.value);
    default:
      return false;
  }
}

Outcome check_permitted(const CertificateFacts& subject, size_t index, const CertificateFacts& issuer,
                        const Reporter& report) {
  Findings malformed;  // reported by who processes the path
  const ConstraintSet above(*issuer.certificate.name_constraints, true, malformed);
  for (const x509::GeneralSubtree& subtree : subject.certificate.name_constraints->permitted) {
    if (!is_refused_above(above, subtree.base)) continue;
    const std::string text = subtree.base.to_string();
    return report.fire_at(index,
                          place_in(subject.certificate, *subject.certificate.find(oids::name_constraints)),
                          subtree.base.offset,
                          fmt::format("names within {} are permitted here, but not all of them by {} above",
                                      text, name_of(issuer)),
                          {{"permitted", text}});
  }
  return Outcome::pass;
}

// RFC 5280 6.1.4 (g)(1): the permitted subtrees of a path are the intersection of those of its certificates,
// so that a CA cannot permit what one above it does not.
Outcome names_beyond_issuer(Chain chain, const Reporter& report) {
  Outcome outcome = Outcome::not_applicable;
  const CertificateFacts* above = nullptr;  ///< the nearest CA above that has constraints
  for (size_t i = chain.size(); i-- > 0;) {
    if (i + 1 < chain.size() && !is_issued_by(*chain[i], *chain[i + 1])) above = nullptr;
    if (!chain[i]->certificate.name_constraints) continue;
    if (above != nullptr) outcome = std::max(outcome, check_permitted(*chain[i], i, *above, report));
    above = chain[i];
  }
  return outcome;
}

// RFC 7633 4.2.2: "a certificate that is signed by a Certificate Signing Certificate that contains a TLS
// feature extension MUST contain a TLS feature extension that offers the same set or a superset of the
// features advertised in the signing certificate."
Outcome feature_not_inherited(Chain chain, const Reporter& report) {
  return check_links(chain, [&report](const Link& link) {
    const auto& wanted = link.issuer.certificate.tls_features;
    if (!wanted) return Outcome::not_applicable;
    const auto& own = link.subject.certificate.tls_features;
    const auto there = own ? sorted(own->features) : std::vector<uint64_t>();
    const auto missing = std::find_if(wanted->features.begin(), wanted->features.end(),
                                      [&there](uint64_t feature) { return !contains(there, feature); });
    if (missing == wanted->features.end()) return Outcome::pass;
    if (is_unread(link.subject.certificate, oids::tls_feature)) return Outcome::not_applicable;
    return report.fire_at(link.index, "tbsCertificate.extensions", {},
                          fmt::format("the issuer, {}, requires TLS feature {} of the certificates that "
                                      "it issues, and the certificate lacks it",
                                      name_of(link.issuer), *missing),
                          {{"feature", std::to_string(*missing)}});
  });
}

constexpr const Check* path_length_said_by_path[] = {&path::checks::path_length_exceeded};
constexpr const Check* purpose_said_by_path[] = {&path::checks::extended_key_usage_purpose};

constexpr Lint constraints_lints[] = {
    {.check = {.id = "chain.constraints.path_length_beyond_issuer",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "The pathLenConstraint of a CA certificate SHOULD be less than that of the CA "
                              "certificate above it.",
               .citation = "RFC 5280 4.2.1.9",
               .hint = "Issue the CA certificate with a pathLenConstraint that a path can use."},
     .example = "an intermediate with pathLenConstraint 1 below a CA with pathLenConstraint 1",
     .said_by_path = path_length_said_by_path,
     .chain = path_length_beyond_issuer},
    {.check = {.id = "chain.constraints.purpose_not_in_issuer",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "The purposes in extKeyUsage SHOULD be among those of the issuer's "
                              "certificate, if that has extKeyUsage.",
               .citation = "RFC 5280 4.2.1.12; BR 7.1.2.10.6",
               .hint = "Remove the purpose, or have the certificate issued by a CA that has it."},
     .example = "a leaf for servers and clients issued by a CA for servers only",
     .said_by_path = purpose_said_by_path,
     .chain = purpose_not_in_issuer},
    {.check =
         {.id = "chain.constraints.names_beyond_issuer",
          .severity = Severity::notice,
          .counts = Counts::never,
          .requirement =
              "The names that a CA certificate permits SHOULD be permitted by the CA certificate above it.",
          .citation = "RFC 5280 6.1.4 (g)(1)",
          .hint = "Permit only what the CA above permits, or have its constraints widened."},
     .example = "an intermediate that permits example.org below a CA that permits only example.com",
     .chain = names_beyond_issuer},
    {.check = {.id = "chain.constraints.feature_not_inherited",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement =
                   "A certificate MUST have at least the TLS features of its issuer's certificate.",
               .citation = "RFC 7633 4.2.2",
               .hint = "Issue the certificate again with the TLS features of its issuer."},
     .example = "a leaf without the TLS feature status_request below a CA that has it",
     .chain = feature_not_inherited},
};

}  // namespace

constinit const Rows constraints_rows = constraints_lints;

}  // namespace certcheck::lint::chain
