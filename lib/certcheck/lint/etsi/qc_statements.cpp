#include "certcheck/base/ascii.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/etsi/themes.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/extension_place.h"
#include "certcheck/lint/support/qualified.h"
#include "certcheck/lint/support/uri_scheme.h"
#include "certcheck/x509/oids.h"
#include "certcheck/x509/strings.h"

#include <fmt/format.h>

#include <algorithm>

/// qcStatements: what EN 319 412-5 says of the location of PKI disclosure statements (PDS). How their URLs
/// are written is looked at with that of all URIs, see rfc5280/general_names.cpp.
namespace certcheck::lint::etsi {
namespace {

namespace oids = x509::oids;

bool has_statement(const x509::Certificate& certificate, der::Oid id) {
  return certificate.qc_statements &&
         std::any_of(certificate.qc_statements->statements.begin(),
                     certificate.qc_statements->statements.end(),
                     [id](const x509::QcStatement& statement) { return statement.id == id; });
}

std::string place_of_statements(const x509::Certificate& certificate) {
  return place_in(certificate, *certificate.find(oids::qc_statements));
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  x509::append_printable(out, text);
  return out + '"';
}

// EN 319 412-5 4.3.4: "PdsLocations ::= SEQUENCE SIZE (1..MAX) OF PdsLocation", "PdsLocation ::= SEQUENCE {
// url IA5String, language PrintableString (SIZE(2))}".
Outcome pds_malformed(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  if (!has_statement(certificate, oids::qc_pds)) return Outcome::not_applicable;
  if (const auto fault = malformed_disclosure_statement(certificate)) {
    return report.fire(place_of_statements(certificate), fault->offset,
                       fmt::format("the statement QcEuPDS does not follow its ASN.1: {}", fault->what));
  }
  Outcome outcome = Outcome::pass;
  for (const DisclosureStatement& statement : disclosure_statements(certificate)) {
    if (statement.language.size() != 2) {
      outcome = report.fire(place_of_statements(certificate), statement.language_offset,
                            fmt::format("the language {} is not of two letters", quoted(statement.language)));
    }
  }
  return outcome;
}

/// Fires for each disclosure statement with a fault, which is the end of a sentence; empty if there is none.
template <std::string (*fault)(const DisclosureStatement&)>
Outcome each_pds(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  if (!has_statement(certificate, oids::qc_pds)) return Outcome::not_applicable;
  Outcome outcome = Outcome::pass;
  for (const DisclosureStatement& statement : disclosure_statements(certificate)) {
    if (std::string what = fault(statement); !what.empty()) {
      outcome =
          report.fire(place_of_statements(certificate), statement.url.offset,
                      fmt::format("the PKI disclosure statement {} {}", statement.url.to_string(), what));
    }
  }
  return outcome;
}

// QCS-4.3.4-03: "As a minimum, a URL to a PDS provided in this statement shall use the "https" (https://)
// scheme, IETF RFC 2818 or later documents": nothing else protects what is fetched. New in 2.4.1, where zlint
// begins.
std::string not_https(const DisclosureStatement& statement) {
  return has_scheme(statement.url.text(), "https") ? std::string() : "does not use the https scheme";
}

/// ISO 639-1, with bh and sh, which it has withdrawn.
constexpr std::string_view languages =
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da "
    "de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz "
    "ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln "
    "lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi "
    "pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th "
    "ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ";

// QCS-4.3.4-01: "The language shall be as defined in ISO 639-1." What is not of two letters is malformed.
std::string language_unknown(const DisclosureStatement& statement) {
  if (statement.language.size() != 2) return {};
  const size_t found = languages.find(to_lower(statement.language) + ' ');
  return found != std::string_view::npos && found % 3 == 0
             ? std::string()
             : fmt::format("is in the language {}, which ISO 639-1 does not have",
                           quoted(statement.language));
}

// ISO 639-1 writes its codes in small letters.
std::string language_not_lower_case(const DisclosureStatement& statement) {
  return std::any_of(statement.language.begin(), statement.language.end(),
                     [](char c) { return c >= 'A' && c <= 'Z'; })
             ? fmt::format("has the language code {} in capital letters", quoted(statement.language))
             : std::string();
}

// QCS-5-01, table 2, of EU qualified certificates, which have QcCompliance and no QcCClegislation: QcEuPDS
// "shall provide at least one URL to a PDS in English". zlint asks for it of whatever has QcEuPDS.
Outcome pds_not_english(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  if (!has_statement(certificate, oids::qc_pds) || !has_statement(certificate, oids::qc_compliance) ||
      has_statement(certificate, oids::qc_legislation))
    return Outcome::not_applicable;
  const auto statements = disclosure_statements(certificate);
  const bool english = std::any_of(statements.begin(), statements.end(), [](const DisclosureStatement& each) {
    return each.language == "en" || each.language == "EN" || each.language == "En" || each.language == "eN";
  });
  return english || statements.empty()
             ? Outcome::pass
             : report.fire(
                   place_of_statements(certificate), statements.front().url.offset,
                   fmt::format("none of the {} PKI disclosure statements is in English", statements.size()));
}

constexpr Lint qc_statements_lints[] = {
    {.check = {.id = "etsi.qc_statements.pds_malformed",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "QcEuPDS MUST hold URLs as IA5Strings with language codes of two letters.",
               .citation = "ETSI EN 319 412-5 4.3.4",
               .hint = "Encode the statement by its ASN.1.",
               .zlint = "e_qcstatem_qcpds_valid"},
     .example = "the language \"eng\"",
     .effective = dates::etsi_319_412_5_2_2_1,
     .certificate = pds_malformed},
    {.check = {.id = "etsi.qc_statements.pds_not_english",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "QcEuPDS of an EU qualified certificate MUST refer to a statement in English.",
               .citation = "ETSI EN 319 412-5 5",
               .hint = "Add the URL of the PKI disclosure statement in English.",
               .zlint = "e_qcstatem_qcpds_valid"},
     .example = "one PKI disclosure statement, in German",
     .effective = dates::etsi_319_412_5_2_2_1,
     .certificate = pds_not_english},
    {.check = {.id = "etsi.qc_statements.pds_not_https",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "URLs of PKI disclosure statements MUST use the https scheme.",
               .citation = "ETSI EN 319 412-5 4.3.4",
               .hint = "Serve the statement over https and write that URL.",
               .zlint = "e_qcstatem_pds_must_have_https_only"},
     .example = "the URL http://www.example.com/pds.pdf",
     .effective = dates::etsi_319_412_5_2_4_1,
     .certificate = each_pds<not_https>},
    {.check = {.id = "etsi.qc_statements.pds_language_unknown",
               .severity = Severity::error,
               .counts = Counts::never,
               .requirement = "Languages of PKI disclosure statements MUST be codes of ISO 639-1.",
               .citation = "ETSI EN 319 412-5 4.3.4",
               .hint = "Write the code of the language, not that of a country."},
     .example = "the language \"gr\" for Greek",
     .effective = dates::etsi_319_412_5_2_2_1,
     .certificate = each_pds<language_unknown>},
    {.check = {.id = "etsi.qc_statements.pds_language_not_lower_case",
               .severity = Severity::warning,
               .counts = Counts::never,
               .requirement = "Languages of PKI disclosure statements SHOULD be in small letters.",
               .citation = "ETSI EN 319 412-5 4.3.4; ISO 639-1",
               .hint = "Write the code in small letters.",
               .zlint = "w_qcstatem_qcpds_lang_case"},
     .example = "the language \"EN\"",
     .effective = dates::etsi_319_412_5_2_2_1,
     .certificate = each_pds<language_not_lower_case>},
};

}  // namespace

constinit const Rows qc_statements_rows = qc_statements_lints;

}  // namespace certcheck::lint::etsi
