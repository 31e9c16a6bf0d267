#include "certcheck/lint/support/alternative_names.h"

#include "certcheck/base/ascii.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/hygiene/themes.h"
#include "certcheck/names/dns_name.h"
#include "certcheck/names/public_suffix.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory_resource>
#include <vector>

/// Mistakes in dNSNames that linters have warned of since awslabs' certlint. Most of them break the
/// preferred name syntax too, which rfc5280.*.dns_name_not_preferred_syntax enforces under --strict: the
/// checks here are alongside it because they name the one mistake, as the lists do in which people keep
/// what they let pass.
namespace certcheck::lint::hygiene {
namespace {

using x509::GeneralName;
using Kind = GeneralName::Kind;

// A "*" with nothing to its right stands for every name there is.
std::string_view bare_wildcard(const GeneralName& name) {
  return name.kind == Kind::dns_name && name.text().ends_with('*')
             ? name.text() == "*" ? "is a bare wildcard" : "ends with a wildcard"
             : std::string_view();
}

// RFC 9525 6.3 has a wildcard as the whole leftmost label only; here what follows the first character.
std::string_view wildcard_not_first(const GeneralName& name) {
  return name.kind == Kind::dns_name && name.text().find('*', 1) != std::string_view::npos
             ? "has a wildcard that is not at its beginning"
             : std::string_view();
}

// Software that takes names for C strings reads "good.example\0.evil.example" as "good.example".
std::string_view null_character(const GeneralName& name) {
  return name.kind == Kind::dns_name && name.text().find('\0') != std::string_view::npos
             ? "has a NUL character"
             : std::string_view();
}

// That means something in name constraints and cookies; no host has such a name.
std::string_view leading_period(const GeneralName& name) {
  return name.kind == Kind::dns_name && name.text().starts_with('.') ? "begins with a period"
                                                                     : std::string_view();
}

// Of a public suffix there is seldom a host, and who controls it is seldom one party. Private suffixes such
// as github.io have owners. A label that the list does not name is not a public suffix: internal networks
// call servers "etcd", "kubernetes" and "localhost" by design (zlint takes it for one, by the list's default
// rule). Nor is a name with a dot at its end, which has faults of its own.
Outcome public_suffix(const CertificateFacts& facts, const Reporter& report) {
  const auto& all = facts.certificate.subject_alternative_names;
  if (!all) return Outcome::not_applicable;
  Outcome outcome = Outcome::pass;
  for (const GeneralName& name : *all) {
    if (name.kind == Kind::dns_name && !names::is_wildcard(name.text()) && facts.is_public_suffix(name)) {
      outcome = fire_name(facts, report, *facts.certificate.find(x509::oids::subject_alternative_name), name,
                          "is a bare public suffix");
    }
  }
  return outcome;
}

// The same of the issuer's names, where no other rule is about wildcards for all below a suffix. zlint counts
// labels here, unlike in subjectAltName, and takes what has one or two for a suffix: "localhost" and
// "example.com" are none.
std::string_view public_suffix_of_issuer(const GeneralName& name) {
  if (name.kind != Kind::dns_name) return {};
  const bool is_wildcard = names::is_wildcard(name.text());
  const std::string_view text = is_wildcard ? name.text().substr(2) : name.text();
  if (!names::is_public_suffix(text, names::SuffixSection::icann)) return {};
  return is_wildcard ? "stands for all names below a public suffix" : "is a bare public suffix";
}

bool before_ignoring_case(const GeneralName* a, const GeneralName* b) {
  const auto less = [](std::string_view x, std::string_view y) {
    return std::lexicographical_compare(x.begin(), x.end(), y.begin(), y.end(), [](char left, char right) {
      return to_lower(left) < to_lower(right);
    });
  };
  return less(a->text(), b->text()) || (!less(b->text(), a->text()) && a->offset < b->offset);
}

// A name that appears twice is a mistake in the request. Case means nothing (RFC 4343).
Outcome duplicate(const CertificateFacts& facts, const Reporter& report) {
  const auto& all = facts.certificate.subject_alternative_names;
  if (!all) return Outcome::not_applicable;
  const x509::Extension& extension = *facts.certificate.find(x509::oids::subject_alternative_name);
  // Sorted, since there may be many thousands; without the heap for as many as certificates usually have.
  alignas(const GeneralName*) std::array<std::byte, 128 * sizeof(const GeneralName*)> room;
  std::pmr::monotonic_buffer_resource memory(room.data(), room.size());
  std::pmr::vector<const GeneralName*> sorted(&memory);
  sorted.reserve(all->size());
  for (const GeneralName& name : *all)
    if (name.kind == Kind::dns_name) sorted.push_back(&name);
  std::sort(sorted.begin(), sorted.end(), before_ignoring_case);
  Outcome outcome = Outcome::pass;
  for (size_t i = 1; i < sorted.size(); ++i)
    if (equal_ignoring_case(sorted[i - 1]->text(), sorted[i]->text()))
      outcome = fire_name(facts, report, extension, *sorted[i], "is repeated");
  return outcome;
}

template <const AlternativeNames& where>
constexpr Lint bare_wildcard_row(std::string_view id, std::string_view zlint) {
  return {.check = {.id = id,
                    .severity = Severity::error,
                    .counts = Counts::never,
                    .requirement = "A dNSName MUST NOT be a bare wildcard.",
                    .citation = "awslabs certlint",
                    .hint = "Issue the certificate for the intended names.",
                    .zlint = zlint},
          .example = "the dNSName *",
          .only_with = {where.extension},
          .finds_in = Unusual::domain,
          .certificate = any_name<where, bare_wildcard>};
}

template <const AlternativeNames& where>
constexpr Lint wildcard_not_first_row(std::string_view id, std::string_view zlint) {
  return {.check = {.id = id,
                    .severity = Severity::error,
                    .counts = Counts::never,
                    .requirement = "A wildcard MUST be the whole leftmost label.",
                    .citation = "awslabs certlint; RFC 9525 6.3",
                    .hint = "Issue the certificate for the intended names; clients match no such wildcard.",
                    .zlint = zlint},
          .example = "the dNSName www.*.example",
          .only_with = {where.extension},
          .finds_in = Unusual::domain,
          .certificate = any_name<where, wildcard_not_first>};
}

template <const AlternativeNames& where>
constexpr Lint null_character_row(std::string_view id, std::string_view zlint) {
  return {.check = {.id = id,
                    .severity = Severity::error,
                    .counts = Counts::never,
                    .requirement = "A dNSName MUST NOT contain NUL.",
                    .citation = "awslabs certlint",
                    .hint = "Do not trust the certificate: it may be meant to deceive.",
                    .zlint = zlint},
          .example = "a dNSName of www.example.com, a NUL and .example.net",
          .only_with = {where.extension},
          .finds_in = Unusual::domain,
          .certificate = any_name<where, null_character>};
}

template <const AlternativeNames& where>
constexpr Lint leading_period_row(std::string_view id, std::string_view zlint) {
  return {.check = {.id = id,
                    .severity = Severity::error,
                    .counts = Counts::never,
                    .requirement = "A dNSName MUST NOT begin with a period.",
                    .citation = "awslabs certlint",
                    .hint = "Write the name itself, or \"*.\" and the name for those below it.",
                    .zlint = zlint},
          .example = "the dNSName .example.com",
          .only_with = {where.extension},
          .finds_in = Unusual::domain,
          .certificate = any_name<where, leading_period>};
}

constexpr Lint alternative_names_lints[] = {
    bare_wildcard_row<subject_names>("hygiene.subject_alternative_name.bare_wildcard", "e_san_bare_wildcard"),
    bare_wildcard_row<issuer_names>("hygiene.issuer_alternative_name.bare_wildcard", "e_ian_bare_wildcard"),
    wildcard_not_first_row<subject_names>("hygiene.subject_alternative_name.wildcard_not_first",
                                          "e_san_wildcard_not_first"),
    wildcard_not_first_row<issuer_names>("hygiene.issuer_alternative_name.wildcard_not_first",
                                         "e_ian_wildcard_not_first"),
    null_character_row<subject_names>("hygiene.subject_alternative_name.null_character",
                                      "e_san_dns_name_includes_null_char"),
    null_character_row<issuer_names>("hygiene.issuer_alternative_name.null_character",
                                     "e_ian_dns_name_includes_null_char"),
    leading_period_row<subject_names>("hygiene.subject_alternative_name.leading_period",
                                      "e_san_dns_name_starts_with_period"),
    leading_period_row<issuer_names>("hygiene.issuer_alternative_name.leading_period",
                                     "e_ian_dns_name_starts_with_period"),
    {.check = {.id = "hygiene.subject_alternative_name.public_suffix",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "A dNSName SHOULD NOT be a bare public suffix.",
               .citation = "awslabs certlint",
               .hint = "Make sure that the suffix itself is intended, not a name below it.",
               .zlint = "n_san_iana_pub_suffix_empty"},
     .example = "the dNSName co.uk",
     .certificate = public_suffix},
    {.check = {.id = "hygiene.issuer_alternative_name.public_suffix",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement =
                   "A dNSName of the issuer SHOULD NOT be a public suffix or a wildcard below one.",
               .citation = "awslabs certlint",
               .hint = "Give the issuer the name of a host.",
               .zlint = "w_ian_iana_pub_suffix_empty"},
     .example = "the issuer's dNSName co.uk",
     .only_with = {x509::oids::issuer_alternative_name},
     .certificate = any_name<issuer_names, public_suffix_of_issuer>},
    {.check = {.id = "hygiene.subject_alternative_name.duplicate_dns_name",
               .severity = Severity::notice,
               .counts = Counts::never,
               .requirement = "A dNSName SHOULD NOT be repeated, whether in the same case or not.",
               .citation = "awslabs certlint",
               .hint = "Ask for each name once.",
               .zlint = "n_san_dns_name_duplicate"},
     .example = "the dNSNames www.example.com and WWW.example.com",
     .certificate = duplicate},
};

}  // namespace

constinit const Rows alternative_names_rows = alternative_names_lints;

}  // namespace certcheck::lint::hygiene
