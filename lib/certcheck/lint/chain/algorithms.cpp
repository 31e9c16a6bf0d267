#include "certcheck/lint/chain/links.h"
#include "certcheck/lint/chain/themes.h"
#include "certcheck/lint/words.h"

#include <array>

namespace certcheck::lint::chain {
namespace {

using crypto::KeyFacts;
using crypto::KeyKind;

/// Bits of the levels that NIST SP 800-57 part 1 revision 5, table 2, puts keys in.
constexpr std::array<unsigned, 5> levels{80, 112, 128, 192, 256};

/// One row of that table: the least size for each level.
using Row = std::array<size_t, levels.size()>;
constexpr Row factoring_and_finite_fields{1'024, 2'048, 3'072, 7'680, 15'360};
constexpr Row elliptic_curves{160, 224, 256, 384, 512};

size_t level_in(const Row& row, size_t bits) {
  return static_cast<size_t>(std::upper_bound(row.begin(), row.end(), bits) - row.begin());
}

/// FIPS 204 and 205: the name tells the category.
size_t level_by_name(std::string_view name) {
  const auto has = [name](std::string_view part) { return name.find(part) != std::string_view::npos; };
  return has("-87") || has("-256") ? 5 : has("-65") || has("-192") ? 4 : 3;
}

/// How many of the levels a key reaches; nullopt if that cannot be told.
std::optional<size_t> level_of(const KeyFacts& key) {
  switch (key.kind) {
    case KeyKind::rsa:
    case KeyKind::rsa_pss:
    case KeyKind::dsa:
    case KeyKind::dh:
      return key.bits == 0 ? std::nullopt : std::optional(level_in(factoring_and_finite_fields, key.bits));
    case KeyKind::ec:
      return key.bits == 0 ? std::nullopt : std::optional(level_in(elliptic_curves, key.bits));
    case KeyKind::ed25519:
    case KeyKind::x25519:
      return level_in(elliptic_curves, 256);
    case KeyKind::ed448:
    case KeyKind::x448:
      return level_in(elliptic_curves, 448);
    case KeyKind::ml_dsa:
    case KeyKind::slh_dsa:
    case KeyKind::hash_ml_dsa:
    case KeyKind::hash_slh_dsa:
      return level_by_name(key.name);
    case KeyKind::ml_kem:
    case KeyKind::unknown:
      break;
  }
  return std::nullopt;
}

std::string strength(size_t level) {
  return level == 0 ? words("less than ", levels.front(), " bits") : words(levels[level - 1], " bits");
}

// NIST SP 800-57 part 1, 5.6.2: where algorithms of different strengths are used together, the weakest
// decides; a certificate is worth no more than the key that signed it. One level below is how nearly all the
// public web works (P-256 under RSA-2048, P-384 under RSA-4096), so two are asked for.
Outcome issuer_key_weaker(Chain chain, const Reporter& report) {
  return judge_links(chain, [&report](const Link& link) {
    const auto of_subject = level_of(link.subject.key), of_issuer = level_of(link.issuer.key);
    if (!of_subject || !of_issuer) {
      return Outcome::not_applicable;
    }
    if (*of_issuer + 1 >= *of_subject) {
      return Outcome::pass;
    }
    return report.fire_at(
        link.index, "signatureAlgorithm", link.subject.certificate.signature_algorithm.offset,
        words("a ", link.subject.key.name, " key (", strength(*of_subject), ") is certified by a ",
              link.issuer.key.name, " key (", strength(*of_issuer), "), which is what its strength comes to"),
        {{"key", link.subject.key.name}, {"issuer_key", link.issuer.key.name}});
  });
}

constexpr Lint algorithms_lints[] = {
    {.check = {.id = "chain.algorithms.issuer_key_weaker",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "A key is certified by one that is not far weaker than itself.",
               .citation = "NIST SP 800-57 part 1 rev. 5, 5.6.1, 5.6.2",
               .hint = "Use a stronger key for the CA, or a smaller and faster one below it."},
     .example = "a P-384 key certified by an RSA-2048 key",
     .chain = issuer_key_weaker},
};

}  // namespace

std::span<const Lint> algorithms() { return algorithms_lints; }

}  // namespace certcheck::lint::chain
