#include "certcheck/base/ascii.h"
#include "certcheck/der/reader.h"
#include "certcheck/lint/dates.h"
#include "certcheck/lint/etsi/qualified_certificate.h"
#include "certcheck/lint/etsi/themes.h"
#include "certcheck/lint/facts.h"
#include "certcheck/lint/support/country_codes.h"
#include "certcheck/lint/support/rules_of_issuing.h"
#include "certcheck/x509/strings.h"

#include <fmt/format.h>

#include <algorithm>

/// EN 319 412-5 4 and 5: which statements are in qcStatements, and what is in them. PKI disclosure statements
/// have a file of their own.
namespace certcheck::lint::etsi {
namespace {

namespace oids = x509::oids;
namespace tag = der::tag;

Outcome fire_at_statement(const CertificateFacts& facts, const Reporter& report,
                          const x509::QcStatement& statement, std::string message) {
  return report.fire(statements_place(facts.certificate), offset_of_statement(facts.certificate, statement),
                     std::move(message));
}

bool has_etsi_statement(const x509::Certificate& certificate) {
  if (!certificate.qc_statements) return false;
  const auto& statements = certificate.qc_statements->statements;
  return std::any_of(statements.begin(), statements.end(),
                     [](const x509::QcStatement& statement) { return is_etsi_statement(statement.id); });
}

// QCS-4.1-02: "The qcStatements extension shall not be marked as critical."
Outcome statements_critical(const CertificateFacts& facts, const Reporter& report) {
  if (!has_etsi_statement(facts.certificate)) return Outcome::not_applicable;
  const x509::Extension& extension = *facts.certificate.find(oids::qc_statements);
  return extension.critical ? report.fire(place_of(facts.certificate, extension), extension.offset,
                                          "qcStatements is marked critical")
                            : Outcome::pass;
}

// QCS-4.1-02A since 2.6.1: no statement of EN 319 412-5 more than once.
Outcome statement_repeated(const CertificateFacts& facts, const Reporter& report) {
  if (!facts.certificate.qc_statements) return Outcome::not_applicable;
  const auto& statements = facts.certificate.qc_statements->statements;
  for (size_t i = 1; i < statements.size(); ++i) {
    if (!is_etsi_statement(statements[i].id)) continue;
    for (size_t j = 0; j < i && j < 16; ++j) {  // there are nine kinds of statements
      if (statements[j].id == statements[i].id)
        return fire_at_statement(facts, report, statements[i],
                                 fmt::format("the statement {} appears twice", statements[i].id.to_string()));
    }
  }
  return Outcome::pass;
}

// 4.2.3: the identifiers of purposes are values of the statement QcType, not statements.
Outcome type_as_statement(const CertificateFacts& facts, const Reporter& report) {
  if (!facts.certificate.qc_statements) return Outcome::not_applicable;
  for (const x509::QcStatement& statement : facts.certificate.qc_statements->statements) {
    if (statement.id == type_esign || statement.id == type_eseal || statement.id == type_web)
      return fire_at_statement(
          facts, report, statement,
          fmt::format("{}, a value of QcType, is a statement", statement.id.to_string()));
  }
  return Outcome::pass;
}

// 4.2 and table 2 of clause 5: QcSSCD and QcType are statements about qualified certificates, which "shall"
// state QcCompliance. zlint asks for it next to the statements of 4.3 too, which any certificate may have.
Outcome compliance_missing(const CertificateFacts& facts, const Reporter& report) {
  const x509::Certificate& certificate = facts.certificate;
  if (!has_etsi_statement(certificate)) return Outcome::not_applicable;
  if (find_statement(certificate, oids::qc_compliance) != nullptr) return Outcome::pass;
  const x509::QcStatement* qualified = find_statement(certificate, qc_type);
  if (qualified == nullptr) qualified = find_statement(certificate, qc_sscd);
  return qualified == nullptr
             ? Outcome::pass
             : fire_at_statement(facts, report, *qualified,
                                 fmt::format("there is the statement {}, but not QcCompliance",
                                             qualified->id == qc_type ? "QcType" : "QcSSCD"));
}

/// For statements that are an identifier alone.
Outcome without_information(const CertificateFacts& facts, const Reporter& report, der::Oid id,
                            std::string_view name) {
  const x509::QcStatement* statement = find_statement(facts.certificate, id);
  if (statement == nullptr) return Outcome::not_applicable;
  return statement->info.empty() ? Outcome::pass
                                 : fire_at_statement(facts, report, *statement,
                                                     fmt::format("the statement {} has information", name));
}

// 4.2.1: "esi4-qcStatement-1 QC-STATEMENT ::= { IDENTIFIED BY id-etsi-qcs-QcCompliance }".
Outcome compliance_with_information(const CertificateFacts& facts, const Reporter& report) {
  return without_information(facts, report, oids::qc_compliance, "QcCompliance");
}

// 4.2.2: "esi4-qcStatement-4 QC-STATEMENT ::= { IDENTIFIED BY id-etsi-qcs-QcSSCD }".
Outcome sscd_with_information(const CertificateFacts& facts, const Reporter& report) {
  return without_information(facts, report, qc_sscd, "QcSSCD");
}

/// ISO 4217, alphabetic: the codes that are assigned, and those that were when the first certificates had
/// them.
constexpr std::string_view currencies =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN "
    "BYR BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EEK EGP ERN ETB "
    "EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY "
    "KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LTL LVL LYD MAD MDL MGA MKD MMK MNT MOP MRO "
    "MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD "
    "RUB RWF SAR SBD SCR SDG SEK SGD SHP SKK SLE SLL SOS SRD SSP STD STN SVC SYP SZL THB TJS TMT TND TOP "
    "TRY TTD TWD TZS UAH UGX USD USN USS UYI UYU UYW UZS VED VEF VES VND VUV WST XAD XAF XAG XAU XBA XBB "
    "XBC XBD XCD XCG XDR XOF XPD XPF XPT XSU XUA YER ZAR ZMK ZMW ZWG ZWL ";

bool is_currency(std::string_view code) {
  constexpr size_t size = 3;
  for (size_t i = 0; i < currencies.size(); i += size + 1)
    if (equal_ignoring_case(currencies.substr(i, size), code)) return true;
  return false;
}

/// MonetaryValue ::= SEQUENCE { currency Iso4217CurrencyCode, amount INTEGER, exponent INTEGER }
/// Iso4217CurrencyCode ::= CHOICE { alphabetic PrintableString (SIZE (3)), numeric INTEGER (1..999) }
struct MonetaryValue {
  std::string_view alphabetic;  ///< empty: it is numeric
  uint64_t numeric = 0;
  bool negative = false;  ///< the amount
};

std::optional<MonetaryValue> read_monetary_value(ByteView info) {
  constexpr uint64_t largest = 999;
  Findings faults;
  der::FaultSink sink(faults);
  der::Reader value(info, sink, {});
  auto fields = value.sequence({});
  if (!fields) return std::nullopt;
  MonetaryValue found;
  if (fields->sees(tag::printable_string))
    found.alphabetic = as_text(fields->take(tag::printable_string, "currency")->content);
  else
    found.numeric = fields->unsigned_integer("currency", largest).value_or(0);
  const auto amount = fields->integer("amount");
  fields->integer("exponent");
  fields->finish();
  value.finish();
  if (!faults.empty() || !amount) return std::nullopt;
  found.negative = !amount->empty() && (*amount)[0] >= 0x80;
  return found;
}

// 4.3.2: QcEuLimitValue is a MonetaryValue; "the currency codes shall be defined in ISO 4217", where they
// have three letters or a number up to 999. Which numbers are assigned is not asked.
Outcome limit_value_malformed(const CertificateFacts& facts, const Reporter& report) {
  const x509::QcStatement* statement = find_statement(facts.certificate, qc_limit_value);
  if (statement == nullptr) return Outcome::not_applicable;
  const auto value = read_monetary_value(statement->info);
  const auto fire = [&](std::string message) {
    return fire_at_statement(facts, report, *statement, std::move(message));
  };
  if (!value) return fire("the statement QcEuLimitValue does not follow its ASN.1");
  if (!is_currency(value->alphabetic) && (!value->alphabetic.empty() || value->numeric == 0)) {
    return fire(value->alphabetic.empty()
                    ? "the currency of QcEuLimitValue is neither three letters nor a number from 1 to 999"
                    : fmt::format("the currency of QcEuLimitValue is \"{}\", which ISO 4217 does not have",
                                  x509::printable(value->alphabetic)));
  }
  return value->negative ? fire("the amount of QcEuLimitValue is negative") : Outcome::pass;
}

// QCS-4.3.2-02: "The alphabetic form of currency codes should be used."
Outcome currency_numeric(const CertificateFacts& facts, const Reporter& report) {
  const x509::QcStatement* statement = find_statement(facts.certificate, qc_limit_value);
  if (statement == nullptr) return Outcome::not_applicable;
  const auto value = read_monetary_value(statement->info);
  if (!value) return Outcome::not_applicable;
  return value->numeric == 0
             ? Outcome::pass
             : fire_at_statement(
                   facts, report, *statement,
                   fmt::format("the currency of QcEuLimitValue is the number {}", value->numeric));
}

// 4.3.3: "QcEuRetentionPeriod ::= INTEGER", a number of years after the certificate's expiry.
Outcome retention_period_malformed(const CertificateFacts& facts, const Reporter& report) {
  const x509::QcStatement* statement = find_statement(facts.certificate, qc_retention_period);
  if (statement == nullptr) return Outcome::not_applicable;
  Findings faults;
  der::FaultSink sink(faults);
  der::Reader value(statement->info, sink, {});
  const auto years = value.integer({});
  value.finish();
  if (!years || !faults.empty())
    return fire_at_statement(facts, report, *statement,
                             "the statement QcEuRetentionPeriod is not an INTEGER");
  return (*years)[0] < 0x80
             ? Outcome::pass
             : fire_at_statement(facts, report, *statement, "the years of QcEuRetentionPeriod are negative");
}

/// What QcType has: "QcType ::= SEQUENCE OF OBJECT IDENTIFIER (id-etsi-qct-esign | id-etsi-qct-eseal |
/// id-etsi-qct-web, ...)".
struct QcTypes {
  bool malformed = false;
  size_t count = 0;
  bool esign = false, eseal = false, web = false;
  der::Oid unknown = {};
};

QcTypes read_types(ByteView info) {
  QcTypes types;
  Findings faults;
  der::FaultSink sink(faults);
  der::Reader value(info, sink, {});
  auto list = value.sequence({});
  for (size_t index = 0; list && !list->at_end(); ++index) {
    const auto element = list->item(tag::oid, index);
    const auto id = element ? list->oid_in(*element, {}) : std::nullopt;
    if (!id) continue;
    ++types.count;
    if (*id == type_esign)
      types.esign = true;
    else if (*id == type_eseal)
      types.eseal = true;
    else if (*id == type_web)
      types.web = true;
    else
      types.unknown = *id;
  }
  value.finish();
  types.malformed = !faults.empty();
  return types;
}

/// Calls check(types, statement) if there is QcType.
template <typename Check>
Outcome with_types(const CertificateFacts& facts, Check check) {
  const x509::QcStatement* statement = find_statement(facts.certificate, qc_type);
  return statement == nullptr ? Outcome::not_applicable : check(read_types(statement->info), *statement);
}

// 4.2.3: the purposes are those of the list, one at least.
Outcome type_unknown(const CertificateFacts& facts, const Reporter& report) {
  return with_types(facts, [&](const QcTypes& types, const x509::QcStatement& statement) {
    if (types.malformed)
      return fire_at_statement(facts, report, statement, "QcType does not follow its ASN.1");
    if (types.count == 0) return fire_at_statement(facts, report, statement, "QcType is empty");
    return types.unknown.empty()
               ? Outcome::pass
               : fire_at_statement(facts, report, statement,
                                   fmt::format("QcType has the type {}", types.unknown.to_string()));
  });
}

// 4.2.3 of later versions: "a certificate is issued as one and only one of the purposes of electronic
// signature, electronic seal or web site authentication".
Outcome type_not_single(const CertificateFacts& facts, const Reporter& report) {
  return with_types(facts, [&](const QcTypes& types, const x509::QcStatement& statement) {
    if (types.malformed)
      return fire_at_statement(facts, report, statement, "QcType does not follow its ASN.1");
    if (types.count != 1)
      return fire_at_statement(facts, report, statement,
                               fmt::format("QcType has {} types, not one", types.count));
    return types.unknown.empty()
               ? Outcome::pass
               : fire_at_statement(facts, report, statement,
                                   fmt::format("QcType has the type {}", types.unknown.to_string()));
  });
}

// 4.2.3: mail is signed by persons (esign) or in the name of organizations (eseal).
Outcome type_not_for_email(const CertificateFacts& facts, const Reporter& report) {
  if (facts.smime.policies == 0) return Outcome::not_applicable;
  return with_types(facts, [&](const QcTypes& types, const x509::QcStatement& statement) {
    // What cannot be read is type_unknown's.
    if (types.malformed) return Outcome::not_applicable;
    return types.esign || types.eseal
               ? Outcome::pass
               : fire_at_statement(facts, report, statement,
                                   "QcType of an S/MIME certificate has neither esign nor eseal");
  });
}

// 4.2.3: a certificate for TLS servers is one for web site authentication.
Outcome type_not_for_servers(const CertificateFacts& facts, const Reporter& report) {
  const auto& usage = facts.certificate.extended_key_usage;
  if (!usage || !usage->has(oids::server_auth)) return Outcome::not_applicable;
  return with_types(facts, [&](const QcTypes& types, const x509::QcStatement& statement) {
    if (types.malformed) return Outcome::not_applicable;
    return types.web ? Outcome::pass
                     : fire_at_statement(facts, report, statement,
                                         "QcType of a certificate with serverAuth does not have web");
  });
}

/// The first country of QcCClegislation that is not one; "" for an empty list, nullopt if all are.
std::optional<std::string_view> wrong_country(ByteView info) {
  Findings unheeded;
  der::FaultSink sink(unheeded);
  der::Reader value(info, sink, {});
  auto list = value.sequence({});
  if (!list || list->at_end()) return "";
  for (size_t index = 0; !list->at_end(); ++index) {
    const auto country = list->item(tag::printable_string, index);
    if (!country || !is_country_code(as_text(country->content)))
      return country ? as_text(country->content) : std::string_view();
  }
  return std::nullopt;
}

// 4.2.4: "QcCClegislation ::= SEQUENCE OF CountryName -- country codes of ISO 3166-1", those under whose law
// the certificate is qualified.
Outcome legislation_unknown(const CertificateFacts& facts, const Reporter& report) {
  const x509::QcStatement* statement = find_statement(facts.certificate, oids::qc_legislation);
  if (statement == nullptr) return Outcome::not_applicable;
  const auto wrong = wrong_country(statement->info);
  return !wrong ? Outcome::pass
                : fire_at_statement(facts, report, *statement,
                                    wrong->empty() ? std::string("QcCClegislation has no list of countries")
                                                   : fmt::format("QcCClegislation has the country \"{}\"",
                                                                 x509::printable(*wrong)));
}

constexpr Lint statements_lints[] = {
    {.check = must(
         "etsi.statements.critical", "qcStatements with statements of EN 319 412-5 MUST NOT be critical.",
         "ETSI EN 319 412-5 4.1", "Mark the extension not critical.", "e_qcstatem_etsi_present_qcs_critical"),
     .example = "a critical qcStatements with QcCompliance",
     .effective = dates::etsi_319_412_5_2_2_1,
     .certificate = statements_critical},
    {.check =
         must("etsi.statements.repeated", "A statement of EN 319 412-5 MUST NOT be there more than once.",
              "ETSI EN 319 412-5 4.1", "Omit the repetition.", "e_duplicate_etsi_qcstatement"),
     .example = "QcCompliance twice",
     .effective = dates::etsi_319_412_5_2_6_1,
     .certificate = statement_repeated},
    {.check = must("etsi.statements.type_as_statement", "The values of QcType MUST NOT be statements.",
                   "ETSI EN 319 412-5 4.2.3", "Put the value into the statement QcType.",
                   "e_qcstatem_etsi_type_as_statem"),
     .example = "the statement 0.4.0.1862.1.6.3",
     .effective = dates::etsi_319_412_5_2_2_1,
     .certificate = type_as_statement},
    {.check = must("etsi.statements.compliance_missing",
                   "qcStatements with QcType or QcSSCD MUST also have QcCompliance.", "ETSI EN 319 412-5 5",
                   "Add QcCompliance, or omit the statements about qualified certificates.",
                   "e_qcstatem_mandatory_etsi_statems"),
     .example = "QcType and QcEuPDS alone",
     .effective = dates::etsi_319_412_5_2_2_1,
     .certificate = compliance_missing},
    {.check = must("etsi.statements.compliance_with_information", "QcCompliance MUST NOT have statementInfo.",
                   "ETSI EN 319 412-5 4.2.1", "Omit the information.", "e_qcstatem_qccompliance_valid"),
     .example = "QcCompliance with a NULL",
     .effective = dates::etsi_319_412_5_2_2_1,
     .certificate = compliance_with_information},
    {.check = must("etsi.statements.sscd_with_information", "QcSSCD MUST NOT have statementInfo.",
                   "ETSI EN 319 412-5 4.2.2", "Omit the information.", "e_qcstatem_qcsscd_valid"),
     .example = "QcSSCD with a NULL",
     .effective = dates::etsi_319_412_5_2_2_1,
     .certificate = sscd_with_information},
    {.check = must("etsi.statements.limit_value_malformed",
                   "QcEuLimitValue MUST be a currency of ISO 4217, an amount and an exponent.",
                   "ETSI EN 319 412-5 4.3.2", "Encode the statement by its ASN.1.",
                   "e_qcstatem_qclimitvalue_valid"),
     .example = "the currency \"EURO\"",
     .effective = dates::etsi_319_412_5_2_2_1,
     .certificate = limit_value_malformed},
    {.check =
         should("etsi.statements.currency_numeric", "The currency of QcEuLimitValue SHOULD be three letters.",
                "ETSI EN 319 412-5 4.3.2", "Write the currency like EUR."),
     .example = "the currency 978",
     .effective = dates::etsi_319_412_5_2_2_1,
     .certificate = currency_numeric},
    {.check = must("etsi.statements.retention_period_malformed",
                   "QcEuRetentionPeriod MUST be a number of years.", "ETSI EN 319 412-5 4.3.3",
                   "Encode the years as an INTEGER.", "e_qcstatem_qcretentionperiod_valid"),
     .example = "a retention period of -1 years",
     .effective = dates::etsi_319_412_5_2_2_1,
     .certificate = retention_period_malformed},
    {.check =
         must("etsi.statements.type_unknown", "QcType MUST have values of EN 319 412-5 only, one at least.",
              "ETSI EN 319 412-5 2.2.1 4.2.3", "Write esign, eseal or web.", "e_qcstatem_qctype_valid"),
     .example = "a QcType without values",
     .effective = dates::etsi_319_412_5_2_2_1,
     .ineffective = dates::etsi_qc_type_single,
     .certificate = type_unknown},
    {.check = must("etsi.statements.type_not_single",
                   "QcType MUST be esign, eseal or web, and not several of them.", "ETSI EN 319 412-5 4.2.3",
                   "Issue a certificate for each purpose.", "e_qcstatem_qctype_oneonly"),
     .example = "a QcType of esign and eseal",
     .effective = dates::etsi_qc_type_single,
     .certificate = type_not_single},
    {.check =
         must("etsi.statements.type_not_for_email",
              "QcType of a certificate of the S/MIME BR MUST be esign or eseal.", "ETSI EN 319 412-5 4.2.3",
              "Write esign for a person, eseal for an organization.", "e_qcstatem_qctype_smime"),
     .example = "an S/MIME certificate with the QcType web",
     .effective = dates::etsi_319_412_5_2_2_1,
     .certificate = type_not_for_email},
    {.check =
         must("etsi.statements.type_not_for_servers", "QcType of a certificate for TLS servers MUST be web.",
              "ETSI EN 319 412-5 4.2.3", "Write web.", "e_qcstatem_qctype_web"),
     .example = "a certificate with serverAuth and the QcType eseal",
     .effective = dates::etsi_319_412_5_2_2_1,
     .certificate = type_not_for_servers},
    {.check = must("etsi.statements.legislation_unknown",
                   "QcCClegislation MUST list countries by their codes of ISO 3166-1.",
                   "ETSI EN 319 412-5 4.2.4", "Write the codes of the countries in upper case."),
     .example = "QcCClegislation of the country \"UK\"",
     .effective = dates::etsi_319_412_5_2_2_1,
     .certificate = legislation_unknown},
};

}  // namespace

constinit const Rows statements_rows = statements_lints;

}  // namespace certcheck::lint::etsi
