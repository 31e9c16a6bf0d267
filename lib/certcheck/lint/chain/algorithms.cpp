#include "certcheck/crypto/strength.h"
#include "certcheck/lint/chain/links.h"
#include "certcheck/lint/chain/themes.h"
#include "certcheck/lint/facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace certcheck::lint::chain {
namespace {

using crypto::KeyFacts;

/// Bits of the levels that NIST SP 800-57 part 1 revision 5, table 2, distinguishes.
constexpr std::array<unsigned, 5> levels{80, 112, 128, 192, 256};

/// How many of the levels a key reaches; nullopt if that cannot be determined.
std::optional<size_t> level_of(const KeyFacts& key) {
  const auto bits = crypto::security_strength(key);
  if (!bits) return std::nullopt;
  return static_cast<size_t>(std::upper_bound(levels.begin(), levels.end(), *bits) - levels.begin());
}

std::string strength(size_t level) {
  return level == 0 ? fmt::format("less than {} bits", levels.front())
                    : fmt::format("{} bits", levels[level - 1]);
}

// NIST SP 800-57 part 1, 5.6.2: where algorithms of different strengths are used together, the weakest
// decides; a certificate is worth no more than the key that signed it. One level below is how nearly all the
// public web works (P-256 under RSA-2048, P-384 under RSA-4096), so two are asked for.
Outcome issuer_key_weaker(Chain chain, const Reporter& report) {
  return check_links(chain, [&report](const Link& link) {
    const auto of_subject = level_of(link.subject.key), of_issuer = level_of(link.issuer.key);
    if (!of_subject || !of_issuer) return Outcome::not_applicable;
    if (*of_issuer + 1 >= *of_subject) return Outcome::pass;
    return report.fire_at(
        link.index, "signatureAlgorithm", link.subject.certificate.signature_algorithm.offset,
        fmt::format("a {} key ({}) is certified by a {} key ({}), which limits its strength",
                    link.subject.key.name, strength(*of_subject), link.issuer.key.name, strength(*of_issuer)),
        {{"key", link.subject.key.name}, {"issuer_key", link.issuer.key.name}});
  });
}

constexpr Lint algorithms_lints[] = {
    {.check = {.id = "chain.algorithms.issuer_key_weaker",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "The key of a CA SHOULD NOT be far weaker than the keys that it certifies.",
               .citation = "NIST SP 800-57 part 1 rev. 5, 5.6.1, 5.6.2",
               .hint = "Use a stronger key for the CA, or a smaller and faster one below it."},
     .example = "a P-384 key certified by an RSA-2048 key",
     .chain = issuer_key_weaker},
};

}  // namespace

constinit const Rows algorithms_rows = algorithms_lints;

}  // namespace certcheck::lint::chain
