#include "certcheck/lint/chain/links.h"
#include "certcheck/lint/chain/themes.h"
#include "certcheck/lint/facts.h"
#include "certcheck/path/checks.h"

#include <fmt/format.h>

namespace certcheck::lint::chain {
namespace {

const std::optional<Time>& end_of(const CertificateFacts& facts) { return facts.certificate.not_after.time; }

// RFC 5280 6.1.3 (a)(2) asks of every certificate of a path that it is valid now, so a path ends with the
// certificate that ends first. Of CA certificates; of leaves chain.validity.ends_before_leaf speaks.
Outcome outlives_issuer(Chain chain, const Reporter& report) {
  return check_links(chain, [&report](const Link& link) {
    const auto &end = end_of(link.subject), &end_of_issuer = end_of(link.issuer);
    if (link.index == 0 || !end || !end_of_issuer) return Outcome::not_applicable;
    if (*end <= *end_of_issuer) return Outcome::pass;
    const std::string until = format_rfc3339(*end), issuer_until = format_rfc3339(*end_of_issuer);
    return report.fire_at(
        link.index, "tbsCertificate.validity.notAfter", link.subject.certificate.not_after.offset,
        fmt::format("the CA certificate is valid until {}, but that of its issuer, {}, only until {}", until,
                    name_of(link.issuer), issuer_until),
        {{"not_after", until}, {"issuer_not_after", issuer_until}});
  });
}

// RFC 5280 6.1.3 (a)(2), as above: the day on which the chain breaks though the leaf is still good.
Outcome ends_before_leaf(Chain chain, const Reporter& report) {
  const std::optional<Time>& end_of_leaf = end_of(*chain.front());
  size_t first = 0;
  for (size_t i = 0; i + 1 < chain.size() && is_issued_by(*chain[i], *chain[i + 1]); ++i) {
    const std::optional<Time>& end = end_of(*chain[i + 1]);
    if (end && (first == 0 || *end < *end_of(*chain[first]))) first = i + 1;
  }
  if (!end_of_leaf || first == 0) return Outcome::not_applicable;
  const Time end = *end_of(*chain[first]);
  if (*end_of_leaf <= end) return Outcome::pass;
  const auto days = std::chrono::floor<std::chrono::days>(*end_of_leaf - end).count();
  const std::string breaks_at = format_rfc3339(end);
  return report.fire_at(
      first, "tbsCertificate.validity.notAfter", chain[first]->certificate.not_after.offset,
      fmt::format("the chain breaks on {}, when the certificate of {} expires, {}{} before the leaf",
                  breaks_at, name_of(*chain[first]), days, days == 1 ? " day" : " days"),
      {{"breaks_at", breaks_at}, {"leaf_not_after", format_rfc3339(*end_of_leaf)}});
}

constexpr const Check* end_said_by_path[] = {&path::checks::validity_expired};

constexpr Lint validity_lints[] = {
    {.check = {.id = "chain.validity.outlives_issuer",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement =
                   "A CA certificate SHOULD NOT remain valid longer than its issuer's certificate.",
               .citation = "RFC 5280 6.1.3 (a)(2)",
               .hint = "Plan to renew the issuer's certificate before it ends, or do not rely on the later "
                       "date."},
     .example = "an intermediate until 2035 under a root until 2030",
     .compares_validity = true,
     .chain = outlives_issuer},
    {.check = {.id = "chain.validity.ends_before_leaf",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "The CA certificates of a chain SHOULD be valid at least as long as the leaf.",
               .citation = "RFC 5280 6.1.3 (a)(2)",
               .hint =
                   "Replace the certificate that ends first in the chain before that day; renewing the leaf "
                   "does not help."},
     .example = "an intermediate that expires a month before the leaf",
     .said_by_path = end_said_by_path,
     .compares_validity = true,
     .chain = ends_before_leaf},
};

}  // namespace

constinit const Rows validity_rows = validity_lints;

}  // namespace certcheck::lint::chain
