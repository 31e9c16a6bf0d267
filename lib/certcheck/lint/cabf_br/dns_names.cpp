#include "certcheck/lint/cabf_br/domains.h"
#include "certcheck/lint/cabf_br/themes.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/names/top_level_domains.h"

#include <algorithm>
#include <array>
#include <chrono>

/// What domain names are made of: BR 7.1.2.7.12, before BR 2.0.0 7.1.4.2.1, and the definitions of 1.6.1.
namespace certcheck::lint::cabf_br {
namespace {

/// True if `test` is of a label of the name.
template <typename Test>
bool any_label(std::string_view name, Test test) {
  bool found = false;
  for_each_label(name, [&](std::string_view label) { found = found || test(label); });
  return found;
}

/// For rules that one trait of a name breaks.
template <unsigned trait, const std::string_view& what, CommonNames common_names>
Outcome names_with(const CertificateFacts& facts, const Reporter& report) {
  return check_domains(facts, report, common_names, trait, [](std::string_view name) {
    return (domain_traits_of(name) & trait) != 0 ? what : std::string_view();
  });
}

// "composed entirely of P-Labels or Non-Reserved LDH Labels joined together by a U+002E FULL STOP". LDH is
// letters, digits and hyphens; underscores have rules of their own, wildcards too.
constexpr std::string_view bad_character_fault = "has a character other than letters, digits and hyphens";
// "The zero-length Domain Label representing the root zone of the Internet Domain Name System MUST NOT be
// included".
constexpr std::string_view empty_label_fault = "has an empty label";
// RFC 1035 2.3.4; the definition of LDH Label: "its total length must not exceed 63 octets."
constexpr std::string_view long_label_fault = "has a label of more than 63 bytes";
// Ballot SC-48, from 2021-10-01 on: labels with "--" in the third and fourth position are P-Labels alone.
constexpr std::string_view reserved_label_fault =
    "has a label with \"--\" in the third and fourth position that does not begin with \"xn--\"";
// BR 1.6.1: "A string starting with *. (U+002A ASTERISK, U+002E FULL STOP) immediately followed by a
// Fully-Qualified Domain Name." Since BR 1.0.
constexpr std::string_view partial_wildcard_fault = "has an asterisk that is not the whole leftmost label";
constexpr std::string_view inner_wildcard_fault = "has an asterisk in a label other than the leftmost one";
// BR 7.1.4.2.1 since ballot SC-12: "Underscore characters MUST NOT be present in dNSName entries", and before
// it by RFC 5280 4.2.1.6, whose preferred name syntax does not have them.
constexpr std::string_view underscore_fault = "has an underscore";

// BR 1.6.1, "Base Domain Name": what is left of a domain below a public suffix; a top-level domain alone is
// nobody's.
Outcome bare_top_level_domain(const CertificateFacts& facts, const Reporter& report) {
  return check_domains(facts, report, CommonNames::too, has_single_label, [](std::string_view name) {
    return names::is_top_level_domain(name, std::nullopt) ? "is a top-level domain" : "";
  });
}

// BR 1.6.1, "Internal Name": one that "does not end with a Top-Level Domain registered in IANA's Root Zone
// Database" when the certificate is issued. BR 7.1.2.7.12: "The entry MUST NOT contain an Internal Name."
Outcome internal_name(const CertificateFacts& facts, const Reporter& report) {
  if (may_have_internal_names(facts)) return Outcome::not_applicable;
  // Most names of a certificate end alike. Kept as a copy: a common name may be gone when the next one is
  // there.
  std::array<char, max_label> known{};
  size_t known_size = 0;
  return check_domains(facts, report, CommonNames::too, 0, [&](std::string_view name) {
    const std::string_view top = top_label(name);
    if (!top.empty() && top == std::string_view(known.data(), known_size)) return "";
    if (!names::is_top_level_domain(top, facts.issued)) return "ends in no top-level domain of that time";
    known_size = top.copy(known.data(), known.size());
    return "";
  });
}

enum class Part : uint8_t { registered, below };

/// Fires for each name whose part has `test`. As in zlint a name that cannot be divided makes the rule not
/// apply.
template <typename Test>
Outcome check_parts(const CertificateFacts& facts, const Reporter& report, Part part, unsigned trait,
                    Test test, std::string_view what) {
  const DomainTraits& known = facts.domain_traits;
  if (!known.has_names && !known.has_common_names) return Outcome::not_applicable;
  bool divisible = true;
  for_each_dns_name(facts.certificate, [&](const x509::GeneralName& name) {
    divisible = divisible && is_divisible(facts, name);
  });
  if (!divisible) return Outcome::not_applicable;
  return check_domains(facts, report, CommonNames::too, trait, [&](std::string_view name) {
    const auto parts = divide_domain(name);
    return parts && test(part == Part::registered ? parts->registered : parts->below) ? what
                                                                                      : std::string_view();
  });
}

bool has_hyphen_at_an_end(std::string_view label) {
  return !label.empty() && (label.front() == '-' || label.back() == '-');
}

bool has_underscore_in(std::string_view labels) { return labels.find('_') != std::string_view::npos; }

// RFC 1035 2.3.1 and RFC 1123 2.1, by way of RFC 5280 4.2.1.6: labels begin and end with a letter or a digit.
Outcome registered_hyphen(const CertificateFacts& facts, const Reporter& report) {
  return check_parts(facts, report, Part::registered, has_edge_hyphen, has_hyphen_at_an_end,
                     "begins or ends the label below its public suffix with a hyphen");
}

Outcome registered_underscore(const CertificateFacts& facts, const Reporter& report) {
  return check_parts(facts, report, Part::registered, has_underscore, has_underscore_in,
                     "has an underscore in the label below its public suffix");
}

Outcome underscore_below(const CertificateFacts& facts, const Reporter& report) {
  return check_parts(facts, report, Part::below, has_underscore, has_underscore_in,
                     "has an underscore below its registered domain");
}

/// RFC 5890 2.3.1: an LDH label that is not reserved, or an XN-label.
bool is_ldh_label(std::string_view label) {
  return !label.empty() && label.size() <= max_label && !has_hyphen_at_an_end(label) &&
         std::all_of(label.begin(), label.end(),
                     [](char c) { return is_letter(c) || is_digit(c) || c == '-'; }) &&
         (label.size() < 4 || label.substr(2, 2) != "--" || is_xn_label(label));
}

// BR 1.6.2 7.1.4.2.1 (ballot SC-12), until 2019-03-31: underscores may be there if "replacing the underscore
// characters with hyphen characters ("-") would result in a valid domain label".
Outcome underscore_not_replaceable(const CertificateFacts& facts, const Reporter& report) {
  return check_domains(facts, report, CommonNames::not_here, has_underscore, [](std::string_view name) {
    const bool wrong = any_label(name, [](std::string_view label) {
      if (label.find('_') == std::string_view::npos) return false;
      std::string replaced(label);
      std::replace(replaced.begin(), replaced.end(), '_', '-');
      return !is_ldh_label(replaced);
    });
    return wrong ? "has an underscore where a hyphen would not be valid" : "";
  });
}

// The same: "if the certificate is valid for less than thirty days".
Outcome underscore_too_long(const CertificateFacts& facts, const Reporter& report) {
  const auto &from = facts.certificate.not_before.time, &until = facts.certificate.not_after.time;
  if (!from || !until || *until - *from < std::chrono::days(30)) return Outcome::not_applicable;
  return check_domains(facts, report, CommonNames::not_here, has_underscore, [](std::string_view name) {
    return name.find('_') != std::string_view::npos
               ? "has an underscore, in a certificate that is valid for 30 days or more"
               : "";
  });
}

constexpr Revision label_history[] = {
    {.document = "BR 1.0", .from = dates::br_1_0.time, .section = "9.2.1"},
    {.document = "BR 1.3.0", .from = dates::br_1_3_0.time, .section = "7.1.4.2.1"},
    {.document = "BR 2.0.0", .from = dates::br_2_0_0.time, .section = "7.1.2.7.12"},
};

constexpr std::string_view label_hint = "Issue the certificate again without the name.";

constexpr Lint dns_names_lints[] = {
    {.check = must("cabf_br.dns_name.bad_character",
                   "A domain name MUST consist of letters, digits, hyphens and dots, but for a wildcard.",
                   "CA/B BR 2.0.0 7.1.2.7.12", label_hint, "e_dnsname_bad_character_in_label"),
     .example = "the dNSName \"www.exa mple.com\"",
     .applies = Role::subscriber,
     .finds_in = Unusual::domain | Unusual::common_name,
     .effective = dates::br_1_0,
     .history = label_history,
     .certificate = names_with<has_bad_character, bad_character_fault, CommonNames::too>},
    {.check = must("cabf_br.dns_name.empty_label", "A domain name MUST NOT have an empty label.",
                   "CA/B BR 2.0.0 7.1.2.7.12", "Leave the final or second dot out.", "e_dnsname_empty_label"),
     .example = "the dNSName \"www.example.com.\"",
     .applies = Role::subscriber,
     .finds_in = Unusual::domain | Unusual::common_name,
     .effective = dates::br_1_0,
     .history = label_history,
     .certificate = names_with<has_empty_label, empty_label_fault, CommonNames::too>},
    {.check = must("cabf_br.dns_name.long_label", "A label of a domain name MUST NOT exceed 63 bytes.",
                   "RFC 1035 2.3.4; CA/B BR 1.6.1", label_hint, "e_dnsname_label_too_long"),
     .example = "a dNSName with a label of 64 letters",
     .applies = Role::subscriber,
     .finds_in = Unusual::domain | Unusual::common_name,
     .effective = dates::br_1_0,
     .certificate = names_with<has_long_label, long_label_fault, CommonNames::too>},
    {.check = must("cabf_br.dns_name.reserved_label",
                   "A label with \"--\" in the third and fourth position MUST be a P-Label.",
                   "CA/B BR 7.1.2.7.12, 1.6.1", label_hint, "e_dnsname_contains_prohibited_reserved_label"),
     .example = "the dNSName \"ab--cd.example.com\"",
     .applies = Role::subscriber,
     .finds_in = Unusual::domain | Unusual::common_name,
     .effective = dates::sc_48_labels,
     .certificate = names_with<has_reserved_label, reserved_label_fault, CommonNames::not_here>},
    {.check = must("cabf_br.dns_name.partial_wildcard",
                   "The asterisk of a wildcard MUST be the whole leftmost label.", "CA/B BR 1.6.1",
                   "Use \"*\" as the whole label.", "e_dnsname_left_label_wildcard_correct"),
     .example = "the dNSName \"w*.example.com\"",
     .finds_in = Unusual::domain | Unusual::common_name,
     .effective = dates::br_1_0,
     .certificate = names_with<has_partial_wildcard, partial_wildcard_fault, CommonNames::too>},
    {.check = must("cabf_br.dns_name.inner_wildcard",
                   "A domain name MUST NOT have an asterisk but in its leftmost label.", "CA/B BR 1.6.1",
                   "Issue the certificate for the intended names.", "e_dnsname_wildcard_only_in_left_label"),
     .example = "the dNSName \"www.*.example.com\"",
     .finds_in = Unusual::domain | Unusual::common_name,
     .effective = dates::br_1_0,
     .certificate = names_with<has_inner_wildcard, inner_wildcard_fault, CommonNames::too>},
    {.check = must("cabf_br.dns_name.bare_top_level_domain", "A domain name MUST NOT be a top-level domain.",
                   "CA/B BR 1.6.1", "Issue the certificate for the intended names.",
                   "e_dnsname_contains_bare_iana_suffix"),
     .example = "the dNSName \"com\"",
     .applies = Role::subscriber,
     .finds_in = Unusual::domain | Unusual::common_name,
     .effective = dates::br_1_0,
     .certificate = bare_top_level_domain},
    {.check = must(
         "cabf_br.dns_name.internal_name",
         "A domain name MUST end in a top-level domain that there is when the certificate is issued.",
         "CA/B BR 2.0.0 7.1.2.7.12", "Use a CA of your own for internal names.", "e_dnsname_not_valid_tld"),
     .example = "the dNSName \"mail.corp\"",
     .applies = Role::subscriber,
     .effective = dates::br_1_0,
     .history = label_history,
     .certificate = internal_name},
    {.check = must("cabf_br.dns_name.registered_hyphen",
                   "The label below a public suffix MUST NOT begin or end with a hyphen.",
                   "CA/B BR 7.1.2.7.12; RFC 5280 4.2.1.6", label_hint, "e_dnsname_hyphen_in_sld"),
     .example = "the dNSName \"www.-example.com\"",
     .applies = Role::subscriber,
     .finds_in = Unusual::domain | Unusual::common_name,
     .effective = dates::rfc5280,
     .certificate = registered_hyphen},
    {.check = must("cabf_br.dns_name.registered_underscore",
                   "The label below a public suffix MUST NOT have an underscore.",
                   "CA/B BR 7.1.2.7.12; RFC 5280 4.2.1.6", label_hint, "e_dnsname_underscore_in_sld"),
     .example = "the dNSName \"www.exam_ple.com\"",
     .applies = Role::subscriber,
     .finds_in = Unusual::domain | Unusual::common_name,
     .effective = dates::rfc5280,
     .certificate = registered_underscore},
    {.check = should("cabf_br.dns_name.underscore_below",
                     "Labels below a registered domain SHOULD NOT have an underscore.",
                     "CA/B BR 7.1.2.7.12; RFC 5280 4.2.1.6", label_hint, "w_dnsname_underscore_in_trd"),
     .example = "the dNSName \"my_host.example.com\"",
     .applies = Role::subscriber,
     .finds_in = Unusual::domain | Unusual::common_name,
     .effective = dates::rfc5280,
     .certificate = underscore_below},
    {.check = must("cabf_br.dns_name.underscore_before_sc_12", "A dNSName MUST NOT have an underscore.",
                   "RFC 5280 4.2.1.6; CA/B BR 1.0 9.2.1", label_hint, "e_no_underscores_before_1_6_2"),
     .example = "the dNSName \"my_host.example.com\" in a certificate of 2017",
     .applies = Role::subscriber,
     .finds_in = Unusual::domain | Unusual::common_name,
     .effective = dates::always,
     .ineffective = dates::sc_12,
     .certificate = names_with<has_underscore, underscore_fault, CommonNames::not_here>},
    {.check = must("cabf_br.dns_name.underscore_not_replaceable",
                   "An underscore in a dNSName MUST be where a hyphen would be valid, until 2019-03-31.",
                   "CA/B BR 1.6.2 7.1.4.2.1 (Ballot SC-12)", label_hint,
                   "e_underscore_permissible_in_dnsname_if_valid_when_replaced"),
     .example = "the dNSName \"_sip.example.com\" in a certificate of January 2019",
     .applies = Role::subscriber,
     .effective = dates::sc_12,
     .ineffective = dates::sc_12_sunset,
     .certificate = underscore_not_replaceable},
    {.check = must("cabf_br.dns_name.underscore_too_long",
                   "A certificate with an underscore in a dNSName MUST be valid for less than 30 days, until "
                   "2019-03-31.",
                   "CA/B BR 1.6.2 7.1.4.2.1 (Ballot SC-12)", label_hint,
                   "e_underscore_present_with_too_long_validity"),
     .example = "the dNSName \"my_host.example.com\" in a certificate of January 2019 for a year",
     .applies = Role::subscriber,
     .effective = dates::sc_12,
     .ineffective = dates::sc_12_sunset,
     .certificate = underscore_too_long},
    {.check = must("cabf_br.dns_name.underscore", "A dNSName MUST NOT have an underscore.",
                   "CA/B BR 7.1.2.7.12; Ballot SC-12", label_hint, "e_underscore_not_permissible_in_dnsname"),
     .example = "the dNSName \"my_host.example.com\"",
     .applies = Role::subscriber,
     .finds_in = Unusual::domain | Unusual::common_name,
     .effective = dates::sc_12_sunset,
     .certificate = names_with<has_underscore, underscore_fault, CommonNames::not_here>},
};

}  // namespace

constinit const Rows dns_names_rows = dns_names_lints;

}  // namespace certcheck::lint::cabf_br
