#include "certcheck/lint/chain/links.h"
#include "certcheck/lint/chain/themes.h"
#include "certcheck/lint/facts.h"

#include <fmt/format.h>

#include <string_view>
#include <vector>

namespace certcheck::lint::chain {
namespace {

/// The CAs of a chain sorted so that certificates of one name and key follow each other in order of index.
std::vector<size_t> sorted_by_name_and_key(Chain chain) {
  std::vector<size_t> indices;
  for (size_t i = 0; i < chain.size(); ++i)
    if (chain[i]->is_ca() && chain[i]->certificate.complete) indices.push_back(i);
  std::sort(indices.begin(), indices.end(), [chain](size_t a, size_t b) {
    const x509::Certificate &left = chain[a]->certificate, &right = chain[b]->certificate;
    const int names = left.subject_key().compare(right.subject_key());
    const int keys = names != 0 ? 0 : as_text(left.public_key.bytes).compare(as_text(right.public_key.bytes));
    return names != 0 ? names < 0 : keys != 0 ? keys < 0 : a < b;
  });
  return indices;
}

bool is_one_authority(const x509::Certificate& a, const x509::Certificate& b) {
  return a.subject_key() == b.subject_key() && same_bytes(a.public_key.bytes, b.public_key.bytes);
}

// RFC 4158 2.4.2: a CA certified by several issuers gives several paths, of which each client takes one by
// its own rules; one that takes the wrong one may end at an expired certificate. RFC 8446 4.4.2 allows to
// send them.
Outcome alternative_sent(Chain chain, const Reporter& report) {
  const std::vector<size_t> indices = sorted_by_name_and_key(chain);
  Outcome outcome = indices.empty() ? Outcome::not_applicable : Outcome::pass;
  for (size_t i = 1; i < indices.size(); ++i) {
    const CertificateFacts &one = *chain[indices[i - 1]], &other = *chain[indices[i]];
    if (!is_one_authority(one.certificate, other.certificate) ||
        same_bytes(one.certificate.tbs, other.certificate.tbs))
      continue;
    const std::string one_issuer = one.certificate.issuer.to_string();
    const std::string other_issuer = other.certificate.issuer.to_string();
    outcome = report.fire_at(
        indices[i], "tbsCertificate.subject", other.certificate.subject.offset,
        fmt::format("there are two certificates of {} with the same key, issued by {} and {}: each client "
                    "chooses one of the paths by its own rules",
                    name_of(other), one_issuer, other_issuer),
        {{"other_index", std::to_string(indices[i - 1])}, {"issuers", one_issuer + "; " + other_issuer}});
  }
  return outcome;
}

constexpr Lint cross_certificates_lints[] = {
    {.check =
         {.id = "chain.cross_certificates.alternative_sent",
          .severity = Severity::notice,
          .counts = Counts::never,
          .requirement =
              "A server SHOULD send one certificate of each CA, so that all clients build the same path.",
          .citation = "RFC 4158 2.4.2; RFC 8446 4.4.2",
          .hint = "Keep the certificate whose path your clients trust, unless some need one and some the "
                  "other."},
     .example = "a root that is sent both self-signed and certified by an older root",
     .chain = alternative_sent},
};

}  // namespace

constinit const Rows cross_certificates_rows = cross_certificates_lints;

}  // namespace certcheck::lint::chain
