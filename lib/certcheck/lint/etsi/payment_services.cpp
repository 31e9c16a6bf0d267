#include "certcheck/der/reader.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/etsi/qualified_certificate.h"
#include "certcheck/lint/etsi/themes.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/characters.h"
#include "certcheck/lint/support/country_codes.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/lint/support/subject.h"
#include "certcheck/x509/strings.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

/// TS 119 495 5: what qcStatements say of payment service providers (PSD2), and the authorization number in
/// the subject.
namespace certcheck::lint::etsi {
namespace {

namespace oids = x509::oids;
namespace tag = der::tag;

/// 0.4.0.19495.2, and the policy QCP-w-psd2, 0.4.0.19495.3.1.
constexpr der::Oid payment_statement{"\x04\x00\x81\x98\x27\x02"sv},
    payment_policy{"\x04\x00\x81\x98\x27\x03\x01"sv};
/// 0.4.0.19495.1.N
constexpr std::string_view role_arc = "\x04\x00\x81\x98\x27\x01"sv;
constexpr std::string_view role_names_by_number[] = {"Unspecified", "PSP_AS", "PSP_PI", "PSP_AI", "PSP_IC"};

struct PaymentRole {
  der::Oid id;
  std::string_view name;

  /// The name that goes with the identifier; empty if it is none of the specification's.
  std::string_view expected() const {
    const std::string_view content = id.content();
    if (content.size() != role_arc.size() + 1 || !content.starts_with(role_arc)) return {};
    const auto number = static_cast<uint8_t>(content.back());
    return number < std::size(role_names_by_number) ? role_names_by_number[number] : std::string_view();
  }
};

/// PSD2QcType ::= SEQUENCE { rolesOfPSP RolesOfPSP, nCAName NCAName, nCAId NCAId }
/// RolesOfPSP ::= SEQUENCE OF SEQUENCE { roleOfPspOid OBJECT IDENTIFIER, roleOfPspName UTF8String
/// (SIZE(1..256)) } NCAName, NCAId ::= UTF8String (SIZE (1..256))
struct PaymentServices {
  std::vector<PaymentRole> roles;
  std::string_view authority_name, authority_id;
};

std::optional<PaymentServices> read_payment_services(ByteView info) {
  constexpr size_t longest = 256;
  Findings faults;
  der::FaultSink sink(faults);
  der::Reader value(info, sink, {});
  auto fields = value.sequence({});
  if (!fields) return std::nullopt;
  PaymentServices found;
  bool bounded = true;
  const auto text = [&bounded](der::Reader& reader) {
    const auto element = reader.take(tag::utf8_string, {});
    const ByteView read = element ? element->content : ByteView();
    size_t length = 0;
    for (Characters characters(tag::utf8_string, read); characters.next();) ++length;
    bounded = bounded && length > 0 && length <= longest;
    return as_text(read);
  };
  auto roles = fields->sequence("rolesOfPSP");
  for (size_t index = 0; roles && !roles->at_end(); ++index) {
    const auto element = roles->item(tag::sequence, index);
    if (!element) continue;
    auto role = roles->enter(*element, {}, index);
    const auto id = role.oid("roleOfPspOid");
    const std::string_view name = text(role);
    role.finish();
    if (id) found.roles.push_back({*id, name});
  }
  found.authority_name = text(*fields);
  found.authority_id = text(*fields);
  fields->finish();
  value.finish();
  if (!faults.empty() || !bounded) return std::nullopt;
  return found;
}

/// Calls check(services, statement) if there is the statement and it can be read.
template <typename Check>
Outcome with_payment_services(const CertificateFacts& facts, Check check) {
  const x509::QcStatement* statement = find_statement(facts.certificate, payment_statement);
  if (statement == nullptr) return Outcome::not_applicable;
  const auto services = read_payment_services(statement->info);
  return services ? check(*services, *statement) : Outcome::not_applicable;
}

Outcome fire_at_payment(const CertificateFacts& facts, const Reporter& report,
                        const x509::QcStatement& statement, std::string message) {
  return report.fire(statements_place(facts.certificate), offset_of_statement(facts.certificate, statement),
                     std::move(message));
}

// GEN-5.1-1: the attributes "shall be included in a QCStatement within the qcStatements extension". Who has
// the policy QCP-w-psd2 (OVR-6.1-3) says that the certificate is one for payment services.
Outcome payment_statement_missing(const CertificateFacts& facts, const Reporter& report) {
  const auto& policies = facts.certificate.certificate_policies;
  if (!policies || std::none_of(policies->policies.begin(), policies->policies.end(),
                                [](const auto& policy) { return policy.id == payment_policy; }))
    return Outcome::not_applicable;
  return find_statement(facts.certificate, payment_statement) != nullptr
             ? Outcome::pass
             : report.fire("tbsCertificate.extensions", {},
                           "the certificate has the policy QCP-w-psd2, but no PSD2 statement");
}

// GEN-5.1-2: the statement "shall" have the syntax of annex A.
Outcome payment_statement_malformed(const CertificateFacts& facts, const Reporter& report) {
  const x509::QcStatement* statement = find_statement(facts.certificate, payment_statement);
  if (statement == nullptr) return Outcome::not_applicable;
  return read_payment_services(statement->info)
             ? Outcome::pass
             : fire_at_payment(facts, report, *statement, "the PSD2 statement does not follow its ASN.1");
}

// GEN-5.2.2-1: "RolesOfPSP shall contain one or more roles or contain a single entry indicating that the role
// is unspecified."
Outcome payment_roles_missing(const CertificateFacts& facts, const Reporter& report) {
  return with_payment_services(
      facts, [&](const PaymentServices& services, const x509::QcStatement& statement) {
        return services.roles.empty() ? fire_at_payment(facts, report, statement, "rolesOfPSP is empty")
                                      : Outcome::pass;
      });
}

// GEN-5.2.2-2: for PSD2 "the role object identifier shall be the appropriate one of the four OIDs"; or that
// for an unspecified role.
Outcome payment_role_unknown(const CertificateFacts& facts, const Reporter& report) {
  return with_payment_services(
      facts, [&](const PaymentServices& services, const x509::QcStatement& statement) {
        Outcome outcome = Outcome::pass;
        for (const PaymentRole& role : services.roles)
          if (role.expected().empty())
            outcome = fire_at_payment(facts, report, statement,
                                      fmt::format("rolesOfPSP has the role {}", role.id.to_string()));
        return outcome;
      });
}

// GEN-5.2.2-3, -3A and -5: the names PSP_AS, PSP_PI, PSP_AI, PSP_IC and Unspecified, each with its own
// identifier.
Outcome payment_role_name_wrong(const CertificateFacts& facts, const Reporter& report) {
  return with_payment_services(
      facts, [&](const PaymentServices& services, const x509::QcStatement& statement) {
        Outcome outcome = Outcome::pass;
        for (const PaymentRole& role : services.roles) {
          const std::string_view expected = role.expected();
          if (expected.empty() || role.name == expected) continue;
          outcome = fire_at_payment(facts, report, statement,
                                    fmt::format("the role {} has the name \"{}\" instead of \"{}\"",
                                                role.id.to_string(), x509::printable(role.name), expected));
        }
        return outcome;
      });
}

/// Latin letters with the signs and punctuation that are written with them: Basic Latin to IPA extensions,
/// combining marks, Latin extended additional, general punctuation.
bool is_latin(uint32_t character) {
  return character < 0x370 || (character >= 0x1E00 && character < 0x1F00) ||
         (character >= 0x2010 && character < 0x2060);
}

// GEN-5.2.3-1: "The NCAName shall be plain text using Latin alphabet".
Outcome payment_authority_not_latin(const CertificateFacts& facts, const Reporter& report) {
  return with_payment_services(
      facts, [&](const PaymentServices& services, const x509::QcStatement& statement) {
        bool latin = true;
        Characters characters(tag::utf8_string, as_bytes(services.authority_name));
        while (const auto character = characters.next()) latin = latin && is_latin(*character);
        return latin ? Outcome::pass
                     : fire_at_payment(facts, report, statement,
                                       fmt::format("nCAName \"{}\" is not in the Latin alphabet",
                                                   x509::printable(services.authority_name)));
      });
}

/// GEN-5.2.3-2: country, hyphen, and 2 to 8 capital letters.
bool is_authority_identifier(std::string_view text) {
  const std::string_view own = text.size() < 3 ? std::string_view() : text.substr(3);
  return own.size() >= 2 && own.size() <= 8 && text[2] == '-' && is_country_code(text.substr(0, 2)) &&
         std::all_of(own.begin(), own.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

Outcome payment_authority_malformed(const CertificateFacts& facts, const Reporter& report) {
  return with_payment_services(
      facts, [&](const PaymentServices& services, const x509::QcStatement& statement) {
        return is_authority_identifier(services.authority_id)
                   ? Outcome::pass
                   : fire_at_payment(facts, report, statement,
                                     fmt::format("nCAId is \"{}\", not a country, a hyphen and 2 to 8 "
                                                 "capital letters",
                                                 x509::printable(services.authority_id)));
      });
}

// GEN-5.2.1-3: an authorization number is "PSD", the authority's identifier (as in nCAId), a hyphen and the
// number. organizationIdentifiers of other schemes are permitted (GEN-5.2.1-4).
Outcome authorization_number_malformed(const CertificateFacts& facts, const Reporter& report) {
  if (find_statement(facts.certificate, payment_statement) == nullptr) return Outcome::not_applicable;
  Outcome outcome = Outcome::not_applicable;
  for_each_text(
      facts.certificate.subject, oids::organization_identifier,
      [&](std::string_view text, const x509::Attribute& attribute) {
        if (!text.starts_with("PSD")) return;
        const size_t hyphen = text.find('-', 6);
        const bool sound = hyphen != std::string_view::npos && hyphen + 1 < text.size() &&
                           is_authority_identifier(text.substr(3, hyphen - 3));
        outcome =
            std::max(outcome, sound ? Outcome::pass
                                    : report.fire(subject_place, attribute.offset,
                                                  fmt::format("organizationIdentifier \"{}\" is not PSD, an "
                                                              "authority's identifier, a hyphen and a number",
                                                              x509::printable(text))));
      });
  return outcome;
}

constexpr Lint payment_services_lints[] = {
    {.check = must("etsi.payment_services.statement_missing",
                   "A certificate with the policy QCP-w-psd2 MUST have the PSD2 statement.",
                   "ETSI TS 119 495 5.1", "Add the statement 0.4.0.19495.2 to qcStatements."),
     .example = "the policy 0.4.0.19495.3.1 without qcStatements",
     .effective = dates::etsi_119_495_1_2_1,
     .certificate = payment_statement_missing},
    {.check = must("etsi.payment_services.statement_malformed",
                   "The PSD2 statement MUST have roles, the name and the identifier of the authority.",
                   "ETSI TS 119 495 5.1, annex A", "Encode the statement by its ASN.1."),
     .example = "a PSD2 statement without nCAId",
     .effective = dates::etsi_119_495_1_2_1,
     .certificate = payment_statement_malformed},
    {.check =
         must("etsi.payment_services.roles_missing", "The PSD2 statement MUST have one role at least.",
              "ETSI TS 119 495 5.2.2", "List the roles of the payment service provider, or Unspecified."),
     .example = "an empty rolesOfPSP",
     .effective = dates::etsi_119_495_1_2_1,
     .certificate = payment_roles_missing},
    {.check = must("etsi.payment_services.role_unknown",
                   "The roles of the PSD2 statement MUST be those of TS 119 495.", "ETSI TS 119 495 5.2.2",
                   "Use 0.4.0.19495.1.1 to 0.4.0.19495.1.4, or 0.4.0.19495.1.0 for an unspecified role."),
     .example = "the role 0.4.0.19495.1.9",
     .effective = dates::etsi_119_495_1_2_1,
     .certificate = payment_role_unknown},
    {.check = must("etsi.payment_services.role_name_wrong",
                   "The name of a role MUST be the one that goes with its identifier.",
                   "ETSI TS 119 495 5.2.2", "Write PSP_AS, PSP_PI, PSP_AI, PSP_IC or Unspecified."),
     .example = "the role 0.4.0.19495.1.1 with the name PSP_PI",
     .effective = dates::etsi_119_495_1_2_1,
     .certificate = payment_role_name_wrong},
    {.check = must("etsi.payment_services.authority_not_latin", "nCAName MUST be text in the Latin alphabet.",
                   "ETSI TS 119 495 5.2.3", "Write the name as the authority does in Latin letters."),
     .example = "a nCAName in Greek letters",
     .effective = dates::etsi_119_495_1_2_1,
     .certificate = payment_authority_not_latin},
    {.check = must("etsi.payment_services.authority_malformed",
                   "nCAId MUST be a country of ISO 3166-1, a hyphen and 2 to 8 capital letters.",
                   "ETSI TS 119 495 5.2.3", "Write the identifier like DE-BAFIN."),
     .example = "the nCAId \"DEBAFIN\"",
     .effective = dates::etsi_119_495_1_2_1,
     .certificate = payment_authority_malformed},
    {.check =
         must("etsi.payment_services.authorization_number_malformed",
              "An organizationIdentifier of the scheme PSD MUST be PSD, the identifier of the authority, "
              "a hyphen and the authorization number.",
              "ETSI TS 119 495 5.2.1", "Write the identifier like PSDDE-BAFIN-12345."),
     .example = "the organizationIdentifier PSDDE-12345",
     .effective = dates::etsi_119_495_1_2_1,
     .certificate = authorization_number_malformed},
};

}  // namespace

constinit const Rows payment_services_rows = payment_services_lints;

}  // namespace certcheck::lint::etsi
